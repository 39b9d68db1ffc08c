import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Journal } from "../ports/journal.js";
import { lossOf, postgresCode, StoreRefusal } from "./errors.js";
import { type Migration, missingFrom, ourMigrations, readMigrations } from "./migrations.js";
import { connect, type Place, writersLock } from "./postgresql.js";
import { whenFree } from "./retry.js";

/** `prisma migrate` takes it too: neither works while the other does. */
const prismasLock = 72_707_369;

/** The oldest version that says what became of a transaction and is still mended by its makers. */
const oldest = 14;

/**
 * Brings the database to this version: applies what is missing in order, all in one transaction. Several processes may
 * do so at once, and others may be writing. Keeps `_prisma_migrations` as `prisma migrate` does.
 *
 * Rejects with StoreRefusal, before anything is written, where the database cannot be used, is not ours, newer than
 * this version, or was left half-migrated.
 */
export async function migrate(place: Place, journal: Journal, folder = ourMigrations("postgresql")): Promise<void> {
  const ours = readMigrations(folder);
  try {
    await whenFree(async () => {
      const connection = await connect(place);
      try {
        await demandUsable(connection, place);
        if ((await missing(connection, place, ours)).length > 0) await applyMissing(connection, place, ours, journal);
        await demandRights(connection, place);
      } finally {
        await connection.end().catch(() => undefined);
      }
    });
  } catch (error) {
    throw refusalOf(place, error);
  }
}

async function demandUsable(connection: pg.Client, { name }: Place): Promise<void> {
  const [found] = await rowsOf<{ version: number; encoding: string; standby: boolean }>(
    connection,
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding,
            pg_is_in_recovery() OR current_setting('transaction_read_only')::bool AS standby`,
  );
  if (found === undefined) return;
  if (found.version < oldest) {
    throw new StoreRefusal(
      `The database ${name} is served by PostgreSQL ${found.version}: Throughline needs ${oldest} or newer.`,
    );
  }
  if (found.encoding !== "UTF8") {
    throw new StoreRefusal(
      `The database ${name} has the encoding ${found.encoding}, which cannot hold all that people write: create it with ENCODING 'UTF8'.`,
    );
  }
  if (found.standby) {
    throw new StoreRefusal(
      `The database ${name} can only be read: name the server that may be written to in DATABASE_URL.`,
    );
  }
}

async function applyMissing(connection: pg.Client, place: Place, ours: Migration[], journal: Journal): Promise<void> {
  await connection.query("BEGIN");
  try {
    await connection.query("SELECT pg_advisory_xact_lock($1)", [prismasLock]);
    await connection.query("SELECT pg_advisory_xact_lock($1)", [writersLock]);
    // Another process may have been faster.
    const pending = await missing(connection, place, ours);
    await connection.query(migrationsTable);
    for (const migration of pending) await apply(connection, migration);
    await connection.query("COMMIT");
    for (const { name } of pending) journal.info("migration applied", { migration: name });
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** What an extension brought does not count: it is nobody's data. */
const tablesHere = `
  SELECT relname AS "table" FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`;

/** Which of ours the database does not have yet. Refuses a database that we must not touch. */
async function missing(connection: pg.Client, { name }: Place, ours: Migration[]): Promise<Migration[]> {
  const tables = await rowsOf<{ table: string }>(connection, tablesHere);
  if (tables.length === 0) return ours;
  if (!tables.some(({ table }) => table === "_prisma_migrations")) {
    throw new StoreRefusal(
      `The database ${name} is that of some other program: give Throughline one of its own with DATABASE_URL.`,
    );
  }
  const applied = await rowsOf<{ name: string; checksum: string; finished: boolean }>(
    connection,
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return missingFrom(name, applied, ours);
}

/** The tables may have been made by another user than the one that now wants to use them. */
async function demandRights(connection: pg.Client, { name, user }: Place): Promise<void> {
  const denied = await rowsOf(
    connection,
    `SELECT FROM (${tablesHere}) AS here, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS needed
      WHERE NOT has_table_privilege(format('public.%I', "table"), needed) LIMIT 1`,
  );
  if (denied.length > 0) {
    throw new StoreRefusal(
      `The user ${user} may not read and write all tables of the database ${name}: give it these rights, or use the one that made them.`,
    );
  }
}

/** As `prisma migrate` makes it. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

/** These instants are Prisma's bookkeeping and machine time; the programme never reads them. */
async function apply(connection: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await connection.query(sql);
  await connection.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, $5, 1)`,
    [randomUUID(), checksum, new Date(), name, startedAt],
  );
}

async function rowsOf<T extends object>(connection: pg.Client, sql: string): Promise<T[]> {
  return (await connection.query<T>(sql)).rows;
}

function refusalOf({ name, user, database }: Place, error: unknown): unknown {
  const code = postgresCode(error);
  if (/^28/.test(code ?? "") || (error instanceof Error && /client password must be/.test(error.message))) {
    return new StoreRefusal(
      `The server of the database ${name} does not let the user ${user} in: look at the user and the password in DATABASE_URL, and at who may connect from here.`,
    );
  }
  if (code === "3D000") {
    return new StoreRefusal(
      `There is no database ${name}: create it there with CREATE DATABASE "${database}", or name another one in DATABASE_URL.`,
    );
  }
  if (code === "42501" || code === "3F000") {
    return new StoreRefusal(
      `The user ${user} may not make tables in the database ${name}: make it the owner with ALTER DATABASE "${database}" OWNER TO "${user}".`,
    );
  }
  if (code === "55P03") {
    return new StoreRefusal(`The database ${name} is held by another program: end that one, then start again.`);
  }
  const loss = lossOf(error);
  if (loss !== undefined) {
    return new StoreRefusal(
      `The database ${name} cannot be reached (${loss}): look whether its server runs, and at the address in DATABASE_URL.`,
    );
  }
  return error;
}
