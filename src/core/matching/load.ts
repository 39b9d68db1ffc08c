import type { HelpOffer, Match, MatchSide } from "./records.js";

/**
 * How much others want of a district. An exemplar is wanted by many, and must be able to go on with its own work: what waits
 * for it is counted over all features, and whoever has enough is asked by nobody.
 */

type Sides = {
  match: Pick<Match, "id" | "state" | "proposedBy">;
  sides: readonly Pick<MatchSide, "districtId" | "answer">[];
};
type Asked = Pick<HelpOffer, "districtId" | "from" | "state">;

/** What waits for an answer of this district: help that it was asked for, and introductions that it has not answered. */
export function openWith(districtId: string, matches: readonly Sides[], offers: readonly Asked[]): number {
  const asked = offers.filter(
    (one) => one.districtId === districtId && one.from === "districts" && one.state === "asked",
  );
  const introductions = matches.filter(
    ({ match, sides }) =>
      match.state === "offered" && sides.some((side) => side.districtId === districtId && side.answer === null),
  );
  return asked.length + introductions.length;
}

/** `own`: what the district chose; null: what the network has. */
export function hasRoom(open: number, own: number | null, network: number): boolean {
  return open < (own ?? network);
}

/** Scores that are no further apart are as good as the same. */
const nearlyEqual = 0.05;

type Ranked = { key: string; score: number; load: number };

/**
 * The best first, and of those nearly as good as the best that is left the one that others want least of. Of several with the same
 * key the best alone. The same in any order give the same.
 */
export function leastWantedFirst<One>(all: readonly One[], of: (one: One) => Ranked): One[] {
  const best = new Map<string, Ranked & { one: One }>();
  for (const one of all) {
    const ranked = of(one);
    if (ranked.score > (best.get(ranked.key)?.score ?? -1)) best.set(ranked.key, { ...ranked, one });
  }
  const left = [...best.values()].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const ordered: One[] = [];
  for (let [next] = left; next !== undefined; [next] = left) {
    const least = next.score - nearlyEqual;
    for (const other of left) {
      if (other.score < least) break;
      if (other.load < next.load) next = other;
    }
    left.splice(left.indexOf(next), 1);
    ordered.push(next.one);
  }
  return ordered;
}

/** What a district gave to others and got from them: answers and offers that were made, and introductions that took place. */
export type GiveAndGet = { gave: number; got: number; introduced: number };

export function giveAndGet(
  districtId: string,
  matches: readonly Sides[],
  offers: readonly (Asked & { askerDistrictId: string })[],
): GiveAndGet {
  const helped = offers.filter(
    ({ from, state }) =>
      from === "districts" && (state === "offered" || state === "answered" || state === "introduced"),
  );
  const met = matches.filter(
    ({ match, sides }) => match.state === "introduced" && sides.some((side) => side.districtId === districtId),
  );
  return {
    gave: helped.filter((one) => one.districtId === districtId).length,
    got: helped.filter((one) => one.askerDistrictId === districtId).length,
    introduced: met.length,
  };
}
