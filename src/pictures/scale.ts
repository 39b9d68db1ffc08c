/** From the bottom of the axis to its top, and the values that are written beside it. */
export type Scale = { low: number; high: number; ticks: number[] };

/**
 * A scale that holds every value. Percent has all of 0 to 100. Counts begin at zero, unless they are all far from it, and
 * then still show at least a fifth of their size, so that no change looks much larger than it is.
 */
export function scaleFor(values: readonly number[], unit: "percent" | "number"): Scale {
  const held = unit === "percent" ? [0, 100, ...values] : values;
  if (held.length === 0) return stepped(0, 10, 5);
  const lowest = Math.min(...held);
  const highest = Math.max(...held);
  const size = Math.max(Math.abs(lowest), Math.abs(highest));
  const isFarAbove = lowest > 0.7 * highest && lowest > 0;
  const isFarBelow = highest < 0.7 * lowest && highest < 0;
  const low = isFarAbove ? Math.min(lowest, highest - size / 5) : Math.min(0, lowest);
  const high = isFarBelow ? Math.max(highest, lowest + size / 5) : Math.max(0, highest);
  // Figures have two decimals: what differs by less is level.
  return stepped(low, high, roundStep(high - low < 0.01 ? 1 : (high - low) / 4));
}

/** From the step at or below `low` to the one at or above `high`. */
function stepped(low: number, high: number, step: number): Scale {
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { low: first * step, high: last * step, ticks };
}

/** The next larger of 1, 2, 2.5, 5 and 10, times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Without the dust of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
