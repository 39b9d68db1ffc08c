import type { Json, JsonObject } from "../json.js";
import { messageJson, tellMessage } from "./events.js";
import { changed, later, nextTs, type World } from "./state.js";
import type { Channel, Message } from "./types.js";

export type Content = { text: string; blocks?: Json[] | undefined; metadata?: Message["metadata"] };

type Author = Pick<Message, "user" | "ownBot" | "botId">;
type Placing = {
  threadTs?: string | undefined;
  username?: string | undefined;
  ephemeralTo?: string | undefined;
  files?: string[];
};

/** Puts a message into a conversation. Telling the app is the caller's part. */
export function addMessage(
  world: World,
  channel: Channel,
  author: Author,
  content: Content,
  placing: Placing = {},
): Message {
  const message: Message = {
    workspace: channel.workspace,
    channel: channel.id,
    ts: nextTs(world),
    ...author,
    text: content.text,
    files: placing.files ?? [],
    deleted: false,
    before: [],
    reactions: [],
  };
  if (placing.threadTs !== undefined) message.threadTs = placing.threadTs;
  if (placing.username !== undefined) message.username = placing.username;
  if (placing.ephemeralTo !== undefined) message.ephemeralTo = placing.ephemeralTo;
  if (content.blocks && content.blocks.length > 0) message.blocks = content.blocks;
  if (content.metadata) message.metadata = content.metadata;
  world.messages.push(message);
  changed(world, { workspace: channel.workspace, what: "message" });
  return message;
}

export type Changed = { ts: string; before: JsonObject };

/** `metadata` undefined keeps what is there. The "edited" mark is shown only for messages without blocks. */
export function editMessage(world: World, message: Message, by: string, content: Content): Changed {
  const before = messageJson(world, message);
  const old: Message["before"][number] = { text: message.text };
  if (message.blocks) old.blocks = message.blocks;
  message.before.push(old);
  message.text = content.text;
  if (content.blocks && content.blocks.length > 0) message.blocks = content.blocks;
  else delete message.blocks;
  if (content.metadata) message.metadata = content.metadata;
  const ts = nextTs(world);
  if (message.ownBot && message.blocks) delete message.edited;
  else message.edited = { user: by, ts };
  changed(world, { workspace: message.workspace, what: "message" });
  return { ts, before };
}

/** Takes a message away from everybody. It can still be read back from the cloud's state, marked as deleted. */
export function deleteMessage(world: World, message: Message): Changed {
  const before = messageJson(world, message);
  message.deleted = true;
  changed(world, { workspace: message.workspace, what: "message" });
  return { ts: nextTs(world), before };
}

/** After the current answer, as Slack does with what an app does itself. */
export function tellLater(world: World, message: Message, kind: "new" | "changed" | "deleted", change?: Changed): void {
  later(world, () => tellMessage(world, message, kind === "new" || !change ? { kind: "new" } : { kind, ...change }));
}
