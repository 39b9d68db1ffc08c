import {
  bandsAlike,
  causesAlike,
  focusAlike,
  groupsAlike,
  kindsAlike,
  kindsFrom,
  meaningAlike,
  type Part,
  parts,
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

/** The parts that the first look at a row measures. */
const bounded: ReadonlySet<Part> = new Set(["topic", "kind of problem"]);
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

  /** The same sum as that of `score`, in the same order. */
  function scoreAt(at: number, mine: Prepared, weights: PartWeights): number {
    const theirs = rows[at] as Prepared;
    const from = at * wholes;
    const bit = (column: number) => bits[from + column] as number;
    const meaning = mine.vector === undefined ? 0 : meaningAlike(mine.vector, theirs.vector);
    const rest = meaning > 0 ? 1 - meaningWeight : 1;
    return Math.min(
      1,
      weights.topic * topicsAlike(mine.spread.sure, sure, at * topicCount) * rest +
        weights["kind of problem"] * kindsAlike(mine.spread.near, near, at * topicCount) * rest +
        weights.wording * wordingAt(at, theirs.terms.places.length) * rest +
        weights["focus area"] * focusAlike(mine.focus, bit(whole.focus)) * rest +
        weights["student groups"] * groupsAlike(mine.groups, bit(whole.groups)) * rest +
        weights.grades * bandsAlike(mine.bands, bit(whole.bands)) * rest +
        weights["root causes"] * causesAlike(mine.causes, bit(whole.causes)) * rest +
        weights["tried alike"] * triedAlike(mine.tried, bit(whole.tried)) * rest +
        weights["worked there"] * workedThere(bit(whole.worked), mine.tried, mine.failed) * rest +
        weights.profile * profilesAlike(mine.profile, profile, at * profileParts) * rest +
        meaning * meaningWeight,
    );
  }

  /** What a row's score cannot be above, from its topics alone: most rows are far below the best and need no more looking at. */
  function mostAt(at: number, mine: Prepared, weights: PartWeights, rest: number): number {
    const [here, there] = [mine.spread.sure, mine.spread.near];
    const from = at * topicCount;
    let both = 0;
    let kinds = 0;
    for (let nth = 0; nth < topicCount; nth++) {
      both += (here[nth] as number) * (sure[from + nth] as number);
      kinds += (there[nth] as number) * (near[from + nth] as number);
    }
    return weights.topic * both + weights["kind of problem"] * kindsFrom(kinds) + rest;
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
      // A hair more, for sums that are rounded in another order. A vector's closeness can only be looked at row by row.
      const rest =
        query.vector === undefined
          ? parts.reduce((sum, part) => sum + (bounded.has(part) ? 0 : weights[part]), 1e-6)
          : Number.POSITIVE_INFINITY;
      const top: { row: Prepared; points: number }[] = [];
      const before = (points: number, row: Prepared, other: (typeof top)[number]) =>
        points > other.points || (points === other.points && row.id < other.row.id);
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] as Prepared;
        if (row.districtId === query.districtId || (allowed !== undefined && !allowed(row))) continue;
        const last = top[k - 1];
        if (last !== undefined && mostAt(at, query, weights, rest) < last.points) continue;
        const points = scoreAt(at, query, weights);
        if (last !== undefined && !before(points, row, last)) continue;
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
