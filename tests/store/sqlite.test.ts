import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { CredentialStore } from "../../src/ports/chat-platform.js";
import type { Repositories, Store } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import { silent } from "./silent-journal.js";
import { type OpenFresh, storeCases } from "./store-cases.js";

const key = "0f".repeat(32);
const called = new Set<string>();
const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

const openFresh: OpenFresh = async (options = {}) => {
  const folder = await mkdtemp(path.join(tmpdir(), "throughline-store-"));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  const again = async (others: { key?: string } = {}) => {
    const url = `file:${path.join(folder, "test.db")}`;
    const store = await openStore({ url, key, journal: silent, ...others });
    cleanUp.push(() => store.close());
    return recorded(store);
  };
  const bytes = async () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name))));
  return { store: await again(options), again, bytes };
};

/** Notes which repository methods were called. */
function recorded(store: Store & CredentialStore): Store & CredentialStore {
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
    write: (work) => store.write((tables) => work(noting(tables))),
  };
}

describe("the store on SQLite", () => {
  for (const { name, run } of storeCases) {
    if (name.includes("reaches nothing outside")) continue;
    test(name, () => run(openFresh));
  }

  test("every repository method was called by the cases above", async () => {
    const { store } = await openFresh();
    const methods = await store.read(async (view) =>
      Object.entries(view).flatMap(([repository, each]) =>
        Object.keys(each).map((method) => `${repository}.${method}`),
      ),
    );
    expect(methods.filter((method) => !called.has(method))).toEqual([]);
  });

  for (const { name, run } of storeCases) {
    if (name.includes("reaches nothing outside")) test(name, () => run(openFresh));
  }
});
