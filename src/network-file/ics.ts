import ICAL from "ical.js";
import type { IcsEvent, IcsFile, IcsRule, IcsTime, IcsZone } from "../core/calendar/ics-model.js";
import type { Problem } from "../core/network/file.js";
import { ruleOf, timesOf, ValueProblem } from "./ics-values.js";
import { textOf } from "./text.js";

/** A school year has a few hundred. */
const mostEvents = 3_000;
const mostProblems = 20;
const deepest = 8;
const longestLine = 100_000;
const mostTimes = 2_000;

/**
 * An iCalendar file's events and time zones. Lines are put together here, so that each problem has its line, and what has
 * nothing to do with school days is not looked at; each line's own grammar is the parser's. Nothing is thrown for bad bytes.
 */
export function readIcs(
  bytes: Uint8Array,
): { file: IcsFile; problems: [] } | { file?: undefined; problems: Problem[] } {
  const content = textOf(bytes, {
    smaller: "Export one school year, and only the calendar of school days",
    kind: "an iCalendar file (.ics)",
  });
  if ("problem" in content) return { problems: [content.problem] };
  const read = componentsOf(content.text);
  if ("says" in read) return { problems: [{ lines: read.lines, field: "", says: read.says }] };
  const problems: Problem[] = [];
  const file: IcsFile = { events: [], zones: [] };
  for (const component of read.components) {
    if (problems.length >= mostProblems) break;
    try {
      if (component.name === "VEVENT") file.events.push(eventOf(component));
      else file.zones.push(zoneOf(component));
    } catch (error) {
      if (!(error instanceof ValueProblem)) throw error;
      problems.push({ lines: [error.line], field: error.field, says: error.message });
    }
  }
  if (problems.length > 0) return { problems };
  if (file.events.length === 0) return { problems: [refusal([], "the calendar has no events")] };
  return { file, problems: [] };
}

type Line = { line: number; name: string; text: string };
type Component = { name: string; line: number; lines: Line[]; parts: Component[] };

function refusal(lines: number[], says: string): Problem {
  return { lines, field: "", says };
}

const wanted = new Set(
  "UID SUMMARY CATEGORIES STATUS DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID TZID TZOFFSETFROM TZOFFSETTO".split(
    " ",
  ),
);

/** Events and time zones of all calendars in the text, each with the lines that are its own. */
function componentsOf(text: string): { components: Component[] } | { lines: number[]; says: string } {
  const open: Component[] = [];
  const components: Component[] = [];
  let begun = false;
  let events = 0;
  for (const { line, text: content } of unfolded(text)) {
    if (content.trim() === "") continue;
    if (!begun && !/^BEGIN:VCALENDAR\s*$/i.test(content)) {
      const page = /^\s*</.test(content) ? ": it looks like a web page. Look for “export” or “subscribe” there" : "";
      return { lines: [line], says: `this is no calendar: an iCalendar file begins with BEGIN:VCALENDAR${page}` };
    }
    begun = true;
    if (content.length > longestLine) return { lines: [line], says: "this line is too long for a calendar" };
    const border = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(content);
    if (border === null) {
      const name = /^([A-Za-z0-9-]+)[;:]/.exec(content)?.[1]?.toUpperCase();
      if (name !== undefined && wanted.has(name)) open.at(-1)?.lines.push({ line, name, text: content });
      continue;
    }
    const name = (border[2] ?? "").toUpperCase();
    if (border[1]?.toUpperCase() === "BEGIN") {
      if (open.length >= deepest) return { lines: [line], says: "is nested too deeply: this is no calendar" };
      if (name === "VEVENT" && ++events > mostEvents) {
        const says = `the calendar has more than ${mostEvents} events: export one school year, and only the calendar of school days`;
        return { lines: [line], says };
      }
      open.push({ name, line, lines: [], parts: [] });
      continue;
    }
    const ended = open.pop();
    if (ended?.name !== name) {
      const says =
        ended === undefined
          ? `${name} ends and never began`
          : `${name} ends inside of ${ended.name}, which begins on line ${ended.line}`;
      return { lines: [line], says: `${says}: the file is damaged, export it again` };
    }
    const parent = open.at(-1);
    if ((name === "VEVENT" || name === "VTIMEZONE") && parent?.name === "VCALENDAR") components.push(ended);
    else if (parent?.name === "VTIMEZONE") parent.parts.push(ended);
  }
  const unfinished = open.at(-1);
  if (unfinished !== undefined) {
    const says = `the file ends in the middle of ${unfinished.name}, which begins on line ${unfinished.line}: it was not saved whole, export it again`;
    return { lines: [unfinished.line], says };
  }
  return { components };
}

