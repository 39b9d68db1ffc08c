import fc from "fast-check";
import { expect, describe as suite, test } from "vitest";
import { type Coarse, describe, fewest, profileBands, type Said } from "../../../src/core/matching/coarse.js";
import type { DistrictProfile } from "../../../src/core/network/model.js";
import { calli } from "./calli.js";

const fits = (one: Coarse, said: readonly Said[]) => said.every(({ trait, band }) => one.bands[trait].includes(band));

function coarse(
  districtId: string,
  profile: Partial<DistrictProfile>,
  work: { topic?: boolean; worked?: boolean } = {},
) {
  const none = { schools: null, enrollment: null, frpmPct: null, elPct: null, locale: null, grades: null };
  const one: Coarse = {
    districtId,
    bands: {
      ...profileBands({ ...none, ...profile }),
      topic: [work.topic ? "yes" : null],
      worked: [work.worked ? "yes" : null],
      strategy: [null],
    },
  };
  return one;
}

const network = fc
  .array(
    fc.record({
      enrollment: fc.option(fc.integer({ min: 100, max: 40_000 })),
      elPct: fc.option(fc.integer({ min: 0, max: 90 })),
      frpmPct: fc.option(fc.integer({ min: 5, max: 99 })),
      locale: fc.constantFrom(null, "rural", "town", "suburb", "city", "small town", "suburban/urban"),
      grades: fc.constantFrom(null, "K-8", "K-12", "9-12", "7-12", "16-24 years"),
      topic: fc.boolean(),
      worked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => rows.map(({ topic, worked, ...profile }, n) => coarse(`d${n}`, profile, { topic, worked })));

suite("how a district is described before both agreed", () => {
  test("always fits at least three districts that the reader could name", () => {
    fc.assert(
      fc.property(network, (known) => {
        for (const { districtId } of known) {
          const said = describe(districtId, known);
          if (known.length < fewest) expect(said).toBeUndefined();
          else {
            const fitting = known.filter((one) => fits(one, said ?? []));
            expect(fitting.length).toBeGreaterThanOrEqual(fewest);
            expect(fitting.map((one) => one.districtId)).toContain(districtId);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("is word for word that of two others at least: nobody is recognised by what was left out", () => {
    fc.assert(
      fc.property(network, (rows) => {
        const known = rows.map((one) => ({ ...one, bands: { ...one.bands, topic: ["yes"], worked: [null] } }));
        if (known.length < fewest) return;
        const all = known.map(({ districtId }) => JSON.stringify(describe(districtId, known)));
        for (const one of all) expect(all.filter((other) => other === one).length).toBeGreaterThanOrEqual(fewest);
      }),
      { numRuns: 2000 },
    );
  });

  test("holds for every pair of CALLI's 25 districts, within its community and in the whole network", () => {
    const districts = calli.map(({ name, profile, community }) => ({
      community,
      one: coarse(name, profile, { topic: community === "early literacy" }),
    }));
    let telling = 0;
    for (const reader of districts) {
      for (const other of districts) {
        if (reader === other) continue;
        for (const near of [true, false]) {
          if (near && reader.community !== other.community) continue;
          const known = districts
            .filter((each) => each !== reader && (!near || each.community === reader.community))
            .map(({ one }) => one);
          const said = describe(other.one.districtId, known) ?? [];
          expect(known.filter((one) => fits(one, said)).length).toBeGreaterThanOrEqual(fewest);
          if (said.length > 0) telling++;
        }
      }
    }
    // It is no guarantee by silence: something is said of most of them.
    expect(telling).toBeGreaterThan(400);
  });

  test("counts the topic as one of the attributes", () => {
    const alike = (n: number, topic: boolean) => coarse(`d${n}`, { enrollment: 3_000 }, { topic });
    const two = [alike(1, true), alike(2, true), alike(3, false), alike(4, false)];
    expect(describe("d1", two)?.map(({ trait }) => trait)).toEqual(["size"]);
    expect(describe("d1", [...two, alike(5, true)])?.map(({ trait }) => trait)).toEqual(["topic", "size"]);
  });

  test("says nothing where fewer than three could be meant", () => {
    const two = [coarse("d1", { enrollment: 900 }), coarse("d2", { enrollment: 950 })];
    expect(describe("d1", two)).toBeUndefined();
    expect(describe("d9", [...two, coarse("d3", {})])).toBeUndefined();
  });

  test("takes wider bands where the finer ones would leave somebody over, and none where no band will do", () => {
    const sizes = (...all: number[]) => all.map((enrollment, n) => coarse(`d${n}`, { enrollment }));
    expect(describe("d0", sizes(900, 950, 980, 3_000, 3_100, 3_200))).toEqual([{ trait: "size", band: "0-2000" }]);
    expect(describe("d0", sizes(900, 950, 2_500, 9_000, 9_100, 9_200))).toEqual([{ trait: "size", band: "0-4000" }]);
    expect(describe("d0", sizes(900, 950, 980, 30_000))).toEqual([]);
  });

  test("puts no district into a band whose figure is not published", () => {
    const known = [1, 2, 3].map((n) => coarse(`d${n}`, {}));
    expect(describe("d1", known)).toEqual([]);
  });
});
