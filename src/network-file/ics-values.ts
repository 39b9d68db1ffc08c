import { Temporal } from "temporal-polyfill";
import type { IcsRule, IcsTime } from "../core/calendar/ics-model.js";
import type { Property } from "./ics.js";

/** A line that must be changed in the file. */
export class ValueProblem extends Error {
  override name = "ValueProblem";
  constructor(
    readonly line: number,
    readonly field: string,
    says: string,
  ) {
    super(says);
  }
}

/** Dates and times of a line. Of periods (RDATE) their beginning. */
export function timesOf({ line, name, parameters, values }: Property): IcsTime[] {
  const zone = parameters.tzid ?? null;
  return values.map((value) => timeOf(String(Array.isArray(value) ? value[0] : value), zone, { line, name }));
}

/** "2026-11-23", "2026-11-23T08:00:00", and with a Z for UTC, as the parser writes them. */
function timeOf(text: string, zone: string | null, { line, name }: { line: number; name: string }): IcsTime {
  const [, date = "", time = null, utc] =
    /^(\d{4}-\d{2}-\d{2})(?:T([01]\d:[0-5]\d:[0-5]\d|2[0-3]:[0-5]\d:[0-5]\d)(Z?))?$/.exec(text) ?? [];
  if (!isDay(date)) {
    throw new ValueProblem(
      line,
      name,
      `"${text.slice(0, 40)}" is no date: an iCalendar file has them as 20261123 or 20261123T080000`,
    );
  }
  return { date, time, zone: time === null ? null : utc === "Z" ? "UTC" : zone };
}

/** From 1601 on, where some files let their time zones begin; events are judged by the window that is read. */
function isDay(date: string): boolean {
  try {
    const { year } = Temporal.PlainDate.from(date, { overflow: "reject" });
    return year >= 1600 && year <= 2100;
  } catch {
    return false;
  }
}

const everies: Partial<Record<string, IcsRule["every"]>> = {
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** Parts of a rule that say more than these are not read: they would be read wrongly. */
const knownParts = new Set(
  "freq interval count until byday bymonthday bymonth bysetpos wkst byhour byminute bysecond".split(" "),
);

export function ruleOf({ line, name, values }: Property): IcsRule {
  const parts = values[0];
  if (typeof parts !== "object" || parts === null) throw new ValueProblem(line, name, "says nothing");
  const rule = parts as Record<string, unknown>;
  const unknown = Object.keys(rule).find((part) => !knownParts.has(part));
  const every = everies[String(rule.freq)];
  if (unknown !== undefined || every === undefined) {
    const what =
      unknown === undefined ? `every ${String(rule.freq).toLowerCase().replace("ly", "")}` : unknown.toUpperCase();
    throw new ValueProblem(line, name, `repeats in a way that is not read (${what}): write its dates out`);
  }
  const numbers = (part: string, from: number, to: number) =>
    listOf(rule[part]).map((value) => {
      const number = Number(value);
      if (Number.isInteger(number) && number >= from && number <= to && number !== 0) return number;
      throw new ValueProblem(line, name, `${part.toUpperCase()} is "${String(value).slice(0, 20)}"`);
    });
  const [interval = 1] = numbers("interval", 1, 1000);
  const [count = null] = numbers("count", 1, 100_000);
  const until = rule.until === undefined ? null : timeOf(String(rule.until), null, { line, name });
  return {
    line,
    every,
    interval,
    count,
    until,
    weekdays: listOf(rule.byday).map((day) => weekdayOf(String(day), line, name)),
    monthDays: numbers("bymonthday", -31, 31),
    months: numbers("bymonth", 1, 12),
    positions: numbers("bysetpos", -366, 366),
    // The parser counts from Sunday, 1.
    weekStart: typeof rule.wkst === "number" ? ((rule.wkst + 5) % 7) + 1 : 1,
  };
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function weekdayOf(text: string, line: number, name: string): { weekday: number; nth: number } {
  const [, nth = "0", day = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
  const weekday = weekdays.indexOf(day) + 1;
  if (weekday === 0) throw new ValueProblem(line, name, `BYDAY is "${text.slice(0, 20)}"`);
  return { weekday, nth: Number(nth) };
}
