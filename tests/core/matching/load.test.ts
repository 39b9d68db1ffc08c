import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leastWantedFirst } from "../../../src/core/matching/load.js";

type One = { key: string; score: number; load: number };
const ordered = (...all: One[]) => leastWantedFirst(all, (one) => one).map(({ key }) => key);
const one = (key: string, score: number, load = 0): One => ({ key, score, load });

describe("who is asked first", () => {
  test("is the best, and of the nearly equal the one that others want least of", () => {
    expect(ordered(one("a", 0.9), one("b", 0.5), one("c", 0.7))).toEqual(["a", "c", "b"]);
    expect(ordered(one("wanted", 0.62, 3), one("free", 0.58, 0))).toEqual(["free", "wanted"]);
    expect(ordered(one("wanted", 0.62, 3), one("worse", 0.55, 0))).toEqual(["wanted", "worse"]);
    // Nearness is to the best that is left: a row of small steps does not carry the last one to the front.
    expect(ordered(one("a", 0.6, 2), one("b", 0.56, 1), one("c", 0.52, 0))).toEqual(["b", "a", "c"]);
  });

  test("is asked once, for the best that it has", () => {
    expect(ordered(one("a", 0.4), one("b", 0.5), one("a", 0.8))).toEqual(["a", "b"]);
  });

  test("does not depend on the order in which they were found", () => {
    const some = fc.array(
      fc.record({
        key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
        score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
        load: fc.nat({ max: 2 }),
      }),
    );
    fc.assert(
      fc.property(some, fc.nat({ max: 7 }), (all, n) => {
        // One district's load is one number.
        const same = all.map((each) => ({ ...each, load: each.key.charCodeAt(0) % 3 }));
        const turned = [...same.slice(n), ...same.slice(0, n)].reverse();
        expect(ordered(...turned)).toEqual(ordered(...same));
        expect(new Set(ordered(...same)).size).toBe(ordered(...same).length);
      }),
    );
  });
});
