import { describe, expect, it } from "vitest";
import { saysNumber } from "../../src/core/privacy/figure-words.js";
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
    ["Reading with 5 foster youth", ["5 foster youth"]],
    ["5of9, then 4-of-9 and 5 (of 9)", ["5of9", "4-of-9", "5 (of 9"]],
    ["5 yes 4 no", ["5 yes", "4 no"]],
    ["passed: 5, failed = 4, yes: three", ["passed: 5", "failed = 4", "yes: three"]],
    ["passed 5, failed 4.", ["passed 5", "failed 4"]],
    ["n of 9 and most of the nine", ["n of 9", "most of the nine"]],
    [
      "Half my class, a third of our newcomers, half of them",
      ["half my class", "a third of our newcomers", "half of them"],
    ],
    ["Our newcomers, a group of 8, in my class of nine", ["group of 8", "class of nine"]],
    ["12 % of our newcomers", ["12 %"]],
    ["5 % of 40 and 42 % of 15 students, 97 % (n = 310)", ["5 %", "42 %", "97 %"]],
    ["50 % of 2 lessons", ["50 %"]],
    ["8 finished, two said it helped, 4 turned it in late", ["8 finished", "two said", "4 turned"]],
    ["We saw 7 in my class, three liked it", ["7 in my class", "three liked"]],
    ["half got it, two thirds never finished", ["half got", "two thirds never finished"]],
    ["8 completed the ticket and 3 really understood", ["8 completed", "3 really understood"]],
    ["5 have left, two of them stayed, 4 more came", ["5 have left", "two of them stayed", "4 more came"]],
    ["In period 2, 7 passed; in math 8 students failed", ["7 passed", "8 students"]],
    ["Call five families; goal of 60 %", ["five families", "60 %"]],
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
    "Only 42 % of 310 read at grade level; 42 % (n = 310), 42 % of our 310 students, 42 % (130 of 310)",
    "Half the class period, half an hour, half of our 310 students",
    "Small groups of 4 discuss, class of 2026, a class of 25",
    "Read 180 and Algebra 1, three reads, 5 whys, in week 3 for 4 weeks",
    "2 minutes in room 12 at 9:15 for 3rd grade, period 5 of 6",
    "The first one was better, this one did less, no one else could tell",
    "In 2026 no student asked; we had 5 no longer",
    "Lesson 4 worked, Unit 3 took longer, Algebra 1 and Math 8 tried it, periods 2 and 7 finished",
    "12 finished, 30 said it helped, the first half went well, a half-finished draft",
    "Algebra 1 students and grade 3 students read three read-alouds on May 5",
    "In step 2 of 3 we used 3 guided questions",
  ])("does not take anything else for one: “%s”", (text) => {
    expect(figuresInText(text, 11)).toEqual([]);
  });

  it("finds every figure about people when all of them are to go", () => {
    const text = "22 of 45 right in May 2026, which is 30 students more than in grade 3";
    expect(figuresInText(text, Number.POSITIVE_INFINITY)).toEqual(["22 of 45", "30 students"]);
  });

  it("lets a share stand where it is hoped for, and nothing else", () => {
    expect(
      figuresInText("60 % of students and half my class, half got it, 4 of 9 and 5 students", 11, "hoped"),
    ).toEqual(["4 of 9", "5 students"]);
  });

  it("takes its time from the length of the text alone", () => {
    const started = performance.now();
    figuresInText("9 of my very very very 3 ".repeat(4000), 11);
    figuresInText(`${"twenty ".repeat(15_000)}of`, 11);
    for (const part of [
      "all of my very very ",
      "grade 3, ",
      "a class of the ",
      "half of my own ",
      "2 - ",
      "8 really ",
      "not a ",
      "in math 8 ",
    ])
      for (const read of [figuresInText, saysNumber]) read(part.repeat(60_000 / part.length), 11);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("any number beside a result that is not shown", () => {
  it.each([
    "In my group of nine: passed: 5, failed: 4",
    "5 (of 9)",
    "half of them",
    "5of9",
    "five did",
    "5/9 on the exit ticket",
    "½ got it",
    "a third, a couple, or both",
    "We went up 5 points",
    "Week 3: 5",
    "In grade 4 5 students passed",
    "Grade 3: 56 %",
    "All of them passed",
    "Nobody else passed",
    "cinco de nueve",
    "⑤ read it",
    "No students passed, nobody finished",
    "everyone finished",
    "All finished",
    "They all did",
    "the whole class passed",
    "no kid got it",
    "not a student of mine",
    "a single student",
    "Every one read it",
    "no one knows why",
    "nobody could hear the back row",
    "I did not see anyone finish",
    "every last kid",
    "veinte",
    "quince de treinta",
    "once estudiantes",
    "nadie lo hizo",
    "dozens",
    "In math 8 passed",
    "In period 2, 7 got it",
    "4 of the 4th graders",
    "Algebra 1: 5",
  ])("is found in “%s”", (text) => {
    expect(saysNumber(text)).toBe(true);
  });

  it.each([
    "They asked for the word bank on May 5, by 5/16 and in week 3 of 4",
    "Grade 3 and grades 4 and 5, period 2, room 12, at 9:15 or 3 pm",
    "It took 2 minutes longer than in 2025-26, half an hour in all",
    "The 3rd grade and the third lesson; this one was better",
    "One thing we learned: they read in pairs, and most of them liked it",
    "Algebra 1 and 4th graders tried it in Math 8; Integrated 2, Unit 3, Lesson 4, Period 2, Room 12, Chapter 5, Module 1",
    "Algebra 1 students, 3rd and 4th graders, a fourth grader",
    "Whole-class discussion took all week; not at all what we thought after all. All right, half an hour in all.",
    "No idea what students thought, the class read in pairs",
  ])("is not what says when, where, in which course or how long: “%s”", (text) => {
    expect(saysNumber(text)).toBe(false);
  });
});
