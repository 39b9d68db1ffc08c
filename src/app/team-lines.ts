import { addDays, localDateOf } from "../core/calendar/local.js";
import type { CheckInPrompt, CheckInSlot } from "../core/checkin/model.js";
import { unaskedDates } from "../core/checkin/plan-check-ins.js";
import type { Cycle, CycleUpdate } from "../core/cycle/model.js";
import { levelsOf, missingIn, saidIn, type TeamLine } from "../core/digest/team-line.js";
import { isCurrent } from "../core/network/current.js";
import type { Membership } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { nextConvening } from "./team-situations.js";

/** A check-in that passed unasked longer ago than this is no news any more. */
export const unaskedOfDays = 60;

/**
 * Lines of some of the loaded teams. `since`: what was said from then on is told, else what was said to the latest check-in.
 */
type LinesOf = (teamIds: ReadonlySet<string>, since?: Date) => TeamLine[];

/** What the lines of these teams are made of: as many queries for all of them as for one. */
export async function loadTeamLines(
  view: Repositories,
  scope: Scope,
  teamIds: readonly string[],
  now: Date,
): Promise<LinesOf> {
  if (teamIds.length === 0) return () => [];
  const network = await view.networks.find(scope);
  const outline = await view.roster.outline(scope, ["teams", "districts", "convenings"]);
  const { memberships, people } = await view.roster.membersOf(scope, teamIds);
  const persons = new Map(people.map((one) => [one.id, one]));
  const lost = await outOfReach(view, scope, memberships);
  const cycles = await view.cycles.ofTeams(scope, teamIds);
  const shown = openAndLast(cycles);
  const updates = await view.cycles.updatesOfCycles(
    scope,
    shown.map(({ id }) => id),
  );
  const day = addDays(now.toISOString().slice(0, 10), -unaskedOfDays);
  const slots = await view.checkIns.slotsSince(scope, day);
  const prompts = await view.checkIns.promptsSince(scope, day);
  return (ids, since) =>
    outline.teams
      .filter(({ id }) => ids.has(id))
      .flatMap((team): TeamLine[] => {
        const district = outline.districts.find(({ id }) => id === team.districtId);
        if (district === undefined) return [];
        const today = localDateOf(now, district.timeZone);
        const members = memberships.filter((one) => one.teamId === team.id && isCurrent(one, today));
        const open = cycles.filter((one) => one.teamId === team.id && one.stage !== "closed");
        const last = latest(updates.filter((one) => one.teamId === team.id && one.deletedAt === null));
        const isNews = last !== undefined && since !== undefined && last.recordedAt >= since;
        const candidates = isNews || open.length === 0 ? shown : open;
        const cycle = candidates.find(({ id }) => id === last?.cycleId) ?? open[0] ?? lastClosed(cycles, team.id);
        const ofTeam = prompts.filter((one) => one.teamId === team.id);
        const ofSlots = slots.filter((one) => one.teamId === team.id);
        const asked = latestAsked(ofSlots, ofTeam);
        const answers =
          since === undefined ? asked : ofTeam.filter(({ settledAt }) => settledAt !== null && settledAt >= since);
        return [
          {
            team,
            district,
            today,
            cycle,
            moreCycles: open.filter(({ id }) => id !== cycle?.id).length,
            lastUpdateOn: last && localDateOf(last.recordedAt, district.timeZone),
            said: saidIn(answers),
            missing: missingIn(
              asked,
              members.flatMap((membership) => {
                const person = persons.get(membership.personId);
                const canAnswer = person !== undefined && !person.muted && !lost.has(person.id);
                return canAnswer ? [{ membership, person }] : [];
              }),
              { team, district },
              now,
            ),
            unreachable: levelsOf(members.filter(({ personId }) => lost.has(personId))),
            convening: nextConvening(outline, team.collaborationId, today),
            unasked: unaskedDates(ofSlots, ofTeam),
            minN: network?.minN ?? Number.POSITIVE_INFINITY,
          },
        ];
      });
}

/** The questions of the latest check-in that was asked. */
export function latestAsked(slots: readonly CheckInSlot[], prompts: readonly CheckInPrompt[]): CheckInPrompt[] {
  const open = slots.filter(({ state }) => state === "open");
  const [newest] = open.sort((a, b) => b.localDate.localeCompare(a.localDate));
  return prompts.filter(({ slotId }) => slotId === newest?.id);
}

/** Of the members, those who were known somewhere and cannot be written to any more, each with since when. */
export async function outOfReach(
  view: Repositories,
  scope: Scope,
  memberships: readonly Membership[],
): Promise<Map<string, Date>> {
  const people = [...new Set(memberships.map(({ personId }) => personId))];
  const reachable = await view.workspaces.reachable(scope, people);
  const silent = new Set(people.filter((id) => !reachable.has(id)));
  if (silent.size === 0) return new Map();
  const lost = new Map<string, Date>();
  for (const { personId, unreachableSince } of await view.workspaces.identities(scope)) {
    if (!silent.has(personId) || unreachableSince === null) continue;
    const before = lost.get(personId);
    if (before === undefined || before < unreachableSince) lost.set(personId, unreachableSince);
  }
  return lost;
}

/** Cycles that are open, and of each team the one that was closed last. */
export function openAndLast(cycles: readonly Cycle[]): Cycle[] {
  return cycles.filter((one) => one.stage !== "closed" || lastClosed(cycles, one.teamId)?.id === one.id);
}

function lastClosed(cycles: readonly Cycle[], teamId: string): Cycle | undefined {
  const closed = cycles.filter((one) => one.teamId === teamId && one.stage === "closed");
  return closed.sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0))[0];
}

function latest(updates: readonly CycleUpdate[]): CycleUpdate | undefined {
  return [...updates].sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime()).at(-1);
}
