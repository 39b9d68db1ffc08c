import { idOf } from "../core/id.js";
import type { HelpIgnored } from "../core/matching/help-request.js";
import type { HelpOffer } from "../core/matching/records.js";
import { helpTexts as t } from "../core/texts-help.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { answerCardOf, helpMessages, showAsker, showDistricts } from "./help-messages.js";
import { loadHelp, turnHelp } from "./help-rows.js";
import { keepLevel } from "./keep-level.js";
import { gone, nothing, notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { isOnTeam, type Known, mayBeShownHere } from "./who.js";

/** Who offered, or who leads that team now, takes an offer back while nobody was introduced by it. */
export function takeOfferBack(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const offer = await tables.help.offer(who.scope, id);
    if (offer === undefined || offer.from !== "districts") return gone();
    if (!mayBeShownHere(who, offer.districtId) || !isOnTeam(who, offer.teamId)) return notYours();
    const leads = who.memberships.some(({ teamId, lead }) => lead && teamId === offer.teamId);
    if (!leads && offer.personId !== who.person.id) return say(t.onlyLead);
    const ignored = await releaseOffer(tables, who, offer, now);
    return ignored === undefined ? nothing : say(ignored === "closed" ? t.over : t.answeredBefore);
  });
}

/**
 * The offer is let go: nobody can be introduced by it any more, that the district may be named is withdrawn, and the asker reads that
 * it is no longer there. What has not reached her yet never does. Not reached: what she has read of it before.
 */
export async function releaseOffer(
  tables: Repositories,
  who: Known,
  { id, requestId }: HelpOffer,
  now: Date,
): Promise<HelpIgnored | undefined> {
  const network = { networkId: who.person.networkId };
  const help = await loadHelp(tables, network, requestId);
  if (help === undefined) return "closed";
  const { after, ignored } = await turnHelp(tables, help, { do: "take offer back", offer: id }, now);
  const offer = after.offers.find((one) => one.id === id);
  if (ignored !== undefined || offer === undefined) return ignored ?? "not offered";
  const { networkId, districtId, teamId } = offer;
  const what = { what: "help request" as const, subjectId: requestId, level: "team" as const };
  const towards = { towardsDistrictId: after.request.districtId, personId: who.person.id, key: id, at: now };
  await keepLevel(tables, { team: { id: teamId, networkId, districtId }, ...what, ...towards });
  const messageId = helpMessages.answer(offer);
  const card = await answerCardOf(tables, after, offer);
  await enqueue(tables, network, [{ effect: "settle", id: idOf("offer back", messageId), messageId, card }], now);
  await showDistricts(tables, { request: after.request, offers: [offer] }, now);
  await showAsker(tables, after, now);
  return undefined;
}
