import { addDays, daysBetween, instantAt, localDateOf, mondayOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate, LocalTime, SchoolCalendar } from "../calendar/model.js";
import { askInstant, contactHours, isSchoolDay } from "../calendar/school-day.js";
import type { CheckInRule, CheckInSlot } from "./model.js";

/** Missed slots are looked for this far back; after a longer silence the older ones leave no trace. */
export const lookBackDays = 100;

/** What is recorded of a rule, as far as it decides what is due: its latest slot, and all from this week's Monday on. */
export type Recorded = ReadonlyMap<LocalDate, CheckInSlot["state"]>;

/** Whether the rule asks on this date: its weekday, its week, a school day, not before its anchor. */
export function isSlotDate(rule: CheckInRule, calendar: SchoolCalendar, date: LocalDate): boolean {
  if (date < rule.anchor || weekdayOf(date) !== rule.weekday) return false;
  const weeks = daysBetween(mondayOf(rule.anchor), mondayOf(date)) / 7;
  return weeks % rule.everyWeeks === 0 && isSchoolDay(calendar, date);
}

/**
 * The rule's slot dates that passed unasked, oldest first: after its latest recorded one and before today. A week in which
 * it asked is done, also when the rule was moved to another day since.
 */
export function missedDates(
  rule: CheckInRule,
  calendar: SchoolCalendar,
  recorded: Recorded,
  today: LocalDate,
): LocalDate[] {
  const dates: LocalDate[] = [];
  const [latest = today] = [...recorded.keys(), addDays(today, -lookBackDays - 1)].sort().reverse();
  const [first = today] = [addDays(latest, 1), rule.anchor].sort().reverse();
  if (first >= today) return dates;
  // From week to week: it asks on one day of them.
  let date = addDays(first, (rule.weekday - weekdayOf(first) + 7) % 7);
  for (; date < today; date = addDays(date, 7))
    if (isSlotDate(rule, calendar, date) && !hasAsked(recorded, date)) dates.push(date);
  return dates;
}

/** Whether the rule asks today and has neither done so nor let it pass. */
export function isDueToday(rule: CheckInRule, calendar: SchoolCalendar, recorded: Recorded, today: LocalDate): boolean {
  return isSlotDate(rule, calendar, today) && !recorded.has(today) && !hasAsked(recorded, today);
}

/** A rule has one day a week: whoever moves it to another day does not have people asked twice in that week. */
function hasAsked(recorded: Recorded, date: LocalDate): boolean {
  const week = mondayOf(date);
  return [...recorded].some(([one, state]) => state === "open" && mondayOf(one) === week);
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
