import { addDays, localDateOf, mondayOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import type { CheckInSlot } from "../core/checkin/model.js";
import type { RuleSituation, TeamSituation } from "../core/checkin/plan-check-ins.js";
import type { Rhythm } from "../core/checkin/rhythm.js";
import { lookBackDays } from "../core/checkin/slots.js";
import type { Cycle, CycleUpdate } from "../core/cycle/model.js";
import { isCurrent } from "../core/network/current.js";
import type { Convening, District, Person } from "../core/network/model.js";
import type { Outline, Repositories, Scope } from "../ports/store.js";

/**
 * The rules of a scope where they apply, and what is recorded of each: enough to say whether anything is due. A team
 * without a check-in rule has no situation. As many queries for four hundred districts as for one.
 */
export async function loadRules(
  view: Repositories,
  scope: Scope,
  now: Date,
): Promise<{ outline: Outline; rules: RuleSituation[] }> {
  const outline = await view.roster.outline(scope);
  const teams = new Map(outline.teams.map((team) => [team.id, team]));
  const districts = new Map(outline.districts.map((district) => [district.id, district]));
  const recorded = await recordedSlots(view, scope, now);
  // Where no rule follows tests, nobody needs to know which are under way.
  const tests = outline.rules.some((rule) => rule.weeklyInDo) ? await view.cycles.testsUnderWay(scope) : new Map();
  const rules = outline.rules.flatMap((rule): RuleSituation[] => {
    const team = teams.get(rule.teamId);
    const district = team && districts.get(team.districtId);
    if (team === undefined || district === undefined) return [];
    const convenings = outline.convenings.filter(({ collaborationId }) => collaborationId === team.collaborationId);
    const rhythm = { rule, convenings, testSince: dayOf(tests.get(team.id), district) };
    return [{ team, district, ...rhythm, recorded: recorded.get(rule.id) ?? new Map() }];
  });
  return { outline, rules };
}

/** The earliest Monday that is this week's anywhere on earth decides what "this week" is read from. */
async function recordedSlots(view: Repositories, scope: Scope, now: Date) {
  const yesterday = addDays(now.toISOString().slice(0, 10), -1);
  const recorded = new Map<string, Map<string, CheckInSlot["state"]>>();
  const of = (ruleId: string) => {
    const known = recorded.get(ruleId) ?? new Map<string, CheckInSlot["state"]>();
    recorded.set(ruleId, known);
    return known;
  };
  for (const { ruleId, localDate } of await view.checkIns.latestDates(scope, addDays(yesterday, -lookBackDays)))
    of(ruleId).set(localDate, "skipped");
  for (const { ruleId, localDate, state } of await view.checkIns.slotsSince(scope, mondayOf(yesterday)))
    of(ruleId).set(localDate, state);
  return recorded;
}

/** Everything else that decides what these teams are asked, and what is said of them. */
export async function loadTeams(
  view: Repositories,
  scope: Scope,
  rules: readonly RuleSituation[],
  now: Date,
): Promise<TeamSituation[]> {
  const teamIds = [...new Set(rules.map(({ team }) => team.id))];
  if (teamIds.length === 0) return [];
  const { memberships, people } = await view.roster.membersOf(scope, teamIds);
  const persons = new Map<string, Person>(people.map((person) => [person.id, person]));
  const cycles = grouped(await view.cycles.ofTeams(scope, teamIds), ({ teamId }) => teamId);
  const shown = new Map([...cycles].map(([teamId, hers]) => [teamId, openAndLast(hers)]));
  const cycleIds = [...shown.values()].flatMap(({ open, last }) =>
    [...open, ...(last ? [last] : [])].map(({ id }) => id),
  );
  const updates = grouped(await view.cycles.updatesOfCycles(scope, cycleIds), ({ cycleId }) => cycleId);
  const measures = grouped(await view.cycles.measuresOf(scope, cycleIds), ({ cycleId }) => cycleId);
  const minN = (await view.networks.find(scope))?.minN ?? Number.POSITIVE_INFINITY;
  const withUpdates = (cycle: Cycle): { cycle: Cycle; updates: CycleUpdate[] } => ({
    cycle,
    updates: updates.get(cycle.id) ?? [],
  });
  const members = grouped(memberships, ({ teamId }) => teamId);
  const commitments = grouped(await view.cycles.openCommitments(scope, teamIds), ({ teamId }) => teamId);
  return rules.map((situation) => {
    const today = localDateOf(now, situation.district.timeZone);
    const { open = [], last } = shown.get(situation.team.id) ?? {};
    return {
      ...situation,
      members: (members.get(situation.team.id) ?? []).flatMap((membership) => {
        const person = persons.get(membership.personId);
        return person === undefined || !isCurrent(membership, today) ? [] : [{ membership, person }];
      }),
      cycles: open.map((cycle) => ({ ...withUpdates(cycle), measures: measures.get(cycle.id) ?? [] })),
      last: last && withUpdates(last),
      commitments: commitments.get(situation.team.id) ?? [],
      minN,
      convening: nextConvening(situation, situation.team.collaborationId, today),
    };
  });
}

function openAndLast(cycles: Cycle[]): { open: Cycle[]; last: Cycle | undefined } {
  const closed = cycles.filter((one) => one.stage === "closed");
  const [last] = closed.sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0));
  return { open: cycles.filter((one) => one.stage !== "closed"), last };
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** When one team is asked; undefined where nothing says so. */
export async function rhythmOf(view: Repositories, scope: Scope, teamId: string): Promise<Rhythm | undefined> {
  const { rules, teams, districts, convenings } = await view.roster.outline(scope, [
    "rules",
    "teams",
    "districts",
    "convenings",
  ]);
  const rule = rules.find((one) => one.teamId === teamId);
  const team = teams.find(({ id }) => id === teamId);
  const district = districts.find(({ id }) => id === team?.districtId);
  if (rule === undefined || team === undefined || district === undefined) return undefined;
  const since = rule.weeklyInDo ? (await view.cycles.testsUnderWay(scope)).get(teamId) : undefined;
  const held = convenings.filter((one) => one.collaborationId === team.collaborationId);
  return { rule, convenings: held, testSince: dayOf(since, district) };
}

function dayOf(began: Date | undefined, { timeZone }: District): LocalDate | null {
  return began === undefined ? null : localDateOf(began, timeZone);
}

/** The collaboration's convening that is on or comes next. */
export function nextConvening(
  { convenings }: { convenings: readonly Convening[] },
  collaborationId: string,
  today: string,
): Convening | undefined {
  return convenings
    .filter((one) => one.collaborationId === collaborationId && one.endsOn >= today)
    .sort((a, b) => a.startsOn.localeCompare(b.startsOn))[0];
}
