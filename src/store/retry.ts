import { setTimeout as sleep } from "node:timers/promises";
import { postgresCode, prismaCode, sqliteCode } from "./errors.js";

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

/** 40001, 40P01: undone for the sake of another; 57P03: the server is just starting. */
function isContention(error: unknown): boolean {
  if (/^SQLITE_(BUSY|LOCKED$)/.test(sqliteCode(error) ?? "")) return true;
  return /^(40001|40P01|57P03)$/.test(postgresCode(error) ?? "") || prismaCode(error) === "P2034";
}
