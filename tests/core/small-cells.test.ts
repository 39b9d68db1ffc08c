import { describe, expect, it } from "vitest";
import {
  type CellRule,
  cellRule,
  isSmall,
  nowOutside,
  type Recorded,
  type Result,
  shownOutside,
} from "../../src/core/privacy/small-cells.js";
import { outsideText, pointOutside } from "../../src/core/privacy/small-cells-text.js";
import { withComplements } from "../../src/core/privacy/small-cells-total.js";

const students: CellRule = cellRule({ unit: "percent", unitName: null, about: "students" }, 11);
const adults: CellRule = cellRule({ unit: "percent", unitName: null, about: "adults" }, 11);
const counted = (unitName: string | null) => cellRule({ unit: "number", unitName, about: "students" }, 11);

let day = 0;
const result = (value: number, count: number | null, n: number | null, on?: string): Result => {
  day += 1;
  return { value, count, n, observedOn: on ?? `day ${day}` };
};
const of = (count: number, n: number, on?: string) => result(Math.round((1000 * count) / n) / 10, count, n, on);
const posts = (...results: Result[]): Recorded[] =>
  results.map((one, index) => ({ updateId: `u${index}`, result: one }));
const shown = (history: Recorded[], rule = students) =>
  shownOutside(history, rule).map((one) => (one === null ? null : outsideText(one, rule).text));
const alone = (one: Result, rule = students) => shown(posts(one), rule)[0];

const tooFew = "A result was recorded. The group is too small to show here.";
const tooClose =
  "A result was recorded. Beside an earlier one it would tell about a few people, so it is not shown here.";
const notSaid = "A result was recorded. It does not say how many people it is about, so it is not shown here.";
const corrected = "An earlier result was corrected. The change would tell about a few people, so it is not shown here.";

describe("one result, outside of the team", () => {
  it("is withheld below the smallest group, which adults have of their own", () => {
    expect(alone(of(5, 10))).toBe(tooFew);
    expect(alone(of(0, 10))).toBe(tooFew);
    expect(alone(of(25, 45))).toBe("55.6 % (25 of 45)");
    expect(alone(of(1, 2), adults)).toBe(tooFew);
    expect(alone(of(3, 6), adults)).toBe("50 % (3 of 6)");
  });

  it("is coded at the ends of the scale, which are wider for groups of less than twenty", () => {
    expect(alone(of(2, 40))).toBe("5 % or less (of 40)");
    expect(alone(of(0, 40))).toBe("5 % or less (of 40)");
    expect(alone(of(38, 40))).toBe("95 % or more (of 40)");
    expect(alone(of(1, 20))).toBe("5 % or less (of 20)");
    expect(alone(of(0, 12))).toBe("10 % or less (of 12)");
    expect(alone(of(12, 12))).toBe("90 % or more (of 12)");
    expect(alone(of(3, 3), adults)).toBe("50 % or more (of 3)");
  });

  it("is a rounded percentage without how many where few did, or few did not", () => {
    expect(alone(of(5, 40))).toBe("about 15 %");
    expect(alone(of(12, 20))).toBe("about 60 %");
    expect(alone(of(35, 40))).toBe("about 90 %");
    expect(alone(of(11, 22))).toBe("50 % (11 of 22)");
  });

  it("is the same when somebody else reckoned the percentage", () => {
    expect(alone(result(55.6, null, 45))).toBe("55.6 % (of 45)");
    expect(alone(result(12.5, null, 40))).toBe("about 15 %");
    expect(alone(result(2.5, null, 40))).toBe("5 % or less (of 40)");
    expect(alone(result(55.6, null, 10))).toBe(tooFew);
  });

  it("is withheld where nobody said how many, but for what is nobody's result", () => {
    expect(alone(result(40, null, null))).toBe(notSaid);
    expect(alone(result(71, null, null), counted("points"))).toBe(notSaid);
    expect(alone(result(3, null, null), counted(null))).toBe(notSaid);
    expect(alone(result(3, null, null), counted("minutes"))).toBe("3 minutes");
    expect(alone(result(4, null, null), counted("Lessons"))).toBe("4 Lessons");
  });

  it("is withheld when it counts few people itself", () => {
    expect(alone(result(3, null, null), counted("students"))).toBe(tooFew);
    expect(alone(result(34, null, null), counted("English learners"))).toBe("34 English learners");
    expect(alone(result(20, null, 40), counted("students"))).toBe("20 students (40 people)");
    expect(alone(result(3, null, 40), counted("students"))).toBe(tooFew);
    expect(alone(result(37, null, 40), counted("students"))).toBe(tooFew);
    expect(alone(result(3, null, 40), counted(null))).toBe(tooFew);
    expect(alone(result(34.5, null, 20), counted("minutes"))).toBe("34.5 minutes (20 people)");
    expect(alone(result(34.5, null, 8), counted("minutes"))).toBe(tooFew);
  });

  it("is marked inside of the team wherever the outside does not see all of it", () => {
    expect(isSmall(of(5, 10), students)).toBe(true);
    expect(isSmall(of(12, 20), students)).toBe(true);
    expect(isSmall(of(1, 45), students)).toBe(true);
    expect(isSmall(result(40, null, null), students)).toBe(true);
    expect(isSmall(of(25, 45), students)).toBe(false);
  });
});

