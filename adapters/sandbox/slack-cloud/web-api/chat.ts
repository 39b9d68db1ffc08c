import { isObject, type Json, type JsonObject } from "../../json.js";
import { blockProblems, blockText, blockTextLimit } from "../block-kit/blocks.js";
import { withIds } from "../block-kit/values.js";
import { messageJson } from "../events.js";
import { overPostLimit } from "../limits.js";
import { addMessage, type Content, deleteMessage, editMessage, tellLater } from "../messages.js";
import { botIsIn, findChannel, findMessage, findUser, imId } from "../state.js";
import type { Channel, Message, Workspace } from "../types.js";
import {
  type Answer,
  accept,
  type Call,
  type Method,
  missingScope,
  refuse,
  refuseWith,
  structured,
  text,
} from "./answers.js";
import { reachable } from "./users.js";

export const chatMethods: Record<string, Method> = {
  "chat.postMessage": { tier: "special", scopes: ["chat:write"], required: ["channel"], run: post },
  "chat.postEphemeral": { tier: 4, scopes: ["chat:write"], required: ["channel", "user"], run: postEphemeral },
  "chat.update": { tier: 3, scopes: ["chat:write"], required: ["channel", "ts"], run: update },
  "chat.delete": { tier: 3, scopes: ["chat:write"], required: ["channel", "ts"], run: remove },
};

/** Longer texts of new messages are cut, without a word: the app must not rely on it. */
const textLimit = 40_000;
const updateTextLimit = 4000;
/** Slack refuses large metadata without saying where the limit is. This one is ours. */
const metadataLimit = 16_000;

export const botAuthor = (workspace: Workspace) => ({ user: workspace.botUser, botId: workspace.botId, ownBot: true });

function post(call: Call): Answer {
  const channel = postable(call);
  if ("ok" in channel) return channel;
  const content = readContent(call);
  if ("ok" in content) return content;
  const threadTs = text(call.args, "thread_ts");
  const threadRefusal = checkThread(call, channel, threadTs);
  if (threadRefusal) return threadRefusal;
  const wait = overPostLimit(call.world, call.workspace.id, channel.id);
  if (wait !== undefined) return { ok: false, error: "ratelimited", retryAfter: wait };
  const message = addMessage(call.world, channel, botAuthor(call.workspace), content, {
    threadTs,
    username: text(call.args, "username"),
  });
  tellLater(call.world, message, "new");
  return accept({ channel: channel.id, ts: message.ts, message: messageJson(call.world, message) });
}

function postEphemeral(call: Call): Answer {
  const channel = postable(call);
  if ("ok" in channel) return channel;
  const user = text(call.args, "user") ?? "";
  if (!channel.members.includes(user)) return refuse("user_not_in_channel");
  const content = readContent(call);
  if ("ok" in content) return content;
  const placing = { threadTs: text(call.args, "thread_ts"), ephemeralTo: user };
  const message = addMessage(call.world, channel, botAuthor(call.workspace), content, placing);
  return accept({ message_ts: message.ts });
}

function update(call: Call): Answer {
  const { world, workspace, args } = call;
  const channel = findChannel(world, workspace.id, text(args, "channel") ?? "");
  if (!channel) return refuse("channel_not_found");
  if (channel.archived) return refuse("is_inactive");
  const message = findMessage(world, workspace.id, channel.id, text(args, "ts") ?? "");
  if (!message || message.ephemeralTo !== undefined) return refuse("message_not_found");
  if (!message.ownBot) return refuse("cant_update_message");
  if ((text(args, "text") ?? "").length > updateTextLimit) return refuse("msg_too_long");
  const content = readContent(call);
  if ("ok" in content) return content;
  // What comes without blocks has none: text alone takes the old ones away.
  const change = editMessage(world, message, workspace.botUser, content);
  tellLater(world, message, "changed", change);
  return accept({ channel: channel.id, ts: message.ts, text: message.text, message: messageJson(world, message) });
}

function remove(call: Call): Answer {
  const { world, workspace, args } = call;
  const channel = findChannel(world, workspace.id, text(args, "channel") ?? "");
  if (!channel) return refuse("channel_not_found");
  const message = findMessage(world, workspace.id, channel.id, text(args, "ts") ?? "");
  if (!message || message.ephemeralTo !== undefined) return refuse("message_not_found");
  if (!message.ownBot) return refuse("cant_delete_message");
  tellLater(world, message, "deleted", deleteMessage(world, message));
  return accept({ channel: channel.id, ts: message.ts });
}

