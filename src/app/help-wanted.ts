import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { questionOn } from "../core/help/named.js";
import type { HelpRequest } from "../core/matching/records.js";
import { isCurrent } from "../core/network/current.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import { putOff } from "./help-due.js";
import { showAsker } from "./help-messages.js";
import { loadHelp } from "./help-rows.js";
import { tellTeam } from "./help-team.js";
import { loadStanding } from "./parties.js";

/**
 * Why a question that was written before must not leave any more; undefined when it may. Judged in the transaction that is about
 * to send it. Another district that is not asked after all has room for others; how it stands is asked when its reader is back;
 * where nobody of the own team is asked, the asker's card says so.
 */
export async function whyNotHelp(
  tables: Repositories,
  scope: Scope,
  message: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const offer = await tables.help.offer(scope, message.id);
  const named = questionOn(message.delivery.card);
  if (offer === undefined && named !== undefined) return whyNotAtHome(tables, scope, message, named, now);
  const help = offer && (await loadHelp(tables, scope, offer.requestId));
  if (offer === undefined || help === undefined) return undefined;
  const why = await reasonOf();
  if (why !== undefined && offer.state === "asked") await tables.help.saveOffer(scope, { ...offer, state: "released" });
  return why;

  async function reasonOf(): Promise<string | undefined> {
    if (help?.request.state !== "open" || offer?.state !== "asked") return "settled already";
    const network = await tables.networks.find(scope);
    if (network === undefined) return "not there any more";
    const why = await whyNotRead(tables, scope, message.personId, offer, "lead", now);
    if (why !== undefined) return why;
    const { apart } = (await loadStanding(tables, network, now)).between(offer.districtId, help.request.districtId);
    return apart ? "kept apart" : undefined;
  }
}

/** To the asker's own team: its lead, who may help, or the asker, who is asked how it stands. */
async function whyNotAtHome(
  tables: Repositories,
  scope: Scope,
  message: OutboxMessage,
  { request: id, to }: { request: string; to: "helper" | "asker" },
  now: Date,
): Promise<string | undefined> {
  const help = await loadHelp(tables, scope, id);
  if (help?.request.state !== "open") return "settled already";
  const { request } = help;
  const asks = to === "asker" && request.personId === message.personId;
  const why = await whyNotRead(tables, scope, message.personId, request, asks ? "member" : "lead", now);
  if (why === undefined) return undefined;
  await tables.outbox.skip(message.id, why);
  if (to === "asker") await putOff(tables, help, now);
  else await showAsker(tables, help, now, message.id);
  return why;
}

async function whyNotRead(
  tables: Repositories,
  scope: Scope,
  personId: string | null,
  { districtId, teamId }: Pick<HelpRequest, "districtId" | "teamId">,
  as: "lead" | "member",
  now: Date,
): Promise<string | undefined> {
  const person = personId === null ? undefined : await tables.roster.person(scope, personId);
  const team = await tables.roster.team(scope, teamId);
  const district = await tables.roster.district(scope, districtId);
  if (person === undefined || team === undefined || district === undefined) return "not there any more";
  const today = localDateOf(now, district.timeZone);
  const hers = (await tables.roster.membershipsOf(scope, person.id)).filter(
    (one) => one.teamId === team.id && isCurrent(one, today),
  );
  if (as === "lead" && !hers.some(({ lead }) => lead)) return "no longer leads the team";
  if (hers.length === 0) return "no longer on the team";
  return whyLeftAlone(person, team, today);
}

/** A question that was written for a channel that is not the team's any more: it is told where the team is now. */
export async function askTeamElsewhere(
  tables: Repositories,
  scope: Scope,
  post: OutboxMessage,
  now: Date,
): Promise<void> {
  const named = questionOn(post.delivery.card);
  const help = named && (await loadHelp(tables, scope, named.request));
  if (help?.request.state !== "open") return;
  await tables.outbox.skip(post.id, "the channel is no longer the team's");
  await tellTeam(tables, help.request, now);
  await showAsker(tables, help, now, post.id);
}
