import { withFolded } from "../../src/core/budget/folded.js";
import {
  checkInCard,
  type QuestionAbout,
  reminderCard,
  settledCard,
  welcomeCard,
  whatIAskCard,
  whyNotCard,
} from "../../src/core/checkin/cards.js";
import type { CheckInPrompt } from "../../src/core/checkin/model.js";
import { pauseForm, pausesCard } from "../../src/core/checkin/pause.js";
import { rhythmForm, rhythmPreview } from "../../src/core/checkin/rhythm-form.js";
import { whyNotForm } from "../../src/core/checkin/why-not-form.js";
import { conveningCard } from "../../src/core/convening/cards.js";
import { commitmentForm } from "../../src/core/convening/commitments.js";
import { amendForm } from "../../src/core/cycle/amend.js";
import { draftCard, heldDraftCard, movedOnCard, recordedCard } from "../../src/core/cycle/cards.js";
import { type CycleRecord, cycleCard, cyclesCard } from "../../src/core/cycle/cycle-card.js";
import { detailsForm } from "../../src/core/cycle/details-form.js";
import type { Commitment, Cycle, ProblemVersion } from "../../src/core/cycle/model.js";
import { recordUpdate } from "../../src/core/cycle/record-update.js";
import { spreadForm } from "../../src/core/cycle/spread.js";
import { type OpenStage, updateForm } from "../../src/core/cycle/update-form.js";
import { measuresCard } from "../../src/core/measure/cards.js";
import { measureForm } from "../../src/core/measure/form.js";
import { askDeleteCard, askRemoveCard, mineCard, tombstoneCard } from "../../src/core/mine/cards.js";
import type { OwnWords } from "../../src/core/mine/words.js";
import { heldForm } from "../../src/core/privacy/student-hold.js";
import { problemCard, problemHistoryCard, problemsCard } from "../../src/core/problem/cards.js";
import { problemForm, problemMoreForm } from "../../src/core/problem/form.js";
import { settingsForm } from "../../src/core/settings/form.js";
import { helpCard, homeCard, statusCard, type TeamStatus } from "../../src/core/status/cards.js";
import { unclearBlocks } from "../../src/core/status/unclear.js";
import { texts } from "../../src/core/texts.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { beside, refilled } from "../../src/core/ui/read-form.js";
import { askCards, askForms } from "./ask.js";
import { cycle, cycleRecord, district, measures, person, rule, spread, team, update } from "./examples.js";
import { groupsCards, groupsForms } from "./groups.js";
import { introductionCards, introductionForms } from "./introductions.js";
import { nudgeCards, nudgeForms } from "./nudge.js";
import { pictureCards } from "./pictures.js";
import { line, rollupCards } from "./rollup.js";
import { shareCards, shareForms } from "./share.js";

/** With two results, one of them about few, and what was learned. */
function abandoned(record: CycleRecord): CycleRecord {
  const few = { ...update().answers, count: 4, outOf: 9, observedOn: "2026-01-21" };
  const learned = "Students liked the tickets. Nobody had time to sort them the same day.";
  const study = update({ id: "update-3", stage: "study", answers: { learned, decision: "abandon" } });
  return { ...record, updates: [...record.updates, update({ id: "update-2", answers: few }), study] };
}

/** Everything that the bot can show, with example words: what the gallery draws and the limits are tested on. */
export type Exhibit =
  | { name: string; shows: "message" | "home"; card: Card }
  | { name: string; shows: "modal"; form: Form };

const today = "2026-01-21";
const now = new Date("2026-01-21T23:30:00Z");
const zone = district.timeZone;
const asked: CheckInPrompt = {
  id: "prompt-1",
  networkId: "network-1",
  districtId: district.id,
  teamId: team.id,
  slotId: "slot-1",
  personId: "lead",
  cycleId: "cycle-1",
  state: "asked",
  reason: null,
  askAt: now,
  againAt: null,
  settledAt: null,
  note: null,
  part: null,
  remindAt: null,
  closesAt: null,
  messageId: "message-1",
};
const longText = "Half of the class finished the exit ticket; the rest asked for the word bank again. "
  .repeat(120)
  .trim();
const draft = {
  id: "draft-1",
  networkId: "network-1",
  districtId: district.id,
  personId: "lead",
  text: "Nine of twelve read it",
  state: "open" as const,
  at: now,
};
const convening = {
  id: "convening-1",
  networkId: "network-1",
  collaborationId: "collaboration-1",
  name: "Spring convening",
  startsOn: "2026-02-18",
  endsOn: "2026-02-19",
};
const collaboration = {
  id: "collaboration-1",
  networkId: "network-1",
  name: "Early math",
  focus: "math",
  aim: "Every student ready for Integrated Math I",
  startsOn: "2025-08-01",
  endsOn: "2028-06-30",
};

