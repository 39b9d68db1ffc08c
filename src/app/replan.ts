import { addDays, localDateOf } from "../core/calendar/local.js";
import type { CheckInPrompt, CheckInSlot } from "../core/checkin/model.js";
import { missedSlots, type RuleSituation } from "../core/checkin/plan-check-ins.js";
import { keepsItsDay, movedLater, movedPrompt, movedReason, neverDue, type Place } from "../core/checkin/replan.js";
import { windowOf } from "../core/checkin/window.js";
import { idOf } from "../core/id.js";
import type { Person } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { moveLater } from "./move-later.js";
import { givesWayToNext } from "./question.js";
import { skipPrompt } from "./skip-prompt.js";
import { loadRules } from "./team-situations.js";

/** What changed: rules and districts (their calendars, their time zones) by id, or one person's wish. Nothing given: all. */
export type Changed = { ids?: ReadonlySet<string>; person?: string };

/**
 * To be called before rules or calendars change: what passed unasked under the old ones is recorded as missed now, since the
 * heartbeat could not tell afterwards.
 */
export async function recordMissed(tables: Repositories, scope: Scope, changed: Changed, now: Date): Promise<void> {
  for (const one of await affected(tables, scope, changed, now))
    for (const slot of missedSlots(one, now)) await tables.checkIns.openSlot(scope, slot, []);
}

async function affected(tables: Repositories, scope: Scope, { ids }: Changed, now: Date): Promise<RuleSituation[]> {
  const { rules } = await loadRules(tables, scope, now);
  return rules.filter(({ rule, district }) => ids === undefined || ids.has(rule.id) || ids.has(district.id));
}

/**
 * Brings what is planned and has not left into line with rules, calendars, wishes and time zones as they are now, in the
 * transaction that changed them. A slot that has lost its day and of which nothing has left is gone, as if it had never
 * been opened; a question of the day moves to its new time, or is skipped with the reason; "later" follows. What has
 * left, or may have, stays. Doing it twice changes nothing more, and nothing is written that asks anybody anew: that
 * is the heartbeat's, under the same unique keys as always.
 */
export async function replan(tables: Repositories, scope: Scope, changed: Changed, now: Date): Promise<void> {
  const network = { networkId: scope.networkId };
  const places = new Map<string, Place>();
  for (const one of await affected(tables, network, changed, now)) {
    places.set(one.rule.id, one);
    const marker = changed.ids === undefined ? undefined : neverDue(one, one.recorded, now);
    if (marker !== undefined) await tables.checkIns.openSlot(network, marker, []);
  }
  const waiting = await load(tables, network, places, changed, now);
  for (const slot of waiting.slots) await replanSlot(tables, network, slot, waiting, now);
  for (const prompt of waiting.later) await replanLater(tables, network, prompt, waiting, now);
}

type Waiting = {
  slots: CheckInSlot[];
  promptsOf: Map<string, CheckInPrompt[]>;
  later: CheckInPrompt[];
  places: Map<string, Place>;
  people: Map<string, Person>;
  placeOfTeam: Map<string, Place>;
  wanted(prompt: CheckInPrompt): boolean;
};

/** Slots of today, wherever that is, and what was put off. */
async function load(
  tables: Repositories,
  scope: Scope,
  places: Map<string, Place>,
  { person }: Changed,
  now: Date,
): Promise<Waiting> {
  const since = addDays(now.toISOString().slice(0, 10), -1);
  const slots = (await tables.checkIns.slotsSince(scope, since)).filter(
    ({ ruleId, state }) => places.has(ruleId) && state === "open",
  );
  const prompts = await tables.checkIns.promptsSince(scope, since);
  const placeOfTeam = new Map([...places.values()].map((one) => [one.rule.teamId, one]));
  const wanted = ({ personId }: CheckInPrompt) => person === undefined || personId === person;
  const ahead = new Date(now.getTime() + 400 * 24 * 3600 * 1000);
  const later = (await tables.checkIns.dueAgain(scope, ahead)).filter(
    (one) => placeOfTeam.has(one.teamId) && wanted(one),
  );
  const teamIds = [...new Set([...slots, ...later].map(({ teamId }) => teamId))];
  const { people } = await tables.roster.membersOf(scope, teamIds);
  return {
    slots,
    promptsOf: new Map(slots.map(({ id }) => [id, prompts.filter(({ slotId }) => slotId === id)])),
    later,
    places,
    people: new Map(people.map((one) => [one.id, one])),
    placeOfTeam,
    wanted,
  };
}

