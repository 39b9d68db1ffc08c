import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PrismaClient } from "../../src/store/generated/sqlite/client.js";
import { openStore } from "../../src/store/index.js";
import { openBare, rowsOf, sqliteAdapter } from "../../src/store/sqlite.js";
import { at } from "./sample-rows.js";
import { silent } from "./silent-journal.js";
import { killWriters, linesUntilKilled, startWriter } from "./writers.js";

let folder = "";
let file = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "throughline-store-"));
  file = path.join(folder, "test.db");
});

afterEach(async () => {
  killWriters();
  await rm(folder, { recursive: true, force: true });
});

const open = () => openStore({ url: `file:${file}`, key: undefined, journal: silent });

describe("the database and the processes around it", () => {
  test("has everything that was reported as written before a kill, whole", async () => {
    for (const enough of [5, 40]) {
      await rm(file, { force: true });
      const numbers = (await linesUntilKilled(startWriter(`file:${file}`, "write"), enough)).slice(1);
      expect(numbers.length).toBeGreaterThanOrEqual(enough - 1);
      const store = await open();
      await store.read(async (view) => {
        for (const number of numbers) {
          expect(await view.events.seen(`key-${number}`)).toBe(true);
          expect(await view.outbox.byId(`message-${number}`)).toMatchObject({ seq: Number(number) + 1 });
        }
        // The one that the kill may have interrupted is there as a whole or not at all.
        const next = numbers.length;
        expect(await view.events.seen(`key-${next}`)).toBe((await view.outbox.byId(`message-${next}`)) !== undefined);
      });
      expect(await store.write((tables) => tables.events.remember("after the kill", at))).toBe(true);
      await store.close();
    }
  }, 60_000);

  test("is made once when four processes start on nothing at the same time", async () => {
    const children = ["", "", "", ""].map((task) => startWriter(`file:${file}`, task));
    const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const database = await openBare(file, "read");
    const rows = await rowsOf(
      database,
      "SELECT count(*) = count(DISTINCT migration_name), count(*) > 0 FROM _prisma_migrations",
    );
    await database.dispose();
    expect(rows.map((row) => row.map(Number))).toEqual([[1, 1]]);
  }, 60_000);

  test("is waited for while another process holds it: reads and timers go on, and the write is made", async () => {
    const store = await open();
    const other = await openBare(file, "write");
    await other.executeScript("BEGIN IMMEDIATE");
    let written = false;
    const write = store
      .write((tables) => tables.settings.set("name", "value"))
      .then(() => {
        written = true;
      });
    await sleep(700);
    expect(written).toBe(false);
    expect(await store.read((view) => view.settings.get("name"))).toBeUndefined();
    await other.executeScript("COMMIT");
    await write;
    expect(await store.read((view) => view.settings.get("name"))).toBe("value");
    await other.dispose();
    await store.close();
  });

  test("cannot be written by another process between what a write reads and what it writes", async () => {
    const store = await open();
    const other = await openBare(file, "write");
    await store.write(async (tables) => {
      await tables.settings.get("name");
      const theirs = (async () => other.executeScript(`INSERT INTO setting VALUES ('name', 'theirs')`))();
      await expect(theirs).rejects.toMatchObject({ cause: { originalCode: "SQLITE_BUSY" } });
      await tables.settings.set("name", "ours");
    });
    await other.dispose();
    expect(await store.read((view) => view.settings.get("name"))).toBe("ours");
    await store.close();
  });

  test("takes the next transaction after one whose COMMIT failed", async () => {
    await (await open()).close();
    const client = new PrismaClient({ adapter: sqliteAdapter(file, "write"), errorFormat: "minimal" });
    const failing = client.$transaction(async (tables) => {
      await tables.$executeRawUnsafe("PRAGMA defer_foreign_keys = ON");
      await tables.convening.create({
        data: { id: "c", networkId: "none", collaborationId: "none", name: "", startsOn: "", endsOn: "" },
      });
    });
    await expect(failing).rejects.toThrow(/ForeignKeyConstraintViolation/);
    await client.$transaction((tables) => tables.setting.create({ data: { name: "name", value: "value" } }));
    expect(await client.convening.count()).toBe(0);
    expect(await client.setting.count({ where: { name: "name" } })).toBe(1);
    await client.$disconnect();
  });

  test("is opened in WAL, with every commit on the disk and foreign keys on, for reading and for writing", async () => {
    await (await open()).close();
    for (const use of ["read", "write"] as const) {
      const client = new PrismaClient({ adapter: sqliteAdapter(file, use), errorFormat: "minimal" });
      const pragma = async (name: string) =>
        Object.values((await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0] ?? {})[0];
      expect(await pragma("journal_mode")).toBe("wal");
      expect(Number(await pragma("synchronous"))).toBe(2);
      expect(Number(await pragma("foreign_keys"))).toBe(1);
      expect(Number(await pragma("busy_timeout"))).toBeGreaterThan(0);
      expect(Number(await pragma("query_only"))).toBe(use === "read" ? 1 : 0);
      await client.$disconnect();
    }
  });
});
