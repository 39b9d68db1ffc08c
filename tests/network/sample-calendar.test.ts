import { describe, expect, test } from "vitest";
import { addDays, daysBetween, instantAt, mondayOf, weekdayOf } from "../../src/core/calendar/local.js";
import { isSchoolDay } from "../../src/core/calendar/school-day.js";
import { nextSlotDate } from "../../src/core/checkin/slots.js";
import { planImport } from "../../src/core/network/plan-import.js";
import { sampleNetwork } from "../../src/core/network/sample.js";
import { nextOpenWeek, sampleClosedDays } from "../../src/core/network/sample-calendar.js";
import { readSample } from "../../src/network-file/sample.js";

const source = await readSample();
/** Two years of days, and the Mondays of the weeks that a sandbox can be opened in. */
const first = "2026-06-29";
const days = Array.from({ length: 2 * 365 + 1 }, (_, n) => addDays(first, n));
const mondays = days.filter((day) => mondayOf(day) === day);

/** As a wall calendar tells it: which Monday or Thursday of the month, not how the sample finds it. */
function isHoliday(date: string): boolean {
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8));
  const weekday = weekdayOf(date);
  const monday = weekday === 1;
  const thanksgiving = (month === 11 && weekday === 4 && day > 21 && day < 29) || isDayAfter(date);
  return (
    thanksgiving ||
    (month === 9 && monday && day < 8) ||
    (month === 1 && monday && day > 14 && day < 22) ||
    (month === 2 && monday && day > 14 && day < 22) ||
    (month === 5 && monday && day > 24) ||
    ["01-01", "06-19", "07-04", "11-11", "12-24", "12-25", "12-26", "12-31"].includes(date.slice(5))
  );
}

function isDayAfter(date: string): boolean {
  return weekdayOf(date) === 5 && /-11-(2[3-9])$/.test(date);
}

function plan(today: string) {
  const { changes, problems } = planImport(
    sampleNetwork(source, today).file,
    undefined,
    instantAt(today, "09:00", "UTC"),
  );
  expect(problems).toEqual([]);
  return changes.roster;
}

describe("the sample's closed days", () => {
  test("are those of the year", () => {
    const year = sampleClosedDays("2026-11-22").filter(({ from }) => from >= "2026-07-01" && from < "2027-07-01");
    expect(year).toEqual([
      { name: "Independence Day", from: "2026-07-03", to: "2026-07-03" },
      { name: "Labor Day", from: "2026-09-07", to: "2026-09-07" },
      { name: "Veterans Day", from: "2026-11-11", to: "2026-11-11" },
      { name: "Thanksgiving", from: "2026-11-26", to: "2026-11-27" },
      { name: "Winter break", from: "2026-12-21", to: "2027-01-01" },
      { name: "MLK Day", from: "2027-01-18", to: "2027-01-18" },
      { name: "Presidents' Day", from: "2027-02-15", to: "2027-02-15" },
      { name: "Spring break", from: "2027-03-29", to: "2027-04-02" },
      { name: "Memorial Day", from: "2027-05-31", to: "2027-05-31" },
      { name: "Juneteenth", from: "2027-06-18", to: "2027-06-18" },
    ]);
  });

  test.each([
    ["2022-12-26", "2023-01-06"],
    ["2023-12-25", "2024-01-05"],
    ["2025-12-22", "2026-01-02"],
    ["2027-12-20", "2027-12-31"],
  ])("close two whole weeks from %s to %s", (from, to) => {
    expect(sampleClosedDays(from)).toContainEqual({ name: "Winter break", from, to });
  });

  test("begin before today and reach two summers further, on any day of two years", () => {
    for (const day of days) {
      const closed = sampleClosedDays(day).map(({ from }) => from);
      expect(closed).toEqual([...closed].sort());
      expect(daysBetween(closed[0] ?? day, day), day).toBeGreaterThan(300);
      expect(daysBetween(day, closed.at(-1) ?? day), day).toBeGreaterThan(700);
    }
  });

  test("hold every holiday, and no ordinary week", () => {
    const calendar = { terms: [], closed: sampleClosedDays(first), earlyRelease: [] };
    for (const day of days) if (isHoliday(day)) expect(isSchoolDay(calendar, day), day).toBe(false);
    const open = days.filter((day) => isSchoolDay(calendar, day));
    expect(open.length).toBeGreaterThan(2 * 235);
  });
});

describe("a sandbox that is opened on any day of two years", () => {
  const opened = mondays.map((monday) => ({ monday, roster: plan(monday) }));

  test("asks on no holiday, and again within three weeks of any day", () => {
    for (const { monday, roster } of opened) {
      const calendars = new Map(roster.districts.map(({ id, calendar }) => [id, calendar]));
      for (let day = monday; day < addDays(monday, 7); day = addDays(day, 1)) {
        const slots = roster.rules.map((rule) => {
          const calendar = calendars.get(rule.districtId);
          return (calendar && nextSlotDate({ rule, convenings: [], testSince: null }, calendar, day)) ?? "never";
        });
        expect(slots.filter(isHoliday), day).toEqual([]);
        expect(daysBetween(day, slots.sort()[0] ?? "never"), day).toBeLessThanOrEqual(21);
        expect(daysBetween(day, slots.at(-1) ?? "never"), day).toBeLessThanOrEqual(42);
      }
    }
  });

  test("goes on so when its clock is moved for two years", () => {
    const { roster } = opened[0] ?? { roster: plan(first) };
    const calendar = roster.districts[0]?.calendar ?? { terms: [], closed: [], earlyRelease: [] };
    const last = days.at(-1) ?? first;
    for (const day of days) {
      const slots = roster.rules.map(
        (rule) => nextSlotDate({ rule, convenings: [], testSince: null }, calendar, day) ?? "never",
      );
      const inTwoYears = slots.filter((date) => date <= last);
      expect(inTwoYears.filter(isHoliday), day).toEqual([]);
      expect(daysBetween(day, slots.sort()[0] ?? "never"), day).toBeLessThanOrEqual(21);
    }
  });

  test("has its next convening in three to eight weeks, and none on a closed day", () => {
    for (const { monday, roster } of opened) {
      const calendar = { terms: [], closed: sampleClosedDays(monday), earlyRelease: [] };
      for (let day = monday; day < addDays(monday, 7); day = addDays(day, 1)) {
        const next = roster.convenings.map(({ startsOn }) => startsOn).filter((start) => start > day);
        const ahead = daysBetween(day, next.sort()[0] ?? "never");
        expect(ahead, day).toBeGreaterThanOrEqual(21);
        expect(ahead, day).toBeLessThanOrEqual(56);
      }
      for (const { startsOn, endsOn } of roster.convenings) {
        expect([startsOn, endsOn].filter(isHoliday), monday).toEqual([]);
        if (startsOn > monday) expect([startsOn, endsOn].every((date) => isSchoolDay(calendar, date))).toBe(true);
      }
    }
  });

  test("moves a convening by whole weeks, past both weeks of a break", () => {
    expect(nextOpenWeek({ from: "2026-11-25", to: "2026-11-26" })).toEqual({ from: "2026-12-02", to: "2026-12-03" });
    expect(nextOpenWeek({ from: "2026-12-23", to: "2026-12-24" })).toEqual({ from: "2027-01-06", to: "2027-01-07" });
    expect(nextOpenWeek({ from: "2026-12-02", to: "2026-12-03" })).toEqual({ from: "2026-12-02", to: "2026-12-03" });
  });
});
