import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Card } from "../../src/core/ui/card.js";
import { plain } from "../../src/core/ui/markup.js";
import type { InboundEvent, Reply } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { homeView, noticeView, type Payload, renderMessages } from "./card.js";
import { type ClientSettings, respond, slackClient } from "./client.js";
import type { Connection } from "./connections.js";
import { sendFailure, slackCode } from "./errors.js";
import { errorsByBlock, modalView, modalViewAgain } from "./form.js";
import type { SlackBody, SubmitBody } from "./payloads.js";
import { texts } from "./texts.js";

export type Origin = { body: SlackBody; event: InboundEvent; connection: Connection };
export type ReplyTools = { settings: ClientSettings; journal: Journal };

type Errors = { response_action: "errors"; errors: Record<string, string> };
type Update = { response_action: "update"; view: ModalView };

/**
 * The answer to a sent window; undefined closes it. Another window is never opened beside this answer (it would
 * flash and vanish): it takes this one's place.
 */
export function submitAnswer(reply: Reply, body: SubmitBody): Errors | Update | undefined {
  switch (reply.kind) {
    case "none":
      return undefined;
    case "close-form":
      return reply.notice && { response_action: "update", view: noticeView(reply.notice) };
    case "notice":
      return { response_action: "update", view: noticeView(reply.card) };
    case "show-form":
      return { response_action: "update", view: modalViewAgain(reply.form, reply.context, body.view) };
    case "keep-form":
      return keptOpen(body, reply.errors, reply.notice);
    default:
      return unknownReply(reply);
  }
}

/** The window stays as it is, with what was typed, and says what to do. */
export function keptOpen(body: SubmitBody, errors: Record<string, string>, notice?: string): Errors | Update {
  const inputs = body.view.blocks.flatMap((block) =>
    block.type === "input" && block.block_id ? [block.block_id] : [],
  );
  const shown = errorsByBlock(errors, notice, inputs);
  if (shown) return { response_action: "errors", errors: shown };
  return {
    response_action: "update",
    view: noticeView(sentences([notice ?? texts.notSaved, ...Object.values(errors)])),
  };
}

function unknownReply(reply: never): never {
  throw new Error(`no Slack answer for ${JSON.stringify((reply as Reply).kind)}`);
}

/**
 * Does what a reply asks for, for everything but a sent window. Called after the commit and after Slack has its
 * answer, so nothing is undone by a failure here: it is written down, and where a form could not open the person is told.
 */
export async function performReply(reply: Reply, origin: Origin, tools: ReplyTools): Promise<void> {
  const client = slackClient(tools.settings, origin.connection.token);
  const warn = (error: unknown): void => {
    tools.journal.warn("slack.reply-not-delivered", {
      reply: reply.kind,
      to: origin.event.kind,
      ...sendFailure(error),
    });
  };
  try {
    switch (reply.kind) {
      case "none":
        return;
      case "show-form":
        return await showForm(modalView(reply.form, reply.context), client, origin, tools, warn);
      case "notice":
        return await showNotice(reply.card, client, origin, tools);
      case "close-form":
        return reply.notice ? await showNotice(reply.notice, client, origin, tools) : undefined;
      case "keep-form":
        return await whisper(
          sentences([reply.notice ?? [], Object.values(reply.errors)].flat()),
          client,
          origin,
          tools,
        );
      default:
        return unknownReply(reply);
    }
  } catch (error) {
    warn(error);
  }
}

async function showForm(
  view: ModalView,
  client: WebClient,
  origin: Origin,
  tools: ReplyTools,
  warn: (error: unknown) => void,
): Promise<void> {
  try {
    await openWindow(view, client, origin);
  } catch (error) {
    warn(error);
    const late = ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"].includes(slackCode(error) ?? "");
    await whisper(sentences([late ? texts.tookTooLong : texts.couldNotOpen]), client, origin, tools);
  }
}

/** On top of the window in which the button was, if it was in one. */
async function openWindow(view: ModalView, client: WebClient, { body }: Origin): Promise<void> {
  const trigger = "trigger_id" in body ? body.trigger_id : undefined;
  if (trigger === undefined) throw new Error("this event opens no window");
  const inWindow = "view" in body && body.type === "block_actions" && body.view?.type === "modal";
  if (inWindow) await client.views.push({ trigger_id: trigger, view });
  else await client.views.open({ trigger_id: trigger, view });
}

async function showNotice(card: Card, client: WebClient, origin: Origin, tools: ReplyTools): Promise<void> {
  const { body, event } = origin;
  if (event.kind === "home") {
    await client.views.publish({ user_id: event.person.user, view: homeView(card) });
    return;
  }
  const withoutChannel = "actions" in body && body.container.channel_id === undefined && body.channel === undefined;
  if (withoutChannel)
    await openWindow(noticeView(card), client, origin).catch(() => whisper(card, client, origin, tools));
  else await whisper(card, client, origin, tools);
}

/**
 * For this person's eyes, where she is. A typed message in the private conversation is answered with a message that
 * stays; everything else with one that Slack shows to her alone and forgets.
 */
async function whisper(card: Card, client: WebClient, origin: Origin, tools: ReplyTools): Promise<void> {
  for (const payload of renderMessages(card)) await whisperOne(payload, client, origin, tools);
}

async function whisperOne(
  payload: Payload,
  client: WebClient,
  { body, event }: Origin,
  { settings, journal }: ReplyTools,
): Promise<void> {
  // The app need not be in the channel for this one.
  const url = "command" in body || ("actions" in body && body.container.is_ephemeral) ? body.response_url : undefined;
  if (url !== undefined) {
    try {
      return await respond(url, { response_type: "ephemeral", replace_original: false, ...payload }, settings);
    } catch {
      journal.warn("slack.response-url-failed", { to: event.kind });
    }
  }
  if (!("person" in event) || event.person === undefined) throw new Error("nobody to tell");
  const { user } = event.person;
  const place = placeOf(body, event);
  if (place && !place.direct) {
    await client.chat.postEphemeral({
      channel: place.channel,
      user,
      ...(place.thread && { thread_ts: place.thread }),
      ...payload,
    });
    return;
  }
  const channel = place?.channel ?? (await client.conversations.open({ users: user })).channel?.id;
  if (channel === undefined) throw new Error("conversations.open names no channel");
  await client.chat.postMessage({ channel, ...payload, unfurl_links: false, unfurl_media: false });
}

/** `direct`: a message there is seen by this person alone, and stays. */
function placeOf(
  body: SlackBody,
  event: InboundEvent,
): { channel: string; thread?: string; direct: boolean } | undefined {
  if (event.kind === "message" || event.kind === "edited" || event.kind === "deleted") {
    return { channel: event.message.channel, thread: event.message.thread, direct: event.direct };
  }
  if (event.kind === "command" && event.channel) return { channel: event.channel.channel, direct: false };
  if (event.kind === "added-to-channel" || event.kind === "member-left")
    return { channel: event.channel.channel, direct: false };
  if ("actions" in body) {
    const channel = body.container.channel_id ?? body.channel?.id;
    return channel === undefined
      ? undefined
      : { channel, thread: body.container.thread_ts ?? body.message?.thread_ts, direct: false };
  }
  return undefined;
}

function sentences(lines: string[]): Card {
  return { blocks: lines.filter((line) => line !== "").map((line) => ({ kind: "text", text: plain(line) })) };
}