describe("results one after the other", () => {
  it("are withheld while they differ by a small group from any that was shown", () => {
    const history = posts(of(20, 40), of(22, 45), of(26, 51), of(30, 60), of(21, 41), of(30, 62));
    expect(shown(history)).toEqual([
      "50 % (20 of 40)",
      tooClose,
      "51 % (26 of 51)",
      tooClose,
      tooClose,
      "48.4 % (30 of 62)",
    ]);
  });

  it("are also held against one that was shown without its size", () => {
    expect(shown(posts(of(18, 20), of(20, 25)))).toEqual(["about 90 %", tooClose]);
    expect(shown(posts(of(1, 60), of(30, 65)))).toEqual(["5 % or less (of 60)", tooClose]);
  });

  it("are not held against one that was withheld", () => {
    expect(shown(posts(of(20, 40), of(22, 45), of(30, 53)))).toEqual([
      "50 % (20 of 40)",
      tooClose,
      "56.6 % (30 of 53)",
    ]);
    expect(shown(posts(of(3, 8), of(7, 14)))).toEqual([tooFew, "about 50 %"]);
  });

  it("are shown when the group has the same size: how many changed is no group's result", () => {
    expect(shown(posts(of(20, 40), of(21, 40), of(24, 40)))).toEqual([
      "50 % (20 of 40)",
      "52.5 % (21 of 40)",
      "60 % (24 of 40)",
    ]);
  });

  it("are compared with their own versions and with those of the same day alone, where each is a new look", () => {
    const looks = cellRule({ unit: "percent", unitName: null, about: "students" }, 11, false);
    const history = posts(of(20, 40, "May 5"), of(22, 45, "May 12"), of(23, 46, "May 5"), of(3, 8));
    const edited = { updateId: "u1", result: of(23, 46, "May 13") };
    expect(shown([...history, edited], looks)).toEqual([
      "50 % (20 of 40)",
      "48.9 % (22 of 45)",
      tooClose,
      tooFew,
      tooClose,
    ]);
  });

  it("count what is a number of people by itself", () => {
    const heads = posts(result(34, null, null), result(36, null, null), result(45, null, null));
    expect(shown(heads, counted("students"))).toEqual(["34 students", tooClose, "45 students"]);
  });

  it("are shown as they were before, whatever comes later", () => {
    const history = posts(of(20, 40), of(22, 45), of(3, 8), of(60, 80));
    const whole = shownOutside(history, students);
    history.forEach((_, index) => {
      expect(shownOutside(history.slice(0, index + 1), students)).toEqual(whole.slice(0, index + 1));
    });
  });
});

