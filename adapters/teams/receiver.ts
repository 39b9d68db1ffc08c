import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpRoute } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { type Answer, answerOnce, faultOf, finished, rawBody } from "../http/receiving.js";
import { type Activity, type Envelope, kindOf, readActivity, readEnvelope } from "./payloads.js";

export type ReceiverOptions = {
  journal: Journal;
  /** Whether this request is from Teams, for us. Never rejects. */
  authenticate(authorization: string, envelope: Envelope): Promise<Verdict>;
  /** Resolves after the commit with what the request is answered. Rejects when nothing was committed. */
  handle(activity: Activity): Promise<Handled>;
  /** What a dialog is answered where the house gave no answer; undefined for everything that is no dialog. */
  instead(activity: Activity, why: "failed" | "slow"): object | undefined;
  deadlines?: Deadlines;
};

/** When Teams gets an answer although ours is not ready, in ms since its request came. */
export type Deadlines = { invoke: number; other: number };

/** Before Teams gives up. Its patience is not documented: about 5 and 15 s. */
const defaultDeadlines: Deadlines = { invoke: 4000, other: 13_000 };

/** `unknown`: it could not be judged, the same may be good later. */
export type Verdict = { kind: "genuine" } | { kind: "forged" | "unknown"; reason: string };

/** `after` is done once the request has its answer; it does not reject. `status` is 200 unless said. */
export type Handled = { status?: number; body?: object; after?: () => Promise<void> };

export type TeamsReceiver = { route: HttpRoute; start(): void; stop(): Promise<void> };

/**
 * The messaging endpoint, on somebody else's server. It answers 200 after the commit and 5xx when nothing was
 * committed. Teams delivers again what was not answered in time, invokes too: first with the same id, then with a new id
 * and timestamp (https://github.com/microsoft/botbuilder-dotnet/issues/5005). The event's key makes a second delivery
 * harmless: a form's is of its dialog and what was typed, not of the invoke. A dialog is opened again.
 */
export function createReceiver(options: ReceiverOptions): TeamsReceiver {
  const { journal, deadlines = defaultDeadlines } = options;
  let open = false;
  const working = new Set<Promise<void>>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = Date.now();
    const answer = answerOnce(response);
    const refuse = (status: number, reason: string): void => {
      journal.count("refused", `teams:${reason}`);
      answer(status);
    };
    const raw = await rawBody(request, () => refuse(413, "too-large"));
    if (raw === undefined) return;
    if (!open) return void answer(503);
    const { authorization } = request.headers;
    if (!authorization) return refuse(401, "unsigned");
    const value = parsed(request, raw);
    if (value === undefined) return refuse(400, "unreadable-body");
    const envelope = readEnvelope(value.json);
    if (!envelope) return refuse(400, "no-activity");
    const verdict = await options.authenticate(authorization, envelope);
    if (verdict.kind === "unknown") {
      journal.warn("teams.not-judged", { reason: verdict.reason });
      return refuse(503, verdict.reason);
    }
    if (verdict.kind === "forged") return refuse(401, verdict.reason);
    if (envelope.channelId !== "msteams") return refuse(403, "other-channel");
    const reading = readActivity(value.json, envelope);
    switch (reading.kind) {
      case "malformed":
        return refuse(400, reading.reason);
      case "ignored":
        journal.count("ignored", `teams:${reading.reason}`);
        return void answer(200);
      case "activity":
        return process(reading.activity, arrived, answer);
    }
  };

  /** An answer that cannot be made leaves an error to Teams, which keeps a dialog open too. */
  function instead(activity: Activity, why: "failed" | "slow"): object | undefined {
    try {
      return options.instead(activity, why);
    } catch (error) {
      journal.error("teams.dialog-not-drawn", { ...faultOf(error) });
      return undefined;
    }
  }

  async function process(activity: Activity, arrived: number, answer: Answer): Promise<void> {
    const limit = activity.type === "invoke" ? deadlines.invoke : deadlines.other;
    const deadline = setTimeout(
      () => {
        const slow = instead(activity, "slow");
        if (answer(slow ? 200 : 503, slow))
          journal.warn("teams.answered-late", { request: kindOf(activity) ?? "other" });
      },
      limit - (Date.now() - arrived),
    );
    try {
      const handled = await options.handle(activity);
      answer(handled.status ?? 200, handled.body);
      await handled.after?.();
    } catch (error) {
      journal.error("teams.request-failed", { request: kindOf(activity) ?? "other", ...faultOf(error) });
      const kept = instead(activity, "failed");
      answer(kept ? 200 : 500, kept);
    } finally {
      clearTimeout(deadline);
    }
  }

  return {
    async route(request, response) {
      const work = handle(request, response);
      working.add(work);
      await work.finally(() => working.delete(work));
    },
    start() {
      open = true;
    },
    /** Refuses what comes and lets what is under way finish, for ten seconds at most. */
    async stop() {
      open = false;
      await finished(working);
    },
  };
}

/** Some of Microsoft's own senders put a byte order mark in front. */
function parsed(request: IncomingMessage, raw: Buffer): { json: unknown } | undefined {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) return undefined;
  try {
    return { json: JSON.parse(raw.toString("utf8").replace(/^\uFEFF/, "")) };
  } catch {
    return undefined;
  }
}
