import { addDays, localDateOf, localTimeOf } from "../calendar/local.js";
import type { LocalTime } from "../calendar/model.js";
import { askInstant, contactEnds, nextSchoolDay } from "../calendar/school-day.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import type { District } from "../network/model.js";
import { texts } from "../texts.js";
import type { Card } from "../ui/card.js";
import { timeText, weekdayText } from "../ui/dates.js";
import { settledCard } from "./cards.js";
import type { CheckInPrompt, CheckInRule } from "./model.js";
import { nextSlotDate } from "./slots.js";

export type SettledPrompt = { prompt: CheckInPrompt; effects: Effect[] };

/** A miss is information: the question is closed until the next check-in. */
export function notThisWeek(
  prompt: CheckInPrompt,
  rule: CheckInRule | undefined,
  district: District,
  now: Date,
): SettledPrompt {
  const today = localDateOf(now, district.timeZone);
  const next = rule && nextSlotDate(rule, district.calendar, addDays(today, 1));
  const line = texts.settled.notThisWeek(next === undefined ? undefined : weekdayText(next));
  return settle({ ...prompt, state: "not this week", againAt: null, settledAt: now }, settledCard(line, prompt));
}

/** Asked again on the next school day at the same time of day; when the calendar has run out, not this week. */
export function later(
  prompt: CheckInPrompt,
  at: LocalTime,
  rule: CheckInRule | undefined,
  district: District,
  now: Date,
): SettledPrompt {
  const day = nextSchoolDay(district.calendar, localDateOf(now, district.timeZone));
  if (day === undefined) return notThisWeek(prompt, rule, district, now);
  const againAt = askInstant(district.calendar, day, at, district.timeZone);
  const when = `${weekdayText(day)} at ${timeText(localTimeOf(againAt, district.timeZone))}`;
  return settle(
    { ...prompt, state: "later", againAt, settledAt: null },
    settledCard(texts.settled.later(when), prompt),
  );
}

/** Answered, by whichever way the answer came. `card` is what was recorded. */
export function answered(prompt: CheckInPrompt, card: Card, revision: string, now: Date): SettledPrompt {
  return settle({ ...prompt, state: "answered", againAt: null, settledAt: now }, card, revision);
}

/**
 * The question once more, in a new message. The message id counts from the day, so that asking twice for the same
 * "later" is one message.
 */
export function askAgain(prompt: CheckInPrompt, card: Card, district: District, now: Date): SettledPrompt {
  const day = localDateOf(now, district.timeZone);
  const messageId = idOf("check-in", prompt.id, day);
  const expiresAt = contactEnds(district.calendar, day, district.timeZone);
  return {
    prompt: { ...prompt, state: "asked", againAt: null, askAt: now, messageId },
    effects: [
      { effect: "tell", id: messageId, personId: prompt.personId, kind: "check-in", card, expiresAt, onRequest: true },
    ],
  };
}

function settle(prompt: CheckInPrompt, card: Card, revision = ""): SettledPrompt {
  if (prompt.messageId === null) return { prompt, effects: [] };
  const id = idOf("settle", prompt.messageId, prompt.state, prompt.againAt?.toISOString() ?? "", revision);
  return { prompt, effects: [{ effect: "settle", id, messageId: prompt.messageId, card }] };
}
