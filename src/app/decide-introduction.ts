import { localDateOf } from "../core/calendar/local.js";
import { isCompared } from "../core/matching/eligible.js";
import { findMatchCard, nameIn, proposalCard, wordsForm } from "../core/matching/proposal-cards.js";
import type { MatchSide } from "../core/matching/records.js";
import type { Team } from "../core/network/model.js";
import { teamsToMatchCard } from "../core/status/coached.js";
import { texts } from "../core/texts.js";
import { introductionTexts as t } from "../core/texts-introductions.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import type { FieldErrors } from "../core/ui/form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { findFor, loadGround, problemIdOf } from "./find-match.js";
import { fullReasons, type SideNow, sidesNow, whyNotOffered } from "./introduction-people.js";
import { moveOn } from "./introductions.js";
import { loadNeighbours } from "./neighbours.js";
import { gone, keepForm, notice, notYours, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { describeAnew, saveProposal } from "./proposal.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { coachedHere, type Known } from "./who.js";

type Pressed = Extract<Action, { do: "introduction" }>;

/** A program manager looks at a proposal, lets both leads be asked, or puts it away. */
export async function decideIntroduction(app: App, who: Known, key: string, { match, act }: Pressed): Promise<Reply> {
  const now = app.clock.now();
  if (act === "see")
    return app.store.read(async (view) => {
      const found = await hers(view, who, match, now);
      return "refused" in found ? found.refused : notice(await cardOf(view, found));
    });
  return replyOnce(app, key, async (tables) => {
    const found = await hers(tables, who, match, now);
    if ("refused" in found) return found.refused;
    const { two, both } = found;
    const by = who.person.id;
    if (act === "approve" && two.match.state === "proposed") {
      const cannot = await whyNotOffered(tables, who.network, both, now);
      if (cannot !== undefined) return notice(await cardOf(tables, found, t.cannot[cannot.why](cannot.team.name)));
      const told = await describeAnew(tables, who.network, two, now);
      if (typeof told === "string") return notice(await cardOf(tables, found, t.unsayable[told]));
      if (!two.sides.every((side) => told.some((one) => readsAlike(side, one)))) {
        await moveOn(tables, who.network, two, { do: "describe", sides: told }, now);
        const anew = await hers(tables, who, match, now);
        return "refused" in anew ? anew.refused : notice(await cardOf(tables, anew, t.reworded));
      }
    }
    const moved = await moveOn(
      tables,
      who.network,
      two,
      act === "approve" ? { do: act, by } : { do: "reject", by },
      now,
    );
    const after = await hers(tables, who, match, now);
    if ("refused" in after) return after.refused;
    const told = "ignored" in moved || act === "approve" ? undefined : t.dropped;
    return notice(await cardOf(tables, after, told));
  });
}

type Told = Pick<MatchSide, "id" | "reasons" | "described">;

const readsAlike = (a: Told, b: Told): boolean =>
  a.id === b.id && a.described === b.described && a.reasons.join("\n") === b.reasons.join("\n");

export function showWordsForm(app: App, who: Known, match: string): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await hers(view, who, match, app.clock.now());
    if ("refused" in found) return found.refused;
    if (found.two.match.state !== "proposed") return notice(await cardOf(view, found));
    return { kind: "show-form", form: wordsForm(found.two.match.note), context: { match } };
  });
}

/** Her words to both: without either's name, which they are not to know yet. */
export function saveWords(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables): Promise<Reply> => {
    const { match = "" } = submitted.context;
    const found = await hers(tables, who, match, now);
    if ("refused" in found) return keepForm(texts.strangers.notYours);
    const names = found.both.flatMap(({ district, team }) => [district.name, team.name]);
    const read = readSubmitted(wordsForm(found.two.match.note), submitted, ({ note }): FieldErrors => {
      const named = typeof note === "string" ? nameIn(note, names) : undefined;
      return named === undefined ? {} : { note: t.wordsName(named) };
    });
    if ("reply" in read) return read.reply;
    const note = typeof read.answers.note === "string" && read.answers.note !== "" ? read.answers.note : null;
    const moved = await moveOn(tables, who.network, found.two, { do: "words", note }, now);
    if ("ignored" in moved) return keepForm(texts.settled.gone);
    const after = await hers(tables, who, match, now);
    return "refused" in after ? { kind: "close-form" } : { kind: "close-form", notice: await cardOf(tables, after) };
  });
}

