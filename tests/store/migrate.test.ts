import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, StoreRefusal } from "../../src/store/index.js";
import { openBare } from "../../src/store/sqlite.js";
import { migrate } from "../../src/store/sqlite-migrate.js";
import { north, saveAll } from "./sample-rows.js";
import { silent } from "./silent-journal.js";

const ours = fileURLToPath(new URL("../../prisma/sqlite/migrations", import.meta.url));
const schema = fileURLToPath(new URL("../../prisma/sqlite/schema.prisma", import.meta.url));
let folder = "";
let file = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "throughline-store-"));
  file = path.join(folder, "data", "test.db");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (url = `file:${file}`) => openStore({ url, key: undefined, journal: silent });

/** Runs one statement on the database, outside of the store. */
async function sql<T = Record<string, unknown>>(statement: string): Promise<T[]> {
  const connection = await openBare(file, "write");
  const { columnNames, rows } = await connection.queryRaw({ sql: statement, args: [], argTypes: [] });
  await connection.dispose();
  return rows.map((row) => Object.fromEntries(columnNames.map((name, index) => [name, row[index]])) as T);
}

const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const fileHashes = () =>
  Object.fromEntries(
    readdirSync(path.dirname(file)).map((name) => [name, sha256(readFileSync(path.join(path.dirname(file), name)))]),
  );

/** The refusal's one sentence, after making sure that nothing was touched. */
async function refusal(): Promise<string> {
  const before = fileHashes();
  const error = await open().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreRefusal);
  expect(fileHashes()).toEqual(before);
  const { message } = error as StoreRefusal;
  expect(message).toContain(file);
  expect(message.split("\n")).toHaveLength(1);
  return message;
}

