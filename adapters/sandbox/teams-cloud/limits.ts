import type { World } from "./state.js";

/** [calls, within ms], all of which hold at once, as documented for one bot in one conversation. */
const windows = {
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
} as const;

/**
 * Whether this call is one too many; if not, it is counted, `times` over. By the machine's time: a simulated jump of
 * weeks does not refill anything.
 */
export function overLimit(
  world: World,
  kind: "write" | "read",
  tenant: string,
  conversation: string,
  times = 1,
): boolean {
  if (!world.rateLimits) return false;
  const now = Date.now();
  const keys = [
    { key: `${kind}/${tenant}/${conversation}`, limits: windows[kind] },
    { key: `tenant/${tenant}`, limits: windows.tenant },
  ];
  const full = keys.some(({ key, limits }) => {
    const calls = world.spent.get(key) ?? [];
    return limits.some(([allowed, within]) => calls.filter((at) => now - at < within).length + times > allowed);
  });
  if (full) return true;
  for (const { key, limits } of keys) {
    const longest = limits.at(-1)?.[1] ?? 0;
    const recent = (world.spent.get(key) ?? []).filter((at) => now - at < longest);
    world.spent.set(key, [...recent, ...Array.from({ length: times }, () => now)]);
  }
  return false;
}
