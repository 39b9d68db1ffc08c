import {
  type Change,
  changesSince,
  conflictOnCycle,
  conflictOnTeam,
  conflictOnUpdate,
} from "../core/cycle/conflict.js";
import type { Cycle, CycleUpdate } from "../core/cycle/model.js";
import type { OpenStage } from "../core/cycle/update-form.js";
import type { Team } from "../core/network/model.js";
import type { FormContext } from "../core/ui/form.js";
import type { Repositories } from "../ports/store.js";
import type { Known } from "./who.js";

/**
 * A form that somebody was faster than. `says`: what changed, by whom, when, and what sending it again does. `context`: as
 * the form is to be sent again, naming the version that she is told of; `cycle`: what the form is about then.
 */
export type Overtaken = { says: string; cycle: Cycle | undefined; context: FormContext };

/**
 * Whether an answer meets a cycle, or for a plan a team, that went on since its form was opened: by the version in the
 * form's context, looked at in the transaction that records the answer. A form of before versions has none: it is
 * judged by its stage alone. Updates of two people stand beside each other; a plan stands beside another as a cycle
 * of its own; a decision is made once, and what is said after it is kept without changing it.
 */
export async function overtakenBy(
  tables: Repositories,
  who: Known,
  form: { team: Team; cycle: Cycle | undefined; stage: OpenStage; context: FormContext; now: Date },
): Promise<Overtaken | undefined> {
  const { team, cycle, stage, context, now } = form;
  const seen = context.version === undefined ? undefined : Number(context.version);
  if (cycle === undefined) return overtakenPlan(tables, who, { team, context, seen, now });
  const planned = stage === "plan" && cycle.stage !== "plan";
  const same = seen === undefined ? cycle.stage === stage : cycle.version === seen;
  if (same && !planned) return undefined;
  const since = changesSince(cycle, await changesOf(tables, who, cycle), seen ?? cycle.version - 1, {
    personId: who.person.id,
  });
  const says = conflictOnCycle(cycle, stage, since, await reader(tables, who, since.map(authorOf), now));
  if (!planned) return { says, cycle, context: { ...context, version: `${cycle.version}` } };
  const { cycle: _planned, ...rest } = context;
  const version = `${(await tables.cycles.ofTeams(who.scope, [team.id])).length}`;
  return { says, cycle: undefined, context: { ...rest, team: team.id, version } };
}

/** A team's cycles are never deleted: how many there are tells whether one has come since. */
async function overtakenPlan(
  tables: Repositories,
  who: Known,
  { team, context, seen, now }: { team: Team; context: FormContext; seen: number | undefined; now: Date },
): Promise<Overtaken | undefined> {
  const cycles = await tables.cycles.ofTeams(who.scope, [team.id]);
  const fresh = seen === undefined ? [] : cycles.slice(0, Math.max(0, cycles.length - seen));
  const owners = fresh.flatMap((one) => one.ownerId ?? []);
  const says = conflictOnTeam(fresh, await reader(tables, who, owners, now));
  if (says === undefined) return undefined;
  return { says, cycle: undefined, context: { ...context, version: `${cycles.length}` } };
}

/** Her own update that she has changed elsewhere since this form was opened. */
export async function changedBefore(
  tables: Repositories,
  who: Known,
  { update, cycle, context, now }: { update: CycleUpdate; cycle: Cycle; context: FormContext; now: Date },
): Promise<Overtaken> {
  const versions = await tables.cycles.versionsOf(who.scope, update.id);
  const says = conflictOnUpdate(versions, await reader(tables, who, [], now));
  return { says, cycle, context: { ...context, version: `${update.version}` } };
}

async function changesOf(tables: Repositories, who: Known, cycle: Cycle): Promise<Change[]> {
  const changes: Change[] = [];
  for (const update of await tables.cycles.updatesOf(who.scope, cycle.id))
    for (const version of await tables.cycles.versionsOf(who.scope, update.id)) changes.push({ update, version });
  return changes;
}

const authorOf = ({ version }: Change) => version.personId;

async function reader(tables: Repositories, who: Known, people: string[], now: Date) {
  const names = new Map<string, string>();
  for (const id of new Set(people)) {
    const person = await tables.roster.person(who.scope, id);
    if (person !== undefined) names.set(id, person.name);
  }
  return { personId: who.person.id, timeZone: who.timeZone, now, nameOf: (id: string) => names.get(id) };
}
