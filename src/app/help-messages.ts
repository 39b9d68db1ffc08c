import { localDateOf } from "../core/calendar/local.js";
import type { Effect } from "../core/effects.js";
import { districtQuestionCard, managerQuestionCard, teamQuestionCard } from "../core/help/cards-asked.js";
import {
  type Answered,
  type AskerView,
  helpAnswerCard,
  helpDueCard,
  leftRequestCard,
  requestCard,
} from "../core/help/cards-asker.js";
import { idOf } from "../core/id.js";
import { type HelpCase, isTakenBack } from "../core/matching/help-request.js";
import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import { leastChance, suggestTopics } from "../core/matching/score.js";
import { contactFrom } from "../core/nudge/when.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { enqueue, postedAgainAs } from "./enqueue.js";
import { howManagersAreTold, managerMessage } from "./help-manager.js";
import { askerNow } from "./help-rows.js";
import { teamMessage, whereTeamIsAsked } from "./help-team.js";

/** The messages of one request: each has a name of its own, so that it is changed where it stands. */
export const helpMessages = {
  team: teamMessage,
  manager: managerMessage,
  answer: ({ id, state }: HelpOffer) => idOf("help answer", id, state === "answered" ? state : "offered"),
  introduction: ({ id }: HelpOffer, personId: string) => idOf("help introduction", id, personId),
  thanks: ({ id }: HelpOffer) => idOf("help thanks", id),
  due: ({ id }: HelpRequest) => idOf("help due", id),
};

/** Everything on the asker's card. */
export async function askerView(view: Repositories, help: HelpCase, now: Date): Promise<AskerView> {
  const { request, offers } = help;
  const scope = { networkId: request.networkId };
  const network = await view.networks.find(scope);
  const own = await view.roster.district(scope, request.districtId);
  const answered: Answered[] = [];
  for (const offer of offers)
    if (["offered", "answered", "introduced"].includes(offer.state) || isTakenBack(offer))
      answered.push({ offer, name: await nameFor(view, offer) });
  return {
    ...help,
    answered,
    team: await whereTeamIsAsked(view, request),
    manager: await howManagersAreTold(view, request, now),
    suggested: suggestTopics(request.question, {}, leastChance.question),
    minN: network?.minN ?? Number.POSITIVE_INFINITY,
    today: localDateOf(now, own?.timeZone ?? "UTC"),
  };
}

/** Her own people by name; another district by its name only where it offered. */
async function nameFor(view: Repositories, offer: HelpOffer): Promise<string | undefined> {
  const scope = { networkId: offer.networkId };
  if (offer.from !== "districts")
    return offer.personId === null ? undefined : (await view.roster.person(scope, offer.personId))?.name;
  return offer.state === "answered" || isTakenBack(offer)
    ? undefined
    : (await view.roster.district(scope, offer.districtId))?.name;
}

/**
 * The asker's own card: written once, changed where it stands from then on. `because`: of what it changes, where the request
 * itself has not.
 */
export async function showAsker(tables: Repositories, help: HelpCase, now: Date, because?: string): Promise<void> {
  const { request } = help;
  const card = await askerCard(tables, help, now);
  const { id, personId, networkId, version } = request;
  const effect: Effect =
    (await tables.outbox.find({ networkId }, id)) === undefined
      ? { effect: "tell", id, personId, kind: "help answer", card }
      : { effect: "replace", id: idOf("help card", id, because ?? version), messageId: id, card };
  await enqueue(tables, { networkId }, [effect], now);
}

/** What stands before who asked; once she has left the team, nothing that came back. */
export async function askerCard(view: Repositories, help: HelpCase, now: Date): Promise<Card> {
  const left = (await askerNow(view, help.request, now))?.hasLeft ?? true;
  return left ? leftRequestCard(help.request) : requestCard(await askerView(view, help, now));
}

/** Something that came back for the asker, or for the lead in her place, in their contact hours. */
export async function tellAsker(
  tables: Repositories,
  { request }: HelpCase,
  offer: HelpOffer,
  now: Date,
): Promise<boolean> {
  const reader = (await askerNow(tables, request, now))?.reader;
  if (reader === undefined) return false;
  const card = await answerCardOf(tables, { request }, offer, reader.id);
  return tellPerson(tables, request, { id: helpMessages.answer(offer), personId: reader.id, card }, now);
}

/** An answer or an offer as it is told to the asker, or to whoever reads it in her place. */
export async function answerCardOf(
  tables: Repositories,
  { request }: Pick<HelpCase, "request">,
  offer: HelpOffer,
  reader = request.personId,
): Promise<Card> {
  const network = await tables.networks.find({ networkId: request.networkId });
  const answered = { offer, name: await nameFor(tables, offer) };
  const minN = network?.minN ?? Number.POSITIVE_INFINITY;
  return helpAnswerCard(answered, request, minN, reader === request.personId);
}

/** An answer to what she did, in the contact hours of her district. */
export async function tellPerson(
  tables: Repositories,
  { networkId, districtId }: Pick<HelpRequest, "networkId" | "districtId">,
  { id, personId, card }: { id: string; personId: string; card: Card },
  now: Date,
): Promise<boolean> {
  const district = await tables.roster.district({ networkId }, districtId);
  const notBefore = (district && contactFrom(district.calendar, district.timeZone, now)) ?? now;
  const effect: Effect = { effect: "tell", id, personId, kind: "help answer", card, notBefore };
  return (await enqueue(tables, { networkId }, [effect], now)) > 0;
}

/** Wherever the question stands it says now how it is: closed, or taken back. What has not left yet never will. */
export async function showEverywhere(tables: Repositories, help: HelpCase, asker: string, now: Date): Promise<void> {
  const { request } = help;
  const { networkId, districtId, teamId } = request;
  const minN = (await tables.networks.find({ networkId }))?.minN ?? Number.POSITIVE_INFINITY;
  const team = await tables.roster.team({ networkId }, teamId);
  const managers = await tables.roster.assignments({ networkId, districtId });
  const manager = managerQuestionCard(request, asker, team?.name ?? "", minN);
  await showThere(
    tables,
    request,
    [
      { messageId: helpMessages.team(request), card: teamQuestionCard(request, asker) },
      { messageId: helpMessages.due(request), card: helpDueCard(request) },
      ...[...new Set(managers.map(({ personId }) => personId))].map((personId) => ({
        messageId: helpMessages.manager(request, personId),
        card: manager,
      })),
    ],
    now,
  );
  await showDistricts(tables, help, now);
}

/** The cards of the districts that were asked, as they stand now. */
export async function showDistricts(tables: Repositories, { request, offers }: HelpCase, now: Date): Promise<void> {
  const { networkId } = request;
  const minN = (await tables.networks.find({ networkId }))?.minN ?? Number.POSITIVE_INFINITY;
  const asked = offers.filter(({ from }) => from === "districts");
  const shown = asked.map((offer) => ({ messageId: offer.id, card: districtQuestionCard(offer, request, minN) }));
  await showThere(tables, request, shown, now);
}

/** What waits there is not said any more; what stands there is changed, also where it was told before its channel moved. */
async function showThere(
  tables: Repositories,
  { networkId, version }: HelpRequest,
  shown: readonly { messageId: string; card: Card }[],
  now: Date,
): Promise<void> {
  for (const { messageId: first, card } of shown)
    for (let messageId = first; ; messageId = postedAgainAs(messageId)) {
      if ((await tables.outbox.find({ networkId }, messageId)) === undefined) break;
      const id = idOf("help shown", messageId, version);
      await enqueue(tables, { networkId }, [{ effect: "settle", id, messageId, card }], now);
    }
}
