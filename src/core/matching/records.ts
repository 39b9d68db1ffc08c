import type { LocalDate } from "../calendar/model.js";

/** What is kept of matching: who agreed to what, who was put in touch with whom, who asked and who helped. */

/** How far something may go. Each contains those before it; only the team itself widens it. */
export const sharingLevels = ["team", "partner", "collaboration", "network"] as const;
export type SharingLevel = (typeof sharingLevels)[number];

export const consentSubjects = ["problem", "cycle", "introduction", "help request"] as const;
export type ConsentSubject = (typeof consentSubjects)[number];

/**
 * One entry of the consent ledger: who agreed to what, towards whom, when, and when it was taken back. Of one subject at
 * most one entry is in force. Appended; only the withdrawal is written into it.
 */
export type Consent = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  what: ConsentSubject;
  /** Of the problem, cycle, match or help request. */
  subjectId: string;
  level: SharingLevel;
  /** The one district that it is for; null: everybody within the level. */
  towardsDistrictId: string | null;
  personId: string;
  at: Date;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
};

/** What a team said its problem is about: confirmed topics beat what was read from the words. Appended, the latest counts. */
export type TopicChoice = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  problemId: string;
  /** The problem's version that it was said of. */
  version: number;
  /** Ids of core/matching/topics; none: something else. */
  topics: string[];
  /** What it is instead, in the team's words. */
  other: string | null;
  personId: string;
  at: Date;
};

/** What a district has chosen about being matched and asked. Everything is as agreed at the start where there is none. */
export type MatchingChoice = {
  networkId: string;
  districtId: string;
  /** Not put into groups for convenings and consultancies. */
  outOfGroups: boolean;
  /** How many requests of other districts may be open with it at once; null: what the network has. */
  openRequests: number | null;
  personId: string;
  at: Date;
};

/** A district that does not want to be brought together with another one. Never shown to the other. */
export type DistrictBlock = {
  id: string;
  networkId: string;
  districtId: string;
  otherDistrictId: string;
  personId: string;
  at: Date;
  liftedAt: Date | null;
};

export const matchStates = [
  /** A program manager has it before her. */
  "proposed",
  /** Both leads are asked. */
  "offered",
  /** Both said yes: they know each other's names. */
  "introduced",
  "ended",
] as const;
export type MatchState = (typeof matchStates)[number];

export const matchEndings = [
  "rejected",
  "declined",
  "blocked",
  "expired",
  "consent withdrawn",
  "kept apart",
  "did not meet",
  "not renewed",
  "ended by a team",
] as const;
export type MatchEnding = (typeof matchEndings)[number];

/** Two teams with alike problems, or one that has solved what the other faces. Belongs to the network; its sides are the districts'. */
export type Match = {
  id: string;
  networkId: string;
  collaborationId: string | null;
  purpose: "introduction" | "peer help";
  state: MatchState;
  ending: MatchEnding | null;
  /** 0–1 */
  score: number;
  /** Null: the bot. */
  proposedBy: string | null;
  proposedAt: Date;
  /** What the program manager wrote to both. */
  note: string | null;
  approvedBy: string | null;
  offeredAt: Date | null;
  introducedAt: Date | null;
  /** Until when both answer, later by when it is renewed. */
  dueOn: LocalDate | null;
  /** How often "did you meet?" was asked: 0–2. */
  metAsked: number;
  renewals: number;
  /** When the heartbeat looks at it again; null: when somebody acts. */
  nextAt: Date | null;
  endedAt: Date | null;
  version: number;
};

/** One district's side of a match, and what it was shown of the other before both agreed. */
export type MatchSide = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  matchId: string;
  problemId: string;
  /** Why, to be read by this side: sentences as they were shown. */
  reasons: string[];
  /** How this side is described to the other one until both agree. */
  described: string;
  answer: "yes" | "no" | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  /** Why not, in her own words: for her program manager, never for the other side. */
  whyNot: string | null;
  met: "yes" | "not yet" | null;
  renew: "yes" | "no" | null;
};

export const helpSteps = ["team", "program manager", "districts"] as const;
export type HelpStep = (typeof helpSteps)[number];

/** "Has anyone faced …?": what a district asks its peers. Each step outwards is approved by who asked. */
export type HelpRequest = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  personId: string;
  question: string;
  by: LocalDate | null;
  topics: string[];
  /** Who has been asked so far. */
  step: HelpStep;
  /** How far the asker let it go beyond the program manager. */
  level: SharingLevel;
  state: "open" | "closed" | "withdrawn";
  createdAt: Date;
  /** When the asker is asked how it stands; null: when somebody acts. */
  nextAt: Date | null;
  closedAt: Date | null;
  /** What was taken from it, what was given back, what was changed to fit: in the asker's words. */
  taken: string | null;
  givenBack: string | null;
  adapted: string | null;
  version: number;
};

export const helpOfferStates = ["asked", "offered", "answered", "not now", "introduced", "released"] as const;

/** Whom a request was put to, and what came back. A district's own row; those of the asker's own people are the asker's district's. */
export type HelpOffer = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  requestId: string;
  from: HelpStep;
  state: (typeof helpOfferStates)[number];
  /** Why it was asked, as shown to it. */
  reasons: string[];
  /** How the asker was described. */
  described: string;
  personId: string | null;
  /** The answer, in the helper's words. */
  text: string | null;
  askedAt: Date;
  answeredAt: Date | null;
};

/** Which districts a program manager wants together, or never together. Lifted, not deleted. */
export type PairRule = {
  id: string;
  networkId: string;
  collaborationId: string;
  rule: "must" | "never";
  aDistrictId: string;
  bDistrictId: string;
  personId: string;
  at: Date;
  liftedAt: Date | null;
};

/** Groups of districts for a convening or for consultancies, as drafted by a program manager and published. */
export type GroupRound = {
  id: string;
  networkId: string;
  collaborationId: string;
  conveningId: string | null;
  purpose: "convening" | "consultancy";
  sizeMin: number;
  sizeMax: number;
  /** 0: the most alike; 1: those who met least. */
  novelty: number;
  seed: number;
  /** District ids. */
  groups: string[][];
  leftOut: { districtId: string; why: string }[];
  state: "draft" | "published" | "dropped";
  personId: string;
  at: Date;
  publishedAt: Date | null;
  version: number;
};

/** A text turned into numbers by one version of one provider: only ever compared with the same. */
export type ProblemVector = {
  networkId: string;
  districtId: string;
  problemId: string;
  /** The problem's version. */
  version: number;
  provider: string;
  providerVersion: string;
  numbers: number[];
  at: Date;
};
