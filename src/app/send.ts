import { isTooLate } from "../core/policy.js";
import type { MessageRef } from "../core/refs.js";
import { type ChatPlatform, PlatformError, type SendFailure } from "../ports/chat-platform.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Claim, Intent, OutboxResult } from "../ports/store.js";
import type { App } from "./app.js";
import { waitsUntil } from "./contact-hours.js";
import { createInVain, lookUp } from "./look-up.js";
import { withPictureLinks } from "./pictures.js";
import { noteUnreachable } from "./refresh-identity.js";
import { whyNotSend } from "./still-wanted.js";
import { cameTooLate, takeBack } from "./take-back.js";

/** All in ms of machine time. */
export type SendTimes = {
  /** For how long a lane is one sender's. At least three times as long as one request may take. */
  leaseMs: number;
  /** The longest that one request may take, as the adapters are told. */
  requestMs: number;
  /** What has left is there for everybody to find after this long. Part of the lease. */
  settleMs: number;
  /** Until a platform that could not be reached, or could not be asked, is tried again. */
  againMs: number;
  /** A platform where look-ups failed for so long will not say any more. Longer than `againMs`. */
  giveUpMs: number;
  /** Between two new messages of one conversation; one a second is what platforms allow for long. */
  laneGapMs: number;
  /** Between two requests to one workspace, after `burst` at once. 0: no pace. */
  paceMs: number;
  burst: number;
};

/** How often what cannot be repeated blindly is tried although each outcome was unclear. */
const mostAttempts = 5;

/** A conversation that takes nothing for so long after a message was due (programme time) will not take it any more. */
const longestNotSentMs = 24 * 3_600_000;

/** Too little of the lease is left for a request: nothing has left, and nothing may. */
class StoodStill extends Error {
  override name = "StoodStill";
}

/**
 * What is known after a request. `unreachable`: nothing reaches this person until something changes there. `freeInMs`:
 * until the lane goes on, where it is not its usual gap.
 */
type Known = { result: OutboxResult; unreachable?: boolean; freeInMs?: number };

/**
 * What is done about one claimed message: judged, intended, sent and recorded; or, where somebody else had begun to send
 * it, looked for and recorded. Each step that others must know of is a transaction of its own.
 *
 * Guarantees: a request leaves at most once per intent, while the lease lasts; its outcome is recorded under the fence.
 * Not guaranteed: a process that stands still between the last look at its clock and the first byte of its request, for
 * longer than the rest of its lease, may send what another has sent meanwhile. No platform here takes a key that would
 * close that gap.
 *
 * The function resolves with whether the workspace said anything, or undefined where it was not asked.
 */
