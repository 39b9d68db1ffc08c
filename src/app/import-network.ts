import { idOf } from "../core/id.js";
import type { NetworkFile, Problem } from "../core/network/file.js";
import type { Diff } from "../core/network/import-diff.js";
import type { ImportChanges, KnownNetwork } from "../core/network/import-draft.js";
import type { Network } from "../core/network/model.js";
import { networkOfFile, planImport } from "../core/network/plan-import.js";
import type { Repositories, Store } from "../ports/store.js";
import { recordMissed, replan } from "./replan.js";

/** `file` undefined: nothing could be read; `problems` says why. */
export type ReadFile = { file?: NetworkFile; problems: Problem[] };

export type ImportOptions = {
  now: Date;
  dryRun: boolean;
  /** The file may found a network beside those that are known. */
  newNetwork?: boolean;
  /** The network that a file without a network section means. */
  named?: string;
};

export type ImportOutcome =
  | { outcome: "problems"; problems: Problem[] }
  | { outcome: "imported" | "dry run"; diff: Diff };

/** Everything or nothing: with a single problem, and in a dry run, nothing is written. */
export function importNetwork(store: Store, read: ReadFile, options: ImportOptions): Promise<ImportOutcome> {
  const work = (tables: Repositories) => importInto(tables, read, options);
  return options.dryRun ? store.read(work) : store.write(work);
}

/**
 * The import as a part of a transaction. The plan is made inside the transaction that performs it, so that two imports at
 * once cannot miss each other. What was planned by rules and calendars that change is planned anew in it.
 */
export async function importInto(
  tables: Repositories,
  { file, problems }: ReadFile,
  options: ImportOptions,
): Promise<ImportOutcome> {
  if (file === undefined) return { outcome: "problems", problems };
  const chosen = networkOfFile(file, await tables.networks.all(), options);
  if ("problem" in chosen) return { outcome: "problems", problems: [...problems, chosen.problem] };
  const known = "network" in chosen ? await knownNetwork(tables, chosen.network) : undefined;
  const plan = planImport(file, known, options.now);
  const all = [...problems, ...plan.problems];
  if (all.length > 0) return { outcome: "problems", problems: all };
  if (options.dryRun) return { outcome: "dry run", diff: plan.diff };
  const network = plan.changes.network ?? known?.network;
  if (network !== undefined && plan.diff.entries.length > 0) {
    const ids = movedBy(plan.changes, known);
    const scope = { networkId: network.id };
    if (ids.size > 0 && known !== undefined) await recordMissed(tables, scope, { ids }, options.now);
    await save(tables, network, plan.changes);
    if (ids.size > 0) await replan(tables, scope, { ids }, options.now);
    await tables.events.audit(auditOf(network, plan.diff, options.now));
  }
  return { outcome: "imported", diff: plan.diff };
}

/** Rules and districts whose dates change: their own rows, and the rules of teams whose collaboration meets on other days. */
function movedBy(
  { roster: { rules, districts, convenings } }: ImportChanges,
  known: KnownNetwork | undefined,
): Set<string> {
  const meets = new Set(convenings.map(({ collaborationId }) => collaborationId));
  const teams = new Set(
    (known?.roster.teams ?? []).flatMap((team) => (meets.has(team.collaborationId) ? [team.id] : [])),
  );
  const follow = (known?.roster.rules ?? []).filter((rule) => rule.aroundConvenings && teams.has(rule.teamId));
  return new Set([...rules, ...districts, ...follow].map(({ id }) => id));
}

async function knownNetwork(view: Repositories, network: Network): Promise<KnownNetwork> {
  const scope = { networkId: network.id };
  const roster = await view.roster.load(scope);
  const problems: KnownNetwork["problems"] = [];
  for (const team of roster.teams) problems.push(...(await view.cycles.problems(scope, team.id)));
  return { network, roster, problems, cycles: await view.cycles.all(scope) };
}

async function save(tables: Repositories, network: Network, changes: ImportChanges): Promise<void> {
  const scope = { networkId: network.id };
  if (changes.network !== undefined) await tables.networks.save(changes.network);
  await tables.roster.save(scope, changes.roster);
  for (const { problem, versions } of changes.problems) {
    for (const version of versions) {
      await tables.cycles.saveProblem(scope, { ...problem, version: version.version }, version);
    }
  }
  for (const cycle of changes.cycles) await tables.cycles.save(scope, cycle, 0);
}

/** How much changed, never whom it names. */
function auditOf(network: Network, { entries, unchanged }: Diff, now: Date) {
  const count = (change: string) => entries.filter((entry) => entry.change === change).length;
  return {
    id: idOf("audit", "import", network.id, now.toISOString(), JSON.stringify(entries)),
    networkId: network.id,
    districtId: null,
    at: now,
    actor: "import",
    action: "network imported",
    subject: network.id,
    detail: `${count("added")} added, ${count("changed")} changed, ${count("ended")} ended, ${unchanged} unchanged`,
  };
}
