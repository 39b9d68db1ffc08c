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
  const district = await tables.roster.district(scope, team.districtId);
  if (district === undefined) return;
  const owned = { networkId: scope.networkId, districtId: team.districtId };
  const outline = await tables.roster.outline(owned);
  const { memberships } = await tables.roster.membersOf(owned, [team.id]);
  const week = digestWeek(moment, district);
  const from = instantAt(week, "00:00", district.timeZone);
  const to = instantAt(addDays(week, 7), "00:00", district.timeZone);
  const updates = await tables.cycles.updatesBetween(scope, team.id, from, to);
  const today = localDateOf(now, district.timeZone);
  const cycles = await tables.cycles.byIds(scope, [...new Set(updates.map(({ cycleId }) => cycleId))]);
  const entries = [];
  for (const update of updates) {
    const cycle = cycles.find(({ id }) => id === update.cycleId);
    const hers = memberships.filter((one) => one.personId === update.personId);
    const member = hers.find((one) => isCurrent(one, today)) ?? hers.at(-1);
    if (cycle !== undefined) entries.push({ update, cycle, level: member?.level });
  }
  const convening = nextConvening(outline, team.collaborationId, today);
  const effect = teamDigest({ team, district, week, entries, convening }, now);
  if (effect !== undefined) await enqueue(tables, scope, [effect], now);
}
