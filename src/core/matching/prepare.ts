import {
  bitsOf,
  causeKinds,
  focusAreas,
  readCauses,
  readFocusArea,
  readGroups,
  strategyKinds,
  studentGroups,
} from "./attributes.js";
import { type Clarity, clarity } from "./clarity.js";
import { gradeBands, readBands } from "./grades.js";
import type { EmbeddedVector, ProblemFacts, TopicSource } from "./model.js";
import { type ProfileNumbers, profileNumbers } from "./profile.js";
import { attributeKinds, featureRow, habitScores, softmax, statementScores, type TopicModel } from "./topic-model.js";

/** How much each side says when topics are read: the statement, and what was filed beside it. */
export type ReadingWeights = { statement: number } & Record<(typeof attributeKinds)[number], number>;

/** A problem made ready to compare: all that was read from it. The same facts give the same numbers, which an index keeps as they are. */
export type Prepared = {
  id: string;
  districtId: string;
  clarity: Clarity;
  topicSource: TopicSource;
  /** How likely each topic is; sums to 1. */
  topics: Float64Array;
  /** The same for comparing: see `TopicSpread`. */
  spread: TopicSpread;
  /** What the statement says: places of ideas and words (ascending) with their weights; the squares sum to 1. */
  terms: { places: Int32Array; weights: Float32Array };
  /** -1: none. */
  focus: number;
  groups: number;
  bands: number;
  causes: number;
  /** Strategies as bits: tried at all, what worked, what did not. */
  tried: number;
  worked: number;
  failed: number;
  profile: ProfileNumbers;
  facts: ProblemFacts;
  vector?: EmbeddedVector;
};

/**
 * Topics in two forms, each compared by adding up products. `sure`: the likely topics, as far as the statement speaks for any
 * topic at all (a problem that none of our topics fits is read as one of them by mistake, but weakly). `near`: which topics it
 * is nearer to and which farther, likely or not, so that two problems of no topic of ours can still be found alike.
 */
export type TopicSpread = { sure: Float32Array; near: Float32Array };

/** Where evidence for a topic (a logarithm above the mean of all) is halfway from none to sure, and how fast it grows. */
const evidence = { half: 6.5, slope: 1.5 };
/** The smaller, the more the unlikely topics count in `near`. */
const flatness = 0.4;

export function spreadOf(topics: Float64Array, surety: number): TopicSpread {
  const flat = topics.map((one) => (one + 1e-12) ** flatness);
  const sum = flat.reduce((total, one) => total + one, 0);
  const root = Math.sqrt(surety);
  return {
    sure: Float32Array.from(topics, (one) => one * root),
    near: Float32Array.from(flat, (one) => Math.sqrt(one / sum)),
  };
}

/** How surely a statement's scores speak for a topic: 0–1. */
export function suretyOf(scores: Float64Array): number {
  const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length;
  const most = scores.reduce((top, one) => Math.max(top, one), Number.NEGATIVE_INFINITY);
  return 1 / (1 + Math.exp(-evidence.slope * (most - mean - evidence.half)));
}

/** How sure a team's own word on the topic is against what was read. */
const confirmedShare = 0.95;
/** Places for words that the model does not know: two may fall together, which makes two texts a little more alike than they are. */
export const strangePlaces = 1 << 16;

export function prepareWith(facts: ProblemFacts, model: TopicModel, reading: ReadingWeights): Prepared {
  const said = clarity(facts.statement);
  const readable = said === "enough" || said === "too short";
  const { columns, values, strange } = featureRow(model, readable ? facts.statement : "");
  const tried = facts.tried.map(({ strategies, outcome }) => ({ bits: bitsOf(strategyKinds, strategies), outcome }));
  const focusArea = readFocusArea(facts.focusArea);
  const focus = focusArea === null ? -1 : focusAreas.indexOf(focusArea);
  const bits = {
    focus: focus < 0 ? 0 : 1 << focus,
    groups: bitsOf(studentGroups, readGroups(facts.studentGroups)),
    bands: bitsOf(gradeBands, readBands(facts.gradeBands)),
    causes: bitsOf(causeKinds, readCauses(facts.rootCauses)),
    strategies: tried.reduce((all, one) => all | one.bits, 0),
  };

  const stated = statementScores(model, readable ? facts.statement : "");
  const scores = stated.map((one) => one * reading.statement);
  for (const kind of attributeKinds)
    habitScores(model, kind, bits[kind]).forEach((one, at) => {
      scores[at] = (scores[at] ?? 0) + one * reading[kind];
    });
  const read = softmax(scores);
  const confirmed = facts.confirmed.filter((topic) => model.topics.includes(topic));
  const topics =
    confirmed.length === 0
      ? read
      : read.map(
          (one, at) =>
            one * (1 - confirmedShare) +
            (confirmed.includes(model.topics[at] as never) ? confirmedShare / confirmed.length : 0),
        );
  const outcomeBits = (outcome: "worked" | "failed") =>
    tried.reduce((all, one) => (one.outcome === outcome ? all | one.bits : all), 0);
  return {
    id: facts.id,
    districtId: facts.districtId,
    clarity: said,
    topicSource: confirmed.length > 0 ? "confirmed" : readable ? "statement" : "attributes",
    topics,
    spread: spreadOf(topics, confirmed.length > 0 ? 1 : suretyOf(stated)),
    terms: termsOf(model, columns, values, strange),
    focus,
    groups: bits.groups,
    bands: bits.bands,
    causes: bits.causes,
    tried: bits.strategies,
    worked: outcomeBits("worked"),
    failed: outcomeBits("failed"),
    profile: profileNumbers(facts.profile),
    facts,
    ...(facts.vector === undefined ? {} : { vector: facts.vector }),
  };
}

function termsOf(
  model: TopicModel,
  columns: readonly number[],
  values: readonly number[],
  strange: readonly string[],
): Prepared["terms"] {
  const weights = new Map<number, number>();
  const rarest = model.rarity.reduce((most, one) => Math.max(most, one), 1);
  columns.forEach((column, nth) => {
    const rarity = model.rarity[column] ?? 0;
    if (column > 0 && rarity > 0) weights.set(column, (values[nth] === 1 ? 1 : 0.7) * rarity);
  });
  for (const word of strange) weights.set(model.rarity.length + (hash(word) % strangePlaces), 0.7 * rarest);
  const sorted = [...weights].sort(([a], [b]) => a - b);
  const length = Math.sqrt(sorted.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    places: Int32Array.from(sorted, ([place]) => place),
    weights: Float32Array.from(sorted, ([, weight]) => weight / length),
  };
}

/** FNV-1a. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
