import { addDays } from "../calendar/local.js";
import { texts } from "../texts.js";
import type { Answers, FieldErrors } from "../ui/form.js";
import type { Cycle } from "./model.js";

/** What was counted more than so many days before its test was written down is a slip of the finger: 0202 for 2026. */
const longestBefore = 366;

/** A field error where the day of a result lies too long before its cycle. */
export function tooLongAgo({ observedOn }: Answers, cycle: Pick<Cycle, "createdAt"> | undefined): FieldErrors {
  if (cycle === undefined || typeof observedOn !== "string") return {};
  const first = addDays(cycle.createdAt.toISOString().slice(0, 10), -longestBefore);
  return observedOn < first ? { observedOn: texts.errors.dateLongAgo } : {};
}
