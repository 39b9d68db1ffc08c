import type { Claim } from "../ports/store.js";
import type { App } from "./app.js";
import { createSender, type SendTimes } from "./send.js";
import { createUnderWay, share } from "./under-way.js";

export type Deliverer = {
  /** Sends what is due now. Resolves when nothing more is due, or when everything due has to wait. */
  deliver(): Promise<void>;
  /** Like `deliver`, and waits out the platforms' limits as well: afterwards nothing is due. */
  drain(): Promise<void>;
  /** Begins nothing more; resolves when what was being sent has been recorded. */
  stop(): Promise<void>;
};

export type DeliveryTimes = SendTimes;

const usual: DeliveryTimes = {
  leaseMs: 30_000,
  requestMs: 10_000,
  settleMs: 3_000,
  againMs: 5_000,
  giveUpMs: 10 * 60_000,
  laneGapMs: 1_000,
  paceMs: 200,
  burst: 20,
};

/** So often it is asked once more who has a turn, before that is put off. */
const mostInVain = 10;

/** After this long what failed is tried again: the database was gone, for one. */
const afterFailureMs = 1_000;

/**
 * The outbox, for any number of processes. Each holds a lane (one conversation) for a while and under a number that
 * rises (its fence). Before a request leaves, the intent is written and the lease renewed in one transaction; the
 * request leaves only while enough of the lease is left for it to end; its outcome is recorded under the fence. Here is
 * who takes which lanes and when; what is done about each is send.ts.
 *
 * Guarantees: messages of a lane leave in order, one at a time; a message leaves once, unless its outcome is not known
 * and it is either found missing on the platform or harmless to repeat; whatever process dies, another goes on when
 * the lease is over. Not guaranteed: what send.ts says about standing still. `atOnce`: requests under way together, to
 * all workspaces.
 */
export function createDeliverer(app: App, changed: Partial<DeliveryTimes> = {}, atOnce = 100): Deliverer {
  const times = { ...usual, ...changed };
  const send = createSender(app, times);
  const underWay = createUnderWay(atOnce);
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let stopped = false;
  let callOff = () => {};

  const freeInMs = () => app.store.read((view) => view.outbox.nextFree(app.clock.now()));

  async function claim(room: number): Promise<Claim[]> {
    if (room === 0 || (await freeInMs()) !== 0) return [];
    const { leaseMs, paceMs: everyMs, burst } = times;
    const at = { now: app.clock.now(), leaseMs, pace: { everyMs, burst } };
    return app.store.write((tables) => tables.outbox.claim(at, room, underWay.busy(), share));
  }

  /** Claims and sends until nothing can be claimed any more. A slow workspace does not hold up the next claim. */
  async function untilIdle(): Promise<void> {
    const flying = new Set<Promise<void>>();
    const failures: unknown[] = [];
    let inVain = 0;
    while (!stopped) {
      const claims = failures.length > 0 ? [] : await claim(atOnce - flying.size);
      for (const one of claims) {
        const flight: Promise<void> = underWay
          .counted(one.message, () => send(one))
          .catch((error: unknown) => void failures.push(error))
          .finally(() => flying.delete(flight));
        flying.add(flight);
      }
      if (claims.length > 0) inVain = 0;
      if (claims.length > 0) continue;
      if (flying.size > 0) await Promise.race(flying);
      // The turn may have been that of silent workspaces for which nothing waits, while something does for another.
      else if (failures.length > 0 || inVain++ === mostInVain || (await freeInMs()) !== 0) break;
    }
    await Promise.all(flying);
    if (failures.length > 0) throw failures[0];
    const inMs = stopped ? undefined : await freeInMs();
    if (inMs !== undefined) comeBack(inMs + 1);
  }

  /** What had to wait goes on by itself, without waiting for the next heartbeat. */
  function comeBack(inMs: number): void {
    callOff();
    if (stopped) return;
    callOff = app.clock.after(Math.min(Math.max(20, inMs), 60_000), () => void deliver().catch(() => undefined));
  }

  /** One loop at a time. A call that comes in while one runs gets a turn after it; further calls share that turn. */
  function deliver(): Promise<void> {
    if (waiting !== undefined) return waiting;
    const turn: Promise<void> = running.then(() => {
      waiting = undefined;
      callOff();
      return untilIdle();
    });
    waiting = turn;
    running = turn.catch((error: unknown) => {
      app.journal.error("delivery stopped", { error: String(error) });
      comeBack(afterFailureMs);
    });
    return turn;
  }

  async function drain(): Promise<void> {
    for (;;) {
      await deliver();
      const inMs = stopped ? undefined : await freeInMs();
      if (inMs === undefined) return;
      await new Promise<void>((done) => app.clock.after(Math.max(10, Math.min(inMs + 1, 1_000)), done));
    }
  }

  async function stop(): Promise<void> {
    stopped = true;
    callOff();
    await running;
  }

  return { deliver, drain, stop };
}
