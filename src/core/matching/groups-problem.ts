import type { GroupsInput } from "./groups-model.js";
import { groupValue, likenessOf, meetings, memoryOf, pairKey, pairValue } from "./groups-value.js";

/** One value of 1, as a whole number: sums stay exact, whatever their order. */
const one = 2 ** 20;
/** Sums of them stay exact as well, and one of them outweighs every gain. */
const ruledOut = -(2 ** 48);
const blockLeftOut = 2 ** 46;
const leftOut = 2 ** 44;
const noOutsideView = 2 ** 36;
const satOut = 2 ** 33;

/**
 * The input as the search needs it. Members are whole numbers in the order of their ids; a block of must pairs is one
 * unit and never torn. Values are whole numbers, 2^20 for a value of 1.
 */
export type Problem = {
  ids: string[];
  units: number[][];
  unitSize: number[];
  /** Between two units, row by row: the sum of their members' pairs; far below zero where a rule forbids one. */
  between: Float64Array;
  within: number[];
  /** What leaving a unit out costs: more than any gain; a block more than a single member. */
  outCost: number[];
  min: number;
  max: number;
  members: number;
  /** `shares[a * members + b]`: 1 where two members share the problem. Undefined: nobody asked for an outside view. */
  shares: Uint8Array | undefined;
};

/** `blocks`: those who take part, cut by the must pairs (`blocksOf`); none holds a forbidden pair or too many. */
export function problemOf(input: GroupsInput, blocks: readonly (readonly string[])[]): Problem {
  const ids = blocks.flat().sort();
  const place = new Map(ids.map((id, at) => [id, at]));
  const members = ids.length;
  const values = valuesOf(input, ids);
  for (const { a, b } of input.never) {
    const [i, j] = [place.get(a), place.get(b)];
    if (i === undefined || j === undefined) continue;
    values[i * members + j] = ruledOut;
    values[j * members + i] = ruledOut;
  }
  const units = blocks.map((block) => block.map((id) => place.get(id) as number).sort((a, b) => a - b));
  units.sort((a, b) => (a[0] as number) - (b[0] as number));
  const between = new Float64Array(units.length ** 2);
  const within: number[] = [];
  for (const [u, inU] of units.entries()) {
    for (const [v, inV] of units.entries()) {
      let sum = 0;
      for (const i of inU) for (const j of inV) sum += values[i * members + j] as number;
      if (u === v) within.push(sum / 2);
      else between[u * units.length + v] = sum < 0 ? ruledOut : sum;
    }
  }
  const sat = new Map(input.members.map((member) => [member.id, Math.min(3, member.satOut ?? 0)]));
  return {
    ids,
    units,
    unitSize: units.map((unit) => unit.length),
    between,
    within,
    outCost: units.map((unit) =>
      unit.length > 1 ? blockLeftOut : leftOut + satOut * (sat.get(ids[unit[0] as number] as string) ?? 0),
    ),
    ...input.size,
    members,
    shares: sharesOf(input, ids),
  };
}

/** Value of every pair, row by row, nothing on the diagonal. */
function valuesOf(input: GroupsInput, ids: readonly string[]): Float64Array {
  const members = ids.length;
  const values = new Float64Array(members ** 2);
  const memory = new Map([...meetings(input.past)].map(([key, days]) => [key, memoryOf(days)]));
  for (let i = 0; i < members; i += 1) {
    for (let j = i + 1; j < members; j += 1) {
      const [a, b] = [ids[i] as string, ids[j] as string];
      const remembered = memory.size === 0 ? 0 : (memory.get(pairKey(a, b)) ?? 0);
      const value = Math.round(one * pairValue(likenessOf(input, a, b), remembered, input.novelty));
      values[i * members + j] = value;
      values[j * members + i] = value;
    }
  }
  return values;
}

function sharesOf({ sharesProblem }: GroupsInput, ids: readonly string[]): Uint8Array | undefined {
  if (sharesProblem === undefined) return undefined;
  const members = ids.length;
  const shares = new Uint8Array(members ** 2);
  for (let i = 0; i < members; i += 1) {
    for (let j = i + 1; j < members; j += 1) {
      if (!sharesProblem(ids[i] as string, ids[j] as string)) continue;
      shares[i * members + j] = 1;
      shares[j * members + i] = 1;
    }
  }
  return shares;
}

/** Whether a rule keeps the two apart. */
export function areApart({ between, units }: Problem, u: number, v: number): boolean {
  return (between[u * units.length + v] as number) < 0;
}

/** What a group of this sum and size is worth, before its outside view is looked at. */
export const scoreOf = groupValue;

/**
 * The cost of having no outside view, or nothing; for the group as it is, or without one of its units and with another one
 * (-1: none).
 */
export function lackOf(problem: Problem, group: readonly number[], without = -1, added = -1): number {
  const { unitSize, shares } = problem;
  if (shares === undefined) return 0;
  let size = added < 0 ? 0 : (unitSize[added] as number);
  for (const unit of group) if (unit !== without) size += unitSize[unit] as number;
  if (size < 3) return 0;
  if (added >= 0 && isOutside(problem, added, group, without, added)) return 0;
  for (const unit of group) if (unit !== without && isOutside(problem, unit, group, without, added)) return 0;
  return noOutsideView;
}

/** Whether a member of this unit shares the problem with nobody of the group. */
function isOutside(problem: Problem, unit: number, group: readonly number[], without: number, added: number): boolean {
  for (const member of problem.units[unit] as number[]) {
    if (added >= 0 && sharesWith(problem, member, added)) continue;
    let alone = true;
    for (const other of group) if (other !== without && sharesWith(problem, member, other)) alone = false;
    if (alone) return true;
  }
  return false;
}

function sharesWith({ units, members, shares }: Problem, member: number, unit: number): boolean {
  for (const other of units[unit] as number[]) if (shares?.[member * members + other] === 1) return true;
  return false;
}

/** A group of units as a sum of pairs and a number of members. */
export function measure({ units, unitSize, between, within }: Problem, group: readonly number[]) {
  let [sum, size] = [0, 0];
  for (const [at, u] of group.entries()) {
    sum += within[u] as number;
    size += unitSize[u] as number;
    for (const v of group.slice(at + 1)) sum += between[u * units.length + v] as number;
  }
  return { sum, size };
}

/** The search's score of an arrangement; whoever is in no group costs. */
export function scoreOfAll(problem: Problem, groups: readonly (readonly number[])[]): number {
  const placed = new Set(groups.flat());
  let score = 0;
  for (const group of groups) {
    const { sum, size } = measure(problem, group);
    score += scoreOf(sum, size) - lackOf(problem, group);
  }
  for (const [unit, cost] of problem.outCost.entries()) if (!placed.has(unit)) score -= cost;
  return score;
}
