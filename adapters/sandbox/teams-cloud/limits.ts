import type { World } from "./state.js";

/** [calls, within ms], all of which hold at once, as documented for one bot in one conversation. */
type Window = readonly [number, number];
const windows: Record<"write" | "read" | "tenant", readonly Window[]> = {
  write: [
    [7, 1000],
    [8, 2000],
    [60, 30_000],
    [1800, 3_600_000],
  ],
  read: [
    [14, 1000],
    [16, 2000],
    [120, 30_000],
    [3600, 3_600_000],
  ],
  tenant: [[50, 1000]],
};

/**
 * A call, `times` over (default 1). Teams documents one limit "per thread" and does not say whether a channel's threads
 * have one each, nor whether a `change` of a message is a send: strictly read they share their channel's, and it is; leniently
 * read each has its own, and changes are free.
 */
export type Counted = {
  kind: "write" | "read";
  tenant: string;
  conversation: string;
  root?: string | undefined;
  change?: boolean;
  times?: number;
};

/**
 * Seconds to wait where this call is one too many; if not, undefined, and it is counted. By the machine's time: a
 * simulated jump of weeks does not refill anything.
 */
export function overLimit(world: World, call: Counted): number | undefined {
  const { kind, tenant, conversation, root, change = false, times = 1 } = call;
  if (world.rateLimits === false) return undefined;
  const lenient = world.rateLimits === "lenient";
  const thread = lenient && root !== undefined ? `${conversation}/${root}` : conversation;
  const keys = [{ key: `tenant/${tenant}`, limits: windows.tenant }];
  if (!(lenient && change)) keys.push({ key: `${kind}/${tenant}/${thread}`, limits: windows[kind] });
  const now = Date.now();
  const waits = keys.flatMap(({ key, limits }) => waitsFor(world.spent.get(key) ?? [], limits, times, now));
  if (waits.length > 0) return Math.max(1, Math.ceil(Math.max(...waits) / 1000));
  for (const { key, limits } of keys) {
    const longest = limits.at(-1)?.[1] ?? 0;
    const recent = (world.spent.get(key) ?? []).filter((at) => now - at < longest);
    world.spent.set(key, [...recent, ...Array.from({ length: times }, () => now)]);
  }
  return undefined;
}

/** For each window without room, ms until it has some. `calls`: oldest first. */
function waitsFor(calls: number[], limits: readonly Window[], times: number, now: number): number[] {
  return limits.flatMap(([allowed, withinMs]) => {
    const recent = calls.filter((at) => now - at < withinMs);
    const leaving = recent[recent.length + times - allowed - 1];
    return leaving === undefined ? [] : [leaving + withinMs - now];
  });
}
