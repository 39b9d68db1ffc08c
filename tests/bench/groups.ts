import { formGroups } from "../../src/core/matching/groups.js";
import { checkGroups, pairsOf } from "../../src/core/matching/groups-check.js";
import { describeGroups } from "../../src/core/matching/groups-describe.js";
import type { Grouping, GroupsInput, PastMeeting } from "../../src/core/matching/groups-model.js";
import { between, randomFrom, shuffled } from "../../src/core/matching/groups-random.js";
import {
  halfLifeDays,
  hasOutsideView,
  likenessOf,
  meetings,
  memoryOf,
  pairKey,
  pairValue,
} from "../../src/core/matching/groups-value.js";
import { network } from "../core/matching/groups-world.js";

export type GroupsCase = { districts: number; min: number; max: number; seed: number; outsideView?: boolean };

/** A network with rules: 4 % opted out or full, a must pair and six never pairs for 25 districts, some past meetings. */
export function benchInput({ districts, min, max, seed, outsideView }: GroupsCase): GroupsInput {
  const { ids, worth, sharesProblem, pairs, random } = network(districts, seed);
  const members = ids.map((id, nth) => ({ id, optedOut: nth % 50 === 7, capacity: nth % 50 === 23 ? 0 : 1 }));
  const taking = new Set(members.filter(({ optedOut, capacity }) => !optedOut && capacity > 0).map(({ id }) => id));
  const never = pairs(Math.round(districts / 4));
  const barred = new Set(never.map(({ a, b }) => pairKey(a, b)));
  const must = pairs(Math.ceil(districts / 5))
    .filter(({ a, b }) => taking.has(a) && taking.has(b) && !barred.has(pairKey(a, b)))
    .slice(0, max === 2 ? 0 : 1);
  const past = pairs(districts).map(
    (pair): PastMeeting => ({ ...pair, daysAgo: between(random, 10, 2 * halfLifeDays) }),
  );
  const shares = outsideView === true ? { sharesProblem } : {};
  return { members, worth, must, never, past, novelty: 0.5, size: { min, max }, seed, ...shares };
}

export type Formed = { grouping: Grouping; ms: number; broken: number };

/** Our groups. Throws where there are none. `broken`: rules that do not hold. */
export function ours(input: GroupsInput): Formed {
  const begun = performance.now();
  const grouping = formGroups(input);
  const ms = performance.now() - begun;
  if ("impossible" in grouping) throw new Error(JSON.stringify(grouping));
  return { grouping, ms, broken: brokenIn(grouping, input) };
}

export function brokenIn({ groups }: Grouping, input: GroupsInput): number {
  return checkGroups(
    groups.map(({ members }) => members),
    input,
  ).length;
}

/** What an intro bot does: whoever comes next in a shuffled list, where the rules allow it. */
export function randomGroups(input: GroupsInput, seed: number): Grouping {
  return oneAfterTheOther(input, (candidates) => candidates[0], randomFrom(seed));
}

/** Group after group, each time the one who adds most of all who are left. */
export function greedyGroups(input: GroupsInput): Grouping {
  const best = (candidates: string[], gain: (id: string) => number) =>
    candidates.reduce<{ id?: string; gain: number }>(
      (best, id) => (gain(id) > best.gain ? { id, gain: gain(id) } : best),
      { gain: Number.NEGATIVE_INFINITY },
    ).id;
  return oneAfterTheOther(input, best, randomFrom(1));
}

/**
 * Groups of the smallest size, begun by whoever comes next and filled by `pick`; who remains joins the group with room that
 * `pick` would choose for her. Whoever fits nowhere is left out.
 */
