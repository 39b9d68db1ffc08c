import { helpThanksCard } from "../core/help/cards-asked.js";
import { leftRequestCard } from "../core/help/cards-asker.js";
import { idOf } from "../core/id.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import type { Card } from "../core/ui/card.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { enqueue, postedAgainAs } from "./enqueue.js";
import { introductionCards } from "./help-introduce.js";
import { answerCardOf, helpMessages, tellPerson } from "./help-messages.js";
import { onTeamOrLead, teamWithLead } from "./help-rows.js";

const hasLeft = "no longer on the team";

/**
 * Why what came back for a question must not leave any more to whom it was written for; undefined when it may. Judged in the
 * transaction that is about to send it: the current lead gets what was for somebody who has left the team since, and a name in
 * an introduction is of somebody who is there. `first`: what `message` is, or changes.
 */
export async function whyNotHelpAnswer(
  tables: Repositories,
  scope: Scope,
  first: OutboxMessage,
  message: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const asked = await tables.help.request(scope, first.id);
  const edits = message.delivery.do === "edit";
  if (asked !== undefined) {
    if ((await readerOf(tables, asked, first.personId, now)).stays) return undefined;
    const card = leftRequestCard(asked);
    if (!edits || same(message.delivery.card, card)) return edits ? undefined : hasLeft;
    const id = idOf("asker has left", message.id);
    await enqueue(tables, scope, [{ effect: "replace", id, messageId: first.id, card }], now);
    return hasLeft;
  }
  // What is changed there later says less than before, or who has read the offer was introduced by it.
  if (edits) return undefined;
  const told = await toldOf(tables, scope, first, now);
  if (told === undefined) return undefined;
  const { stays, lead } = await readerOf(tables, told.side, first.personId, now);
  if (stays && !told.names) return undefined;
  const reader = stays ? first.personId : lead?.id;
  const card = reader == null ? undefined : await told.cardFor(reader);
  if (stays && (card === undefined || same(card, message.delivery.card))) return undefined;
  if (card !== undefined && reader != null) {
    const id = await freeId(tables, scope, told.idFor(reader), message.id);
    if (id !== undefined) await tellPerson(tables, told.side, { id, personId: reader, card }, now);
  }
  return stays ? "somebody else is to be met" : hasLeft;
}

/** Both went through JSON, or neither: in the order in which they were written. */
const same = (one: Card, other: Card): boolean => JSON.stringify(one) === JSON.stringify(other);

type Side = Pick<HelpOffer | HelpRequest, "networkId" | "districtId" | "teamId">;

async function readerOf(tables: Repositories, { networkId, teamId }: Side, personId: string | null, now: Date) {
  const found = await teamWithLead(tables, { networkId }, teamId, now);
  const stays = found !== undefined && !(await onTeamOrLead(tables, found, personId, now)).hasLeft;
  return { stays, lead: found?.lead };
}

/** `names`: somebody of the other side, who may have left since. */
type Told = {
  side: Side;
  names: boolean;
  idFor(reader: string): string;
  cardFor(reader: string): Promise<Card | undefined>;
};

/** What a message is, by its name: an answer or an offer, an introduction, or thanks; undefined for anything else. */
async function toldOf(
  tables: Repositories,
  scope: Scope,
  { id, personId }: OutboxMessage,
  now: Date,
): Promise<Told | undefined> {
  for (const offer of await tables.help.offers(scope)) {
    const request = () => tables.help.request(scope, offer.requestId);
    const named = (name: string) =>
      name === id || postedAgainAs(name) === id || postedAgainAs(postedAgainAs(name)) === id;
    if (named(helpMessages.answer(offer))) {
      const about = await request();
      return (
        about && {
          side: about,
          names: false,
          idFor: () => helpMessages.answer(offer),
          cardFor: (reader) => answerCardOf(tables, { request: about }, offer, reader),
        }
      );
    }
    if (named(helpMessages.thanks(offer))) {
      const about = await request();
      const minN = (await tables.networks.find(scope))?.minN ?? Number.POSITIVE_INFINITY;
      return (
        about && {
          side: offer,
          names: false,
          idFor: () => helpMessages.thanks(offer),
          cardFor: async () => helpThanksCard(about, minN),
        }
      );
    }
    if (personId !== null && named(helpMessages.introduction(offer, personId))) {
      const about = await request();
      if (about === undefined) return undefined;
      const helps = (await tables.roster.membershipsOf(scope, personId)).some(({ teamId }) => teamId === offer.teamId);
      const cards = await introductionCards(tables, about, offer, now);
      const card = helps ? cards.toHelper : cards.toAsker;
      return {
        side: helps ? offer : about,
        names: true,
        idFor: (reader) => helpMessages.introduction(offer, reader),
        cardFor: async () => card,
      };
    }
  }
  return undefined;
}

/** The name under which it is told once more instead of `skipped`; undefined where the reader was told, or will be. */
async function freeId(view: Repositories, scope: Scope, first: string, skipped: string): Promise<string | undefined> {
  const again = [first, postedAgainAs(first), postedAgainAs(postedAgainAs(first))];
  for (const id of again) {
    const message = await view.outbox.find(scope, id);
    if (message === undefined) return id;
    if (id !== skipped && message.state !== "skipped") return undefined;
  }
  return undefined;
}
