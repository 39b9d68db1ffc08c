import { describe, expect, it } from "vitest";
import { formGroups } from "../../../src/core/matching/groups.js";
import { describeGroups } from "../../../src/core/matching/groups-describe.js";
import type { GroupsInput } from "../../../src/core/matching/groups-model.js";
import { memoryOf, pairKey } from "../../../src/core/matching/groups-value.js";
import { formed, membersOf } from "./groups-arbitrary.js";
import { plainInput } from "./groups-world.js";

/** Districts a, b, c … ; pairs written "ab" have this likeness, all others 0.1. */
function round(ids: string, alike: Record<string, number>, more: Partial<GroupsInput> = {}): GroupsInput {
  const worth = (a: string, b: string) => alike[`${a}${b}`] ?? alike[`${b}${a}`] ?? 0.1;
  const members = [...ids].map((id) => ({ id }));
  return { members, worth, must: [], never: [], past: [], novelty: 0, size: { min: 2, max: 2 }, seed: 1, ...more };
}
const pair = ([a, b]: string) => ({ a: a as string, b: b as string });
const met = (ab: string, daysAgo: number) => ({ ...pair(ab), daysAgo });
const groupsOf = (input: GroupsInput) => membersOf(formed(formGroups(input))).map((group) => group.join(""));

describe("pairs", () => {
  it("give up the best single pair where all together gain by it", () => {
    expect(groupsOf(round("abcd", { ab: 1, ac: 0.9, bd: 0.9, cd: 0 }))).toEqual(["ac", "bd"]);
  });

  it("of an odd number leave one out and say that the number is why", () => {
    const grouping = formed(formGroups(round("abc", { ab: 1 })));
    expect(membersOf(grouping)).toEqual([["a", "b"]]);
    expect(grouping.leftOut).toEqual([{ id: "c", why: "number" }]);
  });

  it("make one group of three of an odd number where three are allowed, and leave nobody alone", () => {
    const all = { ab: 1, cd: 1, ef: 1, eg: 0.4, fg: 0.4 };
    const grouping = formed(formGroups(round("abcdefg", all, { size: { min: 2, max: 3 } })));
    expect(membersOf(grouping)).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e", "f", "g"],
    ]);
    expect(grouping.leftOut).toEqual([]);
  });

  it("place first who sat out before", () => {
    const input = round("abc", { ab: 1 });
    const members = [{ id: "a" }, { id: "b" }, { id: "c", satOut: 1 }];
    expect(formed(formGroups({ ...input, members })).leftOut).not.toContainEqual({ id: "c", why: "number" });
    expect(groupsOf({ ...input, members })).toHaveLength(1);
  });

  it("place first who sat out before also among many", () => {
    const input = plainInput(41, 2, 2);
    const [left] = formed(formGroups(input)).leftOut;
    const members = input.members.map(({ id }) => ({ id, satOut: id === left?.id ? 1 : 0 }));
    const next = formed(formGroups({ ...input, members })).leftOut;
    expect(next).toHaveLength(1);
    expect(next[0]?.id).not.toBe(left?.id);
  });
});

describe("the dial", () => {
  const alike = { ab: 1, cd: 1, ac: 0.8, bd: 0.8 };
  const past = [met("ab", 60), met("cd", 60)];

  it("at 0 looks at likeness only, at 1 at novelty only", () => {
    expect(groupsOf(round("abcd", alike, { past, novelty: 0 }))).toEqual(["ab", "cd"]);
    expect(groupsOf(round("abcd", { ...alike, ac: 0, bd: 0, ad: 0.3, bc: 0.3 }, { past, novelty: 1 }))).not.toEqual([
      "ab",
      "cd",
    ]);
  });

  it("between them weighs both: a recent meeting counts, one of long ago hardly", () => {
    expect(groupsOf(round("abcd", alike, { past, novelty: 0.5 }))).toEqual(["ac", "bd"]);
    const longAgo = [met("ab", 900), met("cd", 900)];
    expect(groupsOf(round("abcd", alike, { past: longAgo, novelty: 0.5 }))).toEqual(["ab", "cd"]);
  });

  it("forgets by half in half a school year, and a second meeting adds to the first", () => {
    expect(memoryOf([])).toBe(0);
    expect(memoryOf([0])).toBe(1);
    expect(memoryOf([180])).toBe(0.5);
    expect(memoryOf([180, 360])).toBeCloseTo(0.625, 10);
  });
});