async function replanSlot(
  tables: Repositories,
  scope: Scope,
  slot: CheckInSlot,
  { promptsOf, places, people, wanted }: Waiting,
  now: Date,
): Promise<void> {
  const place = places.get(slot.ruleId);
  const prompts = promptsOf.get(slot.id) ?? [];
  if (place === undefined) return;
  if (!keepsItsDay(place, slot) && (await nothingHasLeft(tables, scope, prompts))) {
    for (const prompt of prompts) {
      if (prompt.messageId === null) continue;
      await tables.outbox.withdraw(scope, prompt.messageId);
      await moveHello(tables, scope, slot, prompt);
    }
    await tables.checkIns.removeSlot(scope, slot.id);
    return;
  }
  for (const prompt of prompts) {
    const person = people.get(prompt.personId);
    if (person === undefined || !wanted(prompt)) continue;
    await replanPrompt(tables, scope, place, slot, prompt, person, now);
  }
}

/** Every question of the slot waits, or was never meant to leave. */
async function nothingHasLeft(tables: Repositories, scope: Scope, prompts: CheckInPrompt[]): Promise<boolean> {
  for (const { state, messageId } of prompts) {
    if (messageId === null) continue;
    const message = await tables.outbox.find(scope, messageId);
    // Let go before it left, or never written because her week was full: she may be asked on another day.
    if (state === "skipped" && (message === undefined || (message.state === "skipped" && message.attempts === 0)))
      continue;
    if (state !== "asked" || message?.state !== "pending" || message.attempts > 0) return false;
  }
  return true;
}

async function replanPrompt(
  tables: Repositories,
  scope: Scope,
  place: Place,
  slot: CheckInSlot,
  prompt: CheckInPrompt,
  person: Person,
  now: Date,
): Promise<void> {
  // Only the first question has the slot's time; one that was put off is asked when it is due, which is now.
  if (prompt.state !== "asked" || prompt.messageId !== idOf("check-in", prompt.id)) return;
  const moved = movedPrompt(place, slot, prompt, person, now);
  if (moved.do === "skip") {
    if (!(await tables.outbox.skip(prompt.messageId, moved.reason))) return;
    await skipPrompt(tables, scope, prompt, moved.reason);
    await moveHello(tables, scope, slot, prompt);
  }
  if (moved.do !== "move") return;
  const times = { notBefore: moved.askAt, expiresAt: moved.expiresAt };
  if (!(await tables.outbox.reschedule(scope, prompt.messageId, times))) return;
  const window = windowOf(moved.askAt, place.district.calendar, place.district.timeZone);
  const within = { remindAt: window?.remindAt ?? null, closesAt: window?.closesAt ?? null };
  await tables.checkIns.savePrompt(scope, { ...prompt, askAt: moved.askAt, ...within });
  await moveHello(tables, scope, slot, { ...prompt, askAt: moved.askAt });
}

/**
 * The hello goes right before her first question of the day, also after that was moved. Without a question left it is
 * taken back: it goes before her next one.
 */
async function moveHello(
  tables: Repositories,
  scope: Scope,
  { localDate }: CheckInSlot,
  { personId }: CheckInPrompt,
): Promise<void> {
  const id = idOf("welcome", personId, localDate);
  if ((await tables.outbox.find(scope, id))?.state !== "pending") return;
  let first: { notBefore: Date; expiresAt: Date | null } | undefined;
  for (const { messageId } of await tables.checkIns.openPromptsOf(scope, personId)) {
    const message = messageId === null ? undefined : await tables.outbox.find(scope, messageId);
    if (message?.state !== "pending") continue;
    if (first === undefined || message.notBefore < first.notBefore) first = message;
  }
  if (first !== undefined) {
    await tables.outbox.reschedule(scope, id, { notBefore: first.notBefore, expiresAt: first.expiresAt });
    return;
  }
  if (!(await tables.outbox.withdraw(scope, id)) && !(await tables.outbox.skip(id, movedReason))) return;
  const person = await tables.roster.person(scope, personId);
  if (person !== undefined) await tables.roster.savePerson(scope, { ...person, welcomedAt: null });
}

async function replanLater(
  tables: Repositories,
  scope: Scope,
  prompt: CheckInPrompt,
  { placeOfTeam, people }: Waiting,
  now: Date,
): Promise<void> {
  const place = placeOfTeam.get(prompt.teamId);
  const person = people.get(prompt.personId);
  if (place === undefined || person === undefined || prompt.againAt === null) return;
  const givesWay = await givesWayToNext(tables, prompt, localDateOf(now, place.district.timeZone));
  const againAt = movedLater(place, prompt.againAt, person, givesWay, now);
  if (againAt?.getTime() === prompt.againAt.getTime()) return;
  if (againAt === null) await skipPrompt(tables, scope, prompt, movedReason);
  else await moveLater(tables, scope, prompt, againAt, place.district, now);
}
