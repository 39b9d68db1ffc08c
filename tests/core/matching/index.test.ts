import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchingIndex } from "../../../src/core/matching/index.js";
import type { Prepared } from "../../../src/core/matching/prepare.js";
import { prepare, score } from "../../../src/core/matching/score.js";
import { anyProblem, problem } from "./problems.js";

const filled = (rows: readonly Prepared[]) => {
  const index = matchingIndex();
  for (const row of rows) index.put(row);
  return index;
};
const absence = (id: string, statement = "Chronic absence is high in our schools.") =>
  prepare(problem({ id, districtId: `district of ${id}`, statement }));

describe("the index", () => {
  it("ranks as the score does, whatever was put, changed and removed before", () => {
    const vector = fc.option(
      fc.record({
        provider: fc.constantFrom("p", "q"),
        version: fc.constant("1"),
        numbers: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }),
      }),
      { nil: undefined },
    );
    const anyRow = fc.tuple(anyProblem, vector).map(([facts, one]) => prepare({ ...facts, vector: one }));
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 90 }),
        anyRow,
        fc.constantFrom("introduction" as const, "peer help" as const, "consultancy friend" as const),
        fc.integer({ min: 0, max: 5 }),
        (rows, query, purpose, nth) => {
          const index = filled(rows);
          const gone = rows[nth]?.id;
          if (gone !== undefined) index.remove(gone);
          const changed = rows.at(-1);
          const now = rows.filter(({ id }) => id !== gone);
          if (changed !== undefined && changed.id !== gone) {
            const other = { ...query, id: changed.id, districtId: changed.districtId };
            index.put(other);
            now[now.length - 1] = other;
          }
          const expected = now
            .filter(({ districtId }) => districtId !== query.districtId)
            .map((row) => ({ id: row.id, points: score(query, row, purpose).score }))
            .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1))
            .slice(0, 7);
          // A query before leaves nothing behind.
          for (const row of rows.slice(0, 3)) index.best(row, purpose, 2);
          const found = index.best(query, purpose, 7);
          expect(index.size()).toBe(now.length);
          expect(found.map(({ scored }) => scored.score)).toEqual(expected.map(({ points }) => points));
          expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds a changed problem by what it says now", () => {
    const index = filled([absence("a"), absence("b", "Grades of D and F in ninth grade.")]);
    expect(index.best(absence("q"), "introduction", 1)[0]?.id).toBe("a");
    index.put(absence("a", "No science is taught in grade 4."));
    index.put(absence("b"));
    expect(index.best(absence("q"), "introduction", 1)[0]?.id).toBe("b");
  });

  it("ranks the same after so many changes that their room had to be cleared", () => {
    const about = [
      "absent on Mondays",
      "absent on Fridays",
      "in two classes with Ds and Fs",
      "in science with no labs",
    ];
    const rows = Array.from({ length: 200 }, (_, nth) =>
      absence(
        `row ${nth}`,
        `Chronic absence: ${nth} of our students were ${about[nth % about.length]}, word${nth % 7}.`,
      ),
    );
    const index = filled(rows);
    for (let round = 0; round < 30; round++) for (const row of rows.slice(0, 50)) index.put(row);
    for (const nth of [3, 60, 150]) {
      const query = { ...(rows[nth] ?? absence("q")), id: "q", districtId: "q" };
      const expected = rows
        .map((row) => ({ id: row.id, points: score(query, row, "introduction").score }))
        .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
      expect(index.best(query, "introduction", 40).map(({ id }) => id)).toEqual(
        expected.slice(0, 40).map(({ id }) => id),
      );
    }
  });

  it("looks only at the allowed, and never at the asker's own district", () => {
    const index = filled([absence("a"), absence("b"), { ...absence("c"), districtId: "district of q" }]);
    expect(index.best(absence("q"), "introduction", 9).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(index.best(absence("q"), "introduction", 9, ({ id }) => id === "b").map(({ id }) => id)).toEqual(["b"]);
  });

  it("is empty when the last was removed, and takes removing what is not there", () => {
    const index = filled([absence("a")]);
    index.remove("nobody");
    expect(index.size()).toBe(1);
    index.remove("a");
    expect(index.size()).toBe(0);
    expect(index.best(absence("q"), "introduction", 3)).toEqual([]);
  });
});
