import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formGroups } from "../../../src/core/matching/groups.js";
import type { GroupsInput, Impossible } from "../../../src/core/matching/groups-model.js";
import { pairKey } from "../../../src/core/matching/groups-value.js";
import { anyInput } from "./groups-arbitrary.js";

const pair = ([a, b]: string) => ({ a: a as string, b: b as string });
const pairs = (...all: string[]) => all.map(pair);

function round(ids: string, more: Partial<GroupsInput> = {}): GroupsInput {
  const members = [...ids].map((id) => ({ id }));
  return {
    members,
    worth: () => 0.5,
    must: [],
    never: [],
    past: [],
    novelty: 0,
    size: { min: 2, max: 2 },
    seed: 1,
    ...more,
  };
}
const everybody = { leaveOut: "nobody" } as const;

/** The input without the constraint that was named. */
function without(input: GroupsInput, named: Impossible): GroupsInput {
  const less = (list: readonly { a: string; b: string }[], gone: { a: string; b: string }) =>
    list.filter(({ a, b }) => pairKey(a, b) !== pairKey(gone.a, gone.b));
  switch (named.reason) {
    case "must, but not a member":
    case "must, but opted out":
    case "must, but no capacity":
    case "must, no room":
      return { ...input, must: less(input.must, named.pair) };
    case "must, too many":
      return named.pair === undefined ? { ...input, must: [] } : { ...input, must: less(input.must, named.pair) };
    case "must and never":
    case "never":
      return { ...input, never: less(input.never, named.pair) };
    case "outside view":
      return { ...input, sharesProblem: undefined };
    case "sizes":
    case "number":
      return { ...input, size: { min: 2, max: 3 } };
    case "too few":
      return { ...input, members: [...input.members, ...[..."uvwxy"].map((id) => ({ id }))] };
    case "several":
      return { ...input, never: [], must: [] };
  }
}

const cases: [string, GroupsInput, Impossible][] = [
  ["sizes that are none", round("abcd", { size: { min: 3, max: 2 } }), { reason: "sizes", min: 3, max: 2 }],
  ["groups of six", round("abcdef", { size: { min: 2, max: 6 } }), { reason: "sizes", min: 2, max: 6 }],
  ["too few who take part", round("ab", { size: { min: 3, max: 4 } }), { reason: "too few", members: 2, min: 3 }],
  [
    "a number that does not divide, where nobody may be left out",
    round("abcde", everybody),
    { reason: "number", members: 5, min: 2, max: 2 },
  ],
  [
    "a must pair with a stranger",
    round("abcd", { must: pairs("az") }),
    { reason: "must, but not a member", pair: pair("az"), who: "z" },
  ],
  [
    "a must pair of whom one opted out",
    {
      ...round("abcd", { must: pairs("ba") }),
      members: [{ id: "a" }, { id: "b", optedOut: true }, { id: "c" }, { id: "d" }],
    },
    { reason: "must, but opted out", pair: pair("ab"), who: "b" },
  ],
  [
    "a must pair of whom one is full",
    {
      ...round("abcd", { must: pairs("ab") }),
      members: [{ id: "a", capacity: 0, capacityReason: "two open requests" }, { id: "b" }, { id: "c" }, { id: "d" }],
    },
    { reason: "must, but no capacity", pair: pair("ab"), who: "a", why: "two open requests" },
  ],
  [
    "the same pair wanted and forbidden",
    round("abcd", { must: pairs("ab"), never: pairs("ba") }),
    { reason: "must and never", pair: pair("ab"), chain: pairs("ab") },
  ],
  [
    "a forbidden pair at the ends of a chain of must pairs",
    round("abcdefgh", { must: pairs("ab", "bc", "cd", "ce"), never: pairs("da"), size: { min: 3, max: 5 } }),
    { reason: "must and never", pair: pair("ad"), chain: pairs("ab", "bc", "cd") },
  ],
  [
    "a chain of must pairs larger than a group, with the pair that makes it too large",
    round("abcdef", { must: pairs("ab", "bc", "cd"), size: { min: 2, max: 3 } }),
    { reason: "must, too many", members: ["a", "b", "c", "d"], max: 3, pair: pair("ab") },
  ],
  [
    "a chain of must pairs that no single pair makes too large",
    round("abcdef", { must: pairs("ab", "bc", "ca"), size: { min: 2, max: 2 } }),
    { reason: "must, too many", members: ["a", "b", "c"], max: 2, pair: undefined },
  ],
  [
    "never pairs that leave somebody alone who must not be left out",
    round("abcd", { ...everybody, never: pairs("ab", "ac", "ad") }),
    { reason: "never", pair: pair("ab"), leftOut: ["a", "b"] },
  ],
  [
    "never pairs that leave no group at all",
    round("ab", { never: pairs("ab") }),
    { reason: "never", pair: pair("ab"), leftOut: ["a", "b"] },
  ],
  [
    "a must pair that nobody may join",
    round("abcde", { must: pairs("ab"), never: pairs("ac", "bd", "ae", "be"), size: { min: 3, max: 3 } }),
    { reason: "never", pair: pair("ac"), leftOut: ["a", "b"] },
  ],
  [
    "must pairs that do not fit into groups of three",
    round("abcdef", { ...everybody, must: pairs("ab", "cd", "ef"), size: { min: 3, max: 3 } }),
    { reason: "must, no room", pair: pair("ab"), leftOut: ["e", "f"] },
  ],
  [
    "an outside view that nobody has",
    round("abcdef", { sharesProblem: () => true, size: { min: 3, max: 3 } }),
    { reason: "outside view", members: ["a", "b", "c"] },
  ],
];

describe("the constraint that cannot be met", () => {
  it.each(cases)("is named: %s", (_, input, named) => {
    const result = formGroups(input);
    expect(result).toMatchObject({ impossible: { reason: named.reason }, certain: true });
    if ("impossible" in result && !("leftOut" in named) && named.reason !== "outside view")
      expect(result.impossible).toEqual(named);
    const less = without(input, named);
    expect(formGroups(less)).toHaveProperty("groups");
  });

  it("is one whose removal gives groups, in any round with one rule too many", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyInput({ most: 9, leaveOut: "nobody" }), (input) => {
        const result = formGroups(input);
        if (!("impossible" in result)) return;
        const { reason } = result.impossible;
        seen.set(reason, (seen.get(reason) ?? 0) + 1);
        // What contradicts by itself may not be the only contradiction; what a search names was tried.
        const tried = reason === "never" || reason === "must, no room";
        if (tried) expect(formGroups(without(input, result.impossible))).toHaveProperty("groups");
      }),
      { numRuns: 1_500, seed: 6 },
    );
    expect(Math.min(seen.get("never") ?? 0, seen.get("outside view") ?? 0)).toBeGreaterThan(10);
  }, 120_000);
});
