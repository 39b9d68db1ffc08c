import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weekly } from "../../scripts/gallery/charts.js";
import { chartAlt } from "../../src/core/measure/chart-alt.js";
import { type Chart, type ChartInput, predictionChart, runChart } from "../../src/core/measure/charts.js";
import { pictureOf } from "../../src/core/measure/picture.js";
import type { ShownPoint } from "../../src/core/measure/shown.js";

const tickets: Omit<ChartInput, "points"> = {
  title: "Exit tickets that are right",
  measure: { unit: "percent", unitName: null, better: "up" },
  prediction: { figure: 60, by: "2026-05-12" },
  smallest: 11,
};
const minutes: Omit<ChartInput, "points"> = {
  title: "Minutes until all have begun",
  measure: { unit: "number", unitName: "minutes", better: "down" },
  prediction: null,
  smallest: 11,
};
const april = weekly("2026-04-07", [48, 52.2, 55.6], 46);
const falling = weekly("2026-01-05", [9, 9, 8, 9, 8, 9, 3, 2, 3, 2, 3, 2], 28);

describe("the picture of a prediction", () => {
  it("says hit or miss with the figure, the day and the difference in the measure's unit", () => {
    expect(predictionChart({ ...tickets, points: april }).reading).toEqual([
      "Miss: 55.6 % on Apr 21, 4.4 points under the prediction.",
    ]);
    const unjudged = { ...tickets, measure: { ...tickets.measure, better: undefined }, points: april };
    expect(predictionChart(unjudged).reading).toEqual([
      "Last result: 55.6 % on Apr 21, 4.4 points under the prediction.",
    ]);
    expect(predictionChart(unjudged).axis).toBe("Percent");
    const prediction = { figure: 5, by: null };
    expect(predictionChart({ ...minutes, prediction, points: weekly("2026-04-07", [4]) }).reading).toEqual([
      "Hit: 4 on Apr 7, 1 under the prediction.",
    ]);
    expect(predictionChart({ ...tickets, points: weekly("2026-05-12", [60]) }).reading).toEqual([
      "Hit: 60 % on May 12, just as predicted.",
    ]);
    expect(predictionChart({ ...tickets, points: [] }).reading).toEqual(["No result yet."]);
    expect(predictionChart({ ...tickets, prediction: null, points: april }).reading).toEqual([
      "Last result: 55.6 % on Apr 21.",
    ]);
  });

  it("names the axis, which way is better, and the years where there are several", () => {
    expect(predictionChart({ ...tickets, points: april }).axis).toBe("Percent · up is better");
    expect(runChart({ ...minutes, points: weekly("2025-12-22", [4, 5, 6]) }).axis).toBe(
      "Minutes · down is better · 2025 to 2026",
    );
  });

  it("puts points in order of their days, and keeps the order of those of one day", () => {
    const points = [...weekly("2026-05-05", [3]), ...weekly("2026-04-07", [1]), ...weekly("2026-05-05", [4])];
    expect(predictionChart({ ...tickets, points }).points.map(({ at }) => at)).toEqual([1, 3, 4]);
  });

  it("shows a team its own small numbers with the warning, and without it where no group is small", () => {
    const warning = "Small numbers: do not share outside your team.";
    expect(predictionChart({ ...tickets, points: weekly("2026-05-05", [50], 10) }).cautions).toEqual([warning]);
    expect(predictionChart({ ...tickets, points: weekly("2026-05-05", [50], 11) }).cautions).toEqual([]);
    expect(predictionChart({ ...tickets, points: weekly("2026-05-05", [50], null) }).cautions).toEqual([]);
  });

  it("says of what is withheld that it is there and why it is not shown, and nothing else", () => {
    const points: ShownPoint[] = [...april, { observedOn: "2026-05-05", withheld: true }];
    const chart = predictionChart({ ...tickets, points });
    expect(chart.points.at(-1)).toEqual({
      observedOn: "2026-05-05",
      day: "May 5",
      mark: "withheld",
      at: null,
      says: "",
      n: null,
    });
    expect(chart.reading).toEqual(["The last result is not shown here."]);
    expect(chart.cautions).toEqual(["× Not shown, to protect small groups (fewer than 11)."]);
  });

  it("shows the ends of the scale as ends, and claims nothing that they do not say", () => {
    const atMost: ShownPoint = { observedOn: "2026-05-05", atMost: 5, n: 45 };
    const chart = predictionChart({ ...tickets, prediction: { figure: 3, by: null }, points: [atMost] });
    expect(chart.points[0]).toMatchObject({ mark: "at most", at: 5, says: "≤ 5 %", n: "45" });
    expect(chart.reading).toEqual(["≤ 5 % on May 5. Whether that reaches the prediction is not shown here."]);
    expect(predictionChart({ ...tickets, points: [atMost] }).reading).toEqual(["Miss: ≤ 5 % on May 5."]);
  });

  it("keeps its title and six notes short enough to be read, the latest ones", () => {
    const noted = weekly("2026-01-05", [1, 2, 3, 4, 5, 6, 7, 8]).map((point, i) => ({
      ...point,
      note: `Note ${i + 1} ${"x".repeat(90)}`,
    }));
    const chart = predictionChart({ ...tickets, title: "Students who ".repeat(9), points: noted });
    expect(chart.title).toHaveLength(60);
    expect(chart.notes.map(({ point, text }) => [point, text.slice(0, 6), text.length])).toEqual(
      [2, 3, 4, 5, 6, 7].map((point) => [point, `Note ${point + 1}`, 80]),
    );
    expect(chart.cautions).toEqual(["2 earlier notes are not shown."]);
  });
});

