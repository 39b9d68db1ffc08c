import { askedNow, type IntroductionEvent } from "../core/matching/introduction.js";
import { introductionCard, metCard, renewCard, whyNotThisForm } from "../core/matching/introduction-cards.js";
import type { MatchSide } from "../core/matching/records.js";
import { texts } from "../core/texts.js";
import { introductionTexts } from "../core/texts-introductions.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { answersUntil, namedFor, sidesNow } from "./introduction-people.js";
import { moveOn } from "./introductions.js";
import { gone, keepForm, nothing, notice, notYours } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { isOnTeam, type Known, mayBeShownHere } from "./who.js";

type Pressed = Extract<Action, { do: "introduction" }>;

/** One of the two says what she wants: yes, not now, that they met, that they go on, that it ends; or sees how it stands. */
export async function answerIntroduction(app: App, who: Known, key: string, action: Pressed): Promise<Reply> {
  const now = app.clock.now();
  if (action.act === "see")
    return app.store.read(async (view) => {
      const found = await hers(view, who, action.match, action.team);
      if ("refused" in found) return found.refused;
      const card = await cardOf(view, found, now);
      return card === undefined ? gone() : notice(card);
    });
  return replyOnce(app, key, async (tables) => {
    const found = await hers(tables, who, action.match, action.team);
    if ("refused" in found) return found.refused;
    const event = eventOf(action.act, found, who.person.id);
    if (event === undefined) return notYours();
    const moved = await moveOn(tables, who.network, found.two, { ...event, by: who.person.id }, now);
    // Where a card of hers says how it stands, nothing more is said.
    if (!("ignored" in moved) && (moved.shown ?? 0) > 0) return nothing;
    const again = await hers(tables, who, action.match, action.team);
    const card = "refused" in again ? undefined : await cardOf(tables, again, now, action.act);
    return card === undefined ? gone() : notice(card);
  });
}

export function showWhyNotThis(app: App, who: Known, match: string, team: string | undefined): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await hers(view, who, match, team);
    if ("refused" in found) return found.refused;
    if (found.two.match.state !== "offered") {
      const card = await cardOf(view, found, app.clock.now());
      return card === undefined ? gone() : notice(card);
    }
    return { kind: "show-form", form: whyNotThisForm(), context: { match, team: found.mine.teamId } };
  });
}

/** Not this one, with her reason for her program manager, and whether she may be asked about them again. */
export function saveWhyNotThis(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables): Promise<Reply> => {
    const { match = "", team } = submitted.context;
    const found = await hers(tables, who, match, team);
    if ("refused" in found) return keepForm(texts.strangers.notYours);
    const read = readSubmitted(whyNotThisForm(), submitted);
    if ("reply" in read) return read.reply;
    const { why, block } = read.answers;
    const by = who.person.id;
    const words = typeof why === "string" && why !== "" ? why : null;
    const event = { do: "answer" as const, side: found.mine.id, by, answer: "no" as const };
    const moved = await moveOn(tables, who.network, found.two, { ...event, why: words, block: block === "yes" }, now);
    if ("ignored" in moved) return keepForm(texts.settled.gone);
    if ((moved.shown ?? 0) > 0) return { kind: "close-form" };
    const text = block === "yes" ? introductionTexts.youBlocked : introductionTexts.youSaidNo;
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text }] } };
  });
}

type Hers = { two: MatchOfTwo; mine: MatchSide; other: MatchSide };

/** The match with her side, where she may answer for it: as the lead of the team. */
async function hers(
  view: Repositories,
  who: Known,
  match: string,
  team: string | undefined,
): Promise<Hers | { refused: Reply }> {
  const two = await view.matches.find({ networkId: who.person.networkId }, match);
  const mine = two?.sides.find(({ teamId }) => teamId === team);
  const other = two?.sides.find(({ teamId }) => teamId !== team);
  if (two === undefined || mine === undefined || other === undefined) return { refused: gone() };
  if (two.match.state === "proposed") return { refused: gone() };
  // Whoever asks for one of others is told what she is told of what is not there.
  if (!isOnTeam(who, mine.teamId)) return { refused: gone() };
  if (!mayBeShownHere(who, mine.districtId)) return { refused: notYours() };
  const leads = who.memberships.some((one) => one.teamId === mine.teamId && one.lead);
  return leads ? { two, mine, other } : { refused: notYours() };
}

function eventOf(act: Pressed["act"], { two, mine }: Hers, by: string): IntroductionEvent | undefined {
  const side = mine.id;
  switch (act) {
    case "yes":
    case "no":
      return { do: "answer", side, by, answer: act, why: null, block: false };
    case "met":
      return { do: "met", side, met: "yes" };
    case "not yet":
      return { do: "met", side, met: "not yet" };
    case "renew":
      return { do: "renew", side, renew: "yes" };
    case "end":
      // Where it is asked whether they go on, ending it is the answer.
      return two.match.dueOn !== null && two.match.state === "introduced"
        ? { do: "renew", side, renew: "no" }
        : { do: "end", side, why: null };
    default:
      return undefined;
  }
}

/** How it stands for her; where she is asked something, or has just answered it, that. */
async function cardOf(
  view: Repositories,
  { two, mine, other }: Hers,
  now: Date,
  act: Pressed["act"] = "see",
): Promise<Card | undefined> {
  const both = await sidesNow(view, two, now);
  const own = both?.find(({ side }) => side.id === mine.id);
  const theirs = both?.find(({ side }) => side.id === other.id);
  if (own === undefined || theirs === undefined) return undefined;
  const { match } = two;
  const named = match.introducedAt === null ? undefined : await namedFor(view, own, theirs);
  const asked = named && askedNow(two);
  if (named && (asked === "go on" || act === "renew")) return renewCard(two, mine, named);
  if (named && (asked === "met" || act === "met" || act === "not yet"))
    return metCard(two, mine, named, match.metAsked === 2);
  return introductionCard(two, mine, other, { named, until: answersUntil(own, match) });
}
