import { localDateOf } from "../core/calendar/local.js";
import { answered, partlyAnswered } from "../core/checkin/settle-prompt.js";
import { conveningCard } from "../core/convening/cards.js";
import { checkCommitment, commitmentForm, commitmentFrom, conveningSpokenOf } from "../core/convening/commitments.js";
import type { Team } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { currentMembers } from "./current-members.js";
import { saidOf } from "./drop-commitment.js";
import { enqueue } from "./enqueue.js";
import { nothing, notYours, say } from "./notices.js";
import { formOnce, replyOnce } from "./once.js";
import { questionAbout, spokenOf } from "./question.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { leftOf } from "./rewrite-question.js";
import { nextConvening } from "./team-situations.js";
import { coachedHere, type Known } from "./who.js";

/** The word `convening`: when her teams meet next, and what they said they would do. */
export function showConvening(app: App, who: Known): Promise<Card> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  return app.store.read(async (view) => {
    const network = { networkId: who.person.networkId };
    const outline = await view.roster.outline(network, ["teams", "convenings", "collaborations"]);
    const coached = coachedHere(who);
    const own = new Set(who.teams.map(({ id }) => id));
    const teams = outline.teams.filter(({ id }) => own.has(id) || coached.includes(id));
    const shown = [];
    for (const team of teams) {
      const owned = { ...network, districtId: team.districtId };
      shown.push({
        team,
        collaboration: outline.collaborations.find(({ id }) => id === team.collaborationId),
        convening: nextConvening(outline, team.collaborationId, today),
        commitments: recent(await view.cycles.commitments(owned, team.id), app.clock.now()),
        own: own.has(team.id),
      });
    }
    return conveningCard(shown, today, who.network.minN);
  });
}

/** Open ones, and those that were settled in the last half year. */
function recent<T extends { state: string; settledAt: Date | null }>(commitments: T[], now: Date): T[] {
  const since = now.getTime() - 180 * 86_400_000;
  return commitments.filter(({ state, settledAt }) => state === "open" || (settledAt?.getTime() ?? 0) >= since);
}

export function showCommitmentForm(app: App, who: Known, teamId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const team = who.teams.find(({ id }) => id === teamId);
    if (team === undefined) return notYours();
    const { form } = await formFor(app, view, who, team);
    return { kind: "show-form", form, context: { team: teamId } };
  });
}

export async function addCommitment(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const team = who.teams.find(({ id }) => id === submitted.context.team);
    if (team === undefined) return notYours();
    const { form, members, convening } = await formFor(app, tables, who, team);
    const read = readSubmitted(form, submitted, (answers) => checkCommitment(answers, localDateOf(now, who.timeZone)));
    if ("reply" in read) return read.reply;
    const { key } = submitted;
    const commitment = commitmentFrom(read.answers, { key, team, convening, members, now });
    await tables.cycles.saveCommitment(who.scope, commitment);
    const again = { label: texts.commitment.add, action: { do: "add-commitment" as const, team: team.id } };
    const blocks = [
      { kind: "text" as const, text: texts.commitment.added(plain(commitment.what)) },
      { kind: "buttons" as const, buttons: [again] },
    ];
    return { kind: "close-form", notice: { blocks } };
  });
}

async function formFor(app: App, view: Repositories, who: Known, team: Team) {
  const today = localDateOf(app.clock.now(), who.timeZone);
  const { people: members } = await currentMembers(view, who.scope, team.id, today);
  const { convenings } = await view.roster.outline({ networkId: team.networkId }, ["convenings"]);
  const convening = conveningSpokenOf(
    convenings.filter((one) => one.collaborationId === team.collaborationId),
    today,
  );
  return { form: commitmentForm(convening, members), members, convening };
}

/**
 * Done, still on it, or not any more: said with a button below the question. What else was asked with it stays there, and is
 * open: the others, and how her cycle goes. Only with nothing left is the question answered.
 */
export async function answerCommitment(
  app: App,
  who: Known,
  key: string,
  { commitment: id, prompt: promptId, state }: Extract<Action, { do: "commitment" }>,
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const commitment = await tables.cycles.commitment(who.scope, id);
    if (commitment === undefined) return say(texts.commitment.gone);
    if (!who.teams.some((team) => team.id === commitment.teamId)) return notYours();
    // Taken back meanwhile: an older card does not bring it back.
    if (state === "open" && commitment.state === "dropped") return say(saidOf(commitment));
    await tables.cycles.saveCommitment(who.scope, { ...commitment, state, settledAt: state === "open" ? null : now });
    const prompt = await tables.checkIns.prompt(who.scope, promptId);
    if (prompt === undefined || prompt.personId !== who.person.id || who.district === undefined)
      return say(texts.commitment.noted);
    await tables.events.remember(spokenOf(prompt.id, id), app.clock.machineNow());
    const about = await questionAbout(tables, who.scope, prompt, who.district, now);
    const left = leftOf(prompt, about);
    const said = saidOf({ ...commitment, state });
    const revision = `${id} ${state}`;
    if (left === undefined && (prompt.state === "asked" || prompt.state === "later")) {
      const settled = answered(prompt, cardOf(said), revision, now);
      await tables.checkIns.savePrompt(who.scope, settled.prompt);
      await enqueue(tables, who.scope, settled.effects, now);
      return nothing;
    }
    // Where it was settled or put off meanwhile, its card says so, and goes on saying it.
    if (left === undefined || prompt.state !== "asked") return say(texts.commitment.noted);
    const card: Card = { ...left, blocks: [{ kind: "text", text: said }, { kind: "divider" }, ...left.blocks] };
    await enqueue(tables, who.scope, partlyAnswered(prompt, card, revision), now);
    return nothing;
  });
}

function cardOf(said: string): Card {
  return {
    blocks: [
      { kind: "text", text: said },
      { kind: "small", text: texts.commitment.noted },
    ],
  };
}
