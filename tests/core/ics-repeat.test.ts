import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { IcsRule } from "../../src/core/calendar/ics-model.js";
import { repeatedDays } from "../../src/core/calendar/ics-repeat.js";
import { ruleOf } from "../../src/network-file/ics-values.js";

const window = { from: "2026-01-01", to: "2027-12-31" };

function rule(text: string): IcsRule {
  const [, , , parts] = ICAL.parse.property(`RRULE:${text}`) as [string, object, string, unknown];
  return ruleOf({ line: 1, name: "RRULE", parameters: {}, values: [parts] });
}

const days = (start: string, text: string, within = window) => repeatedDays(start, rule(text), within);

/** The same by the parser's own iterator, which is right about rules that it gets to the end of. */
function byTheParser(start: string, text: string): string[] {
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(start));
  const found: string[] = [];
  for (let next = iterator.next(); next !== null && next !== undefined; next = iterator.next()) {
    const date = next.toString().slice(0, 10);
    if (date > window.to) break;
    if (date >= window.from) found.push(date);
  }
  return found;
}

const weekday = fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU");
const some = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.uniqueArray(one, { minLength: 1, maxLength });
const start = fc
  .integer({ min: 0, max: 900 })
  .map((day) => new Date(Date.UTC(2024, 6, 1 + day)).toISOString().slice(0, 10));
const end = fc.oneof(
  fc.constant(""),
  fc.integer({ min: 1, max: 60 }).map((count) => `;COUNT=${count}`),
  fc
    .integer({ min: 0, max: 700 })
    .map((day) => `;UNTIL=${new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10).replaceAll("-", "")}`),
);
const interval = fc.integer({ min: 1, max: 4 }).map((one) => `;INTERVAL=${one}`);
const nth = fc.record({ nth: fc.constantFrom(1, 2, 3, 4, -1, -2), weekday }).map((one) => `${one.nth}${one.weekday}`);
const months = some(fc.integer({ min: 1, max: 12 })).map((list) => `;BYMONTH=${list.sort((a, b) => a - b).join()}`);

const rules = fc.oneof(
  fc.constant("FREQ=DAILY"),
  months.map((list) => `FREQ=DAILY${list}`),
  some(weekday, 5).map((list) => `FREQ=WEEKLY;BYDAY=${list.join()}`),
  some(weekday, 5).map((list) => `FREQ=WEEKLY;WKST=SU;BYDAY=${list.join()}`),
  some(nth).map((list) => `FREQ=MONTHLY;BYDAY=${list.join()}`),
  some(fc.integer({ min: 1, max: 28 })).map((list) => `FREQ=MONTHLY;BYMONTHDAY=${list.join()}`),
  fc.tuple(nth, months).map(([day, list]) => `FREQ=YEARLY;BYDAY=${day}${list}`),
);

describe("days on which something repeats", () => {
  it("are those of the parser's own iterator", () => {
    let occurrences = 0;
    fc.assert(
      fc.property(start, rules, interval, end, (from, how, every, until) => {
        // A beginning that its own rule does not fit is read in one way here and in another there; calendars have none.
        const [first] = days(from, how, { from, to: window.to });
        if (first === undefined) return;
        const text = `${how}${every}${until}`;
        const expected = byTheParser(first, text);
        occurrences += expected.length;
        expect(days(first, text)).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
    expect(occurrences).toBeGreaterThan(10_000);
  });

  it.each([
    ["2026-01-31", "FREQ=MONTHLY;COUNT=4", ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]],
    ["2026-01-30", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["2026-01-01", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", ["2026-01-30", "2026-02-27", "2026-03-31"]],
    ["2024-02-29", "FREQ=YEARLY", []],
    ["2025-11-27", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25"]],
    ["2026-01-05", "FREQ=YEARLY;BYDAY=1MO,-1FR;COUNT=4", ["2026-01-05", "2026-12-25", "2027-01-04", "2027-12-31"]],
    ["2026-02-13", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", ["2026-02-13", "2026-03-13", "2026-11-13"]],
    ["2026-12-30", "FREQ=DAILY;UNTIL=20270101", ["2026-12-30", "2026-12-31", "2027-01-01"]],
  ])("are right from %s by %s", (first, text, expected) => {
    expect(days(first, text)).toEqual(expected);
  });

  it("count from the beginning, also when that was before the window", () => {
    expect(days("2025-12-30", "FREQ=DAILY;COUNT=4")).toEqual(["2026-01-01", "2026-01-02"]);
  });
});
