import { setTimeout as sleep } from "node:timers/promises";
import type { Tally } from "./judge.js";
import type { World } from "./world.js";

export type RandomRun = Tally & { kills: number; crashes: number; recoveriesMs: number[] };

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

/**
 * Processes are killed at any moment while everybody writes to the bot and Slack fails now and then. After each kill
 * nothing more is said until all is settled again: that is its recovery.
 */
export async function killAtRandom(world: World, kills: number, random: () => number): Promise<RandomRun> {
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
  for (let kill = 0; kill < kills; kill += 1) {
    await Promise.all(replicas.map((one) => one.up()));
    const saying = Promise.all(
      people.map(async (_, person) => {
        for (const nth of [1, 2]) await world.say(person, `round ${kill}, ${nth}`);
      }),
    );
    await sleep(20 + random() * 400);
    const victim = replicas[Math.floor(random() * replicas.length)];
    const killedAt = performance.now();
    victim?.kill();
    await saying;
    const settledAt = await world.settled(60_000);
    await victim?.up();
    // Where nobody else is there, it takes a process that has started.
    const alone = replicas.length === 1 ? (victim?.upSince() ?? 0) : 0;
    recoveriesMs.push(Math.max(0, settledAt - Math.max(killedAt, alone)));
  }
  stop();
  cloud.clearFaults();
  const crashes = replicas.reduce((sum, one) => sum + one.crashes(), 0);
  return { ...(await world.tally()), kills, crashes, recoveriesMs };
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