/** Long lines are written on several, each further one indented by a blank. */
function* unfolded(text: string): Generator<{ line: number; text: string }> {
  let parts: string[] = [];
  let begins = 1;
  let line = 0;
  for (const row of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if ((row.startsWith(" ") || row.startsWith("\t")) && parts.length > 0) {
      parts.push(row.slice(1));
      continue;
    }
    if (parts.length > 0) yield { line: begins, text: parts.join("") };
    parts = [row];
    begins = line;
  }
  if (parts.length > 0) yield { line: begins, text: parts.join("") };
}

/** A line's value or values as the parser reads them, with its parameters. */
export type Property = { line: number; name: string; parameters: Record<string, string>; values: unknown[] };

function propertyOf({ line, name, text }: Line): Property {
  try {
    const [, parameters, , ...values] = ICAL.parse.property(text) as [
      string,
      Record<string, string>,
      string,
      ...unknown[],
    ];
    return { line, name, parameters, values };
  } catch (error) {
    throw new ValueProblem(line, name, `cannot be read (${error instanceof Error ? error.message.slice(0, 80) : "?"})`);
  }
}

function eventOf(component: Component): IcsEvent {
  const properties = component.lines.map(propertyOf);
  const one = (name: string) => properties.find((property) => property.name === name);
  const text = (name: string) => String(one(name)?.values[0] ?? "");
  const time = (name: string) => firstTime(one(name));
  const all = (name: string) => properties.filter((property) => property.name === name).flatMap(timesOf);
  const summary = text("SUMMARY");
  const start = time("DTSTART");
  if (start === null) {
    const says = `the event “${summary.slice(0, 60) || "without a name"}” does not say when it begins: it has no DTSTART`;
    throw new ValueProblem(component.line, "", says);
  }
  const [more, except] = [all("RDATE"), all("EXDATE")];
  if (more.length + except.length > mostTimes) {
    throw new ValueProblem(
      component.line,
      "",
      `has more than ${mostTimes} dates of its own: this is no school calendar`,
    );
  }
  const duration = one("DURATION");
  return {
    line: component.line,
    uid: text("UID"),
    summary,
    categories: properties.filter(({ name }) => name === "CATEGORIES").flatMap(({ values }) => values.map(String)),
    cancelled: text("STATUS").toUpperCase() === "CANCELLED",
    start,
    end: time("DTEND"),
    duration: duration === undefined ? null : durationOf(duration),
    rule: ruleIn(properties),
    more,
    except,
    instead: time("RECURRENCE-ID"),
  };
}

function firstTime(property: Property | undefined): IcsTime | null {
  return property === undefined ? null : (timesOf(property)[0] ?? null);
}

function ruleIn(properties: Property[]): IcsRule | null {
  const rule = properties.find(({ name }) => name === "RRULE");
  return rule === undefined ? null : ruleOf(rule);
}

function durationOf({ line, name, values }: Property): string {
  const text = String(values[0] ?? "");
  // Weeks, or days and hours; what is negative or longer than a year is no event.
  if (
    /^P(?:\d{1,2}W|\d{1,3}D|(?:\d{1,3}D)?T(?:\d{1,4}H)?(?:\d{1,5}M)?(?:\d{1,6}S)?)$/.test(text) &&
    !text.endsWith("T")
  )
    return text;
  throw new ValueProblem(line, name, `"${text.slice(0, 40)}" is no length of time`);
}

function zoneOf(component: Component): IcsZone {
  const own = component.lines.map(propertyOf);
  const id = String(own.find(({ name }) => name === "TZID")?.values[0] ?? "");
  const changes = component.parts.map((part) => {
    const properties = part.lines.map(propertyOf);
    const start = firstTime(properties.find(({ name }) => name === "DTSTART"));
    const offset = (wantedName: string) =>
      offsetOf(
        properties.find(({ name }) => name === wantedName),
        part.line,
        wantedName,
      );
    if (start === null)
      throw new ValueProblem(part.line, "", `the time zone "${id}" does not say from when on it has this time`);
    const more = properties.filter(({ name }) => name === "RDATE").flatMap(timesOf);
    return { start, from: offset("TZOFFSETFROM"), to: offset("TZOFFSETTO"), rule: ruleIn(properties), more };
  });
  return { id, changes };
}

/** "-08:00", in minutes. */
function offsetOf(property: Property | undefined, line: number, name: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})/.exec(String(property?.values[0] ?? "")) ?? [];
  if (hours === undefined || minutes === undefined) {
    throw new ValueProblem(property?.line ?? line, name, "is no offset from UTC, such as -0800");
  }
  return (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}
