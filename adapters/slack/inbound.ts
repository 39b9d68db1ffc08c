import { createHash } from "node:crypto";
import type { MessageRef } from "../../src/core/refs.js";
import { actionSchema } from "../../src/core/ui/action.js";
import type { InboundEvent } from "../../src/ports/chat-platform.js";
import { readMemory, readValues } from "./form.js";
import type { ActionBody, CommandBody, EventBody, MessageEvent, Said, SlackBody, SubmitBody } from "./payloads.js";
import { typedText } from "./text.js";
import { type Installation, personIn, platform } from "./workspaces.js";

/** Who the app is in this workspace; what is not known is not compared. */
export type Ourselves = { botUserId?: string; botId?: string; appId?: string };

/** An event, or the reason why there is none. The reasons are counted, so they are few and fixed. */
export type Read = { event: InboundEvent } | { ignored: string };

/**
 * A request as the event it is. Keys are made of what Slack repeats when it delivers again and never uses twice:
 * event id; view, its version and the answers; message, moment, person and button; trigger.
 */
export function readInbound(body: SlackBody, installation: Installation, ourselves: Ourselves): Read {
  if ("event" in body) return readEvent(body, installation, ourselves);
  if ("command" in body) return readCommand(body, installation);
  return body.type === "block_actions" ? readAction(body, installation) : readSubmit(body, installation);
}

function keyOf(installation: Installation, ...parts: string[]): string {
  return [platform, installation.workspace, ...parts].join(":");
}

function readEvent(body: EventBody, installation: Installation, ourselves: Ourselves): Read {
  const { event } = body;
  const key = keyOf(installation, body.event_id);
  const { workspace } = installation;
  const at = new Date(body.event_time * 1000);
  switch (event.type) {
    case "message":
      return readMessage(event, key, installation, ourselves);
    case "app_home_opened":
      if (event.tab !== "home") return { ignored: "messages-tab-opened" };
      return { event: { kind: "home", key, person: personIn(installation, event.user, []) } };
    case "app_uninstalled":
      return { event: { kind: "removed", key, workspace: { platform, workspace }, at } };
    case "tokens_revoked":
      if (!event.tokens.bot?.length) return { ignored: "user-tokens-revoked" };
      return { event: { kind: "removed", key, workspace: { platform, workspace }, at } };
    case "member_joined_channel": {
      if (event.user !== ourselves.botUserId) return { ignored: "member-joined" };
      const channel = { platform, workspace, channel: event.channel };
      // In a shared channel Slack does not say whose team the inviter is in.
      const inviter = body.is_ext_shared_channel === true ? undefined : event.inviter;
      return {
        event: {
          kind: "added-to-channel",
          key,
          channel,
          ...(inviter && { person: personIn(installation, inviter, []) }),
        },
      };
    }
    case "member_left_channel": {
      if (event.user === ourselves.botUserId) return { ignored: "bot-left-channel" };
      const channel = { platform, workspace, channel: event.channel };
      return { event: { kind: "member-left", key, channel, person: personIn(installation, event.user, [event.team]) } };
    }
    default:
      return unknownEvent(event);
  }
}

function unknownEvent(event: never): never {
  throw new Error(`no reading for ${JSON.stringify((event as EventBody["event"]).type)}`);
}

/** Message subtypes that are still something a person wrote. */
const written = [undefined, "file_share", "thread_broadcast", "me_message"];

function readMessage(event: MessageEvent, key: string, installation: Installation, ourselves: Ourselves): Read {
  const { subtype, previous_message: before } = event;
  if (subtype === "message_deleted")
    return author(event, before, "deleted", key, installation, ourselves, event.deleted_ts);
  if (subtype === "message_changed") {
    const now = event.message;
    // What is left of a deleted message that has replies.
    if (now?.subtype === "tombstone") return author(event, before, "deleted", key, installation, ourselves);
    // Slack also says "changed" when it adds a preview or a reply count.
    if (now?.text === before?.text) return { ignored: "unchanged-text" };
    return author(
      event,
      { ...now, ts: now?.ts ?? before?.ts, thread_ts: now?.thread_ts ?? before?.thread_ts },
      "edited",
      key,
      installation,
      ourselves,
    );
  }
  if (!written.includes(subtype)) return { ignored: subtype === "bot_message" ? "bot-message" : "message-subtype" };
  return author(event, event, "message", key, installation, ourselves);
}

