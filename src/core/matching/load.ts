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
