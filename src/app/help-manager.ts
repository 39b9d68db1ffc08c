import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { managerQuestionCard } from "../core/help/cards-asked.js";
import type { AskerView } from "../core/help/cards-asker.js";
import { idOf } from "../core/id.js";
import type { HelpRequest } from "../core/matching/records.js";
import { contactFrom, networkCalendar } from "../core/nudge/when.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { keepInShort } from "./budget.js";
import { enqueue, personAddress } from "./enqueue.js";
import { loadHelp } from "./help-rows.js";
import { managersOf } from "./managers.js";
import { coachedHere, type Known } from "./who.js";

/** The question to one of the team's program managers. */
export const managerMessage = ({ id }: Pick<HelpRequest, "id">, personId: string) =>
  idOf("help to program manager", id, personId);

const contact = "match or help request";

/**
 * To those who accompany the team, in the network's own workspace and its contact hours. Who is not to be written to, or whose
 * week is full, reads it in short with her next message; her word `ask` shows it in any case.
 */
export async function tellManagers(
  tables: Repositories,
  request: HelpRequest,
  asker: string,
  now: Date,
): Promise<void> {
  const scope = { networkId: request.networkId };
  const network = await tables.networks.find(scope);
  const team = await tables.roster.team({ ...scope, districtId: request.districtId }, request.teamId);
  if (network === undefined || team === undefined) return;
  const card = managerQuestionCard(request, asker, team.name, network.minN);
  const notBefore = contactFrom(networkCalendar, network.timeZone, now) ?? now;
  for (const personId of (await managersOf(tables, network, [request.teamId], now)).get(request.teamId) ?? []) {
    const person = await tables.roster.person(scope, personId);
    if (person === undefined) continue;
    const id = managerMessage(request, personId);
    const kind = "help request" as const;
    if (whyLeftAlone(person, undefined, localDateOf(notBefore, network.timeZone)) === undefined) {
      const about = [request.teamId];
      await enqueue(tables, scope, [{ effect: "tell", id, personId, kind, card, notBefore, about }], now);
    } else if ((await personAddress(tables, scope, person, kind)) !== undefined)
      await keepInShort(tables, scope, { id, person, contact, card }, now);
  }
}

/** By what was written to them: one who is told now stands for all. */
export async function howManagersAreTold(
  view: Repositories,
  request: HelpRequest,
  now: Date,
): Promise<AskerView["manager"]> {
  const scope = { networkId: request.networkId };
  const network = await view.networks.find(scope);
  if (network === undefined) return "nobody";
  let found: AskerView["manager"] = "nobody";
  for (const personId of (await managersOf(view, network, [request.teamId], now)).get(request.teamId) ?? []) {
    const id = managerMessage(request, personId);
    const state = (await view.outbox.find(scope, id))?.state;
    if (state !== undefined && state !== "skipped" && state !== "dead") return "told";
    if ((await view.budget.note(scope, id)) !== undefined) found = "later";
  }
  return found;
}

/** Why a question to a program manager does not leave now, after it was written; she then reads it in short. */
export async function whyNotTellManager(
  tables: Repositories,
  scope: Scope,
  { id, personId, delivery }: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const network = await tables.networks.find(scope);
  const person = personId === null ? undefined : await tables.roster.person(scope, personId);
  if (network === undefined || person === undefined) return "not there any more";
  const why = whyLeftAlone(person, undefined, localDateOf(now, network.timeZone));
  if (why !== undefined) await keepInShort(tables, scope, { id, person, contact, card: delivery.card }, now);
  return why;
}

/**
 * What her teams have sent to her and nobody has closed, whether or not a message found room: first what she has not answered, the
 * latest first.
 */
export async function questionsToManager(view: Repositories, who: Known) {
  const hers = coachedHere(who);
  if (hers.length === 0) return [];
  const scope = { networkId: who.person.networkId };
  const sent = (await view.help.requests(scope)).filter(
    ({ state, step, teamId }) => state === "open" && step !== "team" && hers.includes(teamId),
  );
  const found = [];
  for (const request of sent.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())) {
    const asker = await view.roster.person(scope, request.personId);
    const team = await view.roster.team(scope, request.teamId);
    const said = (await loadHelp(view, scope, request.id))?.offers.find(
      ({ from, personId }) => from === "program manager" && personId === who.person.id,
    );
    found.push({ request, asker: asker?.name ?? "", team: team?.name ?? "", answered: said !== undefined });
  }
  return found.sort((a, b) => Number(a.answered) - Number(b.answered));
}
