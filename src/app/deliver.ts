import { isTooLate } from "../core/policy.js";
import type { MessageRef } from "../core/refs.js";
import { workspaceKey } from "../core/refs.js";
import { type ChatPlatform, PlatformError, type SendFailure } from "../ports/chat-platform.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Claim, OutboxResult, Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { lookUp } from "./look-up.js";
import { noteUnreachable } from "./refresh-identity.js";
import { whyNotSend } from "./still-wanted.js";

export type Deliverer = {
  /** Sends what is due now. Resolves when nothing more is due, or when everything due has to wait. */
  deliver(): Promise<void>;
  /** Like `deliver`, and waits out the platforms' limits as well: afterwards nothing is due. */
  drain(): Promise<void>;
  /** Begins nothing more; resolves when what was being sent has been recorded. */
  stop(): Promise<void>;
};

/** All in ms of machine time. */
export type DeliveryTimes = {
  /** For how long a lane is one sender's. At least three times as long as one request may take. */
  leaseMs: number;
  /** The longest that one request may take, as the adapters are told. */
  requestMs: number;
  /** What has left is there for everybody to find after this long. Part of the lease. */
  settleMs: number;
  /** Until a platform that could not be reached, or could not be asked, is tried again. */
  againMs: number;
  /** Between two new messages of one conversation; one a second is what platforms allow for long. */
  laneGapMs: number;
  /** Between two requests to one workspace, after `burst` at once. 0: no pace. */
  paceMs: number;
  burst: number;
};

const usual: DeliveryTimes = {
  leaseMs: 30_000,
  requestMs: 10_000,
  settleMs: 3_000,
  againMs: 5_000,
  laneGapMs: 1_000,
  paceMs: 200,
  burst: 20,
};

/** Requests under way at once, in all and to one workspace: one that does not answer holds up no other. */
const atOnce = 50;
const atOnceToOne = 10;
/** What one claim takes of it, so that two claims together do not exceed it. */
const share = atOnceToOne / 2;

/** Less than `requestMs` of the lease is left: nothing has left, and nothing may. */
class StoodStill extends Error {
  override name = "StoodStill";
}

/** After this long what failed is tried again: the database was gone, for one. */
const afterFailureMs = 1_000;

/** How often what cannot be repeated blindly is tried although each outcome was unclear. */
const mostAttempts = 5;

/**
 * The outbox, for any number of processes. Each holds a lane (one conversation) for a while and under a number that
 * rises (its fence). Before a request leaves, the intent is written and the lease renewed in one transaction; the
 * request leaves only while enough of the lease is left for it to end; its outcome is recorded under the fence.
 *
 * Guarantees: messages of a lane leave in order, one at a time; a message leaves once, unless its outcome is not known
 * and it is either found missing on the platform or harmless to repeat; whatever process dies, another goes on when
 * the lease is over. Not guaranteed: a process that stands still between the last look at its clock and the first byte of its
 * request, for longer than the rest of its lease, may send what another has sent meanwhile. No platform here takes a
 * key that would close that gap.
 */
