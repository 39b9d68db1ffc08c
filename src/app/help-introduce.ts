import { cannotMeetCard, introducedByHelpCard } from "../core/help/cards-asked.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import type { Person } from "../core/network/model.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { Card } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { agreeTowards } from "./help-consents.js";
import { helpMessages, showAsker, showDistricts, tellPerson } from "./help-messages.js";
import { askerNow, loadHelp, mayAct, onTeamOrLead, teamWithLead, turnHelp } from "./help-rows.js";
import { gone, nothing, notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { loadStanding } from "./parties.js";
import type { Known } from "./who.js";

/** The asker's yes to an offer: from here on both know each other's names. */
export function introduce(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const network = { networkId: who.person.networkId };
    const help = await loadHelp(tables, network, (await tables.help.offer(network, id))?.requestId);
    if (help === undefined) return gone();
    if (!(await mayAct(tables, who, help.request, now))) return notYours();
    const before = help.offers.find((one) => one.id === id);
    const standing = await loadStanding(tables, who.network, now);
    if (before === undefined || standing.between(before.districtId, help.request.districtId).apart)
      return say(t.notPossible);
    if (before.state === "released") return say(t.offerGone);
    const cards = await introductionCards(tables, help.request, before, now);
    // The offer stands for whoever leads that team next.
    if (before.state === "offered" && cards.helper === undefined) return say(t.cannotMeet);
    const { after, ignored } = await turnHelp(tables, help, { do: "introduce", offer: id }, now);
    const offer = after.offers.find((one) => one.id === id);
    if (ignored !== undefined || offer === undefined) return say(ignored === "closed" ? t.over : t.answeredBefore);
    await agreeTowards(tables, who, after.request, offer.districtId, after.request.id, key, now);
    await tellBoth(tables, after.request, offer, cards, now);
    await showDistricts(tables, { request: after.request, offers: [offer] }, now);
    await showAsker(tables, after, now);
    return nothing;
  });
}

type IntroductionCards = Awaited<ReturnType<typeof introductionCards>>;

/** Who of both sides meets now, the asker's team lead with her, and what each side is told of the other. */
export async function introductionCards(tables: Repositories, request: HelpRequest, offer: HelpOffer, now: Date) {
  const network = { networkId: request.networkId };
  const minN = (await tables.networks.find(network))?.minN ?? Number.POSITIVE_INFINITY;
  const asking = await askerNow(tables, request, now);
  const helping = await teamWithLead(tables, network, offer.teamId, now);
  const asker = asking?.reader;
  const helper = helping && (await onTeamOrLead(tables, helping, offer.personId, now)).reader;
  const words = { question: request.question, text: offer.text };
  const card = (person: Person | undefined, district: string | undefined): Card =>
    person === undefined || district === undefined
      ? cannotMeetCard()
      : introducedByHelpCard({ name: person.name, district }, words, minN);
  return {
    asker,
    askersLead: asking?.lead,
    helper,
    toAsker: card(helper, helping?.district.name),
    toHelper: card(asker, asking?.district.name),
  };
}

async function tellBoth(
  tables: Repositories,
  request: HelpRequest,
  offer: HelpOffer,
  { asker, askersLead, helper, toAsker, toHelper }: IntroductionCards,
  now: Date,
): Promise<void> {
  for (const personId of new Set([asker, askersLead].flatMap((one) => one?.id ?? []))) {
    const id = helpMessages.introduction(offer, personId);
    await tellPerson(tables, request, { id, personId, card: toAsker }, now);
  }
  if (helper === undefined) return;
  const id = helpMessages.introduction(offer, helper.id);
  await tellPerson(tables, offer, { id, personId: helper.id, card: toHelper }, now);
}