const ownWords: [OwnWords, ...OwnWords[]] = [
  {
    ...{ what: "spread", id: "spread-1", at: now, title: "Exit tickets" },
    words: ["The whole site: grade 8 at one school", "They plan the tickets together."],
  },
  { what: "note", id: "prompt-1", at: now, title: "Exit tickets", words: ["The room is flooded this week."] },
  { what: "nudge answer", id: "nudge-1", at: now, title: undefined, words: ["On Thursday, after the second class."] },
  { what: "why not together", id: "side-1", at: now, title: undefined, words: ["We met them last year."] },
  {
    what: "words to both",
    id: "match-1",
    at: now,
    title: undefined,
    words: ["You would have much to tell each other."],
  },
];
const openStages: OpenStage[] = ["plan", "do", "study", "act"];
const cycleIn = (stage: Cycle["stage"]) => cycle({ stage });
const answersOf: Record<OpenStage, Record<string, string | number>> = {
  plan: {
    change: "Exit tickets in 8th-grade math",
    prediction: "60 % get it right",
    predictedFigure: 60,
    dueOn: "2026-02-04",
  },
  do: { happened: "They asked for the word bank", count: 25, outOf: 45, observedOn: today, next: "keep testing" },
  study: { learned: "Two minutes are enough", decision: "undecided" },
  act: { decision: "adapt", reason: "Shorter tickets" },
};
const recordedIn = (stage: OpenStage, answers = answersOf[stage]) =>
  recordedCard(
    recordUpdate({ key: "key", team, cycle: cycleIn(stage), stage, answers, personId: "lead", promptId: null, now }),
    today,
    { measures, updates: [], minN: 11, amended: undefined },
  );
const status: TeamStatus = {
  team,
  district,
  cycles: [{ cycle: cycleIn("do"), updates: [update()] }],
  convening,
  nextCheckIn: "2026-02-04",
  unasked: [],
  notAnswered: [],
  notes: [],
  spread: [],
  today,
};
const problem: ProblemVersion = {
  id: "v1",
  networkId: "network-1",
  districtId: district.id,
  problemId: "p1",
  version: 2,
  statement: "Students pass the unit tests and fail the course",
  focusArea: "D and F rates",
  studentGroups: ["English learners"],
  gradeBands: ["8–9"],
  rootCauses: ["Homework counts half"],
  evidence: "Grades of the first semester: 120 of 410 with a D or F",
  dashboardColor: "orange",
  intendedOutcome: "Grades say what a student can do",
  investment: "Two days of release time a semester",
  why: "The interviews pointed to grading, not to attendance",
  personId: "lead",
  at: now,
};
const details = detailsForm(cycleRecord().cycle, [person("coach"), person("teacher")], collaboration.aim);
const statusShown = statusCard([status], [], [], false);
const matters = Array.from({ length: 14 }, (_, i) => ({
  text: `Team ${i + 1} has no program manager. Name one in the next import.`,
}));

const unclear = (["check-in", "digest", "welcome", "answer"] as const).map((kind, i) => ({
  id: `message-${i}`,
  kind,
  to: kind === "digest" ? team.name : "Team lead, Sample Valley",
  day: "2026-01-21",
}));

const about = (one: Cycle | undefined): QuestionAbout => ({
  ...{ cycle: one, updates: one === undefined ? [] : [update()], commitments: [], occasion: "regular" },
  ...{ measures, minN: 11, today, timeZone: zone },
});
const commitments: Commitment[] = [
  {
    ...{ id: "commitment-1", networkId: "network-1", districtId: district.id, teamId: team.id, conveningId: null },
    ...{ what: "Sort the tickets together on Tuesdays", who: null, personId: null, by: "2026-02-06", state: "open" },
    ...{ note: null, createdAt: now, settledAt: null },
  },
  {
    ...{ id: "commitment-2", networkId: "network-1", districtId: district.id, teamId: team.id, conveningId: null },
    ...{ what: "Ask two families", who: "Coach", personId: "coach", by: null, state: "done" },
    ...{ note: null, createdAt: now, settledAt: now },
  },
];

