import { allDeeds, suffer } from "./faults.js";
import { type Report, wrong } from "./judge.js";
import type { Deed } from "./replica.js";
import type { World } from "./world.js";

/**
 * Every deed once, in several worlds at the same time: most of a fault is waiting for a lease. The tally of a deed is
 * what it added; a world that has gone wrong is left for a fresh one, so that the next deed is judged by itself.
 */
export async function sufferAll(
  open: () => Promise<World>,
  { worlds = 3, deeds = allDeeds }: { worlds?: number; deeds?: readonly Deed[] } = {},
): Promise<Report[]> {
  const left = [...deeds];
  const reports: Report[] = [];
  async function oneAfterTheOther(): Promise<void> {
    let world = await open();
    let messages = 0;
    try {
      for (let deed = left.shift(); deed !== undefined; deed = left.shift()) {
        const outcome = await suffer(world, deed);
        reports.push({ ...deed, ...outcome, messages: outcome.messages - messages });
        messages = outcome.messages;
        if (!wrong(outcome)) continue;
        await world.close();
        world = await open();
        messages = 0;
      }
    } finally {
      await world.close();
    }
  }
  const runs = await Promise.allSettled(Array.from({ length: worlds }, oneAfterTheOther));
  for (const run of runs) if (run.status === "rejected") throw run.reason;
  return reports;
}
