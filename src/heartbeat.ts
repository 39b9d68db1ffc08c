import { schedule } from "node-cron";
import type { Journal } from "./ports/journal.js";

/** `lastBeat`: when the last beat ended well, by the machine's clock; before the first one, when it was started. */
export type Heartbeat = { now(): void; lastBeat(): Date; stop(): Promise<void> };

/**
 * Every twenty seconds, in UTC, and when somebody asks for it; one beat at a time. What is due is decided by the beat
 * from what is stored: a late, doubled or missed one is harmless, and node-cron's own idea of time zones is not used.
 */
export function startHeartbeat(beat: () => Promise<void>, journal: Journal, everySeconds = 20): Heartbeat {
  let beating: Promise<void> = Promise.resolve();
  let waiting = false;
  let lastBeat = new Date();

  /** While one beat waits for its turn, another one would find nothing more than that one does. */
  function now(): void {
    if (waiting) return;
    waiting = true;
    beating = beating
      .then(() => {
        waiting = false;
        return beat();
      })
      .then(() => {
        lastBeat = new Date();
      })
      .catch((error: unknown) => journal.error("heartbeat failed", { error: String(error) }));
  }

  const task = schedule(`*/${everySeconds} * * * * *`, now, { timezone: "UTC", suppressMissedWarning: true });
  return {
    now,
    lastBeat: () => lastBeat,
    async stop() {
      await task.destroy();
      await beating;
    },
  };
}