export const catalogue: Exhibit[] = [
  message("welcome", welcomeCard(rule)),
  message("what-i-ask", whatIAskCard()),
  message("check-in-first-plan", checkInCard(asked, about(undefined))),
  ...openStages.map((stage) => message(`check-in-${stage}`, checkInCard(asked, about(cycleIn(stage))))),
  message(
    "check-in-with-what-was-kept-back",
    withFolded(
      checkInCard(asked, about(cycleIn("do"))),
      ["Reading aloud", "Attendance texts", "Peer visits", "Number talks"].map((heading, n) => ({
        id: `folded-${n}`,
        networkId: "network-1",
        districtId: null,
        personId: "lead",
        contact: "check-in" as const,
        heading,
        at: new Date("2026-01-20T23:00:00Z"),
        saidIn: null,
      })),
    ),
  ),
  message("check-in-not-this-week", whyNotCard(texts.settled.notThisWeek("Wednesday, Feb 4"), asked)),
  message("check-in-reason", settledCard(texts.notThisWeek.noted("waiting for data", "Wednesday, Feb 4"), asked)),
  message("check-in-nothing-new", settledCard(texts.nothingNew.noted("Wednesday, Feb 4"), asked)),
  message("check-in-tester", checkInCard({ ...asked, part: "tester" }, about(cycleIn("do")))),
  message("check-in-day-has-come", checkInCard(asked, { ...about(cycleIn("do")), today: "2026-02-04" })),
  message(
    "check-in-before-convening",
    checkInCard(asked, { ...about(cycleIn("do")), occasion: "before convening", convening }),
  ),
  message(
    "check-in-commitments",
    checkInCard(asked, { ...about(cycleIn("do")), occasion: "after convening", commitments }),
  ),
  message("reminder", reminderCard(asked, cycleIn("do"))),
  message("check-in-later", settledCard(texts.settled.later("Thursday, Jan 22 at 15:00"), asked)),
  ...openStages.map((stage) => message(`recorded-${stage}`, recordedIn(stage))),
  message("recorded-long-text", recordedIn("do", { ...answersOf.do, happened: longText })),
  message("draft", draftCard(draft, [cycleIn("do")], team.id)),
  message("draft-held", heldDraftCard(draft, { excerpts: ["Maria in 3rd grade"], mark: "mark" })),
  message(
    "draft-held-text",
    draftCard({ ...draft, text: "Maria in 3rd grade read ten pages" }, [cycleIn("do")], team.id),
  ),
  message("draft-plan", draftCard(draft, [cycleIn("plan")], team.id)),
  message(
    "draft-several-cycles",
    draftCard(draft, [cycleIn("do"), cycle({ id: "cycle-2", title: "Phone calls home" })], team.id),
  ),
  message("draft-no-cycle", draftCard(draft, [], team.id)),
  message("draft-moved-on", movedOnCard(draft, cycleIn("study"), [cycleIn("study")])),
  message("draft-cycle-closed", movedOnCard(draft, cycleIn("closed"), [cycle({ id: "cycle-2" })])),
  ...rollupCards.map(({ name, card }) => message(name, card)),
  message("cycle", cycleCard(cycleRecord(), today, zone)),
  message("cycle-planned", cycleCard(cycleRecord({ startedAt: null, predictionLockedAt: null }), today, zone)),
  message(
    "cycle-scaled",
    cycleCard(cycleRecord({ stage: "closed", decision: "scale", reason: "It helped" }), today, zone),
  ),
  message(
    "cycle-abandoned",
    cycleCard(
      abandoned(cycleRecord({ stage: "closed", decision: "abandon", reason: "No time for it beside the tests" })),
      today,
      zone,
    ),
  ),
  message("cycles", cyclesCard([cycleIn("do"), cycleIn("plan")], [cycle({ stage: "closed", decision: "abandon" })], 5)),
  message("measures", measuresCard(cycleIn("do"), measures.slice(2), today, zone)),
  message("problem", problemCard({ team, current: problem, aim: collaboration.aim, author: "Team lead" }, today, zone)),
  message(
    "problem-learning-zone",
    problemCard({ team, current: undefined, aim: undefined, author: undefined }, today, zone),
  ),
  message(
    "problem-history",
    problemHistoryCard(
      team,
      [
        { version: { ...problem, version: 1, why: null }, author: undefined },
        { version: problem, author: "Team lead" },
      ],
      today,
      zone,
    ),
  ),
  message(
    "problems",
    problemsCard(
      [
        { team, current: problem },
        { team, current: undefined },
      ],
      11,
    ),
  ),
  message("mine-delete", askDeleteCard(update())),
  message("mine-words", mineCard(ownWords, { skipped: 0, earlier: 0 }, today, zone)),
  message("mine-words-delete", askRemoveCard(ownWords[0])),
  message("mine-deleted", tombstoneCard()),
  message("mine-empty", mineCard([], { skipped: 0, earlier: 0 }, today, zone)),
  message("convening", conveningCard([{ team, convening, collaboration, commitments, own: true }], today, 11)),
  message(
    "convening-none",
    conveningCard([{ team, convening: undefined, collaboration, commitments: [], own: true }], today, 11),
  ),
  message("help", helpCard()),
  message("help-unknown-word", helpCard("frobnicate")),
  message("status", statusShown),
  message(
    "status-lead",
    statusCard(
      [{ ...status, team: { ...team, paused: true, pausedAt: now, pauseReason: "Wildfire" } }],
      [],
      [],
      false,
      { leads: new Set([team.id]) },
    ),
  ),
  message(
    "pauses",
    pausesCard([
      { ...team, paused: true, pauseReason: "Wildfire" },
      { ...team, id: "team-2", name: "Reading team" },
    ]),
  ),
  message(
    "rhythm-preview",
    rhythmPreview(
      team,
      { rule: { ...rule, aroundConvenings: true }, convenings: [convening], testSince: null },
      district.calendar,
      today,
    ),
  ),
  message("status-admin", statusCard([], [line()], matters, false)),
  message("status-unclear", statusCard([], [line()], [], false, { waiting: unclearBlocks(unclear, today) })),
  ...pictureCards.map(({ name, card }) => message(name, card)),
  ...nudgeCards.map(({ name, card }) => message(name, card)),
  ...groupsCards.map(({ name, card }) => message(name, card)),
  ...groupsForms.map(({ name, form }) => modal(name, form)),
  ...askCards.map(({ name, card }) => message(name, card)),
  ...askForms.map(({ name, form }) => modal(name, form)),
  ...nudgeForms.map(({ name, form }) => modal(name, form)),
  ...shareCards.map(({ name, card }) => message(name, card)),
  ...shareForms.map(({ name, form }) => modal(name, form)),
  ...introductionCards.map(({ name, card }) => message(name, card)),
  ...introductionForms.map(({ name, form }) => modal(name, form)),
  { name: "home", shows: "home", card: homeCard(statusShown, [draft], cycleIn("do")) },
  ...openStages.map((stage) =>
    modal(`update-${stage}`, updateForm(stage, cycleIn(stage), { today, answers: answersOf[stage] })),
  ),
  modal("update-long-draft", updateForm("do", cycleIn("do"), { today, draft: longText })),
  ...openStages.map((stage) =>
    modal(`change-${stage}`, updateForm(stage, cycleIn(stage), { today, answers: answersOf[stage], changing: true })),
  ),
  modal(
    "update-shown-back",
    refilled(
      updateForm("do", cycleIn("do"), { today }),
      { happened: "Better", result: "about 40 %" },
      { result: "40 %" },
    ),
  ),
  modal(
    "update-held",
    heldForm(updateForm("do", cycleIn("do"), { today }), { happened: "Maria in 3rd grade read ten pages" }) ??
      updateForm("do", cycleIn("do"), { today }),
  ),
  modal("update-measures", updateForm("do", cycleIn("do"), { today, measures, updates: cycleRecord().updates })),
  modal(
    "update-study-result",
    updateForm("study", cycleIn("study"), { today, measures, updates: cycleRecord().updates }),
  ),
  modal("why-not", whyNotForm("away")),
  modal("rhythm", rhythmForm(team, rule)),
  modal("pause-team", pauseForm([team], team.id)),
  modal("commitment", commitmentForm(convening, [person("coach"), person("teacher")])),
  modal("measure", measureForm(cycleIn("do"), measures.slice(2))),
  modal("plan-details", details),
  modal("plan-details-overtaken", beside(details, { hard: "Two sets of tickets a day" }, texts.details.overtaken)),
  modal("problem-first", problemForm(undefined)),
  modal("problem-change", problemForm(problem)),
  modal("problem-more", problemMoreForm(problem)),
  modal("amend", amendForm(cycleIn("do"))),
  modal("spread", spreadForm(cycleIn("closed"), spread, today)),
  modal("settings", settingsForm(person("lead"))),
];

function message(name: string, card: Card): Exhibit {
  return { name, shows: "message", card };
}

function modal(name: string, form: Form): Exhibit {
  return { name, shows: "modal", form };
}
