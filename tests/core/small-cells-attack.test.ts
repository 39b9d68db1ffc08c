import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { update } from "../../scripts/gallery/examples.js";
import { seenOutside } from "../../src/core/privacy/outside.js";
import { nameOutside, predictionOutside, wordsOutside } from "../../src/core/privacy/outside-words.js";
import { type CellRule, type Outside, type Recorded, shownOutside } from "../../src/core/privacy/small-cells.js";
import { type Part, withComplements } from "../../src/core/privacy/small-cells-total.js";

/** Attackers see all that is shown outside, in order, know the rules, and try to tell the result of a small group. */

const rule = (smallest: number): CellRule => ({ smallest, addsUp: true, unit: "percent", unitName: null });

type Post = { id: string; part: Part | null };

function recorded(posts: Post[]): Recorded[] {
  return posts.map(({ id, part }) => {
    if (part === null) return { updateId: id, result: null };
    const value = Math.round((1000 * part.count) / part.n) / 10;
    return { updateId: id, result: { value, count: part.count, n: part.n, observedOn: id } };
  });
}

const part = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((n) => fc.record({ n: fc.constant(n), count: fc.integer({ min: 0, max: n }) }));

const history = fc.array(
  fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e", "f"), part: fc.option(part(120), { freq: 6 }) }),
  { maxLength: 14 },
);

const isShown = (outside: Outside | null | undefined) => outside !== null && outside?.shown !== "withheld";

