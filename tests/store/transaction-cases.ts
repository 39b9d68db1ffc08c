import { expect } from "vitest";
import type { Repositories, Store } from "../../src/ports/store.js";
import { at, everythingOf, north, saveAll, saveGround } from "./sample-rows.js";
import type { StoreCase } from "./store-cases.js";

/** Each of two writes its own name where the other's is not there: of every pair there must be exactly one. */
export async function expectNoSkew(one: Store, two: Store): Promise<void> {
  const rounds = Array.from({ length: 5 }, (_, round) => [`one ${round}`, `two ${round}`] as const);
  const unless = (theirs: string, ours: string) => async (tables: Repositories) => {
    if ((await tables.settings.get(theirs)) === undefined) await tables.settings.set(ours, "here");
  };
  for (const [a, b] of rounds) await Promise.all([one.write(unless(b, a)), two.write(unless(a, b))]);
  await one.read(async (view) => {
    for (const names of rounds) {
      const found = await Promise.all(names.map((name) => view.settings.get(name)));
      expect(found.filter((value) => value !== undefined)).toHaveLength(1);
    }
  });
}

export const transactionCases: StoreCase[] = [
  {
    name: "leaves nothing of a write that throws, whatever it had written before",
    async run(openFresh) {
      const { store } = await openFresh();
      const before = await everythingOf(store, north);
      const broken = store.write(async (tables) => {
        await saveAll(tables, north);
        await tables.events.remember("key", at);
        throw new Error("after everything");
      });
      await expect(broken).rejects.toThrow("after everything");
      expect(await everythingOf(store, north)).toEqual(before);
      expect(await store.read((view) => view.events.seen("key"))).toBe(false);
      await store.write((tables) => tables.settings.set("still", "works"));
      expect(await store.read((view) => view.settings.get("still"))).toBe("works");
    },
  },
  {
    name: "shows a write its own rows, and a read only what was committed",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write(async (tables) => {
        await tables.settings.set("name", "value");
        expect(await tables.settings.get("name")).toBe("value");
        expect(await store.read((view) => view.settings.get("name"))).toBeUndefined();
      });
      expect(await store.read((view) => view.settings.get("name"))).toBe("value");
    },
  },
  {
    name: "keeps nothing of a brief write that failed, also of what it had not waited for, and all of those beside it",
    async run(openFresh) {
      const { store } = await openFresh();
      const people = Array.from({ length: 30 }, (_, nth) => ({ ...north.districts[0].lead, id: `late ${nth}` }));
      await store.write(async (tables) => {
        await saveGround(tables, north);
        await tables.roster.save(north.scope, { people });
      });
      const set = (name: string) => store.write((tables) => tables.settings.set(name, "there"), "brief");
      const muted = people.map((one) => ({ ...one, muted: true }));
      let late: Repositories | undefined;
      for (const steps of [0, 1, 3, 6, 10]) {
        const before = set("before");
        const broken = store.write(async (tables) => {
          late = tables;
          const failing = async () => {
            for (let step = 0; step < steps; step += 1) await tables.settings.get("any");
            throw new Error("in the middle");
          };
          // A statement for each person: they are not all made when the other has failed.
          await Promise.all([failing(), tables.roster.save(north.scope, { people: muted })]);
        }, "brief");
        const outcomes = await Promise.allSettled([before, broken, set("after")]);
        expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      }
      await expect(late?.settings.set("later still", "there")).rejects.toThrow("has ended");
      await store.read(async (view) => {
        const values = await Promise.all(["before", "later still", "after"].map((name) => view.settings.get(name)));
        expect(values).toEqual(["there", undefined, "there"]);
        expect((await view.roster.load(north.scope)).people.filter(({ muted }) => muted)).toEqual([]);
      });
    },
  },
  {
    name: "runs writes one after the other, in the order in which they were asked for",
    async run(openFresh) {
      const { store } = await openFresh();
      const order: number[] = [];
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.write(async (tables) => {
            const before = Number((await tables.settings.get("count")) ?? 0);
            await new Promise((resolve) => setTimeout(resolve, index % 3));
            await tables.settings.set("count", String(before + 1));
            order.push(index);
          }),
        ),
      );
      expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
      expect(await store.read((view) => view.settings.get("count"))).toBe("20");
    },
  },
  {
    name: "loses no write between two processes that read before they write",
    async run(openFresh) {
      const { store, again } = await openFresh();
      const other = await again();
      const addOne = async (tables: Repositories) =>
        tables.settings.set("count", String(Number((await tables.settings.get("count")) ?? 0) + 1));
      await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? store : other).write(addOne)));
      expect(await store.read((view) => view.settings.get("count"))).toBe("40");
    },
  },
  {
    name: "keeps what a write has read true until its commit, also where two write different rows",
    async run(openFresh) {
      const { store, again } = await openFresh();
      await expectNoSkew(store, await again());
    },
  },
  {
    name: "undoes a write in which something failed, also where the work took no notice",
    async run(openFresh) {
      const { store } = await openFresh();
      const [{ cycle, scope }] = north.districts;
      await store.write((tables) => saveGround(tables, north));
      const heedless = store.write(async (tables) => {
        await tables.settings.set("before", "1");
        const dangling = { ...cycle, problemId: "no such problem" };
        await tables.cycles.save(scope, dangling, 0).catch(() => undefined);
        await tables.settings.set("after", "1").catch(() => undefined);
        return "done";
      });
      await expect(heedless).rejects.toMatchObject({ cause: { kind: "ForeignKeyConstraintViolation" } });
      const kept = store.read(async (view) => [await view.settings.get("before"), await view.settings.get("after")]);
      expect(await kept).toEqual([undefined, undefined]);
    },
  },
  {
    name: "goes on after a write that failed",
    async run(openFresh) {
      const { store } = await openFresh();
      const results = await Promise.allSettled([
        store.write((tables) => tables.settings.set("first", "1")),
        store.write(() => Promise.reject(new Error("no"))),
        store.write((tables) => tables.events.audit({ ...north.districts[0].audit })),
        store.write((tables) => tables.settings.set("last", "1")),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
      expect(await store.read((view) => view.settings.get("last"))).toBe("1");
    },
  },
  {
    name: "gives the result of the work, also from a read",
    async run(openFresh) {
      const { store } = await openFresh();
      expect(await store.write(async () => 7)).toBe(7);
      expect(await store.read(async () => "seven")).toBe("seven");
    },
  },
  {
    name: "refuses to write in a read",
    async run(openFresh) {
      const { store } = await openFresh();
      await expect(store.read((view) => view.settings.set("name", "value"))).rejects.toThrow();
      expect(await store.read((view) => view.settings.get("name"))).toBeUndefined();
    },
  },
  {
    name: "refuses a write inside of a write instead of waiting for ever",
    async run(openFresh) {
      const { store } = await openFresh();
      const nested = store.write((tables) =>
        tables.settings.set("outer", "1").then(() => store.write((inner) => inner.settings.set("inner", "1"))),
      );
      await expect(nested).rejects.toThrow("inside of a write");
      expect(await store.read((view) => view.settings.get("outer"))).toBeUndefined();
    },
  },
  {
    name: "lets nobody keep the tables of a write for later",
    async run(openFresh) {
      const { store } = await openFresh();
      const kept = await store.write(async (tables) => ({ tables }));
      await expect(kept.tables.settings.set("name", "value")).rejects.toThrow();
      expect(await store.read((view) => view.settings.get("name"))).toBeUndefined();
    },
  },
  {
    name: "keeps everything over a restart, and refuses work once it is closed",
    async run(openFresh) {
      const { store, again } = await openFresh();
      await store.write((tables) => saveAll(tables, north));
      const before = await everythingOf(store, north);
      let finished = 0;
      for (let count = 0; count < 5; count += 1) {
        void store
          .write((tables) => tables.settings.set("asked before closing", String(count)))
          .then(() => {
            finished += 1;
          });
      }
      await store.close();
      expect(finished).toBe(5);
      await expect(store.read((view) => view.networks.all())).rejects.toThrow("closed");
      await expect(store.write((tables) => tables.networks.all())).rejects.toThrow("closed");
      const reopened = await again();
      expect(await everythingOf(reopened, north)).toEqual(before);
      expect(await reopened.read((view) => view.settings.get("asked before closing"))).toBe("4");
    },
  },
  {
    name: "refuses a row that refers to nothing",
    async run(openFresh) {
      const { store } = await openFresh();
      await store.write((tables) => saveGround(tables, north));
      const [{ cycle, scope }] = north.districts;
      const dangling = { ...cycle, problemId: "no such problem" };
      await expect(store.write((tables) => tables.cycles.save(scope, dangling, 0))).rejects.toThrow();
      expect(await store.read((view) => view.cycles.all(scope))).toEqual([]);
    },
  },
];