describe("what is said of the groups", () => {
  it("for each pair how alike they are and when they met last, or that they never did", () => {
    const past = [met("ba", 300), met("ab", 90)];
    const { groups, total } = formed(
      formGroups(round("abc", { ab: 0.8, ac: 0.6 }, { past, size: { min: 3, max: 3 } })),
    );
    expect(groups).toEqual([
      {
        members: ["a", "b", "c"],
        worth: expect.closeTo(0.5, 10),
        why: [
          { a: "a", b: "b", likeness: 0.8, daysAgo: 90 },
          { a: "a", b: "c", likeness: 0.6, daysAgo: undefined },
          { a: "b", b: "c", likeness: 0.1, daysAgo: undefined },
        ],
      },
    ]);
    expect(total).toBeCloseTo(1.5, 10);
  });

  it("which pairs are repeats and why: wanted, nobody new left, or alike enough", () => {
    const repeats = (input: GroupsInput) => formed(formGroups(input)).repeats;
    const past = [met("ab", 60)];
    expect(repeats(round("abcd", {}, { past, must: [pair("ba")], novelty: 1 }))).toEqual([
      { ...met("ab", 60), why: "must" },
    ]);
    expect(repeats(round("abcd", { ab: 1, cd: 1 }, { past }))).toEqual([{ ...met("ab", 60), why: "alike enough" }]);
    const all = [met("ab", 60), met("ac", 5), met("ad", 5)];
    expect(repeats(round("abcd", {}, { past: all, novelty: 1 }))).toEqual([{ ...met("ab", 60), why: "nobody new" }]);
    const never = [pair("ac"), pair("ad")];
    expect(repeats(round("abcd", {}, { past, never, novelty: 1 }))).toEqual([{ ...met("ab", 60), why: "nobody new" }]);
    expect(repeats(round("abcd", { ac: 1, bd: 1 }, { past }))).toEqual([]);
  });

  it("who is left out and why: opted out, no capacity with its reason, nobody allowed with who is ruled out, the number", () => {
    const input = round("abcdef", { ab: 1 }, { never: ["ea", "eb", "ec", "ed"].map(pair) });
    const members = [
      ...[..."abce"].map((id) => ({ id })),
      { id: "d", optedOut: true },
      { id: "f", capacity: 0, capacityReason: "two open requests" },
    ];
    expect(formed(formGroups({ ...input, members })).leftOut).toEqual([
      { id: "c", why: "number" },
      { id: "d", why: "opted out" },
      { id: "e", why: "nobody allowed", never: ["a", "b", "c"] },
      { id: "f", why: "no capacity", reason: "two open requests" },
    ]);
  });

  it("the same of groups changed by hand, and that a person left somebody out", () => {
    const input = round("abcdef", { ab: 1, ce: 0.5 }, { past: [met("ce", 30)], novelty: 0.5 });
    const byHand = describeGroups(
      [
        ["e", "c"],
        ["b", "a"],
      ],
      input,
    );
    expect(membersOf(byHand)).toEqual([
      ["a", "b"],
      ["c", "e"],
    ]);
    expect(byHand.repeats).toEqual([{ a: "c", b: "e", daysAgo: 30, why: "alike enough" }]);
    expect(byHand.leftOut).toEqual([
      { id: "d", why: "by hand" },
      { id: "f", why: "by hand" },
    ]);
    const own = formed(formGroups(input));
    expect(describeGroups(membersOf(own), input).total).toBeCloseTo(own.total, 10);
  });
});

describe("rules", () => {
  it("keep a chain of must pairs in one group", () => {
    const must = [pair("ab"), pair("bc")];
    const groups = groupsOf(round("abcdefg", { ad: 1, be: 1 }, { must, size: { min: 3, max: 4 } }));
    expect(groups.some((group) => /a.*b.*c/.test(group))).toBe(true);
  });

  it("give each group of three or more somebody who does not share the problem, and pairs none", () => {
    const problem: Record<string, string> = { a: "x", b: "x", c: "x", d: "x", e: "y", f: "z" };
    const sharesProblem = (a: string, b: string) => problem[a] === problem[b];
    const alike = { ab: 1, ac: 1, bc: 1, de: 1, df: 1, ef: 1 };
    expect(groupsOf(round("abcdef", alike, { size: { min: 3, max: 3 } }))).toEqual(["abc", "def"]);
    const groups = groupsOf(round("abcdef", alike, { size: { min: 3, max: 3 }, sharesProblem }));
    expect(groups.map((group) => /[ef]/.test(group))).toEqual([true, true]);
    expect(groupsOf(round("abcd", { ab: 1, cd: 1 }, { sharesProblem }))).toEqual(["ab", "cd"]);
  });

  it("ignore blocks and meetings with districts that are not there", () => {
    const input = round("ab", { ab: 1 });
    expect(formGroups({ ...input, never: [pair("az")], past: [met("az", 3)] })).toEqual(formGroups(input));
  });

  it("refuse a likeness or a dial that is no share, and a district named twice", () => {
    const input = round("abcd", {});
    expect(() => formGroups({ ...input, worth: () => Number.NaN })).toThrow("worth of a and b: NaN, not of 0 to 1");
    expect(() => formGroups({ ...input, worth: () => 1.2 })).toThrow(RangeError);
    expect(() => formGroups({ ...input, novelty: -0.1 })).toThrow("novelty: -0.1, not of 0 to 1");
    expect(() => formGroups({ ...input, members: [{ id: "a" }, { id: "a" }] })).toThrow("member a: named twice");
  });

  it("compare pairs in either order", () => {
    expect(pairKey("b", "a")).toBe(pairKey("a", "b"));
  });
});
