// Learns how topics are read from a statement, from the project's own statements (scripts/topics/statements) and lexicon, and
// writes src/core/matching/topic-table.ts:
//   npm run fit:topics             write the table
//   npm run fit:topics -- --same   write nothing; fail where the table is not what these statements and this lexicon give
//   npm run fit:topics -- --check  write nothing; print how the topics of held-back sets and of a tenth left out in turn are read
import { readFileSync, writeFileSync } from "node:fs";
import { featureRow, statementScores, type TopicModel } from "../src/core/matching/topic-model.js";
import { tableLine } from "../src/core/matching/topic-table-form.js";
import { topics } from "../src/core/matching/topics.js";
import { type Example, fitting, labelledLines, learnModel, ownExamples } from "./topics/learn.js";

const table = "src/core/matching/topic-table.ts";
const heldBack = ["blind-1", "blind-2", "blind-3"].map((name) => `tests/matching/${name}.txt`);

function written(model: TopicModel): string {
  const size = model.topics.length;
  const lines = [...model.columns].map(([name, column]) =>
    tableLine(name, model.rarity[column] ?? 0, Array.from(model.weights.subarray(column * size, column * size + size))),
  );
  return `// Written by scripts/fit-topics.ts from the project's own statements: what each feature of a statement says for each topic, in
// the form of topic-table-form.ts. Do not edit by hand. Topics: ${topics.length}, columns: ${lines.length}.

export const learned = {
  wordScale: ${fitting.wordScale},
  table: \`
${lines.join("\n")}
\`,
};
`;
}

/** Where the right topic stands, from 0. */
function placeOf(model: TopicModel, { topic, text }: Example): number {
  const { columns, values } = featureRow(model, text);
  const scores = statementScores(model, columns, values);
  const own = scores[model.topics.indexOf(topic)] ?? 0;
  return scores.filter((one) => one > own).length;
}

function line(name: string, places: readonly number[]): string {
  const within = (last: number) => (places.filter((one) => one < last).length / places.length).toFixed(3);
  return `${name.padEnd(30)} ${String(places.length).padStart(5)}  first ${within(1)}  in three ${within(3)}`;
}

function check(): void {
  const model = learnModel();
  for (const path of heldBack) console.log(line(path, labelledLines(path).map((one) => placeOf(model, one))));
  const examples = ownExamples();
  const places = Array.from({ length: 10 }, (_, fold) => {
    const without = learnModel([], examples.filter((_, nth) => nth % 10 !== fold));
    return examples.filter((_, nth) => nth % 10 === fold).map((one) => placeOf(without, one));
  });
  console.log(line("a tenth left out in turn", places.flat()));
}

const options = process.argv.slice(2);
if (options.includes("--check")) check();
else if (options.includes("--same")) {
  if (readFileSync(table, "utf8") !== written(learnModel())) {
    console.error(`${table} is not what the statements and the lexicon give: run npm run fit:topics`);
    process.exitCode = 1;
  }
} else writeFileSync(table, written(learnModel()));
