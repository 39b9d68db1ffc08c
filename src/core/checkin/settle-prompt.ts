import { addDays, localDateOf, localTimeOf } from "../calendar/local.js";
import { askInstant, contactEnds, nextSchoolDay } from "../calendar/school-day.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import type { District, Person } from "../network/model.js";
import { texts } from "../texts.js";
import type { Card } from "../ui/card.js";
import { timeText, weekdayText } from "../ui/dates.js";
import { settledCard, whyNotCard } from "./cards.js";
import type { CheckInPrompt } from "./model.js";
import { isAway } from "./plan-check-ins.js";
import type { Rhythm } from "./rhythm.js";
import { nextSlotDate } from "./slots.js";
import { windowOf } from "./window.js";

export type SettledPrompt = { prompt: CheckInPrompt; effects: Effect[] };

/** A miss is information: the question is closed until the next check-in. */
export function notThisWeek(
  prompt: CheckInPrompt,
  rhythm: Rhythm | undefined,
  district: District,
  now: Date,
): SettledPrompt {
  const line = texts.settled.notThisWeek(nextAsked(rhythm, district, now));
  return settle({ ...prompt, state: "not this week", againAt: null, settledAt: now }, whyNotCard(line, prompt));
}

/** What is in the way this week, said after "not this week" or at once. */
export function withReason(
  prompt: CheckInPrompt,
  { reason, note }: { reason: string; note: string | null },
  rhythm: Rhythm | undefined,
  district: District,
  now: Date,
): SettledPrompt {
  const n = texts.notThisWeek;
  const said = n.reasons[reason as keyof typeof n.reasons].toLowerCase();
  const card = settledCard(n.noted(said, nextAsked(rhythm, district, now)), prompt);
  const settled: CheckInPrompt = { ...prompt, state: "not this week", reason, note, againAt: null, settledAt: now };
  return settle(settled, card, `${reason} ${note ?? ""}`);
}

/** "Nothing new": an answer in one tap. */
export function nothingNew(
  prompt: CheckInPrompt,
  rhythm: Rhythm | undefined,
  district: District,
  now: Date,
): SettledPrompt {
  const line = texts.nothingNew.noted(nextAsked(rhythm, district, now));
  return settle({ ...prompt, state: "nothing new", againAt: null, settledAt: now }, settledCard(line, prompt));
}

function nextAsked(rhythm: Rhythm | undefined, district: District, now: Date): string | undefined {
  const today = localDateOf(now, district.timeZone);
  const next = rhythm?.rule.active ? nextSlotDate(rhythm, district.calendar, addDays(today, 1)) : undefined;
  return next === undefined ? undefined : weekdayText(next);
}

/** The one reminder of a question. */
export function reminderId(promptId: string): string {
  return idOf("reminder", promptId);
}

/** Asked again on the next school day on which she is there, at the same time of day; when the calendar has run out, not this week. */
export function later(
  prompt: CheckInPrompt,
  person: Person,
  rhythm: Rhythm | undefined,
  district: District,
  givesWay: boolean,
  now: Date,
): SettledPrompt {
  const day = nextSchoolDay(district.calendar, localDateOf(now, district.timeZone));
  if (day === undefined) return notThisWeek(prompt, rhythm, district, now);
  const at = askInstant(district.calendar, day, person.askAt ?? rhythm?.rule.at ?? "15:00", district.timeZone);
  const againAt = afterDaysAway(at, person, rhythm, district, givesWay, now) ?? at;
  const openEnded = person.awayUntil === null && isAway(person, day);
  const card = openEnded ? settledCard(texts.settled.whenBack, prompt) : laterCard(prompt, againAt, district);
  return settle({ ...prompt, state: "later", againAt, settledAt: null }, card);
}

/** The day on which she is asked again has moved: what she was told says so. */
export function movedTo(prompt: CheckInPrompt, againAt: Date, district: District): SettledPrompt {
  const { messageId } = prompt;
  const moved = { ...prompt, againAt };
  if (messageId === null) return { prompt: moved, effects: [] };
  const id = idOf("asked again on", messageId, againAt.toISOString());
  return { prompt: moved, effects: [{ effect: "replace", id, messageId, card: laterCard(prompt, againAt, district) }] };
}

