import { randomBytes } from "node:crypto";
import { isObject, parseJson } from "../json.js";
import { blockProblems } from "./block-kit/blocks.js";
import { withIds } from "./block-kit/values.js";
import { addMessage, deleteMessage, editMessage, tellLater } from "./messages.js";
import { findChannel, type World, workspaceOf } from "./state.js";
import type { Channel, Message } from "./types.js";
import { botAuthor } from "./web-api/chat.js";

/** Five uses within thirty minutes. */
const maxUses = 5;
const lifeMs = 30 * 60_000;

export function newResponseUrl(
  world: World,
  kind: "actions" | "commands",
  channel: Channel,
  user: string,
  source?: Message,
): string {
  const id = randomBytes(16).toString("hex");
  for (const [old, { at }] of world.responseUrls) {
    if (Date.now() - at < 2 * lifeMs) break;
    world.responseUrls.delete(old);
  }
  world.responseUrls.set(id, {
    workspace: channel.workspace,
    channel: channel.id,
    user,
    at: Date.now(),
    uses: 0,
    ...(source ? { source } : {}),
  });
  return `${world.baseUrl}/response/${kind}/${channel.workspace}/${id}`;
}

/** What a POST to a response_url does, and its HTTP answer. */
export function respond(world: World, id: string, body: string): { status: number; body: string } {
  const url = world.responseUrls.get(id);
  const refuse = (status: number, error: string) => ({ status, body: JSON.stringify({ ok: false, error }) });
  if (!url) return refuse(404, "invalid_url");
  if (Date.now() - url.at > lifeMs) return refuse(404, "expired_url");
  if (url.uses >= maxUses) return refuse(404, "used_url");
  const channel = findChannel(world, url.workspace, url.channel);
  const given = parseJson(body);
  if (!channel || !isObject(given)) return refuse(400, "invalid_payload");
  const blocks = Array.isArray(given.blocks) ? given.blocks : [];
  const text = typeof given.text === "string" ? given.text : "";
  if (blockProblems(blocks, "message").length > 0) return refuse(400, "invalid_blocks");
  url.uses += 1;
  const source = url.source?.deleted === false ? url.source : undefined;
  const content = { text, blocks: withIds(blocks) };
  const bot = botAuthor(workspaceOf(world, url.workspace));
  if (given.delete_original === true && source) {
    tellLater(world, source, "deleted", deleteMessage(world, source));
  } else if (text === "" && blocks.length === 0) {
    return refuse(400, "no_text");
  } else if (given.replace_original === true && source) {
    tellLater(world, source, "changed", editMessage(world, source, bot.user, content));
  } else {
    const threadTs = typeof given.thread_ts === "string" ? given.thread_ts : undefined;
    const message = addMessage(world, channel, bot, content, {
      threadTs,
      ...(given.response_type === "in_channel" ? {} : { ephemeralTo: url.user }),
    });
    tellLater(world, message, "new");
  }
  return { status: 200, body: JSON.stringify({ ok: true }) };
}
