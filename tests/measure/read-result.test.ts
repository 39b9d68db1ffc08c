import { describe, expect, it } from "vitest";
import { readResult } from "../../src/core/measure/read-result.js";
import { texts } from "../../src/core/texts.js";

const { errors } = texts;
const read = (typed: string, unit?: "percent" | "number") => readResult(typed, unit);

describe("a result that is typed", () => {
  it.each([
    ["25 of 45", undefined, { count: 25, outOf: 45 }],
    ["25/45", "percent", { count: 25, outOf: 45 }],
    ["55.6 % (25 of 45)", undefined, { count: 25, outOf: 45 }],
    ["25 of 45 (55 %)", "percent", { count: 25, outOf: 45 }],
    ["55,5 %", "percent", { value: 55.5, unit: "percent", outOf: null }],
    ["12 minutes (n = 30)", "number", { value: 12, unit: "number", outOf: 30 }],
    ["12, n = 30", "number", { value: 12, unit: "number", outOf: 30 }],
    ["1,250", "number", { value: 1250, unit: "number", outOf: null }],
    ["-3", "number", { value: -3, unit: "number", outOf: null }],
  ] as const)("is taken as it stands: %s", (typed, unit, result) => {
    expect(read(typed, unit)).toMatchObject({ exact: true, result });
  });

  it.each([
    ["about 40 %", "percent", "40 %"],
    ["nine of twelve", undefined, "9 of 12"],
    ["thirty of forty-five", undefined, "30 of 45"],
    ["forty-five", "number", "45"],
    ["seventy five percent", "percent", "75 %"],
    ["we counted 25 of 45 today", "percent", "25 of 45"],
    ["27 students out of 45", undefined, "27 of 45"],
    ["27 of the students of 45", "percent", "27 of 45"],
    ["55", "percent", "55 %"],
    ["25 of 45", "number", "25, n = 45"],
  ] as const)("is shown back before it is taken, and taken then: %s, %s as %s", (typed, unit, shown) => {
    expect(read(typed, unit)).toMatchObject({ exact: false, shown });
    expect(read(shown, unit)).toMatchObject({ exact: true });
  });

  it.each([
    ["20-30", undefined, errors.result],
    ["12 out of 30 and 5 of 9", undefined, errors.result],
    ["no one", undefined, errors.result],
    ["half of 30", undefined, errors.result],
    ["one hundred", undefined, errors.result],
    ["46 of 45", undefined, errors.countAbove(46, 45)],
    ["3 of 0", undefined, errors.outOfZero],
    ["140", "percent", errors.percent],
    ["25 of 45 (75 %)", undefined, errors.notTheSame(75, 25, 45)],
    ["40 %", "number", errors.noPercent],
    ["0.4", undefined, errors.fraction(0.4)],
    ["0.4", "percent", errors.fraction(0.4)],
    ["12½", "number", errors.result],
    ["minus 3", "number", errors.result],
    ["0,400", undefined, errors.fraction(0.4)],
  ] as const)("is not guessed: %s, %s", (typed, unit, error) => {
    expect(read(typed, unit)).toEqual({ error });
  });
});
