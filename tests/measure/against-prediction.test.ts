import { describe, expect, it } from "vitest";
import { againstPrediction } from "../../src/core/measure/against-prediction.js";
import type { ShownPoint } from "../../src/core/measure/shown.js";

const on = "2026-05-05";
const result = (value: number, observedOn = on): ShownPoint => ({ observedOn, value, n: 45 });

describe("a result beside its prediction", () => {
  it.each([
    [60, "up", 62, "hit", 2],
    [60, "up", 60, "hit", 0],
    [60, "up", 55.6, "miss", -4.4],
    [10, "down", 8, "hit", -2],
    [10, "down", 10, "hit", 0],
    [10, "down", 12.5, "miss", 2.5],
    [-3, "up", -5, "miss", -2],
    [0, "down", 0, "hit", 0],
  ] as const)("predicted %s, %s is better, came to %s: %s by %s", (figure, better, value, outcome, difference) => {
    expect(againstPrediction({ figure, better }, [result(value)])).toEqual({ outcome, difference, observedOn: on });
  });

  it.each([
    [55.55, 55.6, 0.05],
    [55.55, 55.55, 0],
    [0.3, 0.1 + 0.2, 0],
    [66.7, 66.6, -0.1],
    [1250000.25, 1250000.3, 0.05],
  ])("predicted %s, came to %s: the difference is %s to the last digit", (figure, value, difference) => {
    const against = againstPrediction({ figure, better: "up" }, [result(value)]);
    expect(against).toEqual({ outcome: difference < 0 ? "miss" : "hit", difference, observedOn: on });
  });

  it("waits for a first result", () => {
    expect(againstPrediction({ figure: 60, better: "up" }, [])).toEqual({ outcome: "no result yet" });
  });

  it("compares the last by its day, and of one day the last that came", () => {
    const points = [
      result(70, "2026-05-06"),
      result(50, "2026-05-12"),
      result(61, "2026-05-12"),
      result(80, "2026-04-01"),
    ];
    expect(againstPrediction({ figure: 60, better: "up" }, points)).toMatchObject({ difference: 1 });
  });

  it.each([
    ["up", { atLeast: 95 }, 60, "hit"],
    ["up", { atLeast: 95 }, 95, "hit"],
    ["up", { atLeast: 95 }, 97, "not shown"],
    ["up", { atMost: 5 }, 60, "miss"],
    ["up", { atMost: 5 }, 5, "not shown"],
    ["up", { atMost: 5 }, 3, "not shown"],
    ["down", { atMost: 5 }, 10, "hit"],
    ["down", { atMost: 5 }, 5, "hit"],
    ["down", { atMost: 5 }, 4, "not shown"],
    ["down", { atLeast: 95 }, 60, "miss"],
    ["down", { atLeast: 95 }, 95, "not shown"],
    ["up", { about: 90, step: 5 }, 90, "not shown"],
    ["up", { about: 90, step: 5 }, 92, "not shown"],
    ["up", { about: 90, step: 5 }, 93, "miss"],
    ["up", { about: 90, step: 5 }, 87, "hit"],
    ["down", { about: 10, step: 5 }, 13, "hit"],
    ["down", { about: 10, step: 5 }, 7, "miss"],
    ["up", { withheld: true }, 60, "not shown"],
  ] as const)("%s is better, %o against %s says no more than is shown: %s", (better, shown, figure, outcome) => {
    const against = againstPrediction({ figure, better }, [result(1, "2026-01-01"), { observedOn: on, ...shown }]);
    expect(against).toEqual({ outcome, observedOn: on, ...(outcome !== "not shown" && { difference: null }) });
  });
});
