import path from "node:path";
import type { Journal } from "../ports/journal.js";
import { type Connection, connectionOf } from "./connection.js";
import { type Database, longestWriteMs } from "./database.js";
import { StoreRefusal } from "./errors.js";
import { PrismaClient } from "./generated/sqlite/client.js";
import { plainly, type Runs } from "./plain.js";
import { inTransaction, sqliteAdapter } from "./sqlite.js";
import { migrate } from "./sqlite-migrate.js";

/**
 * One connection to read and one to write. `url`: `file:` and a path, relative to the working directory or absolute. All
 * processes are on one machine, and have its clock.
 */
export async function openSqlite(url: string, journal: Journal, machineNow = () => new Date()): Promise<Database> {
  const file = fileOf(url);
  await migrate(file, journal);
  const [reading, writing] = [connectionOf(sqliteAdapter(file, "read")), connectionOf(sqliteAdapter(file, "write"))];
  const reader = new PrismaClient({ adapter: reading.adapter, errorFormat: "minimal" });
  const writer = new PrismaClient({ adapter: writing.adapter, errorFormat: "minimal" });
  const moment = () => ({ since: performance.now(), now: machineNow() });
  return {
    view: plainly(reader, whereQuicker(reading, writing)),
    transaction: (work) =>
      writer.$transaction(
        async (tables) => {
          // Prisma begins deferred. A write, even of no row, takes the lock before anything is read, so that what is
          // read inside stays true until the commit and no later statement can find the database busy.
          const runs = writing.begun();
          const say = (sql: string) => runs.executeRaw({ sql, args: [], argTypes: [] });
          await say(takeTheLock);
          return work(plainly(tables, runs), moment(), say);
        },
        { timeout: longestWriteMs, maxWait: longestWriteMs },
      ),
    moment: async () => moment(),
    told: (error) => error,
    async close() {
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
      await Promise.all([reading.close(), writing.close()]);
    },
  };
}

/**
 * What is read goes over the connection that writes while no transaction is open there: it alone still knows the pages of
 * what it wrote last, where the other one would have to read them anew after each commit. Only queries: nothing can be
 * changed through a view.
 */
function whereQuicker(reading: Connection, writing: Connection): Runs {
  return {
    ...reading.runs,
    async queryRaw(query) {
      const quicker = await writing.connected();
      const may = query.sql.startsWith("SELECT ") && !inTransaction(quicker);
      return may ? quicker.queryRaw(query) : reading.runs.queryRaw(query);
    },
  };
}

const takeTheLock = `UPDATE "setting" SET "value" = "value" WHERE "name" IS NULL`;

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
