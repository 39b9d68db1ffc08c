import { localDateOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import { idOf } from "../core/id.js";
import type { NoMatch } from "../core/matching/eligible.js";
import { noMatchBlocks } from "../core/matching/introduction-cards.js";
import { askedForMatchCard } from "../core/matching/proposal-cards.js";
import type { Network, Team } from "../core/network/model.js";
import { contactFrom, networkCalendar } from "../core/nudge/when.js";
import { introductionTexts as t } from "../core/texts-introductions.js";
import type { Block } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { findFor, loadGround, problemIdOf } from "./find-match.js";
import { keeperOf } from "./managers.js";
import { isSmallCircle } from "./meant.js";
import { notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { hasMatch } from "./parties.js";
import { isOnTeam, type Known } from "./who.js";

/**
 * Why a team that looks for others has no match, below its problem; nothing while it has one, or while some fit. Where few could be
 * meant it is the same whether one fits or none.
 */
export async function noMatchOn(app: App, who: Known, team: Team): Promise<Block[]> {
  const { why: found, small } = await whyNone(app, who.network, team, app.clock.now());
  const why = toldToLead(found, small);
  return why === undefined || why === "no problem" || why === "not looked for"
    ? []
    : noMatchBlocks(t.noMatch(why), team.id);
}

/** What her lead may be told of it. What is about her own problem alone is said as it is. */
export function toldToLead(why: NoMatch | undefined, small: boolean): NoMatch | undefined {
  return small && why !== "no problem" && why !== "unclear problem" && why !== "not looked for" ? "small circle" : why;
}

type WhyNone = { why: NoMatch | undefined; small: boolean };

/** `small`: see `isSmallCircle`. */
async function whyNone(app: App, network: Network, team: Team, now: Date): Promise<WhyNone> {
  const { ground, problemId } = await app.store.read(async (view) => ({
    ground: await loadGround(view, network, now),
    problemId: await problemIdOf(view, team),
  }));
  const mine = problemId === undefined ? undefined : ground.standing.party({ id: problemId, teamId: team.id });
  const known = ground.standing.matches.some(
    ({ match, sides }) =>
      (match.state === "offered" || match.state === "introduced") && sides.some(({ teamId }) => teamId === team.id),
  );
  const small = !known && mine !== undefined && isSmallCircle(ground.standing, mine);
  if (hasMatch(ground.standing, team.id)) return { why: undefined, small };
  const found = await findFor(app, ground, team, problemId, 1);
  return { why: "none" in found ? found.none : undefined, small };
}

/** Of the message that a team asks for a match, on one day of the network's. */
export const matchAskedId = (teamId: string, day: LocalDate): string => idOf("match asked for", teamId, day);

/** Her program manager is told that the team would like a match, and why there is none; once a day. */
export async function askForMatch(app: App, who: Known, key: string, teamId: string): Promise<Reply> {
  const team = who.teams.find(({ id }) => id === teamId);
  if (team === undefined || !isOnTeam(who, teamId)) return notYours();
  const now = app.clock.now();
  const { why } = await whyNone(app, who.network, team, now);
  const text = why === undefined ? "" : t.noMatchOf(why);
  return replyOnce(app, key, async (tables) => {
    const [, personId] = await keeperOf(tables, who.network, [team.id], now);
    if (personId === undefined) return say(t.noProgramManager);
    const notBefore = contactFrom(networkCalendar, who.network.timeZone, now) ?? now;
    const id = matchAskedId(team.id, localDateOf(now, who.network.timeZone));
    const card = askedForMatchCard(team, text);
    const effect = { effect: "tell" as const, kind: "introductions" as const, id, personId, card, notBefore };
    const scope = { networkId: who.person.networkId };
    const written = await enqueue(tables, scope, [{ ...effect, about: [team.id] }], now);
    const asked = written > 0 || (await tables.outbox.find(scope, id)) !== undefined;
    return say(asked ? t.askedTold : t.askedShort);
  });
}
