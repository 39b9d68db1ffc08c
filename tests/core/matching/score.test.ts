import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/matching/explain.js";
import type { ProblemFacts, Purpose, Reason } from "../../../src/core/matching/model.js";
import { isMatch, leastChance, outsideView, prepare, score, suggestTopics } from "../../../src/core/matching/score.js";
import { partWeights } from "../../../src/core/matching/weights.js";
import { anyProblem, problem } from "./problems.js";

const purposes: readonly Purpose[] = ["introduction", "peer help", "consultancy friend"];
const anyPurpose = fc.constantFrom(...purposes);
const between = (mine: ProblemFacts, theirs: ProblemFacts, purpose: Purpose = "introduction") =>
  score(prepare(mine), prepare(theirs), purpose);
const kinds = (reasons: readonly Reason[]) => reasons.map(({ kind }) => kind);

const grading = problem({
  id: "a",
  districtId: "a",
  statement: "Too many ninth graders have Ds and Fs, mostly for missing work.",
  gradeBands: ["9th"],
  studentGroups: ["all students"],
});
const alsoGrading = problem({
  id: "b",
  districtId: "b",
  statement: "Freshmen fail courses because late work becomes a zero in the gradebook.",
  gradeBands: ["9-12"],
  rootCauses: ["assessment"],
});
const absence = problem({
  id: "c",
  districtId: "c",
  statement: "A third of our kindergartners are chronically absent.",
});
const profile = { schools: 9, enrollment: 2900, frpmPct: 71, elPct: 33, locale: "rural", grades: "K-12" };

