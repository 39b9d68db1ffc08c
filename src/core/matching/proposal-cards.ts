import type { Team } from "../network/model.js";
import { introductionTexts as t } from "../texts-introductions.js";
import { matchingReasonTexts } from "../texts-matching-reasons.js";
import type { Block, Button, Card } from "../ui/card.js";
import type { Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { TwoSides } from "./introduction.js";
import type { MatchSide } from "./records.js";

/** What a program manager reads, with names. All of it names several districts: for the network's own workspace only. */

/** So many reasons stand beside a proposal in a list. */
const fewReasons = 2;
const longestNote = 600;

export type ProposalLine = {
  matchId: string;
  names: readonly [string, string];
  score: number;
  reasons: readonly string[];
};
/** One team, or two that fit and that the bot may not bring together itself. */
export type LeftOutLine = { teams: readonly string[]; why: string };

const say = (text: string): Block => ({ kind: "text", text });
const buttons = (...some: Button[]): Block => ({ kind: "buttons", buttons: some });
const list = (items: readonly string[]): Block[] => (items.length === 0 ? [] : [{ kind: "list", items: [...items] }]);

/** One card a round: what could be proposed for her teams, and for whom there is nothing. */
export function proposalsCard(proposals: readonly ProposalLine[], leftOut: readonly LeftOutLine[]): Card {
  return {
    heading: t.roundHeading,
    blocks: [
      ...(proposals.length === 0 ? [] : [say(t.roundIntro)]),
      ...proposals.flatMap(({ matchId, names: [a, b], score, reasons }): Block[] => [
        say(t.roundLine(plain(a), plain(b), matchingReasonTexts.alikeness(score))),
        ...list(reasons.slice(0, fewReasons).map(plain)),
        buttons({ label: t.look, action: { do: "introduction", match: matchId, act: "see" } }),
      ]),
      ...(leftOut.length === 0
        ? []
        : [say(t.leftOutIntro), ...list(leftOut.map(({ teams, why }) => t.leftOutLine(teams.map(plain), plain(why))))]),
    ],
  };
}

/**
 * One proposal, whatever has become of it. `names` in the order of the sides; `hers`: teams that she accompanies. Of the other
 * side's words and tests she reads nothing: neither why it said no or wants to be left alone, nor what it would read of its own.
 */
export function proposalCard(
  { match, sides }: TwoSides,
  { names, full, hers }: { names: readonly string[]; full: readonly string[]; hers: readonly string[] },
  cannot?: string,
): Card {
  const open = match.state === "proposed";
  const isHers = ({ teamId }: MatchSide) => hers.includes(teamId);
  const sideBlocks = (side: MatchSide, n: number): Block[] => [
    say(t.reads(plain(names[n] ?? ""))),
    ...list([plain(sides[1 - n]?.described ?? ""), ...(isHers(side) ? side.reasons.map(plain) : [])]),
  ];
  const refused = sides.filter(isHers).flatMap(({ whyNot }) => (whyNot === null || whyNot === "" ? [] : [whyNot]));
  const blockedByOther = match.ending === "blocked" && !sides.some((side) => isHers(side) && side.answer === "no");
  const ending = blockedByOther ? "declined" : match.ending;
  return {
    heading: t.proposalHeading,
    blocks: [
      say(t.roundLine(plain(names[0] ?? ""), plain(names[1] ?? ""), matchingReasonTexts.alikeness(match.score))),
      say(`${t.asItStands} ${t.standing(match.state, ending)}.`),
      ...(cannot === undefined ? [] : [say(plain(cannot))]),
      ...list(full.map(plain)),
      ...(refused.length === 0 ? [] : [say(t.whyNot), ...refused.map((text): Block => ({ kind: "quote", text }))]),
      ...(open ? sides.flatMap(sideBlocks) : []),
      ...(open && match.note === null ? [{ kind: "small" as const, text: t.noWords }] : []),
      ...(match.note === null ? [] : [say(t.toBoth), { kind: "quote" as const, text: match.note }]),
      ...(open
        ? [
            buttons(
              {
                label: t.introduce,
                action: { do: "introduction", match: match.id, act: "approve" },
                style: "primary",
              },
              { label: t.editWords, action: { do: "introduction-form", match: match.id, form: "words" } },
              { label: t.drop, action: { do: "introduction", match: match.id, act: "reject" } },
            ),
            { kind: "small" as const, text: t.neither },
          ]
        : []),
    ],
  };
}

export function wordsForm(note: string | null): Form {
  const asked = { name: "note", label: t.words, hint: t.wordsHint, maxLength: longestNote };
  return {
    id: "introduction-words",
    title: t.wordsTitle,
    submit: t.wordsSave,
    fields: [{ kind: "long", ...asked, ...(note === null ? {} : { value: note }) }],
  };
}

/** The first of the names that stands in the text; undefined where none does. What is common in districts' names is no name. */
export function nameIn(text: string, names: readonly string[]): string | undefined {
  const said = ` ${bare(text)} `;
  return names.find((name) => {
    const own = bare(name.replace(/\(.*?\)/g, " "))
      .split(" ")
      .filter((word) => !common.has(word))
      .join(" ");
    return own !== "" && said.includes(` ${own} `);
  });
}

const common = new Set(
  "unified union joint elementary high school schools district county office of education city team improvement usd".split(
    " ",
  ),
);

function bare(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export type FoundLine = { team: Pick<Team, "name">; problemId: string; score: number; reasons: readonly string[] };

/** The best for one of her teams, each to be proposed. `none`: why there is nobody. */
export function findMatchCard(team: Pick<Team, "id" | "name">, found: readonly FoundLine[], none: string): Card {
  return {
    heading: t.findHeading,
    blocks: [
      say(`**${plain(team.name)}**`),
      ...(found.length === 0 ? [say(plain(none))] : []),
      ...found.flatMap((one): Block[] => [
        say(`**${plain(one.team.name)}**: ${matchingReasonTexts.alikeness(one.score)}`),
        ...list(one.reasons.slice(0, 2 * fewReasons).map(plain)),
        buttons({ label: t.propose, action: { do: "propose-match", team: team.id, problem: one.problemId } }),
      ]),
    ],
  };
}

/** Beside what a team recorded. */
export function findMatchButton({ id }: Pick<Team, "id">): Block {
  return buttons({ label: t.find, action: { do: "find-match", team: id } });
}

/** Proposals that wait for her, in her status. */
export function waitingProposalBlocks(proposals: readonly Omit<ProposalLine, "reasons">[]): Block[] {
  return proposals.flatMap(({ matchId, names: [a, b], score }, nth): Block[] => [
    ...(nth === 0 ? [say(t.proposalsWait)] : []),
    say(t.roundLine(plain(a), plain(b), matchingReasonTexts.alikeness(score))),
    buttons({ label: t.look, action: { do: "introduction", match: matchId, act: "see" } }),
  ]);
}

/** The same for a team that asked when her week was full. */
export function askedForMatchBlocks(team: Pick<Team, "id" | "name">): Block[] {
  return [say(t.askedFor(plain(shorten(team.name, 80)))), findMatchButton(team)];
}

/** A team asks for a match. */
export function askedForMatchCard(team: Pick<Team, "id" | "name">, why: string): Card {
  return {
    heading: t.askedHeading,
    blocks: [
      say(t.askedFor(plain(shorten(team.name, 80)))),
      say(plain(why)),
      buttons({ label: t.find, action: { do: "find-match", team: team.id } }),
    ],
  };
}
