import { localDateOf } from "../core/calendar/local.js";
import { draftCard, recordableAsText, recordedCard } from "../core/cycle/cards.js";
import type { Draft } from "../core/cycle/model.js";
import { recordUpdate } from "../core/cycle/record-update.js";
import { mainField } from "../core/cycle/update-form.js";
import { idOf } from "../core/id.js";
import type { MessageRef } from "../core/refs.js";
import { workspaceKey } from "../core/refs.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { gone, nothing, notYours, say } from "./notices.js";
import { once } from "./once.js";
import { publishDigest } from "./publish-digest.js";
import { draftQuestion, settleDraft } from "./settle-draft.js";
import { settlePrompts } from "./settle-prompts.js";
import { isOnTeam, type Known } from "./who.js";

/** One message is one draft, however often it is delivered. */
function draftId(message: MessageRef): string {
  return idOf("draft", workspaceKey(message), message.channel, message.message);
}

type Typed = { key: string; message: MessageRef; text: string };

/** A text typed to the bot is kept first and asked about second, in one transaction. */
export async function keepDraft(app: App, who: Known, { key, message, text }: Typed): Promise<Reply> {
  const now = app.clock.now();
  await once(app, key, async (tables) => {
    const draft: Draft = {
      id: draftId(message),
      networkId: who.person.networkId,
      districtId: who.person.districtId,
      personId: who.person.id,
      text,
      state: "open",
      at: now,
    };
    await tables.cycles.saveDraft(who.scope, draft);
    const open = (await Promise.all(who.teams.map((team) => tables.cycles.openOf(who.scope, team.id)))).flat();
    const card = draftCard(draft, open, who.teams[0]?.id);
    await enqueue(
      tables,
      who.scope,
      [{ effect: "tell", id: draftQuestion(draft.id), personId: who.person.id, kind: "draft", card }],
      now,
    );
  });
  return nothing;
}

/** She changed her message before deciding: the draft and its question follow. */
export async function changeDraft(app: App, who: Known, { key, message, text }: Typed): Promise<Reply> {
  await once(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, draftId(message));
    if (draft?.state !== "open" || draft.personId !== who.person.id || draft.text === text) return;
    const changed = { ...draft, text };
    await tables.cycles.saveDraft(who.scope, changed);
    const open = (await Promise.all(who.teams.map((team) => tables.cycles.openOf(who.scope, team.id)))).flat();
    const card = draftCard(changed, open, who.teams[0]?.id);
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

/** She deleted her message before deciding: it is not ours to keep. What was recorded already stays. */
export async function forgetDraft(app: App, who: Known, { key, message }: Typed): Promise<Reply> {
  await once(app, key, async (tables) => {
    const draft = await tables.cycles.draft(who.scope, draftId(message));
    if (draft?.state !== "open" || draft.personId !== who.person.id) return;
    await tables.cycles.saveDraft(who.scope, { ...draft, text: "" });
    await settleDraft(
      tables,
      who,
      draft.id,
      "dropped",
      { blocks: [{ kind: "text", text: texts.settled.gone }] },
      app.clock.now(),
    );
  });
  return nothing;
}

/** "Record": the text as it is becomes the update of the cycle's stage. */
export async function recordDraft(
  app: App,
  who: Known,
  key: string,
  ids: { draft: string; cycle: string },
): Promise<Reply> {
  const result = await once(app, key, async (tables): Promise<Reply> => {
    const draft = await tables.cycles.draft(who.scope, ids.draft);
    const cycle = await tables.cycles.cycle(who.scope, ids.cycle);
    const team = who.teams.find((one) => one.id === cycle?.teamId);
    if (draft === undefined || cycle === undefined) return gone();
    if (draft.personId !== who.person.id || team === undefined || !isOnTeam(who, cycle.teamId)) return notYours();
    if (draft.state !== "open") return say(texts.settled.alreadyAnswered);
    if (cycle.stage === "closed" || !recordableAsText(cycle)) return say(texts.form.movedOn(texts.stages[cycle.stage]));
    const now = app.clock.now();
    const answers = { [mainField[cycle.stage]]: draft.text };
    // The draft's own id is the key: pressed twice, or pressed and sent by the form, it is one update.
    const recorded = recordUpdate({
      key: draft.id,
      team,
      cycle,
      stage: cycle.stage,
      answers,
      personId: who.person.id,
      promptId: null,
      now,
    });
    await tables.cycles.save(who.scope, recorded.cycle, recorded.expected);
    await tables.cycles.saveUpdate(who.scope, recorded.update, recorded.version, 0);
    const card = recordedCard(recorded, localDateOf(now, who.timeZone));
    await settleDraft(tables, who, draft.id, "recorded", card, now);
    await settlePrompts(tables, who, recorded, card, undefined, now);
    await publishDigest(tables, who.scope, team, now);
    return nothing;
  });
  return result === "again" ? nothing : result;
}

export async function dropDraft(app: App, who: Known, key: string, id: string): Promise<Reply> {
  const result = await once(app, key, async (tables): Promise<Reply> => {
    const draft = await tables.cycles.draft(who.scope, id);
    if (draft === undefined) return gone();
    if (draft.personId !== who.person.id) return notYours();
    if (draft.state !== "open") return say(texts.settled.alreadyAnswered);
    await settleDraft(
      tables,
      who,
      id,
      "dropped",
      { blocks: [{ kind: "text", text: texts.draft.dropped }] },
      app.clock.now(),
    );
    return nothing;
  });
  return result === "again" ? nothing : result;
}
