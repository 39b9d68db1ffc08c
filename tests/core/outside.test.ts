import { describe, expect, it } from "vitest";
import { measures, update } from "../../scripts/gallery/examples.js";
import type { CycleUpdate, CycleUpdateVersion } from "../../src/core/cycle/model.js";
import { isForTeamOnly, seenOutside } from "../../src/core/privacy/outside.js";
import { nameOutside, predictionOutside, wordsOutside } from "../../src/core/privacy/outside-words.js";
import type { Answers } from "../../src/core/ui/form.js";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 20, 18, minute));
const counted = (count: number, outOf: number, measure?: string, observedOn = "2026-01-20"): Answers => ({
  ...{ happened: "Seen", count, outOf, observedOn, next: "keep testing" },
  ...(measure === undefined ? {} : { measure }),
});
const one = (id: string, minute: number, answers: Answers, changes: Partial<CycleUpdate> = {}) =>
  update({ id, answers, recordedAt: at(minute), changedAt: at(minute), ...changes });
const version = (updateId: string, number: number, minute: number, answers: Answers): CycleUpdateVersion => ({
  ...{ id: `${updateId}-${number}`, networkId: "network-1", districtId: "district-1", updateId, version: number },
  ...{ answers, personId: "lead", at: at(minute) },
});
const seen = (updates: CycleUpdate[], versions: CycleUpdateVersion[] = []) =>
  seenOutside({ updates, versions, measures, minN: 11, timeZone: "America/Los_Angeles" });
const shown = (...history: Parameters<typeof seen>) =>
  Object.fromEntries([...seen(...history).results].map(([id, { outside }]) => [id, outside]));

const figure = { shown: "figure" };
const withheld = (why: string) => ({ shown: "withheld", why });

describe("what is seen outside of a cycle's results", () => {
  it("is judged for each measure by itself, with adults' own smallest group", () => {
    const updates = [
      one("a", 1, counted(20, 40, "measure-outcome")),
      one("b", 2, counted(22, 45, "measure-experience")),
      one("c", 3, counted(4, 8, "measure-implementation")),
      one("d", 4, counted(4, 8, "measure-outcome")),
    ];
    expect(shown(updates)).toMatchObject({ a: figure, b: figure, c: figure, d: withheld("too few") });
  });

  it("takes results that name no measure for students', each containing the one before", () => {
    const updates = [one("a", 1, counted(20, 40, undefined, "2026-01-13")), one("b", 2, counted(22, 45))];
    expect(shown(updates)).toMatchObject({ a: figure, b: withheld("close to an earlier one") });
  });

  it("holds a result of a measure that is looked at anew each time against its own versions alone", () => {
    const updates = [
      one("a", 1, counted(20, 40, "measure-outcome", "2026-01-13")),
      one("b", 2, counted(22, 45, "measure-outcome")),
    ];
    expect(shown(updates)).toMatchObject({ a: figure, b: figure });
  });

  it("knows what was shown before an edit: one child's correction is not seen", () => {
    const now = one("a", 1, counted(21, 40), { version: 2, changedAt: at(9) });
    const versions = [version("a", 1, 1, counted(20, 40)), version("a", 2, 9, counted(21, 40))];
    expect(shown([now], versions)).toEqual({ a: withheld("small correction") });
    expect(shown([one("a", 1, counted(21, 40))])).toMatchObject({ a: figure });
  });

  it("does not show a result that was taken back, and still holds the next one against it", () => {
    const gone = one("a", 1, {}, { version: 2, changedAt: at(5), deletedAt: at(5) });
    const versions = [version("a", 1, 1, counted(20, 40)), version("a", 2, 5, {})];
    expect(shown([gone, one("b", 9, counted(21, 42))], versions)).toEqual({ b: withheld("close to an earlier one") });
  });

  it("takes a result back where it was moved to another measure", () => {
    const now = one("a", 1, counted(20, 40, "measure-experience"), { version: 2, changedAt: at(5) });
    const versions = [
      version("a", 1, 1, counted(20, 40, "measure-outcome")),
      version("a", 2, 5, counted(20, 40, "measure-experience")),
    ];
    expect(seen([now], versions).results.get("a")?.measure?.id).toBe("measure-experience");
    expect([...seen([now], versions).results.keys()]).toEqual(["a"]);
  });

  it("withholds what is in another unit than its series", () => {
    const minutes = { happened: "Seen", value: 25, unit: "number", outOf: 30, observedOn: "2026-01-20" };
    expect(shown([one("a", 1, counted(20, 40)), one("b", 2, minutes)])).toMatchObject({
      a: figure,
      b: withheld("how many is not known"),
    });
  });
});

