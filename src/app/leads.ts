import type { District, Team } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import { coachedHere, type Known } from "./who.js";

/** A team that she leads or accompanies now, where it may be spoken of in this workspace; undefined for every other one. */
export async function teamToLead(
  view: Repositories,
  who: Known,
  teamId: string | undefined,
): Promise<{ team: Team; district: District } | undefined> {
  const leads = who.memberships.some((one) => one.teamId === teamId && one.lead);
  if (teamId === undefined || !(leads || coachedHere(who).includes(teamId))) return undefined;
  const network = { networkId: who.person.networkId };
  const team = await view.roster.team(network, teamId);
  const district = team && (await view.roster.district(network, team.districtId));
  return team && district && { team, district };
}
