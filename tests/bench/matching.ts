import { causeKinds, focusAreas, strategyKinds, studentGroups } from "../../src/core/matching/attributes.js";
import { gradeBands } from "../../src/core/matching/grades.js";
import { matchingIndex } from "../../src/core/matching/index.js";
import type { ProblemFacts } from "../../src/core/matching/model.js";
import { prepare } from "../../src/core/matching/score.js";
import { percentile } from "./figures.js";

export type MatchingRun = {
  districts: number;
  p50: number;
  p95: number;
  /** The time to read once as many bytes as a query reads, in the same run. */
  readMs: number;
  bytes: number;
  putMs: number;
};

/** Statements to be mixed: pieces in the words of the field and a few of none. */
const openings = [
  "Half of our ninth graders fail at least one class",
  "Students are suspended for defiance and come back further behind",
  "One in three kindergartners misses more than eighteen days",
  "Long-term English learners do not reach proficiency on the ELPAC",
  "Teachers meet every week and nothing changes in their lessons",
  "Second graders cannot sound out short words",
  "We lose a third of our teachers each year and start over",
  "Results sit in four systems, and nobody looks at them before June",
];
const causes = [
  "because training was one day in August",
  "and families hear of it too late",
  "since the schedule leaves no time",
  "and every site does it in another way",
  "although coaches visited each room",
  "and the county office has asked why",
];

/** Searches a network of as many invented districts, one problem each; every query is a full score of all. */
export function searchNetwork(districts: number, queries: number): MatchingRun {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const one = <Thing>(list: readonly Thing[]): Thing => list[next(list.length)] as Thing;
  const some = <Thing>(list: readonly Thing[], most: number): Thing[] =>
    Array.from({ length: next(most + 1) }, () => one(list));
  const facts = (nth: number): ProblemFacts => ({
    id: `problem-${nth}`,
    districtId: `district-${nth}`,
    statement: `${one(openings)} ${one(causes)}, ${one(causes)}; ${next(90) + 5} percent at ${next(30) + 1} schools.`,
    focusArea: one(focusAreas),
    studentGroups: [one(studentGroups), ...some(studentGroups, 1)],
    gradeBands: [one(gradeBands), ...some(gradeBands, 1)],
    rootCauses: [one(causeKinds), ...some(causeKinds, 2)],
    tried: some(strategyKinds, 3).map((kind) => ({
      title: kind,
      strategies: [kind],
      outcome: one(["worked", "mixed", "failed"] as const),
    })),
    profile: {
      schools: next(30) + 1,
      enrollment: next(20_000) + 100,
      frpmPct: next(100),
      elPct: next(70),
      locale: one(["city", "suburb", "town", "rural"]),
      grades: one(["K-12", "K-8", "9-12"]),
    },
    confirmed: [],
  });

  const index = matchingIndex();
  const asked = Array.from({ length: queries }, (_, nth) => prepare(facts(districts + nth)));
  // Reading a statement takes longer than finding its like: one in twenty is read, the others are copies under their own ids.
  const read = Array.from({ length: Math.ceil(districts / 20) }, (_, nth) => prepare(facts(nth)));
  const rows = Array.from({ length: districts }, (_, nth) => ({
    ...(read[nth % read.length] as (typeof read)[number]),
    id: `problem-${nth}`,
    districtId: `district-${nth}`,
  }));
  for (const row of rows) index.put(row);
  const bytes = rows.reduce((sum, { spread, terms, profile }) => {
    const numbers = spread.sure.length + spread.near.length + profile.length + 2 * terms.places.length + 7;
    return sum + 4 * numbers;
  }, 0);

  for (const query of asked.slice(0, 10)) index.best(query, "introduction", 5);
  const times = asked.map((query) => {
    const begun = performance.now();
    index.best(query, "introduction", 5);
    return performance.now() - begun;
  });
  const begun = performance.now();
  for (const row of rows.slice(0, 1_000)) index.put(row);
  const putMs = (performance.now() - begun) / Math.min(1_000, rows.length);
  return {
    districts,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    readMs: readOnce(bytes),
    bytes,
    putMs,
  };
}

/** The quickest of some readings of that many bytes by one thread, as a plain loop does it. */
function readOnce(bytes: number): number {
  const numbers = new Float64Array(Math.ceil(bytes / 8)).fill(1);
  let least = Number.POSITIVE_INFINITY;
  let total = 0;
  for (let round = 0; round < 20; round++) {
    const begun = performance.now();
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = 0; at + 3 < numbers.length; at += 4) {
      a += numbers[at] as number;
      b += numbers[at + 1] as number;
      c += numbers[at + 2] as number;
      d += numbers[at + 3] as number;
    }
    total += a + b + c + d;
    least = Math.min(least, performance.now() - begun);
  }
  return total > 0 ? least : Number.NaN;
}
