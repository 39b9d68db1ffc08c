import type { MessageRef } from "../core/refs.js";
import { workspaceKey } from "../core/refs.js";
import { type ChatPlatform, PlatformError, type SendFailure } from "../ports/chat-platform.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { OutboxResult, Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { noteUnreachable } from "./refresh-identity.js";
import { whyNotSend } from "./still-wanted.js";

const batch = 50;

export type Deliverer = {
  /** For start-up: what was being sent when the process ended is of unknown outcome, is shown, and never sent again blindly. */
  recover(): Promise<string[]>;
  /** Sends what is due now. Resolves when nothing more is due, or when everything due has to wait for the platform. */
  deliver(): Promise<void>;
  /** Like `deliver`, and waits out the platforms' limits as well: afterwards nothing is due. */
  drain(): Promise<void>;
  /** Begins nothing more; resolves when what was being sent has been recorded. */
  stop(): Promise<void>;
};

type Outcome = OutboxResult & { unreachable?: boolean };

/**
 * The outbox. Guarantees: a message leaves in at most one request per claim; messages of a lane leave in order, one at
 * a time; the outcome is recorded under the claim's fence. What cannot be known (a crash or a silence between request
 * and record) ends as `unknown`. Not guaranteed here, and coming with the durable-delivery protocol: several processes,
 * look-up of an unknown message, limits that survive a restart.
 *
 * `laneGapMs`: machine time between two new messages of one conversation; one a second is what platforms allow for long.
 */
