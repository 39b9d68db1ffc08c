import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { pausedReason } from "../core/checkin/plan-check-ins.js";
import { isCurrent } from "../core/network/current.js";
import { type Blocked, type Candidate, candidatesOf, formerOf, type NudgeTeam } from "../core/nudge/candidates.js";
import { notWritten, type Offered } from "../core/nudge/form.js";
import { type NudgeTime, nudgeTime } from "../core/nudge/when.js";
import { texts } from "../core/texts.js";
import type { Repositories, Scope } from "../ports/store.js";
import { roomLeft } from "./budget.js";
import { personAddress } from "./enqueue.js";
import { nextConvening } from "./team-situations.js";
import type { Known } from "./who.js";

export function networkOf(who: Known): Scope {
  return { networkId: who.person.networkId };
}

/** What is known of these teams, in the order of their names. As many queries for all of them as for one. */
export async function loadNudgeTeams(
  view: Repositories,
  scope: Scope,
  teamIds: readonly string[],
  now: Date,
): Promise<NudgeTeam[]> {
  if (teamIds.length === 0) return [];
  const outline = await view.roster.outline(scope, ["teams", "districts", "convenings"]);
  const { memberships, people } = await view.roster.membersOf(scope, teamIds);
  const open = (await view.cycles.ofTeams(scope, teamIds)).filter(({ stage }) => stage !== "closed");
  const recorded = await view.cycles.updatesOfCycles(
    scope,
    open.map(({ id }) => id),
  );
  const updates = recorded.filter(({ deletedAt }) => deletedAt === null);
  const persons = new Map(people.map((person) => [person.id, person]));
  return outline.teams
    .filter(({ id }) => teamIds.includes(id))
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((team): NudgeTeam[] => {
      const district = outline.districts.find(({ id }) => id === team.districtId);
      if (district === undefined) return [];
      const today = localDateOf(now, district.timeZone);
      return [
        {
          team,
          district,
          today,
          cycles: open
            .filter(({ teamId }) => teamId === team.id)
            .map((cycle) => ({ cycle, updates: updates.filter(({ cycleId }) => cycleId === cycle.id) })),
          members: memberships
            .filter(({ teamId }) => teamId === team.id)
            .flatMap((membership) => {
              const person = persons.get(membership.personId);
              return person === undefined ? [] : [{ membership, person }];
            }),
          convening: nextConvening(outline, team.collaborationId, today)?.startsOn,
        },
      ];
    });
}

/** Somebody who can be nudged, whether she is, and when it would leave. */
export type Nudgeable = Offered & { time: NudgeTime | undefined };

/** Everybody on these teams who can be nudged, with what stands against it and how much room her week has. */
export async function nudgeablesOf(
  view: Repositories,
  scope: Scope,
  teams: readonly NudgeTeam[],
  now: Date,
  only: (one: Candidate) => boolean = () => true,
): Promise<Nudgeable[]> {
  const found: Nudgeable[] = [];
  for (const one of candidatesOf(teams).filter(only)) {
    const district = teams.find(({ team }) => team.id === one.team.id)?.district;
    const time = district && nudgeTime(district.calendar, district.timeZone, now);
    const at = time?.notBefore ?? now;
    const room = await roomLeft(view, scope, one.person, { contact: "nudge", at }, now);
    const day = localDateOf(at, district?.timeZone ?? "UTC");
    const reachable = (await personAddress(view, scope, one.person, "nudge")) !== undefined;
    found.push({ ...one, time, room, blocked: blockedBy(one, { day, reachable, time }) });
  }
  return found;
}

function blockedBy(
  { person, team }: Candidate,
  { day, reachable, time }: { day: string; reachable: boolean; time: NudgeTime | undefined },
): Blocked | undefined {
  const left = whyLeftAlone(person, team, day);
  if (left !== undefined) return left === pausedReason ? "paused" : left;
  if (!reachable) return "not reachable";
  return time === undefined ? "no school day" : undefined;
}

/** Who has to do with these teams' open cycles, is on none of them any more, and is therefore not nudged. */
export function formerPeople(teams: readonly NudgeTeam[]) {
  const onOne = new Set(
    teams.flatMap(({ members, today }) =>
      members.filter(({ membership }) => isCurrent(membership, today)).map(({ person }) => person.id),
    ),
  );
  const former = teams.flatMap(formerOf).filter(({ id }) => !onOne.has(id));
  return [...new Map(former.map((person) => [person.id, person])).values()];
}

/** Why nobody of them can be nudged, one by one. Plain text. */
export function nobodyText(people: readonly Offered[], former: readonly { name: string }[]): string {
  const t = texts.nudge;
  const no = notWritten(people, former);
  return `${t.nobody} ${no.length === 0 ? t.nobodyOnTeam : t.notTo(no.join(", "))}`;
}
