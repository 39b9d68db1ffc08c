import { addDays, instantAt, localDateOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import { resultOf } from "../core/cycle/result.js";
import { silentDays, silentLevels } from "../core/digest/silent-levels.js";
import { digestWeek, teamDigest } from "../core/digest/team-digest.js";
import type { ChartSource } from "../core/measure/cycle-charts.js";
import { isCurrent } from "../core/network/current.js";
import type { Team } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { cycleRecords } from "./cycle-records.js";
import { enqueue } from "./enqueue.js";
import { nextConvening } from "./team-situations.js";

/**
 * The team's digest of the week of `moment`, from what is stored, in the transaction that stored it; and those of the weeks
 * since then that show the same cycle's results: what was changed or taken back is gone from their pictures too.
 */
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
  const today = localDateOf(now, timeZone);
  const begins = (week: LocalDate) => instantAt(week, "00:00", timeZone);
  const first = digestWeek(moment, district);
  const last = digestWeek(now, district);
  // A clock that was set back: what was recorded lies ahead.
  const latest = [first, last].sort().at(-1) ?? last;
  const to = begins(addDays(latest, 7));
  const recent = await tables.cycles.updatesBetween(scope, team.id, begins(addDays(first, -2 * silentDays)), to);
  const updatesOf = (week: LocalDate) =>
    recent.filter(({ recordedAt }) => recordedAt >= begins(week) && recordedAt < begins(addDays(week, 7)));
  const told = [...new Set(updatesOf(first).map(({ cycleId }) => cycleId))];
  const weeks = [first];
  for (let week = addDays(first, 7); week <= last; week = addDays(week, 7))
    if (updatesOf(week).some(({ cycleId }) => told.includes(cycleId))) weeks.push(week);
  const ids = [...new Set(weeks.flatMap((week) => updatesOf(week).map(({ cycleId }) => cycleId)))];
  const stored = await tables.cycles.byIds(scope, ids);
  const records = await cycleRecords(tables, scope, stored, { minN: network.minN, timeZoneOf: () => timeZone });
  const hasResults = (id: string) => records.some((one) => one.cycle.id === id && isCounted(one));
  const convening = nextConvening(outline, team.collaborationId, today);
  for (const week of weeks) {
    const updates = updatesOf(week);
    if (week !== first && !updates.some(({ cycleId }) => told.includes(cycleId) && hasResults(cycleId))) continue;
    const entries = updates.map((update) => {
      const hers = memberships.filter((one) => one.personId === update.personId);
      const member = hers.find((one) => isCurrent(one, today)) ?? hers.at(-1);
      return { update, level: member?.level };
    });
    const shown = [...new Set(updates.map(({ cycleId }) => cycleId))];
    const cycles = shown.flatMap((id) => records.find(({ cycle }) => cycle.id === id) ?? []);
    const end = begins(addDays(week, 7));
    const until = now < end ? now : new Date(end.getTime() - 1);
    const silent = silentLevels(memberships, recent, { until, timeZone });
    const effect = teamDigest({ team, district, week, entries, cycles, silent, convening }, now);
    if (effect !== undefined) await enqueue(tables, scope, [effect], now);
  }
}

/** Whether anything was ever counted, taken back by now or not. */
function isCounted({ updates }: ChartSource): boolean {
  return updates.some(({ answers, deletedAt }) => deletedAt !== null || resultOf(answers) !== undefined);
}
