import type { LocalDate, LocalTime } from "../calendar/model.js";

/** When a team is asked. Slots are counted from `anchor`: that week, then every `everyWeeks` weeks. */
export type CheckInRule = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  at: LocalTime;
  everyWeeks: number;
  anchor: LocalDate;
  active: boolean;
  /** Also three school days after a convening and three before the next. */
  aroundConvenings: boolean;
  /** Every week while a cycle is in do. */
  weeklyInDo: boolean;
};

export const occasions = ["regular", "test under way", "after convening", "before convening"] as const;
/** Why a team is asked on a day. */
export type Occasion = (typeof occasions)[number];

/** One occurrence of a rule: unique by rule and local date. A slot that passed unasked is kept as skipped, with the reason. */
export type CheckInSlot = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  ruleId: string;
  localDate: LocalDate;
  state: "open" | "skipped";
  reason: string | null;
  openedAt: Date;
  /** Null: opened before rhythms were told apart. */
  occasion: Occasion | null;
};

export const promptStates = ["asked", "answered", "nothing new", "not this week", "later", "skipped"] as const;
export type PromptState = (typeof promptStates)[number];

export const parts = ["owner", "tester", "lead", "commitment"] as const;
/** As what somebody is asked. */
export type Part = (typeof parts)[number];

/** The question put to one person in one slot: unique by slot and person. */
export type CheckInPrompt = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  slotId: string;
  personId: string;
  /** Null: the team has no open cycle; she is asked to plan one. */
  cycleId: string | null;
  state: PromptState;
  /** Why it was skipped, or what she said is in the way this week; null otherwise. */
  reason: string | null;
  /** What she added to that, in her own words. */
  note: string | null;
  /** Null: asked before that was told apart. */
  part: Part | null;
  askAt: Date;
  /** After "later": when to ask again; null otherwise or when asked again already. */
  againAt: Date | null;
  settledAt: Date | null;
  /** When she is reminded, once; null: not, or not any more. */
  remindAt: Date | null;
  /** When the window of the question ends; null where it was never asked. */
  closesAt: Date | null;
  /** The outbox message that carries the question now; null when skipped. */
  messageId: string | null;
};
