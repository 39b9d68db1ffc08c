import { recordedCard } from "../../src/core/cycle/cards.js";
import { cycleCard } from "../../src/core/cycle/cycle-card.js";
import type { Decision, ProblemVersion } from "../../src/core/cycle/model.js";
import { recordUpdate } from "../../src/core/cycle/record-update.js";
import { updateForm } from "../../src/core/cycle/update-form.js";
import type { Access } from "../../src/core/matching/findable.js";
import { type Found, foundCard, nothingFoundCard, sharedCycleCard } from "../../src/core/matching/found-cards.js";
import { declinedCard, offerCard, offeredCard, offerForm } from "../../src/core/matching/offer.js";
import type { SharingLevel, TopicChoice } from "../../src/core/matching/records.js";
import { seenCycle } from "../../src/core/matching/seen-cycle.js";
import {
  type CycleSharing,
  compareCard,
  type ProblemSharing,
  shareCard,
  topicNotedCard,
} from "../../src/core/matching/share-cards.js";
import { readsOtherLanguage, topicForm, topicQuestion } from "../../src/core/matching/topic-question.js";
import { type ProblemShown, problemCard, wholeProblemCard } from "../../src/core/problem/cards.js";
import { shareTexts } from "../../src/core/texts-share.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { cycle, cycleRecord, district, measures, team, update } from "./examples.js";

const today = "2026-01-21";
const now = new Date("2026-01-21T18:00:00Z");
const zone = district.timeZone;

const problem: ProblemVersion = {
  ...{ id: "v1", networkId: "network-1", districtId: district.id, problemId: "p1", version: 1 },
  statement: "One in five of our students misses more than 18 days a year, and attendance falls in winter",
  ...{ focusArea: "Attendance", studentGroups: ["English learners"], gradeBands: ["K–5"], rootCauses: [] },
  ...{ evidence: null, dashboardColor: "orange", intendedOutcome: null, investment: null, why: null },
  ...{ personId: "lead", at: now },
};
const choice: TopicChoice = {
  ...{ id: "choice", networkId: "network-1", districtId: district.id, teamId: team.id, problemId: "p1", version: 1 },
  ...{ topics: ["absence"], other: null, personId: "lead", at: now },
};

const shown = (statement: string, choices: TopicChoice[] = [], level: SharingLevel = "team"): ProblemShown => {
  const current = { ...problem, statement };
  const sharing: ProblemSharing = {
    question: topicQuestion(current, choices),
    choice: choices.at(-1),
    level,
    otherLanguage: readsOtherLanguage(current),
    version: current.version,
  };
  return { team, current, aim: undefined, author: "Team lead", sharing };
};

const asked = (...said: Parameters<typeof shown>) => problemCard(shown(...said), today, zone);

const decided = (decision: Decision, sharing: CycleSharing) =>
  recordedCard(
    recordUpdate({
      ...{ key: "key", team, cycle: cycle({ stage: "act" }), stage: "act", personId: "lead", promptId: null, now },
      answers: { decision, reason: "Nobody had time to sort the tickets" },
    }),
    today,
    { measures, updates: [], minN: 11, amended: undefined, sharing },
  );

function found(access: Access, decision: Decision, given: { title?: string; few?: boolean } = {}): Found {
  const title = given.title ?? "Phone calls home after the second absence";
  const details = {
    hypothesis: "If we call the same day, then families tell us why, because nobody has to explain weeks later",
    hard: "Nobody has time in the first period",
    place: "Two elementary schools",
  };
  const shared = cycle({
    ...{ title, details, decision, stage: "closed", closedAt: now, question: "Do families answer?" },
    ...{ prediction: "60 % of families answer", reason: "The calls take ten minutes a day, and families thanked us" },
  });
  const few = { count: 4, outOf: 9 };
  const many = { count: 132, outOf: 200 };
  const counted = { happened: "We called", ...(given.few ? few : many), observedOn: "2026-01-14" };
  const learned = given.few ? "Only 4 of 9 families could be reached" : "Mornings are best; evenings are too late";
  const updates = [
    update({ id: "one", answers: counted, version: 1 }),
    update({ id: "two", stage: "study", answers: { learned }, version: 1 }),
  ];
  const history = { updates, versions: [], measures: [], amendments: [], minN: 11, timeZone: zone };
  const seen = seenCycle({ cycle: shared, ...history }, access, ["Chronic absence"]);
  const may = { use: access !== "coached", offer: access === "coached" };
  return { seen, cycle: shared, district, closedOn: "2026-01-20", may };
}

