import { addDays, localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { askInstant, contactEnds, isSchoolDay, nextSchoolDay } from "../calendar/school-day.js";
import { idOf } from "../id.js";
import type { District, Person } from "../network/model.js";
import type { CheckInPrompt, CheckInSlot } from "./model.js";
import { isTooLate } from "./plan-check-ins.js";
import type { Rhythm } from "./rhythm.js";
import { afterDaysAway } from "./settle-prompt.js";
import { isSlotDate, missedDates, type Recorded } from "./slots.js";

/** Why a question is not put, or a date not asked on, after a rule or a calendar was changed. */
export const movedReason = "the check-in was moved";
const lateReason = "too late in the day";

/** A rule as it is now, where it applies, with what moves it. */
export type Place = Rhythm & { district: District };

export type Moved =
  /** Asked at another time of the same day; `askAt` may have passed: then it is asked at once. */
  { do: "move"; askAt: Date; expiresAt: Date } | { do: "skip"; reason: string };

/** Whether a slot that was opened under an earlier rule or calendar still has its day. */
export function keepsItsDay(place: Place, slot: CheckInSlot): boolean {
  const { rule, district } = place;
  // A test that was under way when the slot was opened may have ended since: its questions stay.
  const testSince = slot.occasion === "test under way" ? addDays(slot.localDate, -1) : place.testSince;
  return rule.active && isSlotDate({ ...place, testSince }, district.calendar, slot.localDate);
}

/** When a question that has not left is put, by the rule, the calendar, her wish and the time zone as they are now. */
export function movedPrompt(place: Place, slot: CheckInSlot, prompt: CheckInPrompt, person: Person, now: Date): Moved {
  if (!keepsItsDay(place, slot)) return { do: "skip", reason: movedReason };
  const { rule, district } = place;
  const { calendar, timeZone } = district;
  const askAt = askInstant(calendar, slot.localDate, person.askAt ?? rule.at, timeZone);
  const expiresAt = contactEnds(calendar, slot.localDate, timeZone);
  if (askAt.getTime() === prompt.askAt.getTime()) return { do: "move", askAt, expiresAt };
  return isTooLate(askAt, expiresAt, now) ? { do: "skip", reason: lateReason } : { do: "move", askAt, expiresAt };
}

/**
 * When she who said "later" is asked again: on the same day, or the next with school on which she is there, at the time of day
 * that holds now. What is due already stays due. Null where the calendar has run out. `givesWay`: see `afterDaysAway`.
 */
export function movedLater(place: Place, againAt: Date, person: Person, givesWay: boolean, now: Date): Date | null {
  if (againAt <= now) return againAt;
  const { rule, district } = place;
  const { calendar, timeZone } = district;
  const date = localDateOf(againAt, timeZone);
  const day = isSchoolDay(calendar, date) ? date : nextSchoolDay(calendar, date);
  if (day === undefined) return null;
  const at = askInstant(calendar, day, person.askAt ?? rule.at, timeZone);
  return afterDaysAway(at, person, place, district, givesWay, now) ?? at;
}

/**
 * Dates before today on which the rule as it is now would have asked were never due: one slot says so, the latest, so that
 * they are not taken for missed. Undefined where there is none.
 */
export function neverDue(place: Place, recorded: Recorded, now: Date): CheckInSlot | undefined {
  const { rule, district } = place;
  const today = localDateOf(now, district.timeZone);
  const date: LocalDate | undefined = missedDates(place, district.calendar, recorded, today).at(-1);
  if (date === undefined) return undefined;
  const { networkId, districtId, teamId, id: ruleId } = rule;
  return {
    ...{ id: idOf("slot", ruleId, date), networkId, districtId, teamId, ruleId, localDate: date },
    ...{ state: "skipped", reason: movedReason, openedAt: now },
    occasion: null,
  };
}
