import type { Repositories } from "../ports/store.js";

type Methods = Record<string, (...given: unknown[]) => Promise<unknown>>;

/**
 * The repositories with what every method of them does on every database:
 *
 * - Text is handed on so that each database keeps it, and keeps the same: without NUL characters, which PostgreSQL
 *   refuses, and with U+FFFD for half of a pair, of which SQLite would make three. An update is not lost for a letter.
 * - What a method rejects with is told to `onFailure` first.
 */
export function guarded(repositories: Repositories, onFailure: (error: unknown) => void): Repositories {
  const guard = (methods: Methods): Methods =>
    Object.fromEntries(
      Object.entries(methods).map(([name, method]) => [
        name,
        async (...given: unknown[]) => {
          try {
            return await method(...given.map(storable));
          } catch (error) {
            onFailure(error);
            throw error;
          }
        },
      ]),
    );
  const all = Object.entries(repositories) as unknown as [string, Methods][];
  return Object.fromEntries(all.map(([name, methods]) => [name, guard(methods)])) as unknown as Repositories;
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
