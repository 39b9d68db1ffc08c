import { setTimeout as pause } from "node:timers/promises";
import type { JsonObject } from "../json.js";
import { type AppAnswer, postToApp } from "./app-client.js";
import { scopeFor } from "./scopes.js";
import {
  botIsIn,
  changed,
  findChannel,
  findUser,
  isShared,
  keep,
  later,
  newId,
  nextTs,
  type World,
  workspaceOf,
} from "./state.js";
import type { Attempt, Channel, Delivery, Message } from "./types.js";

export type EventOptions = {
  /** Seconds. Default: now. */
  eventTime?: number;
  /** Default: a new one. */
  eventId?: string;
  channel?: Channel;
};

/**
 * Sends an event to the app and returns after the first attempt. The retries follow by themselves; `settled` tells.
 */
export async function sendEvent(
  world: World,
  workspace: string,
  event: JsonObject,
  options: EventOptions = {},
): Promise<Delivery> {
  const body = JSON.stringify(envelope(world, workspace, event, options));
  return sendEventBody(world, workspace, String(event.subtype ?? event.type), body);
}

/** The same for a body that exists already: a redelivery is byte for byte the first one, with new headers. */
export async function sendEventBody(
  world: World,
  workspace: string,
  type: string,
  body: string,
  retryNum = 0,
): Promise<Delivery> {
  const id = String((JSON.parse(body) as JsonObject).event_id);
  const delivery = logDelivery(world, { id, workspace, kind: "event", type, attempts: [], settled: false });
  bodies.set(delivery, body);
  const answer = await attempt(world, delivery, body, retryNum, "http_timeout");
  if (done(answer)) settle(world, delivery);
  else later(world, () => retry(world, delivery, body, answer.failure ?? "unknown_error"));
  return delivery;
}

/** What was sent, for sending it again. Kept beside the log because the log is shown as it is. */
const bodies = new WeakMap<Delivery, string>();
export const bodyOf = (delivery: Delivery): string | undefined => bodies.get(delivery);

export function logDelivery(world: World, delivery: Delivery): Delivery {
  keep(world.deliveries, delivery);
  changed(world, { workspace: delivery.workspace, what: "delivery" });
  return delivery;
}

function settle(world: World, delivery: Delivery): void {
  delivery.settled = true;
  changed(world, { workspace: delivery.workspace, what: "delivery" });
}

async function retry(world: World, delivery: Delivery, body: string, firstFailure: string): Promise<void> {
  let reason = firstFailure;
  for (const [i, delay] of world.retryDelaysMs.entries()) {
    // Rejects when the cloud stops: whatever is left is never sent.
    const waited = await pause(delay, true, { signal: world.stopping.signal }).catch(() => false);
    if (!waited) break;
    const answer = await attempt(world, delivery, body, i + 1, reason);
    if (done(answer)) break;
    reason = answer.failure ?? "unknown_error";
  }
  settle(world, delivery);
}

async function attempt(
  world: World,
  delivery: Delivery,
  body: string,
  retryNum: number,
  reason: string,
): Promise<AppAnswer> {
  const headers: Record<string, string> =
    retryNum === 0 ? {} : { "x-slack-retry-num": String(retryNum), "x-slack-retry-reason": reason };
  const at = new Date().toISOString();
  const answer = await postToApp(world, "application/json", body, headers);
  const entry: Attempt = { at, retryNum };
  if (answer.status !== undefined) entry.status = answer.status;
  if (answer.failure !== undefined) entry.failure = answer.failure;
  delivery.attempts.push(entry);
  return answer;
}

const done = (answer: AppAnswer): boolean => answer.failure === undefined || answer.headers["x-slack-no-retry"] === "1";

export function envelope(world: World, workspaceId: string, event: JsonObject, options: EventOptions = {}): JsonObject {
  const workspace = workspaceOf(world, workspaceId);
  return {
    token: "verification-token-of-the-simulated-cloud",
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: null,
    api_app_id: workspace.appId,
    event,
    type: "event_callback",
    event_id: options.eventId ?? newId("Ev"),
    event_time: options.eventTime ?? Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: options.channel !== undefined && isShared(world, options.channel),
    event_context: newId("4-"),
  };
}

/** Does the app hear what is said there: installed, in the conversation, and with the scope? */
export function hears(world: World, channel: Channel): boolean {
  const workspace = workspaceOf(world, channel.workspace);
  return workspace.installed && botIsIn(world, channel) && workspace.scopes.includes(scopeFor[channel.kind].history);
}

