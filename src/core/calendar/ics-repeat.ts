import type { IcsRule } from "./ics-model.js";
import type { DateRange, LocalDate } from "./model.js";

/**
 * The days in the window on which something repeats that first happens on `start`, oldest first. The work is bounded by the
 * days between `start` and the window's end, also for rules that never fit (February 30): the parser's own iterator goes on for
 * ever with some of those (kewisch/ical.js issue 318). The rule's `until` is read as a date.
 */
export function repeatedDays(start: LocalDate, rule: IcsRule, window: DateRange): LocalDate[] {
  const first = dayOf(start);
  const last = Math.min(dayOf(window.to), rule.until === null ? Number.POSITIVE_INFINITY : dayOf(rule.until.date));
  const from = dayOf(window.from);
  const found: LocalDate[] = [];
  let counted = 0;
  for (let index = skipped(first, from, rule); ; index++) {
    const period = periodOf(first, index, rule);
    if (period.begins > last) return found;
    for (const day of picked(period.days, rule.positions)) {
      if (day < first || day > last) continue;
      counted += 1;
      if (rule.count !== null && counted > rule.count) return found;
      if (day >= from) found.push(dateOf(day));
    }
  }
}

/** Periods that end before the window need not be gone through, unless they count. */
function skipped(first: number, from: number, { every, interval, count }: IcsRule): number {
  if (count !== null || (every !== "day" && every !== "week")) return 0;
  const length = interval * (every === "day" ? 1 : 7);
  return Math.max(0, Math.floor((from - first) / length) - 1);
}

/** Days are counted from 1970-01-01. */
type Period = { begins: number; days: number[] };

function periodOf(first: number, index: number, rule: IcsRule): Period {
  const steps = index * rule.interval;
  switch (rule.every) {
    case "day": {
      const day = first + steps;
      return { begins: day, days: fits(day, rule) && fitsWeekday(day, rule) ? [day] : [] };
    }
    case "week": {
      const begins = first - ((weekdayOf(first) - rule.weekStart + 7) % 7) + 7 * steps;
      const wanted = rule.weekdays.length === 0 ? [{ weekday: weekdayOf(first) }] : rule.weekdays;
      const days = daysFrom(begins, 7).filter((day) => wanted.some(({ weekday }) => weekday === weekdayOf(day)));
      return { begins, days: days.filter((day) => fits(day, rule)) };
    }
    case "month": {
      const { year, month } = partsOf(first);
      return monthOf(year, month - 1 + steps, first, rule);
    }
    case "year":
      return yearOf(partsOf(first).year + steps, first, rule);
    default:
      return rule.every satisfies never;
  }
}

/** `month` from 0, and on into the next years. */
function monthOf(year: number, month: number, first: number, rule: IcsRule): Period {
  const begins = dayNumber(year, month, 1);
  const days = daysFrom(begins, dayNumber(year, month + 1, 1) - begins);
  const plain = rule.weekdays.length === 0 && rule.monthDays.length === 0;
  const { day: dayOfFirst } = partsOf(first);
  const wanted = plain
    ? days.filter((day) => partsOf(day).day === dayOfFirst)
    : days.filter((day) => rule.weekdays.length === 0 || isNthOf(day, days, rule));
  return { begins, days: wanted.filter((day) => fits(day, rule)) };
}

function yearOf(year: number, first: number, rule: IcsRule): Period {
  const begins = dayNumber(year, 0, 1);
  if (rule.months.length === 0 && rule.monthDays.length === 0 && rule.weekdays.length > 0) {
    const days = daysFrom(begins, dayNumber(year + 1, 0, 1) - begins);
    return { begins, days: days.filter((day) => isNthOf(day, days, rule)) };
  }
  const ofFirst = rule.monthDays.length > 0 ? months : [partsOf(first).month];
  const wanted = rule.months.length > 0 ? months.filter((month) => rule.months.includes(month)) : ofFirst;
  return { begins, days: wanted.flatMap((month) => monthOf(year, month - 1, first, rule).days) };
}

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** "The second Monday", "the last Friday", of the month or year that `days` are. */
function isNthOf(day: number, days: number[], rule: IcsRule): boolean {
  const weekday = weekdayOf(day);
  const [begins = day, ends = day] = [days[0], days.at(-1)];
  const nth = Math.floor((day - begins) / 7) + 1;
  const fromEnd = -Math.floor((ends - day) / 7) - 1;
  return rule.weekdays.some((one) => one.weekday === weekday && [0, nth, fromEnd].includes(one.nth));
}

function fits(day: number, { months, monthDays }: IcsRule): boolean {
  if (months.length === 0 && monthDays.length === 0) return true;
  const { year, month, day: inMonth } = partsOf(day);
  if (months.length > 0 && !months.includes(month)) return false;
  const fromEnd = inMonth - 1 - (dayNumber(year, month, 1) - dayNumber(year, month - 1, 1));
  return monthDays.length === 0 || monthDays.includes(inMonth) || monthDays.includes(fromEnd);
}

function fitsWeekday(day: number, { weekdays }: IcsRule): boolean {
  return weekdays.length === 0 || weekdays.some(({ weekday }) => weekday === weekdayOf(day));
}

function picked(days: number[], positions: number[]): number[] {
  if (positions.length === 0) return days;
  return days.filter((_, index) => positions.includes(index + 1) || positions.includes(index - days.length));
}

function daysFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

const dayLength = 24 * 3600 * 1000;

function dayOf(date: LocalDate): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayLength);
}

function dateOf(day: number): LocalDate {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** `month` from 0; months and days beyond the end run on. */
function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month, day) / dayLength);
}

/** 1 Monday … 7 Sunday; January 1, 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** `month` from 1. */
function partsOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * dayLength);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
