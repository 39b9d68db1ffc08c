import type { CheckInRule } from "../../src/core/checkin/model.js";
import type { TeamSituation } from "../../src/core/checkin/plan-check-ins.js";
import type { CycleRecord } from "../../src/core/cycle/cycle-card.js";
import type { Cycle, CycleUpdate, SpreadStep } from "../../src/core/cycle/model.js";
import type { Measure } from "../../src/core/measure/model.js";
import type { District, Membership, Person, Team } from "../../src/core/network/model.js";

/** Small complete rows for tests; every test says what matters to it. */

export const district: District = {
  id: "district-1",
  networkId: "network-1",
  name: "Sample Valley Unified (sample)",
  kind: "district",
  sample: true,
  profile: { schools: 6, enrollment: 3000, frpmPct: 70, elPct: 30, locale: "rural", grades: "K-8" },
  timeZone: "America/Los_Angeles",
  calendar: { terms: [], closed: [], earlyRelease: [] },
  retentionDays: null,
};

export const team: Team = {
  id: "team-1",
  networkId: "network-1",
  districtId: "district-1",
  collaborationId: "collaboration-1",
  name: "Sample Valley team",
  paused: false,
  pausedAt: null,
  pauseReason: null,
};

/** Wednesdays, every second week from 2026-01-07. */
export const rule: CheckInRule = {
  id: "rule-1",
  networkId: "network-1",
  districtId: "district-1",
  teamId: "team-1",
  weekday: 3,
  at: "15:00",
  everyWeeks: 2,
  anchor: "2026-01-07",
  active: true,
  aroundConvenings: false,
  weeklyInDo: false,
};

export function person(id: string, changes: Partial<Person> = {}): Person {
  return {
    id,
    networkId: "network-1",
    districtId: "district-1",
    name: `Teacher ${id}`,
    email: `${id}@example.org`,
    networkRole: null,
    muted: false,
    askAt: null,
    welcomedAt: new Date("2025-12-01T00:00:00Z"),
    weeklyMessages: null,
    awayFrom: null,
    awayUntil: null,
    ...changes,
  };
}

export function member(who: Person, changes: Partial<Membership> = {}): TeamSituation["members"][number] {
  const membership: Membership = {
    id: `membership-${who.id}`,
    networkId: "network-1",
    districtId: "district-1",
    teamId: "team-1",
    personId: who.id,
    level: "classroom",
    lead: false,
    from: "2025-08-01",
    until: null,
    ...changes,
  };
  return { membership, person: who };
}

export function cycle(changes: Partial<Cycle> = {}): Cycle {
  return {
    id: "cycle-1",
    networkId: "network-1",
    districtId: "district-1",
    teamId: "team-1",
    problemId: null,
    title: "Exit tickets in 8th-grade math",
    question: "Do exit tickets show who needs help?",
    prediction: "60 % of students get it right",
    predictedFigure: 60,
    dueOn: "2026-02-04",
    stage: "do",
    ownerId: null,
    startedAt: new Date("2026-01-07T23:00:00Z"),
    predictionLockedAt: new Date("2026-01-07T23:00:00Z"),
    decision: null,
    reason: null,
    closedAt: null,
    previousId: null,
    details: {},
    testers: [],
    creditCycleId: null,
    creditDistrictId: null,
    version: 2,
    createdAt: new Date("2026-01-05T18:00:00Z"),
    ...changes,
  };
}

export function update(changes: Partial<CycleUpdate> = {}): CycleUpdate {
  return {
    id: "update-1",
    networkId: "network-1",
    districtId: "district-1",
    teamId: "team-1",
    cycleId: "cycle-1",
    personId: "lead",
    stage: "do",
    promptId: null,
    draftId: null,
    answers: { happened: "They liked it", count: 22, outOf: 46, observedOn: "2026-01-14", next: "keep testing" },
    version: 1,
    recordedAt: new Date("2026-01-14T23:30:00Z"),
    changedAt: new Date("2026-01-14T23:30:00Z"),
    deletedAt: null,
    ...changes,
  };
}

const owned = { networkId: "network-1", districtId: "district-1", teamId: "team-1", cycleId: "cycle-1" };
const declaredAt = new Date("2026-01-05T18:30:00Z");

/** One of each kind; the last is what the prediction is about. */
export const measures: Measure[] = (["implementation", "experience", "outcome"] as const).map((kind) => ({
  id: `measure-${kind}`,
  ...owned,
  kind,
  name: {
    implementation: "Lessons with an exit ticket",
    experience: "Students who say the ticket helps them",
    outcome: "Exit tickets that are right",
  }[kind],
  source: ({ implementation: "observation", experience: "interview or survey", outcome: "achievement" } as const)[kind],
  unit: "percent",
  unitName: null,
  better: "up",
  about: kind === "implementation" ? "adults" : "students",
  predicts: kind === "outcome",
  addsUp: false,
  declaredAt,
  personId: "lead",
}));

export const spread: SpreadStep[] = [
  {
    ...{ id: "spread-1", ...owned, step: "test kitchen", place: "Grade 8, two classes", people: 3 },
    ...{ depth: null, ownership: null, reachedOn: "2025-11-10", personId: "lead", at: declaredAt },
  },
  {
    ...{ id: "spread-2", ...owned, step: "next teachers", place: "Grade 7", people: 4 },
    ...{ depth: "They sort the tickets together", ownership: "The grade's own meeting" },
    ...{ reachedOn: "2026-01-12", personId: "lead", at: declaredAt },
  },
];

/** Everything that can be on record of one cycle. */
export function cycleRecord(changes: Partial<Cycle> = {}): CycleRecord {
  const details = {
    hypothesis: "If tickets are sorted the same day, then the next lesson changes, because teachers see who is lost.",
    hard: "Time to sort them",
    kitchen: "Two 8th-grade teachers and a coach",
    kitchenSize: 3,
  };
  const current = cycle({ details, previousId: "cycle-0", ...changes });
  const before = cycle({
    id: "cycle-0",
    title: "Exit tickets",
    stage: "closed",
    decision: "adapt",
    reason: "Too long",
  });
  const updates = [update({ answers: { ...update().answers, measure: "measure-outcome" } })];
  const amendment = {
    ...{ id: "amendment-1", networkId: "network-1", districtId: "district-1", cycleId: "cycle-1" },
    ...{ prediction: "Half of them", predictedFigure: 50, why: "Two classes were away for a week" },
    ...{ personId: "lead", at: new Date("2026-01-14T20:00:00Z") },
  };
  return {
    cycle: current,
    updates,
    measures,
    minN: 11,
    amendments: [amendment],
    spread,
    lineage: [
      { cycle: before, updates: [], measures: [] },
      { cycle: current, updates, measures },
    ],
  };
}

export function situation(changes: Partial<TeamSituation> = {}): TeamSituation {
  const lead = member(person("lead"), { lead: true });
  return {
    team,
    district,
    rule,
    members: [lead],
    cycles: [{ cycle: cycle(), updates: [], measures: [] }],
    recorded: new Map(),
    convenings: [],
    testSince: null,
    commitments: [],
    minN: 11,
    ...changes,
  };
}
