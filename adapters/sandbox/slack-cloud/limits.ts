import type { World } from "./state.js";

/** Calls per minute of a method, per workspace and app. Slack promises at least these; the cloud grants no more. */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
export type Tier = keyof typeof perMinute | "special";

/**
 * Seconds to wait, or undefined when the call may go on. Only calls that may go on are counted.
 * By the machine's time: a simulated jump of weeks does not refill anything.
 */
export function overLimit(world: World, method: string, tier: Tier, workspace: string): number | undefined {
  if (!world.rateLimits || tier === "special") return undefined;
  return spend(world, `${workspace}/${method}`, perMinute[tier], 60_000);
}

/** One message a second in a channel. Slack lets short bursts pass, without promising it; the cloud does not. */
export function overChannelLimit(world: World, workspace: string, channel: string): number | undefined {
  return world.rateLimits ? spend(world, `${workspace}/post/${channel}`, 1, 1000) : undefined;
}

function spend(world: World, key: string, allowed: number, windowMs: number): number | undefined {
  const now = Date.now();
  const recent = (world.spent.get(key) ?? []).filter((at) => now - at < windowMs);
  world.spent.set(key, recent);
  const oldest = recent[0];
  if (recent.length >= allowed && oldest !== undefined) return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
  recent.push(now);
  return undefined;
}
