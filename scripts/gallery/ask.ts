import type { Draft } from "../../src/core/cycle/model.js";
import { type AskView, askCard } from "../../src/core/help/card-ask.js";
import { typedQuestionCard } from "../../src/core/help/card-typed.js";
import {
  cannotMeetCard,
  districtQuestionCard,
  helpThanksCard,
  introducedByHelpCard,
  managerQuestionCard,
  teamQuestionCard,
} from "../../src/core/help/cards-asked.js";
import {
  type AskerView,
  helpAnswerCard,
  helpDueCard,
  leftRequestCard,
  nobodyCard,
  previewCard,
  requestCard,
} from "../../src/core/help/cards-asker.js";
import {
  askForm,
  askTopicsForm,
  closeHelpForm,
  helpAnswerForm,
  helpCapForm,
  helpOfferForm,
} from "../../src/core/help/forms.js";
import type { HelpOffer, HelpRequest } from "../../src/core/matching/records.js";
import { describedWords } from "../../src/core/matching/told-words.js";
import { helpTexts as t } from "../../src/core/texts-help.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { district, team } from "./examples.js";

const now = new Date("2026-01-21T18:00:00Z");
const today = "2026-01-21";
const minN = 11;
const asker = "Team lead, Sample Valley";
const request: HelpRequest = {
  id: "request-1",
  networkId: "network-1",
  districtId: district.id,
  teamId: team.id,
  personId: "lead",
  question: "How did you get families to answer our phone calls about absence?",
  by: "2026-02-06",
  topics: [],
  step: "team",
  level: "network",
  state: "open",
  createdAt: now,
  nextAt: null,
  closedAt: null,
  taken: null,
  givenBack: null,
  adapted: null,
  version: 1,
};
const described = describedWords({
  together: false,
  said: [
    { trait: "size", band: "2000-6000" },
    { trait: "english learners", band: "30-50" },
    { trait: "locale", band: "outside cities" },
  ],
});
const little = describedWords({ together: true, said: [] });
const offer: HelpOffer = {
  id: "offer-1",
  networkId: "network-1",
  districtId: "district-2",
  teamId: "team-2",
  requestId: request.id,
  from: "districts",
  state: "asked",
  reasons: [t.whyTopicSaid("chronic absence"), t.whyWorked("family events and calls")],
  described,
  personId: null,
  text: null,
  askedAt: now,
  answeredAt: null,
};
const text = "We call at six in the evening. 4 of 9 students came back.";
const offered: HelpOffer = { ...offer, state: "offered", personId: "other", text, answeredAt: now };
const near: HelpOffer = { ...offered, id: "near", from: "team", state: "answered", described: "", reasons: [] };
const view: AskerView = {
  request,
  offers: [],
  answered: [],
  team: "channel",
  manager: "told",
  suggested: ["absence", "behavior", "wellbeing"],
  minN,
  today,
};
const few = { ...request, question: "3 of 12 families answer our calls about absence. What do you say first?" };
const closed: HelpRequest = {
  ...request,
  state: "closed",
  taken: "Call at six, in the language of the family",
  adapted: "A teacher calls, not the office",
};
const withdrawn: HelpRequest = { ...request, state: "withdrawn" };
const district2 = "Sample Coast Unified (sample)";
const going: AskerView = {
  ...view,
  request: { ...request, step: "districts", topics: ["absence"] },
  offers: [near, offered],
  answered: [
    { offer: near, name: "Teacher, Sample Valley" },
    { offer: offered, name: district2 },
  ],
};
const typed: Draft = {
  id: "draft-1",
  networkId: "network-1",
  districtId: district.id,
  personId: "lead",
  text: `ask ${request.question}`,
  state: "open",
  at: now,
};
const empty: AskView = {
  own: { open: [], ofTeam: [], full: undefined, counts: { asked: 0, gave: 0, got: 0, introduced: 0 } },
  asked: [],
  toManager: [],
  minN,
};
const counts = { asked: 1, gave: 2, got: 1, introduced: 1 };
const outside = (state: HelpOffer["state"], of = request) =>
  districtQuestionCard({ ...offered, state, text: state === "not now" ? null : text }, of, minN);

