import { localDateOf } from "../core/calendar/local.js";
import type { HelpCase, HelpEvent, HelpIgnored } from "../core/matching/help-request.js";
import { helpTurn } from "../core/matching/help-request.js";
import type { HelpRequest } from "../core/matching/records.js";
import { isCurrent } from "../core/network/current.js";
import type { District, Person, Team } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { leadOf } from "./introduction-people.js";
import { isOnTeam, type Known, mayBeShownHere } from "./who.js";

/** A request with everything that came back, of whichever district: whoever loads it shows each side only its own. */
export async function loadHelp(
  view: Repositories,
  network: Scope,
  id: string | undefined,
): Promise<HelpCase | undefined> {
  const request = id === undefined ? undefined : await view.help.request({ networkId: network.networkId }, id);
  return request && { request, offers: await view.help.offersOn({ networkId: network.networkId }, [request.id]) };
}

/** One event, written in the transaction that it happens in. `ignored`: why nothing was. */
export async function turnHelp(
  tables: Repositories,
  before: HelpCase,
  event: HelpEvent,
  now: Date,
): Promise<{ after: HelpCase; ignored: HelpIgnored | undefined }> {
  const { case: after, ignored } = helpTurn(before, event, now);
  if (ignored !== undefined) return { after, ignored };
  await saveHelp(tables, before, after);
  return { after, ignored };
}

export async function saveHelp(tables: Repositories, before: HelpCase, after: HelpCase): Promise<void> {
  const scope = { networkId: after.request.networkId };
  if (!(await tables.help.saveRequest(scope, after.request, before.request.version)))
    throw new Error("the request changed inside its transaction");
  for (const offer of after.offers) if (!before.offers.includes(offer)) await tables.help.saveOffer(scope, offer);
}

/** Who asked, and nobody else, reads what came back and sends it on: in her own district's workspace or the network's. */
export function isAsker(who: Known, { personId, teamId, districtId }: HelpRequest): boolean {
  return personId === who.person.id && isOnTeam(who, teamId) && mayBeShownHere(who, districtId);
}

/** Who asked; once she has left the team, its lead in her place, who reads what came back but not what the team wrote to her. */
export async function mayAct(view: Repositories, who: Known, request: HelpRequest, now: Date): Promise<boolean> {
  if (isAsker(who, request)) return true;
  if (!mayEnd(who, request)) return false;
  return (await askerNow(view, request, now))?.hasLeft ?? false;
}

/** Who asked, or the team's lead, who may outlast her, ends it. */
export function mayEnd(who: Known, request: HelpRequest): boolean {
  const { teamId, districtId } = request;
  const leads = who.memberships.some((one) => one.teamId === teamId && one.lead) && mayBeShownHere(who, districtId);
  return leads || isAsker(who, request);
}

/**
 * Who is told what comes back: who asked while she is on the team, then its lead; nobody where it has none. Undefined where the
 * team is gone.
 */
export async function askerNow(view: Repositories, { networkId, teamId, personId }: HelpRequest, now: Date) {
  const found = await teamWithLead(view, { networkId }, teamId, now);
  return found && { ...found, ...(await onTeamOrLead(view, found, personId, now)) };
}

/** Who of a team somebody else meets or is answered by: this person, while she is on it, and then its lead. */
export async function onTeamOrLead(
  view: Repositories,
  { team, district, lead }: TeamNow,
  personId: string | null,
  now: Date,
): Promise<{ reader: Person | undefined; hasLeft: boolean }> {
  const network = { networkId: team.networkId };
  const person = personId === null ? undefined : await view.roster.person(network, personId);
  const today = localDateOf(now, district.timeZone);
  const stays =
    person !== undefined &&
    (await view.roster.membershipsOf(network, person.id)).some(
      (one) => one.teamId === team.id && isCurrent(one, today),
    );
  return { reader: stays ? person : lead, hasLeft: !stays };
}

type TeamNow = { team: Team; district: District; lead: Person | undefined };

/** A team with its district and current lead. */
export async function teamWithLead(
  view: Repositories,
  network: Scope,
  teamId: string,
  now: Date,
): Promise<TeamNow | undefined> {
  const scope = { networkId: network.networkId };
  const team = await view.roster.team(scope, teamId);
  const district = team && (await view.roster.district(scope, team.districtId));
  if (team === undefined || district === undefined) return undefined;
  return { team, district, lead: await leadOf(view, team, district, now) };
}
