import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";

/**
 * One delivery, one effect: the event's key and the effect are one transaction. A redelivery changes nothing and gives
 * `again`. Pokes the deliverer when something was committed.
 */
export async function once<T>(app: App, key: string, work: (tables: Repositories) => Promise<T>): Promise<T | "again"> {
  const result = await app.store.write(async (tables) => {
    if (!(await tables.events.remember(key, app.clock.machineNow()))) return "again" as const;
    return work(tables);
  });
  if (result === "again") app.journal.count("duplicate", "same key");
  else app.poke();
  return result;
}
