import { addDays, daysBetween, mondayOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate, SchoolCalendar } from "../calendar/model.js";
import { isSchoolDay } from "../calendar/school-day.js";
import type { Convening } from "../network/model.js";
import type { CheckInRule, Occasion } from "./model.js";

/** When a team is asked: its rule, and what moves it. */
export type Rhythm = {
  rule: CheckInRule;
  /** The collaboration's, in any order. They count where the rule asks around convenings. */
  convenings: readonly Convening[];
  /** The day on which the oldest of the team's tests that are under way began; null: none is. */
  testSince: LocalDate | null;
};

/** So many school days after a convening its commitments are asked about, and so many before the next one what to bring. */
export const schoolDaysAround = 3;

/** Longer than any break within a school year. What lies further from a convening has nothing to do with it. */
const longestBreakDays = 45;

/**
 * Why the team is asked on this date; undefined where it is not. On a school day, not before the rule's anchor:
 *
 * - three school days after a convening, and three before one; from the one to the other nothing else is asked, nor in the
 *   weeks that they lie in;
 * - on the rule's weekday, every `everyWeeks` weeks since the last convening's (or the anchor's) week;
 * - on the rule's weekday in the weeks between, while a test is under way: from the day after it began.
 */
export function occasionOn(rhythm: Rhythm, calendar: SchoolCalendar, date: LocalDate): Occasion | undefined {
  const { rule, testSince } = rhythm;
  if (date < rule.anchor || !isSchoolDay(calendar, date)) return undefined;
  const week = mondayOf(date);
  const around = aroundConvenings(rhythm, calendar, week, addDays(week, 7));
  const special = around.get(date);
  if (special !== undefined) return special;
  if (around.size > 0 || weekdayOf(date) !== rule.weekday || duringConvening(rhythm, calendar, date)) return undefined;
  const weeks = daysBetween(mondayOf(countedFrom(rhythm, calendar, date)), week) / 7;
  if (weeks % rule.everyWeeks === 0) return "regular";
  return rule.weeklyInDo && testSince !== null && testSince < date ? "test under way" : undefined;
}

/** The dates from `from` up to but not including `until` on which the team is asked because of a convening. */
export function aroundConvenings(
  { rule, convenings }: Rhythm,
  calendar: SchoolCalendar,
  from: LocalDate,
  until: LocalDate,
): Map<LocalDate, Occasion> {
  const dates = new Map<LocalDate, Occasion>();
  if (!rule.aroundConvenings) return dates;
  const put = (date: LocalDate | undefined, occasion: Occasion) => {
    if (date !== undefined && from <= date && date < until && date >= rule.anchor && !dates.has(date))
      dates.set(date, occasion);
  };
  for (const convening of near(convenings, from, until)) put(afterOf(convening, calendar), "after convening");
  for (const convening of near(convenings, from, until)) put(beforeOf(convening, calendar), "before convening");
  return dates;
}

/** From three school days before a convening until three after it. */
function duringConvening({ rule, convenings }: Rhythm, calendar: SchoolCalendar, date: LocalDate): boolean {
  if (!rule.aroundConvenings) return false;
  return near(convenings, date, addDays(date, 1)).some((convening) => {
    const first = beforeOf(convening, calendar) ?? convening.startsOn;
    const last = afterOf(convening, calendar) ?? convening.endsOn;
    return first <= date && date <= last;
  });
}

/** The week that weeks are counted from: that of the questions after the last convening, else the rule's own. */
function countedFrom({ rule, convenings }: Rhythm, calendar: SchoolCalendar, date: LocalDate): LocalDate {
  if (!rule.aroundConvenings) return rule.anchor;
  const past = convenings.filter(({ endsOn }) => endsOn < date).sort((a, b) => b.endsOn.localeCompare(a.endsOn));
  for (const convening of past) {
    const after = afterOf(convening, calendar);
    if (after !== undefined && after <= date) return [after, rule.anchor].sort().at(-1) ?? after;
  }
  return rule.anchor;
}

function near(convenings: readonly Convening[], from: LocalDate, until: LocalDate): Convening[] {
  const [earliest, latest] = [addDays(from, -longestBreakDays), addDays(until, longestBreakDays)];
  return convenings.filter(({ startsOn, endsOn }) => endsOn >= earliest && startsOn <= latest);
}

function afterOf({ endsOn }: Convening, calendar: SchoolCalendar): LocalDate | undefined {
  return schoolDayFrom(calendar, endsOn, 1);
}

function beforeOf({ startsOn }: Convening, calendar: SchoolCalendar): LocalDate | undefined {
  return schoolDayFrom(calendar, startsOn, -1);
}

/** The third school day from `date` on, in one direction; undefined when there is a long time without school. */
function schoolDayFrom(calendar: SchoolCalendar, date: LocalDate, step: 1 | -1): LocalDate | undefined {
  let left = schoolDaysAround;
  for (let days = 1; days <= longestBreakDays; days++) {
    const candidate = addDays(date, step * days);
    if (isSchoolDay(calendar, candidate)) left -= 1;
    if (left === 0) return candidate;
  }
  return undefined;
}
