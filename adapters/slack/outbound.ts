import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { ChannelRef, MessageRef, PersonRef, WorkspaceRef } from "../../src/core/refs.js";
import { type ChatPlatform, type Outgoing, PlatformError } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { type Payload, renderMessages } from "./card.js";
import { type ClientSettings, slackClient } from "./client.js";
import type { Connections } from "./connections.js";
import { platformError, slackCode } from "./errors.js";
import { partsOf, postParts, removeParts, replaceParts } from "./parts.js";
import { platform } from "./workspaces.js";

export type Out = Pick<ChatPlatform, "sendDirect" | "post" | "reply" | "edit" | "remove" | "find" | "personByEmail">;

/** Carried by the first message of a card: the outbox id and nothing else, because others in the channel can read it. */
export const markerEvent = "throughline_message";

/** Slack's clock and ours may differ; the marker is unique, so looking a little further back finds nothing wrong. */
const clockSkewMs = 60_000;
const historyPages = 10;
const rememberedChannels = 10_000;

const userSchema = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  enterprise_user: z.object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() }).nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_workflow_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
});

const marked = z.object({ event_type: z.literal(markerEvent), event_payload: z.object({ id: z.string() }) });
const historySchema = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: marked.optional().catch(undefined) })),
  has_more: z.boolean().nullish(),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/**
 * The door out. Every method makes one POST for the message it is about. A card with too much text for one message is
 * posted as one message and the rest as replies to it, and only the first decides the outcome: it carries the marker.
 * Not guaranteed: where the process ends between the first message and the rest, the rest is missing, and `find` says
 * that the message is there.
 */
