import type { SharingLevel } from "./records.js";

/** One team's problem as a candidate for being brought together with another. */
export type Party = {
  districtId: string;
  teamId: string;
  collaborationId: string;
  problemId: string;
  /** How far the team lets its problem be compared. */
  level: SharingLevel;
  paused: boolean;
  /** Whether one more request may be open with the district. */
  hasRoom: boolean;
};

/** What lies between two districts already. */
export type Between = {
  /** A block of either, or a rule of a program manager. */
  apart: boolean;
  /** A match of theirs is proposed, offered or going on. */
  inTouch: boolean;
  /** Days since their last match ended; undefined: there was none. */
  partedDaysAgo: number | undefined;
};

/** Why two are not brought together, the first that holds. */
export const exclusions = [
  "not to be looked for",
  "same district",
  "not looked for",
  "beyond the level",
  "paused",
  "in touch",
  "apart",
  "parted lately",
  "no room",
] as const;
export type Exclusion = (typeof exclusions)[number];

/** So long two districts whose match has ended are not proposed to each other again. */
export const restDays = 182;

/**
 * Whether two problems may be compared at all, before anything is said of how alike they are. First comes what the other shares:
 * of a problem that is not to be looked for by this team no other reason is ever given.
 */
export function whyNotTogether(
  mine: Pick<Party, "districtId" | "collaborationId" | "level" | "paused">,
  theirs: Omit<Party, "teamId" | "problemId">,
  between: Between,
): Exclusion | undefined {
  const together = mine.collaborationId === theirs.collaborationId;
  if (!isComparedWith(theirs.level, together)) return "not to be looked for";
  if (mine.districtId === theirs.districtId) return "same district";
  if (!isCompared(mine.level)) return "not looked for";
  if (!isComparedWith(mine.level, together)) return "beyond the level";
  if (mine.paused || theirs.paused) return "paused";
  if (between.inTouch) return "in touch";
  if (between.apart) return "apart";
  if (between.partedDaysAgo !== undefined && between.partedDaysAgo < restDays) return "parted lately";
  if (!theirs.hasRoom) return "no room";
  return undefined;
}

/** Whether others are compared with what is shared so far: with partners a team is in touch already. */
export function isCompared(level: SharingLevel): boolean {
  return isComparedWith(level, true);
}

/** Whether it is compared with a team of the same collaboration, or of another one. */
export function isComparedWith(level: SharingLevel, sameCollaboration: boolean): boolean {
  return level === "network" || (level === "collaboration" && sameCollaboration);
}

/** Why a team has no match, in the order in which it can do something about it. `other`: why those that fit were left out. */
export type NoMatch =
  | "no problem"
  | "unclear problem"
  /** Whatever the reason is: it would be said of one or two districts that can be named. */
  | "small circle"
  | "not looked for"
  | "nobody alike"
  | "only wider"
  | "in touch"
  | "no room"
  | "not now";

/**
 * The one reason that a team without a match is told. `excluded`: why each of those whose problems are alike was left out; those that
 * are not to be looked for count for nothing, so that it is not to be read from the reason that there are any. Blocks, rules and
 * pauses of others are never told apart: they are "not now".
 */
export function whyNoMatch(mine: Pick<Party, "level">, excluded: readonly Exclusion[]): NoMatch {
  if (!isCompared(mine.level)) return "not looked for";
  const alike = excluded.filter((one) => one !== "not to be looked for");
  if (alike.length === 0) return "nobody alike";
  const all = (...some: Exclusion[]) => alike.every((one) => some.includes(one));
  if (mine.level === "collaboration" && all("beyond the level")) return "only wider";
  if (all("in touch", "parted lately")) return "in touch";
  if (all("no room")) return "no room";
  return "not now";
}
