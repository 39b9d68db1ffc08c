import { addDays, instantAt, localDateOf } from "../calendar/local.js";
import type { LocalDate, SchoolCalendar } from "../calendar/model.js";
import { isSchoolDay } from "../calendar/school-day.js";
import { leastWantedFirst } from "./load.js";

/** A pair that could be proposed. `score` 0–1. */
export type Candidate = { teams: readonly [string, string]; districts: readonly [string, string]; score: number };

/**
 * Pairs for one round: the best first, each team once and no two districts twice. Of near-equal pairs the one whose districts
 * have the least open. `open`: what waits for a district's answer. The same candidates in any order give the same pairs.
 */
export function choosePairs<Pair extends Candidate>(
  candidates: readonly Pair[],
  open: (districtId: string) => number,
): Pair[] {
  const ranked = leastWantedFirst(candidates, ({ teams, districts: [a, b], score }) => ({
    ...{ key: [...teams].sort().join(" "), score, load: open(a) + open(b) },
  }));
  const taken = new Set<string>();
  const between = new Set<string>();
  return ranked.filter(({ teams, districts }) => {
    const pair = [...districts].sort().join(" ");
    if (teams.some((id) => taken.has(id)) || between.has(pair)) return false;
    for (const id of teams) taken.add(id);
    between.add(pair);
    return true;
  });
}

/**
 * When the round of the month begins in which `now` is: on the first day on which at least half of the districts have school, at
 * ten. Undefined where there is none, as in July.
 */
export function roundAt(month: LocalDate, calendars: readonly SchoolCalendar[], timeZone: string): Date | undefined {
  const first = `${month.slice(0, 7)}-01`;
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) {
    const there = calendars.filter((calendar) => isSchoolDay(calendar, day)).length;
    if (there > 0 && 2 * there >= calendars.length) return instantAt(day, "10:00", timeZone);
  }
  return undefined;
}

/** The first round after `now`, this month's or one of the next twelve. */
export function nextRound(now: Date, calendars: readonly SchoolCalendar[], timeZone: string): Date | undefined {
  let month = `${localDateOf(now, timeZone).slice(0, 7)}-01`;
  for (let n = 0; n <= 12; n++) {
    const at = roundAt(month, calendars, timeZone);
    if (at !== undefined && at > now) return at;
    month = `${addDays(month, 32).slice(0, 7)}-01`;
  }
  return undefined;
}
