import type { SharingLevel } from "../../src/core/matching/records.js";
import type { Instant } from "./agenda.js";
import type { District, Person, Team } from "./world.js";

/** How far something goes since somebody tried to say so; `sure`: when she was told that it does. */
export type Level = { level: SharingLevel; from: Instant; sure?: Instant };

/** What people did towards other districts, as they would tell it: the other half of what is judged. */
export type Between = {
  /** Of problems by team, of cycles by id; oldest first. */
  problems: Map<string, Level[]>;
  cycles: Map<string, Level[]>;
  /**
   * Districts that are not brought together, since somebody was told that it is so: by a program manager's rule, or because one
   * has blocked the other, who then finds nothing of it either. Who blocks knows the match and her team, not the other district.
   */
  apart: { districts: readonly [string, string]; by: "rule" | "block"; at: Instant }[];
  /** The first yes to an introduction, by match and team. */
  yes: Map<string, Instant>;
  /** When a question was let go to other districts, by request; an offer made, and its asker introduced, by offer. */
  sent: Map<string, Instant>;
  offered: Map<string, Instant>;
  introduced: Map<string, Instant>;
  /** How many requests a district takes, since it tried to say so. */
  caps: { districtId: string; most: number; at: Instant }[];
  /** How often a team was asked, unasked for, who may be compared with it. */
  levelAsked: Map<string, number>;
  /** What was open with a district on an evening: the most that was seen above what it takes. */
  overfull: string[];
};

export function nothingBetween(): Between {
  return {
    problems: new Map(),
    cycles: new Map(),
    apart: [],
    yes: new Map(),
    sent: new Map(),
    offered: new Map(),
    introduced: new Map(),
    caps: [],
    levelAsked: new Map(),
    overfull: [],
  };
}

/** A level that somebody tries to set now; to be called with when she was told. */
export function tries(levels: Map<string, Level[]>, subject: string, level: SharingLevel, from: Instant) {
  const entry: Level = { level, from };
  levels.set(subject, [...(levels.get(subject) ?? []), entry]);
  return (sure: Instant) => {
    entry.sure ??= sure;
  };
}

/**
 * Those that may hold at this moment: tried by then, and not surely followed by another one, which was tried when this one was
 * done with. "team" where nothing was said.
 */
export function mayHold(levels: readonly Level[], at: Instant): SharingLevel[] {
  const followed = ({ sure: done }: Level) =>
    levels.some(
      ({ from, sure }) => done !== undefined && from >= done && sure !== undefined && sure > done && sure < at - 1,
    );
  const possible = levels.filter((one) => one.from <= at && !followed(one)).map(({ level }) => level);
  const surely = levels.some(({ sure }) => sure !== undefined && sure < at);
  return surely ? possible : [...possible, "team"];
}

export const first = (times: Map<string, Instant>, key: string, at: Instant) => {
  if (!times.has(key)) times.set(key, at);
};

export function leadOf({ members }: Team): Person | undefined {
  return members.find((one) => one.lead)?.person;
}

export function leadsTeams({ teams }: { teams: Team[] }, person: Person): Team[] {
  return teams.filter((team) => leadOf(team) === person);
}

/** Stands in the district's name, and in nothing else: who reads it has read the name. */
export const nameMark = ({ wordMark }: Pick<District, "wordMark">) => `zn${wordMark}`;
export const nameMarks = /zn([a-z]{3})(?![a-z])/g;
