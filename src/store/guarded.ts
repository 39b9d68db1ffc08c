import type { Repositories } from "../ports/store.js";

type Methods = Record<string, (...given: unknown[]) => Promise<unknown>>;

/** Sees every call of a repository method. */
export type Calls = { begin<T>(call: () => Promise<T>): Promise<T> };

/**
 * The repositories with what every method of them does on every database: text is handed on so that each database keeps it,
 * and keeps the same: without NUL characters, which PostgreSQL refuses, and with U+FFFD for half of a pair, of which SQLite
 * would make three. An update is not lost for a letter.
 */
export function guarded(repositories: Repositories, calls: Calls = { begin: (call) => call() }): Repositories {
  const guard = (methods: Methods): Methods =>
    Object.fromEntries(
      Object.entries(methods).map(([name, method]) => [
        name,
        (...given: unknown[]) => calls.begin(async () => method(...given.map(storable))),
      ]),
    );
  const all = Object.entries(repositories) as unknown as [string, Methods][];
  return Object.fromEntries(all.map(([name, methods]) => [name, guard(methods)])) as unknown as Repositories;
}

/**
 * The calls of one write: none begins when it is no longer `open`. `ended` waits for those that are under way, and rejects
 * with the first failure.
 */
export function watched(open: () => boolean) {
  const underWay = new Set<Promise<unknown>>();
  let failure: { error: unknown } | undefined;
  const failed = (error: unknown) => {
    failure ??= { error };
  };
  return {
    failed,
    async begin<T>(call: () => Promise<T>): Promise<T> {
      if (!open()) {
        const late = new Error("The write has ended.");
        // It goes on although nobody waited for it: better nothing of it than half.
        if (underWay.size > 0) failed(late);
        throw late;
      }
      const called = call();
      underWay.add(called);
      try {
        return await called;
      } catch (error) {
        failed(error);
        throw error;
      } finally {
        underWay.delete(called);
      }
    },
    async ended(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      if (failure !== undefined) throw failure.error;
    },
  };
}

/** Nearly no text has any of these, and to look for them is quick. */
const doubtful = /[\0\ud800-\udfff]/;
const mended = (text: string) => text.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\ufffd");

/** Looks into lists and plain objects; dates and the like stay as they are. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return doubtful.test(value) ? mended(value) : value;
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, storable(each)]));
}