function author(
  event: MessageEvent,
  said: Partial<Said> | undefined,
  kind: "message" | "edited" | "deleted",
  key: string,
  installation: Installation,
  ourselves: Ourselves,
  ts = said?.ts,
): Read {
  const own = [said?.user === ourselves.botUserId, said?.bot_id === ourselves.botId, said?.app_id === ourselves.appId];
  const known = [ourselves.botUserId, ourselves.botId, ourselves.appId];
  if (own.some((same, i) => same && known[i] !== undefined)) return { ignored: "own-message" };
  if (said?.bot_id !== undefined || said?.subtype === "bot_message") return { ignored: "bot-message" };
  if (said?.user === undefined || said.user === "USLACKBOT") return { ignored: "no-author" };
  if (ts === undefined) return { ignored: "unreadable-message" };
  const direct = event.channel_type === "im" || (event.channel_type === undefined && event.channel.startsWith("D"));
  if (!direct && event.channel_type === "mpim") return { ignored: "group-conversation" };
  const person = personIn(
    installation,
    said.user,
    [said.team, said.user_team, said.source_team],
    direct ? event.channel : undefined,
  );
  const message = messageRef(installation, event.channel, ts, said.thread_ts);
  const files = kind === "message" && event.files?.length ? { files: true as const } : {};
  const text = kind === "deleted" ? "" : typedText(said.text ?? "");
  return { event: { kind, key, person, direct, message, text, ...files } };
}

function messageRef(installation: Installation, channel: string, ts: string, threadTs: string | undefined): MessageRef {
  return {
    platform,
    workspace: installation.workspace,
    channel,
    message: ts,
    ...(threadTs !== undefined && threadTs !== ts && { thread: threadTs }),
  };
}

function readCommand(body: CommandBody, installation: Installation): Read {
  const [, name = "", text = ""] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(body.text) ?? [];
  const { workspace } = installation;
  const channel = body.channel_id === undefined ? {} : { channel: { platform, workspace, channel: body.channel_id } };
  const person = personIn(installation, body.user_id, []);
  return {
    event: {
      kind: "command",
      key: keyOf(installation, "command", body.trigger_id),
      person,
      name: name.toLowerCase() || "help",
      text,
      ...channel,
    },
  };
}

/** Where a button was pressed: the message (unless only its reader sees it), or a window or page. */
function readAction(body: ActionBody, installation: Installation): Read {
  const [pressed] = body.actions;
  const action = actionSchema.safeParse(parsedJson(pressed?.value));
  if (!pressed || !action.success) return { ignored: "unknown-action" };
  const { container, user } = body;
  const channel = container.channel_id ?? body.channel?.id;
  const ts = container.message_ts ?? body.message?.ts;
  const onMessage = ts !== undefined && channel !== undefined && container.is_ephemeral !== true;
  const thread = container.thread_ts ?? body.message?.thread_ts;
  const place = ts ?? container.view_id ?? body.view?.id ?? "";
  const key = keyOf(
    installation,
    "action",
    place,
    pressed.action_ts ?? body.trigger_id ?? "",
    user.id,
    pressed.action_id,
  );
  // The app's own messages with buttons stand in a D… channel only where it talks with this person.
  const direct = onMessage && channel.startsWith("D") ? channel : undefined;
  const person = personIn(installation, user.id, [user.team_id], direct);
  return {
    event: {
      kind: "action",
      key,
      person,
      action: action.data,
      ...(onMessage && { on: messageRef(installation, channel, ts, thread) }),
    },
  };
}

/**
 * The answers are part of the key: Slack keeps the version of a window that is sent again after field errors, and the
 * corrected answers are a new act. The same answers sent twice are one.
 */
function readSubmit(body: SubmitBody, installation: Installation): Read {
  const { view, user } = body;
  const memory = readMemory(view.private_metadata);
  if (!memory) return { ignored: "unknown-form" };
  const values = readValues(view.state.values);
  const answers = createHash("sha256")
    .update(JSON.stringify(Object.entries(values).sort()))
    .digest("hex")
    .slice(0, 32);
  const key = keyOf(installation, "submit", view.id, view.hash ?? "", answers);
  return { event: { kind: "submit", key, person: personIn(installation, user.id, [user.team_id]), ...memory, values } };
}

function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
