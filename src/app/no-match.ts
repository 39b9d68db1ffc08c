import { localDateOf } from "../core/calendar/local.js";
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
import { notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { isOnTeam, type Known } from "./who.js";

/** Why a team that looks for others has no match, below its problem; nothing while it has one, or while some fit. */
export async function noMatchOn(app: App, who: Known, team: Team): Promise<Block[]> {
  const why = await whyNone(app, who.network, team, app.clock.now());
  return why === undefined || why === "no problem" || why === "not looked for"
    ? []
    : noMatchBlocks(t.noMatch(why), team.id);
}

async function whyNone(app: App, network: Network, team: Team, now: Date): Promise<NoMatch | undefined> {
  const { ground, problemId } = await app.store.read(async (view) => ({
    ground: await loadGround(view, network, now),
    problemId: await problemIdOf(view, team),
  }));
  const going = ground.standing.matches.some(
    ({ match, sides }) => match.state !== "ended" && sides.some(({ teamId }) => teamId === team.id),
  );
  if (going) return undefined;
  const found = await findFor(app, ground, team, problemId, 1);
  return "none" in found ? found.none : undefined;
}

/** Her program manager is told that the team would like a match, and why there is none; once a day. */
export async function askForMatch(app: App, who: Known, key: string, teamId: string): Promise<Reply> {
  const team = who.teams.find(({ id }) => id === teamId);
  if (team === undefined || !isOnTeam(who, teamId)) return notYours();
  const now = app.clock.now();
  const why = await whyNone(app, who.network, team, now);
  const text = why === undefined ? "" : t.noMatchOf(why);
  return replyOnce(app, key, async (tables) => {
    const [, personId] = await keeperOf(tables, who.network, [team.id], now);
    if (personId === undefined) return say(t.noProgramManager);
    const notBefore = contactFrom(networkCalendar, who.network.timeZone, now) ?? now;
    const id = idOf("match asked for", team.id, localDateOf(now, who.network.timeZone));
    const card = askedForMatchCard(team, text);
    const effect = { effect: "tell" as const, kind: "introductions" as const, id, personId, card, notBefore };
    await enqueue(tables, { networkId: who.person.networkId }, [{ ...effect, about: [team.id] }], now);
    return say(t.askedTold);
  });
}
