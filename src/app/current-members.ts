import { isCurrent } from "../core/network/current.js";
import type { Membership, Person } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";

/** Who is on a team on this day: its memberships that hold, and their people. */
export async function currentMembers(
  view: Repositories,
  scope: Scope,
  teamId: string,
  today: string,
): Promise<{ memberships: Membership[]; people: Person[] }> {
  const { memberships, people } = await view.roster.membersOf(scope, [teamId]);
  const current = memberships.filter((one) => isCurrent(one, today));
  const there = new Set(current.map(({ personId }) => personId));
  return { memberships: current, people: people.filter(({ id }) => there.has(id)) };
}
