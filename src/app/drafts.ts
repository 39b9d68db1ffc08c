import { draftCard, heldDraftCard, movedOnCard, recordableAsText } from "../core/cycle/cards.js";
import type { Cycle, Draft } from "../core/cycle/model.js";
import { mainField } from "../core/cycle/update-form.js";
import { typedQuestionCard } from "../core/help/card-typed.js";
import { idOf } from "../core/id.js";
import { holdOf } from "../core/privacy/student-hold.js";
import type { MessageRef } from "../core/refs.js";
import { workspaceKey } from "../core/refs.js";
import { texts } from "../core/texts.js";
import { helpTexts } from "../core/texts-help.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import { isPutAsQuestion, questionIn, readWord } from "../core/words.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { confirmation } from "./confirm-no-student.js";
import { enqueue } from "./enqueue.js";
import { gone, nothing, notice, notYours, say } from "./notices.js";
import { once, replyOnce } from "./once.js";
import { record } from "./record.js";
import { draftQuestion, settleDraft } from "./settle-draft.js";
import type { Known } from "./who.js";

/** One message is one draft, however often it is delivered. */
function draftId(message: MessageRef): string {
  return idOf("draft", workspaceKey(message), message.channel, message.message);
}

type Typed = { key: string; message: MessageRef; text: string };

/** A text typed to the bot is kept first and asked about second, in one transaction. */
export async function keepDraft(app: App, who: Known, { key, message, text }: Typed): Promise<Reply> {
  await once(app, key, async (tables) => {
    // An edit or a deletion of this message may have come first.
    if ((await tables.cycles.draft(who.scope, draftId(message))) !== undefined) return;
    await openDraft(app, tables, who, message, text);
  });
  return nothing;
}

async function openDraft(app: App, tables: Repositories, who: Known, message: MessageRef, text: string): Promise<void> {
  const now = app.clock.now();
  const draft = newDraft(who, message, text, now);
  await tables.cycles.saveDraft(who.scope, draft);
  const open = (await Promise.all(who.teams.map((team) => tables.cycles.openOf(who.scope, team.id)))).flat();
  const card = cardFor(draft, open, who);
  await enqueue(
    tables,
    who.scope,
    [{ effect: "tell", id: draftQuestion(draft.id), personId: who.person.id, kind: "draft", card }],
    now,
  );
}

/**
 * What begins with `ask` and is put as a question is offered as one to peers; what only begins with it, beside everything else that
 * it may be. `confirmed`: what she has said to be no student.
 */
function cardFor(draft: Draft, open: Cycle[], who: Known, confirmed?: string): Card {
  const card = draftCard(draft, open, who.teams[0]?.id, confirmed);
  const question = questionIn(draft.text);
  const hold = holdOf([draft.text]);
  if (who.teams.length === 0 || question === undefined || (hold !== undefined && hold.mark !== confirmed)) return card;
  if (isPutAsQuestion(draft.text)) return typedQuestionCard(draft, question, hold?.mark);
  const button = { label: helpTexts.askButton, action: { do: "ask" as const, draft: draft.id } };
  return { ...card, blocks: [...card.blocks, { kind: "buttons", buttons: [button] }] };
}

/** "Record as an update instead": what any other text is answered with takes the place of the question. */
export function draftAsUpdate(
  app: App,
  who: Known,
  key: string,
  { draft: id, mark }: { draft: string; mark?: string | undefined },
): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, id);
    if (draft === undefined) return gone();
    if (draft.personId !== who.person.id) return notYours();
    if (draft.state !== "open") return say(texts.settled.alreadyAnswered);
    const open = (await Promise.all(who.teams.map((team) => tables.cycles.openOf(who.scope, team.id)))).flat();
    const card = draftCard(draft, open, who.teams[0]?.id, mark);
    const effect = { effect: "replace" as const, id: idOf("draft-as-update", key), messageId: draftQuestion(id), card };
    await enqueue(tables, who.scope, [effect], app.clock.now());
    return nothing;
  });
}

function newDraft({ person }: Known, message: MessageRef, text: string, at: Date): Draft {
  const { networkId, districtId, id: personId } = person;
  return { id: draftId(message), networkId, districtId, personId, text, state: "open", at };
}

/** She changed her message before deciding: the draft and its question follow. */
export async function changeDraft(app: App, who: Known, { key, message, text }: Typed): Promise<Reply> {
  await once(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, draftId(message));
    // A command that was edited into a text, or an edit that came before its message.
    if (draft === undefined)
      return readWord(text) === undefined ? openDraft(app, tables, who, message, text) : undefined;
    if (draft.personId !== who.person.id || draft.text === text) return;
    if (draft.state !== "open") return sayHowToChange(app, tables, who, key);
    const changed = { ...draft, text };
    await tables.cycles.saveDraft(who.scope, changed);
    const open = (await Promise.all(who.teams.map((team) => tables.cycles.openOf(who.scope, team.id)))).flat();
    const card = cardFor(changed, open, who);
    const id = idOf("draft-changed", key);
    await enqueue(
      tables,
      who.scope,
      [{ effect: "replace", id, messageId: draftQuestion(draft.id), card }],
      app.clock.now(),
    );
  });
  return nothing;
}

