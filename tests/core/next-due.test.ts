import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { SchoolCalendar } from "../../src/core/calendar/model.js";
import { contactHoursOn, isContactTime, nextContact } from "../../src/core/calendar/school-day.js";
import type { CheckInRule } from "../../src/core/checkin/model.js";
import { nextDue } from "../../src/core/checkin/slots.js";

const zones = Intl.supportedValuesOf("timeZone");
const always: SchoolCalendar = { terms: [], closed: [], earlyRelease: [] };

function ruleOf(change: Partial<CheckInRule>): CheckInRule {
  return {
    id: "rule",
    networkId: "n",
    districtId: "d",
    teamId: "t",
    weekday: 3,
    at: "15:00",
    everyWeeks: 1,
    anchor: "2026-01-05",
    active: true,
    aroundConvenings: false,
    weeklyInDo: false,
    ...change,
  };
}

/** A rule that nothing moves. */
const steady = (rule: CheckInRule) => ({ rule, convenings: [], testSince: null });

const dates = fc
  .integer({ min: 0, max: 730 })
  .map((days) => Temporal.PlainDate.from("2025-11-22").add({ days }).toString());
const ranges = fc
  .tuple(dates, fc.integer({ min: 0, max: 20 }))
  .map(([from, days]) => ({ from, to: Temporal.PlainDate.from(from).add({ days }).toString(), name: "closed" }));
const calendars = fc.record({
  terms: fc.constant<SchoolCalendar["terms"]>([]),
  closed: fc.array(ranges, { maxLength: 6 }),
  earlyRelease: fc.array(dates, { maxLength: 30 }),
});
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30", "45"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
const rules = fc.record({
  weekday: fc.integer({ min: 1, max: 5 }),
  everyWeeks: fc.integer({ min: 1, max: 4 }),
  anchor: dates,
});

/** The same by counting days one by one, with Temporal's own words for weeks. */
function isDate(rule: CheckInRule, calendar: SchoolCalendar, date: Temporal.PlainDate): boolean {
  const anchor = Temporal.PlainDate.from(rule.anchor);
  if (Temporal.PlainDate.compare(date, anchor) < 0 || date.dayOfWeek !== rule.weekday) return false;
  const monday = (of: Temporal.PlainDate) => of.subtract({ days: of.dayOfWeek - 1 });
  const weeks = monday(anchor).until(monday(date), { largestUnit: "weeks" }).weeks;
  const text = date.toString();
  return weeks % rule.everyWeeks === 0 && !calendar.closed.some(({ from, to }) => from <= text && text <= to);
}

