import { checkGroups } from "./groups-check.js";
import { blocksOf, plainConflict, sortedPairs } from "./groups-conflict.js";
import { describeGroups } from "./groups-describe.js";
import type { Grouping, GroupsInput, Impossible, ImpossibleGroups, Pair } from "./groups-model.js";
import { bestPairs, exactPairsUpTo } from "./groups-pairs.js";
import { lackOf, type Problem, problemOf } from "./groups-problem.js";
import { type Effort, searchGroups } from "./groups-search.js";
import { bestOfFew, smallUpTo } from "./groups-small.js";
import { pairKey } from "./groups-value.js";

/**
 * Groups of districts with their reasons, or the one constraint in the way. Pairs are the best there are (up to 400
 * districts); so are groups of up to 13 districts; beyond that a seeded search comes close. Forbidden pairs, opt-outs and
 * full districts are kept in every case, and checked once more at the end. Throws a RangeError for a dial or a likeness
 * outside 0 to 1, and for a district named twice.
 */
export function formGroups(input: GroupsInput): Grouping | ImpossibleGroups {
  refuseNonsense(input);
  const impossible = plainConflict(input);
  if (impossible !== undefined) return { impossible, certain: true };
  const found = solve(input);
  if (found.fault !== undefined) return { impossible: blame(input, found.fault), certain: found.exact };
  const broken = checkGroups(found.groups, input);
  if (broken.length > 0) throw new Error(`the search broke a rule: ${JSON.stringify(broken)}`);
  return describeGroups(found.groups, input, { byHand: false });
}

/** `outside`: a group without an outside view. Otherwise who found no place although she has to have one. */
type Fault = { outside: string[] } | { leftOut: string[] };
type Solved = { groups: string[][]; exact: boolean; fault: Fault | undefined };

function solve(input: GroupsInput, effort?: Effort): Solved {
  const problem = problemOf(input, blocksOf(input.members, sortedPairs(input.must)));
  const { units, ids } = problem;
  const exact = input.size.max === 2 ? units.length <= exactPairsUpTo : units.length <= smallUpTo;
  const found = arrangementOf(problem, input, effort);
  const namesOf = (group: readonly number[]) =>
    group.flatMap((unit) => units[unit] as number[]).map((member) => ids[member] as string);
  const placed = new Set(found.flat());
  const left = [...units.keys()].filter((unit) => !placed.has(unit));
  const wronged = left.filter((unit) => input.leaveOut === "nobody" || (problem.unitSize[unit] as number) > 1);
  const without = found.find((group) => lackOf(problem, group) > 0);
  const leftOut = found.length === 0 ? left : wronged;
  const fault =
    leftOut.length > 0
      ? { leftOut: namesOf(leftOut) }
      : without !== undefined
        ? { outside: namesOf(without) }
        : undefined;
  return { groups: found.map(namesOf), exact, fault };
}

function arrangementOf(problem: Problem, { size, seed }: GroupsInput, effort?: Effort): number[][] {
  if (size.max === 2) {
    const blocks = problem.unitSize.flatMap((members, unit) => (members === 2 ? [[unit]] : []));
    return [...blocks, ...bestPairs(problem)];
  }
  return problem.units.length <= smallUpTo ? bestOfFew(problem) : searchGroups(problem, seed, effort);
}

/** So many constraints are taken away on trial, one at a time, to find the one in the way. */
const trials = 60;
const trialEffort: Effort = { starts: 4, kicks: 100 };

/** The one constraint without which there are groups: an outside view, a never pair, a must pair, in this order. */
function blame(input: GroupsInput, fault: Fault): Impossible {
  const isPossible = (without: Partial<GroupsInput>) => {
    const less = { ...input, ...without };
    return plainConflict(less) === undefined && solve(less, trialEffort).fault === undefined;
  };
  if ("outside" in fault) return { reason: "outside view", members: [...fault.outside].sort() };
  const leftOut = [...fault.leftOut].sort();
  if (input.sharesProblem !== undefined && isPossible({ sharesProblem: undefined }))
    return { reason: "outside view", members: leftOut };
  const concerned = new Set(leftOut);
  const closeFirst = (pairs: readonly Pair[]) => {
    const distance = ({ a, b }: Pair) => (concerned.has(a) || concerned.has(b) ? 0 : 1);
    const sorted = sortedPairs(pairs).sort((one, other) => distance(one) - distance(other));
    return sorted.slice(0, trials);
  };
  const without = (pairs: readonly Pair[], { a, b }: Pair) =>
    pairs.filter((pair) => pairKey(pair.a, pair.b) !== pairKey(a, b));
  const never = closeFirst(input.never).find((pair) => isPossible({ never: without(input.never, pair) }));
  if (never !== undefined) return { reason: "never", pair: never, leftOut };
  const must = closeFirst(input.must).find((pair) => isPossible({ must: without(input.must, pair) }));
  if (must !== undefined) return { reason: "must, no room", pair: must, leftOut };
  return { reason: "several", leftOut };
}

function refuseNonsense({ members, novelty }: GroupsInput): void {
  if (!(novelty >= 0 && novelty <= 1)) throw new RangeError(`novelty: ${novelty}, not of 0 to 1`);
  const seen = new Set<string>();
  for (const { id } of members) {
    if (seen.has(id)) throw new RangeError(`member ${id}: named twice`);
    seen.add(id);
  }
}
