import { addDays, weekdayOf } from "./local.js";
import type { DateRange, LocalDate, LocalTime, SchoolCalendar } from "./model.js";

/** When the bot may speak first, in the person's own time. */
export const contactHours = { from: "07:30", to: "16:30" } as const;

/** The nearest time of day at which she may be asked. */
export function insideContactHours(time: LocalTime): LocalTime {
  if (time < contactHours.from) return contactHours.from;
  return time < contactHours.to ? time : "16:00";
}

export function isSchoolDay(calendar: SchoolCalendar, date: LocalDate): boolean {
  if (weekdayOf(date) > 5) return false;
  if (calendar.terms.length > 0 && !calendar.terms.some((term) => within(term, date))) return false;
  return !calendar.closed.some((range) => within(range, date));
}

/** The first school day after `date`; undefined when there is none within a year (a calendar that has run out). */
export function nextSchoolDay(calendar: SchoolCalendar, date: LocalDate): LocalDate | undefined {
  for (let days = 1; days <= 366; days++) {
    const candidate = addDays(date, days);
    if (isSchoolDay(calendar, candidate)) return candidate;
  }
  return undefined;
}

function within(range: DateRange, date: LocalDate): boolean {
  return range.from <= date && date <= range.to;
}
