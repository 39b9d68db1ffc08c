import { type OpenMatter, openMatters } from "../core/network/open-matters.js";
import type { Repositories, Scope } from "../ports/store.js";

/** A message that failed longer ago than this has been dealt with outside, or never will be. */
export const messagesOfDays = 14;

/**
 * The network's inbox. Only for the network's own people: the scope is the whole network's. `apart`: ids of messages that
 * are shown by themselves.
 */
export async function openMattersOf(
  view: Repositories,
  scope: Scope,
  now: Date,
  apart: ReadonlySet<string> = new Set(),
): Promise<OpenMatter[]> {
  const network: Scope = { networkId: scope.networkId };
  const { districts, teams, people, memberships, pmAssignments } = await view.roster.load(network);
  // A workspace that is not linked belongs to no network yet. Where there are several, its name is nobody's to read.
  const alone = (await view.networks.all()).length === 1;
  const since = now.getTime() - messagesOfDays * 24 * 3600 * 1000;
  const failed = await view.outbox.list(network, { states: ["unknown", "dead"], limit: 200 });
  return openMatters({
    districts,
    teams,
    people,
    memberships,
    pmAssignments,
    channels: await view.workspaces.channels(network),
    identities: await view.workspaces.identities(network),
    workspaces: [...(await view.workspaces.all(network)), ...(alone ? await view.workspaces.unlinked() : [])],
    messages: failed.flatMap(({ id, state, districtId, createdAt }) => {
      if ((state !== "unknown" && state !== "dead") || createdAt.getTime() < since || apart.has(id)) return [];
      return [{ id, state, districtId }];
    }),
  });
}
