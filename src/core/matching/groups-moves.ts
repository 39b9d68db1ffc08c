import { lackOf, type Problem, scoreOf } from "./groups-problem.js";

/**
 * Who sits where while the search goes on. Groups have fixed numbers; some may be empty. `toGroup`: for each unit, row by
 * row, the sum of its pairs with each group's other units. All sums are whole numbers and therefore exact.
 */
export type Arrangement = {
  problem: Problem;
  groups: number[][];
  /** -1: in none. */
  groupOf: number[];
  size: number[];
  sum: number[];
  toGroup: Float64Array;
  /** What each group loses for having no outside view; undefined: not looked at since it changed. */
  lack: (number | undefined)[];
};

export function emptyArrangement(problem: Problem, groups: number): Arrangement {
  return {
    problem,
    groups: Array.from({ length: groups }, () => []),
    groupOf: problem.units.map(() => -1),
    size: Array<number>(groups).fill(0),
    sum: Array<number>(groups).fill(0),
    toGroup: new Float64Array(problem.units.length * groups),
    lack: [],
  };
}

export function arrange(problem: Problem, groups: number, units: readonly (readonly number[])[]): Arrangement {
  const arrangement = emptyArrangement(problem, Math.max(groups, units.length));
  for (const [group, members] of units.entries()) for (const unit of members) place(arrangement, unit, group);
  return arrangement;
}

export function place(arrangement: Arrangement, unit: number, group: number): void {
  const { problem, groups, groupOf, size, sum, toGroup } = arrangement;
  sum[group] =
    (sum[group] as number) + (toGroup[unit * groups.length + group] as number) + (problem.within[unit] as number);
  size[group] = (size[group] as number) + (problem.unitSize[unit] as number);
  groups[group]?.push(unit);
  groupOf[unit] = group;
  tell(arrangement, unit, group, 1);
}

export function takeOut(arrangement: Arrangement, unit: number): void {
  const { problem, groups, groupOf, size, sum, toGroup } = arrangement;
  const group = groupOf[unit] as number;
  if (group < 0) return;
  const all = groups[group] as number[];
  all.splice(all.indexOf(unit), 1);
  groupOf[unit] = -1;
  size[group] = (size[group] as number) - (problem.unitSize[unit] as number);
  sum[group] =
    (sum[group] as number) - (toGroup[unit * groups.length + group] as number) - (problem.within[unit] as number);
  tell(arrangement, unit, group, -1);
}

/** Everybody's sum with the group changes by the pair with this unit. */
function tell({ problem, groups, toGroup, lack }: Arrangement, unit: number, group: number, sign: 1 | -1): void {
  lack[group] = undefined;
  const all = problem.units.length;
  for (let other = 0; other < all; other += 1)
    toGroup[other * groups.length + group] =
      (toGroup[other * groups.length + group] as number) + sign * (problem.between[unit * all + other] as number);
}

/** A step: `unit` goes to `group` (-1: to none), and `swapped`, if any, goes where `unit` was. */
type Step = { group: number; swapped: number; gain: number };

/**
 * Takes the best step of each of these units, and of everybody whose group has changed by it, until none gains. Steps keep
 * sizes and never bring a forbidden pair together.
 */
export function improve(arrangement: Arrangement, units: Iterable<number>): void {
  const { groups, groupOf } = arrangement;
  const queue = [...units];
  const queued = new Set(queue);
  for (let at = 0; at < queue.length; at += 1) {
    const unit = queue[at] as number;
    queued.delete(unit);
    const from = groupOf[unit] as number;
    const { group, swapped, gain } = bestStep(arrangement, unit);
    if (gain <= 0) continue;
    takeOut(arrangement, unit);
    if (swapped >= 0) takeOut(arrangement, swapped);
    place(arrangement, unit, group);
    if (swapped >= 0 && from >= 0) place(arrangement, swapped, from);
    const touched = [...(groups[group] ?? []), ...(groups[from] ?? []), ...(swapped >= 0 ? [swapped] : [])];
    for (const one of touched) {
      if (queued.has(one)) continue;
      queue.push(one);
      queued.add(one);
    }
  }
}

function lackNow({ problem, groups, lack }: Arrangement, group: number): number {
  const known = lack[group] ?? lackOf(problem, groups[group] as number[]);
  lack[group] = known;
  return known;
}

function bestStep(arrangement: Arrangement, unit: number): Step {
  const { problem, groups, groupOf, size, sum, toGroup } = arrangement;
  const { between, within, unitSize, outCost, min, max, shares } = problem;
  const [all, count] = [problem.units.length, groups.length];
  const from = groupOf[unit] as number;
  const own = { size: unitSize[unit] as number, within: within[unit] as number };
  const ownOut = outCost[unit] as number;
  const score = groups.map((_, group) => scoreOf(sum[group] as number, size[group] as number));
  const fromSum = from < 0 ? 0 : (sum[from] as number) - (toGroup[unit * count + from] as number) - own.within;
  const fromSize = from < 0 ? 0 : (size[from] as number) - own.size;
  const mayLeave = from < 0 || fromSize === 0 || fromSize >= min;
  const leaveGain = from < 0 ? ownOut : scoreOf(fromSum, fromSize) - (score[from] as number);
  let best: Step = { group: -1, swapped: -1, gain: 0 };
  /** `gain` without the outside views; they are looked at only where they could decide. */
  const consider = (group: number, swapped: number, gain: number) => {
    if (shares === undefined) {
      if (gain > best.gain + 1e-3) best = { group, swapped, gain };
      return;
    }
    const before = lackNow(arrangement, group) + (from < 0 ? 0 : lackNow(arrangement, from));
    if (gain + before <= best.gain + 1e-3) return;
    const there = lackOf(problem, groups[group] as number[], swapped, unit);
    const here = from < 0 ? 0 : lackOf(problem, groups[from] as number[], unit, swapped);
    const whole = gain + before - there - here;
    if (whole > best.gain + 1e-3) best = { group, swapped, gain: whole };
  };
  if (mayLeave) {
    for (let group = 0; group < count; group += 1) {
      const newSize = (size[group] as number) + own.size;
      if (group === from || newSize > max || newSize < min) continue;
      const newSum = (sum[group] as number) + (toGroup[unit * count + group] as number) + own.within;
      consider(group, -1, leaveGain + scoreOf(newSum, newSize) - (score[group] as number));
    }
  }
  for (let other = 0; other < all; other += 1) {
    const group = groupOf[other] as number;
    if (group < 0 || group === from) continue;
    const theirs = unitSize[other] as number;
    const newSize = (size[group] as number) - theirs + own.size;
    if (newSize > max || newSize < min) continue;
    const pair = between[unit * all + other] as number;
    const newSum =
      (sum[group] as number) -
      (toGroup[other * count + group] as number) -
      (within[other] as number) +
      (toGroup[unit * count + group] as number) -
      pair +
      own.within;
    let gain = scoreOf(newSum, newSize) - (score[group] as number);
    if (from < 0) gain += ownOut - (outCost[other] as number);
    else {
      const backSize = fromSize + theirs;
      if (backSize > max || backSize < min) continue;
      const backSum = fromSum + (toGroup[other * count + from] as number) - pair + (within[other] as number);
      gain += scoreOf(backSum, backSize) - (score[from] as number);
    }
    consider(group, other, gain);
  }
  return best;
}
