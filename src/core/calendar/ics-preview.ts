import type { CalendarRead, TakenEvent } from "./ics.js";
import { daysBetween } from "./local.js";

/** Each event and what it was taken for, the numbers, and what to look at: the lines to read before a calendar is used. */
export function describeCalendar({ events, covers, hints, calendar }: CalendarRead, district: string): string[] {
  const taken = events.filter(({ means }) => means.length > 0);
  const leftOut = events.filter(({ means }) => means.length === 0);
  const shown = leftOut.slice(0, mostLeftOut);
  return [
    `${plural(events.length, "event")} for ${district}, from ${covers.from} to ${covers.to}. What is known of other days stays.`,
    ...byDay(taken).map((one) => `  ${one.means.join(" and ").padEnd(width)}  ${when(one)}  ${one.summary}`),
    ...byDay(shown).map((one) => `  ${"left out".padEnd(width)}  ${when(one)}  ${one.summary}: ${one.why ?? ""}`),
    ...(leftOut.length > shown.length ? [`  … and ${leftOut.length - shown.length} more left out`] : []),
    counts(taken, leftOut.length),
    `Terms: ${calendar.terms.map(({ from, to }) => `${from} to ${to}`).join(", ") || "none, so every weekday that is not closed is a school day"}.`,
    ...hints.map((hint) => `Look at this: ${hint}`),
  ];
}

const width = "early release".length;
const mostLeftOut = 200;

function byDay(events: TakenEvent[]): TakenEvent[] {
  return [...events].sort((a, b) => (a.first?.from ?? "").localeCompare(b.first?.from ?? "") || a.line - b.line);
}

function when({ first, time, times, lastDay, line }: TakenEvent): string {
  if (first === null) return `line ${line}`;
  const days = first.to === first.from ? first.from : `${first.from} to ${first.to}`;
  const at = time === null ? "" : ` ${time}`;
  return times === 1 ? `${days}${at}` : `${days}${at} and ${times - 1} more until ${lastDay ?? first.to}`;
}

function counts(taken: TakenEvent[], leftOut: number): string {
  const of = (meaning: TakenEvent["means"][number]) => taken.filter(({ means }) => means.includes(meaning));
  const closedDays = of("closed").reduce(
    (sum, { first, times }) => sum + (first === null ? 0 : (daysBetween(first.from, first.to) + 1) * times),
    0,
  );
  const early = of("early release").reduce((sum, { times }) => sum + times, 0);
  return `${plural(of("closed").length, "event")} closed (${plural(closedDays, "day")}, weekends included), ${plural(early, "early release")}, ${leftOut} left out.`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
