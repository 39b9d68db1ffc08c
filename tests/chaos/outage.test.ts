import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../store/postgres-server.js";
import { endInFlight } from "./deploy.js";
import { type FullDisk, fillDisk, postgresDisk, sqliteDisk } from "./disk.js";
import { lockFile, loseDatabase, stopServer } from "./outage.js";
import { inWorld } from "./world.js";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());

const clean = { lost: 0, doubled: 0, outOfOrder: 0, unknown: 0 };

describe("a database that is gone for seconds", () => {
  it("costs nothing when the PostgreSQL server stops and starts again", async () => {
    const own = await startPostgres();
    try {
      await inWorld({ replicas: 2, databaseUrl: await own.create() }, async (world) => {
        const outcome = await loseDatabase(world, () => stopServer(own, 3_000));
        expect(outcome).toMatchObject({ messages: 9, ...clean, late: false });
      });
    } finally {
      await own.remove();
    }
  }, 300_000);

  it.each([1_000, 4_000])(
    "costs nothing when somebody else holds the SQLite file for %i ms",
    async (forMs) => {
      await inWorld({ replicas: 1 }, async (world) => {
        const outcome = await loseDatabase(world, () => lockFile(world.databaseUrl, forMs));
        expect(outcome).toMatchObject({ messages: 9, ...clean, late: false });
      });
    },
    120_000,
  );
});

describe("a full disk", () => {
  /** Nothing is acknowledged and lost, the form stays open with her words, and it goes on by itself. */
  function expectNothingLost(outcome: FullDisk): void {
    expect(outcome).toMatchObject({ ...clean, late: false });
    expect(outcome.messages).toBeGreaterThan(outcome.written);
    expect(outcome.form).toMatchObject({ open: true, kept: true, again: "closed" });
    expect(outcome.form.outcome).not.toBe("closed");
    expect(outcome.form.says).toContain("Your text is still here");
    const full = "503 The database cannot be written. Is its disk full?";
    expect(outcome.ready).toEqual({ before: "200 ready", full, after: "200 ready" });
  }

  it("under SQLite is said by /readyz, and costs nobody a word", async () => {
    await inWorld({ replicas: 1 }, async (world) => {
      expectNothingLost(await fillDisk(world, sqliteDisk(world)));
    });
  }, 300_000);

  it("under PostgreSQL is said by /readyz, and costs nobody a word", async () => {
    const databaseUrl = await server.create();
    await inWorld({ replicas: 2, databaseUrl }, async (world) => {
      expectNothingLost(await fillDisk(world, postgresDisk(server, databaseUrl)));
    });
  }, 300_000);
});

describe("a process that is asked to end while fifty people write", () => {
  it("does so within fifteen seconds, and nothing is lost or said twice", async () => {
    await inWorld({ replicas: 1, people: 50 }, async (world) => {
      const outcome = await endInFlight(world);
      expect(outcome).toMatchObject({ messages: 50, ...clean });
      expect(outcome.inFlight).toBeGreaterThanOrEqual(50);
      expect(outcome.endedInMs).toBeLessThan(15_000);
    });
  }, 300_000);
});
