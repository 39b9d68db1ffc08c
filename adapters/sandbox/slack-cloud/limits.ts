import type { World } from "./state.js";

/** Calls per minute of a method, per workspace and app. Slack promises at least these. */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
export type Tier = keyof typeof perMinute | "special";

/** [calls, within ms]. */
type Window = readonly [number, number];

/**
 * Messages into one channel, and of one app into a whole workspace. Slack promises one a second and channel, lets short bursts
 * pass without saying how long, and does not publish the workspace's figure ("several hundred a minute").
 */
const posts = {
  strict: { channel: [1, 1000], workspace: [300, 60_000] },
  lenient: { channel: [5, 5000], workspace: [600, 60_000] },
} as const;

/** For apps outside the Marketplace. */
const looks = ["conversations.history", "conversations.replies"];

/**
 * Seconds to wait, or undefined when the call may go on. Only calls that may go on are counted.
 * By the machine's time: a simulated jump of weeks does not refill anything.
 */
export function overLimit(world: World, method: string, tier: Tier, workspace: string): number | undefined {
  if (world.rateLimits === false || tier === "special") return undefined;
  const unlisted = world.options.unlisted === true && looks.includes(method);
  const allowed = unlisted ? 1 : perMinute[tier] * (world.rateLimits === "lenient" ? 2 : 1);
  return spend(world, { [`${workspace}/${method}`]: [allowed, 60_000] });
}

/** As `overLimit`, for a new message. */
export function overPostLimit(world: World, workspace: string, channel: string): number | undefined {
  if (world.rateLimits === false) return undefined;
  const limits = posts[world.rateLimits === "lenient" ? "lenient" : "strict"];
  return spend(world, { [`${workspace}/post/${channel}`]: limits.channel, [`${workspace}/post`]: limits.workspace });
}

/** Counts a call under all the keys, or under none where one of them has no room. */
function spend(world: World, windows: Record<string, Window>): number | undefined {
  const now = Date.now();
  const waits: number[] = [];
  for (const [key, [allowed, withinMs]] of Object.entries(windows)) {
    const recent = (world.spent.get(key) ?? []).filter((at) => now - at < withinMs);
    world.spent.set(key, recent);
    const last = recent[recent.length - allowed];
    if (last !== undefined) waits.push(Math.max(1, Math.ceil((last + withinMs - now) / 1000)));
  }
  if (waits.length > 0) return Math.max(...waits);
  for (const key of Object.keys(windows)) world.spent.get(key)?.push(now);
  return undefined;
}
