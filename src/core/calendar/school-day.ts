import { addDays, instantAt, localDateOf, localTimeOf, weekdayOf } from "./local.js";
import type { DateRange, LocalDate, LocalTime, SchoolCalendar } from "./model.js";

/** `to` is the first minute that is too late. `last`: when something is asked that would come too late. */
export type ContactHours = { from: LocalTime; to: LocalTime; last: LocalTime };

/** When the bot may speak first, in the person's own time, on a school day. */
export const contactHours: ContactHours = { from: "07:30", to: "16:30", last: "16:00" };

/** Half-hours inside contact hours, to choose a time of day from. */
export const contactTimes: readonly LocalTime[] = Array.from({ length: 18 }, (_, i) => {
  const minutes = 7 * 60 + 30 + i * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
});

/** On a day of early release the afternoon belongs to nobody. */
const earlyReleaseHours: ContactHours = { from: "07:30", to: "13:00", last: "12:30" };

/** Undefined on days without school. */
export function contactHoursOn(calendar: SchoolCalendar, date: LocalDate): ContactHours | undefined {
  if (!isSchoolDay(calendar, date)) return undefined;
  return calendar.earlyRelease.includes(date) ? earlyReleaseHours : contactHours;
}

/** The nearest time of day at which she may be asked. */
export function insideContactHours(time: LocalTime, hours: ContactHours = contactHours): LocalTime {
  if (time < hours.from) return hours.from;
  return time < hours.to ? time : hours.last;
}

/** The end of the day's contact hours; at the end of a usual day's where there is no school. */
export function contactEnds(calendar: SchoolCalendar, date: LocalDate, timeZone: string): Date {
  return instantAt(date, (contactHoursOn(calendar, date) ?? contactHours).to, timeZone);
}

/** When she is asked on that date, if she wants to be asked at `time`. */
export function askInstant(calendar: SchoolCalendar, date: LocalDate, time: LocalTime, timeZone: string): Date {
  return instantAt(date, insideContactHours(time, contactHoursOn(calendar, date)), timeZone);
}

export function isContactTime(calendar: SchoolCalendar, instant: Date, timeZone: string): boolean {
  const hours = contactHoursOn(calendar, localDateOf(instant, timeZone));
  const time = localTimeOf(instant, timeZone);
  return hours !== undefined && time >= hours.from && time < hours.to;
}

/**
 * The next moment after `now`, outside of contact hours, at which she may be asked, if she wants to be asked at `time`.
 * Undefined when the calendar has run out.
 */
export function nextContact(calendar: SchoolCalendar, now: Date, time: LocalTime, timeZone: string): Date | undefined {
  const today = localDateOf(now, timeZone);
  const hours = contactHoursOn(calendar, today);
  const ahead = hours !== undefined && localTimeOf(now, timeZone) < hours.from;
  const day = ahead ? today : nextSchoolDay(calendar, today);
  return day === undefined ? undefined : askInstant(calendar, day, time, timeZone);
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