/** The three best for one of her teams, with reasons; without a team the choice of one, where there is a choice. */
export async function findMatch(app: App, who: Known, chosen: string | undefined): Promise<Reply> {
  const [only, ...more] = coachedHere(who);
  const teamId = chosen ?? (more.length === 0 ? only : undefined);
  if (teamId === undefined) return only === undefined ? notYours() : chooseTeam(app, who);
  const refused = whyNotHere(who, [teamId]);
  if (refused !== undefined) return refused;
  const now = app.clock.now();
  const { ground, team, problemId } = await app.store.read(async (view) => {
    const found = await view.roster.team({ networkId: who.person.networkId }, teamId);
    return {
      ground: await loadGround(view, who.network, now),
      team: found,
      problemId: found && (await problemIdOf(view, found)),
    };
  });
  if (team === undefined) return gone();
  const found = await findFor(app, ground, team, problemId, 3);
  const teamOf = (id: string): Pick<Team, "name"> => ground.standing.teams.get(id) ?? { name: "" };
  const lines =
    "none" in found
      ? []
      : found.fits.map(({ theirs, score, reasons }) => ({
          team: teamOf(theirs.teamId),
          problemId: theirs.problemId,
          score,
          reasons,
        }));
  return notice(findMatchCard(team, lines, "none" in found ? t.noMatchOf(found.none) : ""));
}

async function chooseTeam(app: App, who: Known): Promise<Reply> {
  const coached = coachedHere(who);
  const refused = whyNotHere(who, coached);
  if (refused !== undefined) return refused;
  const scope = { networkId: who.person.networkId };
  const { teams } = await app.store.read((view) => view.roster.outline(scope, ["teams"]));
  return notice(teamsToMatchCard(teams.filter(({ id }) => coached.includes(id))));
}

/** One of those becomes a proposal, which she then decides about like about the bot's. */
export async function proposeMatch(
  app: App,
  who: Known,
  key: string,
  { team: teamId, problem }: Extract<Action, { do: "propose-match" }>,
): Promise<Reply> {
  const refused = whyNotHere(who, [teamId]);
  if (refused !== undefined) return refused;
  const now = app.clock.now();
  const scope = { networkId: who.person.networkId };
  const { ground, neighbours, team, problemId } = await app.store.read(async (view) => {
    const found = await view.roster.team(scope, teamId);
    const all = await loadGround(view, who.network, now);
    return {
      ground: all,
      neighbours: await loadNeighbours(view, all),
      team: found,
      problemId: found && (await problemIdOf(view, found)),
    };
  });
  if (team === undefined) return gone();
  const search = await findFor(app, ground, team, problemId, 10);
  const fit = "none" in search ? undefined : search.fits.find(({ theirs }) => theirs.problemId === problem);
  if (fit === undefined || "none" in search) return say(t.noMatchOf("not now"));
  return replyOnce(app, key, async (tables) => {
    const { mine } = search;
    const wanted = { ...fit, mine, by: who.person.id, key: `by hand ${localDateOf(now, who.network.timeZone)}` };
    const made = await saveProposal(tables, ground, neighbours, wanted, now);
    if (typeof made === "string") return say(made === "not now" ? t.noMatchOf(made) : t.unsayable[made]);
    const found = await hers(tables, who, made.match.id, now);
    return "refused" in found ? found.refused : notice(await cardOf(tables, found));
  });
}

type Hers = { two: MatchOfTwo; both: [SideNow, SideNow]; hers: string[] };

/** A match in which one of her teams is, in the network's own workspace: it names other districts. */
async function hers(view: Repositories, who: Known, match: string, now: Date): Promise<Hers | { refused: Reply }> {
  const two = await view.matches.find({ networkId: who.person.networkId }, match);
  if (two === undefined) return { refused: gone() };
  const teams = two.sides.map(({ teamId }) => teamId);
  const hers = teams.filter((id) => who.coaching.some(({ teamId }) => teamId === id));
  // Whoever asks for one of others is told what she is told of what is not there.
  const refused = hers.length === 0 ? gone() : whyNotHere(who, hers);
  if (refused !== undefined) return { refused };
  const both = await sidesNow(view, two, now);
  return both === undefined ? { refused: gone() } : { two, both, hers };
}

function whyNotHere(who: Known, teams: readonly string[]): Reply | undefined {
  if (!who.coaching.some(({ teamId }) => teams.includes(teamId))) return notYours();
  return who.workspace.districtId === null ? undefined : say(t.network);
}

async function cardOf(view: Repositories, { two, both, hers }: Hers, told?: string): Promise<Card> {
  const names = both.map(({ team }) => team.name);
  const own = both.filter(({ team }) => hers.includes(team.id)).map(({ side }) => side);
  const [mine, theirs] = [...own, ...both.map(({ side }) => side).filter((side) => !own.includes(side))];
  if (mine === undefined || theirs === undefined) throw new Error(`match ${two.match.id} has not two sides`);
  const may = { own: own.map(({ problemId }) => problemId), shared: isCompared };
  return proposalCard(two, { names, full: await fullReasons(view, mine, theirs, may), hers }, told);
}
