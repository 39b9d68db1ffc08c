import type { Direction } from "./model.js";

/** Below this many points that are not on the median, nothing can be told from chance. */
export const fewestUseful = 10;

/** What a run chart says. `useful`: how many points are not on the median; only these are judged. */
export type RunChart = {
  median: number;
  useful: number;
  longestRun: number;
  crossings: number;
  /** Where the longest run begins and ends, counted from 0 among all points; undefined without useful points. */
  run: { from: number; to: number } | undefined;
  /** The longest run and the fewest crossings that chance still explains. */
  limits: { longestRun: number; crossings: number };
  reading: "too few points to tell" | "no signal" | "signal";
  /** Where the points went, with a signal: more of the later half lie above the median than of the earlier half, or fewer. */
  shift: Direction | undefined;
};

/**
 * Reads points in order of their dates around their own median, by the rule of Anhøj and Olesen (2014): a signal is a run
 * that is longer, or a line that crosses its median less often, than chance alone makes it in more than a few series of a
 * hundred (measured: npm run eval:run-chart). Undefined without points. It says that something changed, never why.
 *
 * A value is on the median only where it is a middle value itself, so that comparing them exactly is safe.
 */
export function readRunChart(points: readonly { value: number }[]): RunChart | undefined {
  const median = medianOf(points.map((point) => point.value));
  if (median === undefined) return undefined;
  const useful = points.flatMap(({ value }, at) => (value === median ? [] : [{ at, above: value > median }]));
  const runs = runsOf(useful);
  const longest = runs.reduce<Run | undefined>(
    (best, run) => (best && best.length >= run.length ? best : run),
    undefined,
  );
  const longestRun = longest?.length ?? 0;
  const crossings = Math.max(0, runs.length - 1);
  const limits = anhoejLimits(useful.length);
  const isSignal = longestRun > limits.longestRun || crossings < limits.crossings;
  const reading = useful.length < fewestUseful ? "too few points to tell" : isSignal ? "signal" : "no signal";
  return {
    median,
    useful: useful.length,
    longestRun,
    crossings,
    run: longest && { from: longest.from, to: longest.to },
    limits,
    reading,
    shift: reading === "signal" ? shiftOf(useful) : undefined,
  };
}

/** The longest run and the fewest crossings that chance still explains, for so many useful points. */
export function anhoejLimits(useful: number): { longestRun: number; crossings: number } {
  return { longestRun: Math.round(Math.log2(Math.max(1, useful))) + 3, crossings: fewestCrossings(useful - 1) };
}

/** The middle value, or halfway between the two middle ones. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

type Useful = { at: number; above: boolean };
type Run = { above: boolean; from: number; to: number; length: number };

function runsOf(useful: readonly Useful[]): Run[] {
  const runs: Run[] = [];
  for (const { at, above } of useful) {
    const last = runs.at(-1);
    if (last?.above === above) {
      last.to = at;
      last.length += 1;
    } else runs.push({ above, from: at, to: at, length: 1 });
  }
  return runs;
}

/**
 * The 5 % quantile of so many tosses of a fair coin: the smallest k for which k or fewer heads have a chance of at least
 * 1 in 20. Reckoned in whole numbers, so that no rounding can move it.
 */
function fewestCrossings(tosses: number): number {
  if (tosses < 1) return 0;
  const n = BigInt(tosses);
  let ways = 1n;
  let sum = 1n;
  let k = 0n;
  while (20n * sum < 2n ** n) {
    k += 1n;
    ways = (ways * (n - k + 1n)) / k;
    sum += ways;
  }
  return Number(k);
}

function shiftOf(useful: readonly Useful[]): Direction | undefined {
  const half = Math.floor(useful.length / 2);
  const above = (part: readonly Useful[]) => part.filter((point) => point.above).length;
  const gained = above(useful.slice(-half)) - above(useful.slice(0, half));
  return gained === 0 ? undefined : gained > 0 ? "up" : "down";
}
