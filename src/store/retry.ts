import { setTimeout as sleep } from "node:timers/promises";
import { prismaCode, sqliteCode } from "./errors.js";

/** How long somebody else may hold the database before a caller is told: the longest lock that is survived. */
const patienceMs = 30_000;

/**
 * Runs `attempt` again, after a short random wait, while another process holds the database. For attempts that leave
 * nothing behind when they fail: transactions, and the opening of a connection.
 */
export async function whenFree<T>(attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isContention(error) || performance.now() > giveUpAt) throw error;
      await sleep(Math.random() * Math.min(20 * 2 ** tries, 500));
    }
  }
}

function isContention(error: unknown): boolean {
  const code = sqliteCode(error);
  return code?.startsWith("SQLITE_BUSY") || code === "SQLITE_LOCKED" || prismaCode(error) === "P2034";
}
