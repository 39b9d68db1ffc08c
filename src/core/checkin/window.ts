import { addDays, instantAt, localDateOf, localTimeOf } from "../calendar/local.js";
import type { LocalDate, SchoolCalendar } from "../calendar/model.js";
import { askInstant, contactHoursOn, nextSchoolDay } from "../calendar/school-day.js";

/** How long a question is open, in school days. */
const openSchoolDays = 2;

/** The share of the window after which whoever has not answered is reminded, once. */
const remindedAfter = 0.8;

export type Window = { remindAt: Date; closesAt: Date };

/**
 * The window of a question: until the same time of day two school days later, and when its reminder is due: after 80 % of
 * the contact hours in between, so that a week end or a break does not use them up. Undefined when the calendar runs out.
 */
export function windowOf(askAt: Date, calendar: SchoolCalendar, timeZone: string): Window | undefined {
  const time = localTimeOf(askAt, timeZone);
  let day: LocalDate | undefined = localDateOf(askAt, timeZone);
  for (let left = openSchoolDays; left > 0 && day !== undefined; left--) day = nextSchoolDay(calendar, day);
  if (day === undefined) return undefined;
  const closesAt = askInstant(calendar, day, time, timeZone);
  const spans = contactSpans(calendar, askAt, closesAt, timeZone);
  const all = spans.reduce((sum, { from, to }) => sum + (to - from), 0);
  let left = all * remindedAfter;
  for (const { from, to } of spans) {
    if (left <= to - from) return { remindAt: new Date(Math.floor((from + left) / 60_000) * 60_000), closesAt };
    left -= to - from;
  }
  return { remindAt: closesAt, closesAt };
}

/** The contact hours between two instants, in ms. */
function contactSpans(
  calendar: SchoolCalendar,
  from: Date,
  to: Date,
  timeZone: string,
): { from: number; to: number }[] {
  const spans = [];
  const last = localDateOf(to, timeZone);
  for (let date = localDateOf(from, timeZone); date <= last; date = addDays(date, 1)) {
    const hours = contactHoursOn(calendar, date);
    if (hours === undefined) continue;
    const begins = Math.max(from.getTime(), instantAt(date, hours.from, timeZone).getTime());
    const ends = Math.min(to.getTime(), instantAt(date, hours.to, timeZone).getTime());
    if (ends > begins) spans.push({ from: begins, to: ends });
  }
  return spans;
}
