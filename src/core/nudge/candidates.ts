import type { LocalDate } from "../calendar/model.js";
import type { Cycle, CycleUpdate } from "../cycle/model.js";
import { isCurrent } from "../network/current.js";
import type { District, Level, Membership, Person, Team } from "../network/model.js";

/** What is known of a team when its program manager thinks of nudging somebody. */
export type NudgeTeam = {
  team: Team;
  district: District;
  /** The local date there. */
  today: LocalDate;
  /** Not closed, each with its updates, oldest first. */
  cycles: { cycle: Cycle; updates: CycleUpdate[] }[];
  /** Ended memberships included. */
  members: { membership: Membership; person: Person }[];
  /** When the team's collaboration meets next. */
  convening: LocalDate | undefined;
};

const nudgeParts = ["owner", "tester", "lead"] as const;
/** As what somebody is nudged. */
type NudgePart = (typeof nudgeParts)[number];

/** Somebody on a team who can be nudged, and about which cycle; none where the team has no open one. */
export type Candidate = {
  person: Person;
  team: Team;
  level: Level;
  part: NudgePart;
  cycle: Cycle | undefined;
  /** Whose turn it is: a cycle's owner; the lead where a cycle has no owner on the team, or the team no cycle. */
  next: boolean;
};

/**
 * Owners of the open cycles, their testers, and the lead, each person once over all these teams: as the owner before the
 * tester before the lead, and about the cycle that nobody has updated for longest.
 */
export function candidatesOf(teams: readonly NudgeTeam[]): Candidate[] {
  const found = teams.flatMap(ofTeam);
  const ranked = nudgeParts.flatMap((part) => found.filter((one) => one.part === part));
  const first = new Map<string, Candidate>();
  for (const one of ranked) if (!first.has(one.person.id)) first.set(one.person.id, one);
  // In the order of the teams, so that a form names them together.
  return found
    .filter((one) => first.get(one.person.id) === one)
    .map((one) => ({ ...one, next: found.some(({ person, next }) => next && person.id === one.person.id) }));
}

function ofTeam({ team, today, cycles, members }: NudgeTeam): Candidate[] {
  const current = members.filter(({ membership }) => isCurrent(membership, today));
  const member = (id: string | null) => current.find(({ person }) => person.id === id);
  const open = [...cycles].sort((a, b) => heardAt(a) - heardAt(b));
  const found: Candidate[] = [];
  const add = (id: string | null, part: NudgePart, cycle: Cycle | undefined, next: boolean) => {
    const who = member(id);
    if (who !== undefined) found.push({ person: who.person, team, level: who.membership.level, part, cycle, next });
  };
  const lead = current.find(({ membership }) => membership.lead)?.person.id ?? null;
  for (const { cycle } of open) {
    add(cycle.ownerId, "owner", cycle, true);
    for (const tester of cycle.testers) add(tester, "tester", cycle, false);
  }
  const orphan = open.find(({ cycle }) => member(cycle.ownerId) === undefined)?.cycle;
  add(lead, "lead", orphan ?? open[0]?.cycle, orphan !== undefined || open.length === 0);
  return found;
}

/** Who owns or tests an open cycle of the team and is no longer on it. */
export function formerOf({ today, cycles, members }: NudgeTeam): Person[] {
  const named = new Set(cycles.flatMap(({ cycle }) => [cycle.ownerId, ...cycle.testers]));
  const current = new Set(members.filter((one) => isCurrent(one.membership, today)).map(({ person }) => person.id));
  const former = members.filter(({ person }) => named.has(person.id) && !current.has(person.id));
  return [...new Map(former.map(({ person }) => [person.id, person])).values()];
}

function heardAt({ cycle, updates }: NudgeTeam["cycles"][number]): number {
  return updates.at(-1)?.recordedAt.getTime() ?? cycle.createdAt.getTime();
}

export const blockedReasons = ["muted", "away", "paused", "not reachable", "not on the team", "no school day"] as const;
/** Why somebody is not nudged, whatever the reason for it. */
export type Blocked = (typeof blockedReasons)[number];
