import type { Jump, SandboxControl, SentMessage } from "../ports/sandbox.js";
import type { App } from "./app.js";
import type { Deliverer } from "./deliver.js";
import { tick } from "./tick.js";
import { nextInstant, upcoming } from "./upcoming.js";

const dayMs = 86_400_000;

/** A clock that can be moved forward. `move` keeps the offset, so that a restart does not fall back in time. */
export type MovableClock = { now(): Date; move(to: Date): Promise<void> };

/** The sandbox's hands on the programme's time. Exists in sandbox mode only. */
export function createSandboxControl(app: App, clock: MovableClock, deliverer: Deliverer): SandboxControl {
  let queue: Promise<unknown> = Promise.resolve();

  async function go(jump: Jump): Promise<{ now: Date; stops: number }> {
    const target = await targetOf(jump);
    let stops = 0;
    for (;;) {
      const next = await app.store.read((view) => nextInstant(view, clock.now()));
      if (next === undefined || next > target) break;
      await stopAt(next);
      stops++;
    }
    await stopAt(target);
    return { now: clock.now(), stops };
  }

  async function stopAt(instant: Date): Promise<void> {
    await clock.move(instant);
    await tick(app);
    await deliverer.drain();
  }

  async function targetOf(jump: Jump): Promise<Date> {
    const now = clock.now();
    if ("by" in jump) return new Date(now.getTime() + dayMs);
    const what = jump.to === "next check-in" ? "check-in" : "convening";
    const found = (await app.store.read((view) => upcoming(view, now))).find(
      (one) => one.what === what && one.at > now,
    );
    return found?.at ?? new Date(now.getTime() + dayMs);
  }

  return {
    now: () => clock.now(),
    advance(jump) {
      const turn = queue.then(() => go(jump));
      queue = turn.catch(() => undefined);
      return turn;
    },
    upcoming: () => app.store.read((view) => upcoming(view, clock.now())),
    recent: () =>
      app.store.read(async (view) => {
        const sent: SentMessage[] = [];
        for (const network of await view.networks.all()) {
          const messages = await view.outbox.list(
            { networkId: network.id },
            { states: ["sent", "dead", "unknown", "skipped"], limit: 50 },
          );
          for (const one of messages)
            sent.push({
              id: one.id,
              at: one.sentAt ?? one.notBefore,
              kind: one.kind,
              state: one.state,
              workspace: one.workspace,
              error: one.error,
              message: one.message,
            });
        }
        return sent.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, 50);
      }),
  };
}
