import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type SlackCloud, startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import type { DeliveryTimes } from "../../src/app/deliver.js";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import type { Store } from "../../src/ports/store.js";
import { openStore } from "../../src/store/index.js";
import { silent } from "../store/silent-journal.js";
import { type Inhabitant, layGround, scope } from "./ground.js";
import { judge, type Tally } from "./judge.js";
import { measureMachine, slownessSince } from "./load.js";
import { bundle } from "./program.js";
import { type Replica, startReplica } from "./replica.js";
import { openWatch } from "./watch.js";

/** As in production, only shorter: a lease is at least three requests and a settle time long. */
export const short: DeliveryTimes = {
  leaseMs: 3_000,
  requestMs: 800,
  settleMs: 600,
  againMs: 500,
  laneGapMs: 20,
  giveUpMs: 600_000,
  paceMs: 2,
  burst: 50,
};

/**
 * What may pass between a fault and the last message that it held up: a lease, and five seconds of a machine that is ours.
 * `since`: when the fault came, by performance.now(). Of a machine that others use too we get less in a second.
 */
export const recoveryBarMs = (since: number): number => short.leaseMs + 5_000 * slownessSince(since);

export type Options = {
  /** An empty database of this world alone; undefined: a SQLite file. */
  databaseUrl?: string | undefined;
  replicas: number;
  people?: number;
  asked?: boolean;
  /** The programme's clock stands here; undefined: it is the machine's. */
  now?: string;
  /** The program in one file, if it is not the one in dist (program.ts). */
  program?: string | undefined;
  times?: Partial<DeliveryTimes>;
  /** Nothing is sent. */
  hold?: boolean;
  /** Between two heartbeats. */
  beatSeconds?: number;
};

export type World = {
  cloud: SlackCloud;
  store: Store;
  databaseUrl: string;
  replicas: Replica[];
  people: Inhabitant[];
  /** Events go to this replica from now on; undefined: to each in turn. */
  aim(replica: Replica | undefined): void;
  /** A person writes to the bot; one message must come of it. Resolves when the bot has it, however often Slack must try. */
  say(nth: number, text: string): Promise<void>;
  /** Resolves when everything that was said has its message, and nothing is on its way. The time by performance.now(). */
  settled(withinMs?: number): Promise<number>;
  tally(): Promise<Tally>;
  rows(): Promise<OutboxMessage[]>;
  /** How many messages there are, and how many of them are on their way; which those are. */
  standing(): Promise<{ messages: number; open: number }>;
  open(): Promise<string[]>;
  /** How many of Slack's events were remembered. */
  events(): Promise<number>;
  close(): Promise<void>;
};

const signingSecret = "a-signing-secret";

export async function openWorld(options: Options): Promise<World> {
  measureMachine();
  const folder = await mkdtemp(path.join(os.tmpdir(), "throughline-chaos-"));
  const databaseUrl = options.databaseUrl ?? `file:${path.join(folder, "chaos.db")}`;
  const program = options.program ?? (await bundle());
  let target: Replica | undefined;
  let turn = 0;
  const replicas: Replica[] = [];
  const users = Array.from({ length: options.people ?? 3 }, (_, nth) => `U${nth + 1}`);
  const cloud = await startSlackCloud({
    signingSecret,
    appUrl: () => (target ?? replicas[turn++ % replicas.length])?.url ?? "",
    rateLimits: false,
    answerWithinMs: 3_000,
    // As often as it takes: whatever is not acknowledged comes again.
    retryDelaysMs: Array.from({ length: 600 }, (_, nth) => Math.min(50 * (nth + 1), 500)),
    workspaces: [
      {
        id: "T1",
        name: "Chaos Unified",
        botToken: "xoxb-chaos",
        users: users.map((id) => ({ id, name: id.toLowerCase(), realName: `Team lead ${id}` })),
        channels: [],
      },
    ],
  });
  const people = users.map((user) => ({ user, direct: cloud.dm("T1", user) }));
  const store = await openStore({ url: databaseUrl, key: undefined, journal: silent });
  await layGround(store, people, { asked: options.asked });
  const environment: Record<string, string> = {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: process.env.CHAOS_LOG ?? "silent",
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: "xoxb-chaos",
    SLACK_API_URL: cloud.apiUrl,
    CHAOS_TIMES: JSON.stringify({ ...short, ...options.times }),
    CHAOS_BEAT: `${options.beatSeconds ?? 1}`,
    ...(options.now && { CHAOS_NOW: options.now }),
    ...(options.hold && { CHAOS_HOLD: "yes" }),
    CHAOS_PROGRAM: program,
  };
  for (let nth = 0; nth < options.replicas; nth += 1) replicas.push(startReplica(await freePort(), environment));
  const watch = openWatch(databaseUrl);

  let said = 0;
  let closed = false;
  const rows = () => store.read((view) => view.outbox.list(scope, {}));

  return {
    cloud,
    store,
    databaseUrl,
    replicas,
    people,
    rows,
    standing: watch.standing,
    open: watch.open,
    events: watch.events,
    aim: (replica) => {
      target = replica;
    },
    async say(nth, text) {
      said += 1;
      const person = people[nth % people.length];
      if (person === undefined) throw new Error("nobody lives here");
      const { delivery } = await cloud.say("T1", person.user, person.direct, text);
      while (delivery !== undefined && !delivery.settled) await sleep(10);
      // Not while the world is being closed.
      const last = delivery?.attempts.at(-1);
      if (!closed && last?.failure !== undefined) throw new Error(`Slack gave up: ${last.failure}`);
    },
    async settled(withinMs = 30_000) {
      const giveUpAt = performance.now() + withinMs;
      for (;;) {
        // The database may be the one that is gone.
        const { messages, open } = await watch.standing().catch(() => ({ messages: 0, open: 0 }));
        if (messages >= said && open === 0) return performance.now();
        if (performance.now() > giveUpAt) {
          const states = (await rows()).map(({ state, error, attempts }) => `${state} ${attempts} ${error ?? ""}`);
          throw new Error(
            `not settled: ${messages} of ${said}; ${states.filter((one) => !one.startsWith("sent")).join("; ")}`,
          );
        }
        await sleep(30);
      }
    },
    tally: async () => judge(cloud, people, await rows(), said),
    async close() {
      closed = true;
      for (const replica of replicas) await replica.end();
      await cloud.stop();
      await watch.close();
      await store.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Opens a world for as long as `live` takes. */
export async function inWorld<T>(options: Options, live: (world: World) => Promise<T>): Promise<T> {
  const world = await openWorld(options);
  try {
    return await live(world);
  } finally {
    await world.close();
  }
}
