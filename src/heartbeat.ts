import { schedule } from "node-cron";
import type { Journal } from "./ports/journal.js";

/**
 * Every twenty seconds, in UTC, one beat at a time. What is due is decided by the beat from what is stored: a late,
 * doubled or missed one is harmless, and node-cron's own idea of time zones is not used.
 */
export function startHeartbeat(beat: () => Promise<void>, journal: Journal): { stop(): Promise<void> } {
  let beating: Promise<void> = Promise.resolve();
  const task = schedule(
    "*/20 * * * * *",
    () => {
      beating = beat().catch((error: unknown) => journal.error("heartbeat failed", { error: String(error) }));
      return beating;
    },
    { timezone: "UTC", noOverlap: true },
  );
  return {
    async stop() {
      await task.destroy();
      await beating;
    },
  };
}