describe("when a rule asks next", () => {
  it("is right for 300 rules and more, in every time zone, a year back and a year ahead", () => {
    let zone = 0;
    let asked = 0;
    fc.assert(
      fc.property(
        rules,
        calendars,
        times,
        dates,
        fc.integer({ min: 0, max: 1439 }),
        (wanted, calendar, time, day, minute) => {
          const timeZone = zones[zone++ % zones.length] ?? "UTC";
          const rule = ruleOf(wanted);
          const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).add({ minutes: minute });
          const after = new Date(start.epochMilliseconds);
          const due = nextDue(steady(rule), calendar, timeZone, time, after);
          if (due === undefined) return;
          asked++;
          const local = Temporal.Instant.fromEpochMilliseconds(due.getTime()).toZonedDateTimeISO(timeZone);
          expect(due > after).toBe(true);
          expect(isDate(rule, calendar, local.toPlainDate())).toBe(true);
          expect(isContactTime(calendar, due, timeZone)).toBe(true);
          const hours = contactHoursOn(calendar, local.toPlainDate().toString());
          const wall = local.toPlainTime().toString({ smallestUnit: "minute" });
          const fits = hours !== undefined && time >= hours.from && time < hours.to;
          // A zone's clock may jump over the wished time on that day: then it is the first one after the gap.
          if (fits) expect(wall >= time).toBe(true);
          else expect([hours?.from, hours?.last]).toContain(wall);
          // No date of the rule lies between: every earlier one is over already.
          const first = start.toPlainDate();
          const days = first.until(local.toPlainDate(), { largestUnit: "days" }).days;
          for (let ahead = 0; ahead < days; ahead++) {
            const date = first.add({ days: ahead });
            if (!isDate(rule, calendar, date)) continue;
            const early = nextDue(
              steady(rule),
              calendar,
              timeZone,
              time,
              new Date(date.toZonedDateTime(timeZone).epochMilliseconds - 1),
            );
            expect(early !== undefined && early <= after).toBe(true);
          }
        },
      ),
      { numRuns: Math.max(450, zones.length) },
    );
    expect(zone).toBeGreaterThanOrEqual(zones.length);
    expect(asked).toBeGreaterThan(300);
  });

  it("goes on from slot to slot without standing still or going back", () => {
    fc.assert(
      fc.property(rules, calendars, fc.constantFrom(...zones), (wanted, calendar, timeZone) => {
        const rule = ruleOf(wanted);
        let at: Date | undefined = new Date("2025-11-22T00:00:00Z");
        const seen = new Set<string>();
        for (let n = 0; n < 20 && at !== undefined; n++) {
          const next: Date | undefined = nextDue(steady(rule), calendar, timeZone, "15:00", at);
          if (next === undefined) return;
          expect(next > at).toBe(true);
          const date = Temporal.Instant.fromEpochMilliseconds(next.getTime())
            .toZonedDateTimeISO(timeZone)
            .toPlainDate()
            .toString();
          expect(seen.has(date)).toBe(false);
          seen.add(date);
          at = next;
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [
      "the week of the spring change keeps its local time",
      "America/Los_Angeles",
      "2026-03-04T23:30:00Z",
      "2026-03-11T22:00:00.000Z",
    ],
    [
      "the week of the fall change keeps its local time",
      "America/Los_Angeles",
      "2026-10-28T22:30:00Z",
      "2026-11-04T23:00:00.000Z",
    ],
    ["Arizona does not change its clocks", "America/Phoenix", "2026-03-04T22:30:00Z", "2026-03-11T22:00:00.000Z"],
    [
      "the day's own slot counts until its minute has come",
      "America/New_York",
      "2026-01-07T19:59:59Z",
      "2026-01-07T20:00:00.000Z",
    ],
    ["and not in that minute any more", "America/New_York", "2026-01-07T20:00:00Z", "2026-01-14T20:00:00.000Z"],
    [
      "a zone whose clocks change at noon of no day but has half an hour",
      "Australia/Lord_Howe",
      "2026-04-01T05:00:00Z",
      "2026-04-08T04:30:00.000Z",
    ],
  ])("%s", (_, timeZone, after, due) => {
    expect(nextDue(steady(ruleOf({})), always, timeZone, "15:00", new Date(after))?.toISOString()).toBe(due);
  });

  it("asks before noon is long over on a day of early release", () => {
    const calendar = { ...always, earlyRelease: ["2026-01-07"] };
    const due = nextDue(steady(ruleOf({})), calendar, "America/Los_Angeles", "15:00", new Date("2026-01-06T00:00:00Z"));
    expect(due?.toISOString()).toBe("2026-01-07T20:30:00.000Z");
  });

  it("ends with the calendar", () => {
    const calendar = { ...always, terms: [{ from: "2025-08-15", to: "2026-01-08" }] };
    const after = new Date("2026-01-08T00:00:00Z");
    expect(nextDue(steady(ruleOf({})), calendar, "America/Los_Angeles", "15:00", after)).toBeUndefined();
    expect(nextContact(calendar, new Date("2026-01-09T00:00:00Z"), "15:00", "America/Los_Angeles")).toBeUndefined();
  });
});
