import { addDays, instantAt, localDateOf } from "../core/calendar/local.js";
import { silentDays, silentLevels } from "../core/digest/silent-levels.js";
import { digestWeek, teamDigest } from "../core/digest/team-digest.js";
import { isCurrent } from "../core/network/current.js";
import type { Team } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { cycleRecords } from "./cycle-records.js";
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
  const network = await tables.networks.find(scope);
  if (district === undefined || network === undefined) return;
  const { timeZone } = district;
  const owned = { networkId: scope.networkId, districtId: team.districtId };
  const outline = await tables.roster.outline(owned, ["convenings"]);
  const { memberships } = await tables.roster.membersOf(owned, [team.id]);
  const week = digestWeek(moment, district);
  const from = instantAt(week, "00:00", timeZone);
  const to = instantAt(addDays(week, 7), "00:00", timeZone);
  const until = now < to ? now : new Date(to.getTime() - 1);
  const since = instantAt(addDays(localDateOf(until, timeZone), -silentDays), "00:00", timeZone);
  const recent = await tables.cycles.updatesBetween(scope, team.id, since, to);
  const today = localDateOf(now, timeZone);
  const entries = recent
    .filter(({ recordedAt }) => recordedAt >= from)
    .map((update) => {
      const hers = memberships.filter((one) => one.personId === update.personId);
      const member = hers.find((one) => isCurrent(one, today)) ?? hers.at(-1);
      return { update, level: member?.level };
    });
  const ids = [...new Set(entries.map(({ update }) => update.cycleId))];
  const stored = new Map((await tables.cycles.byIds(scope, ids)).map((cycle) => [cycle.id, cycle]));
  const told = ids.flatMap((id) => stored.get(id) ?? []);
  const cycles = await cycleRecords(tables, scope, told, { minN: network.minN, timeZoneOf: () => timeZone });
  const silent = silentLevels(memberships, recent, { until, timeZone });
  const convening = nextConvening(outline, team.collaborationId, today);
  const effect = teamDigest({ team, district, week, entries, cycles, silent, convening }, now);
  if (effect !== undefined) await enqueue(tables, scope, [effect], now);
}
