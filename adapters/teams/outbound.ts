import { setTimeout as pause } from "node:timers/promises";
import type { ChannelRef, MessageRef, PersonRef, WorkspaceRef } from "../../src/core/refs.js";
import type { Card } from "../../src/core/ui/card.js";
import {
  type ChatPlatform,
  type CredentialStore,
  type InboundEvent,
  type Outgoing,
  PlatformError,
} from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { renderMessages, type TeamsActivity } from "./card.js";
import type { Connector } from "./connector.js";
import { definite, platformError } from "./errors.js";
import { createRosters } from "./rosters.js";
import { botId, platform, type Reach, reachOf, splitConversation, threadId } from "./tenants.js";

export type Out = Pick<ChatPlatform, "sendDirect" | "post" | "reply" | "edit" | "remove" | "find" | "personByEmail"> & {
  /** Somebody writes or presses. Where she does so in her own chat she can be found by e-mail, until the process ends. */
  met(event: InboundEvent): void;
  /** Into her personal chat. Rejects with a PlatformError. */
  tell(person: PersonRef, what: Card | TeamsActivity): Promise<void>;
};

export type OutSettings = { connector: Connector; credentials: CredentialStore; appId: string; journal: Journal };

const rememberedChats = 10_000;

/** Teams takes seven requests a second and eight in two for a conversation. */
const betweenPartsMs = 300;
const longestWaitMs = 5000;
const attempts = 3;

/**
 * The door out. Every method makes one POST for the message it is about. A card with too much text for one message is
 * posted as several, and only the first decides the outcome; the reference has the ids of all, with commas between.
 * Not guaranteed: where the process ends between the first message and the rest, the rest is missing.
 */
