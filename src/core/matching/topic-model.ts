import { causeKinds, focusAreas, strategyKinds, studentGroups } from "./attributes.js";
import type { ConceptIndex } from "./concepts.js";
import { gradeBands } from "./grades.js";
import { textFeatures } from "./topic-features.js";
import type { Habit, Habits } from "./topic-habits.js";
import type { TopicId } from "./topics.js";
import { idleWords, wordsOf } from "./words.js";

/** How topics are read: the lexicon, what each feature of a statement says for each topic, and what usually comes with a topic. */
export type TopicModel = {
  topics: readonly TopicId[];
  index: ConceptIndex;
  /** Feature name to its column. */
  columns: ReadonlyMap<string, number>;
  /** `columns × topics`, row by row; column 0 is the bias. */
  weights: Float64Array;
  /** How rare a column's feature is: natural logarithm of texts to texts with it. */
  rarity: Float64Array;
  /** What word features are multiplied with before they are shared out among a text's words. */
  wordScale: number;
  /**
   * What other words say, learned through word vectors: ordinary words that our statements lack but that mean alike things. A
   * text's words are averaged: `share` is how much a word counts in that (rare words more), `weights` are `words × topics`.
   */
  leans: { places: ReadonlyMap<string, number>; share: Float64Array; weights: Float64Array };
  habits: Readonly<Partial<Record<TopicId, Habits>>>;
};

export const allBands = (1 << gradeBands.length) - 1;
/** Kindergarten to 12 is the whole span too. */
export const isWhole = (bands: number): boolean => (bands | 1) === allBands;

/** Features known to the model, with what they count; column 0 is always there. `strange`: words that it does not know. */
export function featureRow(
  model: TopicModel,
  statement: string,
): { columns: number[]; values: number[]; strange: string[] } {
  const { concepts, stems, pairs } = textFeatures(statement, model.index);
  const known: number[] = [];
  const strange: string[] = [];
  for (const name of stems.map((one) => `w:${one}`).concat(pairs.map((one) => `b:${one}`))) {
    const column = model.columns.get(name);
    if (column !== undefined) known.push(column);
    else if (name.startsWith("w:")) strange.push(name);
  }
  const value = model.wordScale / Math.sqrt(Math.max(4, known.length));
  // Concepts are the columns after the bias, in the lexicon's order.
  return {
    columns: [0, ...concepts.map((nth) => nth + 1), ...known],
    values: [1, ...concepts.map(() => 1), ...known.map(() => value)],
    strange,
  };
}

/** As if each text had this much more in it that says nothing: one telling word among few is not trusted too much. */
export const leanDamping = 3;

/** The words of a text that are averaged, each as often as it stands there. */
export const leaningWords = (statement: string): string[] => wordsOf(statement).filter((word) => !idleWords.has(word));

/** How much a statement says for each topic: logarithms, up to a constant. */
export function statementScores(model: TopicModel, statement: string): Float64Array {
  const size = model.topics.length;
  const scores = new Float64Array(size);
  const { columns, values } = featureRow(model, statement);
  columns.forEach((column, nth) => {
    const value = values[nth] ?? 0;
    for (let at = 0; at < size; at++) scores[at] = (scores[at] ?? 0) + value * (model.weights[column * size + at] ?? 0);
  });
  const { places, share, weights } = model.leans;
  const words = leaningWords(statement).flatMap((word) => places.get(word) ?? []);
  const all = words.reduce((sum, place) => sum + (share[place] ?? 0), leanDamping);
  for (const place of words) {
    const part = (share[place] ?? 0) / all;
    for (let at = 0; at < size; at++) scores[at] = (scores[at] ?? 0) + part * (weights[place * size + at] ?? 0);
  }
  return scores;
}

export const attributeKinds = ["focus", "groups", "bands", "causes", "strategies"] as const;
const keysOf = {
  focus: focusAreas,
  groups: studentGroups,
  bands: gradeBands,
  causes: causeKinds,
  strategies: strategyKinds,
};

/** How usual a problem's attributes are for each topic, kind by kind: 1 often, 0.4 sometimes, 0 not; the mean where there are several. */
export function habitScores(model: TopicModel, kind: (typeof attributeKinds)[number], bits: number): Float64Array {
  const keys: readonly string[] =
    kind === "bands" && isWhole(bits) ? ["whole"] : keysOf[kind].filter((_, nth) => bits & (1 << nth));
  return Float64Array.from(model.topics, (topic) => {
    const habit = model.habits[topic]?.[kind] as Habit<string> | undefined;
    if (habit === undefined || keys.length === 0) return 0;
    return (
      keys.reduce((sum, key) => sum + (habit.often.includes(key) ? 1 : habit.also.includes(key) ? 0.4 : 0), 0) /
      keys.length
    );
  });
}

export function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  const out = scores.map((one) => Math.exp(one - top));
  const sum = out.reduce((total, one) => total + one, 0);
  return out.map((one) => one / sum);
}
