import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStore, StoreRefusal } from "../../src/store/index.js";
import { placeOf } from "../../src/store/postgresql.js";
import { migrate } from "../../src/store/postgresql-migrate.js";
import { type PostgresServer, startPostgres } from "./postgres-server.js";
import { north, saveAll } from "./sample-rows.js";
import { silent } from "./silent-journal.js";

const ours = fileURLToPath(new URL("../../prisma/postgresql/migrations", import.meta.url));
const schema = fileURLToPath(new URL("../../prisma/postgresql/schema.prisma", import.meta.url));
let server: PostgresServer;
let folder = "";
let url = "";

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "throughline-store-"));
  url = await server.create("empty");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.drop(url);
});

const open = (address = url) => openStore({ url: address, key: undefined, journal: silent });
const sql = <T = Record<string, unknown>>(statement: string) => server.sql<T>(url, statement);
const again = (migrations?: string) => migrate(placeOf(url), silent, migrations);

async function filled(): Promise<void> {
  const store = await open();
  await store.write((tables) => saveAll(tables, north));
  await store.close();
}

/** The first transaction number that was not used yet: it stays where it is while nobody writes. */
const nextWrite = async () => (await sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next"))[0]?.next;

/** The refusal's one sentence, after making sure that nothing was written and no password is in it. */
async function refusal(address = url, secret = new URL(url).password): Promise<string> {
  const before = await nextWrite();
  const error = await open(address).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreRefusal);
  expect(await nextWrite()).toEqual(before);
  const { message, cause } = error as StoreRefusal;
  expect(message.split("\n")).toHaveLength(1);
  for (const form of [secret, decodeURIComponent(secret)]) expect(message).not.toContain(form);
  expect(cause).toBeUndefined();
  return message;
}

/** The database's address with other parts. */
function address(changes: Partial<URL>): string {
  return Object.assign(new URL(url), changes).href;
}

