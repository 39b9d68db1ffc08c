import fc from "fast-check";
import { strategyKinds } from "../../../src/core/matching/attributes.js";
import type { ProblemFacts } from "../../../src/core/matching/model.js";
import { topics } from "../../../src/core/matching/topics.js";

/** A problem about which nothing is known but what is given. */
export const problem = (given: Partial<ProblemFacts> = {}): ProblemFacts => ({
  id: "problem",
  districtId: "district",
  statement: "",
  focusArea: null,
  studentGroups: [],
  gradeBands: [],
  rootCauses: [],
  tried: [],
  profile: { schools: null, enrollment: null, frpmPct: null, elPct: null, locale: null, grades: null },
  confirmed: [],
  ...given,
});

const statements = [
  "",
  "Math",
  "Half of our ninth graders fail at least one class because nothing is handed in.",
  "Chronic absence doubled since the pandemic, most of all in kindergarten.",
  "Long-term English learners are stuck on the ELPAC.",
  "Teacher teams meet each Wednesday and talk about field trips.",
  "Los estudiantes no vienen a clase los lunes.",
  "Kids in 2nd grade cannot sound out words.",
  "Something about the roof of the gym and the parking lot.",
];
const figure = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: null });

/** Problems of every kind, with much or nothing known. */
export const anyProblem: fc.Arbitrary<ProblemFacts> = fc.record({
  id: fc.uuid(),
  districtId: fc.uuid(),
  statement: fc.oneof(fc.constantFrom(...statements), fc.lorem({ maxCount: 12 })),
  focusArea: fc.option(fc.constantFrom("Literacy", "Climate and attendance", "8th grade math", "none of these"), {
    nil: null,
  }),
  studentGroups: fc.array(fc.constantFrom("all students", "English learners", "foster youth", "boys"), {
    maxLength: 3,
  }),
  gradeBands: fc.array(fc.constantFrom("K-12", "9-12", "8th and 9th", "TK-2", "nobody"), { maxLength: 2 }),
  rootCauses: fc.array(fc.constantFrom("pd_gap", "family", "no time to plan", "transport"), { maxLength: 3 }),
  tried: fc.array(
    fc.record({
      title: fc.constant("a secret title"),
      strategies: fc.array(fc.constantFrom(...strategyKinds), { maxLength: 2 }),
      outcome: fc.constantFrom("worked" as const, "mixed" as const, "failed" as const),
    }),
    { maxLength: 3 },
  ),
  profile: fc.record({
    schools: figure(40),
    enrollment: figure(30_000),
    frpmPct: figure(100),
    elPct: figure(90),
    locale: fc.option(fc.constantFrom("rural", "city", "small town", "mixed"), { nil: null }),
    grades: fc.option(fc.constantFrom("K-12", "K-8", "9-12", "16-24 years"), { nil: null }),
  }),
  confirmed: fc.uniqueArray(fc.constantFrom(...topics.map(({ id }) => id)), { maxLength: 2 }),
});
