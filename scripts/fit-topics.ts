// Learns how topics are read from a statement, from the project's own statements (scripts/topics/statements) and lexicon, and
// writes src/core/matching/topic-table.ts and topic-words-table.ts:
//   npm run fit:topics             write the tables
//   npm run fit:topics -- --same   write nothing; fail where they are not what these statements and this lexicon give
//   npm run fit:topics -- --check  write nothing; print how the topics of held-back sets and of a tenth left out in turn are read
import { readFileSync, writeFileSync } from "node:fs";
import { statementScores, type TopicModel } from "../src/core/matching/topic-model.js";
import { shareScale, type TableKind, tableLine } from "../src/core/matching/topic-table-form.js";
import { type Example, fitting, labelledLines, learnModel, ownExamples } from "./topics/learn.js";

const folder = "src/core/matching";
const heldBack = ["blind-1", "blind-2", "blind-3"].map((name) => `tests/matching/${name}.txt`);

const head =
  "// Written by scripts/fit-topics.ts from the project's own statements, in the form of topic-table-form.ts. Do not edit by hand.";

/** Both tables, by file. Of words, those are left out that say next to nothing for any topic. */
function written(model: TopicModel): Record<string, string> {
  const size = model.topics.length;
  const lineOf = (kind: TableKind, name: string, first: number, weights: Float64Array, place: number) =>
    tableLine(kind, name, first, Array.from(weights.subarray(place * size, place * size + size)));
  const columns = [...model.columns].map(([name, column]) =>
    lineOf("columns", name, model.rarity[column] ?? 0, model.weights, column),
  );
  const { places, share, weights } = model.leans;
  const words = [...places]
    .filter(([, place]) =>
      weights.subarray(place * size, place * size + size).some((one) => Math.abs(one) >= leastLean),
    )
    .map(([word, place]) => lineOf("words", word, (share[place] ?? 0) * shareScale, weights, place));
  return {
    "topic-table.ts": `${head}

export const wordScale = ${fitting.wordScale};

/** What each feature of a statement says for each topic: ${columns.length} columns. */
export const learnedColumns = \`
${columns.join("\n")}
\`;
`,
    "topic-words-table.ts": `${head}

/** What ${words.length} ordinary words say for each topic, learned through word vectors. */
export const learnedWords = \`
${words.join("\n")}
\`;
`,
  };
}
const leastLean = 1;

/** Where the right topic stands, from 0. */
function placeOf(model: TopicModel, { topic, text }: Example): number {
  const scores = statementScores(model, text);
  const own = scores[model.topics.indexOf(topic)] ?? 0;
  return scores.filter((one) => one > own).length;
}

function line(name: string, places: readonly number[]): string {
  const within = (last: number) => (places.filter((one) => one < last).length / places.length).toFixed(3);
  return `${name.padEnd(30)} ${String(places.length).padStart(5)}  first ${within(1)}  in three ${within(3)}`;
}

function check(): void {
  const model = learnModel();
  for (const path of heldBack)
    console.log(
      line(
        path,
        labelledLines(path).map((one) => placeOf(model, one)),
      ),
    );
  const examples = ownExamples();
  const places = Array.from({ length: 10 }, (_, fold) => {
    const without = learnModel(
      [],
      examples.filter((_, nth) => nth % 10 !== fold),
    );
    return examples.filter((_, nth) => nth % 10 === fold).map((one) => placeOf(without, one));
  });
  console.log(line("a tenth left out in turn", places.flat()));
}

const options = process.argv.slice(2);
if (options.includes("--check")) check();
else
  for (const [file, text] of Object.entries(written(learnModel()))) {
    if (!options.includes("--same")) writeFileSync(`${folder}/${file}`, text);
    else if (readFileSync(`${folder}/${file}`, "utf8") !== text) {
      console.error(`${folder}/${file} is not what the statements and the lexicon give: run npm run fit:topics`);
      process.exitCode = 1;
    }
  }
