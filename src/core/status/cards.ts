import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { weeksUntil } from "../checkin/plan-check-ins.js";
import type { Cycle, CycleUpdate, Draft, SpreadStep } from "../cycle/model.js";
import { furthestBlocks } from "../cycle/spread.js";
import { daysText, saidText, type TeamLine } from "../digest/team-line.js";
import type { Convening, District, Team } from "../network/model.js";
import { texts } from "../texts.js";
import { rollupTexts } from "../texts-rollup.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText, weekdayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { words } from "../words.js";
import { coachedBlocks } from "./coached.js";

const t = texts.status;

export type TeamStatus = {
  team: Team;
  district: District;
  cycles: { cycle: Cycle; updates: CycleUpdate[] }[];
  /** The cycle that was closed last. */
  last?: { cycle: Cycle; updates: CycleUpdate[] };
  convening: Convening | undefined;
  nextCheckIn: LocalDate | undefined;
  /** Days of check-ins that passed unasked lately, the latest first. */
  unasked: LocalDate[];
  /** Who has not answered yet, by name: for the team's own lead, and empty for everybody else. */
  notAnswered: string[];
  /** What members added to "not this week", lately: for the team's own lead, and empty for everybody else. */
  notes: { name: string; reason: string | null; note: string }[];
  /** Change ideas with a spread ledger, each with it. */
  spread: { title: string; ledger: SpreadStep[] }[];
  today: LocalDate;
};

/** What waits for somebody, as plain sentences (the network's inbox). */
export type Matter = { text: string };

/** One team for its own members: cycles, dates, one next step. */
export function teamBlocks(
  { team, district, cycles, last, convening, nextCheckIn, unasked, notAnswered, notes, spread, today }: TeamStatus,
  muted: boolean,
  leads = false,
): Block[] {
  const blocks: Block[] = [{ kind: "text", text: `**${plain(team.name)}**` }];
  if (team.paused) blocks.push({ kind: "text", text: pausedText(team, today, district.timeZone) });
  if (district.sample) blocks.push({ kind: "small", text: t.sample });
  if (cycles.length === 0 && last !== undefined)
    blocks.push({ kind: "list", items: [cycleLine(last.cycle, last.updates, district, today)] });
  else if (cycles.length === 0) blocks.push({ kind: "text", text: t.noCycle });
  else
    blocks.push({
      kind: "list",
      items: cycles.map(({ cycle, updates }) => cycleLine(cycle, updates, district, today)),
    });
  blocks.push(...furthestBlocks(spread, today));
  const dates = [
    muted ? t.muted : nextCheckIn === undefined ? undefined : t.nextCheckIn(weekdayText(nextCheckIn)),
    convening === undefined ? t.noConvening : texts.digest.convening(weeksUntil(today, convening.startsOn)),
  ].filter((line) => line !== undefined);
  blocks.push({ kind: "text", text: dates.join(" ") });
  if (notAnswered.length > 0) blocks.push({ kind: "small", text: rollupTexts.notAnsweredYet(notAnswered.map(plain)) });
  for (const { name, reason, note } of notes)
    blocks.push({ kind: "small", text: saidText(plain(name), reason) }, { kind: "quote", text: note });
  if (unasked.length > 0) blocks.push({ kind: "small", text: t.unasked(daysText(unasked, today)) });
  const [first] = cycles;
  const action =
    first === undefined
      ? ({ do: "start-cycle", team: team.id } as const)
      : ({ do: "update", cycle: first.cycle.id } as const);
  blocks.push({
    kind: "buttons",
    buttons: [
      { label: first === undefined ? texts.checkIn.plan : t.oneStep, action, style: "primary" },
      ...(leads ? leadButtons(team) : []),
    ],
  });
  return blocks;
}

/** What a team's lead can do for all of it. */
function leadButtons({ id, paused }: Team): Button[] {
  return [
    { label: texts.rhythm.open, action: { do: "change-rhythm", team: id } },
    paused
      ? { label: texts.pause.resume, action: { do: "resume-team", team: id } }
      : { label: texts.pause.team, action: { do: "pause-team", team: id } },
  ];
}

function pausedText({ pausedAt, pauseReason }: Team, today: LocalDate, timeZone: string): string {
  const day = dayText(pausedAt === null ? today : localDateOf(pausedAt, timeZone), today);
  return texts.pause.since(day, pauseReason === null ? null : plain(pauseReason));
}

function cycleLine(cycle: Cycle, updates: CycleUpdate[], district: District, today: LocalDate): string {
  const last = updates.at(-1);
  const heard =
    last === undefined ? t.noUpdate : t.lastUpdate(dayText(localDateOf(last.recordedAt, district.timeZone), today));
  return `${plain(cycle.title)}: ${texts.stages[cycle.stage]}, ${heard}`;
}

/** `waiting`: what waits for her; `leads`: the teams whose lead she is; `findsMatches`: see `coachedBlocks`. */
type More = { waiting?: Block[]; leads?: ReadonlySet<string>; findsMatches?: boolean };

export function statusCard(
  own: TeamStatus[],
  coached: TeamLine[],
  matters: Matter[],
  muted: boolean,
  { waiting = [], leads = new Set(), findsMatches = false }: More = {},
): Card {
  const blocks: Block[] = [
    ...own.flatMap((team) => teamBlocks(team, muted, leads.has(team.team.id))),
    ...coachedBlocks(coached, findsMatches),
    ...waiting,
    ...matterBlocks(matters),
  ];
  return { heading: t.heading, blocks: blocks.length > 0 ? blocks : [{ kind: "text", text: t.noTeam }] };
}

/** The home page: the same, with open drafts and what can be typed. */
export function homeCard(status: Card, drafts: Draft[], cycle: Cycle | undefined): Card {
  const open: Block[] = drafts.slice(0, 3).flatMap((draft): Block[] => [
    { kind: "quote", text: draft.text },
    {
      kind: "buttons",
      buttons: [
        ...recordButton(draft, cycle),
        { label: texts.draft.no, action: { do: "drop-draft", draft: draft.id } },
      ],
    },
  ]);
  return {
    heading: status.heading,
    blocks: [
      ...status.blocks,
      ...(open.length === 0
        ? []
        : [{ kind: "divider" as const }, { kind: "text" as const, text: texts.draft.kept }, ...open]),
      { kind: "divider" },
      {
        kind: "buttons",
        buttons: [
          { label: texts.welcome.whatIAsk, action: { do: "what-i-ask" } },
          { label: texts.settings.open, action: { do: "change-time" } },
        ],
      },
      { kind: "small", text: texts.checkIn.readers },
    ],
  };
}

function recordButton(draft: Draft, cycle: Cycle | undefined): Button[] {
  if (cycle === undefined) return [];
  return [{ label: t.oneStep, action: { do: "update", cycle: cycle.id, draft: draft.id } }];
}

function matterBlocks(matters: Matter[]): Block[] {
  if (matters.length === 0) return [];
  const shown = matters.slice(0, 10).map((matter) => plain(matter.text));
  const more = matters.length - shown.length;
  return [
    { kind: "divider" },
    { kind: "text", text: `**${t.inboxHeading}**` },
    { kind: "list", items: more > 0 ? [...shown, texts.digest.more(more)] : shown },
  ];
}

export function helpCard(unknown?: string): Card {
  return {
    heading: texts.words.heading,
    blocks: [
      ...(unknown === undefined ? [] : [{ kind: "text" as const, text: texts.words.unknown(plain(unknown)) }]),
      { kind: "list", items: words.map((word) => texts.words[word]) },
      { kind: "small", text: texts.words.freeText },
    ],
  };
}
