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
};

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
};

export type PromptState = "asked" | "answered" | "not this week" | "later" | "skipped";

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
  /** Why it was skipped; null otherwise. */
  reason: string | null;
  askAt: Date;
  /** After "later": when to ask again; null otherwise or when asked again already. */
  againAt: Date | null;
  settledAt: Date | null;
  /** The outbox message that carries the question now; null when skipped. */
  messageId: string | null;
};
