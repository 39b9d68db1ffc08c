import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/index.js";
import { type PostgresServer, startPostgres } from "./postgres-server.js";
import { at, north, saveAll } from "./sample-rows.js";
import { silent } from "./silent-journal.js";
import { killWriters, linesUntilKilled, startWriter } from "./writers.js";

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterEach(killWriters);
afterAll(() => server?.remove());

const open = (url: string) => openStore({ url, key: undefined, journal: silent });

describe("several processes on one PostgreSQL", () => {
  test("have everything that was reported as written before a kill, whole, and the others go on at once", async () => {
    const url = await server.create();
    const store = await open(url);
    for (const enough of [5, 30]) {
      await server.sql(url, "TRUNCATE inbound_event, outbox_message, lane");
      const numbers = (await linesUntilKilled(startWriter(url, "write"), enough)).slice(1);
      const killedAt = performance.now();
      expect(await store.write((tables) => tables.events.remember("after the kill", at))).toBe(true);
      expect(performance.now() - killedAt).toBeLessThan(2_000);
      expect(numbers.length).toBeGreaterThanOrEqual(enough - 1);
      await store.read(async (view) => {
        for (const number of numbers) {
          expect(await view.events.seen(`key-${number}`)).toBe(true);
          expect(await view.outbox.byId(`message-${number}`)).toMatchObject({ seq: Number(number) + 1 });
        }
        // The one that the kill may have interrupted is there as a whole or not at all.
        const next = numbers.length;
        expect(await view.events.seen(`key-${next}`)).toBe((await view.outbox.byId(`message-${next}`)) !== undefined);
      });
    }
    await store.close();
  }, 60_000);

  test("make the tables once when four start on nothing at the same time", async () => {
    const url = await server.create("empty");
    const children = ["", "", "", ""].map((task) => startWriter(url, task));
    const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const eachOnce =
      "SELECT count(*) = count(DISTINCT migration_name) AS once, count(*) > 0 AS made FROM _prisma_migrations";
    expect(await server.sql(url, eachOnce)).toEqual([{ once: true, made: true }]);
  }, 60_000);

  test("lose no write when three read before they write, all at the same time", async () => {
    const url = await server.create();
    const children = ["count", "count", "count"].map((task) => startWriter(url, task));
    const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0]);
    const store = await open(url);
    expect(await store.read((view) => view.settings.get("count"))).toBe("120");
    await store.close();
  }, 60_000);

  test("open each slot once when three race for sixty", async () => {
    const url = await server.create();
    const store = await open(url);
    await store.write((tables) => saveAll(tables, north));
    const opened = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = startWriter(url, "slots");
        if (!child.stdout) throw new Error("the child has no output");
        const lines: string[] = [];
        createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
        expect((await once(child, "close"))[0]).toBe(0);
        return lines.slice(1);
      }),
    );
    const numbers = opened.flat().map(Number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, number) => number));
    expect(await store.read((view) => view.checkIns.slotsSince(north.scope, "day"))).toHaveLength(60);
    await store.close();
  }, 60_000);
});
