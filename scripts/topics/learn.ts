import { readdirSync, readFileSync } from "node:fs";
import { conceptIndex } from "../../src/core/matching/concepts.js";
import { textFeatures } from "../../src/core/matching/topic-features.js";
import { habits } from "../../src/core/matching/topic-habits.js";
import { featureRow, type TopicModel } from "../../src/core/matching/topic-model.js";
import { type TopicId, topics } from "../../src/core/matching/topics.js";
import { type Column, fit, type Row } from "./fit.js";

/** One labelled statement. */
export type Example = { topic: TopicId; text: string };

const folder = "scripts/topics/statements";

/** The project's own statements, a file for each topic, a line for each statement. */
export function ownExamples(): Example[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const topic = file.replace(/\.txt$/, "") as TopicId;
      return linesOf(`${folder}/${file}`).map((text) => ({ topic, text }));
    });
}

/** A set to measure with: lines of “topic: text”. */
export function labelledLines(path: string): Example[] {
  return linesOf(path).map((line) => {
    const colon = line.indexOf(":");
    return { topic: line.slice(0, colon) as TopicId, text: line.slice(colon + 1).trim() };
  });
}

const linesOf = (path: string): string[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

/** A word or a pair of words that fewer statements have is not learned from. */
const fewest = 2;
/** `prior`: what an idea of a topic's own lexicon says for it before anything was learned. */
export const fitting = { prior: 1.5, bias: 0.5, concept: 1, word: 1, wordScale: 3, rounds: 250 };

/** A model from our statements. `without`: topics that are to be unknown to it, in the lexicon, the statements and the habits. */
export function learnModel(
  without: readonly TopicId[] = [],
  examples: readonly Example[] = ownExamples(),
  options = fitting,
): TopicModel {
  const known = topics.map(({ id }) => id).filter((id) => !without.includes(id));
  const kept = examples.filter(({ topic }) => known.includes(topic));
  const index = conceptIndex(without);
  const counts = new Map<string, number>();
  for (const { text } of kept) {
    const { concepts, stems, pairs } = textFeatures(text, index);
    const names = [
      ...concepts.map((nth) => `c:${index.concepts[nth]?.id}`),
      ...stems.map((one) => `w:${one}`),
      ...pairs.map((one) => `b:${one}`),
    ];
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const words = [...counts.keys()].filter((name) => !name.startsWith("c:") && (counts.get(name) ?? 0) >= fewest).sort();
  const names = ["always", ...index.concepts.map(({ id }) => `c:${id}`), ...words];
  const model: TopicModel = {
    topics: known,
    index,
    columns: new Map(names.map((name, column) => [name, column])),
    weights: new Float64Array(names.length * known.length),
    rarity: Float64Array.from(names, (name, column) =>
      column === 0 ? 0 : Math.log((kept.length + 1) / ((counts.get(name) ?? 0) + 1)),
    ),
    wordScale: options.wordScale,
    habits,
  };
  const rows: Row[] = kept.map(({ topic, text }) => ({ ...featureRow(model, text), label: known.indexOf(topic) }));
  const columns = names.map(
    (name, column): Column => ({
      leans: known.indexOf(index.concepts[column - 1]?.topic as TopicId),
      prior: options.prior,
      penalty: column === 0 ? options.bias : name.startsWith("c:") ? options.concept : options.word,
    }),
  );
  return { ...model, weights: fit(rows, known.length, columns, options.rounds) };
}
