import { addDays, localDateOf } from "../core/calendar/local.js";
import type { TeamSituation } from "../core/checkin/plan-check-ins.js";
import { lookBackDays } from "../core/checkin/slots.js";
import { isCurrent } from "../core/network/current.js";
import type { Convening, Person } from "../core/network/model.js";
import type { Repositories, Roster, Scope } from "../ports/store.js";

export type NetworkSituation = {
  roster: Roster;
  teams: TeamSituation[];
  /** People with a claimed identity that can be written to. */
  reachable: Set<string>;
};

/** Everything that decides what a scope's teams are asked. A team without a check-in rule has no situation. */
export async function loadSituations(view: Repositories, scope: Scope, now: Date): Promise<NetworkSituation> {
  const roster = await view.roster.load(scope);
  const cycles = await view.cycles.all(scope);
  const slots = await view.checkIns.slotsSince(scope, addDays(now.toISOString().slice(0, 10), -lookBackDays - 1));
  const people = new Map<string, Person>(roster.people.map((person) => [person.id, person]));
  const teams: TeamSituation[] = [];
  for (const rule of roster.rules) {
    const team = roster.teams.find((one) => one.id === rule.teamId);
    const district = roster.districts.find((one) => one.id === team?.districtId);
    if (team === undefined || district === undefined) continue;
    const today = localDateOf(now, district.timeZone);
    const members = roster.memberships
      .filter((one) => one.teamId === team.id && isCurrent(one, today))
      .flatMap((membership) => {
        const person = people.get(membership.personId);
        return person === undefined ? [] : [{ membership, person }];
      });
    const open = [];
    const hers = cycles.filter((one) => one.teamId === team.id);
    for (const cycle of hers.filter((one) => one.stage !== "closed"))
      open.push({ cycle, updates: await view.cycles.updatesOf(scope, cycle.id) });
    const closed = hers
      .sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0))
      .find((one) => one.stage === "closed");
    const last = closed && { cycle: closed, updates: await view.cycles.updatesOf(scope, closed.id) };
    const recorded = new Set(slots.filter((slot) => slot.ruleId === rule.id).map((slot) => slot.localDate));
    teams.push({ team, district, rule, members, cycles: open, last, recorded });
  }
  return { roster, teams, reachable: await reachablePeople(view, scope) };
}

async function reachablePeople(view: Repositories, scope: Scope): Promise<Set<string>> {
  const linked = new Set(
    (await view.workspaces.all(scope)).filter((one) => one.state === "linked").map((one) => one.id),
  );
  const identities = await view.workspaces.identities(scope);
  return new Set(
    identities.filter((one) => one.unreachableSince === null && linked.has(one.workspaceId)).map((one) => one.personId),
  );
}

/** The collaboration's convening that is on or comes next. */
export function nextConvening(
  roster: Pick<Roster, "convenings">,
  collaborationId: string,
  today: string,
): Convening | undefined {
  return roster.convenings
    .filter((one) => one.collaborationId === collaborationId && one.endsOn >= today)
    .sort((a, b) => a.startsOn.localeCompare(b.startsOn))[0];
}
