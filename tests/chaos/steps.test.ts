import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { asLine, wrong } from "./judge.js";
import { sufferAll } from "./pool.js";
import { killAtRandom, seeded } from "./random.js";
import { openWorld, recoveryBarMs } from "./world.js";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());

const databases = [
  { name: "SQLite", replicas: 1, create: async () => undefined },
  { name: "PostgreSQL with two replicas", replicas: 2, create: () => server.create() },
];

describe.each(databases)("on $name", ({ replicas, create }) => {
  const open = async (people: number) => openWorld({ replicas, people, databaseUrl: await create() });

  it("nothing is lost, doubled or out of order when a process dies or stands still at any step", async () => {
    const reports = await sufferAll(() => open(2));
    expect(reports).toHaveLength(24);
    expect(reports.filter((one) => wrong(one) || one.recoveryMs > recoveryBarMs).map(asLine)).toEqual([]);
  }, 180_000);

  it("nor when it is killed at any moment while Slack fails now and then", async () => {
    const world = await open(5);
    try {
      const run = await killAtRandom(world, 5, seeded(20260121));
      expect(run).toMatchObject({ messages: 50, lost: 0, doubled: 0, outOfOrder: 0, unknown: 0, crashes: 0 });
      expect(Math.max(...run.recoveriesMs)).toBeLessThan(recoveryBarMs);
    } finally {
      await world.close();
    }
  }, 120_000);
});
