import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formGroups } from "../../../src/core/matching/groups.js";
import { checkGroups } from "../../../src/core/matching/groups-check.js";
import { blocksOf } from "../../../src/core/matching/groups-conflict.js";
import { problemOf, scoreOfAll } from "../../../src/core/matching/groups-problem.js";
import { searchGroups } from "../../../src/core/matching/groups-search.js";
import { bestOfFew } from "../../../src/core/matching/groups-small.js";
import { anyInput, byHand, formed, membersOf } from "./groups-arbitrary.js";
import { optimumOf } from "./groups-optimum.js";
import { network, plainInput } from "./groups-world.js";

const patience = 120_000;
/** Only what can be broken by sitting together: rules are looked up here once more, without the product's own check. */
function forbiddenIn(groups: string[][], input: Parameters<typeof formGroups>[0]): string[] {
  const found: string[] = [];
  const seats = groups.flat();
  for (const { id, optedOut, capacity } of input.members) {
    const times = seats.filter((seat) => seat === id).length;
    if (optedOut && times > 0) found.push(`${id} opted out`);
    if (times > (capacity ?? 1) || times > 1) found.push(`${id} sits ${times} times`);
  }
  for (const { a, b } of input.never)
    if (groups.some((group) => group.includes(a) && group.includes(b))) found.push(`${a} with ${b}`);
  for (const group of groups)
    if (group.length < input.size.min || group.length > input.size.max) found.push(`${group.length} in a group`);
  return found;
}

describe("groups, whatever the rules", () => {
  it(
    "never seat a forbidden pair, one who opted out, or a full district, in 1,200 rounds of up to 26 districts",
    () => {
      let rounds = 0;
      fc.assert(
        fc.property(anyInput({ most: 26 }), (input) => {
          const result = formGroups(input);
          if ("impossible" in result) return;
          rounds += 1;
          expect(forbiddenIn(membersOf(result), input)).toEqual([]);
          expect(checkGroups(membersOf(result), input)).toEqual([]);
          const named = [...membersOf(result).flat(), ...result.leftOut.map(({ id }) => id)];
          expect(named.sort()).toEqual(input.members.map(({ id }) => id).sort());
        }),
        { numRuns: 3_000, seed: 6 },
      );
      expect(rounds).toBeGreaterThan(1_200);
    },
    patience,
  );

  it(
    "are the same for the same seed and facts, in whatever order the facts come",
    () => {
      fc.assert(
        fc.property(anyInput({ most: 20 }), fc.nat(), (input, turn) => {
          const turned = <T>(list: readonly T[]) => [...list.slice(turn % 7), ...list.slice(0, turn % 7)].reverse();
          const swapped = <T extends { a: string; b: string }>(list: readonly T[]) =>
            turned(list).map((pair) => ({ ...pair, a: pair.b, b: pair.a }));
          const other = {
            ...input,
            members: turned(input.members),
            must: swapped(input.must),
            never: swapped(input.never),
            past: swapped(input.past),
          };
          expect(formGroups(other)).toEqual(formGroups(input));
        }),
        { numRuns: 300, seed: 6 },
      );
    },
    patience,
  );

  it(
    "are the best there are for up to eight districts: as many places as possible, then the highest total",
    () => {
      let [possible, impossible] = [0, 0];
      fc.assert(
        fc.property(anyInput({ most: 8 }), (drawn) => {
          const input = { ...drawn, members: drawn.members.map(({ satOut: _, ...member }) => member) };
          const best = byHand(input);
          const result = formGroups(input);
          if ("impossible" in result) {
            // Without a group there is nothing to compare, and a must pair or an outside view may cost others their place.
            if (result.impossible.reason === "outside view") return;
            expect(best?.placed ?? 0).toBe(0);
            impossible += 1;
            return;
          }
          possible += 1;
          expect(membersOf(result).flat().length).toBe(best?.placed);
          expect(result.total).toBeCloseTo(best?.total ?? Number.NaN, 4);
        }),
        { numRuns: 600, seed: 6 },
      );
      expect(Math.min(possible, impossible)).toBeGreaterThan(50);
    },
    patience,
  );

  it(
    "of the search are as good as the best of all arrangements nearly always, where both can be had",
    () => {
      let [all, equal] = [0, 0];
      fc.assert(
        fc.property(anyInput({ most: 12 }), (input) => {
          const problem = problemOf({ ...input, must: [] }, blocksOf(input.members, []));
          if (problem.members < input.size.min) return;
          const exact = scoreOfAll(problem, bestOfFew(problem));
          const found = scoreOfAll(problem, searchGroups(problem, input.seed, { starts: 10, kicks: 100 }));
          expect(found).toBeLessThanOrEqual(exact + 1);
          all += 1;
          if (found >= exact - 1) equal += 1;
        }),
        { numRuns: 400, seed: 6 },
      );
      expect(equal / all).toBeGreaterThan(0.995);
    },
    patience,
  );
});

describe("groups beside HiGHS", () => {
  it.each([
    { districts: 12, min: 2, max: 2 },
    { districts: 13, min: 2, max: 2 },
    { districts: 12, min: 3, max: 4 },
    { districts: 16, min: 2, max: 3 },
    { districts: 16, min: 3, max: 4 },
  ])(
    "reach 99 % of the optimum: $districts districts, $min to $max",
    async ({ districts, min, max }) => {
      for (const seed of [1, 2]) {
        const { pairs, sharesProblem } = network(districts, seed);
        const input = {
          ...plainInput(districts, min, max, seed),
          never: pairs(5),
          ...(seed === 2 ? { sharesProblem } : {}),
        };
        const grouping = formed(formGroups(input));
        const optimum = await optimumOf(input, membersOf(grouping).flat().length);
        expect(grouping.total / optimum).toBeGreaterThan(0.99);
        expect(grouping.total / optimum).toBeLessThan(1 + 1e-5);
      }
    },
    patience,
  );
});

describe("groups of many", () => {
  it(
    "keep the rules for 600 districts, in pairs and in groups of three and four",
    () => {
      for (const [min, max] of [
        [2, 2],
        [2, 3],
        [3, 4],
      ] as const) {
        const { pairs } = network(600, 3);
        const input = { ...plainInput(600, min, max, 3), never: pairs(300), leaveOut: "nobody" as const };
        const grouping = formed(formGroups(input));
        expect(forbiddenIn(membersOf(grouping), input)).toEqual([]);
        expect(grouping.leftOut).toEqual([]);
      }
    },
    patience,
  );
});
