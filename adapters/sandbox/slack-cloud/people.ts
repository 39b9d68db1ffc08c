import type { JsonObject } from "../json.js";
import { eventTs, sees, sendEvent, tellMembership, tellMessage } from "./events.js";
import { addMessage, deleteMessage, editMessage } from "./messages.js";
import { changed, findChannel, findMessage, findUser, imId, personKey, type World, workspaceOf } from "./state.js";
import type { Channel, Delivery, Message, Said, User } from "./types.js";
import { viewJson } from "./views.js";

/**
 * What people do in Slack, apart from buttons and forms. Mistakes of the caller (an unknown person or channel) throw;
 * what Slack would do anyway happens and is told to the app.
 */

/** `where` is a channel id or name, or "dm" for the private conversation with the app. */
export async function say(
  world: World,
  workspace: string,
  user: string,
  where: string,
  text: string,
  options: { threadTs?: string } = {},
): Promise<Said> {
  const person = personOf(world, workspace, user);
  const channel = placeOf(world, workspace, user, where);
  if (!channel.members.includes(user)) throw new Error(`${user} is not in ${channel.id}`);
  const typed = asStored(world, workspace, text);
  const author = person.bot === true ? { user, ownBot: false, botId: `B${user.slice(1)}` } : { user, ownBot: false };
  const message = addMessage(world, channel, author, { text: typed, blocks: [richText(text)] }, options);
  return said(message, await tellMessage(world, message, { kind: "new" }));
}

export async function editSaid(
  world: World,
  workspace: string,
  user: string,
  where: string,
  ts: string,
  text: string,
): Promise<Said> {
  const message = ownMessage(world, workspace, user, where, ts);
  const change = editMessage(world, message, user, {
    text: asStored(world, workspace, text),
    blocks: [richText(text)],
  });
  return said(message, await tellMessage(world, message, { kind: "changed", ...change }));
}

export async function deleteSaid(
  world: World,
  workspace: string,
  user: string,
  where: string,
  ts: string,
): Promise<Said> {
  const message = ownMessage(world, workspace, user, where, ts);
  return said(message, await tellMessage(world, message, { kind: "deleted", ...deleteMessage(world, message) }));
}

/** The person opens the app's page: its home, or the tab with the private messages. */
export async function openHome(
  world: World,
  workspace: string,
  user: string,
  tab: "home" | "messages" = "home",
): Promise<Delivery | undefined> {
  personOf(world, workspace, user);
  if (!workspaceOf(world, workspace).installed) return undefined;
  const home = world.homes.get(personKey(workspace, user));
  const event: JsonObject = {
    type: "app_home_opened",
    user,
    channel: imId(workspace, user),
    tab,
    event_ts: eventTs(world),
  };
  if (home && tab === "home") event.view = viewJson(world, home);
  return sendEvent(world, workspace, event);
}

export async function joinChannel(
  world: World,
  workspace: string,
  user: string,
  where: string,
  inviter?: string,
): Promise<Delivery | undefined> {
  personOf(world, workspace, user);
  const channel = placeOf(world, workspace, user, where);
  if (!channel.members.includes(user)) channel.members.push(user);
  changed(world, { workspace, what: "member" });
  return tellMembership(world, "member_joined_channel", channel, user, inviter);
}

/**
 * The app is not told of its own leaving by member_left_channel; what it gets instead (channel_left, group_left) is
 * sent in its place.
 */
export async function leaveChannel(
  world: World,
  workspace: string,
  user: string,
  where: string,
): Promise<Delivery | undefined> {
  const channel = placeOf(world, workspace, user, where);
  const heard = sees(world, channel);
  channel.members = channel.members.filter((member) => member !== user);
  changed(world, { workspace, what: "member" });
  if (user !== workspaceOf(world, workspace).botUser)
    return tellMembership(world, "member_left_channel", channel, user);
  if (!heard) return undefined;
  const type = channel.kind === "group" ? "group_left" : "channel_left";
  return sendEvent(world, workspace, { type, channel: channel.id, event_ts: eventTs(world) }, { channel });
}

export function personOf(world: World, workspace: string, user: string): User {
  const person = findUser(world, workspace, user);
  if (!person) throw new Error(`The workspace ${workspace} has no person ${user}`);
  return person;
}

export function placeOf(world: World, workspace: string, user: string, where: string): Channel {
  const channel = findChannel(world, workspace, where === "dm" ? imId(workspace, user) : where);
  if (!channel) throw new Error(`The workspace ${workspace} has no conversation ${where}`);
  return channel;
}

function ownMessage(world: World, workspace: string, user: string, where: string, ts: string): Message {
  const message = findMessage(world, workspace, placeOf(world, workspace, user, where).id, ts);
  if (message?.user !== user) throw new Error(`${user} has no message ${ts} in ${where}`);
  return message;
}

function said(message: Message, delivery: Delivery | undefined): Said {
  const status = delivery?.attempts[0]?.status;
  return {
    channel: message.channel,
    ts: message.ts,
    ...(status === undefined ? {} : { status }),
    ...(delivery === undefined ? {} : { delivery }),
  };
}

/** What Slack makes of typed text: the three signs escaped, addresses linked, @name and #channel as ids. */
function asStored(world: World, workspace: string, typed: string): string {
  const escaped = typed.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return escaped
    .replace(/\bhttps?:\/\/[^\s|]+[^\s|.,;:!?)\]]/g, (url) => `<${url}>`)
    .replace(/(?<![\w.])@([\w.-]+)/g, (whole, name: string) => {
      const user = world.users.get(workspace)?.find((candidate) => candidate.name === name);
      return user ? `<@${user.id}>` : whole;
    })
    .replace(/(?<![\w&/])#([\w-]+)/g, (whole, name: string) => {
      const channel = findChannel(world, workspace, name);
      return channel && channel.kind !== "im" ? `<#${channel.id}|${channel.name}>` : whole;
    });
}

function richText(text: string): JsonObject {
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  return { type: "rich_text", block_id: "typed", elements: [section] };
}
