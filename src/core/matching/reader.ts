import type { Team } from "../network/model.js";
import type { Reader } from "./consent.js";
import type { DistrictBlock, Match, MatchSide } from "./records.js";

/** What decides what a district may read, all of the network: whoever blocks another is not told apart here. */
export type Between = {
  teams: readonly Pick<Team, "districtId" | "collaborationId">[];
  matches: readonly { match: Pick<Match, "state">; sides: readonly Pick<MatchSide, "districtId">[] }[];
  blocks: readonly Block[];
};

/** Of two districts; whoever of them wanted it. */
type Block = Pick<DistrictBlock, "districtId" | "otherDistrictId" | "liftedAt">;

/** Districts that are kept apart from this one, by either. */
export function apartFrom(districtId: string, blocks: readonly Block[]): Set<string> {
  const others = blocks
    .filter(({ liftedAt }) => liftedAt === null)
    .flatMap((one): string[] => {
      if (one.districtId === districtId) return [one.otherDistrictId];
      return one.otherDistrictId === districtId ? [one.districtId] : [];
    });
  return new Set(others);
}

/**
 * A district as a reader of what others share: its teams' collaborations, whom it was introduced to and has not parted from,
 * and from whom it is kept apart by a block of either. Of several matches between two one that goes on is enough.
 */
export function readerOf(districtId: string, { teams, matches, blocks }: Between): Reader {
  const partners = matches
    .filter(({ match, sides }) => match.state === "introduced" && sides.some((side) => side.districtId === districtId))
    .flatMap(({ sides }) => sides.map((side) => side.districtId))
    .filter((id) => id !== districtId);
  const own = teams.filter((team) => team.districtId === districtId);
  return {
    districtId,
    collaborationIds: new Set(own.map(({ collaborationId }) => collaborationId)),
    partners: new Set(partners),
    apart: apartFrom(districtId, blocks),
  };
}
