import type { Dice } from "./dice.js";
import { type Calendar, datePlus, isSchoolDate, weekdayIn } from "./plain-time.js";

/** Mostly one zone, as in California; the others differ in their offset and in whether their clocks change. */
const zones = [
  "America/Los_Angeles",
  "America/Los_Angeles",
  "America/Los_Angeles",
  "America/Denver",
  "America/Los_Angeles",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/New_York",
  "America/Los_Angeles",
  "Pacific/Honolulu",
];

export function zoneOf(index: number): string {
  return zones[index % zones.length] ?? "America/Los_Angeles";
}

/**
 * A long run begins with the school year and sees both changes of the clocks; a short one begins so that it sees
 * November's, and Thanksgiving.
 */
export function firstMonday(weeks: number): string {
  return weeks >= 16 ? "2025-08-11" : "2025-10-06";
}

/** Four in a school year, the first early enough for a short run. */
export const conveningDates: readonly (readonly [string, string])[] = [
  ["2025-10-15", "2025-10-16"],
  ["2025-12-03", "2025-12-04"],
  ["2026-02-04", "2026-02-05"],
  ["2026-04-22", "2026-04-23"],
];

/** A district's school year 2025–26. */
export function calendarOf(index: number, dice: Dice): Calendar {
  const spring = datePlus("2026-03-16", 7 * dice.between(0, 3, "spring break", index));
  const closed = [
    { name: "Labor Day", from: "2025-09-01", to: "2025-09-01" },
    { name: "Veterans Day", from: "2025-11-11", to: "2025-11-11" },
    {
      name: "Thanksgiving",
      from: dice.chance(0.5, "whole week", index) ? "2025-11-24" : "2025-11-26",
      to: "2025-11-28",
    },
    { name: "Martin Luther King Jr. Day", from: "2026-01-19", to: "2026-01-19" },
    {
      name: "Presidents' Day",
      from: "2026-02-16",
      to: dice.chance(0.3, "ski week", index) ? "2026-02-20" : "2026-02-16",
    },
    { name: "Spring break", from: spring, to: datePlus(spring, 4) },
  ];
  if (dice.chance(0.3, "fall break", index)) closed.push({ name: "Fall break", from: "2025-10-13", to: "2025-10-17" });
  const terms = [
    { from: datePlus("2025-08-11", dice.between(0, 9, "begins", index)), to: "2025-12-19" },
    {
      from: datePlus("2026-01-05", 7 * dice.between(0, 1, "returns", index)),
      to: datePlus("2026-05-29", 7 * dice.between(0, 1, "ends", index)),
    },
  ];
  const calendar: Calendar = { terms, closed, earlyRelease: [] };
  const every = dice.pick([7, 14, 28], "early releases", index);
  const on = dice.between(1, 5, "early weekday", index);
  for (let date = "2025-08-11"; date < "2026-06-10"; date = datePlus(date, 1)) {
    const week = Math.floor((Date.parse(date) - Date.parse("2025-08-11")) / 86_400_000);
    const early = weekdayIn(date) === on && Math.floor(week / 7) % (every / 7) === 0;
    if ((early || date === "2025-12-19") && isSchoolDate(calendar, date)) calendar.earlyRelease.push(date);
  }
  return calendar;
}
