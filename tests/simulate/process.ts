import type { App, Step } from "../../src/app/app.js";
import { createDeliverer, type Deliverer } from "../../src/app/deliver.js";
import { followTimeZones } from "../../src/app/follow-time-zones.js";
import { createHandle } from "../../src/app/handle.js";
import { createMatchIndex } from "../../src/app/match-index.js";
import { tick } from "../../src/app/tick.js";
import type { ChatPlatform, Receive } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import type { Store } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import type { WallClock } from "./agenda.js";

/** The process under test: the real use cases, the real outbox, the real store. It can be killed at any named step. */
export type Process = {
  receive: Receive;
  up(): boolean;
  /** A heartbeat; doubled, two at once. */
  beat(doubled?: boolean): Promise<void>;
  /** Sends what has been poked for. True when there was something. */
  settle(): Promise<boolean>;
  deliver(): Promise<void>;
  /** It dies when it next comes to this step. */
  arm(step: Step): void;
  /** As `kill -9` would. */
  kill(): void;
  /** Lets what is under way end, as SIGTERM does. */
  stop(): Promise<void>;
  start(): Promise<void>;
  store(): Store;
  close(): Promise<void>;
  counts: Map<string, number>;
  /** What the process could not do although nobody had killed it. */
  surprises: string[];
};

/** Nothing that happens after it has an effect. */
class Killed extends Error {
  override name = "Killed";
}

type Life = {
  dead: boolean;
  stopped: boolean;
  poked: boolean;
  armed: Step | undefined;
  app: App;
  handle: Receive;
  deliverer: Deliverer;
  store: Store;
};

export type ProcessOptions = {
  url: string;
  clock: WallClock;
  platforms: () => ChatPlatform[];
  /** For planted faults. */
  around(store: Store): Store;
  died(): void;
};

/** For the credentials of simulated workspaces. */
const key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

export function openProcess({ url, clock, platforms, around, died }: ProcessOptions): Process {
  const counts = new Map<string, number>();
  const surprises: string[] = [];
  let life: Life | undefined;
  let bare: Store | undefined;

  const journal = (of: { life?: Life }): Journal => ({
    info: () => {},
    warn: () => {},
    error(event, fields) {
      if (of.life?.dead !== true) surprises.push(`${event}: ${JSON.stringify(fields ?? {})}`);
    },
    count: (name, reason) => void counts.set(`${name}: ${reason}`, (counts.get(`${name}: ${reason}`) ?? 0) + 1),
  });

  async function begin(): Promise<Life> {
    const self: { life?: Life } = {};
    const opened = await openStore({ url, key, journal: journal(self), machineNow: () => clock.machineNow() });
    bare = opened;
    const alive = () => {
      if (self.life?.dead) throw new Killed();
    };
    const store = mortal(around(opened), alive);
    const app: App = {
      matching: createMatchIndex(store),
      store,
      clock: {
        ...clock,
        // Whoever is called after a while is waited for, so that time does not go on meanwhile.
        after: (ms, then) =>
          clock.after(ms, async () => {
            then();
            await quietly(self.life, () => self.life?.deliverer.deliver());
          }),
      },
      journal: journal(self),
      platforms: new Map(platforms().map((one) => [one.name, mortalPlatform(one, alive)])),
      poke() {
        if (self.life !== undefined) self.life.poked = true;
      },
      wake() {},
      async at(step) {
        alive();
        if (self.life?.armed !== step) return;
        kill(self.life);
        throw new Killed();
      },
    };
    // A platform that cannot be reached is tried once a minute here, and every five seconds in earnest.
    const deliverer = createDeliverer(app, { againMs: 60_000 });
    self.life = {
      dead: false,
      stopped: false,
      poked: true,
      armed: undefined,
      app,
      handle: createHandle(app),
      deliverer,
      store,
    };
    return self.life;
  }

  function kill(which: Life): void {
    if (which.dead) return;
    which.dead = true;
    died();
  }

  /** What a killed process throws on its way out is nobody's business; everything else is. */
  async function quietly(of: Life | undefined, work: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (of?.dead !== true) surprises.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  }

  const isUp = (one: Life | undefined): one is Life => one?.dead === false && !one.stopped;

  async function settle(): Promise<boolean> {
    const mine = life;
    let any = false;
    while (isUp(mine) && mine.poked) {
      mine.poked = false;
      any = true;
      await quietly(mine, () => mine.deliverer.deliver());
    }
    return any;
  }

  return {
    counts,
    surprises,
    up: () => isUp(life),
    async receive(event) {
      const mine = life;
      if (!isUp(mine)) throw new Error("nobody answers");
      try {
        const reply = await mine.handle(event);
        if (mine.dead) throw new Killed();
        return reply;
      } catch (error) {
        if (!mine.dead) surprises.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
        throw error;
      }
    },
    async beat(doubled = false) {
      const mine = life;
      if (!isUp(mine)) return;
      await Promise.all(Array.from({ length: doubled ? 2 : 1 }, () => quietly(mine, () => tick(mine.app))));
    },
    settle,
    async deliver() {
      const mine = life;
      if (isUp(mine)) await quietly(mine, () => mine.deliverer.deliver());
    },
    arm(step) {
      if (isUp(life)) life.armed = step;
    },
    kill() {
      if (isUp(life)) kill(life);
    },
    async stop() {
      const mine = life;
      if (!isUp(mine)) return;
      mine.stopped = true;
      await mine.deliverer.stop();
    },
    async start() {
      const runs: boolean = isUp(life);
      if (runs) return;
      await life?.deliverer.stop();
      await bare?.close();
      const born = await begin();
      life = born;
      // As main.ts does before the first heartbeat.
      await quietly(born, () => followTimeZones(born.app, process.versions.tz ?? "none"));
    },
    store() {
      if (bare === undefined) throw new Error("not started");
      return bare;
    },
    async close() {
      if (life !== undefined) await life.deliverer.stop();
      await bare?.close();
    },
  };
}

/** A killed process reads nothing any more, and what it had not committed is not there. */
function mortal(store: Store, alive: () => void): Store {
  return {
    async read(work) {
      alive();
      const result = await store.read(work);
      alive();
      return result;
    },
    async write(work, brief) {
      alive();
      const result = await store.write(async (tables) => {
        const done = await work(tables);
        alive();
        return done;
      }, brief);
      alive();
      return result;
    },
    close: () => store.close(),
  };
}

function mortalPlatform(platform: ChatPlatform, alive: () => void): ChatPlatform {
  const gated =
    <G extends unknown[], R>(method: (...given: G) => Promise<R>) =>
    async (...given: G): Promise<R> => {
      alive();
      const result = await method(...given);
      alive();
      return result;
    };
  return {
    ...platform,
    sendDirect: gated(platform.sendDirect),
    post: gated(platform.post),
    edit: gated(platform.edit),
    find: gated(platform.find),
  };
}
