import { readFileSync } from "node:fs";
import { type CalendarRead, readCalendar } from "../../src/core/calendar/ics.js";
import type { SchoolCalendar } from "../../src/core/calendar/model.js";
import { describeProblems } from "../../src/core/network/import-diff.js";
import { readIcs } from "../../src/network-file/ics.js";

export const today = "2026-09-09";
const unknown: SchoolCalendar = { terms: [], closed: [], earlyRelease: [] };

export function exampleIcs(name: "school-year" | "outlook"): string {
  return readFileSync(new URL(`./${name}.ics`, import.meta.url), "utf8");
}

/** A calendar with these events, each given by its lines. */
export function calendarOf(...events: string[][]): string {
  const lines = events.flatMap((event) => ["BEGIN:VEVENT", ...event, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

/** A whole-day event; `from` and `to` as in the file: 20261123, exclusive. */
export function wholeDay(summary: string, from: string, to?: string, ...more: string[]): string[] {
  const end = to === undefined ? [] : [`DTEND;VALUE=DATE:${to}`];
  return [`SUMMARY:${summary}`, `DTSTART;VALUE=DATE:${from}`, ...end, ...more];
}

type Told = { calendar?: SchoolCalendar; timeZone?: string; today?: string };

/** What is understood of a text, or what is wrong with it. */
export function understood(text: string | Uint8Array, told: Told = {}): { read?: CalendarRead; problems: string[] } {
  const parsed = readIcs(typeof text === "string" ? Buffer.from(text) : text);
  if (parsed.file === undefined) return { problems: describeProblems(parsed.problems) };
  const { calendar = unknown, timeZone = "America/Los_Angeles" } = told;
  const outcome = readCalendar(parsed.file, { timeZone, calendar }, told.today ?? today);
  if ("problems" in outcome) return { problems: describeProblems(outcome.problems) };
  return { read: outcome.read, problems: [] };
}

/** The same for a text that must be understood. */
export function calendarRead(text: string, told: Told = {}): CalendarRead {
  const { read, problems } = understood(text, told);
  if (read === undefined) throw new Error(problems.join("\n"));
  return read;
}
