import {
  bandsAlike,
  causesAlike,
  focusAlike,
  groupsAlike,
  kindsAlike,
  meaningAlike,
  type Part,
  partsBeside,
  profilesAlike,
  topicsAlike,
  triedAlike,
  workedThere,
} from "./likeness.js";
import type { Purpose, Scored } from "./model.js";
import { type Prepared, strangePlaces } from "./prepare.js";
import { profileParts } from "./profile.js";
import { score } from "./score.js";
import { shippedModel } from "./shipped-model.js";
import { meaningWeight, type PartWeights, partWeights } from "./weights.js";

/** A candidate with the score and reasons that `score` gives. */
export type Found = { id: string; districtId: string; scored: Scored };

/**
 * All problems in memory, in flat rows. Every query looks at every row, as far as the row could still
 * be among the best: the ranking is that of `score`, not an approximation.
 * Ties go to the smaller id. Nothing is kept between queries; a row that was put is found by the next one.
 */
export type MatchingIndex = {
  size(): number;
  /** Adds a problem, or changes it. */
  put(row: Prepared): void;
  remove(id: string): void;
  /** The k best of other districts, among the allowed. Whether each is a match: `isMatch`. */
  best(query: Prepared, purpose: Purpose, k: number, allowed?: (row: Prepared) => boolean): Found[];
};

/** The parts that are looked at after the topics, and those that are looked at last, because they take longest. */
const besideTopics = partsBeside("topic", "kind of problem", "meaning");
const lastParts = ["wording", "profile"] as const;

function weightOf(weights: PartWeights, some: readonly Part[]): number {
  let sum = 0;
  for (const part of some) sum += weights[part];
  return sum;
}

const topicCount = shippedModel.topics.length;
const places = shippedModel.rarity.length + strangePlaces;
/** Columns of whole numbers in a row. */
const whole = { focus: 0, groups: 1, bands: 2, causes: 3, tried: 4, worked: 5 } as const;
const wholes = 6;

