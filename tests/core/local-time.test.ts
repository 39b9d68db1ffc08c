import { describe, expect, it } from "vitest";
import { daysBetween, instantAt, localDateOf, mondayOf } from "../../src/core/calendar/local.js";
import { isSchoolDay, nextSchoolDay } from "../../src/core/calendar/school-day.js";

describe("local time", () => {
  it.each([
    [
      "2026-03-08",
      "02:30",
      "America/Los_Angeles",
      "2026-03-08T10:30:00.000Z",
      "a time in the spring gap is shifted forward",
    ],
    [
      "2026-11-01",
      "01:30",
      "America/Los_Angeles",
      "2026-11-01T08:30:00.000Z",
      "a time that happens twice is the first",
    ],
    [
      "2026-11-02",
      "15:00",
      "America/Los_Angeles",
      "2026-11-02T23:00:00.000Z",
      "15:00 stays 15:00 after the clocks went back",
    ],
    ["2026-10-30", "15:00", "America/Los_Angeles", "2026-10-30T22:00:00.000Z", "15:00 before the clocks went back"],
  ])("%s %s in %s is %s: %s", (date, time, zone, instant) => {
    expect(instantAt(date, time, zone).toISOString()).toBe(instant);
  });

  it("takes the local date, not UTC's", () => {
    expect(localDateOf(new Date("2026-01-15T03:00:00Z"), "America/Los_Angeles")).toBe("2026-01-14");
  });

  it("counts whole days over a change of clocks", () => {
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(mondayOf("2026-03-08")).toBe("2026-03-02");
  });
});

describe("school days", () => {
  const calendar = {
    terms: [{ from: "2026-01-05", to: "2026-06-12" }],
    closed: [{ from: "2026-02-16", to: "2026-02-20", name: "Presidents' week" }],
    earlyRelease: [],
  };

  it.each([
    ["2026-02-13", true],
    ["2026-02-14", false],
    ["2026-02-16", false],
    ["2026-02-20", false],
    ["2026-02-23", true],
    ["2026-01-04", false],
    ["2026-06-12", true],
    ["2026-06-15", false],
  ])("%s is a school day: %s", (date, expected) => {
    expect(isSchoolDay(calendar, date)).toBe(expected);
  });

  it("finds the first school day after a break", () => {
    expect(nextSchoolDay(calendar, "2026-02-13")).toBe("2026-02-23");
  });

  it("finds none when the calendar has run out", () => {
    expect(nextSchoolDay(calendar, "2026-06-12")).toBeUndefined();
  });
});
