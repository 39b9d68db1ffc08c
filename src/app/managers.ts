import { localDateOf } from "../core/calendar/local.js";
import { isCurrent } from "../core/network/current.js";
import type { Network } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";

/** Program managers who accompany each of these teams now, by the network's day; a team that nobody accompanies is not in it. */
export async function managersOf(
  view: Repositories,
  network: Network,
  teamIds: readonly string[],
  now: Date,
): Promise<Map<string, string[]>> {
  const today = localDateOf(now, network.timeZone);
  const found = new Map<string, string[]>();
  for (const one of await view.roster.assignments({ networkId: network.id })) {
    const { teamId, personId } = one;
    const known = found.get(teamId) ?? [];
    if (teamIds.includes(teamId) && isCurrent(one, today) && !known.includes(personId))
      found.set(teamId, [...known, personId]);
  }
  return found;
}

/** The first of these teams that has a program manager now, and who that is. */
export async function keeperOf(
  view: Repositories,
  network: Network,
  teamIds: readonly string[],
  now: Date,
): Promise<[teamId: string, personId: string] | []> {
  const managers = await managersOf(view, network, teamIds, now);
  for (const id of teamIds) {
    const [personId] = managers.get(id) ?? [];
    if (personId !== undefined) return [id, personId];
  }
  return [];
}
