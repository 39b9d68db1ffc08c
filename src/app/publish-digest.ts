import { addDays, instantAt, localDateOf } from "../core/calendar/local.js";
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
  const roster = await tables.roster.load({ networkId: scope.networkId });
  const district = roster.districts.find((one) => one.id === team.districtId);
  if (district === undefined) return;
  const week = digestWeek(moment, district);
  const from = instantAt(week, "00:00", district.timeZone);
  const to = instantAt(addDays(week, 7), "00:00", district.timeZone);
  const updates = await tables.cycles.updatesBetween(scope, team.id, from, to);
  const today = localDateOf(now, district.timeZone);
  const entries = [];
  for (const update of updates) {
    const cycle = await tables.cycles.cycle(scope, update.cycleId);
    const hers = roster.memberships.filter((one) => one.personId === update.personId && one.teamId === team.id);
    const member = hers.find((one) => isCurrent(one, today)) ?? hers.at(-1);
    if (cycle !== undefined) entries.push({ update, cycle, level: member?.level });
  }
  const convening = nextConvening(roster, team.collaborationId, today);
  const effect = teamDigest({ team, district, week, entries, convening }, now);
  if (effect !== undefined) await enqueue(tables, scope, [effect], now);
}
