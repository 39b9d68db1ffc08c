import { addDays, instantAt, localDateOf } from "../core/calendar/local.js";
import type { Cycle } from "../core/cycle/model.js";
import { digestWeek, teamDigest } from "../core/digest/team-digest.js";
import { isCurrent } from "../core/network/current.js";
import type { Team } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import { nextConvening } from "./team-situations.js";

/** The team's digest of the week of `moment`, from what is stored, in the transaction that stored it. */
export async function publishDigest(
  tables: Repositories,
  scope: Scope,
  team: Team,
  moment: Date,
  now: Date,
): Promise<void> {
  const own = { networkId: scope.networkId, districtId: team.districtId };
  const roster = await tables.roster.load(own, ["districts", "memberships", "convenings"]);
  const [district] = roster.districts;
  if (district === undefined) return;
  const week = digestWeek(moment, district);
  const from = instantAt(week, "00:00", district.timeZone);
  const to = instantAt(addDays(week, 7), "00:00", district.timeZone);
  const updates = await tables.cycles.updatesBetween(scope, team.id, from, to);
  const today = localDateOf(now, district.timeZone);
  const cycles = new Map<string, Cycle | undefined>();
  for (const id of new Set(updates.map((one) => one.cycleId))) cycles.set(id, await tables.cycles.cycle(scope, id));
  const entries = [];
  for (const update of updates) {
    const cycle = cycles.get(update.cycleId);
    const hers = roster.memberships.filter((one) => one.personId === update.personId && one.teamId === team.id);
    const member = hers.find((one) => isCurrent(one, today)) ?? hers.at(-1);
    if (cycle !== undefined) entries.push({ update, cycle, level: member?.level });
  }
  const convening = nextConvening(roster, team.collaborationId, today);
  const effect = teamDigest({ team, district, week, entries, convening }, now);
  if (effect !== undefined) await enqueue(tables, scope, [effect], now);
}
