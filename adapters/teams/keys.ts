import { createPublicKey } from "node:crypto";
import { z } from "zod";
import type { Journal } from "../../src/ports/journal.js";

/** A public key of the channel: PEM, with the channels that it may sign for. */
export type Key = { key: string; endorsements?: string[] };

export type Keys = {
  /**
   * The key of this id; undefined where the channel has none, by a set that was read whole within the last hour or after
   * this question. Rejects where that cannot be known now: the same may be answered in a few seconds.
   */
  find(kid: string): Promise<Key | undefined>;
  /** Out of the set that is held, without asking for another. */
  held(kid: string): Key | undefined;
};

export type KeysOptions = {
  /** Of the channel's OpenID metadata, which names the address of its keys. */
  url: string;
  journal: Journal;
  /** For both requests together, to the last byte. */
  timeoutMs: number;
};

const day = 24 * 3_600_000;
/** How often a key that is not in the set makes us ask again: the channel publishes keys long before it uses them. */
const hour = 3_600_000;
/** Between a set that could not be read and the next try. */
export const pauseAfterFailureMs = 2000;
const mostBytes = 1024 * 1024;

const metadataSchema = z.object({ jwks_uri: z.url() });
const setSchema = z.object({ keys: z.array(z.unknown()) });
const rsaSchema = z.object({
  kty: z.literal("RSA"),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  endorsements: z.array(z.string()).optional(),
});

/**
 * The keys that the channel signs with, kept for a day. Only a set that was read to its end replaces another and counts
 * as read; what breaks off, comes late or is something else changes nothing, and is asked for again after a pause. Many
 * callers at once make one request.
 */
export function createKeys({ url, journal, timeoutMs }: KeysOptions): Keys {
  let set = new Map<string, Key>();
  let readAt: number | undefined;
  let failedAt: number | undefined;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    try {
      set = await keySet(url, AbortSignal.timeout(timeoutMs));
      readAt = Date.now();
      failedAt = undefined;
    } catch (error) {
      failedAt = Date.now();
      journal.warn("teams.keys-not-read", { reason: reasonOf(error) });
      throw error;
    }
  }

  async function refresh(): Promise<void> {
    if (!reading && within(failedAt, pauseAfterFailureMs)) throw new Error("the keys could not be read just now");
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    async find(kid) {
      if (!within(readAt, day)) await refresh();
      if (!set.has(kid) && !within(readAt, hour)) await refresh();
      return set.get(kid);
    },
    held: (kid) => set.get(kid),
  };
}

/** A clock that was set back makes everything old, rather than good for long. */
function within(since: number | undefined, ms: number): boolean {
  if (since === undefined) return false;
  const age = Date.now() - since;
  return age >= 0 && age < ms;
}

/** A set without one key that could be used is none: the channel always has some. */
async function keySet(url: string, signal: AbortSignal): Promise<Map<string, Key>> {
  const { jwks_uri } = metadataSchema.parse(await json(url, signal));
  if (new URL(jwks_uri).protocol !== new URL(url).protocol) throw new Error("keys at another protocol");
  const { keys } = setSchema.parse(await json(jwks_uri, signal));
  const usable = new Map(keys.flatMap(usableKey));
  if (usable.size === 0) throw new Error("no usable key");
  return usable;
}

async function json(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { headers: { accept: "application/json" }, redirect: "manual", signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`http-${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new Error("too large");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** Keys of other kinds, and what is no key at all, are left out. */
function usableKey(value: unknown): [string, Key][] {
  const read = rsaSchema.safeParse(value).data;
  if (!read) return [];
  const { kid, kty, n, e, endorsements } = read;
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: "jwk" })
      .export({ type: "spki", format: "pem" })
      .toString();
    return [[kid, { key, ...(endorsements && { endorsements }) }]];
  } catch {
    return [];
  }
}

/** What went wrong, without what was answered. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error as { cause?: { code?: unknown } };
  if (typeof cause?.code === "string") return cause.code;
  return error.constructor === Error ? error.message : error.name;
}
