import { type DatedEvent, datedEvents, type Occurrence } from "./ics-days.js";
import { hintsAbout } from "./ics-hints.js";
import type { IcsFile } from "./ics-model.js";
import { type Meaning, readWords } from "./ics-words.js";
import { addDays, weekdayOf } from "./local.js";
import type { DateRange, LocalDate, LocalTime, SchoolCalendar } from "./model.js";

/** What one event of the file was taken for; `means` empty: left out, and `why` says so. */
export type TakenEvent = {
  line: number;
  summary: string;
  means: Meaning[];
  why: string | null;
  first: DateRange | null;
  /** Of the first one; null: whole days. */
  time: LocalTime | null;
  times: number;
  lastDay: LocalDate | null;
};

export type CalendarRead = {
  /** The district's calendar as it will be. */
  calendar: SchoolCalendar;
  /** The days that the file speaks of; what was known of others stays. */
  covers: DateRange;
  events: TakenEvent[];
  /** What to look at before it is used, a sentence each. */
  hints: string[];
};

/** `lines` empty: the whole file. */
type FileProblem = { lines: number[]; field: string; says: string };

/** Where the past and the future end for a calendar: what repeats without an end is followed for two years. */
export function windowAround(today: LocalDate): DateRange {
  return { from: addDays(today, -400), to: addDays(today, 730) };
}

/**
 * A district's school calendar from an iCalendar file: which days are closed, which end early, when terms begin and end, by
 * the words of its events. Nothing of it is used before somebody has seen `events` and `hints`.
 */
export function readCalendar(
  file: IcsFile,
  district: { timeZone: string; calendar: SchoolCalendar },
  today: LocalDate,
): { read: CalendarRead } | { problems: FileProblem[] } {
  const { dated, problems } = datedEvents(file, district.timeZone, windowAround(today));
  if (problems.length > 0) {
    return { problems: problems.map(({ line, field, says }) => ({ lines: [line], field, says })) };
  }
  const read = dated.map((one) => ({ ...one, taken: takenFor(one) }));
  const of = (meaning: Meaning) => read.filter(({ taken }) => taken.means.includes(meaning));
  const days = (meaning: Meaning) => of(meaning).flatMap(({ occurrences }) => occurrences.map(({ from }) => from));
  const closed = joined(
    of("closed").flatMap(({ occurrences, taken }) =>
      occurrences.map(({ from, to }) => ({ from, to, name: taken.summary })),
    ),
  );
  const own: SchoolCalendar = {
    terms: termsOf(days("first day"), days("last day")),
    closed,
    earlyRelease: [...new Set(of("early release").flatMap(({ occurrences }) => occurrences.flatMap(eachDay)))].sort(),
  };
  // What repeats without an end says nothing about the years to come.
  const covers =
    spanOf(read.flatMap(({ occurrences, endless }) => (endless ? [] : occurrences))) ??
    spanOf(read.flatMap(({ occurrences }) => occurrences));
  if (covers === undefined || closed.length + own.earlyRelease.length + own.terms.length === 0) {
    const says =
      "no event in it says when schools are closed, end early, begin or end (such as “No school”, “Winter break”, “Minimum day”)";
    return { problems: [{ lines: [], field: "", says }] };
  }
  const calendar = over(district.calendar, own, covers);
  const seen = { read, own, calendar, covers, firstDays: days("first day"), lastDays: days("last day") };
  return { read: { calendar, covers, events: read.map(({ taken }) => taken), hints: hintsAbout(seen, today) } };
}

export type ReadEvent = DatedEvent & { taken: TakenEvent };

function takenFor({ event, occurrences, hours }: DatedEvent): TakenEvent {
  const [first] = occurrences;
  const summary = shortened(event.summary);
  const { means, why } = readWords(event.summary, event.categories, { wholeDay: event.start.time === null, hours });
  const away = first === undefined ? "is long past, or more than two years ahead" : null;
  return {
    line: event.line,
    summary: summary === "" ? "(without a name)" : summary,
    means: away === null ? means : [],
    why: away ?? why,
    first: first === undefined ? null : { from: first.from, to: first.to },
    time: first?.time ?? null,
    times: occurrences.length,
    lastDay: occurrences.at(-1)?.to ?? null,
  };
}

/** One line that a terminal shows as it is. */
function shortened(text: string): string {
  const line = text
    .normalize("NFC")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return line.length > 100 ? `${line.slice(0, 99).trim()}…` : line;
}

/** A first day and the next last day after it. */
function termsOf(firstDays: LocalDate[], lastDays: LocalDate[]): DateRange[] {
  const marks = [
    ...firstDays.map((date) => ({ date, begins: true })),
    ...lastDays.map((date) => ({ date, begins: false })),
  ].sort((a, b) => a.date.localeCompare(b.date));
  const terms: DateRange[] = [];
  let from: LocalDate | undefined;
  for (const { date, begins } of marks) {
    if (begins) from ??= date;
    else if (from !== undefined) {
      terms.push({ from, to: date });
      from = undefined;
    }
  }
  return terms;
}

/** Days of the same name that are one after the other, but for a weekend, are one range. */
function joined(closed: SchoolCalendar["closed"]): SchoolCalendar["closed"] {
  const ranges: SchoolCalendar["closed"] = [];
  for (const one of [...closed].sort((a, b) => a.from.localeCompare(b.from))) {
    const before = ranges.findLast(({ name }) => name === one.name);
    if (before !== undefined && one.from <= nextWeekday(before.to)) {
      if (one.to > before.to) before.to = one.to;
    } else ranges.push({ ...one });
  }
  return ranges;
}

function nextWeekday(date: LocalDate): LocalDate {
  return addDays(date, Math.max(1, 8 - weekdayOf(date) < 4 ? 8 - weekdayOf(date) : 1));
}

function eachDay({ from, to }: Occurrence): LocalDate[] {
  const days: LocalDate[] = [];
  // An early release that lasts longer than two weeks is somebody's slip.
  for (let day = from; day <= to && days.length < 14; day = addDays(day, 1)) days.push(day);
  return days;
}

function spanOf(ranges: DateRange[]): DateRange | undefined {
  const from = ranges.map((one) => one.from).sort()[0];
  const to = ranges
    .map((one) => one.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** What is known, with the file's days over it: where it speaks, it speaks alone. Terms stay where it names none. */
function over(known: SchoolCalendar, own: SchoolCalendar, covers: DateRange): SchoolCalendar {
  const isMeant = (one: DateRange) => one.from <= covers.to && covers.from <= one.to;
  const isSaid = (one: DateRange & { name: string }) =>
    own.closed.some(({ name, from, to }) => name === one.name && from === one.from && to === one.to);
  const isNewTerm = (term: DateRange) => own.terms.some((one) => one.from <= term.to && term.from <= one.to);
  const early = known.earlyRelease.filter((date) => !isMeant({ from: date, to: date }));
  const byStart = (a: DateRange, b: DateRange) => a.from.localeCompare(b.from);
  return {
    terms: [...known.terms.filter((term) => !isNewTerm(term)), ...own.terms].sort(byStart),
    closed: [...known.closed.filter((one) => !isMeant(one) && !isSaid(one)), ...own.closed].sort(byStart),
    earlyRelease: [...new Set([...early, ...own.earlyRelease])].sort(),
  };
}
