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

export type ProblemVersion = {
  id: string;
  networkId: string;
  districtId: string;
  problemId: string;
  version: number;
  statement: string;
  focusArea: string | null;
  studentGroups: string[];
  gradeBands: string[];
  rootCauses: string[];
  /** The data that shows it. */
  evidence: string | null;
  /** Why it changed; null for the first. */
  why: string | null;
  /** Null: imported. */
  personId: string | null;
  at: Date;
};

export const stages = ["plan", "do", "study", "act", "closed"] as const;
export type Stage = (typeof stages)[number];

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
  version: number;
  createdAt: Date;
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
  answers: Answers;
  version: number;
  recordedAt: Date;
  changedAt: Date;
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
  by: LocalDate | null;
  state: "open" | "done" | "dropped";
  createdAt: Date;
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
