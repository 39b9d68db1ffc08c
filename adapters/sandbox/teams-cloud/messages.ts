import type { Json } from "../json.js";
import { changed, findMessage, nextMessageId, type PersonState, type Place, type World } from "./state.js";
import type { Message } from "./types.js";

export type Content = { text: string; textFormat?: string; card?: Json; summary?: string };

/** Who wrote it: a person (or another app's bot), or undefined for the app's own bot. */
export function addMessage(
  world: World,
  place: Place,
  author: PersonState | undefined,
  content: Content,
  thread?: string,
): Message {
  const message: Message = {
    tenant: place.tenant.id,
    channel: place.id,
    id: nextMessageId(world),
    ...(thread === undefined ? {} : { thread }),
    from: author?.id ?? world.botId,
    fromName: author?.name ?? world.botName,
    ownBot: author === undefined,
    otherBot: author?.bot === true,
    ...content,
    edited: false,
    deleted: false,
    at: new Date().toISOString(),
    reactions: [],
  };
  world.messages.push(message);
  changed(world, { tenant: message.tenant, what: "message" });
  return message;
}

export function replaceContent(world: World, message: Message, content: Content): void {
  const { textFormat: _format, card: _card, summary: _summary, ...rest } = message;
  const fresh: Message = { ...rest, ...content, edited: true };
  for (const name of ["textFormat", "card", "summary"] as const) if (!(name in fresh)) delete message[name];
  Object.assign(message, fresh);
  changed(world, { tenant: message.tenant, what: "message" });
}

export function setDeleted(world: World, message: Message, deleted: boolean): void {
  message.deleted = deleted;
  changed(world, { tenant: message.tenant, what: "message" });
}

/** `19:…;messageid=17…` → the conversation and the thread in it. */
export function splitId(id: string): { conversation: string; root?: string } {
  const [conversation = id, root] = id.split(";messageid=");
  return root === undefined ? { conversation } : { conversation, root };
}

/** A message that starts a thread and is still there. */
export function findRoot(world: World, place: Place, root: string): Message | undefined {
  const message = findMessage(world, place.tenant.id, place.id, root);
  return message && !message.deleted && message.thread === undefined ? message : undefined;
}
