import type { LocalDate, LocalTime, SchoolCalendar } from "../calendar/model.js";

/** Who is who in a network: the words of programs.md. Ids are stable; rows are never reused for something else. */

/** The organisation that convenes districts. */
export type Network = {
  id: string;
  name: string;
  timeZone: string;
  /** The smallest number of students whose result may be shown outside. */
  minN: number;
  /** How many requests of others may be open with one district at once, unless it chose otherwise. */
  openRequests: number;
  /** Whether problem texts may be sent to the embedding service that the operator set up. */
  embeddings: boolean;
};

/** A cohort of districts with one content focus, an aim, a start and an end. */
export type Collaboration = {
  id: string;
  networkId: string;
  name: string;
  focus: string;
  aim: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
};

/** A meeting of the collaboration, usually two days. */
export type Convening = {
  id: string;
  networkId: string;
  collaborationId: string;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
};

export const districtKinds = ["district", "charter", "county office", "local district"] as const;
export type DistrictKind = (typeof districtKinds)[number];

export type District = {
  id: string;
  networkId: string;
  name: string;
  kind: DistrictKind;
  /** True where people and results are invented; shown wherever the district is shown. */
  sample: boolean;
  profile: DistrictProfile;
  timeZone: string;
  calendar: SchoolCalendar;
  /** Days that records are kept; null: until a year after the collaboration's end. */
  retentionDays: number | null;
};

/** Published figures; null where none is published. Percentages 0–100. */
export type DistrictProfile = {
  schools: number | null;
  enrollment: number | null;
  /** Free or reduced-price meals. */
  frpmPct: number | null;
  /** English learners. */
  elPct: number | null;
  locale: string | null;
  grades: string | null;
};

/** The improvement team of one district in one collaboration. */
export type Team = {
  id: string;
  networkId: string;
  districtId: string;
  collaborationId: string;
  name: string;
  paused: boolean;
  /** Since when, and why in a few words; null while it does not pause, or where nobody said. */
  pausedAt: Date | null;
  pauseReason: string | null;
};

export const networkRoles = ["admin", "program manager"] as const;
export type NetworkRole = (typeof networkRoles)[number];

export type Person = {
  id: string;
  networkId: string;
  /** Null for people of the network itself. */
  districtId: string | null;
  /** How she is called on cards, e.g. "Team lead, Newark Unified". */
  name: string;
  /** Lower case. Null: can only be claimed by a one-time code. */
  email: string | null;
  networkRole: NetworkRole | null;
  /** True: not asked for check-ins. */
  muted: boolean;
  /** Her own time of day for check-ins; null: the team's. */
  askAt: LocalTime | null;
  /** When the first message (what this is, who reads it, how to stop) was queued for her. */
  welcomedAt: Date | null;
  /** How many messages a week she may be sent without having asked for them; null: what her role has (core/budget). */
  weeklyMessages: number | null;
  /** First and last day on which she is not asked; null: she is there. */
  awayFrom: LocalDate | null;
  awayUntil: LocalDate | null;
};

export const levels = ["classroom", "school", "district office"] as const;
export type Level = (typeof levels)[number];

export type Membership = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  personId: string;
  level: Level;
  /** The team lead; at most one at a time in a team. */
  lead: boolean;
  from: LocalDate;
  /** Null: still a member. */
  until: LocalDate | null;
};

/** Which program manager coaches a team, and since when. History: ended, never overwritten. */
export type PmAssignment = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  personId: string;
  from: LocalDate;
  until: LocalDate | null;
};

/** A linked Slack team, Slack org or Teams tenant. `districtId` null with a `networkId`: the network's own workspace. */
export type Workspace = {
  id: string;
  platform: string;
  externalId: string;
  name: string;
  networkId: string | null;
  districtId: string | null;
  state: "unlinked" | "linked" | "removed";
  installedAt: Date;
  removedAt: Date | null;
};

/** A person as claimed in one workspace. */
export type Identity = {
  id: string;
  networkId: string;
  workspaceId: string;
  personId: string;
  externalUser: string;
  /** What the platform's adapter wants back to reach her privately; null: nothing but the user id. */
  direct: string | null;
  claimedBy: "e-mail" | "code" | "installed member";
  claimedAt: Date;
  /** Null while she can be reached. */
  unreachableSince: Date | null;
};

/** A channel that the bot writes to on purpose. */
export type Channel = {
  id: string;
  networkId: string;
  /** Null for a channel of the network. */
  districtId: string | null;
  workspaceId: string;
  externalId: string;
  /** The team whose digest goes there; null: the network's inbox. */
  teamId: string | null;
};

/** A one-time code. Only its hash is kept. Links a workspace (`districtId`, or the network itself) or claims a person. */
export type LinkCode = {
  id: string;
  networkId: string;
  /** SHA-256, hex. */
  hash: string;
  purpose: "workspace" | "person";
  districtId: string | null;
  personId: string | null;
  expiresAt: Date;
  usedAt: Date | null;
};
