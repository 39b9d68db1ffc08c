import type { Identity, Membership, Person, Workspace } from "./model.js";

/** People who take part now: on a team, or with a role in the network. Former ones stay on record and are asked nothing. */
export function activePeople(people: Person[], memberships: Membership[]): Person[] {
  const members = new Set(memberships.flatMap(({ personId, until }) => (until === null ? [personId] : [])));
  return people.filter((person) => person.networkRole !== null || members.has(person.id));
}

/** Active people whom no workspace knows yet. */
export function unclaimedPeople(people: Person[], memberships: Membership[], identities: Identity[]): Person[] {
  const claimed = new Set(identities.map(({ personId }) => personId));
  return activePeople(people, memberships).filter(({ id }) => !claimed.has(id));
}

/**
 * Active people who belong into this workspace and are not claimed there. A district's workspace is for that district's
 * people; the network's own is for the network's. Whoever else comes in needs a code.
 */
export function unclaimedIn(
  workspace: Workspace,
  people: Person[],
  memberships: Membership[],
  identities: Identity[],
): Person[] {
  if (workspace.state !== "linked") return [];
  const here = identities.filter(({ workspaceId }) => workspaceId === workspace.id);
  const belonging = people.filter(({ districtId }) => districtId === workspace.districtId);
  return unclaimedPeople(belonging, memberships, here);
}
