import type { Cycle } from "../core/cycle/model.js";
import { idOf } from "../core/id.js";
import { askRemoveCard, tombstoneCard } from "../core/mine/cards.js";
import { type OwnWords, ownWordsOf } from "../core/mine/words.js";
import { withoutAnswer } from "../core/nudge/answer.js";
import { answeredNudgeCard } from "../core/nudge/cards.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { removeClosing, removeHelpGiven, removeQuestion } from "./help-words.js";
import { removeIntroductionWords } from "./introduction-words.js";
import { gone, notice, say } from "./notices.js";
import { nudgeAnswerId } from "./nudge-answer.js";
import { replyOnce } from "./once.js";
import { coachedHere, type Known } from "./who.js";

/**
 * What she wrote beside her updates, in her teams: entries of spread ledgers, what she added to "not this week", answers to
 * nudges, why she amended a prediction, questions to peers and what she answered to theirs, why she did not want an introduction.
 * A program manager has no team: what she answered, and what she wrote to two teams. `cycles`: all of her teams. Commitments and
 * words that go with a plan which is offered have no author on record and are not among them.
 */
export async function loadOwnWords(view: Repositories, who: Known, cycles: readonly Cycle[]): Promise<OwnWords[]> {
  const { scope } = who;
  const teamIds = who.teams.map(({ id }) => id);
  const coaches = who.person.districtId === null;
  if (teamIds.length === 0 && !coaches) return [];
  const hers = ({ teamId }: { teamId: string }) => coaches || teamIds.includes(teamId);
  const cycleIds = cycles.map(({ id }) => id);
  const prompts = coaches ? [] : await view.checkIns.promptsSince(scope, "0000-01-01");
  return ownWordsOf(who.person.id, {
    cycles,
    spread: await view.cycles.spreadOf(scope, cycleIds),
    prompts: prompts.filter(({ teamId }) => teamIds.includes(teamId)),
    nudges: await view.nudges.ofTeams(scope, teamIds, new Date(0)),
    amendments: await view.cycles.amendmentsOf(scope, cycleIds),
    requests: (await view.help.requests(scope)).filter(hers),
    offers: (await view.help.offers(scope)).filter(hers),
    matches: await view.matches.all(scope),
    coached: new Set(coachedHere(who)),
  });
}

type Named = Pick<Extract<Action, { do: "remove-words" }>, "what" | "id">;

export function askRemove(app: App, who: Known, named: Named): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownWords(view, who, named);
    return found === undefined ? gone() : notice(askRemoveCard(found));
  });
}

/**
 * The words go from the record, and from where they were told to others: a program manager's message becomes a tombstone. Not
 * reached: what somebody copied, and what a platform keeps of a message that was edited.
 */
export function removeWords(app: App, who: Known, key: string, named: Named): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(
    app,
    key,
    async (tables) => {
      if ((await ownWords(tables, who, named)) === undefined) return gone();
      await remove(tables, who, named, now);
      return say(texts.mine.removed);
    },
    "long",
  );
}

/** Whoever asks for somebody else's is told what she is told of what is not there. */
async function ownWords(view: Repositories, who: Known, { what, id }: Named): Promise<OwnWords | undefined> {
  const cycles = await view.cycles.ofTeams(
    who.scope,
    who.teams.map((team) => team.id),
  );
  return (await loadOwnWords(view, who, cycles)).find((one) => one.what === what && one.id === id);
}

async function remove(tables: Repositories, who: Known, { what, id }: Named, now: Date): Promise<void> {
  switch (what) {
    case "spread":
      return tables.cycles.removeSpreadStep(who.scope, id);
    case "amendment":
      return tables.cycles.eraseAmendmentReason(who.scope, id);
    case "note": {
      const prompt = await tables.checkIns.prompt(who.scope, id);
      return prompt && tables.checkIns.savePrompt(who.scope, { ...prompt, note: null });
    }
    case "nudge answer":
      return removeAnswer(tables, who, id, now);
    case "question":
      return removeQuestion(tables, who, id, now);
    case "help given":
      return removeHelpGiven(tables, who, id, now);
    case "help closed":
      return removeClosing(tables, who, id, now);
    case "why not together":
    case "words to both":
      return removeIntroductionWords(tables, who, { what, id }, now);
    default:
      return what satisfies never;
  }
}

async function removeAnswer(tables: Repositories, who: Known, id: string, now: Date): Promise<void> {
  const network = { networkId: who.person.networkId };
  const before = await tables.nudges.find(who.scope, id);
  if (before === undefined) return;
  const { nudge, told } = withoutAnswer(before);
  await tables.nudges.save(who.scope, nudge);
  const cycle = nudge.cycleId === null ? undefined : await tables.cycles.cycle(who.scope, nudge.cycleId);
  const messages = [
    { messageId: id, card: answeredNudgeCard(nudge, cycle) },
    ...told.map((answer) => ({ messageId: nudgeAnswerId(id, answer), card: tombstoneCard() })),
  ];
  for (const { messageId, card } of messages) {
    if ((await tables.outbox.find(network, messageId)) === undefined) continue;
    await tables.outbox.forget(network, messageId, card);
    const edit = idOf("deleted", id, messageId, now.toISOString());
    await enqueue(tables, network, [{ effect: "replace", id: edit, messageId, card }], now);
  }
}
