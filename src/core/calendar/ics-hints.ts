import type { ReadEvent } from "./ics.js";
import { addDays, daysBetween } from "./local.js";
import type { DateRange, LocalDate, SchoolCalendar } from "./model.js";
import { nextSchoolDay } from "./school-day.js";

type Seen = {
  read: ReadEvent[];
  /** What the file alone says, and the calendar with it. */
  own: SchoolCalendar;
  calendar: SchoolCalendar;
  covers: DateRange;
  firstDays: LocalDate[];
  lastDays: LocalDate[];
};

/** What a person should look at before the calendar is used, a sentence each, with the line where there is one. */
export function hintsAbout(seen: Seen, today: LocalDate): string[] {
  return [
    ...aboutEvents(seen),
    ...aboutOverlaps(seen.own),
    ...aboutTerms(seen),
    ...aboutWinter(seen),
    ...aboutItsEnd(seen, today),
  ];
}

const longest = 30;

function aboutEvents({ read, covers }: Seen): string[] {
  return read.flatMap(({ event, taken, occurrences, endless }) => {
    if (taken.means.length === 0) return [];
    const at = `line ${event.line}: “${taken.summary}”`;
    const lasts = Math.max(...occurrences.map(({ from, to }) => daysBetween(from, to) + 1));
    return [
      ...(lasts > longest ? [`${at} lasts ${lasts} days. Is that right?`] : []),
      ...(endless ? [`${at} repeats without an end. It is read until ${taken.lastDay ?? covers.to}.`] : []),
    ];
  });
}

function aboutOverlaps({ closed, earlyRelease }: SchoolCalendar): string[] {
  const hints: string[] = [];
  closed.forEach((one, index) => {
    const next = closed[index + 1];
    if (next !== undefined && next.from <= one.to) {
      hints.push(`“${one.name}” and “${next.name}” overlap on ${next.from}. All of their days are closed.`);
    }
  });
  for (const date of earlyRelease) {
    const over = closed.find(({ from, to }) => from <= date && date <= to);
    if (over !== undefined) hints.push(`${date} ends early and is closed (“${over.name}”). It stays closed.`);
  }
  return shortened(hints, 10);
}

function aboutTerms({ own, calendar, firstDays, lastDays }: Seen): string[] {
  const hints: string[] = [];
  if (own.terms.length === 0 && firstDays.length + lastDays.length > 0) {
    const [found, missing] = firstDays.length > 0 ? ["first", "last"] : ["last", "first"];
    hints.push(
      `It names a ${found} day of school and no ${missing} one after it or before it, so it begins or ends no term.`,
    );
  }
  if (firstDays.length > own.terms.length && own.terms.length > 0) {
    hints.push(`It names ${firstDays.length} first days of school: ${firstDays.join(", ")}. The earliest counts.`);
  }
  if (calendar.terms.length === 0) return hints;
  const inTerm = (date: LocalDate) => calendar.terms.some(({ from, to }) => from <= date && date <= to);
  const outside = [
    ...own.closed.filter(({ from, to }) => !inTerm(from) && !inTerm(to)).map(({ name, from }) => `${from} (“${name}”)`),
    ...own.earlyRelease.filter((date) => !inTerm(date)),
  ];
  if (outside.length > 0) {
    const more = outside.length > 3 ? ` and ${outside.length - 3} more` : "";
    const terms = calendar.terms.map(({ from, to }) => `${from} to ${to}`).join(", ");
    hints.push(
      `Outside of the terms (${terms}), when schools are closed anyway: ${outside.slice(0, 3).join(", ")}${more}.`,
    );
  }
  return hints;
}

/** A school year without days off around New Year has a break that was not understood. */
function aboutWinter({ own, covers }: Seen): string[] {
  const years = [covers.from, covers.to].map((date) => Number(date.slice(0, 4)));
  const [first = 0, last = 0] = years;
  const hints: string[] = [];
  for (let year = first - 1; year <= last; year++) {
    const [from, to] = [`${year}-12-15`, `${year + 1}-01-10`];
    if (covers.from > from || covers.to < to) continue;
    const days = own.closed.filter((one) => one.from <= to && one.to >= from);
    const length = days.reduce((sum, one) => sum + daysBetween(one.from, one.to) + 1, 0);
    if (length < 5) hints.push(`There is no winter break in ${year}. Look for it among what was left out.`);
  }
  return hints;
}

function aboutItsEnd({ calendar, covers }: Seen, today: LocalDate): string[] {
  const left = daysBetween(today, covers.to);
  const hints: string[] = [];
  if (left < 0) hints.push(`The calendar is over: its last day is ${covers.to}.`);
  else if (left < 60)
    hints.push(`The calendar ends on ${covers.to}, in ${left} days. What comes after it counts as open.`);
  if (nextSchoolDay(calendar, addDays(today, -1)) === undefined) {
    hints.push("With it there is no school day within a year: nobody would be asked.");
  }
  return hints;
}

function shortened(hints: string[], most: number): string[] {
  return hints.length <= most ? hints : [...hints.slice(0, most), `… and ${hints.length - most} more of this kind.`];
}