export function createSender(app: App, times: SendTimes): (claim: Claim) => Promise<boolean | undefined> {
  const inVain = createInVain(times.giveUpMs);
  /** Sent by this process, which does not know how it ended. */
  const unclear = new Set<string>();

  async function send(claim: Claim): Promise<boolean | undefined> {
    await app.at?.("after claim");
    await app.answering?.turn();
    const intent = await intend(claim);
    if (intent === undefined) return undefined;
    await app.at?.("after intent");
    const known = await request(intent);
    await app.at?.("after request");
    if (known !== undefined) {
      const gapMs = intent.message.delivery.do === "edit" ? 0 : times.laneGapMs;
      await record(claim, known, known.freeInMs ?? gapMs);
      return true;
    }
    unclear.add(claim.message.id);
    // Left as it is: after a while it is looked for, by whoever comes first.
    await app.store.write((tables) => tables.outbox.giveBack(claim, times.settleMs), "brief");
    app.journal.count("outcome", "unclear");
    return false;
  }

  /** Undefined when it is not to leave, or not now. */
  function intend(claim: Claim): Promise<Intent | undefined> {
    const now = app.clock.now();
    return app.store.write(async ({ outbox, ...tables }) => {
      const all = { outbox, ...tables };
      // Another may have sent, moved or taken it back since the claim: judging writes, and is for the one that sends it.
      const message = await outbox.stillDue(claim, now);
      if (message === undefined) {
        await outbox.giveBack(claim, 0);
        return undefined;
      }
      const later = isTooLate(message, now) ? undefined : await waitsUntil(all, message, now);
      if (later !== undefined) {
        const { networkId, id, expiresAt } = message;
        await outbox.reschedule({ networkId }, id, { notBefore: later, expiresAt });
        await outbox.giveBack(claim, 0);
        return undefined;
      }
      const reason = isTooLate(message, now) ? cameTooLate : await whyNotSend(all, message, now);
      if (reason !== undefined) {
        await takeBack(all, message, reason);
        await outbox.giveBack(claim, 0);
        return undefined;
      }
      const { paceMs: everyMs, burst } = times;
      const turnInMs = everyMs === 0 ? undefined : await outbox.pace(message, { everyMs, burst });
      const intent = turnInMs === undefined ? await outbox.intend(claim, times.leaseMs) : undefined;
      if (intent === undefined) await outbox.giveBack(claim, turnInMs ?? 0);
      return intent;
    }, "brief");
  }

  /** One request. Undefined when nobody knows how it ended. */
  async function request({ message, since }: Intent): Promise<Known | undefined> {
    const platform = app.platforms.get(message.platform);
    if (platform === undefined) return dead(`no ${message.platform} connection is configured`);
    const original = message.delivery.do === "edit" ? await postedAs(message.delivery.of) : undefined;
    if (message.delivery.do === "edit" && original === undefined)
      return { result: { state: "skipped", error: "the message to change was never posted" } };
    // Whoever stood still for so long that the request could outlive the lease lets another do it.
    const inTime = () => {
      if (performance.now() - since > times.leaseMs - times.requestMs - times.settleMs) throw new StoodStill();
    };
    const leaving = async () => {
      await app.at?.("before request");
      inTime();
    };
    try {
      inTime();
      const sent = await dispatch(platform, withLinks(message), original, leaving);
      return { result: { state: "sent", message: sent, sentAt: app.clock.now() } };
    } catch (error) {
      if (error instanceof StoodStill) return notSent(message, "stood still");
      const unclear: SendFailure = { kind: "ambiguous", reason: String(error) };
      return afterFailure(message, error instanceof PlatformError ? error.failure : unclear);
    }
  }

  /** An address ends, so a picture gets its own when the card leaves. */
  function withLinks(message: OutboxMessage): OutboxMessage {
    const { delivery } = message;
    return { ...message, delivery: { ...delivery, card: withPictureLinks(delivery.card, app.pictureLink) } };
  }

  async function afterFailure(message: OutboxMessage, failure: SendFailure): Promise<Known | undefined> {
    const { id, kind, delivery } = message;
    app.journal.warn("send failed", { id, kind, failure: failure.kind });
    switch (failure.kind) {
      case "rate-limited": {
        app.journal.count("outcome", "rate limited");
        const only = delivery.do === "edit" ? "edits" : undefined;
        await app.store.write((tables) => tables.outbox.block(message, failure.retryAfterMs, only));
        return notSent(message, "rate limited");
      }
      case "not-sent":
        if (failure.only === "this conversation") return notSentHere(message, failure.reason);
        await app.store.write((tables) => tables.outbox.block(message, times.againMs));
        return notSent(message, failure.reason);
      case "unreachable":
        return { ...dead(failure.reason), unreachable: true };
      case "refused":
        if (failure.fix === undefined) return dead(failure.reason);
        app.journal.error("send refused", { reason: failure.reason, fix: failure.fix });
        return dead(`${failure.reason}: ${failure.fix}`);
      case "ambiguous":
        return undefined;
      default:
        return failure satisfies never;
    }
  }

  /** Only its own lane waits. What never comes too late would hold up the conversation for ever. */
  function notSentHere(message: OutboxMessage, reason: string): Known {
    const dueForMs = app.clock.now().getTime() - message.notBefore.getTime();
    if (message.expiresAt === null && dueForMs > longestNotSentMs) return dead(reason);
    return { ...notSent(message, reason), freeInMs: times.againMs };
  }

  /** Somebody began to send it. Found, it is sent; not there, it waits again; where nobody can look, by its policy. */
  async function finish(claim: Claim): Promise<boolean> {
    app.journal.count("outcome", unclear.has(claim.message.id) ? "looked for" : "taken over");
    await app.at?.("before look-up");
    const result = await lookUp(app, claim, mostAttempts, inVain);
    if (result === "later") {
      await app.store.write((tables) => tables.outbox.giveBack(claim, times.againMs), "brief");
      return false;
    }
    inVain.over(claim.message.id);
    unclear.delete(claim.message.id);
    await app.at?.("after look-up");
    await record(claim, { result }, 0);
    return true;
  }

  async function record({ message, fence }: Claim, { result, unreachable }: Known, freeInMs: number): Promise<void> {
    const { id, kind, delivery } = message;
    await app.store.write(async (tables) => {
      await app.at?.("before record");
      if (!(await tables.outbox.settle(id, fence, result, freeInMs))) return;
      if (unreachable && delivery.do === "direct") await noteUnreachable(tables, delivery.to, app.clock.now());
    }, "brief");
    app.journal.count("outcome", result.state);
    if (result.state === "unknown") app.journal.warn("nobody knows whether a message arrived", { id, kind });
    await app.at?.("after record");
  }

  async function postedAs(id: string): Promise<MessageRef | undefined> {
    return (await app.store.read((view) => view.outbox.byId(id)))?.message ?? undefined;
  }

  return (claim) => (claim.abandonedMs === undefined ? send(claim) : finish(claim));
}

function dead(error: string): Known {
  return { result: { state: "dead", error } };
}

function notSent({ notBefore }: OutboxMessage, error: string): Known {
  return { result: { state: "pending", error, notBefore, left: false } };
}

async function dispatch(
  platform: ChatPlatform,
  { id, delivery }: OutboxMessage,
  original: MessageRef | undefined,
  leaving: () => Promise<void>,
): Promise<MessageRef> {
  switch (delivery.do) {
    case "direct":
      return platform.sendDirect(delivery.to, { card: delivery.card, marker: id, leaving });
    case "post":
      return platform.post(delivery.to, { card: delivery.card, marker: id, leaving });
    case "edit":
      if (original === undefined) throw new Error("nothing to change");
      return platform.edit(original, { card: delivery.card, marker: delivery.of, leaving });
    default:
      return delivery satisfies never;
  }
}
