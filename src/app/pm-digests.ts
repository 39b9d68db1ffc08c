import { addDays, instantAt, localDateOf } from "../core/calendar/local.js";
import { contactHours } from "../core/calendar/school-day.js";
import type { CycleUpdate } from "../core/cycle/model.js";
import {
  type PmDigestMoment,
  pmDigest,
  pmDigestId,
  pmDigestMoments,
  type SeenUpdate,
  type TeamNews,
} from "../core/digest/pm-digest.js";
import { isCurrent } from "../core/network/current.js";
import type { Network } from "../core/network/model.js";
import { seenOutside } from "../core/privacy/outside.js";
import type { OutboxState } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { cycleRecords } from "./cycle-records.js";
import { enqueue } from "./enqueue.js";
import { loadTeamLines, outOfReach, unaskedOfDays } from "./team-lines.js";

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
  for (const [personId, news] of await newsFor(app, network, readers, current.at)) {
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

/** What is new for each of them until `to`: updates, answers without one, people who cannot be reached any more. */
async function newsFor(app: App, network: Network, readers: Reader[], to: Date): Promise<[string, TeamNews[]][]> {
  const scope = { networkId: network.id };
  const teamIds = [...new Set(readers.flatMap(({ teams }) => [...teams]))];
  if (teamIds.length === 0) return [];
  return app.store.read(async (view) => {
    const from = new Date(Math.min(...readers.map((one) => one.from.getTime())));
    const changed = await changesOf(view, scope, teamIds, from, to);
    const newsOf = (reader: Reader) =>
      new Set([...reader.teams].filter((id) => changed.get(id)?.at.some((at) => at >= reader.from)));
    const telling = [...new Set(readers.flatMap((reader) => [...newsOf(reader)]))];
    const linesOf = await loadTeamLines(view, scope, telling, to);
    const zones = new Map(linesOf(new Set(telling)).map(({ district }) => [district.id, district.timeZone]));
    const updates = telling.flatMap((id) => changed.get(id)?.updates ?? []);
    const cycles = await view.cycles.byIds(scope, [...new Set(updates.map(({ cycleId }) => cycleId))]);
    const timeZoneOf = (districtId: string) => zones.get(districtId) ?? network.timeZone;
    const records = await cycleRecords(view, scope, cycles, { minN: network.minN, timeZoneOf });
    const seen = new Map(records.map((record) => [record.cycle.id, seenOutside(record)]));
    return readers.map((reader): [string, TeamNews[]] => [
      reader.personId,
      linesOf(newsOf(reader), reader.from).map((line) => ({
        line,
        updates: (changed.get(line.team.id)?.updates ?? []).flatMap((update): SeenUpdate[] => {
          const ofCycle = seen.get(update.cycleId);
          return ofCycle === undefined || update.recordedAt < reader.from ? [] : [{ update, seen: ofCycle }];
        }),
      })),
    ]);
  });
}

/** What happened in each team between two instants. */
type Changes = { updates: CycleUpdate[]; at: Date[] };

async function changesOf(
  view: Repositories,
  scope: Scope,
  teamIds: readonly string[],
  from: Date,
  to: Date,
): Promise<Map<string, Changes>> {
  const changes = new Map<string, Changes>(teamIds.map((id) => [id, { updates: [], at: [] }]));
  const note = (teamId: string, at: Date | null) => {
    if (at !== null && at >= from && at < to) changes.get(teamId)?.at.push(at);
  };
  for (const update of await view.cycles.updatesOfTeams(scope, teamIds, from, to)) {
    if (update.deletedAt !== null) continue;
    changes.get(update.teamId)?.updates.push(update);
    note(update.teamId, update.recordedAt);
  }
  // A question may be answered weeks after its day.
  const day = addDays(from.toISOString().slice(0, 10), -unaskedOfDays);
  for (const { teamId, state, settledAt } of await view.checkIns.promptsSince(scope, day))
    if (state === "not this week" || state === "nothing new") note(teamId, settledAt);
  const { memberships } = await view.roster.membersOf(scope, teamIds);
  const today = to.toISOString().slice(0, 10);
  const lost = await outOfReach(view, scope, memberships);
  for (const one of memberships) if (isCurrent(one, today)) note(one.teamId, lost.get(one.personId) ?? null);
  return changes;
}
