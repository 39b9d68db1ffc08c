import { addDays, instantAt, localDateOf } from "../calendar/local.js";
import type { SchoolCalendar } from "../calendar/model.js";
import { contactEnds, contactHours, isContactTime, nextContact, nextSchoolDay } from "../calendar/school-day.js";
import { isAway } from "../checkin/plan-check-ins.js";
import type { Person } from "../network/model.js";

/** Something that one person says to another waits for contact hours, and no longer than for two school days more. */
export type NudgeTime = { notBefore: Date; expiresAt: Date };

/**
 * At once in contact hours, otherwise when they begin again. It runs out with the contact hours of the second school day
 * after that. Undefined where the calendar has run out.
 */
export function nudgeTime(calendar: SchoolCalendar, timeZone: string, now: Date): NudgeTime | undefined {
  const notBefore = contactFrom(calendar, timeZone, now);
  if (notBefore === undefined) return undefined;
  const first = localDateOf(notBefore, timeZone);
  const next = nextSchoolDay(calendar, first);
  const last = (next && nextSchoolDay(calendar, next)) ?? next ?? first;
  return { notBefore, expiresAt: contactEnds(calendar, last, timeZone) };
}

/** `now` in contact hours, otherwise when they begin again. Undefined where the calendar has run out. */
export function contactFrom(calendar: SchoolCalendar, timeZone: string, now: Date): Date | undefined {
  return isContactTime(calendar, now, timeZone) ? now : nextContact(calendar, now, contactHours.from, timeZone);
}

/** So many days a question of others waits at most for somebody who is away. */
const longestAway = 28;

/** The same for somebody who may be away: when she is back, if that is soon. Undefined where the calendar has run out. */
export function contactWhenBack(
  person: Pick<Person, "awayFrom" | "awayUntil">,
  calendar: SchoolCalendar,
  timeZone: string,
  now: Date,
): Date | undefined {
  const at = contactFrom(calendar, timeZone, now);
  const day = at && localDateOf(at, timeZone);
  const { awayUntil } = person;
  if (day === undefined || awayUntil === null || !isAway(person, day) || awayUntil > addDays(day, longestAway))
    return at;
  return contactFrom(calendar, timeZone, instantAt(addDays(awayUntil, 1), "00:00", timeZone));
}

/** The network's own people are there Monday to Friday. */
export const networkCalendar: SchoolCalendar = { terms: [], closed: [], earlyRelease: [] };