describe("a person's own words outside", () => {
  const words = (text: string, id: string, updates: CycleUpdate[]) => {
    const about = updates.find((each) => each.id === id);
    if (about === undefined) throw new Error(id);
    return wordsOutside(text, about, seen(updates)).kind;
  };
  const whole = [one("a", 1, counted(25, 45))];
  const few = [one("a", 1, counted(4, 9)), one("b", 2, { learned: "x" }, { stage: "study" })];
  const rounded = [one("a", 1, counted(12, 20)), one("b", 2, { learned: "x" }, { stage: "study" })];

  it("stand whole without figures, and beside a result that is shown", () => {
    expect(words("They asked for the word bank on May 5", "a", few)).toBe("quote");
    expect(words("25 of 45 students got it", "a", whole)).toBe("quote");
  });

  it("give way to a sentence where they have figures about few", () => {
    expect(words("Nine of twelve read it", "a", whole)).toBe("small");
    expect(words("4 students got it", "a", few)).toBe("small");
    expect(words("In my group of nine: passed: 5, failed: 4. 5 (of 9). half of them", "a", few)).toBe("small");
    expect(words("It was five and four", "b", few)).toBe("small");
    expect(words("8 finished, two said it helped", "a", whole)).toBe("small");
    expect(words("half got it", "a", whole)).toBe("small");
    expect(words("It went well in week 3, on May 5", "a", few)).toBe("quote");
  });

  it("say nothing of all or of nobody beside a result of none out of nine, and name courses", () => {
    const none = [one("a", 1, counted(0, 9))];
    expect(words("No students passed, nobody finished", "a", none)).toBe("small");
    expect(words("Everyone tried", "a", none)).toBe("small");
    expect(words("Algebra 1 and 4th graders tried it in Math 8", "a", none)).toBe("quote");
    expect(words("Everyone tried", "a", whole)).toBe("quote");
  });

  it("have no figure about people beside a rounded result, nor where they speak of it later", () => {
    expect(words("14 students got it", "a", whole)).toBe("quote");
    expect(words("14 students got it", "a", rounded)).toBe("small");
    expect(words("14 students got it", "b", rounded)).toBe("small");
  });
});

describe("a name outside", () => {
  it("loses figures about few and shares of nobody knows how many, and keeps grades, weeks and minutes", () => {
    expect(nameOutside("Exit tickets in 8th-grade math", 11)).toBe("Exit tickets in 8th-grade math");
    expect(nameOutside("60 % of students get it right", 11)).toBe("… of students get it right");
    expect(nameOutside("Raise 42 % of 310", 11)).toBe("Raise 42 % of 310");
    expect(nameOutside("Reading with 5 foster youth", 11)).toBe("Reading with …");
    expect(nameOutside("2 minutes in week 3, 3rd grade, 4 weeks", 11)).toBe("2 minutes in week 3, 3rd grade, 4 weeks");
    expect(nameOutside("Of 15 students 5 students", 11)).toBe("Of 15 students …");
    expect(nameOutside("Reteach, since 4 of 9 failed", 11)).toBe("Reteach, since … failed");
    expect(nameOutside("8 students read it", 11)).toBe("… read it");
  });

  it.each([
    "Call five families",
    "This week: Call five families each Friday",
    "Groups of 4 students",
    "Small groups of 4 students in Math 8",
    "Meet with 4 parents",
    "Meet with 4 parents and 5 students on Friday",
    "I'll interview at least 3 students before May 5",
    "Goal: check in with two 3rd graders weekly",
    "Shadow one student for a day",
    "Small group of 4 desks",
    "Discuss in a small group of 4",
    "50/50 talk time",
    "90 percent attendance goal",
    "Target: 90 % on time",
    "Use 3 guided questions and 2 printed texts",
    "Word banks for Algebra 1 students",
    "Word banks for Math 8 students",
  ])("keeps what is meant to be done: “%s”", (name) => {
    expect(nameOutside(name, 11)).toBe(name);
  });

  it.each([
    ["Reteach, 3 of 12", "Reteach, …"],
    ["4 of 9 who failed", "… who failed"],
    ["5 passed", "…"],
    ["8 finished, two said it helped", "…, … it helped"],
    ["12 % read at grade level", "… read at grade level"],
    ["12 % met the goal", "… met the goal"],
    ["12 % below target", "… below target"],
    ["12 % of the target group", "… of the target group"],
    ["the 5 foster youth", "the …"],
    ["Call the 5 foster youth", "Call the …"],
    ["Foster youth: call 3 families", "Foster youth: call …"],
    ["Call 3 newcomer families", "Call … families"],
    ["Interview two of my English learners", "Interview …"],
    ["Meet with 4 students who failed", "Meet with … who failed"],
    ["Call 5 families of students on IEPs", "Call … of students on IEPs"],
    ["Meet with 3 students in foster care", "Meet with … in foster care"],
    ["Ask why 5 students struggle", "Ask why … struggle"],
    ["Groups of 4 students failed", "Groups of … failed"],
    ["In my group of 4", "In my …"],
    ["In math 8 students failed", "In math … failed"],
    ["50/50 students passed", "… students passed"],
    ["Call five families: 3 said yes", "Call …: … yes"],
    ["half got it", "… it"],
  ])("states nothing of few: “%s” is “%s”", (name, outside) => {
    expect(nameOutside(name, 11)).toBe(outside);
  });
});

describe("a prediction outside", () => {
  it("keeps the share that is hoped for, and loses figures about few", () => {
    expect(predictionOutside("60 % of students get it right", 11)).toBe("60 % of students get it right");
    expect(predictionOutside("60 %, which is 5 of 9", 11)).toBe("60 %, which is …");
  });
});

describe("a result for the team alone", () => {
  it("is one of a small group, or that tells about few, or of nobody knows how many", () => {
    const result = (count: number | null, outOf: number | null, measureId: string | null = null) => ({
      ...{ figure: 50, unit: "percent" as const, count, outOf, observedOn: null, measureId },
    });
    const forTeam = (...of: Parameters<typeof result>) => isForTeamOnly(result(...of), measures, 11);
    expect(forTeam(5, 10)).toBe(true);
    expect(forTeam(1, 40)).toBe(true);
    expect(forTeam(null, null)).toBe(true);
    expect(forTeam(25, 45)).toBe(false);
    expect(forTeam(4, 8, "measure-outcome")).toBe(true);
    expect(forTeam(4, 8, "measure-implementation")).toBe(false);
  });
});
