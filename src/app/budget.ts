import { admit, noPlace, roomFor } from "../core/budget/admit.js";
import { foldedForDays, headingOf, withFolded } from "../core/budget/folded.js";
import { allowanceOf, type ContactClass, contactWeek, weekFull } from "../core/budget/model.js";
import { localDateOf } from "../core/calendar/local.js";
import { isCurrent } from "../core/network/current.js";
import type { Person } from "../core/network/model.js";
import type { Card } from "../core/ui/card.js";
import type { NewOutboxMessage, OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { skipPrompt } from "./skip-prompt.js";

/** A message for one person that she did not ask for, before it is known whether her week has room for it. */
type Wish = { message: NewOutboxMessage; person: Person; contact: ContactClass; card: Card };

/** The message with its place in her week, and her card with what was kept back from her; undefined where there is no room. */
export type Placed = { week: string; card: Card } | undefined;

/**
 * Makes room in a person's week, in the transaction that writes the message. What has no place or loses it is dropped
 * or kept to be said in short (core/budget); a question among it is recorded as not asked.
 */
export async function place(tables: Repositories, scope: Scope, wish: Wish, now: Date): Promise<Placed> {
  const { message, person, contact, card } = wish;
  if ((await tables.budget.note(scope, message.id)) !== undefined) return undefined;
  const { week, allowance, held, waiting } = await weekOf(tables, scope, person, message.notBefore, now);
  const verdict = admit(contact, held, waiting, allowance);
  if (verdict.do !== "send") {
    await letGo(tables, scope, { id: message.id, person, contact, card }, now);
    return undefined;
  }
  const displaced = verdict.inPlaceOf && (await tables.outbox.find(scope, verdict.inPlaceOf.messageId));
  if (displaced !== undefined) {
    await tables.outbox.skip(displaced.id, weekFull);
    await letGo(
      tables,
      scope,
      { ...displaced, person, contact: verdict.inPlaceOf?.contact ?? contact, card: displaced.delivery.card },
      now,
    );
  }
  const since = new Date(now.getTime() - foldedForDays * 86_400_000);
  const notes = await tables.budget.unsaid(scope, person.id, since);
  await tables.budget.said(
    scope,
    notes.map(({ id }) => id),
    message.id,
  );
  return { week, card: withFolded(card, notes) };
}

/**
 * Whether a message that was promised a place may still take it: her allowance may have become smaller since. Judged in
 * the transaction that is about to send it; where it may not, it is let go as if it had never had a place.
 */
export async function whyNotNow(tables: Repositories, message: OutboxMessage, now: Date): Promise<string | undefined> {
  const { id, networkId, personId, contact, week, delivery } = message;
  if (personId === null || contact === null || week === null) return undefined;
  const scope = { networkId };
  const person = await tables.roster.person(scope, personId);
  if (person === undefined) return undefined;
  const { held, waiting } = await tables.budget.week(scope, personId, week);
  const left = held.filter((one) => one.messageId !== id && !waiting.has(one.messageId)).length;
  if (left < (await standing(tables, scope, person, now)).allowance) return undefined;
  await letGo(tables, scope, { id, person, contact, card: delivery.card }, now);
  return weekFull;
}

/** How many more messages of this class she may be sent in the week of `at`. */
export async function roomLeft(
  tables: Repositories,
  scope: Scope,
  person: Person,
  of: { contact: ContactClass; at: Date },
  now: Date,
): Promise<number> {
  const { allowance, held, waiting } = await weekOf(tables, scope, person, of.at, now);
  return roomFor(of.contact, held, waiting, allowance);
}

/** Her week in which `at` is, with what is promised in it, and what it takes by what is known of her now. */
async function weekOf(tables: Repositories, scope: Scope, person: Person, at: Date, now: Date) {
  const { timeZone, allowance } = await standing(tables, scope, person, now);
  const week = contactWeek(at, timeZone);
  return { week, allowance, ...(await tables.budget.week(scope, person.id, week)) };
}

async function standing(tables: Repositories, scope: Scope, person: Person, now: Date) {
  const district = person.districtId === null ? undefined : await tables.roster.district(scope, person.districtId);
  const timeZone = district?.timeZone ?? (await tables.networks.find(scope))?.timeZone ?? "UTC";
  const today = localDateOf(now, timeZone);
  const memberships = person.weeklyMessages === null ? await tables.roster.membershipsOf(scope, person.id) : [];
  const leads = person.networkRole !== null || memberships.some((one) => one.lead && isCurrent(one, today));
  return { timeZone, allowance: allowanceOf(person.weeklyMessages, leads) };
}

type LetGo = { id: string; person: Person; contact: ContactClass; card: Card };

/** A message that is not sent now, and not later either: the next one that she gets says it in short. */
export async function keepInShort(tables: Repositories, scope: Scope, message: LetGo, now: Date): Promise<void> {
  const { id, person, contact, card } = message;
  const { networkId, districtId, id: personId } = person;
  const note = { id, networkId, districtId, personId, contact, heading: headingOf(card), at: now, saidIn: null };
  await tables.budget.fold(scope, note);
}

async function letGo(tables: Repositories, scope: Scope, message: LetGo, now: Date) {
  const { id, person, contact } = message;
  const personId = person.id;
  if (noPlace(contact).do === "fold") await keepInShort(tables, scope, message, now);
  for (const prompt of await tables.checkIns.openPromptsOf(scope, personId))
    if (prompt.messageId === id) await skipPrompt(tables, scope, prompt, weekFull);
}

/** How many messages her week takes in which this instant is, beside those that are promised a place already. */
export async function roomInWeek(tables: Repositories, scope: Scope, person: Person, instant: Date): Promise<number> {
  const { allowance, held } = await weekOf(tables, scope, person, instant, instant);
  return allowance - held.length;
}
