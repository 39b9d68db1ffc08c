import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { App } from "../../src/app/app.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { machineClock } from "../../src/clock.js";
import type { Repositories, Store } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import { silent } from "../store/silent-journal.js";
import { fillOutbox, instantPlatform, type Pending, platformName } from "./pending.js";

/** `claimsMs`: how long each claim took, from asking for a write to its commit. */
export type Drain = { perSecond: number; claimsMs: number[] };

/**
 * How fast messages leave while `pending` wait: `sample` of them after some to warm up, all due, no limits of a platform in the
 * way. `url`: a PostgreSQL database with nothing in it; undefined: a SQLite file on disk.
 */
export async function drain(pending: Pending, sample: number, url?: string): Promise<Drain> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-bench-"));
  const databaseUrl = url ?? `file:${path.join(folder, "outbox.db")}`;
  const store = await openStore({ url: databaseUrl, key: undefined, journal: silent });
  const warmUp = Math.min(200, Math.floor(sample / 4));
  const claimsMs: number[] = [];
  let sent = 0;
  let begun = 0;
  let stopping: Promise<void> | undefined;
  const sending = () => {
    sent += 1;
    if (sent === warmUp) {
      begun = performance.now();
      claimsMs.length = 0;
    }
    if (sent === warmUp + sample) stopping ??= deliverer.stop();
  };
  const app: App = {
    matching: createMatchIndex(store),
    store: timed(store, claimsMs),
    clock: machineClock,
    journal: silent,
    platforms: new Map([[platformName, instantPlatform(sending)]]),
    poke() {},
    wake() {},
  };
  const deliverer = createDeliverer(app, { laneGapMs: 0, paceMs: 0 });
  try {
    await fillOutbox(store, databaseUrl, pending, new Date(Date.now() - 60_000));
    await deliverer.deliver();
    // What was being sent when enough had left is recorded by now, and counts.
    const perSecond = ((sent - warmUp) / (performance.now() - begun)) * 1_000;
    return { perSecond, claimsMs };
  } finally {
    await stopping;
    await deliverer.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same store, which notes how long each write took in which something was claimed. */
function timed(store: Store, claimsMs: number[]): Store {
  return {
    ...store,
    async write(work, brief) {
      const begun = performance.now();
      let claimed = false;
      const watched = (tables: Repositories): Repositories => ({
        ...tables,
        outbox: {
          ...tables.outbox,
          claim: (...given) => {
            claimed = true;
            return tables.outbox.claim(...given);
          },
        },
      });
      const result = await store.write((tables) => work(watched(tables)), brief);
      if (claimed) claimsMs.push(performance.now() - begun);
      return result;
    },
  };
}