/** It is not asked while she is away, until after the next check-in or for as long as she likes. What she was told says so. */
export function notWhileAway(prompt: CheckInPrompt, { awayUntil }: Person): Effect[] {
  const { messageId } = prompt;
  if (messageId === null) return [];
  const line = awayUntil === null ? texts.settled.whenBack : texts.notThisWeek.away(weekdayText(awayUntil));
  const id = idOf("not while away", messageId, awayUntil ?? "");
  return [{ effect: "replace", id, messageId, card: settledCard(line, prompt) }];
}

function laterCard(prompt: CheckInPrompt, againAt: Date, { timeZone }: District): Card {
  const when = `${weekdayText(localDateOf(againAt, timeZone))} at ${timeText(localTimeOf(againAt, timeZone))}`;
  return settledCard(texts.settled.later(when), prompt);
}

/**
 * When a question that was put off is asked, if `againAt` is on one of her days away: on the first school day after them.
 * Undefined where she has not said when they end, or where it gives way to the team's next check-in and that comes before.
 * `givesWay`: the next check-in asks her the same. It does not ask about commitments, but around a convening, and never while
 * she is away.
 */
export function afterDaysAway(
  againAt: Date,
  person: Person,
  rhythm: Rhythm | undefined,
  { calendar, timeZone }: District,
  givesWay: boolean,
  now: Date,
): Date | undefined {
  if (!isAway(person, localDateOf(againAt, timeZone))) return againAt;
  const day = person.awayUntil === null ? undefined : nextSchoolDay(calendar, person.awayUntil);
  const tomorrow = addDays(localDateOf(now, timeZone), 1);
  const next = givesWay && rhythm?.rule.active ? nextSlotDate(rhythm, calendar, tomorrow) : undefined;
  if (day === undefined || (next !== undefined && next < day)) return undefined;
  return askInstant(calendar, day, person.askAt ?? rhythm?.rule.at ?? "15:00", timeZone);
}

/** Answered, by whichever way the answer came. `card` is what was recorded. */
export function answered(prompt: CheckInPrompt, card: Card, revision: string, now: Date): SettledPrompt {
  return settle({ ...prompt, state: "answered", againAt: null, settledAt: now }, card, revision);
}

/** Why a question is let go that asked about commitments alone. */
export const nothingLeftReason = "nothing left to ask";

/** What it asked about was taken back, and not by her. `card` says so. */
export function nothingLeft(prompt: CheckInPrompt, card: Card, revision: string): SettledPrompt {
  return settle({ ...prompt, state: "skipped", reason: nothingLeftReason, againAt: null }, card, revision);
}

/** A part of the question is answered: what is left of it is asked on, in its place and within its window. */
export function partlyAnswered(
  { messageId }: Pick<CheckInPrompt, "messageId">,
  card: Card,
  revision: string,
): Effect[] {
  if (messageId === null) return [];
  return [{ effect: "replace", id: idOf("partly answered", messageId, revision), messageId, card }];
}

/**
 * The question once more, in a new message and with a window of its own. The message id counts from the day, so that asking
 * twice for the same "later" is one message. `reminded`: its one reminder has been written before.
 */
export function askAgain(
  prompt: CheckInPrompt,
  card: Card,
  { calendar, timeZone }: District,
  reminded: boolean,
  now: Date,
): SettledPrompt {
  const day = localDateOf(now, timeZone);
  const messageId = idOf("check-in", prompt.id, day);
  const expiresAt = contactEnds(calendar, day, timeZone);
  const window = windowOf(now, calendar, timeZone);
  const within = { remindAt: reminded ? null : (window?.remindAt ?? null), closesAt: window?.closesAt ?? null };
  return {
    prompt: { ...prompt, state: "asked", againAt: null, askAt: now, messageId, ...within },
    effects: [
      { effect: "tell", id: messageId, personId: prompt.personId, kind: "check-in", card, expiresAt, onRequest: true },
    ],
  };
}

function settle(prompt: CheckInPrompt, card: Card, revision = ""): SettledPrompt {
  if (prompt.messageId === null) return { prompt, effects: [] };
  const id = idOf("settle", prompt.messageId, prompt.state, prompt.againAt?.toISOString() ?? "", revision);
  // Her reminder, if there is one, asks no more either.
  const reminder = reminderId(prompt.id);
  const reminded = prompt.remindAt === null && prompt.closesAt !== null;
  return {
    prompt: { ...prompt, remindAt: null },
    effects: [
      { effect: "settle", id, messageId: prompt.messageId, card },
      ...(reminded ? [{ effect: "settle" as const, id: idOf("settle", reminder, id), messageId: reminder, card }] : []),
    ],
  };
}
