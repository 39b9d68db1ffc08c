import { schedule } from "node-cron";
import type { Journal } from "./ports/journal.js";

export type Heartbeat = { now(): void; stop(): Promise<void> };

/**
 * Every twenty seconds, in UTC, and when somebody asks for it; one beat at a time. What is due is decided by the beat
 * from what is stored: a late, doubled or missed one is harmless, and node-cron's own idea of time zones is not used.
 */
export function startHeartbeat(beat: () => Promise<void>, journal: Journal): Heartbeat {
  let beating: Promise<void> = Promise.resolve();
  let waiting = false;

  /** While one beat waits for its turn, another one would find nothing more than that one does. */
  function now(): void {
    if (waiting) return;
    waiting = true;
    beating = beating
      .then(() => {
        waiting = false;
        return beat();
      })
      .catch((error: unknown) => journal.error("heartbeat failed", { error: String(error) }));
  }

  const task = schedule("*/20 * * * * *", now, { timezone: "UTC" });
  return {
    now,
    async stop() {
      await task.destroy();
      await beating;
    },
  };
}
