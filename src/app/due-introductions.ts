import type { Network } from "../core/network/model.js";
import type { App } from "./app.js";
import { moveOn } from "./introductions.js";

/** What of introductions is due: whose time is over, and who is asked whether they met or go on. */
export async function moveIntroductions(app: App, network: Network, now: Date): Promise<void> {
  const scope = { networkId: network.id };
  const due = await app.store.read((view) => view.matches.due(scope, now));
  for (const { match } of due)
    await app.store.write(async (tables) => {
      const two = await tables.matches.find(scope, match.id);
      if (two !== undefined) await moveOn(tables, network, two, { do: "time" }, now);
    });
}
