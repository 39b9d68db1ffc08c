import { setTimeout as pause } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { MessageRef } from "../../src/core/refs.js";
import type { Journal } from "../../src/ports/journal.js";
import type { Payload } from "./card.js";
import { sendFailure, slackCode } from "./errors.js";

/** A message that has parts, and the thread in which they stand: its own, or the one it was posted in. */
export type Whole = MessageRef & { thread?: string };
export type Part = { ts: string; part: number };

/** Carried by each part: which message it belongs to, and its place (from 1). */
const partEvent = "throughline_part";

/** Slack takes about one message a second in a channel. */
const betweenPostsMs = 1100;
const longestWaitMs = 5000;
const attempts = 3;

const marked = z.object({
  event_type: z.literal(partEvent),
  event_payload: z.object({ of: z.string(), part: z.number() }),
});
const repliesSchema = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: marked.optional().catch(undefined) })),
  has_more: z.boolean().nullish(),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/**
 * Posts the rest of a long card. Never rejects: the first part is posted, and a rejection would make the house send
 * it again. A definite refusal that passes is waited for; what is still missing then is written down for the operator.
 */
export async function postParts(client: WebClient, whole: Whole, rest: Payload[], journal: Journal): Promise<void> {
  for (const [i, payload] of rest.entries()) {
    const failed = await postPatiently(client, whole, payload, i + 1);
    if (failed === undefined) continue;
    journal.error("slack.rest-of-message-missing", { posted: i + 1, of: rest.length + 1, ...failed });
    return;
  }
}

async function postPatiently(
  client: WebClient,
  whole: Whole,
  payload: Payload,
  part: number,
): Promise<object | undefined> {
  for (let tried = 1; ; tried += 1) {
    await pause(betweenPostsMs);
    try {
      await postPart(client, whole, payload, part);
      return undefined;
    } catch (error) {
      const failure = sendFailure(error);
      const wait =
        failure.kind === "rate-limited"
          ? failure.retryAfterMs
          : failure.kind === "not-sent"
            ? betweenPostsMs
            : Number.POSITIVE_INFINITY;
      if (tried === attempts || wait > longestWaitMs) return failure;
      await pause(wait);
    }
  }
}

async function postPart(client: WebClient, whole: Whole, payload: Payload, part: number): Promise<void> {
  const { channel, message, thread = message } = whole;
  const metadata = { event_type: partEvent, event_payload: { of: message, part } };
  await client.chat.postMessage({
    channel,
    thread_ts: thread,
    ...payload,
    metadata,
    unfurl_links: false,
    unfurl_media: false,
  });
}

/** The parts that stand there now, in order. */
export async function partsOf(client: WebClient, { channel, message, thread = message }: Whole): Promise<Part[]> {
  const parts: Part[] = [];
  let cursor: string | undefined;
  do {
    const args = { channel, ts: thread, limit: 100, include_all_metadata: true, ...(cursor && { cursor }) };
    const answer = await client.conversations.replies(args).catch(noneWhereGone);
    const { messages, has_more, response_metadata } = repliesSchema.parse(answer);
    for (const { ts, metadata } of messages)
      if (metadata?.event_payload.of === message) parts.push({ ts, part: metadata.event_payload.part });
    cursor = has_more === true ? response_metadata?.next_cursor || undefined : undefined;
  } while (cursor !== undefined);
  return parts.sort((a, b) => a.part - b.part);
}

function noneWhereGone(error: unknown): object {
  if (slackCode(error) === "thread_not_found") return { messages: [] };
  throw error;
}

/** Edits the parts that are there, posts the ones that are missing, removes the ones too many. Doing it twice is doing it once. */
export async function replaceParts(client: WebClient, whole: Whole, rest: Payload[], before: Part[]): Promise<void> {
  const { channel } = whole;
  for (const [i, payload] of rest.entries()) {
    const standing = before.find(({ part }) => part === i + 1);
    if (standing) {
      await client.chat.update({ channel, ts: standing.ts, ...payload });
    } else {
      await pause(betweenPostsMs);
      await postPart(client, whole, payload, i + 1);
    }
  }
  await removeParts(
    client,
    whole,
    before.filter(({ part }) => part > rest.length),
  );
}

export async function removeParts(client: WebClient, { channel }: Whole, parts: Part[]): Promise<void> {
  for (const { ts } of parts) {
    await client.chat.delete({ channel, ts }).catch((error: unknown) => {
      if (slackCode(error) !== "message_not_found") throw error;
    });
  }
}
