import { policies } from "../core/policy.js";
import type { ChannelRef, PersonRef } from "../core/refs.js";
import { PlatformError } from "../ports/chat-platform.js";
import type { Delivery } from "../ports/outbox.js";
import type { Claim, OutboxResult } from "../ports/store.js";
import type { App } from "./app.js";

/** Clocks of a platform and ours may differ by this much. */
const skewMs = 60_000;

/** How far back is looked where it is not known when sending began. */
const unknownMs = 24 * 3_600_000;

/** Whether looking for one message has failed for long enough. */
export type InVain = { failed(id: string): boolean; over(id: string): void };

/**
 * Counts from the first of several failed look-ups, by this process's own time and in its memory alone: after a
 * standstill, or when another process takes over, it begins anew. One failure never makes a message unknown.
 */
export function createInVain(giveUpMs: number): InVain {
  const looks = new Map<string, { first: number; last: number }>();
  return {
    failed(id) {
      const now = performance.now();
      for (const [one, { last }] of looks) if (now - last > giveUpMs) looks.delete(one);
      const first = looks.get(id)?.first ?? now;
      looks.set(id, { first, last: now });
      return now - first > giveUpMs;
    },
    over: (id) => void looks.delete(id),
  };
}

/**
 * What became of a message whose sender did not say how it ended. On a platform where messages can be found by their
 * marker it is looked for: there, it is sent; not there, it waits to be sent again. Where nobody can look, its policy
 * says whether it is sent again, or stays unknown until a person decides. `later`: the platform cannot be asked just now.
 */
export async function lookUp(
  app: App,
  { message, abandonedMs = 0 }: Claim,
  mostAttempts: number,
  inVain: InVain,
): Promise<OutboxResult | "later"> {
  const again = (error: string): OutboxResult =>
    message.attempts + 1 < mostAttempts
      ? { state: "pending", error, notBefore: message.notBefore, left: true }
      : { state: "unknown", error: `${error}, ${mostAttempts} times` };
  const platform = app.platforms.get(message.platform);
  const unclear = message.error ?? "stopped before the outcome was recorded";
  const { lookUp, otherwise } = policies[message.policy];
  const unseen = (): OutboxResult =>
    otherwise === "is sent again" ? again(unclear) : { state: "unknown", error: unclear };
  const to = placeOf(message.delivery);
  if (!lookUp || platform === undefined || to === undefined || !platform.capabilities.find) return unseen();
  // Begun in the future: by a clock that was ahead and has been set right. By how much nobody knows.
  const begun =
    abandonedMs < 0 ? app.clock.machineNow().getTime() - unknownMs : (message.intentAt ?? message.createdAt).getTime();
  const since = new Date(begun - skewMs);
  try {
    const found = await platform.find(to, message.id, since);
    if (found !== undefined) return { state: "sent", message: found, sentAt: app.clock.now() };
    return again("not there when it was looked for");
  } catch (error) {
    // Whoever asks sooner than he was told to is made to wait longer.
    const failure = error instanceof PlatformError ? error.failure : undefined;
    if (failure?.kind === "rate-limited") {
      app.journal.count("outcome", "rate limited");
      await app.store.write((tables) => tables.outbox.block(message, failure.retryAfterMs, "look-ups"));
      // It is there and will answer: some apps may look once a minute.
      inVain.over(message.id);
      return "later";
    }
    app.journal.warn("look-up failed", { id: message.id, error: error instanceof Error ? error.message : "unknown" });
    return inVain.failed(message.id) ? unseen() : "later";
  }
}

function placeOf(delivery: Delivery): PersonRef | ChannelRef | undefined {
  return delivery.do === "edit" ? undefined : delivery.to;
}
