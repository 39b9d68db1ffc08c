import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { asLine, wrong } from "./judge.js";
import { sufferAll } from "./pool.js";
import { killAtRandom } from "./random.js";
import { openWorld } from "./world.js";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());

const databases = [
  { name: "SQLite", replicas: 1, worlds: 4, create: async () => undefined },
  { name: "PostgreSQL with two replicas", replicas: 2, worlds: 3, create: () => server.create() },
];

// Most of a fault is waiting for a lease: they wait at the same time.
describe.each(databases)("on $name", ({ replicas, worlds, create }) => {
  const open = (people: number) => async () => openWorld({ replicas, people, databaseUrl: await create() });

  it.concurrent("nothing is lost, doubled or out of order when a process dies or stands still at any step", async () => {
    const reports = await sufferAll(open(2), { worlds });
    expect(reports).toHaveLength(24);
    expect(reports.filter((one) => wrong(one) || one.late).map(asLine)).toEqual([]);
  }, 240_000);

  it.concurrent("nor when it is killed at any moment while Slack fails now and then", async () => {
    const run = await killAtRandom(open(4), { kills: 5, seed: 20260121 });
    expect(run).toMatchObject({ kills: 5, messages: 40, lost: 0, doubled: 0, outOfOrder: 0, unknown: 0, crashes: 0 });
    expect(run.late).toBe(0);
  }, 240_000);
});
