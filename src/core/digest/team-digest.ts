import { localDateOf, mondayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { weeksUntil } from "../checkin/plan-check-ins.js";
import type { Cycle, CycleUpdate } from "../cycle/model.js";
import { predictionText, resultOf, resultText } from "../cycle/result.js";
import { mainField } from "../cycle/update-form.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import type { Convening, District, Level, Team } from "../network/model.js";
import { texts } from "../texts.js";
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
  /** Of that week, oldest first, each with its cycle and the level of the person who wrote it. */
  entries: { update: CycleUpdate; cycle: Cycle; level: Level | undefined }[];
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
  const revision = source.entries.map(({ update }) => `${update.id}:${update.version}`).join(",");
  return {
    effect: "publish",
    id: teamDigestId(source.team.id, source.week),
    revision,
    teamId: source.team.id,
    kind: "digest",
    card: digestCard(source, now),
  };
}

export function digestCard({ entries, team, district, convening }: DigestSource, now: Date): Card {
  const today = localDateOf(now, district.timeZone);
  const cycles = [...new Map(entries.map(({ cycle }) => [cycle.id, cycle])).values()];
  const [only] = cycles;
  const blocks: Block[] = [];
  for (const cycle of cycles) {
    if (blocks.length > 0) blocks.push({ kind: "divider" });
    if (cycles.length > 1 || cycle.title.length > titleInHeading)
      blocks.push({ kind: "text", text: `**${plain(cycle.title)}**` });
    for (const { update, level } of entries.filter((entry) => entry.cycle.id === cycle.id)) {
      blocks.push(...entryBlocks(update, cycle, level, today, district.timeZone));
    }
    blocks.push({ kind: "text", text: nextLine(cycle, today) });
  }
  if (convening !== undefined) blocks.push({ kind: "text", text: t.convening(weeksUntil(today, convening.startsOn)) });
  blocks.push({ kind: "small", text: t.readers });
  const heading =
    cycles.length === 1 && only !== undefined
      ? t.heading(shorten(only.title, titleInHeading))
      : t.team(shorten(team.name, titleInHeading));
  return { heading, blocks };
}

function entryBlocks(
  update: CycleUpdate,
  cycle: Cycle,
  level: Level | undefined,
  today: LocalDate,
  timeZone: string,
): Block[] {
  const result = resultOf(update.answers);
  const from = `${level ?? "team"}, ${dayText(localDay(update, timeZone), today)}`;
  const stage = update.stage === "closed" ? "act" : update.stage;
  const words = update.answers[mainField[stage]];
  const blocks: Block[] = [];
  if (update.stage === "plan") {
    const prediction = predictionText(cycle);
    if (prediction !== undefined)
      blocks.push({ kind: "text", text: `${texts.status.predicted}: ${plain(prediction)}` });
  } else if (typeof words === "string") blocks.push({ kind: "quote", text: words });
  if (result !== undefined) {
    const against =
      cycle.predictedFigure === null
        ? resultText(result)
        : t.against(resultText(result), figureText(cycle.predictedFigure, result.outOf !== null));
    blocks.push({ kind: "text", text: `**${against}**` });
  }
  if (typeof update.answers.reason === "string" && stage === "study")
    blocks.push({ kind: "quote", text: update.answers.reason });
  blocks.push({ kind: "small", text: from });
  return blocks;
}

function figureText(figure: number, percent: boolean): string {
  return percent ? `${figure} %` : `${figure}`;
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
