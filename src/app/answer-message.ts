import { idOf } from "../core/id.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import type { Word } from "../core/words.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { nothing } from "./notices.js";
import { once } from "./once.js";
import type { Known } from "./who.js";

/**
 * The answer to a word that was typed as a message. A message has no surface of its own to answer on, so the answer
 * is a message too; a form cannot be opened from one, so its button comes instead.
 */
export async function answerMessage(
  app: App,
  who: Known,
  key: string,
  word: { name: Word },
  reply: Reply,
): Promise<Reply> {
  const card = cardOf(reply, who, word.name);
  if (card === undefined) return nothing;
  const id = idOf("answer", key);
  await once(app, `${key}:answer`, (tables) =>
    enqueue(
      tables,
      who.scope,
      [{ effect: "tell", id, personId: who.person.id, kind: "answer", card }],
      app.clock.now(),
    ),
  );
  return nothing;
}

function cardOf(reply: Reply, who: Known, word: Word): Card | undefined {
  if (reply.kind === "notice") return reply.card;
  if (reply.kind !== "show-form") return undefined;
  if (reply.form.id === "settings") return button(texts.settings.open, { do: "change-time" });
  const { cycle } = reply.context;
  const [team] = who.teams;
  if (cycle !== undefined) return button(texts.status.oneStep, { do: "update", cycle });
  if (team !== undefined && word === "update") return button(texts.checkIn.plan, { do: "start-cycle", team: team.id });
  return undefined;
}

function button(label: string, action: Action): Card {
  return { blocks: [{ kind: "buttons", buttons: [{ label, action, style: "primary" }] }] };
}