/** Edited after it was decided: what was recorded does not follow by itself, and she should know. */
async function sayHowToChange(app: App, tables: Repositories, who: Known, key: string): Promise<void> {
  const card: Card = { blocks: [{ kind: "text", text: texts.draft.decidedBefore }] };
  const id = idOf("draft-decided", key);
  await enqueue(
    tables,
    who.scope,
    [{ effect: "tell", id, personId: who.person.id, kind: "answer", card }],
    app.clock.now(),
  );
}

/** She deleted her message before deciding: it is not ours to keep. What was recorded already stays. */
export async function forgetDraft(app: App, who: Known, { key, message }: Typed): Promise<Reply> {
  await once(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, draftId(message));
    // A deletion that comes before its message leaves its mark, so that the text is not kept afterwards.
    if (draft === undefined)
      return tables.cycles.saveDraft(who.scope, { ...newDraft(who, message, "", app.clock.now()), state: "dropped" });
    if (draft.state !== "open" || draft.personId !== who.person.id) return;
    await letGo(tables, who, draft, texts.settled.gone, app.clock.now());
  });
  return nothing;
}

type Recording = Omit<Extract<Action, { do: "record-draft" }>, "do">;

/**
 * "Record": the text as it is becomes the update of the stage that it was offered for. Where the cycle has gone on since,
 * nothing is recorded: she is told so and is given the form in which her text stands. It comes by a button: this press
 * opens no form on platforms that must know beforehand.
 */
export async function recordDraft(app: App, who: Known, key: string, ids: Recording): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, ids.draft);
    const cycle = await tables.cycles.cycle(who.scope, ids.cycle);
    const team = who.teams.find((one) => one.id === cycle?.teamId);
    if (draft === undefined || cycle === undefined) return gone();
    if (draft.personId !== who.person.id || team === undefined) return notYours();
    if (draft.state !== "open") return say(texts.settled.alreadyAnswered);
    const hold = holdOf([draft.text]);
    if (hold !== undefined && hold.mark !== ids.mark) return notice(heldDraftCard(draft, hold));
    if (!recordableAsText(cycle) || (await hasMovedOn(tables, who, draft, cycle, ids.stage)))
      return notice(movedOnCard(draft, cycle, await tables.cycles.openOf(who.scope, team.id)));
    const answers = { [mainField[cycle.stage]]: draft.text };
    // The draft's own id is the key: however often it is pressed, it is one update.
    const recording = {
      key: draft.id,
      team,
      cycle,
      stage: cycle.stage,
      answers,
      promptId: undefined,
      draftId: draft.id,
    };
    await record(tables, who, recording, app.clock.now());
    return nothing;
  });
}

/** A button that names no stage is taken for one of before whatever was recorded on the cycle since she wrote. */
async function hasMovedOn(
  tables: Repositories,
  who: Known,
  draft: Draft,
  cycle: Cycle,
  stage: Recording["stage"],
): Promise<boolean> {
  if (stage !== undefined) return stage !== cycle.stage;
  return (await tables.cycles.updatesOf(who.scope, cycle.id)).some(({ recordedAt }) => recordedAt >= draft.at);
}

/** "It is not a student": from here on the text is a draft like any other. */
export async function confirmDraft(
  app: App,
  who: Known,
  key: string,
  { draft: id, mark }: { draft: string; mark: string },
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, id);
    if (draft === undefined) return gone();
    if (draft.personId !== who.person.id) return notYours();
    if (draft.state !== "open") return say(texts.settled.alreadyAnswered);
    // Her text may have changed since: what she confirms is what she saw.
    const hold = holdOf([draft.text]);
    if (hold !== undefined && hold.mark !== mark) return notice(heldDraftCard(draft, hold));
    await tables.events.audit(confirmation(who, mark, key, now));
    const open = (await Promise.all(who.teams.map((team) => tables.cycles.openOf(who.scope, team.id)))).flat();
    const card = cardFor(draft, open, who, mark);
    const changeId = idOf("draft-confirmed", key);
    const effect = { effect: "replace" as const, id: changeId, messageId: draftQuestion(draft.id), card };
    await enqueue(tables, who.scope, [effect], now);
    return nothing;
  });
}

export async function dropDraft(app: App, who: Known, key: string, id: string): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, id);
    if (draft === undefined) return gone();
    if (draft.personId !== who.person.id) return notYours();
    if (draft.state !== "open") return say(texts.settled.alreadyAnswered);
    await letGo(tables, who, draft, texts.draft.dropped, app.clock.now());
    return nothing;
  });
}

/** What she does not want recorded is not ours to keep: not in the draft, and not in what was said to her about it. */
async function letGo(tables: Repositories, who: Known, draft: Draft, line: string, now: Date): Promise<void> {
  const card: Card = { blocks: [{ kind: "text", text: line }] };
  await tables.cycles.saveDraft(who.scope, { ...draft, text: "" });
  await settleDraft(tables, who, draft.id, "dropped", card, now);
  await tables.outbox.forget({ networkId: who.person.networkId }, draftQuestion(draft.id), card);
}
