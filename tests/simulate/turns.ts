import { type Calendar, datePlus, isSchoolDate, mondayIn, weekdayIn, weeksBetween } from "./plain-time.js";
import type { Convening, Team, World } from "./world.js";

/** A day on which a team's rule asks; `why`: "in do" only while a cycle is tested. */
export type Turn = { date: string; why: "rule" | "in do" | "after convening" | "before convening" };

/** Every turn of a team within the run, reckoned from its rule, the calendar and the convenings alone, by counting days. */
export function turnsOf({ rule, district: { calendar } }: Team, { convenings, lastDate }: World): Turn[] {
  const meetings = rule.aroundConvenings ? convenings.map((one) => around(one, calendar)) : [];
  const special = new Map<string, Turn["why"]>();
  for (const { before, after } of meetings) special.set(before, "before convening").set(after, "after convening");
  const taken = new Set([...special.keys()].filter((date) => date >= rule.anchor).map(mondayIn));
  const turns: Turn[] = [];
  let countedFrom = rule.anchor;
  for (let date = rule.anchor; date <= lastDate; date = datePlus(date, 1)) {
    if (!isSchoolDate(calendar, date)) continue;
    const why = special.get(date);
    if (why !== undefined) turns.push({ date, why });
    if (why === "after convening") countedFrom = date;
    if (weekdayIn(date) !== rule.weekday || taken.has(mondayIn(date))) continue;
    if (meetings.some(({ before, after }) => before <= date && date <= after)) continue;
    if (weeksBetween(countedFrom, date) % rule.everyWeeks === 0) turns.push({ date, why: "rule" });
    else if (rule.weeklyInDo) turns.push({ date, why: "in do" });
  }
  return turns;
}

/** The third school day before a convening begins, and the third after it has ended. */
function around({ startsOn, endsOn }: Convening, calendar: Calendar): { before: string; after: string } {
  return { before: third(startsOn, -1, calendar), after: third(endsOn, 1, calendar) };
}

function third(from: string, step: 1 | -1, calendar: Calendar): string {
  const days: string[] = [];
  for (let date = datePlus(from, step); days.length < 3; date = datePlus(date, step))
    if (isSchoolDate(calendar, date)) days.push(date);
  return days[2] ?? from;
}