export function createDeliverer(app: App, { laneGapMs = 1_000 } = {}): Deliverer {
  const waits = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;

  async function pass(): Promise<number> {
    const due = await app.store.read((view) => view.outbox.due(app.clock.now(), batch));
    const ready = due.filter((message) => waitOf(message) <= 0);
    await Promise.all(ready.map(send));
    if (ready.length === 0 && due.length > 0) comeBackIn(Math.min(...due.map(waitOf)));
    return ready.length;
  }

  function waitOf(message: OutboxMessage): number {
    const until = Math.max(waits.get(message.lane) ?? 0, waits.get(workspaceKey(message)) ?? 0);
    return until - app.clock.machineNow().getTime();
  }

  /** What had to wait for the platform goes on by itself. */
  function comeBackIn(ms: number): void {
    if (stopped) return;
    clearTimeout(alarm);
    alarm = setTimeout(() => void deliver().catch(() => undefined), ms + 1);
    alarm.unref();
  }

  async function send(found: OutboxMessage): Promise<void> {
    const now = app.clock.now();
    if (found.expiresAt !== null && now > found.expiresAt) {
      await app.store.write((tables) => takeBack(tables, found, "came too late"));
      return;
    }
    const message = await app.store.write(async (tables) => {
      const reason = await whyNotSend(tables, found, now);
      if (reason === undefined) return tables.outbox.markSending(found.id, app.clock.machineNow());
      await takeBack(tables, found, reason);
      return undefined;
    });
    if (message === undefined) return;
    const result = await attempt(message);
    if (message.delivery.do !== "edit") {
      waits.set(message.lane, Math.max(waits.get(message.lane) ?? 0, app.clock.machineNow().getTime() + laneGapMs));
    }
    await app.store.write(async (tables) => {
      await tables.outbox.settle(message.id, message.fence, result);
      if (result.state === "dead" && result.unreachable && message.delivery.do === "direct")
        await noteUnreachable(tables, message.delivery.to, app.clock.now());
    });
    app.journal.count("outcome", result.state);
  }

  async function attempt(message: OutboxMessage): Promise<Outcome> {
    const platform = app.platforms.get(message.platform);
    if (platform === undefined) return { state: "dead", error: `no ${message.platform} connection is configured` };
    try {
      const sent = await dispatch(platform, message);
      if (sent === "original missing") return { state: "skipped", error: "the message to change was never posted" };
      return { state: "sent", message: sent, sentAt: app.clock.now() };
    } catch (error) {
      return resultOf(
        message,
        error instanceof PlatformError ? error.failure : { kind: "ambiguous", reason: String(error) },
      );
    }
  }

  async function dispatch(platform: ChatPlatform, message: OutboxMessage): Promise<MessageRef | "original missing"> {
    const { delivery } = message;
    const outgoing = { card: delivery.card, marker: message.id };
    switch (delivery.do) {
      case "direct":
        return platform.sendDirect(delivery.to, outgoing);
      case "post":
        return platform.post(delivery.to, outgoing);
      case "edit": {
        const original = await app.store.read((view) => view.outbox.byId(delivery.of));
        if (original?.message == null) return "original missing";
        return platform.edit(original.message, { ...outgoing, marker: delivery.of });
      }
      default:
        return delivery satisfies never;
    }
  }

  function resultOf(message: OutboxMessage, failure: SendFailure): Outcome {
    app.journal.warn("send failed", { id: message.id, kind: message.kind, failure: failure.kind });
    switch (failure.kind) {
      case "rate-limited": {
        const until = app.clock.machineNow().getTime() + failure.retryAfterMs;
        waits.set(message.lane, until);
        return { state: "pending", error: "rate limited", notBefore: message.notBefore, left: false };
      }
      case "not-sent": {
        waits.set(workspaceKey(message), app.clock.machineNow().getTime() + 5_000);
        return { state: "pending", error: failure.reason, notBefore: message.notBefore, left: false };
      }
      case "unreachable":
        return { state: "dead", error: failure.reason, unreachable: true };
      case "refused":
        if (failure.fix !== undefined) app.journal.error("send refused", { reason: failure.reason, fix: failure.fix });
        return {
          state: "dead",
          error: failure.fix === undefined ? failure.reason : `${failure.reason}: ${failure.fix}`,
        };
      case "ambiguous":
        // An edit may be made again: the second one changes nothing. Everything else stays unknown.
        if (message.policy === "repeatable" && message.attempts < 5) {
          waits.set(message.lane, app.clock.machineNow().getTime() + 5_000);
          return { state: "pending", error: failure.reason, notBefore: message.notBefore, left: true };
        }
        return { state: "unknown", error: failure.reason };
      default:
        return failure satisfies never;
    }
  }

  async function untilIdle(): Promise<void> {
    while (!stopped && (await pass()) > 0);
  }

  /** One loop at a time. A call that comes in while one runs gets a turn after it; further calls share that turn. */
  function deliver(): Promise<void> {
    if (waiting !== undefined) return waiting;
    const turn: Promise<void> = running.then(() => {
      waiting = undefined;
      return untilIdle();
    });
    waiting = turn;
    running = turn.catch((error: unknown) => app.journal.error("delivery stopped", { error: String(error) }));
    return turn;
  }

  async function drain(): Promise<void> {
    for (;;) {
      await deliver();
      if (stopped) return;
      const due = await app.store.read((view) => view.outbox.due(app.clock.now(), batch));
      if (due.length === 0) return;
      const wait = Math.min(...due.map(waitOf));
      await new Promise((resolve) => setTimeout(resolve, Math.max(10, Math.min(wait, 1_000))));
    }
  }

  async function recover(): Promise<string[]> {
    return app.store.write((tables) => tables.outbox.sendingToUnknown());
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(alarm);
    await running;
  }

  return { recover, deliver, drain, stop };
}

/** Not to be sent any more. Somebody whose hello is taken back has not been greeted: it goes before her next question. */
async function takeBack(tables: Repositories, message: OutboxMessage, reason: string): Promise<void> {
  const { id, kind, networkId, delivery } = message;
  if (!(await tables.outbox.skip(id, reason)) || kind !== "welcome" || delivery.do !== "direct") return;
  const identity = await tables.workspaces.identityOf(delivery.to);
  const person = identity && (await tables.roster.person({ networkId }, identity.personId));
  if (person !== undefined) await tables.roster.savePerson({ networkId }, { ...person, welcomedAt: null });
}
