import { groupRulesCard, groupsCard } from "../../src/core/groups/cards.js";
import { comparisonOf } from "../../src/core/groups/compare.js";
import { groupsForm, liftRuleForm, moveDistrictForm, pairRuleForm } from "../../src/core/groups/form.js";
import { groupsInput, leftOutRow } from "../../src/core/groups/input.js";
import type { GroupsGround, GroupsWish } from "../../src/core/groups/model.js";
import { roundCard } from "../../src/core/groups/preview.js";
import {
  leftOutCard,
  partCard,
  publishedGroupsCard,
  replacedGroupCard,
  toldGroupCard,
} from "../../src/core/groups/told.js";
import { formGroups } from "../../src/core/matching/groups.js";
import type { ProblemFacts } from "../../src/core/matching/model.js";
import type { GroupRound, PairRule } from "../../src/core/matching/records.js";
import type { District } from "../../src/core/network/model.js";
import { texts } from "../../src/core/texts.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { district } from "./examples.js";

const today = "2026-01-21";
const now = new Date("2026-01-21T18:00:00Z");
const timeZone = "America/Los_Angeles";
const convening = {
  ...{ id: "convening-1", networkId: "network-1", collaborationId: "collaboration-1", name: "Winter convening" },
  ...{ startsOn: "2026-02-18", endsOn: "2026-02-19" },
};
const collaboration = {
  ...{ id: "collaboration-1", networkId: "network-1", name: "Early math", focus: "math" },
  ...{ aim: "Every student ready for Integrated Math I", startsOn: "2025-08-01", endsOn: "2028-06-30" },
};
const statements = [
  "Students pass the unit tests and fail the course, with many D and F grades in grade 8.",
  "Chronic absence is highest in kindergarten and does not go down in spring.",
  "English learners stay long-term English learners in grades 7 and 8.",
];

/** As long as a real one. */
const idAt = (nth: number) => `11111111-1111-4111-8111-111111111${String(nth).padStart(3, "0")}`;
const districtsOf = (count: number): District[] =>
  Array.from({ length: count }, (_, nth) => ({
    ...district,
    id: idAt(nth),
    name: `Sample district number ${nth + 1} Unified`,
  }));
const nameOf = (id: string) => `Sample district number ${Number(id.slice(-3)) + 1} Unified`;
const factsOf = ({ id, profile }: District, nth: number): ProblemFacts => ({
  ...{ id: `problem-${id}`, districtId: id, statement: statements[nth % 3] ?? "", focusArea: null, studentGroups: [] },
  ...{ gradeBands: [], rootCauses: [], tried: [], profile, confirmed: [] },
});

function groundOf(districts: District[], changes: Partial<GroupsGround> = {}): GroupsGround {
  return {
    ...{ collaboration, convenings: [convening], districts, teams: [], rounds: [], must: [], never: [] },
    ...{ optedOut: new Set(), paused: new Set(), full: new Set(), leads: new Map(), introduced: [], today, now },
    ...changes,
  };
}

const wish: GroupsWish = {
  ...{ purpose: "convening", conveningId: convening.id, sizeMin: 3, sizeMax: 4, novelty: 0.6, seed: 1 },
};

/** A draft with its card, as it is made. The last district has no problem on record. */
function drafted(ground: GroupsGround, more: Partial<GroupsWish> = {}) {
  const comparison = comparisonOf(ground.districts.slice(0, -1).map(factsOf), wish.purpose);
  const ids = ground.districts.map(({ id }) => id);
  const input = groupsInput(ground, { ...wish, ...more }, ids, comparison);
  const found = formGroups(input);
  if ("impossible" in found) throw new Error(JSON.stringify(found));
  const round: GroupRound = {
    ...{ ...wish, ...more, id: "round-1", networkId: "network-1", collaborationId: collaboration.id },
    ...{ groups: found.groups.map(({ members }) => members), leftOut: found.leftOut.map(leftOutRow) },
    ...{ state: "draft", personId: "pm", at: now, publishedAt: null, version: 1 },
  };
  return { round, about: { input, comparison, convenings: [convening], nameOf, today, timeZone } };
}

