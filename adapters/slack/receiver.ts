import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Receiver } from "@slack/bolt";
import type { HttpRoute } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { type Answer, answerOnce, faultOf, finished, rawBody } from "../http/receiving.js";
import { readBody, type SlackBody } from "./payloads.js";

export type ReceiverOptions = {
  /** Never empty: an empty key would let anybody sign. */
  signingSecret: string;
  journal: Journal;
  /** What a window is answered so that it stays open with its text; undefined for everything that is no window. */
  keepForm(body: SlackBody, why: "failed" | "slow"): object | undefined;
  /** When Slack gets an answer although ours is not ready, in ms. It waits three seconds. */
  deadlines?: { form: number; other: number };
};

export type SlackReceiver = Receiver & { route: HttpRoute };

const skewLimit = 300;

/**
 * Bolt's receiver for a route of somebody else's server. Bolt's own acknowledges an event before it is handled; this
 * one answers 200 after the handler, so after the commit, and 5xx when nothing was committed, and Slack delivers again.
 * A request sent again within five minutes passes the signature (Slack's own redeliveries look the same): the event's
 * key makes it harmless.
 */
export function createReceiver(options: ReceiverOptions): SlackReceiver {
  const { signingSecret, journal, keepForm, deadlines = { form: 2600, other: 2900 } } = options;
  if (signingSecret === "")
    throw new Error(
      "SLACK_SIGNING_SECRET is empty: find it at https://api.slack.com/apps → Basic Information → Signing Secret.",
    );
  let app: App | undefined;
  let open = false;
  const working = new Set<Promise<void>>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const arrived = Date.now();
    const answer = answerOnce(response);
    if (!app || !open) return answer(503);
    const refuse = (status: number, reason: string): void => {
      journal.count("refused", `slack:${reason}`);
      // A body that is wrong stays wrong: without this header Slack sends it three more times. A signature may be
      // wrong because of our clock or secret, and those are mended.
      answer(status, undefined, status === 401 ? {} : { "x-slack-no-retry": "1" });
    };
    const raw = await rawBody(request, () => refuse(413, "too-large"));
    if (raw === undefined) return;
    const form = formOf(request, raw);
    // Slack's check of our certificate is unsigned. Nothing but the answer comes of it, whatever else it carries.
    if (form && form.getAll("ssl_check").join() === "1") return answer(200);
    const forged = signatureFault(signingSecret, request, raw, Math.floor(Date.now() / 1000));
    if (forged) return refuse(401, forged);
    const parsed = parse(request, form, raw);
    if (!parsed) return refuse(400, "unreadable-body");
    const reading = readBody(parsed.value);
    switch (reading.kind) {
      case "challenge":
        return answer(200, { challenge: reading.challenge });
      case "rate-limited":
        journal.warn("slack.app-rate-limited", {
          meaning: "Slack dropped events of a workspace: more than 30,000 in an hour",
        });
        return answer(200);
      case "ignored":
        journal.count("ignored", `slack:${reading.reason}`);
        return answer(200);
      case "malformed":
        return refuse(400, reading.reason);
      case "unknown":
        return refuse(404, reading.reason);
      case "body": {
        const work = process(app, reading.body, arrived, answer).finally(() => working.delete(work));
        working.add(work);
        return work;
      }
    }
  };

  async function process(bolt: App, body: SlackBody, arrived: number, answer: Answer): Promise<void> {
    const slow = keepForm(body, "slow");
    const wait = (slow ? deadlines.form : deadlines.other) - (Date.now() - arrived);
    const deadline = setTimeout(() => {
      if (answer(slow ? 200 : 503, slow)) journal.warn("slack.answered-late", { request: kindOf(body) });
    }, wait);
    let acked = false;
    const ack = async (content?: unknown): Promise<void> => {
      acked = true;
      // Bolt acknowledges events by itself, before they are handled: those are answered when committed, or below.
      if (!("event" in body)) answer(200, content);
    };
    try {
      // An event has its answer when it is committed; what the house replies may take longer than Slack waits.
      await bolt.processEvent({ body, ack, customProperties: { committed: () => answer(200) } });
      answer(acked ? 200 : 404);
    } catch (error) {
      journal.error("slack.request-failed", { request: kindOf(body), ...faultOf(error) });
      const kept = keepForm(body, "failed");
      answer(kept ? 200 : 500, kept);
    } finally {
      clearTimeout(deadline);
    }
  }

  return {
    async route(request, response) {
      await handle(request, response);
    },
    init(initialised) {
      app = initialised;
    },
    async start() {
      open = true;
    },
    /** Refuses what comes and lets what is under way finish, for ten seconds at most. */
    async stop() {
      open = false;
      await finished(working);
    },
  };
}

function formOf(request: IncomingMessage, raw: Buffer): URLSearchParams | undefined {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers["content-type"] ?? "");
  return isForm ? new URLSearchParams(raw.toString("utf8")) : undefined;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack, and nothing from the future either. `now` in s. */
export function signatureFault(
  secret: string,
  request: Pick<IncomingMessage, "headers">,
  raw: Buffer,
  now: number,
): string | undefined {
  const signature = request.headers["x-slack-signature"];
  const timestamp = request.headers["x-slack-request-timestamp"];
  if (typeof signature !== "string" || typeof timestamp !== "string") return "unsigned";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > skewLimit) return "stale-timestamp";
  const expected = Buffer.from(
    `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(raw).digest("hex")}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : "bad-signature";
}

function parse(
  request: IncomingMessage,
  form: URLSearchParams | undefined,
  raw: Buffer,
): { value: unknown } | undefined {
  const payload = form?.get("payload");
  if (form && typeof payload !== "string") return { value: Object.fromEntries(form) };
  if (!form && !/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) return undefined;
  try {
    return { value: JSON.parse(payload ?? raw.toString("utf8")) };
  } catch {
    return undefined;
  }
}

function kindOf(body: SlackBody): string {
  if ("event" in body) return body.event.type;
  return "command" in body ? "command" : body.type;
}
