import type { LocalDate } from "../calendar/model.js";

/** Whether a membership or an assignment holds on this day; `until` is the first day on which it does not. */
export function isCurrent(one: { from: LocalDate; until: LocalDate | null }, today: LocalDate): boolean {
  return one.from <= today && (one.until === null || one.until > today);
}