export function createOut(connections: Connections, settings: ClientSettings, journal: Journal): Out {
  /** A cache only: Slack answers conversations.open for the same person with the same channel. */
  const directChannels = new Map<string, string>();

  async function clientFor({ workspace }: WorkspaceRef): Promise<WebClient> {
    const connection = await nothingPosted(() => connections.find(workspace));
    if (!connection) throw new PlatformError({ kind: "unreachable", reason: "not-installed" });
    return slackClient(settings, connection.token);
  }

  async function directChannel(client: WebClient, to: PersonRef): Promise<string> {
    const key = `${to.workspace}:${to.user}`;
    const known = to.direct ?? directChannels.get(key);
    if (known !== undefined) return known;
    const opened = await nothingPosted(() => client.conversations.open({ users: to.user }));
    const channel = opened.channel?.id;
    if (channel === undefined)
      throw new PlatformError({ kind: "not-sent", reason: "conversations.open names no channel" });
    if (directChannels.size >= rememberedChannels) directChannels.clear();
    directChannels.set(key, channel);
    return channel;
  }

  async function send(
    client: WebClient,
    to: ChannelRef,
    thread: string | undefined,
    outgoing: Outgoing,
  ): Promise<MessageRef> {
    const [first, ...rest] = renderMessages(outgoing.card);
    const metadata = { event_type: markerEvent, event_payload: { id: outgoing.marker } };
    await outgoing.leaving?.();
    const posted = await attempt(() =>
      client.chat.postMessage({ ...shown(to.channel, first), metadata, ...(thread && { thread_ts: thread }) }),
    );
    if (posted.ts === undefined)
      throw new PlatformError({ kind: "ambiguous", reason: "chat.postMessage names no message" });
    const ref: MessageRef = {
      platform,
      workspace: to.workspace,
      channel: posted.channel ?? to.channel,
      message: posted.ts,
    };
    if (thread !== undefined) ref.thread = thread;
    if (rest.length === 0) return ref;
    // A message whose thread is itself: that is how edit and remove know that there are parts.
    const whole = { ...ref, thread: thread ?? posted.ts };
    await postParts(client, whole, rest, journal);
    return whole;
  }

  async function removeAllParts(client: WebClient, message: MessageRef): Promise<void> {
    try {
      await removeParts(client, message, await partsOf(client, message));
    } catch (error) {
      const { failure } = definite(error);
      // Without the scope to read the channel nobody can tell, and the message itself must still go.
      if (failure.kind !== "refused") throw definite(error);
      journal.warn("slack.parts-not-looked-for", { reason: failure.reason });
    }
  }

  return {
    async sendDirect(to, message) {
      const client = await clientFor(to);
      const channel = await directChannel(client, to);
      try {
        return await send(client, { platform, workspace: to.workspace, channel }, undefined, message);
      } catch (error) {
        if (platformError(error).failure.kind === "unreachable") directChannels.delete(`${to.workspace}:${to.user}`);
        throw error;
      }
    },

    async post(to, message) {
      return send(await clientFor(to), to, undefined, message);
    },

    async reply(to, message) {
      return send(await clientFor(to), to, to.thread ?? to.message, message);
    },

    /**
     * The same message with other content; the marker it was posted with stays. Parts that it had before are looked
     * up and replaced. A message that had parts inside somebody's thread keeps them where its new text has none.
     */
    async edit(message, outgoing) {
      const client = await clientFor(message);
      const [first, ...rest] = renderMessages(outgoing.card);
      const { channel, text, blocks = [] } = shown(message.channel, first);
      await outgoing.leaving?.();
      await attempt(() => client.chat.update({ channel, ts: message.message, text, blocks }));
      if (rest.length === 0 && message.thread !== message.message) return message;
      const whole = { ...message, thread: message.thread ?? message.message };
      const before = await nothingPosted(() => partsOf(client, whole));
      await attempt(() => replaceParts(client, whole, rest, before));
      return whole;
    },

    /**
     * A message that is gone already is removed. Parts in its own thread go first, so that they can still be found
     * through it; parts in another thread after it, so that its words go at once.
     */
    async remove(message) {
      const client = await clientFor(message);
      const { thread } = message;
      if (thread === message.message) await removeAllParts(client, message);
      try {
        await client.chat.delete({ channel: message.channel, ts: message.message });
      } catch (error) {
        if (slackCode(error) !== "message_not_found") throw platformError(error);
      }
      if (thread !== undefined && thread !== message.message) await removeAllParts(client, message);
    },

    /**
     * In the conversation; where `to` is a message, in its thread, because Slack keeps replies out of a conversation's
     * history. Rejects where it could not look at everything since then: undefined means that it is not there.
     */
    async find(to, marker, since) {
      const client = await clientFor(to);
      const channel = "channel" in to ? to.channel : await directChannel(client, to);
      const thread = "message" in to ? ((to as MessageRef).thread ?? (to as MessageRef).message) : undefined;
      const oldest = String((since.getTime() - clockSkewMs) / 1000);
      let cursor: string | undefined;
      for (let page = 0; page < historyPages; page += 1) {
        // Slack gives apps outside its Marketplace 15 messages at a time, whatever is asked for.
        const args = {
          channel,
          oldest,
          inclusive: true,
          limit: 15,
          include_all_metadata: true,
          ...(cursor && { cursor }),
        };
        const { messages, has_more, response_metadata } = await nothingPosted(async () =>
          historySchema.parse(
            await (thread === undefined
              ? client.conversations.history(args)
              : client.conversations.replies({ ...args, ts: thread })),
          ),
        );
        const found = messages.find(({ metadata }) => metadata?.event_payload.id === marker);
        if (found)
          return {
            platform,
            workspace: to.workspace,
            channel,
            message: found.ts,
            ...(thread !== undefined && { thread }),
          };
        cursor = response_metadata?.next_cursor || undefined;
        if (has_more !== true || cursor === undefined) return undefined;
      }
      throw new PlatformError({ kind: "not-sent", reason: "too many messages since then to look through" });
    },

    async personByEmail(workspace, email) {
      const client = await clientFor(workspace);
      try {
        const user = userSchema.parse((await client.users.lookupByEmail({ email })).user);
        return isFullMember(user, workspace.workspace)
          ? { platform, workspace: workspace.workspace, user: user.id }
          : undefined;
      } catch (error) {
        if (slackCode(error) === "users_not_found") return undefined;
        throw definite(error);
      }
    },
  };
}

function isFullMember(user: z.infer<typeof userSchema>, workspace: string): boolean {
  const org = user.enterprise_user;
  const here =
    user.team_id === workspace || org?.enterprise_id === workspace || org?.teams?.includes(workspace) === true;
  const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
  return here && !guest && !user.deleted && !user.is_bot && !user.is_workflow_bot;
}

/** Never linked names, never previews: what a card says is what is shown. */
function shown(channel: string, payload: Payload) {
  const blocks = payload.blocks.length > 0 ? { blocks: payload.blocks } : {};
  return { channel, text: payload.text, ...blocks, unfurl_links: false, unfurl_media: false };
}

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw platformError(error);
  }
}

/** For calls that post nothing: not knowing their outcome is not knowing whether something was posted. */
async function nothingPosted<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw definite(error);
  }
}

function definite(error: unknown): PlatformError {
  const { failure } = platformError(error);
  return new PlatformError(failure.kind === "ambiguous" ? { kind: "not-sent", reason: failure.reason } : failure);
}
