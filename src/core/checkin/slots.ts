import { addDays, instantAt, localDateOf, mondayOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate, LocalTime, SchoolCalendar } from "../calendar/model.js";
import { askInstant, contactHours } from "../calendar/school-day.js";
import type { CheckInSlot } from "./model.js";
import { aroundConvenings, occasionOn, type Rhythm } from "./rhythm.js";

/** Missed slots are looked for this far back; after a longer silence the older ones leave no trace. */
export const lookBackDays = 100;

/** What is recorded of a rule, as far as it decides what is due: its latest slot, and all from this week's Monday on. */
export type Recorded = ReadonlyMap<LocalDate, CheckInSlot["state"]>;

/** Whether the team is asked on this date, and why. */
export function isSlotDate(rhythm: Rhythm, calendar: SchoolCalendar, date: LocalDate): boolean {
  return occasionOn(rhythm, calendar, date) !== undefined;
}

/**
 * The rhythm's dates that passed unasked, oldest first: after its latest recorded one and before today. A week in which it
 * asked is done, also when the rule was moved to another day since. Whether a test was under way on a day that has passed
 * nobody knows: a week that only that would have asked in leaves no trace.
 */
export function missedDates(
  rhythm: Rhythm,
  calendar: SchoolCalendar,
  recorded: Recorded,
  today: LocalDate,
): LocalDate[] {
  const { rule } = rhythm;
  const [latest = today] = [...recorded.keys(), addDays(today, -lookBackDays - 1)].sort().reverse();
  const [first = today] = [addDays(latest, 1), rule.anchor].sort().reverse();
  if (first >= today) return [];
  const candidates = new Set(aroundConvenings(rhythm, calendar, first, today).keys());
  // From week to week: apart from convenings it asks on one day of them.
  for (let date = addDays(first, (rule.weekday - weekdayOf(first) + 7) % 7); date < today; date = addDays(date, 7))
    candidates.add(date);
  const without = { ...rhythm, testSince: null };
  return [...candidates]
    .filter((date) => first <= date && date < today)
    .sort()
    .filter((date) => isSlotDate(without, calendar, date) && !hasAsked(recorded, date));
}

/** Whether the rule asks today and has neither done so nor let it pass. */
export function isDueToday(rhythm: Rhythm, calendar: SchoolCalendar, recorded: Recorded, today: LocalDate): boolean {
  return isSlotDate(rhythm, calendar, today) && !recorded.has(today) && !hasAsked(recorded, today);
}

/** A rule has one day a week: whoever moves it to another day does not have people asked twice in that week. */
function hasAsked(recorded: Recorded, date: LocalDate): boolean {
  const week = mondayOf(date);
  return [...recorded].some(([one, state]) => state === "open" && mondayOf(one) === week);
}

/** The next date at or after `from` on which the team is asked; undefined when there is none within a year. */
export function nextSlotDate(rhythm: Rhythm, calendar: SchoolCalendar, from: LocalDate): LocalDate | undefined {
  for (let ahead = 0; ahead <= 366; ahead++) {
    const date = addDays(from, ahead);
    if (isSlotDate(rhythm, calendar, date)) return date;
  }
  return undefined;
}

/** A slot opens with the school day's contact hours; each person is asked at her own time inside them. */
export function slotOpensAt(date: LocalDate, timeZone: string): Date {
  return instantAt(date, contactHours.from, timeZone);
}

/** The first instant after `now` at which a slot of this rhythm opens. */
export function nextOpening(rhythm: Rhythm, calendar: SchoolCalendar, timeZone: string, now: Date): Date | undefined {
  const today = localDateOf(now, timeZone);
  const from = slotOpensAt(today, timeZone) > now ? today : addDays(today, 1);
  const date = nextSlotDate(rhythm, calendar, from);
  return date === undefined ? undefined : slotOpensAt(date, timeZone);
}

/**
 * The first instant after `after` at which the rule asks somebody who wants to be asked at `time`; undefined when there
 * is none within a year of it. What "every second week" means is counted in local weeks from the anchor, so that no
 * clock change and no closed week moves it.
 */
export function nextDue(
  rhythm: Rhythm,
  calendar: SchoolCalendar,
  timeZone: string,
  time: LocalTime,
  after: Date,
): Date | undefined {
  let from = localDateOf(after, timeZone);
  for (;;) {
    const date = nextSlotDate(rhythm, calendar, from);
    if (date === undefined) return undefined;
    const at = askInstant(calendar, date, time, timeZone);
    if (at > after) return at;
    from = addDays(date, 1);
  }
}
