import { localDateOf } from "../core/calendar/local.js";
import { nothingLeft } from "../core/checkin/settle-prompt.js";
import type { Commitment } from "../core/cycle/model.js";
import { texts } from "../core/texts.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { currentMembers } from "./current-members.js";
import { enqueue } from "./enqueue.js";
import { notYours, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { commitmentsOf, questionAbout } from "./question.js";
import { leftOf, rewriteQuestion } from "./rewrite-question.js";
import type { Known } from "./who.js";

/**
 * Nobody is on record as the author of a commitment: anybody on the team may take it back, whoever was to do it. It stays on
 * record as dropped, and is not asked about again: the questions that are open ask on without it.
 */
export function dropCommitment(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const commitment = await tables.cycles.commitment(who.scope, id);
    if (commitment === undefined) return say(texts.commitment.gone);
    if (!who.teams.some((team) => team.id === commitment.teamId)) return notYours();
    if (commitment.state === "open") {
      const carrying = await questionsWith(tables, who, commitment, now);
      const dropped: Commitment = { ...commitment, state: "dropped", settledAt: now };
      await tables.cycles.saveCommitment(who.scope, dropped);
      for (const promptId of carrying) await takeOut(tables, who, promptId, dropped, now);
    }
    const state = commitment.state === "open" ? "dropped" : commitment.state;
    return say(saidOf({ ...commitment, state }));
  });
}

export function saidOf({ what, state }: Pick<Commitment, "what" | "state">): string {
  return texts.commitment.said(plain(what), texts.commitment.states[state]);
}

/** The team's open questions that ask about it, whoever's they are. */
async function questionsWith(tables: Repositories, who: Known, { id, teamId }: Commitment, now: Date) {
  const today = localDateOf(now, who.timeZone);
  const { people } = await currentMembers(tables, who.scope, teamId, today);
  const found: string[] = [];
  for (const person of people)
    for (const prompt of await tables.checkIns.openPromptsOf(who.scope, person.id))
      if (prompt.teamId === teamId && (await commitmentsOf(tables, prompt, today)).some((one) => one.id === id))
        found.push(prompt.id);
  return found;
}

async function takeOut(tables: Repositories, who: Known, promptId: string, dropped: Commitment, now: Date) {
  const prompt = await tables.checkIns.prompt(who.scope, promptId);
  if (prompt === undefined || who.district === undefined) return;
  const about = await questionAbout(tables, who.scope, prompt, who.district, now);
  const left = leftOf(prompt, about);
  const said = { kind: "text" as const, text: saidOf(dropped) };
  const revision = `${dropped.id} taken back`;
  if (left === undefined) {
    const settled = nothingLeft(prompt, { blocks: [said] }, revision);
    await tables.checkIns.savePrompt(who.scope, settled.prompt);
    await enqueue(tables, who.scope, settled.effects, now);
  } else if (prompt.state === "asked") {
    const card = { ...left, blocks: [said, { kind: "divider" as const }, ...left.blocks] };
    await rewriteQuestion(tables, who.scope, prompt, { card, about }, revision, now);
  }
}
