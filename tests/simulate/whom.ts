import type { Cycle } from "../../src/core/cycle/model.js";
import type { Instant } from "./agenda.js";
import type { Facts } from "./facts.js";
import { begunId } from "./furnish.js";
import type { Turn } from "./turns.js";
import type { Member, Person, Team } from "./world.js";

/** Who is asked on a team's turn, by what was recorded until `at`. */
export function dueTo(facts: Facts, team: Team, { date, why }: Turn, at: Instant): string[] {
  const there = membersOn(team, date, at);
  const lead = there.find((one) => one.lead)?.person.id;
  const present = (id: string | null) => there.some(({ person }) => person.id === id);
  const open = (facts.cyclesOf.get(team.id) ?? []).filter(
    ({ createdAt, closedAt }) => createdAt.getTime() <= at && (closedAt === null || closedAt.getTime() > at),
  );
  const owners = open.map(({ ownerId }) => (present(ownerId) ? ownerId : lead));
  const tested = open.filter((cycle) => stageAt(facts, cycle, at) === "do");
  const testers = tested.flatMap((cycle) => testersAt(facts, team, cycle, at)).filter(present);
  const promised = why === "rule" || why === "in do" ? [] : openPromises(facts, team, at);
  const responsible = promised.map(({ personId }) => (present(personId) ? personId : lead));
  const all = [...(owners.length === 0 ? [lead] : owners), ...testers, ...responsible];
  return [...new Set(all)].filter((id) => typeof id === "string");
}

/** Who left on this very day was on the team until then. */
export function membersOn({ members }: Team, date: string, at: Instant): Member[] {
  return members.filter(
    ({ from, until, leftAt = at }) => from <= date && (until === null || until > date || leftAt > at),
  );
}

/** Who answers for a commitment: herself, or the lead for what is nobody's (any more). */
export function answersFor(team: Team, whose: Person | undefined, date: string, at: Instant): Person | undefined {
  const there = membersOn(team, date, at);
  return (there.find(({ person }) => person === whose) ?? there.find((one) => one.lead))?.person;
}

export function openPromises({ promises }: Facts, { id }: Team, at: Instant) {
  return promises.filter(
    ({ teamId, createdAt, settledAt }) =>
      teamId === id && createdAt.getTime() <= at && (settledAt === null || settledAt.getTime() > at),
  );
}

/** Whether the team tests something since before `dawn`: all the time, now and then, or never between these moments. */
export function tests(
  facts: Facts,
  team: Team,
  dawn: Instant,
  from: Instant,
  to: Instant,
): "throughout" | "partly" | "never" {
  const cycles = (facts.cyclesOf.get(team.id) ?? []).filter(
    ({ startedAt }) => startedAt !== null && startedAt.getTime() < dawn,
  );
  const changes = cycles.flatMap((cycle) => [
    cycle.createdAt.getTime(),
    ...(facts.updatesOf.get(cycle.id) ?? []).map(({ recordedAt }) => recordedAt.getTime()),
  ]);
  const moments = [from, ...changes.filter((one) => from < one && one <= to).flatMap((one) => [one - 1, one]), to];
  const seen = moments.map((at) =>
    cycles.some((cycle) => cycle.createdAt.getTime() <= at && stageAt(facts, cycle, at) === "do"),
  );
  return seen.every(Boolean) ? "throughout" : seen.some(Boolean) ? "partly" : "never";
}

/** Reckoned from the updates: each moves its cycle on when it answers the stage that the cycle is in. */
function stageAt({ updatesOf, begun }: Facts, { id }: Cycle, at: Instant): string {
  let stage = begun.has(id) ? "do" : "plan";
  for (const update of updatesOf.get(id) ?? []) {
    if (update.recordedAt.getTime() > at || update.stage !== stage) continue;
    const { next, decision } = update.answers;
    if (stage === "plan") stage = "do";
    else if (stage === "do") stage = next === "ready to study" ? "study" : "do";
    else stage = ["scale", "adapt", "abandon"].includes(`${decision}`) ? "closed" : "act";
  }
  return stage;
}

/** As the plan's details said then; before they said anything, whom it began with or whom the cycle before it had. */
function testersAt(facts: Facts, team: Team, { id, previousId, createdAt }: Cycle, at: Instant): string[] {
  const said = (facts.detailsOf.get(id) ?? []).filter((one) => one.at.getTime() <= at).at(-1);
  if (said !== undefined) return said.testers;
  const nth = team.begun.findIndex((_, index) => begunId(team, index) === id);
  if (nth >= 0) return team.begun[nth]?.testers.map((one) => one.id) ?? [];
  const before = facts.cycles.find((one) => one.id === previousId);
  return before === undefined ? [] : testersAt(facts, team, before, createdAt.getTime());
}