const ourNames = readdirSync(ours, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** Our migrations and one more, in a folder of their own. */
function withMigration(name: string, statements: string): string {
  const copy = path.join(folder, "migrations");
  cpSync(ours, copy, { recursive: true });
  mkdirSync(path.join(copy, name));
  writeFileSync(path.join(copy, name, "migration.sql"), statements);
  return copy;
}

describe("the start-up migrator on PostgreSQL", () => {
  test("makes the tables, and notes each migration as prisma migrate does", async () => {
    await (await open()).close();
    const rows = await sql("SELECT * FROM _prisma_migrations ORDER BY migration_name");
    expect(rows.map(({ migration_name }) => migration_name)).toEqual(ourNames);
    for (const row of rows) {
      const content = readFileSync(path.join(ours, String(row.migration_name), "migration.sql"));
      const checksum = createHash("sha256").update(content).digest("hex");
      expect(row).toMatchObject({ checksum, rolled_back_at: null, logs: null, applied_steps_count: 1 });
      expect(Number(row.finished_at)).toBeGreaterThanOrEqual(Number(row.started_at));
      expect(Math.abs(Date.now() - Number(row.finished_at))).toBeLessThan(60_000);
    }
  });

  test("makes a table for every model, with the model's columns, text that is compared byte by byte, and whole instants", async () => {
    await (await open()).close();
    const models = [...readFileSync(schema, "utf8").matchAll(/^model \w+ \{([\s\S]*?)^\}/gm)].map(([, body = ""]) => ({
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "",
      columns: [...body.matchAll(/^ {2}(\w+)\s+(?:String|Int|Float|Boolean|DateTime)\b/gm)].map(([, name]) => name),
    }));
    expect(models.length).toBeGreaterThan(20);
    const columns = await sql<{ table: string; column: string; type: string; collation: string | null }>(
      `SELECT table_name AS table, column_name AS column, data_type AS type, collation_name AS collation
         FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY table_name, ordinal_position`,
    );
    for (const { table, columns: expected } of models) {
      // What a later migration adds stands last in the table, wherever the model has it.
      const actual = columns.filter((each) => each.table === table).map(({ column }) => column);
      expect(actual.sort()).toEqual(expected.sort());
    }
    expect(new Set(columns.map(({ table }) => table))).toEqual(new Set(models.map(({ table }) => table)));
    expect(columns.filter(({ type, collation }) => type === "text" && collation !== "C")).toEqual([]);
    expect(new Set(columns.map(({ type }) => type))).toEqual(
      new Set(["text", "integer", "boolean", "double precision", "timestamp with time zone"]),
    );
  });

  test("changes nothing when there is nothing to do", async () => {
    await filled();
    const before = await nextWrite();
    await again();
    expect(await nextWrite()).toEqual(before);
  });

  test("applies what is new to a database with rows in it", async () => {
    await filled();
    await again(withMigration("0999_next", `ALTER TABLE "network" ADD COLUMN "motto" TEXT COLLATE "C";`));
    expect(await sql("SELECT id, motto FROM network")).toEqual([{ id: "north", motto: null }]);
    expect(await sql("SELECT id FROM district")).toHaveLength(2);
    const names = await sql("SELECT migration_name FROM _prisma_migrations ORDER BY 1");
    expect(names.map((row) => row.migration_name)).toEqual([...ourNames, "0999_next"]);
    expect(await refusal()).toContain("newer version");
  });

  test("leaves nothing of a migration that fails, and says why", async () => {
    await filled();
    const broken = withMigration(
      "0999_broken",
      `CREATE TABLE "extra" ("id" TEXT); CREATE TABLE "network" ("id" TEXT);`,
    );
    await expect(again(broken)).rejects.toThrow(/"network" already exists/);
    expect(await sql("SELECT 1 FROM pg_class WHERE relname = 'extra'")).toEqual([]);
    expect(await sql("SELECT migration_name FROM _prisma_migrations")).toHaveLength(ourNames.length);
    await (await open()).close();
  });

  test("is done once when several start on nothing at the same time", async () => {
    await Promise.all(Array.from({ length: 5 }, () => again()));
    expect(await sql("SELECT migration_name, count(*)::int FROM _prisma_migrations GROUP BY 1 ORDER BY 1")).toEqual(
      ourNames.map((name) => ({ migration_name: name, count: 1 })),
    );
  });

  test.each([
    ["a write of another process", (client: pg.Client) => client.query("SELECT pg_advisory_xact_lock(7463172181)")],
    ["prisma migrate", (client: pg.Client) => client.query("SELECT pg_advisory_xact_lock(72707369)")],
  ])("waits for the end of %s", async (_what, hold) => {
    const other = new pg.Client(url);
    await other.connect();
    await other.query("BEGIN");
    await hold(other);
    let finished = false;
    const migrating = again().then(() => {
      finished = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(finished).toBe(false);
    await other.query("COMMIT");
    await migrating;
    expect(await sql("SELECT 1 FROM _prisma_migrations")).toHaveLength(ourNames.length);
    await other.end();
  });

  test("refuses the database of a newer version", async () => {
    await filled();
    await sql(`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
               VALUES ('x', 'x', now(), '0099_future', 1)`);
    expect(await refusal()).toMatch(/newer version of Throughline.*0099_future.*start that version/);
  });

  test("refuses a database that was made with a different migration of the same name", async () => {
    await filled();
    await sql("UPDATE _prisma_migrations SET checksum = 'another'");
    expect(await refusal()).toMatch(/different migration 0001_init/);
  });

  test("refuses a database that was left half-migrated, and takes it once that is resolved", async () => {
    await filled();
    await sql(`INSERT INTO _prisma_migrations (id, checksum, migration_name, applied_steps_count)
               SELECT 'x', checksum, migration_name, 0 FROM _prisma_migrations WHERE migration_name = '0001_init'`);
    expect(await refusal()).toMatch(/half-migrated.*0001_init.*prisma migrate resolve/);
    await sql("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'");
    await (await open()).close();
  });

  test("refuses the database of another program, and takes no notice of what an extension brought", async () => {
    await sql("CREATE TABLE recipes (name TEXT)");
    expect(await refusal()).toMatch(/some other program.*DATABASE_URL/);
    await sql("ALTER EXTENSION plpgsql ADD TABLE recipes");
    await (await open()).close();
  });

  test("refuses a database that is not there, and says how to make it", async () => {
    expect(await refusal(address({ pathname: "/nowhere" }))).toMatch(
      /There is no database nowhere at 127\.0\.0\.1:\d+.*CREATE DATABASE "nowhere"/,
    );
  });

  test("refuses a user who is not let in, without the password", async () => {
    expect(await refusal(address({ password: "mistyped" }), "mistyped")).toMatch(/does not let the user postgres in/);
    expect(await refusal(address({ username: "stranger" }))).toMatch(/does not let the user stranger in/);
    expect(await refusal(address({ password: "" }), "no password")).toMatch(/does not let the user postgres in/);
  });

  test("refuses a user who may not make tables, and one who may not write to those that are there", async () => {
    await sql("CREATE ROLE guest LOGIN PASSWORD 'guest secret'");
    const asGuest = address({ username: "guest", password: "guest secret" });
    expect(await refusal(asGuest, "guest secret")).toMatch(/user guest may not make tables.*OWNER TO "guest"/);
    await filled();
    expect(await refusal(asGuest, "guest secret")).toMatch(/user guest may not/);
    await sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest");
    expect(await refusal(asGuest, "guest secret")).toMatch(/user guest may not read and write all tables/);
    await sql("GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guest");
    await (await open(asGuest)).close();
    await sql("DROP OWNED BY guest");
    await sql("DROP ROLE guest");
  });

  test("refuses a server that is not there, by number and by name, or that is no PostgreSQL", async () => {
    expect(await refusal(address({ port: "1" }))).toMatch(/cannot be reached \(ECONNREFUSED\).*DATABASE_URL/);
    expect(await refusal(address({ hostname: "localhost", port: "1" }))).toMatch(/cannot be reached \(ECONNREFUSED\)/);
    expect(await refusal(address({ hostname: "no-such-host.invalid" }))).toMatch(
      /cannot be reached \((ENOTFOUND|EAI_\w+)/,
    );
    const other = createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    expect(await refusal(address({ port: String(port) }))).toMatch(/cannot be reached/);
    await new Promise((resolve) => other.close(resolve));
  });

  test("refuses a server without TLS where the address asks for it", async () => {
    expect(await refusal(address({ search: "?sslmode=verify-full" }))).toMatch(/cannot be reached \(.*SSL/);
  });

  test("refuses a database that may only be read, and one that cannot hold every letter", async () => {
    const { pathname } = new URL(url);
    await sql(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`);
    expect(await refusal()).toMatch(/can only be read/);
    await server.sql(
      server.url("postgres"),
      "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'",
    );
    expect(await refusal(server.url("latin"))).toMatch(/encoding LATIN1.*UTF8/);
  });

  test("refuses addresses that cannot be meant, without repeating them", async () => {
    const secret = "pa:ss/word";
    for (const wrong of [`postgresql://me:${secret}@host/x`, "postgres:", "postgresql://me:50%@host:port/x"]) {
      expect(await refusal(wrong, secret)).toMatch(/DATABASE_URL must look like postgresql:\/\/user:password@host/);
    }
    expect(await refusal(address({ search: "?schema=other" }))).toMatch(/schema public/);
    expect(await refusal(address({ search: "?sslrootcert=/no/such/file" }))).toMatch(/sslrootcert/);
    await (await open(address({ search: "?schema=public&application_name=replica-2" }))).close();
  });
});
