import { recordedCard } from "../../src/core/cycle/cards.js";
import { recordUpdate } from "../../src/core/cycle/record-update.js";
import { pmDigestCard } from "../../src/core/digest/pm-digest.js";
import { type DigestSource, digestCard } from "../../src/core/digest/team-digest.js";
import type { TeamLine } from "../../src/core/digest/team-line.js";
import type { ChartSource } from "../../src/core/measure/cycle-charts.js";
import { seenOutside } from "../../src/core/privacy/outside.js";
import { statusCard, type TeamStatus } from "../../src/core/status/cards.js";
import { teamCard, teamsCard, teamsToMatchCard } from "../../src/core/status/coached.js";
import type { Card } from "../../src/core/ui/card.js";
import { cycle, district, measures, spread, team, update } from "./examples.js";

/** What others than the team read, and what the team's lead alone does: the digest, the roll-up, `status`. */

const today = "2026-01-21";
const now = new Date("2026-01-21T23:30:00Z");
const convening = {
  ...{ id: "convening-1", networkId: "network-1", collaborationId: "collaboration-1" },
  ...{ name: "Spring convening", startsOn: "2026-02-18", endsOn: "2026-02-19" },
};

const result = (id: string, day: string, count: number, outOf: number, happened: string) =>
  update({
    id,
    answers: { happened, count, outOf, observedOn: day, measure: "measure-outcome", next: "keep testing" },
    recordedAt: new Date(`${day}T23:30:00Z`),
    changedAt: new Date(`${day}T23:30:00Z`),
  });
const first = result("update-1", "2026-01-14", 22, 46, "They liked it");
const second = result("update-2", today, 25, 45, "The word bank helped");
const small = result("update-3", today, 4, 9, "Four of the nine in the small group got it");

/** A cycle with all that was recorded of it. */
export const record = (updates: ChartSource["updates"] = [first, second], changes = {}): ChartSource => ({
  ...{ cycle: cycle(changes), updates, versions: [], measures, amendments: [], minN: 11, timeZone: district.timeZone },
});

export const digestSource = (changes: Partial<DigestSource> = {}): DigestSource => ({
  ...{ team, district, week: "2026-01-19", convening, silent: [], cycles: [record()] },
  entries: [{ update: second, level: "classroom" }],
  ...changes,
});

export const line = (changes: Partial<TeamLine> = {}): TeamLine => ({
  team,
  district,
  today,
  cycle: cycle(),
  moreCycles: 0,
  lastUpdateOn: "2026-01-14",
  said: { notThisWeek: false, reasons: [], nothingNew: false },
  missing: [],
  unreachable: [],
  convening,
  unasked: [],
  minN: 11,
  ...changes,
});

const titles = [
  "Exit tickets in 8th-grade math",
  "Phone calls home",
  "Structured talk in grades 7 and 8",
  "Grading for mastery",
];
const said: TeamLine["said"][] = [
  { notThisWeek: true, reasons: ["no substitute"], nothingNew: false },
  { notThisWeek: false, reasons: [], nothingNew: true },
  { notThisWeek: false, reasons: [], nothingNew: false },
];

/** As many teams as a program manager may have. */
export const manyTeams: TeamLine[] = Array.from({ length: 25 }, (_, i) =>
  line({
    team: { ...team, id: `team-${i}`, name: `Improvement team ${i + 1}`, paused: i === 24 },
    district: { ...district, id: `district-${i}`, name: `Sample District ${i + 1}` },
    cycle: cycle({ id: `cycle-${i}`, title: titles[i % titles.length], stage: i % 3 === 0 ? "study" : "do" }),
    lastUpdateOn: `2026-01-${String((i % 20) + 1).padStart(2, "0")}`,
    said: said[i % said.length],
    missing: i % 4 === 0 ? ["classroom", "school"] : [],
    unreachable: i % 9 === 0 ? ["school"] : [],
  }),
);

const status: TeamStatus = {
  ...{ team, district, convening, nextCheckIn: "2026-02-04", unasked: [], today },
  cycles: [{ cycle: cycle(), updates: [first] }],
  notes: [{ name: "Teacher, grade 7", reason: "testing", note: "State tests take all of next week." }],
  spread: [{ title: cycle().title, ledger: spread }],
  notAnswered: ["Teacher, grade 8", "Principal, Sample Middle School"],
};

const seen = seenOutside(record([first, second, small]));

export const rollupCards: { name: string; card: Card }[] = [
  { name: "digest", card: digestCard(digestSource({ silent: ["district office"] }), now) },
  {
    name: "digest-small-group",
    card: digestCard(
      digestSource({ cycles: [record([first, small])], entries: [{ update: small, level: "classroom" }] }),
      now,
    ),
  },
  {
    name: "digest-two-cycles",
    card: digestCard(
      digestSource({
        cycles: [
          record(),
          { ...record([], { id: "cycle-2", title: "Phone calls home", stage: "plan" }), measures: [] },
        ],
        entries: [
          { update: second, level: "classroom" },
          { update: update({ id: "update-2", cycleId: "cycle-2", stage: "plan" }), level: "school" },
        ],
      }),
      now,
    ),
  },
  {
    name: "digest-taken-back",
    card: digestCard(
      digestSource({
        cycles: [record([first])],
        entries: [{ update: { ...second, answers: {}, deletedAt: now }, level: "classroom" }],
      }),
      now,
    ),
  },
  {
    name: "program-manager-digest",
    card: pmDigestCard([
      {
        line: line({ lastUpdateOn: today, missing: ["classroom"], unreachable: ["school"] }),
        updates: [
          { update: second, seen },
          { update: small, seen },
        ],
      },
    ]),
  },
  { name: "program-manager-digest-25-teams", card: pmDigestCard(manyTeams.map((one) => ({ line: one, updates: [] }))) },
  {
    name: "team-for-program-manager",
    card: teamCard(team, [record([first, second, small])], today, {
      spread: [{ title: cycle().title, ledger: spread }],
      notes: [
        { level: "classroom", reason: "testing", note: "State tests take all of next week." },
        { level: "school", reason: "other", note: "Only 4 of 9 came to the meeting." },
      ],
      minN: 11,
    }),
  },
  { name: "status-program-manager", card: statusCard([], [line()], [], false, { findsMatches: true }) },
  { name: "status-25-teams", card: statusCard([], manyTeams, [], false, { findsMatches: true }) },
  { name: "teams-to-choose", card: teamsCard(manyTeams.map((one) => one.team)) },
  { name: "teams-to-match", card: teamsToMatchCard(manyTeams.map((one) => one.team)) },
  { name: "status-team-lead", card: statusCard([status], [], [], false) },
  {
    name: "recorded-small-group",
    card: recordedCard(
      recordUpdate({
        ...{ key: "key", team, cycle: cycle(), stage: "do", personId: "lead", promptId: null, now },
        answers: small.answers,
      }),
      today,
      { measures, updates: [], minN: 11, amended: undefined },
    ),
  },
];