/** Where the app may post: a conversation by id or name, or a person by id, which means the private one with her. */
export function postable(call: Call): Channel | Answer {
  const { world, workspace, args } = call;
  if (
    text(args, "username") !== undefined ||
    text(args, "icon_url") !== undefined ||
    text(args, "icon_emoji") !== undefined
  ) {
    const scopeRefusal = missingScope(call, "chat:write.customize");
    if (scopeRefusal) return scopeRefusal;
  }
  const given = text(args, "channel") ?? "";
  const user = /^[UW]/.test(given) ? findUser(world, workspace.id, given) : undefined;
  const channel = findChannel(world, workspace.id, user ? imId(workspace.id, user.id) : given);
  if (!channel) return refuse("channel_not_found");
  if (channel.archived) return refuse("is_archived");
  if (channel.kind === "im") {
    const person = findUser(world, workspace.id, channel.user ?? "");
    if (!person || person.deactivated === true || !reachable(world, call, person)) return refuse("channel_not_found");
    return world.messagesTab ? channel : refuse("messages_tab_disabled");
  }
  if (botIsIn(world, channel)) return channel;
  if (channel.kind === "group") return refuse("channel_not_found");
  return call.token.scopes.includes("chat:write.public") ? channel : refuse("not_in_channel");
}

/** Text, blocks and metadata of a message, or the refusal. */
export function readContent(call: Call): Content | Answer {
  const { args } = call;
  const markdown = text(args, "markdown_text");
  const blocks = readBlocks(args);
  if (blocks && "ok" in blocks) return blocks;
  if (markdown !== undefined && (blocks !== undefined || text(args, "text") !== undefined))
    return refuse("markdown_text_conflict");
  if ((markdown ?? "").length > 12_000) return refuse("msg_too_long");
  const attachments = structured(args, "attachments");
  if (attachments === "not json") return refuse("invalid_attachments");
  if (Array.isArray(attachments?.value) && attachments.value.length > 100) return refuse("too_many_attachments");
  const words = (markdown ?? text(args, "text") ?? "").slice(0, textLimit);
  if (words === "" && (blocks === undefined || blocks.list.length === 0) && attachments === undefined)
    return refuse("no_text");
  const metadata = readMetadata(args);
  if (metadata && "ok" in metadata) return metadata;
  return {
    text: words,
    ...(blocks === undefined ? {} : { blocks: withIds(blocks.list) }),
    ...(metadata === undefined ? {} : { metadata: metadata.metadata }),
  };
}

function readBlocks(args: JsonObject): { list: Json[] } | Answer | undefined {
  const given = structured(args, "blocks");
  if (given === undefined) return undefined;
  if (given === "not json" || !Array.isArray(given.value)) return refuse("invalid_blocks_format");
  const problems = blockProblems(given.value, "message");
  if (problems.length > 0) return refuseWith("invalid_blocks", problems);
  if (blockText(given.value) > blockTextLimit) return refuse("msg_blocks_too_long");
  return { list: given.value };
}

function readMetadata(args: JsonObject): { metadata: NonNullable<Message["metadata"]> } | Answer | undefined {
  const given = structured(args, "metadata");
  if (given === undefined) return undefined;
  if (given === "not json" || !isObject(given.value)) return refuse("invalid_metadata_format");
  const { event_type: type, event_payload: payload } = given.value;
  if (typeof type !== "string" || !isObject(payload)) return refuse("invalid_metadata_schema");
  if (JSON.stringify(given.value).length > metadataLimit) return refuse("metadata_too_large");
  return { metadata: { event_type: type, event_payload: payload as Record<string, Json> } };
}

/** A thread hangs on a message that exists and is not itself a reply. */
function checkThread(call: Call, channel: Channel, threadTs: string | undefined): Answer | undefined {
  if (threadTs === undefined) return undefined;
  const parent = findMessage(call.world, call.workspace.id, channel.id, threadTs);
  if (!parent || parent.ephemeralTo !== undefined) return refuse("thread_not_found");
  return parent.threadTs !== undefined && parent.threadTs !== parent.ts ? refuse("cannot_reply_to_message") : undefined;
}
