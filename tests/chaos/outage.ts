import { setTimeout as sleep } from "node:timers/promises";
import { openBare } from "../../src/store/sqlite.js";
import type { PostgresServer } from "../store/postgres-server.js";
import type { Outcome } from "./faults.js";
import { recoveryBarMs, type World } from "./world.js";

/** While people write, the database is gone for a while. Recovery counts from its return. */
export async function loseDatabase(world: World, gone: () => Promise<void>): Promise<Outcome> {
  await Promise.all(world.replicas.map((one) => one.up()));
  world.aim(undefined);
  const saying = Promise.all(
    world.people.map(async (_, person) => {
      for (const nth of [1, 2, 3]) {
        await world.say(person, `message ${nth}`);
        await sleep(100);
      }
    }),
  );
  await sleep(100);
  await gone();
  const backAt = performance.now();
  await saying;
  const settledAt = await world.settled(60_000);
  const recoveryMs = settledAt - backAt;
  return { ...(await world.tally()), recoveryMs, late: recoveryMs > recoveryBarMs(backAt) };
}

export async function stopServer(server: PostgresServer, forMs: number): Promise<void> {
  await server.stop();
  await sleep(forMs);
  await server.start();
}

/** As a back-up or a person with a tool would: nobody else may write. */
export async function lockFile(databaseUrl: string, forMs: number): Promise<void> {
  const file = await openBare(databaseUrl.slice("file:".length), "write");
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        await file.executeScript("BEGIN IMMEDIATE");
        break;
      } catch (error) {
        if (tries > 50) throw error;
        await sleep(20);
      }
    }
    await sleep(forMs);
    await file.executeScript("COMMIT");
  } finally {
    await file.dispose();
  }
}