export function createOut({ connector, credentials, appId, journal }: OutSettings): Out {
  /** A cache only: Teams answers the creation of the same chat with the same conversation. */
  const chats = new Map<string, Promise<string>>();
  const rosters = createRosters(connector);

  async function reachFor(workspace: string): Promise<Reach> {
    const stored = await credentials.find({ platform, workspace }).catch((error: unknown) => {
      throw definite(error);
    });
    const reach = reachOf(stored);
    if (!reach) throw new PlatformError({ kind: "unreachable", reason: "not-installed" });
    return reach;
  }

  function chatWith({ serviceUrl }: Reach, to: PersonRef): Promise<string> {
    if (to.direct !== undefined) return Promise.resolve(to.direct);
    const key = chatKey(to);
    const known = chats.get(key);
    if (known) return known;
    const body = {
      isGroup: false,
      bot: { id: botId(appId) },
      members: [{ id: to.user }],
      tenantId: to.workspace,
      channelData: { tenant: { id: to.workspace } },
    };
    const creating = connector.createConversation(serviceUrl, body).then(
      ({ id }) => id,
      (error: unknown) => {
        chats.delete(key);
        throw definite(error);
      },
    );
    if (chats.size >= rememberedChats) chats.clear();
    chats.set(key, creating);
    return creating;
  }

  async function say(
    to: PersonRef,
    messages: [TeamsActivity, ...TeamsActivity[]],
    leaving?: Outgoing["leaving"],
  ): Promise<MessageRef> {
    const reach = await reachFor(to.workspace);
    const channel = await chatWith(reach, to);
    try {
      const [first, ...rest] = messages;
      const { id } = await connector.send(reach.serviceUrl, channel, first, leaving);
      const ids = [id, ...(await sendRest(reach, channel, rest))];
      return { platform, workspace: to.workspace, channel, message: ids.join(",") };
    } catch (error) {
      if (platformError(error).failure.kind === "unreachable") chats.delete(chatKey(to));
      throw error;
    }
  }

  /**
   * The rest of a long card. Never rejects: the first part is posted, and a rejection would make the house send it
   * again. A definite refusal that passes is waited for; what is still missing then is written down for the operator.
   */
  async function sendRest(reach: Reach, conversation: string, rest: TeamsActivity[]): Promise<string[]> {
    const ids: string[] = [];
    for (const activity of rest) {
      const sent = await sendPatiently(reach, conversation, activity);
      if (typeof sent === "string") {
        ids.push(sent);
        continue;
      }
      journal.error("teams.rest-of-message-missing", { missing: rest.length - ids.length, ...sent });
      break;
    }
    return ids;
  }

  async function sendPatiently({ serviceUrl }: Reach, conversation: string, activity: TeamsActivity) {
    for (let tried = 1; ; tried += 1) {
      await pause(betweenPartsMs);
      try {
        return (await connector.send(serviceUrl, conversation, activity)).id;
      } catch (error) {
        const { failure } = platformError(error);
        const wait =
          failure.kind === "rate-limited"
            ? failure.retryAfterMs
            : failure.kind === "not-sent"
              ? betweenPartsMs
              : Number.POSITIVE_INFINITY;
        if (tried === attempts || wait > longestWaitMs) return failure;
        await pause(wait);
      }
    }
  }

  return {
    met(event) {
      const person = "person" in event ? event.person : undefined;
      if (person?.direct !== undefined) rosters.met(person.workspace, person.user, person.direct);
    },

    async sendDirect(to, message) {
      return say(to, rendered(message.card), message.leaving);
    },

    async tell(person, what) {
      await say(person, "type" in what ? [what] : rendered(what));
    },

    /** A new thread. What does not fit its first message stands in it. */
    async post(to, message) {
      const [activity, ...rest] = rendered(message.card);
      const reach = await reachFor(to.workspace);
      const thread = {
        isGroup: true,
        bot: { id: botId(appId) },
        tenantId: to.workspace,
        channelData: { channel: { id: to.channel }, tenant: { id: to.workspace } },
        activity,
      };
      const created = await connector.createConversation(reach.serviceUrl, thread, message.leaving);
      const id = created.activityId ?? splitConversation(created.id).root;
      if (id === undefined) throw new PlatformError({ kind: "ambiguous", reason: "the answer names no message" });
      const ids = [id, ...(await sendRest(reach, threadId(to.channel, id), rest))];
      return { platform, workspace: to.workspace, channel: to.channel, message: ids.join(",") };
    },

    async reply(to, message) {
      const [first, ...rest] = rendered(message.card);
      const reach = await reachFor(to.workspace);
      const root = rootOf(to);
      const conversation = conversationOf(to);
      const { id } = await connector.send(reach.serviceUrl, conversation, first, message.leaving);
      const ids = [id, ...(await sendRest(reach, conversation, rest))];
      const thread = root !== undefined && { thread: root };
      return { platform, workspace: to.workspace, channel: to.channel, message: ids.join(","), ...thread };
    },

    /** The same message with other content: parts that stand are edited, those too many removed, the rest sent after it. */
    async edit(message, { card, leaving }) {
      const activities = rendered(card);
      const { serviceUrl, ...reach } = await reachFor(message.workspace);
      const conversation = conversationOf(message);
      const standing = idsOf(message);
      for (const [i, id] of standing.entries()) {
        const activity = activities[i];
        if (i > 0) await pause(betweenPartsMs);
        if (activity) await connector.update(serviceUrl, conversation, id, activity, i === 0 ? leaving : undefined);
        else await connector.remove(serviceUrl, conversation, id);
      }
      const more = await sendRest({ serviceUrl, ...reach }, conversation, activities.slice(standing.length));
      return { ...message, message: [...standing.slice(0, activities.length), ...more].join(",") };
    },

    /** A message that is gone already is removed. The first part goes last: the others may stand in its thread. */
    async remove(message) {
      const { serviceUrl } = await reachFor(message.workspace);
      for (const [i, id] of idsOf(message).reverse().entries()) {
        if (i > 0) await pause(betweenPartsMs);
        await connector.remove(serviceUrl, conversationOf(message), id);
      }
    },

    async find() {
      throw new PlatformError({ kind: "refused", reason: "Teams cannot be searched for a message" });
    },

    async personByEmail(workspace, email) {
      const reach = await reachFor(workspace.workspace);
      const user = await rosters.find(workspace.workspace, reach, email);
      return user === undefined ? undefined : { platform, workspace: workspace.workspace, user };
    },
  };
}

function chatKey({ workspace, user }: WorkspaceRef & { user: string }): string {
  return `${workspace}:${user}`;
}

function idsOf({ message }: MessageRef): string[] {
  return message.split(",");
}

/** A thread's root; undefined in a personal chat, which has no threads. */
function rootOf(message: MessageRef): string | undefined {
  return isChannel(message) ? (message.thread ?? idsOf(message)[0]) : undefined;
}

function conversationOf(message: MessageRef): string {
  const root = rootOf(message);
  return root === undefined ? message.channel : threadId(message.channel, root);
}

function isChannel({ channel }: ChannelRef): boolean {
  return /^19:.*@thread\./.test(channel);
}

function rendered(card: Card): [TeamsActivity, ...TeamsActivity[]] {
  try {
    return renderMessages(card);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "a card that cannot be shown";
    throw new PlatformError({ kind: "refused", reason, fix: "Pictures need PUBLIC_URL to be an https address." });
  }
}