/** Does the app learn who comes and goes there? */
export function sees(world: World, channel: Channel): boolean {
  const workspace = workspaceOf(world, channel.workspace);
  return workspace.installed && botIsIn(world, channel) && workspace.scopes.includes(scopeFor[channel.kind].read);
}

/** Tells the app who came or went, if it sees the channel. */
export async function tellMembership(
  world: World,
  type: "member_joined_channel" | "member_left_channel",
  channel: Channel,
  user: string,
  inviter?: string,
): Promise<Delivery | undefined> {
  if (!sees(world, channel)) return undefined;
  const team = findUser(world, channel.workspace, user)?.home ?? channel.workspace;
  const event: JsonObject = {
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === "group" ? "G" : "C",
    team,
  };
  if (inviter !== undefined) event.inviter = inviter;
  return sendEvent(world, channel.workspace, { ...event, event_ts: eventTs(world) }, { channel });
}

/** Never the same twice: apps tell two acts of one moment apart by it. */
export const eventTs = (world: World): string => nextTs(world);

/** Tells the app about a message, if it hears it. Undefined when it does not. */
export async function tellMessage(world: World, message: Message, what: MessageNews): Promise<Delivery | undefined> {
  const channel = findChannel(world, message.workspace, message.channel);
  if (!channel || message.ephemeralTo !== undefined || !hears(world, channel)) return undefined;
  return sendEvent(world, message.workspace, messageEvent(world, message, channel, what), { channel });
}

export type MessageNews = { kind: "new" } | { kind: "changed" | "deleted"; ts: string; before: JsonObject };

function messageEvent(world: World, message: Message, channel: Channel, what: MessageNews): JsonObject {
  const where = { channel: channel.id, channel_type: channel.kind };
  const now = messageJson(world, message);
  if (what.kind === "new") return { ...now, ...where, event_ts: message.ts };
  const common = {
    type: "message",
    hidden: true,
    previous_message: what.before,
    ...where,
    ts: what.ts,
    event_ts: what.ts,
  };
  if (what.kind === "changed") return { ...common, subtype: "message_changed", message: now };
  return { ...common, subtype: "message_deleted", deleted_ts: message.ts };
}

/** A message as events and the Web API show it. */
export function messageJson(world: World, message: Message, withMetadata = true): JsonObject {
  const workspace = workspaceOf(world, message.workspace);
  const author = findUser(world, message.workspace, message.user);
  const parent = message.threadTs === undefined ? undefined : parentOf(world, message);
  const json: JsonObject = {
    type: "message",
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: author?.home ?? message.workspace,
  };
  if (message.files.length > 0) {
    json.subtype = "file_share";
    json.files = message.files.map((id) => ({
      id,
      name: world.files.get(id)?.name,
      title: world.files.get(id)?.title,
    }));
  }
  if (message.blocks) json.blocks = message.blocks;
  if (message.botId !== undefined) {
    const appId = message.ownBot ? workspace.appId : "A0000000OTHER";
    json.bot_id = message.botId;
    json.app_id = appId;
    json.bot_profile = {
      id: message.botId,
      app_id: appId,
      name: author?.name ?? "bot",
      deleted: false,
      team_id: message.workspace,
    };
  } else {
    json.client_msg_id = `${message.workspace}-${message.ts}`;
  }
  if (message.username !== undefined) json.username = message.username;
  if (author && author.home !== message.workspace)
    Object.assign(json, { user_team: author.home, source_team: author.home });
  if (message.edited) json.edited = { ...message.edited };
  if (withMetadata && message.metadata) json.metadata = { ...message.metadata };
  if (message.threadTs !== undefined) {
    json.thread_ts = message.threadTs;
    if (parent) json.parent_user_id = parent.user;
  }
  if (message.reactions.length > 0) json.reactions = reactions(message);
  return json;
}

function parentOf(world: World, message: Message): Message | undefined {
  return world.messages.find(
    (m) => m.ts === message.threadTs && m.channel === message.channel && m.workspace === message.workspace,
  );
}

function reactions(message: Message): JsonObject[] {
  const names = [...new Set(message.reactions.map((reaction) => reaction.name))];
  return names.map((name) => {
    const users = message.reactions.filter((reaction) => reaction.name === name).map((reaction) => reaction.user);
    return { name, users, count: users.length };
  });
}