function oneAfterTheOther(
  input: GroupsInput,
  pick: (candidates: string[], gain: (id: string) => number) => string | undefined,
  random: () => number,
): Grouping {
  const { min, max } = input.size;
  const met = new Map([...meetings(input.past)].map(([key, days]) => [key, memoryOf(days)]));
  const value = (a: string, b: string) =>
    pairValue(likenessOf(input, a, b), met.get(pairKey(a, b)) ?? 0, input.novelty);
  const never = new Set(input.never.map(({ a, b }) => pairKey(a, b)));
  const wanted = new Map(input.must.flatMap(({ a, b }) => [[a, b] as const, [b, a] as const]));
  const blockOf = (id: string) => [id, wanted.get(id)].filter((one) => one !== undefined);
  const gainOf = (group: string[], id: string) => group.reduce((sum, one) => sum + value(one, id), 0) / group.length;
  const fits = (group: string[], id: string, limit: number) =>
    group.length + blockOf(id).length <= limit &&
    (group.length + blockOf(id).length < min || hasOutsideView([...group, ...blockOf(id)], input)) &&
    !group.some((one) => blockOf(id).some((other) => never.has(pairKey(one, other))));

  const taking = input.members.filter(({ optedOut, capacity }) => !optedOut && capacity !== 0).map(({ id }) => id);
  const loose = new Set(shuffled(taking, random));
  const groups: string[][] = [];
  const seat = (group: string[], id: string) => {
    for (const one of blockOf(id)) {
      group.push(one);
      loose.delete(one);
    }
  };
  for (const first of [...loose].filter((id) => wanted.has(id)).concat([...loose])) {
    if (!loose.has(first) || loose.size < min) continue;
    const group: string[] = [];
    seat(group, first);
    while (group.length < min) {
      const next = pick(
        [...loose].filter((id) => fits(group, id, min)),
        (id) => gainOf(group, id),
      );
      if (next === undefined) break;
      seat(group, next);
    }
    if (group.length >= min) groups.push(group);
    else for (const id of group) loose.add(id);
  }
  for (const id of loose) {
    const open = groups.filter((group) => fits(group, id, max));
    const nth = pick([...open.keys()].map(String), (at) => gainOf(open[Number(at)] as string[], id));
    if (nth !== undefined) seat(open[Number(nth)] as string[], id);
  }
  return describeGroups(groups, input);
}

export type Rounds = {
  /** Of all pairs of the rounds, those that had met in an earlier one: 0 to 1. */
  repeated: number;
  /** Mean likeness of the pairs, 0 to 1. */
  likeness: number;
};

/**
 * Six rounds, 60 days apart, of the same network: each time one district in ten is away. With a dial above 0 each round
 * knows the ones before.
 */
export function sixRounds({ districts, min, max, seed }: GroupsCase, novelty: number | "random"): Rounds {
  const { ids, worth } = network(districts, seed);
  const daysApart = 60;
  let past: PastMeeting[] = [];
  let [pairs, again, likeness] = [0, 0, 0];
  for (let round = 0; round < 6; round += 1) {
    const away = new Set(shuffled(ids, randomFrom(1_000 * seed + round)).slice(0, Math.floor(districts / 10)));
    const members = ids.map((id) => ({ id, optedOut: away.has(id) }));
    const dial = novelty === "random" ? 0 : novelty;
    const input = { members, worth, must: [], never: [], past, novelty: dial, size: { min, max }, seed: seed + round };
    const grouping = novelty === "random" ? randomGroups(input, seed + round) : ours(input).grouping;
    const met = meetings(past);
    const sat = grouping.groups.flatMap(({ members }) => pairsOf(members));
    pairs += sat.length;
    again += sat.filter(({ a, b }) => met.has(pairKey(a, b))).length;
    likeness += sat.reduce((sum, { a, b }) => sum + worth(a, b), 0);
    past = [
      ...past.map((one) => ({ ...one, daysAgo: one.daysAgo + daysApart })),
      ...sat.map(({ a, b }) => ({ a, b, daysAgo: daysApart })),
    ];
  }
  return { repeated: again / pairs, likeness: likeness / pairs };
}