describe("any history of results, changes and deletions", () => {
  it("never shows two results whose groups differ by a small one, nor a small group", () => {
    let shownPairs = 0;
    fc.assert(
      fc.property(history, (posts) => {
        const outside = shownOutside(recorded(posts), rule(11));
        const sizes = posts.flatMap(({ part }, index) => (part !== null && isShown(outside[index]) ? [part.n] : []));
        for (const one of sizes) {
          expect(one).toBeGreaterThanOrEqual(11);
          for (const other of sizes) {
            shownPairs += 1;
            expect(one === other || Math.abs(one - other) >= 11).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
    expect(shownPairs).toBeGreaterThan(2000);
  });

  it("never shows a number of people who did, or did not, that is small", () => {
    fc.assert(
      fc.property(part(200), ({ count, n }) => {
        const [outside] = shownOutside(recorded([{ id: "a", part: { count, n } }]), rule(11));
        if (outside?.shown !== "figure") return;
        expect(Math.min(count, n - count)).toBeGreaterThanOrEqual(11);
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves several counts open wherever it does not show one", () => {
    const open = new Map<string, Set<number>>();
    for (let n = 11; n <= 120; n++) {
      for (let count = 0; count <= n; count++) {
        const [outside] = shownOutside(recorded([{ id: "a", part: { count, n } }]), rule(11));
        const key = JSON.stringify(outside);
        if (outside?.shown !== "figure") open.set(key, (open.get(key) ?? new Set()).add(count));
      }
    }
    expect(open.size).toBeGreaterThan(20);
    for (const [seen, counts] of open) expect([seen, counts.size > 1]).toEqual([seen, true]);
  });
});

/**
 * Every history of so many results over a small world, by what an attacker sees of it. She even knows how many people each
 * result is about, and takes it that each larger group is a smaller one with some more in it.
 */
describe("an attacker who goes through every history there can be", () => {
  const smallest = 3;
  const most = 8;
  const parts: Part[] = Array.from({ length: most }, (_, index) => index + 1).flatMap((n) =>
    Array.from({ length: n + 1 }, (_, count) => ({ n, count })),
  );

  function histories(ids: string[]): Part[][] {
    return ids.reduce<Part[][]>((all, _) => all.flatMap((one) => parts.map((part) => [...one, part])), [[]]);
  }

  /** What she could tell: groups smaller than `smallest`, with a result that is the same in all that may have been. */
  function told(ids: string[], shows = shownOutside): string[] {
    const classes = new Map<string, Part[][]>();
    for (const one of histories(ids)) {
      const posts = one.map((part, index) => ({ id: ids[index] ?? "", part }));
      const key = JSON.stringify([shows(recorded(posts), rule(smallest)), one.map(({ n }) => n)]);
      const same = classes.get(key);
      if (same === undefined) classes.set(key, [one]);
      else same.push(one);
    }
    const found: string[] = [];
    for (const [key, all] of classes) {
      for (let i = 0; i < ids.length; i++) {
        if (isTold(all, (one) => one[i] ?? none)) found.push(`result ${i} in ${key}`);
        for (let j = 0; j < ids.length; j++) {
          if (i !== j && isTold(all, (one) => minus(one[j] ?? none, one[i] ?? none)))
            found.push(`result ${j} without ${i} in ${key}`);
        }
      }
    }
    return found;
  }

  const none: Part = { n: 0, count: 0 };
  const minus = (whole: Part, part: Part): Part => ({ n: whole.n - part.n, count: whole.count - part.count });

  function isTold(all: Part[][], groupOf: (history: Part[]) => Part): boolean {
    const groups = all.map(groupOf).filter(({ n, count }) => count >= 0 && count <= n);
    const size = groups[0]?.n ?? 0;
    return size > 0 && size < smallest && new Set(groups.map(({ count }) => count)).size === 1;
  }

  it.each([[["a"]], [["a", "b"]], [["a", "a"]], [["a", "b", "c"]], [["a", "b", "a"]], [["a", "a", "a"]]])(
    "cannot tell the result of a small group from the results %j",
    (ids) => {
      expect(told(ids)).toEqual([]);
    },
    30_000,
  );

  it("could, if each result were judged by itself", () => {
    const apart: typeof shownOutside = (history, rule) => history.flatMap((one) => shownOutside([one], rule));
    expect(told(["a", "b"], apart).length).toBeGreaterThan(0);
  });
});

describe("parts beside their total", () => {
  /** All the ways in which the parts that are not shown can have come to what is left of the total. */
  it("leave the result of each part that is too small open", () => {
    let withheldParts = 0;
    fc.assert(
      fc.property(fc.array(part(30), { minLength: 1, maxLength: 6 }), (parts) => {
        const smallest = 5;
        const { parts: outside, total } = withComplements(parts, rule(smallest));
        if (total.shown === "withheld") return;
        const hidden = parts.filter((_, index) => outside[index]?.shown !== "figure");
        const left = hidden.reduce((sum, one) => sum + one.count, 0);
        for (const small of hidden.filter(({ n }) => n < smallest)) {
          withheldParts += 1;
          const others = hidden.filter((one) => one !== small).reduce((sum, one) => sum + one.n, 0);
          const fewest = Math.max(0, left - others);
          const most = Math.min(small.n, left);
          expect([fewest, most]).toEqual([0, small.n]);
        }
      }),
      { numRuns: 3000 },
    );
    expect(withheldParts).toBeGreaterThan(200);
  });
});

describe("a small cell written out in words", () => {
  const names = "zero one two three four five six seven eight nine ten".split(" ");
  /** Plain ways in which somebody writes how many of a few did. */
  const ways: ((count: string, n: string, rest: string) => string)[] = [
    (count, n) => `${count} of ${n} read it`,
    (count, n) => `${count} out of the ${n}`,
    (count, n) => `It was ${count} (of ${n}).`,
    (count, n) => `${count}/${n} students`,
    (count, _, rest) => `passed: ${count}, failed: ${rest}`,
    (count, _, rest) => `${count} yes, ${rest} no`,
    (count, _, rest) => `${count} passed and ${rest} did not`,
    (count) => `Reading with ${count} foster youth`,
    (count, _, rest) => `${count} finished, ${rest} never turned it in`,
    (count) => `${count} said it helped`,
    (count) => `Meet with ${count} students who failed`,
    (count) => `Call ${count} newcomers`,
    (_, n) => `In my group of ${n}`,
    (_, n) => `n of ${n}`,
    (_, n) => `n = ${n}`,
  ];
  const cell = fc.integer({ min: 1, max: 10 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      count: fc.integer({ min: 0, max: n }),
      way: fc.constantFrom(...ways),
      spelled: fc.boolean(),
      before: fc.constantFrom("", "In grade 3 on May 5 we saw this. ", "Week 2 of 4, 2 minutes each: "),
    }),
  );
  const said = ({
    n,
    count,
    way,
    spelled,
    before,
  }: { n: number; count: number; spelled: boolean; before: string } & { way: (typeof ways)[number] }) => {
    const [a = "", b = "", c = ""] = [count, n, n - count].map((one) => (spelled ? (names[one] ?? "") : `${one}`));
    return { before, written: way(a, b, c), numbers: [a, b, c] };
  };

  it("does not stand in a title, a problem or a prediction outside", () => {
    fc.assert(
      fc.property(cell, (one) => {
        const { before, written, numbers } = said(one);
        for (const outside of [nameOutside, predictionOutside]) {
          const left = outside(`${before}${written}`, 11);
          expect(left.startsWith(before)).toBe(true);
          const words =
            left
              .slice(before.length)
              .toLowerCase()
              .match(/[a-z]+|\d+/g) ?? [];
          expect([left, words.filter((word) => numbers.includes(word))]).toEqual([left, []]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("does not stand beside the result that is withheld for it", () => {
    fc.assert(
      fc.property(cell, (one) => {
        const { n, count } = one;
        const { before, written } = said(one);
        const about = update({
          answers: { happened: "x", count, outOf: n, observedOn: "2026-01-20", next: "keep testing" },
        });
        const seen = seenOutside({ updates: [about], versions: [], measures: [], minN: 11, timeZone: "UTC" });
        expect(wordsOutside(`${before}${written}`, about, seen).kind).toBe("small");
        expect(wordsOutside(before, about, seen).kind).toBe("quote");
      }),
      { numRuns: 1000 },
    );
  });
});
