import { medianOf, readRunChart } from "../src/core/measure/run-chart.js";

export type Alarms = { points: number; anhoej: number; shiftOrTrend: number };

/**
 * How often a rule sees a signal in noise, for 10 to 24 points: Anhøj's, and for comparison the widespread "six in a row on
 * one side of the median, or five in a row up or down", on the same series. Shares of 1.
 */
export function falseAlarms({ series, seed }: { series: number; seed: number }): Alarms[] {
  const noise = noiseFrom(seed);
  return Array.from({ length: 15 }, (_, i) => {
    const points = 10 + i;
    let anhoej = 0;
    let shiftOrTrend = 0;
    for (let n = 0; n < series; n++) {
      const values = Array.from({ length: points }, noise);
      if (readRunChart(values.map((value) => ({ value })))?.reading === "signal") anhoej += 1;
      if (hasShiftOrTrend(values)) shiftOrTrend += 1;
    }
    return { points, anhoej: anhoej / series, shiftOrTrend: shiftOrTrend / series };
  });
}

/** Points on the median neither break a shift nor count in it; a trend of five points has four steps of one direction. */
function hasShiftOrTrend(values: readonly number[]): boolean {
  const median = medianOf(values) ?? 0;
  const sides = values.filter((value) => value !== median).map((value) => value > median);
  const steps = values.slice(1).map((value, i) => value > (values[i] ?? 0));
  return longestRun(sides) >= 6 || longestRun(steps) >= 4;
}

function longestRun(sides: readonly boolean[]): number {
  let longest = 0;
  let length = 0;
  sides.forEach((side, i) => {
    length = i > 0 && side === sides[i - 1] ? length + 1 : 1;
    longest = Math.max(longest, length);
  });
  return longest;
}

/** Normal noise (Box–Muller) from a seed (mulberry32), so that every run gives the same figures. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
