import { addDays, instantAt, localDateOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { CycleUpdate } from "../cycle/model.js";
import { mainField } from "../cycle/update-form.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import type { SeenOutside } from "../privacy/outside.js";
import { wordsOutside } from "../privacy/outside-words.js";
import { texts } from "../texts.js";
import type { Block, Card } from "../ui/card.js";
import { stuckFirst, type TeamLine, teamLine } from "./team-line.js";

/** When a program manager's summary goes out, in the network's time, Monday to Friday. */
export const pmDigestAt = "16:00";

/** So many updates are quoted, the latest of all her teams. */
const mostQuoted = 3;

/** An update with what may be seen outside of its cycle's results. */
export type SeenUpdate = { update: CycleUpdate; seen: SeenOutside };

/** One team that has news. `updates`: the new ones, oldest first. */
export type TeamNews = { line: TeamLine; updates: SeenUpdate[] };

export type PmDigestMoment = { at: Date; date: LocalDate };

/** When summaries were due at or before `now`, the latest first: ten school days. */
export function pmDigestMoments(now: Date, timeZone: string): PmDigestMoment[] {
  const moments: PmDigestMoment[] = [];
  for (let back = 0; moments.length < 10; back++) {
    const date = addDays(localDateOf(now, timeZone), -back);
    const at = instantAt(date, pmDigestAt, timeZone);
    if (weekdayOf(date) <= 5 && at <= now) moments.push({ at, date });
  }
  return moments;
}

export function pmDigestId(personId: string, date: LocalDate): string {
  return idOf("pm-digest", personId, date);
}

/** The next summary after `now`. */
export function nextPmDigest(now: Date, timeZone: string): Date {
  for (let ahead = 0; ; ahead++) {
    const date = addDays(localDateOf(now, timeZone), ahead);
    const at = instantAt(date, pmDigestAt, timeZone);
    if (weekdayOf(date) <= 5 && at > now) return at;
  }
}

/** One message a day at most: a line for each team that has news; none when there is no news. */
export function pmDigest(personId: string, news: TeamNews[], date: string, expiresAt: Date): Effect | undefined {
  if (news.length === 0) return undefined;
  return {
    effect: "tell",
    id: pmDigestId(personId, date),
    personId,
    kind: "program manager digest",
    card: pmDigestCard(news),
    about: news.map(({ line }) => line.team.id),
    expiresAt,
  };
}

/**
 * A line for each team, the one that is silent for longest first; below it what it wrote, where that is among the latest. No
 * results: those are on the team's own page.
 */
export function pmDigestCard(news: TeamNews[]): Card {
  const t = texts.digest;
  const latest = news
    .flatMap(({ updates }) => updates.map(({ update }) => update))
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime())
    .slice(-mostQuoted);
  const byTeam = new Map(news.map((one) => [one.line.team.id, one]));
  const blocks = stuckFirst(news.map(({ line }) => line)).flatMap((line): Block[] => {
    const quoted = byTeam.get(line.team.id)?.updates.filter(({ update }) => latest.includes(update)) ?? [];
    return [{ kind: "text", text: teamLine(line) }, ...quoted.flatMap(words)];
  });
  const nudge: Block = { kind: "buttons", buttons: [{ label: texts.nudge.button, action: { do: "nudge" } }] };
  return { heading: t.pmHeading, blocks: [{ kind: "text", text: t.pmBody(news.length) }, ...blocks, nudge] };
}

function words({ update, seen }: SeenUpdate): Block[] {
  const main = update.stage === "closed" ? undefined : update.answers[mainField[update.stage]];
  const said = update.stage === "study" ? [main, update.answers.reason] : [main];
  return said.flatMap((one): Block[] => (typeof one === "string" ? [wordsOutside(one, update, seen)] : []));
}
