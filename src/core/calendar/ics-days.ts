import { Temporal } from "temporal-polyfill";
import type { IcsEvent, IcsFile, IcsTime } from "./ics-model.js";
import { repeatedDays } from "./ics-repeat.js";
import { clockOf, type ReadClock, type Wall } from "./ics-zone.js";
import { addDays } from "./local.js";
import type { DateRange, LocalDate, LocalTime } from "./model.js";

/** When an event takes place, in the district's time. `time` null: whole days. */
export type Occurrence = DateRange & { time: LocalTime | null };

export type DatedEvent = {
  event: IcsEvent;
  /** Oldest first; those outside of the window are left out. */
  occurrences: Occurrence[];
  /** Hours from its start to its end; 24 and more for whole days. */
  hours: number;
  /** Repeats without an end: what is after the window is not known. */
  endless: boolean;
};

/** Something in the file that must be changed first; `line` is the event's. */
type DayProblem = { line: number; field: string; says: string };

/** More than a school's calendar has by far; together with the window it bounds the work. */
const mostOccurrences = 20_000;

/** What counts its times is gone through from its beginning, which may be in 1600. */
const oldestCount = 10 * 366;

/**
 * The events of a file with their days in the district's time, inside of the window. Cancelled ones are not in it; one that
 * stands for a single occurrence of another takes its place.
 */
export function datedEvents(
  { events, zones }: IcsFile,
  districtZone: string,
  window: DateRange,
): { dated: DatedEvent[]; problems: DayProblem[] } {
  const clock = clockOf(zones, districtZone, window);
  const replaced = new Map<string, IcsTime[]>();
  for (const { uid, instead } of events) {
    if (instead !== null && uid !== "") replaced.set(uid, [...(replaced.get(uid) ?? []), instead]);
  }
  const dated: DatedEvent[] = [];
  const problems: DayProblem[] = [];
  let count = 0;
  for (const event of events) {
    if (event.cancelled) continue;
    const left = event.instead === null && event.uid !== "" ? (replaced.get(event.uid) ?? []) : [];
    const found = daysOf({ ...event, except: [...event.except, ...left] }, clock, window);
    if ("says" in found) {
      problems.push(found);
      continue;
    }
    count += found.occurrences.length;
    if (count > mostOccurrences) {
      const says = `the events take place more than ${mostOccurrences} times: export one school year, and only the calendar of school days`;
      return { dated: [], problems: [{ line: event.line, field: "", says }] };
    }
    dated.push({ ...found, event });
  }
  return { dated, problems };
}

function daysOf(event: IcsEvent, clock: ReadClock, window: DateRange): Omit<DatedEvent, "event"> | DayProblem {
  const { line, start, rule } = event;
  const refuse = (field: string, says: string): DayProblem => ({ line, field, says });
  const unknown = [start, event.end, ...event.more, ...event.except].find(
    (time) => time !== null && !clock(time, null),
  );
  if (unknown?.zone != null) {
    const says = `the time zone "${unknown.zone}" is not known, and the file does not describe it: export it with another one`;
    return refuse("DTSTART", says);
  }
  if (rule !== null && rule.count !== null && start.date < addDays(window.from, -oldestCount)) {
    return refuse("RRULE", `counts its times from ${start.date} on, which is too long ago: write its dates out`);
  }
  const here = (time: IcsTime) => clock(time, start.zone)?.date ?? time.date;
  const length = lengthOf(event, clock);
  if (length === undefined) return refuse("DTEND", "ends before it begins");
  const wide = { from: addDays(window.from, -length.days - 1), to: addDays(window.to, 1) };
  const until = rule?.until == null ? null : { ...rule.until, ...lastDayOf(rule.until, start, clock) };
  const dates = rule === null ? [start.date] : repeatedDays(start.date, { ...rule, until }, wide);
  const without = new Set(event.except.map(here));
  const all = new Set([...dates, ...event.more.map(here)].filter((date) => !without.has(date)));
  const occurrences = [...all]
    .map((date) => occurrenceOn(date, start, length, clock))
    .filter((one) => one.to >= window.from && one.from <= window.to)
    .sort((a, b) => a.from.localeCompare(b.from));
  return { occurrences, hours: length.hours, endless: rule !== null && rule.count === null && rule.until === null };
}

/** The last day on which something that begins at `start`'s time may begin, in its own zone. */
function lastDayOf(until: IcsTime, start: IcsTime, clock: ReadClock): { date: LocalDate } {
  const last = clock(until, start.zone) ?? until;
  const early = last.time !== null && start.time !== null && last.time < start.time;
  return { date: early ? addDays(last.date, -1) : last.date };
}

type Length = { days: number; hours: number; duration: Temporal.Duration };

/** From start to end by the clock on the wall: a day is a day, also when it has 23 hours. Undefined: below nothing. */
function lengthOf({ start, end, duration }: IcsEvent, clock: ReadClock): Length | undefined {
  const from = wall(start);
  const stop = end === null ? undefined : (clock(end, start.zone) ?? end);
  const to =
    stop !== undefined
      ? wall(stop)
      : duration !== null
        ? from.add(Temporal.Duration.from(duration))
        : from.add({ days: start.time === null ? 1 : 0 });
  if (Temporal.PlainDateTime.compare(to, from) < 0) return undefined;
  const whole = start.time === null && to.equals(from) ? from.add({ days: 1 }) : to;
  const length = from.until(whole, { largestUnit: "days" });
  return { days: length.days, hours: length.total({ unit: "hours", relativeTo: from }), duration: length };
}

/** The last day belongs to the event only if something of it is on that day. */
function occurrenceOn(date: LocalDate, start: IcsTime, { duration }: Length, clock: ReadClock): Occurrence {
  const begins = wall({ ...start, date });
  const ends = begins.add(duration);
  const last = ends.equals(begins) ? ends : ends.subtract({ seconds: 1 });
  if (start.time === null) return { from: date, to: last.toPlainDate().toString(), time: null };
  const from = clock({ ...start, date }, null);
  const to = clock({ ...wallOf(last), zone: start.zone }, null);
  return { from: from?.date ?? date, to: to?.date ?? date, time: from?.time?.slice(0, 5) ?? null };
}

function wall({ date, time }: { date: LocalDate; time: string | null }): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time ?? "00:00:00"}`);
}

function wallOf(time: Temporal.PlainDateTime): Wall {
  return { date: time.toPlainDate().toString(), time: time.toPlainTime().toString({ smallestUnit: "second" }) };
}
