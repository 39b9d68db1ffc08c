import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { predictedLine } from "../cycle/expected.js";
import type { CycleUpdate, SpreadStep } from "../cycle/model.js";
import { furthestBlocks } from "../cycle/spread.js";
import { mainField } from "../cycle/update-form.js";
import { saidText, stuckFirst, type TeamLine, teamLine } from "../digest/team-line.js";
import { type ChartSource, pictureOutside } from "../measure/cycle-charts.js";
import type { Level, Team } from "../network/model.js";
import { type SeenOutside, seenOutside } from "../privacy/outside.js";
import { nameOutside, noteOutside, predictionOutside, wordsOutside } from "../privacy/outside-words.js";
import { outsideText } from "../privacy/small-cells-text.js";
import { texts } from "../texts.js";
import { introductionTexts } from "../texts-introductions.js";
import { rollupTexts } from "../texts-rollup.js";
import type { Action } from "../ui/action.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";

const t = texts.status;

/** So many teams, those that are stuck, have a button of their own; the others are behind one. */
const withButton = 8;
const inRow = 4;

/**
 * All teams of a program manager, a line each, the one that is stuck longest first; and the way to what each recorded.
 * `findsMatches`: she may read here what names other districts.
 */
export function coachedBlocks(lines: TeamLine[], findsMatches = false): Block[] {
  const sorted = stuckFirst(lines);
  // Below one of several lines a button says whose it is.
  const labelOf = ({ name }: Team) => (sorted.length === 1 ? t.seeUpdates : t.seeUpdatesOf(shorten(name, 30)));
  return [
    ...sorted.flatMap((line, place): Block[] => [
      { kind: "text", text: teamLine(line) },
      ...(place < withButton && line.cycle !== undefined ? [buttons([seeTeam(line.team, labelOf(line.team))])] : []),
    ]),
    ...(sorted.length === 0 ? [] : [buttons([...others(sorted.length), nudge, ...(findsMatches ? [findMatch] : [])])]),
  ];
}

const nudge: Button = { label: texts.nudge.button, action: { do: "nudge" } };

/** For any of her teams, one without a cycle too. */
const findMatch: Button = { label: introductionTexts.find, action: { do: "find-match" } };

function others(teams: number): Button[] {
  return teams > withButton ? [{ label: rollupTexts.otherTeam, action: { do: "see-teams" } }] : [];
}

/** Which team's updates? By name. */
export function teamsCard(teams: Team[]): Card {
  return chooseTeamCard(rollupTexts.whichTeam, teams, ({ id }) => ({ do: "see-team", team: id }));
}

/** Find a match for which team? By name. */
export function teamsToMatchCard(teams: Team[]): Card {
  return chooseTeamCard(introductionTexts.findFor, teams, ({ id }) => ({ do: "find-match", team: id }));
}

function chooseTeamCard(heading: string, teams: Team[], actionOf: (team: Team) => Action): Card {
  if (teams.length === 0) return { blocks: [{ kind: "text", text: t.noTeam }] };
  const named = [...teams].sort((a, b) => a.name.localeCompare(b.name));
  const all = named.map((team) => ({ label: shorten(team.name, 30), action: actionOf(team) }));
  const rows = Array.from({ length: Math.ceil(all.length / inRow) }, (_, i) => all.slice(i * inRow, (i + 1) * inRow));
  return { heading, blocks: rows.map(buttons) };
}

function seeTeam(team: Team, label: string): Button {
  return { label, action: { do: "see-team", team: team.id } };
}

function buttons(some: Button[]): Block {
  return { kind: "buttons", buttons: some };
}

/** What is told beside the cycles. `notes`: what members added to "not this week" lately, by level. */
type Beside = {
  spread: { title: string; ledger: SpreadStep[] }[];
  notes: { level: Level; reason: string | null; note: string }[];
  minN: number;
  /** What the district gave and got, as a sentence; undefined where there was nothing. */
  help?: string | undefined;
};

const nothing: Beside = { spread: [], notes: [], minN: Number.POSITIVE_INFINITY };

/**
 * What one team recorded lately, for its program manager: the words and results of each open cycle and of the last one,
 * newest first, and the result beside the prediction; all as the outside sees it.
 */
export function teamCard(team: Team, records: ChartSource[], today: LocalDate, beside: Beside = nothing): Card {
  const blocks = records.flatMap((record): Block[] => {
    const { cycle, minN, amendments, timeZone } = record;
    const seen = seenOutside(record);
    const predicted = predictedLine(cycle, amendments, { today, timeZone }, (text) => predictionOutside(text, minN));
    const picture = pictureOutside(record, seen);
    const head = [
      `**${plain(nameOutside(cycle.title, minN))}**`,
      texts.stages[cycle.stage],
      ...(predicted === undefined ? [] : [predicted]),
    ];
    const told = record.updates.filter(({ deletedAt }) => deletedAt === null).slice(-5);
    const entries = told.reverse().flatMap((update) => updateBlocks(update, seen, record.timeZone, today));
    return [
      { kind: "divider" },
      { kind: "text", text: head.join(" · ") },
      ...entries,
      ...(picture === undefined ? [] : [picture]),
    ];
  });
  return {
    heading: shorten(team.name, 60),
    blocks: [
      ...(blocks.length > 0 ? blocks.slice(1) : [{ kind: "text" as const, text: t.noCycle }]),
      ...besideBlocks(beside, today),
      ...(beside.help === undefined ? [] : [{ kind: "small" as const, text: beside.help }]),
    ],
  };
}

function besideBlocks({ spread, notes, minN }: Beside, today: LocalDate): Block[] {
  return [
    ...furthestBlocks(spread, today, (text) => nameOutside(text, minN), true),
    ...notes.flatMap(({ level, reason, note }): Block[] => [
      { kind: "small", text: saidText(rollupTexts.byLevel(level), reason) },
      ...noteOutside(note, minN),
    ]),
  ];
}

function updateBlocks(update: CycleUpdate, seen: SeenOutside, timeZone: string, today: LocalDate): Block[] {
  const result = seen.results.get(update.id);
  const { reason } = update.answers;
  const main = update.stage === "closed" ? undefined : update.answers[mainField[update.stage]];
  const words = update.stage === "study" ? [main, reason] : [main];
  const day = dayText(localDateOf(update.recordedAt, timeZone), today);
  const name = result?.measure === undefined ? "" : `${plain(nameOutside(result.measure.name, seen.minN))}: `;
  return [
    ...words.flatMap((one) => (typeof one === "string" ? [wordsOutside(one, update, seen)] : [])),
    {
      kind: "small",
      text: result === undefined ? day : `${day} · ${name}${outsideText(result.outside, result.rule).text}`,
    },
  ];
}
