import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Journal } from "../ports/journal.js";
import { StoreRefusal, sqliteCode } from "./errors.js";
import { type Migration, missingFrom, ourMigrations, readMigrations } from "./migrations.js";
import { whenFree } from "./retry.js";
import { openBare, rowsOf } from "./sqlite.js";

type Connection = Awaited<ReturnType<typeof openBare>>;

/**
 * Brings the database at `file` to this version: makes it when it is not there, applies what is missing in order, all
 * in one transaction. Several processes may do so at once. Keeps `_prisma_migrations` as `prisma migrate` does.
 *
 * Rejects with StoreRefusal, before anything is written, where the file is damaged, not ours, newer than this
 * version, or was left half-migrated. The check of the content is SQLite's quick_check: it reads the whole file once.
 */
export async function migrate(file: string, journal: Journal, folder = ourMigrations("sqlite")): Promise<void> {
  const ours = readMigrations(folder);
  makeParent(file);
  try {
    if (holdsSomething(file) && (await lookFirst(file, ours))?.length === 0) return;
    await whenFree(() => applyMissing(file, ours, journal));
  } catch (error) {
    throw refusalOf(file, error);
  }
}

/** A folder that is made here is this user's alone: people's words are kept in it. One that is there stays as it is. */
function makeParent(file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new StoreRefusal(
      `The folder for the database ${file} cannot be made (${reason}): make it by hand, or choose another place with DATABASE_URL.`,
    );
  }
}

function holdsSomething(file: string): boolean {
  if (!existsSync(file)) return false;
  const found = statSync(file);
  if (!found.isFile()) throw unusable(file);
  return found.size > 0;
}

/**
 * Looks before anything is written, so that a refusal leaves every byte as it was. Undefined when SQLite first has to
 * finish what a killed process began, which means writing.
 *
 * A connection that may write and does not leaves no trace, except that it would fold in a log which a killed process
 * left. One that may not write leaves that alone, but would itself leave an empty log where there was none.
 */
async function lookFirst(file: string, ours: Migration[]): Promise<Migration[] | undefined> {
  const unfinished = existsSync(`${file}-wal`) || existsSync(`${file}-journal`);
  return whenFree(async () => {
    const connection = await openBare(file, unfinished ? "read" : "write");
    try {
      await connection.executeScript("PRAGMA query_only = ON");
      const verdict = (await rowsOf(connection, "PRAGMA quick_check(1)"))[0]?.[0];
      if (verdict !== "ok") throw damaged(file);
      return await missing(connection, file, ours);
    } catch (error) {
      if (unfinished && sqliteCode(error)?.startsWith("SQLITE_READONLY")) return undefined;
      throw error;
    } finally {
      await connection.dispose();
    }
  });
}

async function applyMissing(file: string, ours: Migration[], journal: Journal): Promise<void> {
  const connection = await openBare(file, "write");
  try {
    // Both must come before BEGIN: inside of a transaction SQLite ignores the one and refuses the other.
    await connection.executeScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;");
    await connection.executeScript("BEGIN IMMEDIATE");
    try {
      const pending = await missing(connection, file, ours);
      await connection.executeScript(migrationsTable);
      for (const migration of pending) await apply(connection, migration);
      if (pending.length > 0 && (await rowsOf(connection, "PRAGMA foreign_key_check")).length > 0) {
        throw new StoreRefusal(
          `The database ${file} cannot be brought to this version because rows in it point at rows that are gone: restore a backup or ask for help with it; nothing was changed.`,
        );
      }
      await connection.executeScript("COMMIT");
      for (const { name } of pending) journal.info("migration applied", { migration: name });
    } catch (error) {
      await connection.executeScript("ROLLBACK").catch(() => undefined);
      throw error;
    }
  } finally {
    await connection.dispose();
  }
}

/** Which of ours the database does not have yet. Refuses a database that we must not touch. */
async function missing(connection: Connection, file: string, ours: Migration[]): Promise<Migration[]> {
  const tables = await rowsOf(
    connection,
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  );
  if (tables.length === 0) return ours;
  if (!tables.some(([name]) => name === "_prisma_migrations")) {
    throw new StoreRefusal(
      `The file ${file} is a database of some other program: choose another place with DATABASE_URL.`,
    );
  }
  const applied = await rowsOf(
    connection,
    `SELECT migration_name, checksum, finished_at IS NULL FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const rows = applied.map(([name, checksum, unfinished]) => ({
    name: String(name),
    checksum: String(checksum),
    finished: !unfinished,
  }));
  return missingFrom(file, rows, ours);
}

/** As `prisma migrate` makes it. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** These instants are Prisma's bookkeeping and machine time; the programme never reads them. */
async function apply(connection: Connection, migration: Migration): Promise<void> {
  const startedAt = new Date().toISOString();
  await connection.executeScript(migration.sql);
  const args = [randomUUID(), migration.checksum, new Date().toISOString(), migration.name, startedAt];
  await connection.executeRaw({
    sql: `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
          VALUES (?, ?, ?, ?, ?, 1)`,
    args,
    argTypes: args.map(() => ({ scalarType: "string", arity: "scalar" })),
  });
}

function damaged(file: string): StoreRefusal {
  return new StoreRefusal(
    `The file ${file} is damaged or not a database: restore a backup in its place, or move it away to start with an empty one; nothing was changed.`,
  );
}

function unusable(file: string): StoreRefusal {
  return new StoreRefusal(
    `The database ${file} cannot be opened for writing: give this user the right to write the file and its folder, or choose another place with DATABASE_URL.`,
  );
}

function refusalOf(file: string, error: unknown): unknown {
  const code = sqliteCode(error);
  if (code?.startsWith("SQLITE_NOTADB") || code?.startsWith("SQLITE_CORRUPT")) return damaged(file);
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/.test(code ?? "")) return unusable(file);
  if (/^SQLITE_(IOERR|FULL)/.test(code ?? "")) {
    return new StoreRefusal(
      `The disk does not let the database ${file} be read or written (${code}): look for free space and for a failing disk.`,
    );
  }
  if (code?.startsWith("SQLITE_BUSY")) {
    return new StoreRefusal(`The database ${file} is held by another program: end that one, then start again.`);
  }
  return error;
}
