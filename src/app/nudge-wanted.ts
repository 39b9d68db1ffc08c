import { localDateOf } from "../core/calendar/local.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { isCurrent } from "../core/network/current.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories, Scope } from "../ports/store.js";

/**
 * Why a nudge that was written before must not leave any more; undefined when it may. Judged in the transaction that is about
 * to send it: who wrote it still works with the team, and whom it is for is still on it and wants to be written to.
 */
export async function whyNotNudge(
  tables: Repositories,
  scope: Scope,
  { id, delivery }: OutboxMessage,
  now: Date,
): Promise<string | undefined> {
  const nudge = await tables.nudges.find(scope, id);
  if (nudge === undefined) return undefined;
  const theirs = { ...scope, districtId: nudge.districtId };
  const person = await tables.roster.person(scope, nudge.toId);
  const team = await tables.roster.team(theirs, nudge.teamId);
  const district = await tables.roster.district(theirs, nudge.districtId);
  if (person === undefined || team === undefined || district === undefined) return "not there any more";
  const workspace = delivery.do === "direct" ? await tables.workspaces.byRef(delivery.to) : undefined;
  const there = workspace?.districtId ?? null;
  if (there !== null && there !== person.districtId) return "another district's workspace";
  const today = localDateOf(now, district.timeZone);
  const memberships = await tables.roster.membershipsOf(theirs, person.id);
  if (!memberships.some((one) => one.teamId === team.id && isCurrent(one, today))) return "no longer on the team";
  const left = whyLeftAlone(person, team, today);
  if (left !== undefined) return left;
  const assignments = await tables.roster.assignments(theirs);
  const coaches = assignments.some(
    (one) => one.personId === nudge.fromId && one.teamId === team.id && isCurrent(one, today),
  );
  if (!coaches) return "its writer no longer accompanies the team";
  const cycle = nudge.cycleId === null ? undefined : await tables.cycles.cycle(theirs, nudge.cycleId);
  return cycle?.stage === "closed" ? "the cycle is closed" : undefined;
}
