import { fewest } from "../core/matching/coarse.js";
import { isComparedWith, type Party, restDays } from "../core/matching/eligible.js";
import type { toldWords } from "../core/matching/told-words.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Standing } from "./parties.js";

/** Who could be meant where somebody is spoken of without a name. */

export type Words = ReturnType<typeof toldWords>;

/**
 * Districts that a reader knows it cannot be: those that she is in touch with, is kept apart from or has parted from lately, and
 * whoever was described to her before, since that one would be described in the words of then.
 */
export function notMeantFor(standing: Standing, reader: string): Set<string> {
  const known = [...standing.districts.keys()].filter((id) => {
    const { apart, inTouch, partedDaysAgo = restDays } = standing.between(reader, id);
    return apart || inTouch || partedDaysAgo < restDays || toldEarlier(standing.matches, reader, id) !== undefined;
  });
  return new Set(known);
}

/**
 * Whether so few districts are in reach of a team's problem that anything said about them, be it that none of them fits, would
 * be said of one or two that its lead can name.
 */
export function isSmallCircle(standing: Standing, mine: Party): boolean {
  const not = notMeantFor(standing, mine.districtId);
  const meant = [...standing.teams.values()].filter(
    ({ districtId, collaborationId }) =>
      districtId !== mine.districtId &&
      !not.has(districtId) &&
      isComparedWith(mine.level, collaborationId === mine.collaborationId),
  );
  return new Set(meant.map(({ districtId }) => districtId)).size < fewest;
}

/** What a district was told of another one before: only what was really put to it. */
export function toldEarlier(matches: readonly MatchOfTwo[], reader: string, other: string): Words | undefined {
  const earlier = matches.find(
    ({ match, sides }) =>
      match.offeredAt !== null &&
      sides.some(({ districtId }) => districtId === reader) &&
      sides.some(({ districtId }) => districtId === other),
  );
  const read = earlier?.sides.find(({ districtId }) => districtId === reader);
  const shown = earlier?.sides.find(({ districtId }) => districtId === other);
  return read && shown && { reasons: read.reasons, described: shown.described };
}
