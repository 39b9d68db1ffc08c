import type { LocalDate } from "../calendar/model.js";
import type { Point } from "./model.js";

/**
 * A result as its audience may see it. The first form is a point as it was recorded; the others are what is left of one
 * that would give a small group away: the end of the scale that it lies at, or only that there is one. Whoever hands it
 * over has decided what may be seen: nothing here hides anything.
 */
export type ShownPoint =
  | (Pick<Point, "observedOn" | "value" | "n"> & Partial<Pick<Point, "note">>)
  /** Rounded to the nearest `step`: the result lies within half of it. */
  | { observedOn: LocalDate; about: number; step: number }
  | { observedOn: LocalDate; atMost: number; n?: number | null; note?: string | null }
  | { observedOn: LocalDate; atLeast: number; n?: number | null; note?: string | null }
  | { observedOn: LocalDate; withheld: true };

/** In order of the days they were observed; those of one day in the order they came. */
export function inOrder<P extends { observedOn: LocalDate }>(points: readonly P[]): P[] {
  return [...points].sort((a, b) => (a.observedOn < b.observedOn ? -1 : a.observedOn > b.observedOn ? 1 : 0));
}
