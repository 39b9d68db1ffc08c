import { localDateOf } from "../core/calendar/local.js";
import { isCurrent } from "../core/network/current.js";
import type {
  District,
  Identity,
  Membership,
  Network,
  Person,
  PmAssignment,
  Team,
  Workspace,
} from "../core/network/model.js";
import type { PersonRef } from "../core/refs.js";
import type { Repositories, Scope } from "../ports/store.js";

/** A person whose identity in this workspace is claimed, with everything that decides what she may do. */
export type Known = {
  person: Person;
  identity: Identity;
  workspace: Workspace;
  network: Network;
  /** Hers alone: her district's rows, or the network's for people of the network. */
  scope: Scope;
  /** Undefined for people of the network. */
  district: District | undefined;
  /** Current ones only. */
  memberships: Membership[];
  /** Teams that she is on. */
  teams: Team[];
  /** Current assignments as a program manager. */
  coaching: PmAssignment[];
  timeZone: string;
};

/** Why somebody is not known. Nothing is stored for her. */
export type Stranger = { stranger: "unlinked workspace" | "unclaimed person" };

/** Who this is, from stored roles only. Guests and people of other workspaces have no identity and stay strangers. */
export async function whoIs(view: Repositories, ref: PersonRef, now: Date): Promise<Known | Stranger> {
  const workspace = await view.workspaces.byRef(ref);
  if (workspace?.networkId == null || workspace.state !== "linked") return { stranger: "unlinked workspace" };
  const identity = await view.workspaces.identityOf(ref);
  const networkScope = { networkId: workspace.networkId };
  const person = identity && (await view.roster.person(networkScope, identity.personId));
  const network = await view.networks.find(networkScope);
  if (identity === undefined || person === undefined || network === undefined) return { stranger: "unclaimed person" };
  const scope: Scope = person.districtId === null ? networkScope : { ...networkScope, districtId: person.districtId };
  const district = person.districtId === null ? undefined : await view.roster.district(scope, person.districtId);
  const timeZone = district?.timeZone ?? network.timeZone;
  const today = localDateOf(now, timeZone);
  const memberships = (await view.roster.membershipsOf(scope, person.id)).filter((one) => isCurrent(one, today));
  const teams: Team[] = [];
  for (const teamId of new Set(memberships.map((one) => one.teamId).sort())) {
    const team = await view.roster.team(scope, teamId);
    if (team !== undefined) teams.push(team);
  }
  const assignments = await view.roster.assignments(scope);
  return {
    person,
    identity,
    workspace,
    network,
    scope,
    district,
    memberships,
    teams,
    coaching: assignments.filter((one) => one.personId === person.id && isCurrent(one, today)),
    timeZone,
  };
}

export function isStranger(who: Known | Stranger): who is Stranger {
  return "stranger" in who;
}

/** What one district wrote is not shown in another's workspace, also not to somebody who coaches both. */
export function mayBeShownHere({ workspace }: Known, districtId: string | null): boolean {
  return workspace.districtId === null || workspace.districtId === districtId;
}

/** Ids of the teams that she works with as their program manager now, and may be shown in this workspace. */
export function coachedHere(who: Known): string[] {
  return [...new Set(who.coaching.filter((one) => mayBeShownHere(who, one.districtId)).map(({ teamId }) => teamId))];
}

export function isOnTeam(who: Known, teamId: string): boolean {
  return who.memberships.some((one) => one.teamId === teamId);
}