describe("the picture of a run chart", () => {
  it("says a shift in the wanted direction, and marks the points of its long run", () => {
    const long = weekly("2026-01-05", [9, 8, 9, 8, 9, 8, 9, 8, 3, 2, 3, 2, 3, 2, 3, 2], 28);
    const chart = runChart({ ...minutes, points: long });
    expect(chart.reading).toEqual([
      "A shift in the wanted direction: 8 points in a row on one side of the median (squares).",
    ]);
    expect(chart.points.map(({ mark }) => mark === "in the run")).toEqual(long.map((_, i) => i < 8));
    expect(chart.median).toEqual({ at: 5.5, says: "Median 5.5" });
  });

  it("says so where the shift is not wanted, and where only the crossings tell", () => {
    const up = { ...minutes, measure: { ...minutes.measure, better: "up" as const } };
    expect(runChart({ ...up, points: falling }).reading).toEqual([
      "A shift, but not in the wanted direction: the line crosses the median only once.",
    ]);
    expect(runChart({ ...minutes, points: falling }).points.every(({ mark }) => mark === "value")).toBe(true);
  });

  it("claims nothing from few points or from chance", () => {
    expect(runChart({ ...minutes, points: falling.slice(0, 8) }).reading[0]).toMatch(
      /^Too few points to tell: \d are off/,
    );
    const chance = weekly("2026-01-05", [5, 7, 4, 8, 5, 6, 8, 4, 7, 5, 8, 4]);
    expect(runChart({ ...minutes, points: chance }).reading).toEqual(["No signal: these ups and downs can be chance."]);
    expect(runChart({ ...minutes, points: [] })).toMatchObject({ reading: ["No result yet."], median: null });
  });

  it("reckons with what is shown alone, and says that it does", () => {
    const hidden: ShownPoint[] = falling.map((point, i) =>
      i === 3 ? { observedOn: point.observedOn, withheld: true } : point,
    );
    const chart = runChart({ ...minutes, points: hidden });
    expect(chart.reading.at(-1)).toBe("Reckoned from the points that are shown.");
    expect(chart.median?.at).toBe(3);
  });

  it("does not give as exact a median that lies at an end of the scale", () => {
    const ends: ShownPoint[] = ["2026-01-05", "2026-01-12", "2026-01-19"].map((observedOn) => ({
      observedOn,
      atMost: 5,
    }));
    expect(runChart({ ...tickets, points: ends }).median?.says).toBe("Median about 5 %");
    const odd: ShownPoint[] = [...ends.slice(0, 1), ...weekly("2026-02-02", [40, 50])];
    expect(runChart({ ...tickets, points: odd }).median?.says).toBe("Median 40 %");
  });
});

