import type { Cycle } from "../core/cycle/model.js";
import type { ChartSource } from "../core/measure/cycle-charts.js";
import type { Repositories, Scope } from "../ports/store.js";

/**
 * These cycles with all that was ever recorded of each: what the outside may see of them follows from it. Four queries for
 * all of them, three where nothing was ever changed.
 */
export async function cycleRecords(
  view: Repositories,
  scope: Scope,
  cycles: readonly Cycle[],
  { minN, timeZoneOf }: { minN: number; timeZoneOf: (districtId: string) => string },
): Promise<ChartSource[]> {
  if (cycles.length === 0) return [];
  const ids = cycles.map(({ id }) => id);
  const updates = await view.cycles.updatesOfCycles(scope, ids);
  const changed = updates.filter(({ version }) => version > 1);
  const versions = await view.cycles.versionsOfUpdates(
    scope,
    changed.map(({ id }) => id),
  );
  const measures = await view.cycles.measuresOf(scope, ids);
  const amendments = await view.cycles.amendmentsOf(scope, ids);
  return cycles.map((cycle) => {
    const own = updates.filter(({ cycleId }) => cycleId === cycle.id);
    const ownIds = new Set(own.map(({ id }) => id));
    return {
      cycle,
      updates: own,
      versions: versions.filter(({ updateId }) => ownIds.has(updateId)),
      measures: measures.filter(({ cycleId }) => cycleId === cycle.id),
      amendments: amendments.filter(({ cycleId }) => cycleId === cycle.id),
      minN,
      timeZone: timeZoneOf(cycle.districtId),
    };
  });
}
