import { addDays, instantAt, localDateOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Cycle, CycleUpdate } from "../cycle/model.js";
import { mainField } from "../cycle/update-form.js";
import type { Effect } from "../effects.js";
import { idOf } from "../id.js";
import type { District, Team } from "../network/model.js";
import { texts } from "../texts.js";
import type { Block, Card } from "../ui/card.js";
import { plain } from "../ui/markup.js";

/** When a program manager's summary goes out, in the network's time, Monday to Friday. */
export const pmDigestAt = "16:00";

export type PmNews = { team: Team; district: District; cycle: Cycle; updates: CycleUpdate[] };

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

/** One message a day at most: each cycle with news, in the team's words; none when there is no news. */
export function pmDigest(personId: string, news: PmNews[], date: string, expiresAt: Date): Effect | undefined {
  if (news.length === 0) return undefined;
  return {
    effect: "tell",
    id: pmDigestId(personId, date),
    personId,
    kind: "program manager digest",
    card: pmDigestCard(news),
    about: [...new Set(news.map(({ team }) => team.id))],
    expiresAt,
  };
}

export function pmDigestCard(news: PmNews[]): Card {
  const t = texts.digest;
  const teams = new Set(news.map(({ team }) => team.id)).size;
  return {
    heading: t.pmHeading,
    blocks: [
      { kind: "text", text: t.pmBody(teams) },
      ...news.flatMap((one): Block[] => [{ kind: "text", text: line(one) }, ...words(one)]),
    ],
  };
}

function line({ district, cycle, updates }: PmNews): string {
  return `**${plain(district.name)}**, ${plain(cycle.title)}: ${texts.stages[cycle.stage]}, ${texts.digest.updates(updates.length)}`;
}

/** What the team wrote, in its own words; figures are for the team's own page. */
function words({ updates }: PmNews): Block[] {
  return updates.slice(-3).flatMap((update): Block[] => {
    const main = update.stage === "closed" ? undefined : update.answers[mainField[update.stage]];
    const said = update.stage === "study" ? [main, update.answers.reason] : [main];
    return said.flatMap((one): Block[] => (typeof one === "string" ? [{ kind: "quote", text: one }] : []));
  });
}
