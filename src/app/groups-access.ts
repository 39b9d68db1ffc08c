import type { GroupRound } from "../core/matching/records.js";
import { texts } from "../core/texts.js";
import type { Repositories } from "../ports/store.js";
import { type Ground, loadGround } from "./groups-ground.js";
import type { Known } from "./who.js";

const t = texts.groups;

/**
 * Why she may not make groups here; undefined where she may. Groups name several districts: they are the network's business,
 * in its own workspace, of whoever works with a team now or is its admin.
 */
export function whyNoGroups(who: Known): string | undefined {
  const { networkRole } = who.person;
  if (networkRole === null && who.coaching.length === 0) return t.notForYou;
  if (who.workspace.districtId !== null) return t.elsewhere;
  return networkRole === "admin" || who.coaching.length > 0 ? undefined : t.noTeams;
}

/** The collaborations whose groups are hers to make now. */
export async function collaborationsOf(view: Repositories, who: Known): Promise<string[]> {
  const scope = { networkId: who.network.id };
  const { collaborations, teams } = await view.roster.outline(scope, ["collaborations", "teams"]);
  const coached = new Set(who.coaching.map(({ teamId }) => teamId));
  const hers = new Set(teams.filter(({ id }) => coached.has(id)).map(({ collaborationId }) => collaborationId));
  return collaborations
    .filter(({ id }) => who.person.networkRole === "admin" || hers.has(id))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ id }) => id);
}

/** A collaboration that she may make groups in, or what she is told instead. */
export async function groundFor(
  view: Repositories,
  who: Known,
  collaborationId: string,
  now: Date,
): Promise<{ ground: Ground } | { refused: string }> {
  const refused = whyNoGroups(who);
  if (refused !== undefined) return { refused };
  if (!(await collaborationsOf(view, who)).includes(collaborationId)) return { refused: t.notHers };
  const ground = await loadGround(view, who.network, collaborationId, now);
  return ground === undefined ? { refused: texts.settled.gone } : { ground };
}

/** The same for a round of hers or of a colleague in the same collaboration. */
export async function roundFor(
  view: Repositories,
  who: Known,
  id: string,
  now: Date,
): Promise<{ round: GroupRound; ground: Ground } | { refused: string }> {
  const refused = whyNoGroups(who);
  if (refused !== undefined) return { refused };
  const round = await view.groups.round({ networkId: who.network.id }, id);
  if (round === undefined) return { refused: texts.settled.gone };
  const found = await groundFor(view, who, round.collaborationId, now);
  return "refused" in found ? found : { round, ground: found.ground };
}

/** What is said where a draft is none any more. */
export function settledText({ state }: GroupRound): string | undefined {
  return state === "draft" ? undefined : t.settled[state];
}
