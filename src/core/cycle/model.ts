import type { LocalDate } from "../calendar/model.js";
import type { Answers } from "../ui/form.js";

/** What a team works on. Its text is in versions: changes are history, never overwritten. */
export type Problem = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  version: number;
  createdAt: Date;
};

export const dashboardColors = ["blue", "green", "yellow", "orange", "red"] as const;
/** The state dashboard's colours, the best first. */
export type DashboardColor = (typeof dashboardColors)[number];

export type ProblemVersion = {
  id: string;
  networkId: string;
  districtId: string;
  problemId: string;
  version: number;
  /** Null: the team is still asking what its problem is (the learning zone). */
  statement: string | null;
  focusArea: string | null;
  studentGroups: string[];
  gradeBands: string[];
  rootCauses: string[];
  /** The data that shows it. */
  evidence: string | null;
  /** What the state's dashboard says about it; null: not on it, or not said. */
  dashboardColor: DashboardColor | null;
  intendedOutcome: string | null;
  /** What the district puts into it. */
  investment: string | null;
  /** Why it changed; null for the first. */
  why: string | null;
  /** Null: imported. */
  personId: string | null;
  at: Date;
};

export const stages = ["plan", "do", "study", "act", "closed"] as const;
export type Stage = (typeof stages)[number];

/** What a plan may say beyond its core, all in the team's own words. */
export const planDetails = [
  /** If …, then …, because … */
  "hypothesis",
  /** What would make it hard? */
  "hard",
  /** Who, where and when. */
  "place",
  /** The roles in the test kitchen. */
  "kitchen",
  /** How the outcome serves the collaboration's aim. */
  "servesAim",
  "enablers",
  "barriers",
  /** Who is for it, who hesitates. */
  "buyIn",
] as const;
export type PlanDetail = (typeof planDetails)[number];
/** `kitchenSize`: how many people test it. */
export type PlanDetails = Partial<Record<PlanDetail, string>> & { kitchenSize?: number };

export const decisions = ["abandon", "adapt", "scale"] as const;
export type Decision = (typeof decisions)[number];

/** One Plan–Do–Study–Act test of a change idea. `version` rises with every change (two people never overwrite each other unseen). */
export type Cycle = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  problemId: string | null;
  /** The change idea, in a few words. */
  title: string;
  question: string | null;
  prediction: string | null;
  /** The predicted figure, in percent when results are "so many out of so many". */
  predictedFigure: number | null;
  /** When the result should be looked at. */
  dueOn: LocalDate | null;
  stage: Stage;
  /** Who is asked; null: the team lead. */
  ownerId: string | null;
  startedAt: Date | null;
  /** The prediction may not change from here on. */
  predictionLockedAt: Date | null;
  decision: Decision | null;
  reason: string | null;
  closedAt: Date | null;
  /** The cycle that this one adapts. */
  previousId: string | null;
  details: PlanDetails;
  /** Members who test it and are asked about their part; the owner is not repeated here. */
  testers: string[];
  /** The cycle of another district whose plan this one began with; null: the team's own. */
  creditCycleId: string | null;
  creditDistrictId: string | null;
  version: number;
  createdAt: Date;
};

/** What is expected now, said after the prediction was locked. The prediction itself stays. */
export type PredictionAmendment = {
  id: string;
  networkId: string;
  districtId: string;
  cycleId: string;
  prediction: string;
  predictedFigure: number | null;
  /** Empty: removed by its author. */
  why: string;
  personId: string;
  at: Date;
};

/** Every version of a plan's details, the current one included. */
export type PlanDetailsVersion = {
  id: string;
  networkId: string;
  districtId: string;
  cycleId: string;
  version: number;
  details: PlanDetails;
  testers: string[];
  personId: string;
  at: Date;
};

export const spreadSteps = ["test kitchen", "next teachers", "site", "district", "other district"] as const;
export type SpreadStepName = (typeof spreadSteps)[number];

/** How far a change idea has come: one entry of its spread ledger. */
export type SpreadStep = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  cycleId: string;
  step: SpreadStepName;
  /** Where: a grade level, a school, a district. */
  place: string;
  people: number | null;
  /** How deep it goes: what changed in the practice itself. */
  depth: string | null;
  /** Who carries it on without the team. */
  ownership: string | null;
  reachedOn: LocalDate;
  personId: string;
  at: Date;
};

/** What a team member reported about a cycle. `answers` are those of the current version. */
export type CycleUpdate = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  cycleId: string;
  personId: string;
  /** The stage that the update answered to. */
  stage: Stage;
  promptId: string | null;
  /** The text that it grew out of; null where there was none, or it was recorded before that was kept. */
  draftId: string | null;
  answers: Answers;
  version: number;
  recordedAt: Date;
  changedAt: Date;
  /** Removed by its author: its words and figures are gone, that it was there is kept. */
  deletedAt: Date | null;
};

/** Every version of an update, the current one included. */
export type CycleUpdateVersion = {
  id: string;
  networkId: string;
  districtId: string;
  updateId: string;
  version: number;
  answers: Answers;
  personId: string;
  at: Date;
};

/** What a team says it will do, by when. */
export type Commitment = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  conveningId: string | null;
  what: string;
  who: string | null;
  /** Who is asked about it; null: the team lead. */
  personId: string | null;
  by: LocalDate | null;
  state: "open" | "done" | "dropped";
  /** Where it stands, in the words of who was asked. */
  note: string | null;
  createdAt: Date;
  settledAt: Date | null;
};

/** A text that somebody typed to the bot, kept until she says what it is. */
export type Draft = {
  id: string;
  networkId: string;
  districtId: string | null;
  personId: string;
  text: string;
  state: "open" | "recorded" | "dropped";
  at: Date;
};
