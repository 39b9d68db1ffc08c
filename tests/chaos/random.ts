import { setTimeout as sleep } from "node:timers/promises";
import type { Tally } from "./judge.js";
import { recoveryBarMs, type World } from "./world.js";

export type RandomRun = Tally & { kills: number; crashes: number; late: number; recoveriesMs: number[] };

/** `note` is told how it stands after each world. */
type Random = { kills: number; seed: number; worlds?: number; note?: (soFar: RandomRun) => void };

/** A small generator of its own, so that a run can be had again by its seed (as far as the machine allows). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of a hundred messages four each meet this. */
const mishaps = [
  { when: "before", how: "429" },
  { when: "before", how: "500" },
  { when: "after", how: "500" },
  { when: "after", how: "silent" },
] as const;

/** The most rounds of one world: its rows, and what the cloud remembers, are read again and again. */
const roundsOfOne = 25;

/**
 * Processes are killed at any moment while everybody writes to the bot and Slack fails now and then, in several worlds at
 * the same time, each left for a fresh one after a while. Recovery: from the kill, or where nobody else is there from
 * when the next process serves, until the last of the messages has left that were on their way.
 */
export async function killAtRandom(
  open: () => Promise<World>,
  { kills, seed, worlds = 1, note = () => {} }: Random,
): Promise<RandomRun> {
  const all: RandomRun = { ...nothing, kills: 0, crashes: 0, late: 0, recoveriesMs: [] };
  let left = kills;
  let begun = 0;
  async function oneAfterTheOther(): Promise<void> {
    while (left > 0) {
      const share = Math.min(left, roundsOfOne);
      left -= share;
      begun += 1;
      const world = await open();
      try {
        const some = await killsIn(world, share, seeded(seed + begun));
        for (const key of Object.keys(nothing) as (keyof Tally)[]) all[key] += some[key];
        all.kills += some.kills;
        all.crashes += some.crashes;
        all.late += some.late;
        all.recoveriesMs.push(...some.recoveriesMs);
        note(all);
      } finally {
        await world.close();
      }
    }
  }
  const runs = await Promise.allSettled(Array.from({ length: worlds }, oneAfterTheOther));
  for (const run of runs) if (run.status === "rejected") throw run.reason;
  return all;
}

const nothing: Tally = { messages: 0, lost: 0, doubled: 0, outOfOrder: 0, unknown: 0 };

async function killsIn(world: World, kills: number, random: () => number): Promise<RandomRun> {
  const { replicas, cloud, people } = world;
  world.aim(undefined);
  const stop = cloud.onChange(({ what }) => {
    if (what !== "call" || cloud.calls().at(-1)?.method !== "chat.postMessage") return;
    cloud.clearFaults();
    const nth = Math.floor(random() * 25);
    const mishap = mishaps[nth];
    if (mishap !== undefined) cloud.failNext({ method: "chat.postMessage", ...mishap });
  });
  const recoveriesMs: number[] = [];
  let late = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await Promise.all(replicas.map((one) => one.up()));
    const saying = Promise.all(
      people.map(async (_, person) => {
        for (const nth of [1, 2]) await world.say(person, `round ${kill}, ${nth}`);
      }),
    );
    // Mostly while something is on its way, also on a machine on which that takes seconds.
    if (random() < 0.8) await somethingOpen(world);
    await sleep(random() * 150);
    const victim = replicas[Math.floor(random() * replicas.length)];
    const killedAt = performance.now();
    victim?.kill();
    const leftAt = await left(world);
    await saying;
    await world.settled(90_000);
    await victim?.up();
    // Where nobody else is there, it takes a process that has started.
    const alone = replicas.length === 1 ? (victim?.upSince() ?? 0) : 0;
    const recoveryMs = Math.max(0, leftAt - Math.max(killedAt, alone));
    recoveriesMs.push(recoveryMs);
    if (recoveryMs > recoveryBarMs(killedAt)) late += 1;
  }
  stop();
  cloud.clearFaults();
  const crashes = replicas.reduce((sum, one) => sum + one.crashes(), 0);
  return { ...(await world.tally()), kills, crashes, late, recoveriesMs };
}

async function somethingOpen(world: World): Promise<void> {
  for (const giveUpAt = performance.now() + 5_000; performance.now() < giveUpAt; await sleep(5))
    if ((await world.standing()).open > 0) return;
}

/** When nothing is on its way any more of what was when this was called. */
async function left(world: World): Promise<number> {
  const wanted = new Set(await world.open());
  const giveUpAt = performance.now() + 90_000;
  for (;;) {
    const open = await world.open();
    if (!open.some((id) => wanted.has(id)) || performance.now() > giveUpAt) return performance.now();
    await sleep(30);
  }
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
