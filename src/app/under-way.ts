import { type WorkspaceRef, workspaceKey } from "../core/refs.js";

/** Requests under way at once, in all and to one workspace: one that does not answer holds up no other. */
export const atOnce = 100;
const atOnceToOne = 10;
/** What one claim takes for one workspace, so that two claims together do not exceed it. */
export const share = atOnceToOne / 2;

/**
 * How much is under way to each workspace, and which have not answered lately. Guarantees: to one workspace there are
 * never more than `atOnceToOne`; those that do not answer have half of all requests together, and take turns. Not
 * guaranteed: that a silence is known before the first requests have run out of time.
 */
export function createUnderWay() {
  const counts = new Map<string, { ref: WorkspaceRef; count: number }>();
  /** Whoever has waited longest for a turn is first. */
  const silent = new Map<string, WorkspaceRef>();

  function add(ref: WorkspaceRef, change: 1 | -1): void {
    const key = workspaceKey(ref);
    const count = (counts.get(key)?.count ?? 0) + change;
    if (count === 0) counts.delete(key);
    else counts.set(key, { ref, count });
  }

  return {
    /** Those that get no more with the next claim. */
    busy(): WorkspaceRef[] {
      const full = [...counts].filter(([key, { count }]) => count > atOnceToOne - share && !silent.has(key));
      const toSilent = [...silent.keys()].reduce((sum, key) => sum + (counts.get(key)?.count ?? 0), 0);
      const turns = Math.max(0, Math.floor((atOnce / 2 - toSilent) / share));
      const next = [...silent].filter(([key]) => !counts.has(key)).slice(0, turns);
      for (const [key, ref] of next) {
        silent.delete(key);
        silent.set(key, ref);
      }
      const haveTurn = new Set(next.map(([key]) => key));
      const others = [...silent].filter(([key]) => !haveTurn.has(key)).map(([, ref]) => ref);
      return [...full.map(([, { ref }]) => ref), ...others];
    },
    /** `work` says whether the workspace said anything; undefined: it was not asked. */
    async counted(ref: WorkspaceRef, work: () => Promise<boolean | undefined>): Promise<void> {
      add(ref, 1);
      try {
        const answered = await work();
        if (answered === true) silent.delete(workspaceKey(ref));
        if (answered === false) silent.set(workspaceKey(ref), ref);
      } finally {
        add(ref, -1);
      }
    },
  };
}