async function filled(): Promise<void> {
  const store = await open();
  await store.write((tables) => saveAll(tables, north));
  await store.close();
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

describe("the start-up migrator", () => {
  test("makes the database and its folder, and notes each migration as prisma migrate does", async () => {
    await (await open()).close();
    const rows = await sql("SELECT * FROM _prisma_migrations ORDER BY migration_name");
    expect(rows.map(({ migration_name }) => migration_name)).toEqual(ourNames);
    for (const row of rows) {
      const content = readFileSync(path.join(ours, String(row.migration_name), "migration.sql"));
      expect(row).toMatchObject({
        checksum: sha256(content),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      });
      expect(new Date(String(row.finished_at)).getTime()).toBeGreaterThanOrEqual(+new Date(String(row.started_at)));
    }
  });

  test("makes the database's folder for this user alone", async () => {
    await (await open()).close();
    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
  });

  test("makes a table for every model, with the model's columns", async () => {
    await (await open()).close();
    const models = [...readFileSync(schema, "utf8").matchAll(/^model \w+ \{([\s\S]*?)^\}/gm)].map(([, body = ""]) => ({
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "",
      columns: [...body.matchAll(/^ {2}(\w+)\s+(?:String|Int|Float|Boolean|DateTime)\b/gm)].map(([, name]) => name),
    }));
    expect(models.length).toBeGreaterThan(20);
    for (const { table, columns } of models) {
      const actual = await sql<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`);
      // What a later migration adds stands last in the table, wherever the model has it.
      expect(actual.map(({ name }) => name).sort(), table).toEqual(columns.sort());
    }
    const tables = await sql<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_prisma_migrations'",
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(models.map(({ table }) => table).sort());
  });

  test("changes nothing when there is nothing to do", async () => {
    await filled();
    const before = fileHashes();
    await migrate(file, silent);
    expect(fileHashes()).toEqual(before);
  });

  test("takes an empty file for a new database", async () => {
    mkdirSync(path.dirname(file));
    writeFileSync(file, "");
    await filled();
    expect(await sql("SELECT * FROM network")).toHaveLength(1);
  });

  test("applies what is new to a database with rows in it, also where a table is made anew that others refer to", async () => {
    await filled();
    const next = withMigration(
      "0999_next",
      `PRAGMA defer_foreign_keys=ON;
       PRAGMA foreign_keys=OFF;
       CREATE TABLE "new_network" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "timeZone" TEXT NOT NULL,
         "minN" INTEGER NOT NULL, "motto" TEXT);
       INSERT INTO "new_network" ("id", "name", "timeZone", "minN") SELECT "id", "name", "timeZone", "minN" FROM "network";
       DROP TABLE "network";
       ALTER TABLE "new_network" RENAME TO "network";
       PRAGMA foreign_keys=ON;
       PRAGMA defer_foreign_keys=OFF;`,
    );
    await migrate(file, silent, next);
    expect(await sql("SELECT id, motto FROM network")).toEqual([{ id: "north", motto: null }]);
    expect(await sql("SELECT id FROM district")).toHaveLength(2);
    const names = await sql("SELECT migration_name FROM _prisma_migrations ORDER BY 1");
    expect(names.map((row) => row.migration_name)).toEqual([...ourNames, "0999_next"]);
    expect(await refusal()).toContain("newer version");
  });

  test("leaves nothing of a migration that fails, and says why", async () => {
    await filled();
    const dump = () => sql("SELECT sql FROM sqlite_master ORDER BY name");
    const before = await dump();
    const broken = withMigration(
      "0002_broken",
      `CREATE TABLE "extra" ("id" TEXT); CREATE TABLE "network" ("id" TEXT);`,
    );
    await expect(migrate(file, silent, broken)).rejects.toThrow(/network.*already exists/);
    expect(await dump()).toEqual(before);
    await (await open()).close();
  });

  test("refuses a migration that would leave rows pointing at nothing", async () => {
    await filled();
    const orphaning = withMigration("0002_orphaning", `DELETE FROM "team";`);
    await expect(migrate(file, silent, orphaning)).rejects.toThrow(/point at rows that are gone/);
    expect(await sql("SELECT id FROM team")).toHaveLength(2);
  });

  test.each([
    ["that is no database", () => Buffer.from("Dear diary, ".repeat(500))],
    ["of a few bytes", () => Buffer.from("abc")],
    ["that was cut in half", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    [
      "with a page overwritten",
      (whole: Buffer) => Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(4096, 7), whole.subarray(12_288)]),
    ],
    ["with its header overwritten", (whole: Buffer) => Buffer.concat([Buffer.alloc(64, 7), whole.subarray(64)])],
  ])("refuses a file %s", async (_what, damage) => {
    await filled();
    writeFileSync(file, damage(readFileSync(file)));
    expect(await refusal()).toMatch(/damaged or not a database: restore a backup/);
  });

  test("refuses the database of a newer version", async () => {
    await filled();
    await sql(`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
         VALUES ('x', 'x', '2030-01-01T00:00:00.000Z', '0099_future', 1)`);
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
    await sql("UPDATE _prisma_migrations SET rolled_back_at = '2026-01-01T00:00:00.000Z' WHERE id = 'x'");
    await (await open()).close();
  });

  test("leaves the log that a killed process left as it is when it refuses, and takes it in when it does not", async () => {
    await filled();
    const store = await open();
    await store.write((tables) => tables.settings.set("only in the log", "yes"));
    const killed = ["", "-wal"].map((suffix) => [suffix, readFileSync(file + suffix)] as const);
    await store.close();
    const restore = () => {
      for (const [suffix, content] of killed) writeFileSync(file + suffix, content);
    };
    const next = withMigration("0002_next", 'CREATE TABLE "extra" ("id" TEXT);');
    writeFileSync(path.join(next, "0001_init", "migration.sql"), "-- changed");
    restore();
    await expect(migrate(file, silent, next)).rejects.toThrow(/different migration/);
    for (const [suffix, content] of killed) expect(readFileSync(file + suffix).equals(content)).toBe(true);
    const reopened = await open();
    expect(await reopened.read((view) => view.settings.get("only in the log"))).toBe("yes");
    await reopened.close();
  });

  test("refuses the database of another program", async () => {
    mkdirSync(path.dirname(file));
    await sql("CREATE TABLE recipes (name TEXT)");
    expect(await refusal()).toMatch(/database of some other program: choose another place with DATABASE_URL/);
  });

  test("refuses a folder in the database's place, and a file in its folder's place", async () => {
    mkdirSync(file, { recursive: true });
    await expect(open()).rejects.toThrow(/cannot be opened for writing/);
    writeFileSync(path.join(folder, "plain"), "");
    await expect(open(`file:${path.join(folder, "plain", "test.db")}`)).rejects.toThrow(/folder .*cannot be made/);
  });

  test("refuses addresses that are neither a file nor a PostgreSQL database", async () => {
    for (const url of ["", "file:", "./data/test.db", "mysql://localhost"]) {
      await expect(open(url)).rejects.toThrow(/DATABASE_URL must be "file:" and a path.*or .*PostgreSQL/);
    }
    await expect(open("")).rejects.toBeInstanceOf(StoreRefusal);
  });
});
