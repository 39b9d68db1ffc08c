import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { App } from "../../src/app/app.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import type { Clock } from "../../src/ports/clock.js";
import { openStore } from "../../src/store/index.js";
import { silent } from "../store/silent-journal.js";
import { shortestMs } from "./figures.js";
import { fillOutbox, instantPlatform, type Pending, platformName } from "./pending.js";

/** `makespanMs`, `optimumMs`: from the first message to the last, on the virtual clock. `rssMb`: the most it was. */
export type Burst = { messages: number; makespanMs: number; optimumMs: number; refused: number; rssMb: number };

/** What platforms allow for long, and what the app keeps to when it is left as it is: 300 a minute, 20 at once. */
export const limits = { laneGapMs: 1_000, paceMs: 200, burst: 20 };

/**
 * Everything is due at once and leaves as the limits allow, on a clock that jumps to when the next can leave: hours in
 * minutes, and no request takes any time of it. The platform counts by itself, and refuses what comes too early.
 */
export async function burst(pending: Pending): Promise<Burst> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-bench-"));
  const url = `file:${path.join(folder, "burst.db")}`;
  let at = Date.parse("2026-01-21T23:00:00Z");
  const clock: Clock = { now: () => new Date(at), machineNow: () => new Date(at), after: () => () => {} };
  const store = await openStore({ url, key: undefined, journal: silent, machineNow: clock.machineNow });
  const overLimit = limiter();
  const sentAt: number[] = [];
  let refused = 0;
  let rss = 0;
  const sending = (workspace: string, conversation: string) => {
    const waitMs = overLimit(workspace, conversation, at);
    if (waitMs > 0) {
      refused += 1;
      throw new PlatformError({ kind: "rate-limited", retryAfterMs: waitMs });
    }
    if (sentAt.push(at) % 500 === 0) rss = Math.max(rss, process.memoryUsage.rss());
  };
  const app: App = {
    matching: createMatchIndex(store),
    store,
    clock,
    journal: silent,
    platforms: new Map([[platformName, instantPlatform(sending)]]),
    poke() {},
    wake() {},
  };
  const deliverer = createDeliverer(app);
  try {
    await fillOutbox(store, url, pending, clock.now());
    for (;;) {
      await deliverer.deliver();
      const freeInMs = await store.read((view) => view.outbox.nextFree(clock.now()));
      if (freeInMs === undefined) break;
      at += Math.max(1, freeInMs);
    }
    const { workspaces, conversations, each } = pending;
    const messages = workspaces * conversations * each;
    if (sentAt.length !== messages) throw new Error(`${sentAt.length} of ${messages} messages were sent`);
    return {
      messages,
      makespanMs: (sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0),
      optimumMs: shortestMs(Array(workspaces).fill(Array(conversations).fill(each)), limits),
      refused,
      rssMb: Math.max(rss, process.memoryUsage.rss()) / 2 ** 20,
    };
  } finally {
    await deliverer.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A platform's own count: one message a second to a conversation; to a workspace 20 at once, and one more each 200 ms.
 * Gives for how many ms a request comes too early, and counts only those that do not.
 */
function limiter() {
  const lastTo = new Map<string, number>();
  /** When the workspace's bucket is full again. */
  const fullAt = new Map<string, number>();
  return (workspace: string, conversation: string, at: number): number => {
    const lane = `${workspace} ${conversation}`;
    const full = Math.max(fullAt.get(workspace) ?? 0, at);
    const waitMs = Math.max(
      (lastTo.get(lane) ?? Number.NEGATIVE_INFINITY) + limits.laneGapMs - at,
      full + limits.paceMs - at - limits.burst * limits.paceMs,
    );
    if (waitMs > 0) return waitMs;
    lastTo.set(lane, at);
    fullAt.set(workspace, full + limits.paceMs);
    return 0;
  };
}
