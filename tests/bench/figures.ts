/** The bench's arithmetic. Pure. */

/** The smallest value that `share` (0 to 1) of the values do not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export type Spread = { min: number; median: number; max: number };

/** Of an even number of values the median is the lower of the middle two. */
export function spread(values: readonly number[]): Spread {
  return { min: percentile(values, 0), median: percentile(values, 0.5), max: percentile(values, 1) };
}

/** b of the curve y = a·x^b that lies nearest to the points in a log-log plot. All numbers above 0, two x at least. */
export function exponent(points: readonly { x: number; y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (of: (one: { x: number; y: number }) => number) =>
    logs.reduce((sum, one) => sum + of(one), 0) / logs.length;
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)];
  const together = logs.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0);
  return together / logs.reduce((sum, one) => sum + (one.x - x) ** 2, 0);
}

/**
 * The shortest time, in ms, in which a burst can be sent when all of it is due at once: each conversation takes one
 * message every `laneGapMs`, each workspace one every `paceMs` after `burst` at once. `workspaces`: per workspace how
 * many messages each of its conversations gets. From the first message to the last; the requests take no time.
 */
export function shortestMs(
  workspaces: readonly (readonly number[])[],
  { laneGapMs, paceMs, burst }: { laneGapMs: number; paceMs: number; burst: number },
): number {
  const each = workspaces.map((lanes) => {
    const messages = lanes.reduce((sum, one) => sum + one, 0);
    const longest = Math.max(0, ...lanes);
    return Math.max(0, (longest - 1) * laneGapMs, (messages - burst) * paceMs);
  });
  return Math.max(0, ...each);
}

/** A figure as it is printed: three significant digits, whole numbers from 100 on. */
export function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}
