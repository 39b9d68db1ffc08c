import { Temporal } from "temporal-polyfill";
import type { Instant } from "./agenda.js";

/**
 * Local time, reckoned once more and without the code under test: what is judged must not be judged by itself. Dates are
 * YYYY-MM-DD.
 */
export type Calendar = {
  terms: { from: string; to: string }[];
  closed: { from: string; to: string; name: string }[];
  earlyRelease: string[];
};

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export type Local = { date: string; minutes: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date, and the minutes since midnight that a clock on the wall shows. */
export function localOf(instant: Instant, zone: string): Local {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, minutes: Number(part.hour) * 60 + Number(part.minute) };
}

/** At a local time of day that is there once. */
export function instantOf(date: string, minutes: number, zone: string): Instant {
  const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
  return Temporal.PlainDate.from(date).toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds;
}

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / day;

export function datePlus(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * day).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayIn(date: string): number {
  return ((dayNumber(date) + 3) % 7) + 1;
}

export function mondayIn(date: string): string {
  return datePlus(date, 1 - weekdayIn(date));
}

export function weeksBetween(from: string, to: string): number {
  return (dayNumber(mondayIn(to)) - dayNumber(mondayIn(from))) / 7;
}

export function isSchoolDate({ terms, closed }: Calendar, date: string): boolean {
  const inside = (range: { from: string; to: string }) => range.from <= date && date <= range.to;
  return weekdayIn(date) <= 5 && terms.some(inside) && !closed.some(inside);
}

/** Minutes of the day between which somebody may be written to unasked; undefined where there is no school. */
export function contactMinutes(calendar: Calendar, date: string): { from: number; to: number } | undefined {
  if (!isSchoolDate(calendar, date)) return undefined;
  return { from: 7 * 60 + 30, to: calendar.earlyRelease.includes(date) ? 13 * 60 : 16 * 60 + 30 };
}