const plan = { cycleId: "cycle-1", title: "Phone calls home after the second absence", district: district.name };
const words = "Your families asked for just this in the fall. The calls took them ten minutes a day.";
const levels: SharingLevel[] = ["team", "partner", "collaboration", "network"];
const closed = (decision: Decision) => cycleRecord({ stage: "closed", decision, reason: "It helped", closedAt: now });

export const shareCards: { name: string; card: Card }[] = [
  { name: "problem-topic", card: asked(problem.statement ?? "") },
  {
    name: "problem-topic-again",
    card: asked("Half of our third graders cannot decode words when reading", [{ ...choice, version: 0 }], "network"),
  },
  { name: "problem-topic-confirmed", card: asked(problem.statement ?? "", [choice], "collaboration") },
  { name: "problem-unclear", card: asked("Attendance") },
  { name: "problem-whole", card: wholeProblemCard(shown(problem.statement ?? ""), today, zone) },
  {
    name: "problem-other-language",
    card: asked("Los estudiantes no leen en casa y las familias no tienen libros para leer con sus niños"),
  },
  { name: "topic-noted-compare", card: topicNotedCard(team.id, choice, "ask") },
  { name: "topic-noted-lead-decides", card: topicNotedCard(team.id, choice, "lead decides") },
  {
    name: "topic-noted-own-words",
    card: topicNotedCard(team.id, { ...choice, topics: [], other: "School gardens" }, "asked"),
  },
  ...levels.map((level) => ({ name: `compare-${level}`, card: compareCard(team.id, level) })),
  { name: "share-at-act-abandon", card: decided("abandon", { level: undefined, decides: true }) },
  { name: "share-at-act-adapt", card: decided("adapt", { level: undefined, decides: true }) },
  { name: "share-at-act-scale", card: decided("scale", { level: undefined, decides: true }) },
  { name: "share-at-act-lead-decides", card: decided("scale", { level: undefined, decides: false }) },
  { name: "share-at-act-shared", card: decided("abandon", { level: "network", decides: true }) },
  ...levels.map((level) => ({ name: `share-${level}`, card: shareCard({ id: "cycle-1", title: plan.title }, level) })),
  {
    name: "cycle-shared",
    card: cycleCard(
      {
        ...closed("abandon"),
        level: "collaboration",
        credits: [shareTexts.find.beganWith(district.name), shareTexts.find.usedBy(3)],
      },
      today,
      zone,
    ),
  },
  {
    name: "found",
    card: foundCard(
      [
        found("own", "abandon", { title: "Exit tickets in 8th-grade math" }),
        found("shared", "scale"),
        found("shared", "abandon", { few: true }),
        found("coached", "scale", { title: "Walking school bus" }),
        found("shared", "adapt", { title: "A letter home before the holidays, in the family's own language" }),
      ],
      2,
      today,
    ),
  },
  { name: "found-nothing", card: nothingFoundCard(false) },
  { name: "found-nothing-program-manager", card: nothingFoundCard(true) },
  { name: "shared-cycle", card: sharedCycleCard(found("shared", "scale"), today) },
  { name: "shared-cycle-few", card: sharedCycleCard(found("shared", "abandon", { few: true }), today) },
  { name: "plan-offered", card: offerCard({ id: "offer-1", team: team.id, words }, plan, true) },
  { name: "plan-offered-first-message", card: offerCard({ id: "offer-1", team: team.id, words }, plan, false) },
  { name: "plan-offer-declined", card: declinedCard() },
  { name: "plan-offers-sent", card: offeredCard([team.name], ["Sample Valley reading team"]) },
];

export const shareForms: { name: string; form: Form }[] = [
  { name: "problem-topic-form", form: topicForm(undefined) },
  { name: "problem-topic-form-again", form: topicForm({ ...choice, other: "and bus routes" }) },
  {
    name: "use-plan",
    form: withNote(
      updateForm("plan", undefined, { today, answers: { change: plan.title, question: "Do they answer?" } }),
    ),
  },
  { name: "offer-plan", form: offerForm(plan, [team, { id: "team-2", name: "Sample Valley reading team" }]) },
];

function withNote(form: Form): Form {
  const text = `${shareTexts.use.note(district.name)} ${shareTexts.use.comes}\n**If … then …** If we call, then they tell us.`;
  return { ...form, fields: [{ kind: "note", text }, ...form.fields] };
}