describe("a score", () => {
  it("is between 0 and 1, and the shares of its reasons sum to 1, the biggest first", () => {
    fc.assert(
      fc.property(anyProblem, anyProblem, anyPurpose, (mine, theirs, purpose) => {
        const { score: points, reasons } = between(mine, theirs, purpose);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(1);
        const shares = reasons.map(({ share }) => share);
        if (points === 0) expect(reasons).toEqual([]);
        else expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      }),
    );
  });

  it("is the same from both sides for an introduction", () => {
    fc.assert(
      fc.property(anyProblem, anyProblem, (mine, theirs) => {
        expect(between(mine, theirs).score).toBeCloseTo(between(theirs, mine).score, 12);
      }),
    );
  });

  it("has parts that weigh 1 together, for every purpose", () => {
    for (const purpose of purposes)
      expect(Object.values(partWeights[purpose]).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });

  it("comes out the same when the same problem is read again, its lists in another order", () => {
    fc.assert(
      fc.property(anyProblem, (facts) => {
        const turned = {
          ...facts,
          studentGroups: [...facts.studentGroups].reverse(),
          gradeBands: [...facts.gradeBands].reverse(),
          rootCauses: [...facts.rootCauses].reverse(),
          tried: [...facts.tried].reverse(),
        };
        const [{ facts: _, ...first }, { facts: __, ...again }] = [prepare(facts), prepare(turned)];
        expect(again).toEqual(first);
      }),
    );
  });

  it("is higher for the same problem in other words than for another problem", () => {
    expect(between(grading, alsoGrading).score).toBeGreaterThan(2 * between(grading, absence).score);
  });

  it("is higher where both teams confirmed the topic than where it was read, and says that they did", () => {
    const confirmed = between({ ...grading, confirmed: ["grading"] }, { ...alsoGrading, confirmed: ["grading"] });
    expect(confirmed.score).toBeGreaterThan(between(grading, alsoGrading).score);
    expect(confirmed.reasons[0]).toMatchObject({
      kind: "topic",
      topic: "grading",
      mine: "confirmed",
      theirs: "confirmed",
    });
  });

  it("follows the confirmed topic where the words say something else", () => {
    const said = { ...grading, confirmed: ["absence" as const] };
    expect(between(said, absence).score).toBeGreaterThan(between(grading, absence).score * 2);
    expect(between(said, alsoGrading).score).toBeLessThan(between(grading, alsoGrading).score);
  });

  it("takes nothing from figures that one side does not have", () => {
    const known = problem({ id: "x", districtId: "x", profile });
    expect(between(known, problem({ id: "y", districtId: "y" })).score).toBeLessThan(0.3);
    expect(kinds(between(known, problem()).reasons)).not.toContain("profile");
  });
});

describe("peer help", () => {
  const theirs = {
    ...alsoGrading,
    tried: [{ title: "Retakes on Fridays", strategies: ["grading_change" as const], outcome: "worked" as const }],
  };

  it("counts what worked for them and was not tried here, in that direction only", () => {
    const reasons = between(grading, theirs, "peer help").reasons;
    expect(reasons).toContainEqual(
      expect.objectContaining({ kind: "worked there", strategies: ["grading_change"], mine: "not tried" }),
    );
    expect(kinds(between(theirs, grading, "peer help").reasons)).not.toContain("worked there");
  });

  it("counts what worked for them and not here, and does not count what worked for both", () => {
    const tried = (outcome: "worked" | "failed") => ({
      ...grading,
      tried: [{ title: "x", strategies: ["grading_change" as const], outcome }],
    });
    expect(between(tried("failed"), theirs, "peer help").reasons).toContainEqual(
      expect.objectContaining({ kind: "worked there", mine: "did not work" }),
    );
    expect(kinds(between(tried("worked"), theirs, "peer help").reasons)).not.toContain("worked there");
  });
});

describe("a match", () => {
  const matches = (mine: ProblemFacts, theirs: ProblemFacts, purpose: Purpose = "introduction") => {
    const [here, there] = [prepare(mine), prepare(theirs)];
    return isMatch(here, there, score(here, there, purpose));
  };

  it("is two districts with the same problem", () => {
    expect(matches(grading, alsoGrading)).toBe(true);
  });

  it("is not two districts that are alike in size, poverty and place and in nothing else", () => {
    const twin = (id: string, statement: string) => problem({ id, districtId: id, statement, profile });
    for (const purpose of purposes)
      expect(matches(twin("x", grading.statement), twin("y", "No science is taught in grade 4."), purpose)).toBe(false);
  });

  it("is not two problems of one district", () => {
    expect(matches(grading, { ...alsoGrading, districtId: "a" })).toBe(false);
  });

  it("is made without the statement where it is in another language, and that is said", () => {
    const filed = {
      focusArea: "attendance",
      studentGroups: ["foster youth"],
      gradeBands: ["TK-2"],
      rootCauses: ["buses"],
    };
    const mine = problem({
      id: "x",
      districtId: "x",
      statement: "Muchos niños faltan a la escuela los lunes.",
      ...filed,
    });
    const theirs = problem({ ...absence, ...filed });
    expect(matches(mine, theirs)).toBe(true);
    const [here, there] = [prepare(mine), prepare(theirs)];
    const told = explain(here, there, score(here, there, "introduction")).map(({ text }) => text);
    expect(told.join(" ")).toContain("another language");
    expect(here.topicSource).toBe("attributes");
  });

  it("gives a critical friend the view from outside only where the problem is not shared", () => {
    expect(outsideView(prepare(grading), prepare(alsoGrading))).toBe(false);
    expect(outsideView(prepare(grading), prepare(absence))).toBe(true);
  });
});

describe("vectors", () => {
  const vector = (provider: string, version: string, numbers: number[]) => ({ provider, version, numbers });
  const withVector = (facts: ProblemFacts, one: ReturnType<typeof vector>) => ({ ...facts, vector: one });

  it("count where one provider and version made both, and never otherwise", () => {
    const mine = withVector(grading, vector("p", "1", [1, 0, 1]));
    const close = (provider: string, version: string) =>
      between(mine, withVector(absence, vector(provider, version, [1, 0.1, 1])));
    expect(kinds(close("p", "1").reasons)).toContain("meaning");
    expect(kinds(close("p", "2").reasons)).not.toContain("meaning");
    expect(close("q", "1")).toEqual(between(grading, absence));
  });
});

describe("the sentences", () => {
  it("hold nothing that the other wrote", () => {
    const secret = "Zebra-colored binder crisis at Maple Elementary";
    const theirs = {
      ...alsoGrading,
      statement: `${alsoGrading.statement} ${secret}`,
      focusArea: "Graduation of the zebra",
      rootCauses: ["zebra schedule"],
      tried: [{ title: "Zebra hours", strategies: ["tutoring" as const], outcome: "worked" as const }],
      profile,
    };
    for (const purpose of purposes) {
      const [here, there] = [prepare({ ...grading, profile }), prepare(theirs)];
      const told = explain(here, there, score(here, there, purpose))
        .map(({ text }) => text)
        .join(" ");
      expect(told.length).toBeGreaterThan(50);
      expect(told.toLowerCase()).not.toMatch(/zebra|maple|gradebook/);
    }
  });

  it("say what worked there by its kind, and figures as plain numbers", () => {
    const theirs = {
      ...alsoGrading,
      tried: [{ title: "x", strategies: ["tutoring" as const], outcome: "worked" as const }],
      profile,
    };
    const mine = { ...grading, profile: { ...profile, enrollment: 23_000, locale: "city" } };
    const [here, there] = [prepare(mine), prepare(theirs)];
    const told = explain(here, there, score(here, there, "peer help")).map(({ text }) => text);
    expect(told).toContain("They tried tutoring, and it worked; you have not.");
    const consulted = explain(here, there, score(here, there, "consultancy friend")).map(({ text }) => text);
    expect(consulted.find((text) => text.startsWith("Different:"))).toContain(
      "23,000 students with you, 2,900 with them",
    );
  });
});

describe("topic suggestions", () => {
  it("are three, the likeliest first", () => {
    expect(suggestTopics(absence.statement)).toHaveLength(3);
    expect(suggestTopics(absence.statement)[0]).toBe("absence");
    expect(suggestTopics("Kids r gone mondays and fridays, attendence is bad")[0]).toBe("absence");
  });

  it("use what was filed where the statement says little, and are none where nothing is known", () => {
    expect(
      suggestTopics("We want better results for them.", { focusArea: "Special education", studentGroups: ["IEP"] }),
    ).toContain("inclusion");
    expect(suggestTopics("")).toEqual([]);
    expect(suggestTopics("Los alumnos no leen bien en el tercer grado")).toEqual([]);
  });

  it.each([
    "How did you find time each week to read exit tickets?",
    "How do you plan your week?",
    "How long did it take you to see a change?",
    "Has anyone faced this?",
    "How do you decide when to stop a test?",
  ])("of a question that may be about anything suggest nothing: %s", (question) => {
    expect(suggestTopics(question, {}, leastChance.question)).toEqual([]);
  });
});
