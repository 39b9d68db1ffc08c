import {
  districtQuestionCard,
  helpThanksCard,
  managerQuestionCard,
  teamQuestionCard,
} from "../core/help/cards-asked.js";
import { helpDueCard } from "../core/help/cards-asker.js";
import { idOf } from "../core/id.js";
import type { HelpCase } from "../core/matching/help-request.js";
import { helpersOf } from "../core/matching/help-request.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import { tombstoneCard } from "../core/mine/cards.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { enqueue, postedAgainAs } from "./enqueue.js";
import { takeBackHelp } from "./help-close.js";
import { introductionCards } from "./help-introduce.js";
import { answerCardOf, askerCard, helpMessages } from "./help-messages.js";
import { loadHelp, teamWithLead } from "./help-rows.js";
import { releaseOffer } from "./help-take-back.js";
import type { Known } from "./who.js";

/** Her question goes from the record and from wherever it was told; where it is open it is taken back with it. */
export async function removeQuestion(tables: Repositories, who: Known, id: string, now: Date): Promise<void> {
  const before = await tables.help.request(who.scope, id);
  if (before?.state === "open") await takeBackHelp(tables, who, before, now);
  const help = await loadHelp(tables, who.scope, id);
  if (help === undefined) return;
  const request = { ...help.request, question: "", version: help.request.version + 1 };
  await tables.help.saveRequest(who.scope, request, help.request.version);
  await writeAnew(tables, { ...help, request }, now);
}

/** What she answered or offered: in her own district's messages and in the asker's. An offer goes with its words. */
export async function removeHelpGiven(tables: Repositories, who: Known, id: string, now: Date): Promise<void> {
  const offer = await tables.help.offer(who.scope, id);
  if (offer === undefined) return;
  await tables.help.saveOffer(who.scope, { ...offer, text: "" });
  if (offer.state === "offered") await releaseOffer(tables, who, offer, now);
  const help = await loadHelp(tables, who.scope, offer.requestId);
  if (help !== undefined) await writeAnew(tables, help, now);
}

/** What she wrote when she closed it, also where it was told as thanks. */
export async function removeClosing(tables: Repositories, who: Known, id: string, now: Date): Promise<void> {
  const help = await loadHelp(tables, who.scope, id);
  if (help === undefined) return;
  const nothing = { taken: null, givenBack: null, adapted: null };
  const request = { ...help.request, ...nothing, version: help.request.version + 1 };
  await tables.help.saveRequest(who.scope, request, help.request.version);
  await writeAnew(tables, { ...help, request }, now);
}

/** Every message of the request as it would be written now; what was written before is not kept. */
async function writeAnew(tables: Repositories, help: HelpCase, now: Date): Promise<void> {
  const network = { networkId: help.request.networkId };
  for (const { messageId, card } of await cardsOf(tables, help, now)) {
    for (let id = messageId; (await tables.outbox.find(network, id)) !== undefined; id = postedAgainAs(id)) {
      await tables.outbox.forget(network, id, card);
      const edit = idOf("deleted", help.request.id, id, now.toISOString(), JSON.stringify(card));
      await enqueue(tables, network, [{ effect: "replace", id: edit, messageId: id, card }], now);
    }
  }
}

async function cardsOf(tables: Repositories, help: HelpCase, now: Date): Promise<{ messageId: string; card: Card }[]> {
  const { request, offers } = help;
  const network = { networkId: request.networkId };
  const minN = (await tables.networks.find(network))?.minN ?? Number.POSITIVE_INFINITY;
  const own = await teamWithLead(tables, network, request.teamId, now);
  const asker = await tables.roster.person(network, request.personId);
  const managers = await tables.roster.assignments({ ...network, districtId: request.districtId });
  const manager = managerQuestionCard(request, asker?.name ?? "", own?.team.name ?? "", minN);
  const due = await tables.outbox.find(network, helpMessages.due(request));
  const thanks = request.taken === null ? tombstoneCard() : helpThanksCard(request, minN);
  const cards = [
    { messageId: request.id, card: await askerCard(tables, help, now) },
    { messageId: helpMessages.due(request), card: helpDueCard(request, due?.personId ?? undefined) },
    { messageId: helpMessages.team(request), card: teamQuestionCard(request, asker?.name ?? "") },
    ...managers.map(({ personId }) => ({ messageId: helpMessages.manager(request, personId), card: manager })),
    ...helpersOf(offers).map((offer) => ({ messageId: helpMessages.thanks(offer), card: thanks })),
  ];
  for (const offer of offers) {
    if (offer.from === "districts")
      cards.push({ messageId: offer.id, card: districtQuestionCard(offer, request, minN) });
    cards.push({ messageId: helpMessages.answer(offer), card: await answerCardOf(tables, help, offer) });
    if (offer.state === "introduced") cards.push(...(await introductionsOf(tables, request, offer, now)));
  }
  return cards;
}

/** To everybody who was told: who they met stays as it was told, the words are what is left of them. */
async function introductionsOf(tables: Repositories, request: HelpRequest, offer: HelpOffer, now: Date) {
  const network = { networkId: request.networkId };
  const fresh = await introductionCards(tables, request, offer, now);
  const cards: { messageId: string; card: Card }[] = [];
  for (const teamId of [request.teamId, offer.teamId]) {
    const { blocks, ...card } = teamId === request.teamId ? fresh.toAsker : fresh.toHelper;
    const { memberships } = await tables.roster.membersOf(network, [teamId]);
    for (const personId of new Set(memberships.map((one) => one.personId))) {
      const messageId = helpMessages.introduction(offer, personId);
      const told = await tables.outbox.find(network, messageId);
      if (told === undefined) continue;
      const [whom] = told.delivery.card.blocks;
      cards.push({ messageId, card: { ...card, blocks: whom === undefined ? blocks : [whom, ...blocks.slice(1)] } });
    }
  }
  return cards;
}
