import { localDateOf, mondayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { weeksUntil } from "../checkin/plan-check-ins.js";
import { predictedLine } from "../cycle/expected.js";
import type { Cycle, CycleUpdate, PredictionAmendment } from "../cycle/model.js";
import { mainField } from "../cycle/update-form.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import { type ChartSource, pictureOutside } from "../measure/cycle-charts.js";
import { figureText } from "../measure/figures.js";
import type { Convening, District, Level, Team } from "../network/model.js";
import { type SeenOutside, type SeenResult, seenOutside } from "../privacy/outside.js";
import { nameOutside, predictionOutside, wordsOutside } from "../privacy/outside-words.js";
import { outsideText } from "../privacy/small-cells-text.js";
import { texts } from "../texts.js";
import { rollupTexts } from "../texts-rollup.js";
import type { Block, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";

const t = texts.digest;

/** What fits into a heading behind “This week: ”. */
const titleInHeading = 46;

/** What a team's digest of one week is made of: stored updates, nothing else. */
export type DigestSource = {
  team: Team;
  district: District;
  /** The Monday that names the week. */
  week: LocalDate;
  /** Of that week, oldest first, each with the level of the person who wrote it. What was taken back is among them. */
  entries: { update: CycleUpdate; level: Level | undefined }[];
  /** The cycles of those updates, each with all that was ever recorded of it: guests may read the channel. */
  cycles: ChartSource[];
  silent: Level[];
  /** The collaboration's next convening. */
  convening: Convening | undefined;
};

/** The message that a team's digest of a week stands in. */
export function teamDigestId(teamId: string, week: LocalDate): string {
  return idOf("digest", teamId, week);
}

/** The Monday that names the week, in the district's time. */
export function digestWeek(now: Date, district: District): LocalDate {
  return mondayOf(localDateOf(now, district.timeZone));
}

/**
 * One message a week in the team's channel, replaced in place as updates come in. The id names team and week, the
 * revision its content.
 */
export function teamDigest(source: DigestSource, now: Date): Effect | undefined {
  if (source.entries.length === 0) return undefined;
  const card = digestCard(source, now);
  const versions = source.entries.map(({ update }) => `${update.id}:${update.version}`).join(",");
  return {
    effect: "publish",
    id: teamDigestId(source.team.id, source.week),
    revision: idOf("digest revision", versions, JSON.stringify(card)),
    teamId: source.team.id,
    kind: "digest",
    card,
  };
}

/**
 * Everybody in the channel may read it, guests too: results, words and pictures are as the outside sees them
 * (docs/decisions/012-small-cells.md).
 */
export function digestCard(source: DigestSource, now: Date): Card {
  const { cycles, team, district, convening, silent } = source;
  const today = localDateOf(now, district.timeZone);
  const [only] = cycles;
  const single = cycles.length === 1 && only !== undefined;
  const meeting = convening === undefined ? [] : [t.convening(weeksUntil(today, convening.startsOn))];
  const blocks = cycles.flatMap((record, place): Block[] => [
    ...(place > 0 ? [{ kind: "divider" as const }] : []),
    ...cycleBlocks(record, source, today),
    { kind: "text", text: [nextLine(record.cycle, today), ...(single ? meeting : [])].join(" ") },
  ]);
  if (!single && meeting.length > 0) blocks.push({ kind: "text", text: meeting.join(" ") });
  if (silent.length > 0)
    blocks.push({ kind: "text", text: rollupTexts.silent(silent.map((level) => rollupTexts.levels[level])) });
  blocks.push({ kind: "small", text: t.readers });
  const heading = single
    ? t.heading(shorten(nameOutside(only.cycle.title, only.minN), titleInHeading))
    : t.team(shorten(team.name, titleInHeading));
  return { heading, blocks };
}

function cycleBlocks(record: ChartSource, { entries, cycles }: DigestSource, today: LocalDate): Block[] {
  const { cycle, minN } = record;
  const seen = seenOutside(record);
  const hers = entries.filter(({ update }) => update.cycleId === cycle.id);
  const picture = pictureOutside(record, seen);
  const title = nameOutside(cycle.title, minN);
  return [
    ...(cycles.length > 1 || title.length > titleInHeading
      ? [{ kind: "text" as const, text: `**${plain(title)}**` }]
      : []),
    ...hers.flatMap(({ update, level }) => entryBlocks(update, level, record, seen, today)),
    ...(record.amendments.length === 0 ? [] : predictedBlocks(record, record.amendments, today)),
    ...(picture === undefined ? [] : [picture]),
  ];
}

function entryBlocks(
  update: CycleUpdate,
  level: Level | undefined,
  record: ChartSource,
  seen: SeenOutside,
  today: LocalDate,
): Block[] {
  const { cycle, timeZone } = record;
  const day = dayText(localDay(update, timeZone), today);
  if (update.deletedAt !== null) return [{ kind: "small", text: rollupTexts.takenBack(day) }];
  const from = `${level ?? "team"}, ${day}`;
  const { answers } = update;
  const stage = update.stage === "closed" ? "act" : update.stage;
  const blocks: Block[] = [];
  if (stage === "plan") blocks.push(...predictedBlocks(record, [], today));
  const said = stage === "plan" ? [] : [answers[mainField[stage]], ...(stage === "study" ? [answers.reason] : [])];
  for (const words of said) if (typeof words === "string") blocks.push(wordsOutside(words, update, seen));
  const result = seen.results.get(update.id);
  const against = result && resultLine(result, cycle);
  return [
    ...blocks,
    against === undefined
      ? { kind: "small", text: from }
      : { kind: "text", text: against.isFigure ? `**${against.text}** · ${from}` : `${against.text} · ${from}` },
  ];
}

function predictedBlocks(
  { cycle, minN, timeZone }: ChartSource,
  amendments: readonly PredictionAmendment[],
  today: LocalDate,
): Block[] {
  const text = predictedLine(cycle, amendments, { today, timeZone }, (words) => predictionOutside(words, minN));
  return text === undefined ? [] : [{ kind: "text", text }];
}

/** The result as it is seen outside, beside the prediction where it is about that. */
function resultLine({ outside, rule, measure }: SeenResult, cycle: Cycle): { text: string; isFigure: boolean } {
  const { text, isFigure } = outsideText(outside, rule);
  if (!isFigure) return { text, isFigure };
  const name = measure === undefined ? "" : `${plain(nameOutside(measure.name, rule.smallest))}: `;
  const predicted = measure?.predicts === false ? null : cycle.predictedFigure;
  return { text: `${name}${predicted === null ? text : t.against(text, figureText(predicted, rule.unit))}`, isFigure };
}

/** The observed day when she gave one, so that the digest speaks of the classroom's day and not of the form's. */
function localDay(update: CycleUpdate, timeZone: string): LocalDate {
  const { observedOn } = update.answers;
  return typeof observedOn === "string" ? observedOn : localDateOf(update.recordedAt, timeZone);
}

function nextLine(cycle: Cycle, today: LocalDate): string {
  if (cycle.decision !== null) return t.closed(texts.decisions[cycle.decision]);
  if (cycle.stage === "study") return texts.recorded.nextStudy;
  if (cycle.stage === "act") return texts.recorded.nextAct;
  return cycle.dueOn === null ? texts.recorded.nextDo(undefined) : t.next(dayText(cycle.dueOn, today));
}
