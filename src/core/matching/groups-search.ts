import { type Arrangement, arrange, emptyArrangement, improve, place, takeOut } from "./groups-moves.js";
import { bestPairs } from "./groups-pairs.js";
import { areApart, type Problem, scoreOfAll } from "./groups-problem.js";
import { between, randomFrom, shuffled } from "./groups-random.js";

/** How hard to look. `starts`: fresh beginnings; `kicks`: how often a few groups of the best one are broken up again. */
export type Effort = { starts: number; kicks: number };

function usualEffort({ units, min }: Problem): Effort {
  if (units.length <= 60) return { starts: 20, kicks: 400 };
  if (units.length <= 500) return { starts: 4, kicks: 1_500 };
  return { starts: min === 2 ? 0 : 1, kicks: 300 };
}

/**
 * Good groups, not proved to be the best: greedy starts and, where pairs are allowed, the best pairs; each improved by moves
 * and swaps; then, again and again, a few groups of the best arrangement are broken up and built anew. Keeps blocks whole,
 * sizes and forbidden pairs in every step. The same problem and seed give the same result. Units in no group are left out.
 */
export function searchGroups(problem: Problem, seed: number, effort: Effort = usualEffort(problem)): number[][] {
  const random = randomFrom(seed);
  const most = Math.floor(problem.members / problem.min);
  const fewest = Math.min(most, Math.ceil(problem.members / problem.max));
  let best: number[][] = [];
  let bestScore = scoreOfAll(problem, best);
  const keep = (arrangement: Arrangement): boolean => {
    const found = arrangement.groups.filter((group) => group.length > 0);
    const score = scoreOfAll(problem, found);
    if (score < bestScore) return false;
    best = found.map((group) => [...group]);
    bestScore = score;
    return true;
  };
  if (problem.min === 2) {
    const whole = problem.unitSize.flatMap((size, unit) => (size > 1 ? [[unit]] : []));
    const arrangement = arrange(problem, most, [...whole, ...bestPairs(problem)]);
    improve(arrangement, problem.units.keys());
    keep(arrangement);
  }
  for (let start = 0; start < effort.starts; start += 1) {
    const count = start % 2 === 0 ? most : between(random, fewest, most);
    const arrangement = emptyArrangement(problem, most);
    build(arrangement, [...problem.units.keys()], count, random);
    improve(arrangement, problem.units.keys());
    keep(arrangement);
  }
  const arrangement = arrange(problem, most, best);
  for (let kick = 0; kick < effort.kicks; kick += 1) {
    const before = [...arrangement.groupOf];
    const loose = breakUp(arrangement, random);
    const size = loose.reduce((sum, unit) => sum + (problem.unitSize[unit] as number), 0);
    const [few, many] = [Math.ceil(size / problem.max), Math.floor(size / problem.min)];
    build(arrangement, loose, few <= many ? between(random, few, many) : many, random);
    improve(arrangement, loose);
    if (keep(arrangement)) continue;
    const moved = before.flatMap((group, unit) => (arrangement.groupOf[unit] === group ? [] : [unit]));
    for (const unit of moved) takeOut(arrangement, unit);
    for (const unit of moved) if ((before[unit] as number) >= 0) place(arrangement, unit, before[unit] as number);
  }
  return best;
}

/** Takes everybody out of two to four groups; those who were left out before are loose as well. */
function breakUp(arrangement: Arrangement, random: () => number): number[] {
  const filled = arrangement.groups.flatMap((group, at) => (group.length > 0 ? [at] : []));
  const broken = shuffled(filled, random).slice(0, between(random, 2, 4));
  for (const group of broken) for (const unit of [...(arrangement.groups[group] ?? [])]) takeOut(arrangement, unit);
  return [...arrangement.problem.units.keys()].filter((unit) => arrangement.groupOf[unit] === -1);
}

/**
 * Places loose units into so many empty groups: large blocks first, then mostly those with many forbidden partners, each where she gains
 * most among the groups that still need members. A group that stays too small is given up, its members are loose again.
 */
function build(arrangement: Arrangement, loose: readonly number[], count: number, random: () => number): void {
  const { problem, groups, size } = arrangement;
  const { unitSize, min, max } = problem;
  const open = groups.flatMap((group, at) => (group.length === 0 ? [at] : [])).slice(0, count);
  const members = loose.reduce((sum, unit) => sum + (unitSize[unit] as number), 0);
  const even = Math.min(max, Math.max(min, Math.floor(members / Math.max(1, open.length))));
  const turn = new Map(
    loose.map((unit) => {
      const barred = loose.filter((other) => other !== unit && areApart(problem, unit, other)).length;
      return [unit, 1_000 * (unitSize[unit] as number) + barred * random()];
    }),
  );
  const order = shuffled(loose, random).sort((u, v) => (turn.get(v) as number) - (turn.get(u) as number));
  for (const unit of order) {
    let chosen = -1;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const group of open) {
      const now = size[group] as number;
      if (now + (unitSize[unit] as number) > max) continue;
      const sum = arrangement.toGroup[unit * groups.length + group] as number;
      if (sum < 0) continue;
      // First seats go to whoever comes first; later ones to the most alike; groups beyond the even size come last.
      const gain = now === 0 ? random() * 0.5 * 2 ** 20 : now >= even ? sum / now - 2 ** 24 : sum / now;
      if (gain <= bestGain) continue;
      chosen = group;
      bestGain = gain;
    }
    if (chosen >= 0) place(arrangement, unit, chosen);
  }
  for (const group of open) {
    if ((size[group] as number) >= min) continue;
    for (const unit of [...(groups[group] ?? [])]) takeOut(arrangement, unit);
  }
}