describe("a result that was changed or taken back", () => {
  const edit = (updateId: string, one: Result | null): Recorded => ({ updateId, result: one });

  it("is withheld when both versions together would tell about few", () => {
    expect(shown([edit("a", of(20, 40)), edit("a", of(21, 41))])).toEqual(["50 % (20 of 40)", tooClose]);
    expect(shown([edit("a", of(20, 40)), edit("a", of(21, 40))])).toEqual(["50 % (20 of 40)", corrected]);
    expect(shown([edit("a", of(20, 60)), edit("a", of(40, 60))])).toEqual(["33.3 % (20 of 60)", "66.7 % (40 of 60)"]);
  });

  it("stays as it is shown when only its note or its day changes, and when it is changed back", () => {
    const history = [edit("a", of(20, 40)), edit("a", of(20, 40)), edit("a", of(21, 40)), edit("a", of(20, 40))];
    expect(shown(history)).toEqual(["50 % (20 of 40)", "50 % (20 of 40)", corrected, "50 % (20 of 40)"]);
  });

  it("is remembered after it was taken back", () => {
    const history = [edit("a", of(20, 40)), edit("a", null), edit("b", of(22, 45)), edit("c", of(40, 60))];
    expect(shown(history)).toEqual(["50 % (20 of 40)", null, tooClose, "66.7 % (40 of 60)"]);
    expect([...nowOutside(history, students).keys()]).toEqual(["b", "c"]);
  });

  it("is no new result when it is recorded anew for the same day", () => {
    const history = [edit("a", of(20, 40, "May 5")), edit("a", null), edit("b", of(21, 40, "May 5"))];
    expect(shown(history)).toEqual(["50 % (20 of 40)", null, corrected]);
  });

  it("tells about one of them when an average changes", () => {
    const minutes = counted("minutes");
    const history = [edit("a", result(30, null, 20)), edit("a", result(31, null, 20))];
    expect(shown(history, minutes)).toEqual(["30 minutes (20 people)", corrected]);
  });
});

describe("parts beside their total", () => {
  const words = ({ parts, total }: ReturnType<typeof withComplements>) => ({
    parts: parts.map((one) => outsideText(one, students).text),
    total: outsideText(total, students).text,
  });
  const beside = "A result was recorded. Beside the total it would tell about a few people, so it is not shown here.";

  it("are all shown when each of them may be", () => {
    expect(
      words(
        withComplements(
          [
            { count: 20, n: 40 },
            { count: 15, n: 30 },
          ],
          students,
        ),
      ),
    ).toEqual({
      parts: ["50 % (20 of 40)", "50 % (15 of 30)"],
      total: "50 % (35 of 70)",
    });
  });

  it("take a second one with them when one is withheld", () => {
    const parts = [
      { count: 3, n: 5 },
      { count: 20, n: 40 },
      { count: 15, n: 30 },
    ];
    expect(words(withComplements(parts, students))).toEqual({
      parts: [tooFew, "50 % (20 of 40)", beside],
      total: "50.7 % (38 of 75)",
    });
  });

  it("are withheld until those that are withheld are a large group together", () => {
    const parts = [
      { count: 1, n: 3 },
      { count: 2, n: 4 },
      { count: 20, n: 40 },
      { count: 25, n: 45 },
    ];
    expect(words(withComplements(parts, students)).parts).toEqual([tooFew, tooFew, beside, "55.6 % (25 of 45)"]);
  });

  it("are not rounded beside an exact total, which would undo it", () => {
    const parts = [
      { count: 35, n: 40 },
      { count: 20, n: 40 },
      { count: 30, n: 60 },
    ];
    expect(words(withComplements(parts, students)).parts).toEqual([beside, beside, "50 % (30 of 60)"]);
  });

  it("stand without a total where nothing else helps", () => {
    expect(
      words(
        withComplements(
          [
            { count: 9, n: 9 },
            { count: 20, n: 20 },
          ],
          students,
        ),
      ),
    ).toEqual({
      parts: [tooFew, "95 % or more (of 20)"],
      total: beside,
    });
  });
});

describe("what is said of a result", () => {
  it("knows figures, which may stand in a line, from sentences", () => {
    const said = shownOutside(posts(of(3, 8), of(12, 20)), students);
    expect(said.map((one) => one !== null && outsideText(one, students).isFigure)).toEqual([false, true]);
  });

  it("is drawn as it is shown, and without what the team wrote beside it", () => {
    const history = posts(of(25, 45), of(12, 20), of(1, 60), of(79, 80), of(3, 8));
    const points = shownOutside(history, students).map((one) => one && pointOutside(one, "2026-05-05"));
    expect(points).toEqual([
      { observedOn: "2026-05-05", value: 55.6, n: 45 },
      { observedOn: "2026-05-05", about: 60, step: 5 },
      { observedOn: "2026-05-05", atMost: 5, n: 60 },
      { observedOn: "2026-05-05", atLeast: 95, n: 80 },
      { observedOn: "2026-05-05", withheld: true },
    ]);
  });
});