export function createDeliverer(app: App, changed: Partial<DeliveryTimes> = {}): Deliverer {
  const times = { ...usual, ...changed };
  const toWorkspace = new Map<string, { ref: { platform: string; workspace: string }; count: number }>();
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let stopped = false;
  let callOff = () => {};

  async function claim(room: number): Promise<Claim[]> {
    const busy = [...toWorkspace.values()].filter(({ count }) => count > atOnceToOne - share).map(({ ref }) => ref);
    const now = app.clock.now();
    if ((await app.store.read((view) => view.outbox.nextFree(now))) !== 0) return [];
    return app.store.write((tables) => tables.outbox.claim({ now, leaseMs: times.leaseMs }, room, busy, share));
  }

  /** Claims and sends until nothing can be claimed any more. A slow workspace does not hold up the next claim. */
  async function untilIdle(): Promise<void> {
    const flying = new Set<Promise<void>>();
    const failures: unknown[] = [];
    while (!stopped) {
      const room = atOnce - flying.size;
      const claims = room === 0 || failures.length > 0 ? [] : await claim(room);
      for (const one of claims) {
        const flight: Promise<void> = counted(one, () => handle(one))
          .catch((error: unknown) => void failures.push(error))
          .finally(() => flying.delete(flight));
        flying.add(flight);
      }
      if (claims.length > 0) continue;
      if (flying.size === 0) break;
      await Promise.race(flying);
    }
    await Promise.all(flying);
    if (failures.length > 0) throw failures[0];
    await comeBack();
  }

  /** By itself, without waiting for the next heartbeat. */
  function again(inMs: number): void {
    callOff();
    if (stopped) return;
    callOff = app.clock.after(Math.min(Math.max(20, inMs), 60_000), () => void deliver().catch(() => undefined));
  }

  async function counted(one: Claim, work: () => Promise<void>): Promise<void> {
    const key = workspaceKey(one.message);
    const entry = toWorkspace.get(key) ?? { ref: one.message, count: 0 };
    toWorkspace.set(key, { ...entry, count: entry.count + 1 });
    await work().finally(() => {
      const { count = 1 } = toWorkspace.get(key) ?? {};
      if (count > 1) toWorkspace.set(key, { ...entry, count: count - 1 });
      else toWorkspace.delete(key);
    });
  }

  /** What had to wait goes on by itself. */
  async function comeBack(): Promise<void> {
    if (stopped) return;
    callOff();
    const freeInMs = await app.store.read((view) => view.outbox.nextFree(app.clock.now()));
    if (freeInMs !== undefined) again(freeInMs + 1);
  }

  async function handle(one: Claim): Promise<void> {
    if (one.abandonedMs !== undefined) await finish(one);
    else await send(one);
  }

  async function send(one: Claim): Promise<void> {
    const now = app.clock.now();
    const edit = one.message.delivery.do === "edit";
    await app.at?.("after claim");
    const intent = await app.store.write(async (tables) => {
      const reason = isTooLate(one.message, now) ? "came too late" : await whyNotSend(tables, one.message, now);
      if (reason !== undefined) {
        await takeBack(tables, one.message, reason);
        await tables.outbox.giveBack(one, 0);
        return undefined;
      }
      const pace = times.paceMs > 0 ? { everyMs: times.paceMs, burst: times.burst } : undefined;
      const turn = pace && (await tables.outbox.pace(one.message, pace));
      const intended = turn === undefined ? await tables.outbox.intend(one, times.leaseMs) : undefined;
      if (intended === undefined) await tables.outbox.giveBack(one, turn ?? 0);
      return intended;
    });
    if (intent === undefined) return;
    const { message, since } = intent;
    await app.at?.("after intent");
    const original = message.delivery.do === "edit" ? await postedAs(message.delivery.of) : undefined;
    // Whoever stood still for so long that the request could outlive the lease lets another do it.
    const inTime = () => {
      if (performance.now() - since > times.leaseMs - times.requestMs - times.settleMs) throw new StoodStill();
    };
    const leaving = async () => {
      await app.at?.("before request");
      inTime();
    };
    const result = await attempt(message, original, { inTime, leaving });
    await app.at?.("after request");
    if (result === "unclear") return unclear(one);
    await record(one, result, edit ? 0 : times.laneGapMs);
  }

  /** Left as it is: after a while it is looked for, by whoever comes first. */
  async function unclear(one: Claim): Promise<void> {
    await app.store.write((tables) => tables.outbox.giveBack(one, times.settleMs));
    app.journal.count("outcome", "unclear");
  }

  /** Somebody began to send it. Found, it is sent; not there, it waits again; where nobody can look, by its kind. */
  async function finish(one: Claim): Promise<void> {
    app.journal.count("outcome", "taken over");
    await app.at?.("before look-up");
    const result = await lookUp(app, one, mostAttempts);
    if (result === "later") {
      await app.store.write((tables) => tables.outbox.giveBack(one, times.againMs));
      return;
    }
    await app.at?.("after look-up");
    await record(one, result, 0);
  }

  async function record(one: Claim, result: OutboxResult & { unreachable?: boolean }, freeInMs: number): Promise<void> {
    const { id, fence, delivery } = { ...one.message, fence: one.fence };
    await app.store.write(async (tables) => {
      await app.at?.("before record");
      if (!(await tables.outbox.settle(id, fence, result, freeInMs))) return;
      if (result.state === "dead" && result.unreachable && delivery.do === "direct")
        await noteUnreachable(tables, delivery.to, app.clock.now());
    });
    app.journal.count("outcome", result.state);
    await app.at?.("after record");
  }

  async function postedAs(id: string): Promise<MessageRef | undefined> {
    return (await app.store.read((view) => view.outbox.byId(id)))?.message ?? undefined;
  }

  async function attempt(
    message: OutboxMessage,
    original: MessageRef | undefined,
    { inTime, leaving }: { inTime(): void; leaving(): Promise<void> },
  ): Promise<(OutboxResult & { unreachable?: boolean }) | "unclear"> {
    const platform = app.platforms.get(message.platform);
    if (platform === undefined) return { state: "dead", error: `no ${message.platform} connection is configured` };
    if (message.delivery.do === "edit" && original === undefined)
      return { state: "skipped", error: "the message to change was never posted" };
    try {
      inTime();
      const sent = await dispatch(platform, message, original, leaving);
      return { state: "sent", message: sent, sentAt: app.clock.now() };
    } catch (error) {
      if (error instanceof StoodStill)
        return { state: "pending", error: "stood still", notBefore: message.notBefore, left: false };
      const failure: SendFailure =
        error instanceof PlatformError ? error.failure : { kind: "ambiguous", reason: String(error) };
      return resultOf(message, failure);
    }
  }

  async function resultOf(
    message: OutboxMessage,
    failure: SendFailure,
  ): Promise<(OutboxResult & { unreachable?: boolean }) | "unclear"> {
    app.journal.warn("send failed", { id: message.id, kind: message.kind, failure: failure.kind });
    const { notBefore } = message;
    switch (failure.kind) {
      case "rate-limited":
        app.journal.count("outcome", "rate limited");
        await app.store.write((tables) => tables.outbox.block(message, failure.retryAfterMs));
        return { state: "pending", error: "rate limited", notBefore, left: false };
      case "not-sent":
        await app.store.write((tables) => tables.outbox.block(message, times.againMs));
        return { state: "pending", error: failure.reason, notBefore, left: false };
      case "unreachable":
        return { state: "dead", error: failure.reason, unreachable: true };
      case "refused":
        if (failure.fix !== undefined) app.journal.error("send refused", { reason: failure.reason, fix: failure.fix });
        return {
          state: "dead",
          error: failure.fix === undefined ? failure.reason : `${failure.reason}: ${failure.fix}`,
        };
      case "ambiguous":
        return "unclear";
      default:
        return failure satisfies never;
    }
  }

  /** One loop at a time. A call that comes in while one runs gets a turn after it; further calls share that turn. */
  function deliver(): Promise<void> {
    if (waiting !== undefined) return waiting;
    const turn: Promise<void> = running.then(() => {
      waiting = undefined;
      return untilIdle();
    });
    waiting = turn;
    running = turn.catch((error: unknown) => {
      app.journal.error("delivery stopped", { error: String(error) });
      again(afterFailureMs);
    });
    return turn;
  }

  async function drain(): Promise<void> {
    for (;;) {
      await deliver();
      if (stopped) return;
      const freeInMs = await app.store.read((view) => view.outbox.nextFree(app.clock.now()));
      if (freeInMs === undefined) return;
      await new Promise<void>((done) => app.clock.after(Math.max(10, Math.min(freeInMs + 1, 1_000)), done));
    }
  }

  async function stop(): Promise<void> {
    stopped = true;
    callOff();
    await running;
  }

  return { deliver, drain, stop };
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

/** Not to be sent any more. Somebody whose hello is taken back has not been greeted: it goes before her next question. */
async function takeBack(tables: Repositories, message: OutboxMessage, reason: string): Promise<void> {
  const { id, kind, networkId, delivery } = message;
  if (!(await tables.outbox.skip(id, reason)) || kind !== "welcome" || delivery.do !== "direct") return;
  const identity = await tables.workspaces.identityOf(delivery.to);
  const person = identity && (await tables.roster.person({ networkId }, identity.personId));
  if (person !== undefined) await tables.roster.savePerson({ networkId }, { ...person, welcomedAt: null });
}
