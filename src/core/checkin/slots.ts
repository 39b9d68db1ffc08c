import { addDays, daysBetween, instantAt, localDateOf, mondayOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate, LocalTime, SchoolCalendar } from "../calendar/model.js";
import { askInstant, contactHours, isSchoolDay } from "../calendar/school-day.js";
import type { CheckInRule } from "./model.js";

/** Missed slots are looked for this far back; after a longer silence the older ones leave no trace. */
export const lookBackDays = 60;

/** Whether the rule asks on this date: its weekday, its week, a school day, not before its anchor. */
export function isSlotDate(rule: CheckInRule, calendar: SchoolCalendar, date: LocalDate): boolean {
  if (date < rule.anchor || weekdayOf(date) !== rule.weekday) return false;
  const weeks = daysBetween(mondayOf(rule.anchor), mondayOf(date)) / 7;
  return weeks % rule.everyWeeks === 0 && isSchoolDay(calendar, date);
}

/** The rule's slot dates up to and with today that are not in `known`, oldest first. */
export function unrecordedDates(
  rule: CheckInRule,
  calendar: SchoolCalendar,
  known: ReadonlySet<LocalDate>,
  today: LocalDate,
): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let back = lookBackDays; back >= 0; back--) {
    const date = addDays(today, -back);
    if (isSlotDate(rule, calendar, date) && !known.has(date)) dates.push(date);
  }
  return dates;
}

/** The next date at or after `from` on which the rule asks; undefined when there is none within a year. */
export function nextSlotDate(rule: CheckInRule, calendar: SchoolCalendar, from: LocalDate): LocalDate | undefined {
  for (let ahead = 0; ahead <= 366; ahead++) {
    const date = addDays(from, ahead);
    if (isSlotDate(rule, calendar, date)) return date;
  }
  return undefined;
}

/** A slot opens with the school day's contact hours; each person is asked at her own time inside them. */
export function slotOpensAt(date: LocalDate, timeZone: string): Date {
  return instantAt(date, contactHours.from, timeZone);
}

/** The first instant after `now` at which a slot of this rule opens. */
export function nextOpening(
  rule: CheckInRule,
  calendar: SchoolCalendar,
  timeZone: string,
  now: Date,
): Date | undefined {
  const today = localDateOf(now, timeZone);
  const from = slotOpensAt(today, timeZone) > now ? today : addDays(today, 1);
  const date = nextSlotDate(rule, calendar, from);
  return date === undefined ? undefined : slotOpensAt(date, timeZone);
}

/**
 * The first instant after `after` at which the rule asks somebody who wants to be asked at `time`; undefined when there
 * is none within a year of it. What "every second week" means is counted in local weeks from the anchor, so that no
 * clock change and no closed week moves it.
 */
export function nextDue(
  rule: CheckInRule,
  calendar: SchoolCalendar,
  timeZone: string,
  time: LocalTime,
  after: Date,
): Date | undefined {
  let from = localDateOf(after, timeZone);
  for (;;) {
    const date = nextSlotDate(rule, calendar, from);
    if (date === undefined) return undefined;
    const at = askInstant(calendar, date, time, timeZone);
    if (at > after) return at;
    from = addDays(date, 1);
  }
}