describe("a picture in words", () => {
  it("says every point with its day, value and n, the prediction and what came of it", () => {
    const points = april.map((point, i) => (i === 1 ? { ...point, note: "Fire drill" } : point));
    expect(chartAlt(predictionChart({ ...tickets, points }))).toBe(
      "Prediction against result: Exit tickets that are right. Percent · up is better. Predicted 60 % by May 12. " +
        "Results: Apr 7, 48 % (n 46); Apr 14, 52.2 % (n 46); Apr 21, 55.6 % (n 46). " +
        "Miss: 55.6 % on Apr 21, 4.4 points under the prediction. Notes: Apr 14, Fire drill.",
    );
  });

  it("tells more than ten points together, and a run chart's median and reading", () => {
    expect(chartAlt(runChart({ ...minutes, points: falling }))).toBe(
      "Run chart: Minutes until all have begun. Minutes · down is better. " +
        "12 results from Jan 5 to Mar 23: first 9 (n 28), last 2 (n 28), lowest 2, highest 9. Median 5.5. " +
        "A shift in the wanted direction: the line crosses the median only once.",
    );
  });

  it("leaves out the words of notes first where it would be too long, then the single points", () => {
    const long = "A note that says at some length what else has happened at the school on this very day";
    const noted = (n: number) =>
      weekly("2026-01-05", [41.5, 42.5, 43.5, 44.5, 45.5, 46.5, 47.5, 48.5, 49.5, 50.5], n).map((point) => ({
        ...point,
        note: long,
      }));
    const alt = chartAlt(predictionChart({ ...tickets, title: "Exit tickets ".repeat(9), points: noted(1046) }));
    expect(alt.length).toBeLessThanOrEqual(1000);
    expect(alt).toContain("Jan 5, 41.5 % (n 1,046); Jan 12, 42.5 % (n 1,046)");
    expect(alt).toContain("6 notes are in the picture. 4 earlier notes are not shown.");
    expect(alt).not.toContain("A note");
  });

  it("says what is withheld and what is at an end, without a figure that is not shown", () => {
    const points: ShownPoint[] = [
      { observedOn: "2026-04-07", withheld: true },
      { observedOn: "2026-04-14", atLeast: 95, n: 40 },
    ];
    expect(chartAlt(predictionChart({ ...tickets, points }))).toBe(
      "Prediction against result: Exit tickets that are right. Percent · up is better. Predicted 60 % by May 12. " +
        "Results: Apr 7, not shown; Apr 14, ≥ 95 % (n 40). Hit: ≥ 95 % on Apr 14. " +
        "× Not shown, to protect small groups (fewer than 11).",
    );
  });

  it("fits what platforms take, and always says the prediction, the outcome and who must not see it", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(predictionChart, runChart), (input, make) => {
        const chart = make(input);
        const alt = chartAlt(chart);
        expect(alt.length).toBeLessThanOrEqual(1000);
        for (const sentence of [...chart.reading, ...chart.cautions]) expect(alt).toContain(sentence);
        for (const says of [chart.prediction?.says, chart.median?.says]) if (says) expect(alt).toContain(says);
      }),
    );
  });
});

describe("a picture on a card", () => {
  const of = { networkId: "n", cycleId: "c", measureId: null, audience: "team" } as const;
  const shown = (chart: Chart) => {
    const block = pictureOf(chart, of);
    return block.kind === "picture" ? block : expect.fail();
  };

  it("has its words, says which it is, and has no address yet", () => {
    const chart = runChart({ ...minutes, points: falling });
    expect(shown(chart)).toEqual({
      kind: "picture",
      alt: chartAlt(chart),
      chart: { ...of, chart: "run", content: expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
  });

  it("is another one as soon as anything in it changes, and the same otherwise", () => {
    const chart = () => predictionChart({ ...tickets, points: april });
    const other = predictionChart({ ...tickets, points: weekly("2026-04-07", [48, 52.2, 55.7], 46) });
    expect(shown(chart()).chart?.content).toBe(shown(chart()).chart?.content);
    expect(shown(other).chart?.content).not.toBe(shown(chart()).chart?.content);
  });
});

const dates = fc
  .integer({ min: 0, max: 900 })
  .map((day) => new Date(1_750_000_000_000 + day * 86_400_000).toISOString().slice(0, 10));
const values = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
  fc.constantFrom(1e6 + 0.25, -12345.67, 0),
);
const anyPoint: fc.Arbitrary<ShownPoint> = fc.oneof(
  fc.record({
    observedOn: dates,
    value: values,
    n: fc.option(fc.nat(100_000)),
    note: fc.option(fc.string({ maxLength: 300 })),
  }),
  fc.record({
    observedOn: dates,
    atMost: fc.constant(5),
    n: fc.nat(200),
    note: fc.option(fc.string({ maxLength: 300 })),
  }),
  fc.record({ observedOn: dates, atLeast: fc.constant(95) }),
  fc.record({ observedOn: dates, withheld: fc.constant(true as const) }),
);
const anyInput: fc.Arbitrary<ChartInput> = fc.record({
  title: fc.string({ maxLength: 200 }),
  measure: fc.record({
    unit: fc.constantFrom("percent" as const, "number" as const),
    unitName: fc.option(fc.string({ maxLength: 60 })),
    better: fc.constantFrom("up" as const, "down" as const),
  }),
  prediction: fc.option(fc.record({ figure: values, by: fc.option(dates) })),
  points: fc.array(anyPoint, { maxLength: 30 }),
  smallest: fc.constantFrom(3, 11),
});
