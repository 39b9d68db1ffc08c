import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { falseAlarms } from "../../scripts/run-chart-alarms.js";
import { anhoejLimits, medianOf, readRunChart } from "../../src/core/measure/run-chart.js";

const points = (...values: number[]) => values.map((value) => ({ value }));
/** "+" above the median, "-" below, "0" on it. */
const series = (signs: string) => [...signs].map((sign) => ({ value: sign === "0" ? 50 : sign === "+" ? 60 : 40 }));

describe("the limits of a run chart", () => {
  /** Useful points: longest run, crossings. The published table. */
  const table: Record<number, [number, number]> = {
    10: [6, 2],
    11: [6, 2],
    12: [7, 3],
    13: [7, 3],
    ...{ 14: [7, 4], 15: [7, 4], 16: [7, 4], 17: [7, 5], 18: [7, 5], 19: [7, 6], 20: [7, 6], 21: [7, 6], 22: [7, 7] },
    ...{ 23: [8, 7], 24: [8, 8], 25: [8, 8], 26: [8, 8], 27: [8, 9], 28: [8, 9], 29: [8, 10], 30: [8, 10] },
  };

  it.each(Object.entries(table))("for %s useful points are the table's", (useful, [longestRun, crossings]) => {
    expect(anhoejLimits(Number(useful))).toEqual({ longestRun, crossings });
  });

  it("are reckoned for a series of hundreds of points too", () => {
    expect(anhoejLimits(400)).toEqual({ longestRun: 12, crossings: 183 });
  });
});

describe("reading a run chart", () => {
  it("takes the middle value, or halfway between the two middle ones", () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([4, 1, 2, 9])).toBe(3);
    expect(medianOf([])).toBeUndefined();
  });

  it("says nothing without points, and that they are too few below ten off the median", () => {
    expect(readRunChart([])).toBeUndefined();
    expect(readRunChart(points(5))).toMatchObject({ useful: 0, longestRun: 0, crossings: 0, run: undefined });
    const nine = readRunChart(series("+-+-0000+-+-+")) ?? expect.fail();
    expect(nine).toMatchObject({ useful: 9, reading: "too few points to tell", shift: undefined });
    expect(readRunChart(series("++++0000-----"))?.reading).toBe("too few points to tell");
  });

  it("leaves points on the median out: they neither break a run nor make one longer", () => {
    const read = readRunChart(series("0+0++0-0--+-+-0")) ?? expect.fail();
    expect(read).toMatchObject({ median: 50, useful: 10, longestRun: 3, crossings: 5, run: { from: 1, to: 4 } });
  });

  it.each([
    ["+-+-+-+-+-", "no signal", undefined],
    ["+++++-----", "signal", "down"],
    ["-----+++++", "signal", "up"],
    ["---++++++---", "signal", undefined],
    // A run of seven is still chance; one of eight is not, however often the line crosses.
    ["-+--+++++++-----", "no signal", undefined],
    ["-+-++++++++---+-----", "signal", "down"],
    ["-----+---++++++++-+-", "signal", "up"],
  ])("reads %s as %s", (signs, reading, shift) => {
    expect(readRunChart(series(signs))).toMatchObject({ reading, shift });
  });

  it("does not take the dust of binary fractions for a point off the median", () => {
    const tenths = [0.1, 0.3, 0.1 + 0.2, 0.3, 0.7];
    expect(readRunChart(points(...tenths))?.median).toBe(0.3);
    expect(readRunChart(points(55.6, 55.6, 55.6, 55.6))).toMatchObject({ median: 55.6, useful: 0 });
  });

  it("does not depend on the unit, and turns round with the scale", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }), (values) => {
        const plain = readRunChart(points(...values));
        const other = readRunChart(points(...values.map((value) => -4 * value + 8)));
        const turned = plain?.shift && (plain.shift === "up" ? "down" : "up");
        expect(other).toEqual({ ...plain, median: -4 * (plain?.median ?? 0) + 8, shift: turned });
      }),
    );
  });

  it("alarms for at most 4 % of series of noise around their own median", () => {
    for (const { points: n, anhoej } of falseAlarms({ series: 2000, seed: 20 })) {
      expect(anhoej, `${n} points`).toBeLessThanOrEqual(0.04);
      expect(anhoej, `${n} points`).toBeGreaterThan(0.001);
    }
  });
});