const few = districtsOf(7);
const small = drafted(
  groundOf(few, {
    introduced: [{ a: idAt(0), b: idAt(3), daysAgo: 98 }],
    must: [{ a: idAt(0), b: idAt(3) }],
    optedOut: new Set([idAt(5)]),
  }),
);
const some = drafted(groundOf(districtsOf(40)), { seed: 2 });
const published: GroupRound = { ...small.round, state: "published", publishedAt: now };
const many = drafted(groundOf(districtsOf(60)), { sizeMin: 4, sizeMax: 4, seed: 3 });
const pairs = drafted(groundOf(districtsOf(33)), { sizeMin: 2, sizeMax: 2 });
const rule: PairRule = {
  ...{ id: "rule-1", networkId: "network-1", collaborationId: collaboration.id, rule: "must", at: now, liftedAt: null },
  ...{ aDistrictId: idAt(0), bDistrictId: idAt(3), personId: "pm" },
};
const rules = [rule, { ...rule, id: "rule-2", rule: "never" as const, bDistrictId: idAt(2) }];
const by = { personOf: () => "Program manager", today, timeZone };
const told = {
  ...{ teamId: "team-1", convening, out: false, replaces: false },
  others: [
    { name: nameOf(idAt(1)), why: "You both seem to work on D and F grades, from what both teams wrote." },
    { name: nameOf(idAt(2)), why: undefined },
  ],
};
const placed = [{ kind: "text" as const, text: "" }];
const left = (why: string): Card => leftOutCard(told, why) ?? { blocks: placed };

/** Groups of districts, as program managers make them and team leads read them. */
export const groupsCards: { name: string; card: Card }[] = [
  {
    name: "groups",
    card: groupsCard(
      [
        { collaboration, convenings: [convening], published, draft: small.round },
        {
          collaboration: { id: "collaboration-2", name: "Attendance" },
          ...{ convenings: [], published: undefined, draft: undefined },
        },
      ],
      nameOf,
      today,
      timeZone,
    ),
  },
  { name: "groups-draft", card: roundCard(small.round, small.about) },
  { name: "groups-draft-changed", card: roundCard(small.round, small.about, { says: texts.groups.changed }) },
  { name: "groups-draft-many", card: roundCard(many.round, many.about) },
  { name: "groups-draft-many-more", card: roundCard(many.round, many.about, { skip: 6 }) },
  { name: "groups-draft-pairs", card: roundCard(pairs.round, pairs.about) },
  { name: "groups-published", card: roundCard(published, small.about) },
  {
    name: "groups-published-told",
    card: publishedGroupsCard(6, [{ name: "Team lead, Sample Valley", why: "away" }]),
  },
  { name: "groups-rules", card: groupRulesCard(collaboration, rules, nameOf, by) },
  { name: "groups-rules-none", card: groupRulesCard(collaboration, [], nameOf, by) },
  { name: "groups-told", card: toldGroupCard(told) },
  { name: "groups-told-again", card: toldGroupCard({ ...told, replaces: true, out: true }) },
  { name: "groups-told-consultancy", card: toldGroupCard({ ...told, convening: undefined }) },
  { name: "groups-left-out", card: left("number") },
  { name: "groups-left-out-full", card: left("full") },
  { name: "groups-replaced", card: replacedGroupCard(convening) },
  { name: "groups-out", card: partCard("team-1", true, texts.groups.out) },
  { name: "groups-not-for-you", card: { blocks: [{ kind: "text", text: texts.groups.notForYou }] } },
];

export const groupsForms: { name: string; form: Form }[] = [
  { name: "groups-make", form: groupsForm(few, new Map([[idAt(5), "opted out"]]), convening, today) },
  { name: "groups-make-many", form: groupsForm(districtsOf(40), new Map(), undefined, today) },
  { name: "groups-make-everybody", form: groupsForm(districtsOf(120), new Map(), undefined, today) },
  { name: "groups-move", form: moveDistrictForm(small.round, few) },
  { name: "groups-move-many", form: moveDistrictForm(some.round, districtsOf(40), texts.groups.changed) },
  { name: "groups-add-rule", form: pairRuleForm(few) },
  { name: "groups-lift-rule", form: liftRuleForm(rules, nameOf) },
];
