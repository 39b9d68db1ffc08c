import { readdirSync, readFileSync } from "node:fs";
import { conceptIndex } from "../../src/core/matching/concepts.js";
import { textFeatures } from "../../src/core/matching/topic-features.js";
import { habits } from "../../src/core/matching/topic-habits.js";
import { featureRow, leanDamping, leaningWords, type TopicModel } from "../../src/core/matching/topic-model.js";
import { type TopicId, topics } from "../../src/core/matching/topics.js";
import { type Column, fitWeights, type Row } from "./fit.js";

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
export const fitting = {
  prior: 2,
  bias: 0.5,
  concept: 1,
  word: 1,
  wordScale: 3,
  rounds: 150,
  vector: 1,
  vectorScale: 3,
};

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
    leans: { places: new Map(), share: new Float64Array(0), weights: new Float64Array(0) },
    habits,
  };
  const columns = names.map(
    (name, column): Column => ({
      leans: known.indexOf(index.concepts[column - 1]?.topic as TopicId),
      prior: options.prior,
      penalty: column === 0 ? options.bias : name.startsWith("c:") ? options.concept : options.word,
    }),
  );
  const dense = denseSpace(kept, options.vectorScale);
  const denseColumns = dense.middle.map((): Column => ({ leans: -1, prior: 0, penalty: options.vector }));
  const rows = kept.map(({ topic, text }): Row => {
    const { columns: sparse, values } = featureRow(model, text);
    return {
      columns: [...sparse, ...denseColumns.map((_, nth) => names.length + nth)],
      values: [...values, ...dense.of(text)],
      label: known.indexOf(topic),
    };
  });
  const fitted = fitWeights(rows, known.length, [...columns, ...denseColumns], options.rounds);
  const split = names.length * known.length;
  const weights = fitted.slice(0, split);
  const directions = fitted.subarray(split);
  // The middle of all texts was taken away from each: that is in the bias from here on.
  along(dense.middle, directions, known.length).forEach((one, at) => {
    weights[at] = (weights[at] ?? 0) - one;
  });
  return { ...model, weights, leans: leansOf(directions, known.length, dense.scale) };
}

/** What a vector says for each class. */
const along = (vector: readonly number[], directions: Float64Array, classes: number): number[] =>
  Array.from({ length: classes }, (_, at) =>
    vector.reduce((sum, one, nth) => sum + one * (directions[nth * classes + at] ?? 0), 0),
  );

function leansOf(directions: Float64Array, classes: number, scale: number): TopicModel["leans"] {
  const words = [...wordVectors()];
  const weights = new Float64Array(words.length * classes);
  words.forEach(([, { numbers }], place) => {
    along(numbers, directions, classes).forEach((one, at) => {
      weights[place * classes + at] = one * scale;
    });
  });
  return {
    places: new Map(words.map(([word], place) => [word, place])),
    share: Float64Array.from(words, ([, { share }]) => share),
    weights,
  };
}

type WordVector = { numbers: number[]; share: number };
let vectors: Map<string, WordVector> | undefined;

/** Words with their vectors (scripts/pack-word-vectors.mjs) and what they count in a text's average: rare words more. */
function wordVectors(): Map<string, WordVector> {
  vectors ??= new Map(
    linesOf("scripts/topics/word-vectors.txt").map((line) => {
      const [word = "", rank = "", digits = ""] = line.split(" ");
      // Frequency by Zipf's law, and the weight of Arora and others (2017), a / (a + frequency).
      const share = 0.0003 / (0.0003 + 0.08 / (Number(rank) + 2));
      return [word, { numbers: [...digits].map((digit) => (Number.parseInt(digit, 16) - 7.5) * 0.04), share }];
    }),
  );
  return vectors;
}

/** Texts as averaged vectors around their middle, at the size asked for. */
function denseSpace(examples: readonly Example[], size: number) {
  const average = (text: string): number[] => {
    const words = leaningWords(text).flatMap((word) => wordVectors().get(word) ?? []);
    const all = words.reduce((sum, { share }) => sum + share, leanDamping);
    return Array.from({ length: 100 }, (_, at) =>
      words.reduce((sum, { numbers, share }) => sum + (share * (numbers[at] ?? 0)) / all, 0),
    );
  };
  const averages = examples.map(({ text }) => average(text));
  const mean = Array.from({ length: 100 }, (_, at) =>
    averages.reduce((sum, one) => sum + (one[at] ?? 0) / averages.length, 0),
  );
  const spread = Math.sqrt(
    averages.reduce((sum, one) => sum + one.reduce((all, x, at) => all + (x - (mean[at] ?? 0)) ** 2, 0), 0) /
      averages.length,
  );
  const scale = size / spread;
  return {
    scale,
    middle: mean.map((one) => one * scale),
    of: (text: string): number[] => average(text).map((one, at) => (one - (mean[at] ?? 0)) * scale),
  };
}
