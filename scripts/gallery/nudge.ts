import { answerNudge } from "../../src/core/nudge/answer.js";
import { candidatesOf, type NudgeTeam } from "../../src/core/nudge/candidates.js";
import {
  answeredNudgeCard,
  nudgeAnswerCard,
  nudgeCard,
  nudgeTeamsCard,
  type RecentNudge,
  sentNudgesCard,
} from "../../src/core/nudge/cards.js";
import { answerNudgeForm, nudgeForm, nudgeTeamsForm, type Offered } from "../../src/core/nudge/form.js";
import type { Nudge } from "../../src/core/nudge/model.js";
import { suggestedText } from "../../src/core/nudge/suggest.js";
import { texts } from "../../src/core/texts.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { cycle, district, member, person, team, update } from "./examples.js";

const today = "2026-01-21";
const now = new Date("2026-01-21T18:00:00Z");
const current = cycle({ ownerId: "lead", testers: ["teacher"] });
const people = [
  member(person("lead", { name: "Team lead, Sample Valley" }), { lead: true }),
  member(person("teacher", { name: "Teacher, Sample Valley" })),
];
const about: NudgeTeam = {
  team,
  district,
  today,
  cycles: [{ cycle: current, updates: [update()] }],
  members: people,
  convening: "2026-01-29",
};
const second: NudgeTeam = {
  ...about,
  team: { ...team, id: "team-2", name: "Sample Valley reading team" },
  cycles: [],
  members: [member(person("other", { name: "Team lead, reading" }), { lead: true })],
};
const nudge: Nudge = {
  id: "nudge-1",
  networkId: "network-1",
  districtId: district.id,
  teamId: team.id,
  cycleId: current.id,
  fromId: "pm",
  toId: "lead",
  text: "Before Thursday's call, could you add the last exit-ticket result? Even a rough count helps.",
  overBudget: null,
  at: now,
  answer: null,
  answeredAt: null,
};
const longTitle = cycle({ title: "Exit tickets in 8th-grade math, sorted the same day by two teachers and a coach" });
const longText = `${nudge.text} `.repeat(20).trim();
const answered = (words: string, before = nudge) => answerNudge(before, words, now) ?? before;
const twice = answered("Friday at the latest.", answered("On Thursday, after the second class."));

const seen = { lastMessage: "2026-01-20", lastNudge: undefined };
const shown = (room: number, name = "Team lead, Sample Valley") => ({ ...seen, name, room, blocked: undefined });
const recent: RecentNudge[] = [
  { nudge: twice, name: "Team lead, Sample Valley", left: true, day: "2026-01-20" },
  { nudge, name: "Teacher, Sample Valley", left: undefined, day: today },
  { nudge: { ...nudge, answeredAt: now }, name: "Principal, Sample Valley", left: true, day: "2026-01-14" },
];
const many = Array.from({ length: 16 }, (_, n) => ({
  about: { ...about, team: { ...team, id: `team-${n}`, name: `Improvement team ${n + 1}` } },
  people: [shown(n % 3)],
}));

const offered = (teams: NudgeTeam[], room = 2): Offered[] =>
  candidatesOf(teams).map((one) => ({ ...one, room, blocked: undefined }));
const text = suggestedText([current], [about.convening], today);
const former = [{ name: "Coach, Sample Valley" }];
const full = offered([about], 0);
const crowd = Array.from({ length: 14 }, (_, n): Offered => {
  const who = person(`p${n}`, { name: `Team lead, district number ${n + 1} of the collaboration` });
  return { ...(offered([about])[0] as Offered), person: who, team: { ...team, id: `team-${n}` }, room: n % 3 };
});

/** A program manager's nudge and its answer, as she and whoever is nudged see them. */
export const nudgeCards: { name: string; card: Card }[] = [
  {
    name: "nudge-teams",
    card: nudgeTeamsCard(
      [
        { about, people: [shown(3)] },
        { about: second, people: [{ ...shown(0, "Team lead, reading"), blocked: "away" }] },
      ],
      recent,
      today,
      11,
    ),
  },
  { name: "nudge-many-teams", card: nudgeTeamsCard(many, [], today, 11) },
  { name: "nudge", card: nudgeCard(nudge, current) },
  { name: "nudge-before-any-hello", card: nudgeCard(nudge, current, false) },
  { name: "nudge-long", card: nudgeCard({ ...nudge, text: longText }, longTitle) },
  { name: "nudge-no-cycle", card: nudgeCard({ ...nudge, cycleId: null }, undefined) },
  { name: "nudge-answered", card: answeredNudgeCard(twice, current) },
  { name: "nudge-answered-by-an-update", card: answeredNudgeCard({ ...nudge, answeredAt: now }, current) },
  {
    name: "nudge-answer",
    card: nudgeAnswerCard(
      nudge,
      "On Thursday, after the second class.",
      { name: "Team lead", team, cycle: current },
      11,
    ),
  },
  {
    name: "nudge-sent",
    card: sentNudgesCard(
      [texts.nudge.leavesNow("Team lead"), texts.nudge.leavesAt("Teacher", "Thursday, Jan 22 at 7:30 am")],
      ["Principal"],
    ),
  },
  { name: "nudge-not-for-you", card: { blocks: [{ kind: "text", text: texts.nudge.notForYou }] } },
];

export const nudgeForms: { name: string; form: Form }[] = [
  {
    name: "nudge-choose-teams",
    form: nudgeTeamsForm([about, second].map((one) => ({ ...one.team, label: one.team.name }))),
  },
  { name: "nudge-write", form: nudgeForm(offered([about]), former, { text }) },
  { name: "nudge-write-to-several-teams", form: nudgeForm(crowd, [], { text }) },
  {
    name: "nudge-over-budget",
    form: nudgeForm(full, [], { text: nudge.text, person: "lead", full: ["Team lead, Sample Valley"] }),
  },
  { name: "nudge-answer-form", form: answerNudgeForm(nudge, true) },
  { name: "nudge-answer-more", form: answerNudgeForm(twice, false) },
];
