import path from "node:path";
import type { Journal } from "../ports/journal.js";
import { type Database, longestWriteMs } from "./database.js";
import { StoreRefusal } from "./errors.js";
import { PrismaClient } from "./generated/sqlite/client.js";
import { sqliteAdapter } from "./sqlite.js";
import { migrate } from "./sqlite-migrate.js";

/**
 * One connection to read and one to write. `url`: `file:` and a path, relative to the working directory or absolute. All
 * processes are on one machine, and have its clock.
 */
export async function openSqlite(url: string, journal: Journal, machineNow = () => new Date()): Promise<Database> {
  const file = fileOf(url);
  await migrate(file, journal);
  const reader = new PrismaClient({ adapter: sqliteAdapter(file, "read"), errorFormat: "minimal" });
  const writer = new PrismaClient({ adapter: sqliteAdapter(file, "write"), errorFormat: "minimal" });
  const moment = () => ({ since: performance.now(), now: machineNow() });
  return {
    view: reader,
    transaction: (work) =>
      writer.$transaction(
        async (tables) => {
          // Prisma begins deferred. A write, even of no row, takes the lock before anything is read, so that what is
          // read inside stays true until the commit and no later statement can find the database busy.
          await tables.$executeRaw`UPDATE "setting" SET "value" = "value" WHERE "name" IS NULL`;
          return work(tables, moment());
        },
        { timeout: longestWriteMs, maxWait: longestWriteMs },
      ),
    moment: async () => moment(),
    told: (error) => error,
    async close() {
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
    },
  };
}

/** The file that a DATABASE_URL names. */
export function fileOf(url: string): string {
  const file = /^file:([^?]+)/.exec(url)?.[1];
  if (!file) {
    throw new StoreRefusal(
      'DATABASE_URL must be "file:" and a path, for example file:./data/throughline.db, or the address of a PostgreSQL database.',
    );
  }
  return path.resolve(file);
}