/** A question to peers, as everybody sees it who has to do with it. */
export const askCards: { name: string; card: Card }[] = [
  { name: "ask-nothing-open", card: askCard(empty) },
  {
    name: "ask-open",
    card: askCard({
      ...empty,
      own: { open: [request, few], ofTeam: [], full: 2, counts },
      asked: [{ offer, request }],
    }),
  },
  {
    name: "ask-open-of-the-team",
    card: askCard({
      ...empty,
      own: {
        open: [],
        ofTeam: [
          { request, asker: "Teacher, Sample Valley", hasLeft: false },
          { request: few, asker: "Another teacher", hasLeft: true },
        ],
        full: undefined,
        counts,
      },
    }),
  },
  {
    name: "ask-open-for-the-program-manager",
    card: askCard({
      ...empty,
      own: undefined,
      toManager: [
        { request: few, asker, team: team.name, answered: false },
        { request: { ...request, step: "districts" }, asker, team: team.name, answered: true },
      ],
    }),
  },
  { name: "ask-question", card: requestCard(view) },
  { name: "ask-question-small-figures", card: requestCard({ ...view, request: few, team: "nobody" }) },
  {
    name: "ask-question-manager-later",
    card: requestCard({ ...view, request: { ...request, step: "program manager" }, manager: "later" }),
  },
  { name: "ask-question-with-answers", card: requestCard(going) },
  { name: "ask-question-of-the-team", card: requestCard(going, false) },
  { name: "ask-question-left", card: leftRequestCard(request) },
  { name: "ask-cannot-meet", card: cannotMeetCard() },
  { name: "ask-question-closed", card: requestCard({ ...going, request: closed }) },
  { name: "ask-question-taken-back", card: requestCard({ ...view, request: withdrawn }) },
  { name: "ask-team", card: teamQuestionCard(request, asker) },
  { name: "ask-team-over", card: teamQuestionCard(closed, asker) },
  { name: "ask-program-manager", card: managerQuestionCard(few, asker, team.name, minN) },
  {
    name: "ask-before-it-goes-out",
    card: previewCard(
      few,
      { plan: "plan", to: [described, little], described: [described, described], full: 1, changed: false },
      minN,
    ),
  },
  { name: "ask-typed", card: typedQuestionCard(typed, request.question, undefined) },
  { name: "ask-nobody-alike", card: nobodyCard({ ...request, level: "collaboration" }, "nobody alike") },
  { name: "ask-few-in-question", card: nobodyCard({ ...request, level: "collaboration" }, "few") },
  { name: "ask-nobody-left", card: nobodyCard(request, "all asked") },
  { name: "ask-district", card: districtQuestionCard(offer, request, minN) },
  { name: "ask-district-offered", card: outside("offered") },
  { name: "ask-district-answered", card: outside("answered") },
  { name: "ask-district-not-now", card: outside("not now") },
  { name: "ask-district-introduced", card: outside("introduced") },
  { name: "ask-district-released", card: districtQuestionCard({ ...offer, state: "released" }, request, minN) },
  { name: "ask-district-offer-taken-back", card: outside("released") },
  { name: "ask-district-taken-back", card: outside("released", withdrawn) },
  {
    name: "ask-offer-taken-back",
    card: helpAnswerCard({ offer: { ...offered, state: "released" }, name: undefined }, request, minN),
  },
  { name: "ask-offer", card: helpAnswerCard({ offer: offered, name: district2 }, request, minN) },
  {
    name: "ask-answer",
    card: helpAnswerCard({ offer: { ...offered, state: "answered" }, name: undefined }, request, minN),
  },
  {
    name: "ask-introduced",
    card: introducedByHelpCard(
      { name: "Team lead", district: district2 },
      { question: request.question, text: offered.text },
      minN,
    ),
  },
  { name: "ask-how-it-stands", card: helpDueCard(request) },
  { name: "ask-how-it-stands-lead", card: helpDueCard(request, "another") },
  { name: "ask-thanks", card: helpThanksCard(closed, minN) },
];

export const askForms: { name: string; form: Form }[] = [
  { name: "ask-form", form: askForm([team], request.question) },
  { name: "ask-form-two-teams", form: askForm([team, { ...team, id: "team-2", name: "Sample Valley reading team" }]) },
  { name: "ask-topics", form: askTopicsForm(["absence"]) },
  { name: "ask-answer-form", form: helpAnswerForm(request.question) },
  { name: "ask-offer-form", form: helpOfferForm("time", request.question) },
  { name: "ask-short-answer-form", form: helpOfferForm("words", request.question) },
  { name: "ask-close", form: closeHelpForm() },
  { name: "ask-cap", form: helpCapForm(2, 1) },
];
