import { areApart, lackOf, measure, type Problem, scoreOf } from "./groups-problem.js";

/** So many units are searched completely. */
export const smallUpTo = 13;

/**
 * The best arrangement of few units, by looking at all of them: for each set of units the best way to place its first one
 * (or to leave her out) and the rest. Exact. Units that are not in the result are left out.
 */
export function bestOfFew(problem: Problem): number[][] {
  const { units, min, max, outCost } = problem;
  const all = 2 ** units.length - 1;
  const groups = new Map<number, { mask: number; score: number }[]>(units.map((_, unit) => [unit, []]));
  const grow = (group: number[], size: number) => {
    const [first] = group as [number];
    if (size >= min) {
      const score = scoreOf(measure(problem, group).sum, size) - lackOf(problem, group);
      groups.get(first)?.push({ mask: group.reduce((mask, unit) => mask | (1 << unit), 0), score });
    }
    for (let next = (group.at(-1) as number) + 1; next < units.length; next += 1) {
      const grown = size + (problem.unitSize[next] as number);
      if (grown <= max && !group.some((unit) => areApart(problem, unit, next))) grow([...group, next], grown);
    }
  };
  for (const unit of units.keys()) grow([unit], problem.unitSize[unit] as number);

  const best = new Float64Array(all + 1);
  const choice = new Int32Array(all + 1);
  for (let mask = 1; mask <= all; mask += 1) {
    const first = 31 - Math.clz32(mask & -mask);
    best[mask] = (best[mask & (mask - 1)] as number) - (outCost[first] as number);
    for (const group of groups.get(first) ?? []) {
      if ((group.mask & mask) !== group.mask) continue;
      const score = (best[mask ^ group.mask] as number) + group.score;
      if (score <= (best[mask] as number)) continue;
      best[mask] = score;
      choice[mask] = group.mask;
    }
  }
  const found: number[][] = [];
  for (let mask = all; mask !== 0; ) {
    const group = choice[mask] as number;
    if (group !== 0) found.push([...units.keys()].filter((unit) => (group & (1 << unit)) !== 0));
    mask = group === 0 ? mask & (mask - 1) : mask ^ group;
  }
  return found;
}
