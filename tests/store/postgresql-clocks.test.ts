import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Store } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import { type PostgresServer, startPostgres } from "./postgres-server.js";
import { north, saveGround } from "./sample-rows.js";
import { silent } from "./silent-journal.js";

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterEach(() => vi.useRealTimers());
afterAll(() => server?.remove());

/** What is asked of the store in `ask` comes from a machine whose clock is wrong by so many minutes. */
async function onMachine<T>(minutes: number, ask: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(Date.now() + minutes * 60_000) });
  try {
    return await ask();
  } finally {
    vi.useRealTimers();
  }
}

describe("replicas whose own clocks differ by minutes", () => {
  test.each([
    [10, -10],
    [-10, 10],
  ])(
    "hold lanes and wait for platforms by the database's clock (%i and %i minutes off)",
    async (one, other) => {
      const url = await server.create();
      const open = () => openStore({ url, key: undefined, journal: silent });
      const [first, second] = [await open(), await open()];
      const [{ message }] = north.districts;
      const now = message.notBefore;
      const claim = (store: Store) => store.write((tables) => tables.outbox.claim({ now, leaseMs: 5_000 }, 1));
      const free = (store: Store) => store.read((view) => view.outbox.nextFree(now));
      await first.write(async (tables) => {
        await saveGround(tables, north);
        await tables.outbox.enqueue(north.scope, message);
      });

      const [claimed] = await onMachine(one, () => claim(first));
      if (claimed === undefined) throw new Error("nothing was claimed");
      expect(await onMachine(other, () => claim(second))).toEqual([]);
      const wait = await onMachine(other, () => free(second));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(5_000);

      await sleep((wait ?? 0) + 20);
      expect(await onMachine(other, () => free(second))).toBe(0);
      const [taken] = await onMachine(other, () => claim(second));
      if (taken === undefined) throw new Error("nothing was claimed");
      expect(await onMachine(one, () => first.write((tables) => tables.outbox.intend(claimed, 1_000)))).toBeUndefined();
      await onMachine(one, () => first.write((tables) => tables.outbox.block(message, 3_000)));
      const intend = () => second.write((tables) => tables.outbox.intend(taken, 1_000));
      expect(await onMachine(other, intend)).toBeUndefined();
      await sleep(3_020);
      expect(await onMachine(other, intend)).toMatchObject({ message: { state: "sending" } });
      await Promise.all([first.close(), second.close()]);
      await server.drop(url);
    },
    60_000,
  );
});
