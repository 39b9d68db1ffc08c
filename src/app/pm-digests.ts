import { instantAt, localDateOf } from "../core/calendar/local.js";
import { contactHours } from "../core/calendar/school-day.js";
import { type PmDigestMoment, type PmNews, pmDigest, pmDigestId, pmDigestMoments } from "../core/digest/pm-digest.js";
import { isCurrent } from "../core/network/current.js";
import type { Network } from "../core/network/model.js";
import type { OutboxState } from "../ports/outbox.js";
import type { Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";

type Reader = { personId: string; teams: Set<string>; from: Date };

/**
 * Each program manager's summary of the day, from four o'clock on until the network's contact hours end. As many queries
 * for all of them as for one, and none at any other time of day.
 */
export async function sendPmDigests(app: App, network: Network, now: Date): Promise<void> {
  const [current, ...earlier] = pmDigestMoments(now, network.timeZone);
  if (current === undefined) return;
  const expiresAt = instantAt(current.date, contactHours.to, network.timeZone);
  if (now > expiresAt) return;
  const scope = { networkId: network.id };
  const readers = await waitingReaders(app, network, current, earlier, now);
  for (const [personId, news] of await newsFor(app, scope, readers, current.at)) {
    const effect = pmDigest(personId, news, current.date, expiresAt);
    if (effect !== undefined) await app.store.write((tables) => enqueue(tables, scope, [effect], now));
  }
}

/** Who has none of today yet, and since when there is news for her. */
async function waitingReaders(
  app: App,
  network: Network,
  current: PmDigestMoment,
  earlier: PmDigestMoment[],
  now: Date,
): Promise<Reader[]> {
  const scope = { networkId: network.id };
  const today = localDateOf(now, network.timeZone);
  return app.store.read(async (view) => {
    const coached = (await view.roster.assignments(scope)).filter((one) => isCurrent(one, today));
    const people = [...new Set(coached.map((one) => one.personId))];
    const ids = people.flatMap((personId) => [current, ...earlier].map(({ date }) => pmDigestId(personId, date)));
    const states = await view.outbox.statesOf(scope, ids);
    return people
      .filter((personId) => !states.has(pmDigestId(personId, current.date)))
      .map((personId) => ({
        personId,
        teams: new Set(coached.filter((one) => one.personId === personId).map((one) => one.teamId)),
        from: lastTold(personId, earlier, states).at,
      }));
  });
}

/** News since her last summary, so that a day on which none could be sent is not lost; two weeks back at most. */
function lastTold(personId: string, earlier: PmDigestMoment[], states: Map<string, OutboxState>): { at: Date } {
  const told = earlier.find(({ date }) => {
    const state = states.get(pmDigestId(personId, date));
    return state !== undefined && state !== "skipped" && state !== "dead";
  });
  return told ?? earlier.at(-1) ?? { at: new Date(0) };
}

async function newsFor(app: App, scope: Scope, readers: Reader[], to: Date): Promise<[string, PmNews[]][]> {
  const teamIds = [...new Set(readers.flatMap(({ teams }) => [...teams]))];
  if (teamIds.length === 0) return [];
  const since = new Date(Math.min(...readers.map(({ from }) => from.getTime())));
  return app.store.read(async (view) => {
    const updates = await view.cycles.updatesOfTeams(scope, teamIds, since, to);
    const cycles = await view.cycles.byIds(scope, [...new Set(updates.map((one) => one.cycleId))]);
    const outline = updates.length === 0 ? undefined : await view.roster.outline(scope);
    return readers.map(({ personId, teams, from }): [string, PmNews[]] => {
      const hers = updates.filter((one) => teams.has(one.teamId) && one.recordedAt >= from);
      const news = (outline?.teams ?? []).flatMap((team) => {
        const district = outline?.districts.find(({ id }) => id === team.districtId);
        const ofTeam = hers.filter((one) => one.teamId === team.id);
        return [...new Set(ofTeam.map((one) => one.cycleId))].flatMap((id): PmNews[] => {
          const cycle = cycles.find((one) => one.id === id);
          if (cycle === undefined || district === undefined) return [];
          return [{ team, district, cycle, updates: ofTeam.filter((one) => one.cycleId === id) }];
        });
      });
      return [personId, news];
    });
  });
}