export function matchingIndex(): MatchingIndex {
  const rows: Prepared[] = [];
  const rowOf = new Map<string, number>();
  let capacity = 64;
  let sure = new Float32Array(capacity * topicCount);
  let near = new Float32Array(capacity * topicCount);
  let profile = new Float32Array(capacity * profileParts);
  let bits = new Int32Array(capacity * wholes);
  let termsFrom = new Int32Array(capacity);
  let termPlaces = new Int32Array(1024);
  let termWeights = new Float32Array(1024);
  let termsEnd = 0;
  /** What the query says, laid out by place; only its own places are ever other than 0. */
  const asked = new Float32Array(places);

  function grow(): void {
    capacity *= 2;
    const wider = <Numbers extends Float32Array | Int32Array>(old: Numbers, each: number): Numbers => {
      const made = (
        old instanceof Float32Array ? new Float32Array(capacity * each) : new Int32Array(capacity * each)
      ) as Numbers;
      made.set(old);
      return made;
    };
    sure = wider(sure, topicCount);
    near = wider(near, topicCount);
    profile = wider(profile, profileParts);
    bits = wider(bits, wholes);
    termsFrom = wider(termsFrom, 1);
  }

  /** Terms are appended; those of changed rows stay behind until the room is used up, and are then left out. */
  function appendTerms(at: number, { places: own, weights }: Prepared["terms"]): void {
    if (termsEnd + own.length > termPlaces.length) packTerms(own.length);
    termPlaces.set(own, termsEnd);
    termWeights.set(weights, termsEnd);
    termsFrom[at] = termsEnd;
    termsEnd += own.length;
  }

  function packTerms(more: number): void {
    const needed = rows.reduce((sum, { terms }) => sum + terms.places.length, more);
    termPlaces = new Int32Array(needed * 2);
    termWeights = new Float32Array(needed * 2);
    termsEnd = 0;
    rows.forEach(({ terms }, at) => {
      termPlaces.set(terms.places, termsEnd);
      termWeights.set(terms.weights, termsEnd);
      termsFrom[at] = termsEnd;
      termsEnd += terms.places.length;
    });
  }

  function write(at: number, row: Prepared): void {
    rows[at] = row;
    rowOf.set(row.id, at);
    sure.set(row.spread.sure, at * topicCount);
    near.set(row.spread.near, at * topicCount);
    profile.set(row.profile, at * profileParts);
    bits.set([row.focus, row.groups, row.bands, row.causes, row.tried, row.worked], at * wholes);
    appendTerms(at, row.terms);
  }

  function wordingAt(at: number, length: number): number {
    let sum = 0;
    const from = termsFrom[at] ?? 0;
    for (let nth = from; nth < from + length; nth++)
      sum += (asked[termPlaces[nth] as number] as number) * (termWeights[nth] as number);
    return Math.min(1, sum);
  }

  /**
   * The sum that `score` has, in the same order; or -1 as soon as it cannot come up to `least`: most rows are seen to be far
   * below the best from their topics alone. A query with a vector has to be compared to the end.
   */
  function scoreAt(at: number, mine: Prepared, weights: PartWeights, least: number): number {
    const floor = mine.vector === undefined ? least - 1e-6 : -1;
    const topic = weights.topic * topicsAlike(mine.spread.sure, sure, at * topicCount);
    const kind = weights["kind of problem"] * kindsAlike(mine.spread.near, near, at * topicCount);
    if (topic + kind + weightOf(weights, besideTopics) < floor) return -1;
    const from = at * wholes;
    const focus = weights["focus area"] * focusAlike(mine.focus, bits[from + whole.focus] as number);
    const groups = weights["student groups"] * groupsAlike(mine.groups, bits[from + whole.groups] as number);
    const grades = weights.grades * bandsAlike(mine.bands, bits[from + whole.bands] as number);
    const causes = weights["root causes"] * causesAlike(mine.causes, bits[from + whole.causes] as number);
    const tried = weights["tried alike"] * triedAlike(mine.tried, bits[from + whole.tried] as number);
    const worked = weights["worked there"] * workedThere(bits[from + whole.worked] as number, mine.tried, mine.failed);
    const filed = focus + groups + grades + causes + tried + worked;
    if (topic + kind + filed + weightOf(weights, lastParts) < floor) return -1;
    const theirs = rows[at] as Prepared;
    const wording = weights.wording * wordingAt(at, theirs.terms.places.length);
    const profiles = weights.profile * profilesAlike(mine.profile, profile, at * profileParts);
    const meaning = mine.vector === undefined ? 0 : meaningAlike(mine.vector, theirs.vector);
    const rest = meaning > 0 ? 1 - meaningWeight : 1;
    return Math.min(
      1,
      topic * rest +
        kind * rest +
        wording * rest +
        focus * rest +
        groups * rest +
        grades * rest +
        causes * rest +
        tried * rest +
        worked * rest +
        profiles * rest +
        meaning * meaningWeight,
    );
  }

  return {
    size: () => rows.length,
    put(row) {
      const known = rowOf.get(row.id);
      if (known === undefined && rows.length === capacity) grow();
      write(known ?? rows.length, row);
    },
    remove(id) {
      const at = rowOf.get(id);
      const last = rows.pop();
      if (last === undefined) return;
      if (at === undefined) rows.push(last);
      else {
        rowOf.delete(id);
        if (last.id !== id) write(at, last);
      }
    },
    best(query, purpose, k, allowed) {
      const weights = partWeights[purpose];
      query.terms.places.forEach((place, nth) => {
        asked[place] = query.terms.weights[nth] ?? 0;
      });
      const top: { row: Prepared; points: number }[] = [];
      const before = (points: number, row: Prepared, other: (typeof top)[number]) =>
        points > other.points || (points === other.points && row.id < other.row.id);
      for (let at = 0; at < rows.length; at++) {
        const last = top[k - 1];
        const points = scoreAt(at, query, weights, last === undefined ? 0 : last.points);
        const row = rows[at] as Prepared;
        if (points < 0 || (last !== undefined && !before(points, row, last))) continue;
        if (row.districtId === query.districtId || (allowed !== undefined && !allowed(row))) continue;
        let place = top.length;
        while (place > 0 && before(points, row, top[place - 1] as (typeof top)[number])) place--;
        top.splice(place, 0, { row, points });
        if (top.length > k) top.pop();
      }
      for (const place of query.terms.places) asked[place] = 0;
      return top.map(({ row }) => ({ id: row.id, districtId: row.districtId, scored: score(query, row, purpose) }));
    },
  };
}
