import type { ConceptIndex } from "../../src/core/matching/concepts.js";
import { type TextFeatures, textFeatures } from "../../src/core/matching/topic-features.js";

/** One labelled statement. */
export type Example = { topic: string; text: string };
/** `names` of the columns, `weights[column][class]`; the column “always” is the bias. */
export type Fitted = { classes: string[]; names: string[]; weights: number[][] };

export type FitOptions = {
  /** Penalties on the square of a weight's distance from its prior. */
  conceptPenalty: number;
  wordPenalty: number;
  /** What an idea of a topic's own lexicon says for it before anything was learned. */
  prior: number;
  wordScale: number;
  rounds: number;
};
export const usual: FitOptions = { conceptPenalty: 1, wordPenalty: 1, prior: 1, wordScale: 1, rounds: 200 };

type Row = { columns: number[]; values: number[]; label: number };

/** Multinomial logistic regression with a prior, by accelerated gradient steps: the same texts give the same weights. */
export function fit(examples: readonly Example[], index: ConceptIndex, classes: string[], options: FitOptions): Fitted {
  const read = examples.map(({ text }) => textFeatures(text, index));
  const counts = new Map<string, number>();
  for (const one of read) for (const name of namesOf(one, index)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = ["always", ...index.concepts.map(({ id }) => `c:${id}`)];
  for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    if ((name.startsWith("w:") && count >= 2) || (name.startsWith("b:") && count >= 2)) names.push(name);
  const columnOf = new Map(names.map((name, at) => [name, at]));
  const rows: Row[] = read.map((one, nth) => ({
    ...valuesOf(one, index, columnOf, options.wordScale),
    label: classes.indexOf(examples[nth]?.topic ?? ""),
  }));

  const size = names.length * classes.length;
  const k = classes.length;
  const prior = new Float64Array(size);
  index.concepts.forEach(({ topic }, nth) => {
    const at = topic === null ? -1 : classes.indexOf(topic);
    if (at >= 0) prior[(nth + 1) * k + at] = options.prior;
  });
  const penalty = names.map((name) =>
    name === "always" ? 0.5 : name.startsWith("c:") ? options.conceptPenalty : options.wordPenalty,
  );
  let weights = Float64Array.from(prior);
  let ahead = Float64Array.from(prior);
  const step = new Float64Array(names.length);
  // The curvature of a column is at most a half of what its values weigh: a step of its own for each column.
  const weight = new Float64Array(names.length);
  for (const { columns, values } of rows) {
    const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
    columns.forEach((column, nth) => {
      weight[column] = (weight[column] ?? 0) + 0.5 * Math.abs(values[nth] ?? 0) * total;
    });
  }
  names.forEach((_, at) => {
    step[at] = 1 / ((weight[at] ?? 0) + (penalty[at] ?? 1));
  });
  const slope = new Float64Array(size);
  const chances = new Float64Array(k);
  for (let round = 1; round <= options.rounds; round++) {
    for (let at = 0; at < size; at++) slope[at] = (penalty[(at / k) | 0] ?? 1) * ((ahead[at] ?? 0) - (prior[at] ?? 0));
    for (const { columns, values, label } of rows) {
      chances.fill(0);
      for (let nth = 0; nth < columns.length; nth++)
        for (let c = 0; c < k; c++) chances[c]! += values[nth]! * ahead[columns[nth]! * k + c]!;
      softmax(chances);
      chances[label]! -= 1;
      for (let nth = 0; nth < columns.length; nth++)
        for (let c = 0; c < k; c++) slope[columns[nth]! * k + c]! += values[nth]! * chances[c]!;
    }
    const next = new Float64Array(size);
    for (let at = 0; at < size; at++) next[at] = ahead[at]! - step[(at / k) | 0]! * slope[at]!;
    const momentum = (round - 1) / (round + 2);
    const later = new Float64Array(size);
    for (let at = 0; at < size; at++) later[at] = next[at]! + momentum * (next[at]! - weights[at]!);
    weights = next;
    ahead = later;
  }
  return { classes, names, weights: names.map((_, at) => Array.from(weights.subarray(at * k, at * k + k))) };
}

export function namesOf(one: TextFeatures, index: ConceptIndex): string[] {
  return [
    ...one.concepts.map((nth) => `c:${index.concepts[nth]?.id}`),
    ...one.stems.map((word) => `w:${word}`),
    ...one.pairs.map((pair) => `b:${pair}`),
  ];
}

export function valuesOf(
  one: TextFeatures,
  index: ConceptIndex,
  columnOf: ReadonlyMap<string, number>,
  wordScale: number,
): { columns: number[]; values: number[] } {
  const known = namesOf(one, index).flatMap((name) => {
    const column = columnOf.get(name);
    return column === undefined ? [] : [{ column, word: !name.startsWith("c:") }];
  });
  const words = known.filter(({ word }) => word).length;
  return {
    columns: [0, ...known.map(({ column }) => column)],
    values: [1, ...known.map(({ word }) => (word ? wordScale / Math.sqrt(Math.max(4, words)) : 1))],
  };
}

export function softmax(scores: Float64Array): void {
  const top = scores.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c]! - top);
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum;
}
