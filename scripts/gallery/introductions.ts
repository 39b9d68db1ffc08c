import { propose, type TwoSides } from "../../src/core/matching/introduction.js";
import {
  introductionCard,
  keptApartBlocks,
  liftBlockCard,
  metCard,
  type Named,
  noMatchCard,
  renewCard,
  whyNotThisForm,
} from "../../src/core/matching/introduction-cards.js";
import {
  askedForMatchCard,
  findMatchCard,
  proposalCard,
  proposalsCard,
  wordsForm,
} from "../../src/core/matching/proposal-cards.js";
import type { Match, MatchSide } from "../../src/core/matching/records.js";
import { introductionTexts as t } from "../../src/core/texts-introductions.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import { team } from "./examples.js";

const now = new Date("2026-02-02T18:00:00Z");
const words = {
  described:
    "A district in your collaboration. It has between 2,000 and 6,000 students and between 15 and 30 % English learners. It is outside the cities and their suburbs.",
  reasons: [
    "You both work on student talk and academic language.",
    "They tried structured talk protocols, and it worked; you have not.",
  ],
};
const sideOf = (n: number) => ({ districtId: `d${n}`, teamId: `team-${n}`, problemId: `p${n}`, ...words });
const proposed = propose(
  {
    ...{ networkId: "network-1", collaborationId: "collaboration-1", purpose: "introduction", score: 0.62 },
    ...{ proposedBy: null, id: "match-1", sides: [sideOf(1), sideOf(2)] },
  },
  now,
  "America/Los_Angeles",
);

const as = (match: Partial<Match>, side: Partial<MatchSide> = {}): TwoSides => ({
  match: { ...proposed.match, ...match },
  sides: proposed.sides.map((one, n) => (n === 0 ? { ...one, ...side } : one)),
});
const offered: Partial<Match> = {
  state: "offered",
  dueOn: "2026-02-16",
  note: "You would have much to tell each other.",
};
const introduced: Partial<Match> = { state: "introduced", introducedAt: now, dueOn: null, metAsked: 1 };
const ended: Partial<Match> = { state: "ended", ending: "declined" };
const reasons = [
  "You both work on student talk and academic language: both teams said so.",
  "Also alike: 3,000 students with you, 2,600 with them.",
];
const named: Named = {
  district: "Sample Harbor Unified (sample)",
  team: "Sample Harbor team",
  leads: [{ name: "Team lead, Harbor", email: "lead@example.org" }],
  reasons,
};
const shown = (two: TwoSides, show: (two: TwoSides, mine: MatchSide, other: MatchSide) => Card): Card => {
  const [mine, other] = two.sides;
  if (mine === undefined || other === undefined) throw new Error("a match has two sides");
  return show(two, mine, other);
};
const card = (two: TwoSides) =>
  shown(two, (one, mine, other) =>
    introductionCard(one, mine, other, {
      named: one.match.introducedAt === null ? undefined : named,
      until: one.match.dueOn,
    }),
  );
const names = ["Sample Valley team", "Sample Harbor team"] as const;
const keptApart = { block: "block-1", described: words.described, day: "2026-02-03" };
const seen = { names, full: reasons, hers: proposed.sides.map(({ teamId }) => teamId) };
const line = { matchId: proposed.match.id, names, score: 0.62, reasons };

export const introductionCards: { name: string; card: Card }[] = [
  { name: "introduction", card: card(as(offered)) },
  { name: "introduction-said-yes", card: card(as(offered, { answer: "yes" })) },
  { name: "introduction-not-now", card: card(as(ended, { answer: "yes" })) },
  { name: "introduction-she-said-no", card: card(as(ended, { answer: "no" })) },
  { name: "introduction-blocked", card: card(as({ ...ended, ending: "blocked" }, { answer: "no" })) },
  { name: "introduction-expired", card: card(as({ ...ended, ending: "expired" })) },
  { name: "introduced", card: card(as(introduced)) },
  {
    name: "introduced-without-e-mail",
    card: shown(as(introduced), (two, mine, other) =>
      introductionCard(two, mine, other, { named: { ...named, leads: [] }, until: null }),
    ),
  },
  { name: "introduction-ended", card: card(as({ ...introduced, ...ended, ending: "ended by a team" })) },
  { name: "introduction-met", card: shown(as(introduced), (two, mine) => metCard(two, mine, named, false)) },
  {
    name: "introduction-not-met-yet",
    card: shown(as(introduced, { met: "not yet" }), (two, mine) => metCard(two, mine, named, false)),
  },
  {
    name: "introduction-renew",
    card: shown(as({ ...introduced, dueOn: "2026-05-11" }), (two, mine) => renewCard(two, mine, named)),
  },
  { name: "introduction-renewed", card: shown(as(introduced), (two, mine) => renewCard(two, mine, named)) },
  { name: "introduction-kept-apart", card: { blocks: keptApartBlocks([keptApart]) } },
  { name: "introduction-lift-block", card: liftBlockCard(keptApart) },
  { name: "introduction-no-match", card: noMatchCard(t.whyNoMatch("nobody alike"), team.id) },
  {
    name: "introductions",
    card: proposalsCard([line], [{ teams: ["Sample Meadow team"], why: t.leftOutWhy("only wider") }]),
  },
  {
    name: "introductions-none",
    card: proposalsCard([], [{ teams: ["Sample Meadow team", "Sample Harbor team"], why: t.unsayable["no reason"] }]),
  },
  { name: "introduction-proposal", card: proposalCard(proposed, seen) },
  {
    name: "introduction-declined-with-a-reason",
    card: proposalCard(as(ended, { answer: "no", whyNot: "We met them last year." }), seen),
  },
  {
    name: "introduction-cannot-be-asked",
    card: proposalCard(proposed, seen, t.cannot["no room"]("Sample Harbor team")),
  },
  {
    name: "introduction-find",
    card: findMatchCard(
      team,
      [1, 2, 3].map((n) => ({ team: { name: `Sample team ${n}` }, problemId: `p${n}`, score: 0.3 + n / 10, reasons })),
      "",
    ),
  },
  { name: "introduction-find-none", card: findMatchCard(team, [], t.noMatchOf("unclear problem")) },
  { name: "introduction-asked-for", card: askedForMatchCard(team, t.noMatchOf("nobody alike")) },
];

export const introductionForms: { name: string; form: Form }[] = [
  { name: "introduction-why-not", form: whyNotThisForm() },
  { name: "introduction-words", form: wordsForm("You would have much to tell each other.") },
];
