import type { LocalDate } from "../calendar/model.js";
import type { Pair, PastMeeting } from "../matching/groups-model.js";
import type { GroupRound } from "../matching/records.js";
import type { Collaboration, Convening, District, Person, Team } from "../network/model.js";

/** Why a district takes no part, whatever a program manager ticks. */
export const unables = ["opted out", "paused", "full", "away"] as const;
export type Unable = (typeof unables)[number];

/** Why a district is in no group, as it is kept with the round. */
export const leftOutWhys = [...unables, "number", "by hand", "nobody allowed"] as const;
export type LeftOutWhy = (typeof leftOutWhys)[number];

/** What groups of one collaboration are made from, but for how alike its districts are. */
export type GroupsGround = {
  collaboration: Collaboration;
  /** Those of the collaboration, past ones too, the earliest first. */
  convenings: Convening[];
  /** With a team in the collaboration, by name. */
  districts: District[];
  teams: Team[];
  /** Drafts and dropped ones too, the latest first. */
  rounds: GroupRound[];
  must: Pair[];
  never: Pair[];
  optedOut: ReadonlySet<string>;
  /** All its teams of the collaboration pause. */
  paused: ReadonlySet<string>;
  /** As many requests of others wait for it as it takes. */
  full: ReadonlySet<string>;
  /** Their team leads now, by district. */
  leads: ReadonlyMap<string, Pick<Person, "awayFrom" | "awayUntil">[]>;
  /** Introductions, which count as having met. */
  introduced: PastMeeting[];
  today: LocalDate;
  now: Date;
};

/** What somebody chose for a round. */
export type GroupsWish = Pick<GroupRound, "purpose" | "conveningId" | "sizeMin" | "sizeMax" | "novelty" | "seed"> & {
  /** Of the round, once there is one: it is not its own past. */
  id?: string;
};

export function isLeftOutWhy(why: string): why is LeftOutWhy {
  return (leftOutWhys as readonly string[]).includes(why);
}
