import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "../ports/journal.js";
import { connectionOf } from "./connection.js";
import { type Database, longestWriteMs, type Moment } from "./database.js";
import { lossOf, postgresCode, StoreUnreachable } from "./errors.js";
import { PrismaClient } from "./generated/postgresql/client.js";
import { plainly } from "./plain.js";
import { placeOf, postgresAdapter, writersLock } from "./postgresql.js";
import { migrate } from "./postgresql-migrate.js";
import type { Tables } from "./tables.js";

/** How long to ask what became of a commit whose answer was lost: longer than a standstill is suffered. */
const doubtMs = 25_000;

/**
 * A few connections to read and one to write. All writes to one database, of all processes, come one after the other:
 * each takes the one lock before it reads anything (docs/decisions/008-postgresql.md).
 *
 * The machines' clocks may differ by minutes: machine time is the database's. `machineNow` takes its place in tests.
 */
export async function openPostgres(url: string, journal: Journal, machineNow?: () => Date): Promise<Database> {
  const place = placeOf(url);
  await migrate(place, journal);
  const [reading, writing] = [
    connectionOf(postgresAdapter(place, "read")),
    connectionOf(postgresAdapter(place, "write")),
  ];
  const reader = new PrismaClient({ adapter: reading.adapter, errorFormat: "minimal" });
  const writer = new PrismaClient({ adapter: writing.adapter, errorFormat: "minimal" });

  /** Whether the transaction is there. Rejects when nobody can say. */
  async function committed(id: string): Promise<boolean> {
    for (const giveUpAt = performance.now() + doubtMs; performance.now() < giveUpAt; await sleep(200)) {
      const rows = await reader.$queryRaw<{ status: string | null }[]>`SELECT pg_xact_status(${id}::xid8) AS "status"`
        // Not reachable yet.
        .catch(() => []);
      const status = rows[0]?.status;
      if (status === "committed") return true;
      if (status === "aborted") return false;
    }
    throw new StoreUnreachable(
      `The connection to the database ${place.name} broke during a commit, and it cannot be asked what became of it: this write may or may not be there.`,
    );
  }

  const momentOf = (since: number, epochMs = Number.NaN): Moment => ({
    since,
    now: machineNow?.() ?? new Date(epochMs),
  });

  return {
    // The same models give the same methods; a test compares the schemas.
    view: plainly(reader as unknown as Tables, reading.runs),
    async transaction(work) {
      let done: { id: string; result: Awaited<ReturnType<typeof work>> } | undefined;
      try {
        return await writer.$transaction(
          async (tables) => {
            const runs = writing.begun();
            const say = (sql: string) => runs.executeRaw({ sql, args: [], argTypes: [] });
            const since = performance.now();
            // A statement of its own: each later one sees all that was committed before the lock was given.
            const rows = await tables.$queryRaw<{ id: string; now: number }[]>`
              SELECT pg_advisory_xact_lock(${writersLock})::text AS "lock", pg_current_xact_id()::text AS "id",
                (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now"`;
            const result = await work(plainly(tables as unknown as Tables, runs), momentOf(since, rows[0]?.now), say);
            done = { id: rows[0]?.id ?? "", result };
            return result;
          },
          { timeout: longestWriteMs, maxWait: longestWriteMs },
        );
      } catch (error) {
        if (done !== undefined && lossOf(error) !== undefined && (await committed(done.id))) return done.result;
        throw error;
      }
    },
    async moment() {
      const since = performance.now();
      const rows = await reader.$queryRaw<{ now: number }[]>`
        SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now"`;
      return momentOf(since, rows[0]?.now);
    },
    told(error) {
      const loss = lossOf(error);
      if (loss !== undefined) {
        return new StoreUnreachable(`The database ${place.name} cannot be reached (${loss}).`, { cause: error });
      }
      if (postgresCode(error) === "55P03") {
        return new StoreUnreachable(`The database ${place.name} is held by another process.`, { cause: error });
      }
      return error;
    },
    async close() {
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
      await Promise.all([reading.close(), writing.close()]);
    },
  };
}
