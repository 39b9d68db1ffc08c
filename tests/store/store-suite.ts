import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { CredentialStore } from "../../src/ports/chat-platform.js";
import type { Repositories, Store } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import { at, saveBoth } from "./sample-rows.js";
import { silent } from "./silent-journal.js";
import { type Opened, type OpenFresh, storeCases } from "./store-cases.js";

type Both = Store & CredentialStore;

/** A new, empty database, and all that it keeps on disk. One that can be emptied serves several cases, one by one. */
export type Made = { url: string; bytes(): Promise<Buffer>; remove(): Promise<void>; empty?(): Promise<void> };

const key = "0f".repeat(32);

/** Runs every case against one kind of database, and finds the repository methods that no case calls. */
export function describeStore(what: string, make: () => Promise<Made>): void {
  const called = new Set<string>();
  const afterCase: (() => Promise<void>)[] = [];
  const afterEverything: (() => Promise<void>)[] = [];
  const emptied: { made: Made; store: Both; machine: { now: Date } }[] = [];
  let shared: Promise<Opened> | undefined;

  const open = async (options: { key?: string }, cleanUp: (() => Promise<void>)[]): Promise<Opened> => {
    const plain = Object.keys(options).length === 0;
    const left = plain ? emptied.pop() : undefined;
    const made = left?.made ?? (await make());
    const machine = left?.machine ?? { now: at };
    machine.now = at;
    const openOne = (others: { key?: string }) =>
      openStore({ url: made.url, key, journal: silent, machineNow: () => machine.now, ...others });
    const store = left?.store ?? (await openOne(options));
    let closed = false;
    const close = () => {
      closed = true;
      return store.close();
    };
    cleanUp.push(async () => {
      if (plain && !closed && made.empty && cleanUp === afterCase) {
        await made.empty();
        emptied.push({ made, store, machine });
      } else {
        await close();
        await made.remove();
      }
    });
    const again = async (others: { key?: string } = {}) => {
      const other = await openOne(others);
      cleanUp.push(() => other.close());
      return recorded(other, called);
    };
    const setMachine = (now: Date) => {
      machine.now = now;
    };
    // Everything is called on the shared one, by rule: that says nothing.
    const noted = cleanUp === afterCase ? recorded(store, called) : store;
    return { store: { ...noted, close }, again, bytes: made.bytes, machine: setMachine };
  };
  const openFresh: OpenFresh = async ({ shared: sharing = false, ...options } = {}) => {
    if (!sharing) return open(options, afterCase);
    shared ??= open({}, afterEverything).then(async (opened) => {
      await opened.store.write(saveBoth);
      return opened;
    });
    return shared;
  };
  const undo = async (cleanUp: (() => Promise<void>)[]) => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  };

  describe(what, () => {
    afterEach(() => undo(afterCase));
    afterAll(async () => {
      await undo(afterEverything);
      for (const { made, store } of emptied) {
        await store.close();
        await made.remove();
      }
    });

    for (const { name, run } of storeCases) test(name, () => run(openFresh));

    test("every repository method was called by the cases above", async () => {
      const { store } = await openFresh();
      const methods = await store.read(async (view) =>
        Object.entries(view).flatMap(([repository, each]) =>
          Object.keys(each).map((method) => `${repository}.${method}`),
        ),
      );
      expect(methods.filter((method) => !called.has(method))).toEqual([]);
    });
  });
}

/** Notes which repository methods were called. */
function recorded(store: Both, called: Set<string>): Both {
  const noting = (tables: Repositories) =>
    Object.fromEntries(
      Object.entries(tables).map(([repository, methods]) => [
        repository,
        new Proxy(methods, {
          get(target, method: string) {
            called.add(`${repository}.${method}`);
            return Reflect.get(target, method);
          },
        }),
      ]),
    ) as Repositories;
  return {
    ...store,
    read: (work) => store.read((view) => work(noting(view))),
    write: (work, brief) => store.write((tables) => work(noting(tables)), brief),
  };
}
