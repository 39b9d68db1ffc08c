import { addDays, localDateOf, mondayOf } from "../calendar/local.js";
import type { RuleSituation } from "./plan-check-ins.js";
import { isDueToday } from "./slots.js";

/**
 * Whether a reminder leaves room for every question that a person's teams may still put to her in this week: on a later day
 * of it, or today where the slot is not open yet. A test may begin and a pause may end on any day, so both count as if they
 * had. Not foreseen: a calendar, a rule or a team of hers that changes within the week.
 *
 * `places`: messages that her week still takes, what is promised already left out. `teams`: with a rule each, hers today.
 */
export function leavesRoom(places: number, teams: readonly RuleSituation[], now: Date): boolean {
  return teams.filter((team) => mayStillAsk(team, now)).length < places;
}

/** A rule asks once a week, so one day is enough. */
function mayStillAsk(situation: RuleSituation, now: Date): boolean {
  const { rule, district, recorded } = situation;
  if (!rule.active) return false;
  const today = localDateOf(now, district.timeZone);
  const nextMonday = addDays(mondayOf(today), 7);
  const rhythm = { ...situation, testSince: addDays(today, -1) };
  for (let date = today; date < nextMonday; date = addDays(date, 1))
    if (isDueToday(rhythm, district.calendar, recorded, date)) return true;
  return false;
}
