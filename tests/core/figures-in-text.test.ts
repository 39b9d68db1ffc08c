import { describe, expect, it } from "vitest";
import { figuresInText } from "../../src/core/privacy/figures-in-text.js";

describe("figures about few people", () => {
  it.each([
    ["9 of 12 got it right", ["9 of 12"]],
    ["We saw 9/12 on the exit ticket.", ["9/12"]],
    ["Nine of twelve could explain it.", ["nine of twelve"]],
    ["nine out of the twelve, which is a start", ["nine out of the twelve"]],
    ["3 students still guess.", ["3 students"]],
    ["two of my long-term English learners stayed silent", ["two of my long-term english learners"]],
    ["two 3rd-graders and 4 girls", ["two 3rd-graders", "4 girls"]],
    ["12 % got there, before it was twelve percent", ["12 %", "twelve percent"]],
    ["18 of 20 students", ["18 of 20"]],
    ["18 students out of 20", ["18 students out of 20"]],
    ["5 got it and seven did not", ["5 got", "seven did"]],
    ["Half of 8 finished, none of the 9 others", ["half of 8", "none of the 9"]],
    ["2-3 students need more time", ["2-3 students"]],
    ["Both students passed.", ["both students"]],
    ["all nine. Only two!", ["all nine", "only two"]],
    ["Small sample (n = 8)", ["n = 8"]],
    ["1 in 4 students was absent", ["1 in 4"]],
    ["On the exit ticket of Tuesday 9/12 students were right", ["9/12"]],
    ["3 estudiantes y nueve de doce niños", ["3 estudiantes", "nueve de doce"]],
    ["９ of １２", ["9 of 12"]],
    ["In grade 3 two kids improved", ["two kids"]],
  ])("finds them in “%s”", (text, found) => {
    expect(figuresInText(text, 11)).toEqual(found);
  });

  it.each([
    "We meet on 5/12 and by 5/16 we decide.",
    "5/12: first lesson. Due Friday 5/12.",
    "From 9/12 to 9/16, week of 5/12/26",
    "Grade 3 and the 3rd period, in room 12",
    "Grades 3 and 4 students got more time",
    "At 3:30 pm, for 2 weeks, 4 lessons with students",
    "Lesson 2 of 5 was hard; we are in week 3 of 4",
    "2 of 3 lessons were observed, 5 minutes per student",
    "We bought it for $9 of the 12",
    "K-3 students read daily, 24/7",
    "Version 2 got better on May 5. This one was better, no one could tell.",
    "Two teachers try it in period 3",
    "A few students, most of the class, some kids",
    "25 of 45 students, and 30 students in all",
    "1,200 students in 2026",
  ])("does not take anything else for one: “%s”", (text) => {
    expect(figuresInText(text, 11)).toEqual([]);
  });

  it("finds every figure about people when all of them are to go", () => {
    const text = "22 of 45 right in May 2026, which is 30 students more than in grade 3";
    expect(figuresInText(text, Number.POSITIVE_INFINITY)).toEqual(["22 of 45", "30 students"]);
  });

  it("takes its time from the length of the text alone", () => {
    const started = performance.now();
    figuresInText("9 of my very very very 3 ".repeat(4000), 11);
    figuresInText(`${"twenty ".repeat(15_000)}of`, 11);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
