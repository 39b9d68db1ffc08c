import type { LocalDate } from "../calendar/model.js";

/** What adults did, what students did or felt, what students learned. */
export const measureKinds = ["implementation", "experience", "outcome"] as const;
export type MeasureKind = (typeof measureKinds)[number];

export const evidenceSources = ["observation", "interview or survey", "achievement"] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

export const units = ["percent", "number"] as const;
/** `percent`: so many out of so many, or a share that somebody else reckoned; `number`: anything that is counted or rated. */
export type Unit = (typeof units)[number];

export const directions = ["up", "down"] as const;
export type Direction = (typeof directions)[number];

/** Whose results they are: students and adults have a smallest group of their own that may be shown outside of the team. */
export const measured = ["students", "adults"] as const;
export type Measured = (typeof measured)[number];

/** What a cycle counts or watches, declared before its results: what kind, where it comes from, and which way is better. */
export type Measure = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  cycleId: string;
  kind: MeasureKind;
  /** In a few words: "Exit tickets that are right". */
  name: string;
  source: EvidenceSource | null;
  unit: Unit;
  /** What a `number` counts, such as "minutes"; null where the name says it. */
  unitName: string | null;
  better: Direction;
  about: Measured;
  /** Whether the cycle's predicted figure is about this one; at most one of a cycle's measures. */
  predicts: boolean;
  /** A result contains the one before it (a running total); otherwise each is a new look. Decides what may be shown outside. */
  addsUp: boolean;
  declaredAt: Date;
  /** Null: imported. */
  personId: string | null;
};

/**
 * One result. `value`: in percent where the measure is, with one decimal, else as counted. `count` of `n`: what a percentage
 * was reckoned from; `n` alone: how many were asked or looked at; null where nobody said.
 */
export type Point = {
  updateId: string;
  observedOn: LocalDate;
  value: number;
  count: number | null;
  n: number | null;
  /** What else happened on that day, in the team's words. */
  note: string | null;
};
