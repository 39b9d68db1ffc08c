import type { App } from "./app.js";
import { replan } from "./replan.js";

const setting = "tz data";

/**
 * Governments change their clocks at short notice. Where the time zone data is another than the one that stored instants
 * were reckoned with, they are reckoned again from local date, local time and zone; what has left stays. `version`:
 * that of the runtime's data. To be called before the first heartbeat; again after a crash in between, it does no harm.
 */
export async function followTimeZones(app: App, version: string): Promise<void> {
  const before = await app.store.read((view) => view.settings.get(setting));
  if (before === version) return;
  const now = app.clock.now();
  const networks = before === undefined ? [] : await app.store.read((view) => view.networks.all());
  for (const { id } of networks) await app.store.write((tables) => replan(tables, { networkId: id }, {}, now));
  await app.store.write((tables) => tables.settings.set(setting, version));
  if (before !== undefined) app.journal.info("time zone data changed", { before, now: version });
}
