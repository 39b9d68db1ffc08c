import { describe, expect, it } from "vitest";
import { checkGroups } from "../../../src/core/matching/groups-check.js";

const members = [..."abcdef"].map((id) => ({ id }));
const rules = { members, must: [], never: [], size: { min: 2, max: 3 } };
const pair = ([a, b]: string) => ({ a: a as string, b: b as string });

describe("a change by hand", () => {
  it("breaks nothing where it keeps the rules, and leaving somebody out is no breach", () => {
    expect(
      checkGroups(
        [
          ["a", "b"],
          ["e", "c", "d"],
        ],
        rules,
      ),
    ).toEqual([]);
  });

  it("is told when it brings a forbidden pair together, in either order", () => {
    expect(checkGroups([["c", "a", "b"]], { ...rules, never: [pair("ca")] })).toEqual([
      { rule: "never", group: 0, pair: pair("ac") },
    ]);
  });

  it("is told when it tears a must pair, also by leaving both out", () => {
    const must = [pair("ab")];
    const torn = [{ rule: "must", pair: pair("ab") }];
    expect(
      checkGroups(
        [
          ["a", "c"],
          ["b", "d"],
        ],
        { ...rules, must },
      ),
    ).toEqual(torn);
    expect(checkGroups([["c", "d"]], { ...rules, must })).toEqual(torn);
  });

  it("is told when a group is too small or too large", () => {
    expect(checkGroups([["a"], ["b", "c", "d", "e"]], rules)).toEqual([
      { rule: "too small", group: 0, members: 1, min: 2, max: 3 },
      { rule: "too large", group: 1, members: 4, min: 2, max: 3 },
    ]);
  });

  it("is told of strangers, of who opted out, and of who sits twice in a group", () => {
    const some = [{ id: "a" }, { id: "b", optedOut: true }, { id: "c" }];
    expect(
      checkGroups(
        [
          ["a", "z"],
          ["b", "c", "c"],
        ],
        { ...rules, members: some },
      ),
    ).toEqual([
      { rule: "not a member", group: 0, who: "z" },
      { rule: "opted out", group: 1, who: "b" },
      { rule: "twice in a group", group: 1, who: "c" },
    ]);
  });

  it("is told when a district gets more groups than it has room for; one with room for two may sit in two", () => {
    const some = [{ id: "a", capacity: 0, capacityReason: "full" }, { id: "b", capacity: 2 }, { id: "c" }, { id: "d" }];
    expect(
      checkGroups(
        [
          ["a", "b"],
          ["b", "c"],
          ["c", "d"],
        ],
        { ...rules, members: some },
      ),
    ).toEqual([
      { rule: "no capacity", who: "a", capacity: 0, groups: 1, why: "full" },
      { rule: "no capacity", who: "c", capacity: 1, groups: 2, why: undefined },
    ]);
  });

  it("is told when a group of three loses its outside view", () => {
    const problem: Record<string, number> = { a: 1, b: 1, c: 1, d: 2, e: 2, f: 2 };
    const sharesProblem = (a: string, b: string) => problem[a] === problem[b];
    expect(
      checkGroups(
        [
          ["a", "b", "c"],
          ["d", "e"],
          ["f", "d", "a"],
        ],
        { ...rules, sharesProblem },
      ),
    ).toContainEqual({
      rule: "outside view",
      group: 0,
    });
    expect(
      checkGroups(
        [
          ["a", "b", "d"],
          ["e", "f", "c"],
        ],
        { ...rules, sharesProblem },
      ),
    ).toEqual([]);
  });
});
