import { setTimeout as sleep } from "node:timers/promises";
import type { Tally } from "./judge.js";
import { type Deed, firstDone } from "./replica.js";
import { recoveryBarMs, short, type World } from "./world.js";

/** Every step at which a process can end or stand still, in the order in which a message comes by. */
export const steps = [
  "between domain and outbox",
  "before commit",
  "before ack",
  "after claim",
  "before commit of the intent",
  "after intent",
  "before request",
  "after request",
  "before look-up",
  "after look-up",
  "before record",
  "after record",
] as const;

export const allDeeds: Deed[] = steps.flatMap((step) => [
  { act: "kill" as const, step },
  { act: "stop" as const, step },
]);

/** Writes come one after the other: who stands still in one holds up everybody, on PostgreSQL for ten seconds at most. */
const inTransaction: readonly string[] = [
  "between domain and outbox",
  "before commit",
  "before commit of the intent",
  "before record",
];

/** Longer than a lease: whoever wakes after it is late. */
const stallMs = short.leaseMs + 700;

export type Outcome = Tally & { recoveryMs: number; late: boolean };

/** One process dies or stands still at one step, while messages are on their way in two conversations. */
export async function suffer(world: World, deed: Deed): Promise<Outcome> {
  const { replicas, cloud } = world;
  await Promise.all(replicas.map((one) => one.up()));
  // Whoever comes to the step first; mostly the one that has the event.
  world.aim(replicas[0]);
  const before = replicas.map((one) => one.deeds());
  await Promise.all(replicas.map((one) => one.arm([deed])));
  // Looked for is only what was accepted without an answer.
  if (deed.step.endsWith("look-up")) cloud.failNext({ method: "chat.postMessage", when: "after", how: "silent" });
  const name = `${deed.act} ${deed.step}`;
  async function one(person: number, texts: string[]): Promise<void> {
    for (const text of texts) await world.say(person, `${name}: ${text}`);
  }
  const saying = Promise.all([one(0, ["first", "second"]), one(1, ["elsewhere"])]);
  const { atMs, replica: victim } = await firstDone(replicas).catch(() => {
    throw new Error(`nobody came by: ${name}`);
  });
  // Where there is somebody else, Slack's events go there.
  const other = replicas.find((one) => one !== victim);
  world.aim(other);
  for (const spared of replicas) if (spared !== victim) void spared.arm([]);
  const waking =
    deed.act === "stop" &&
    sleep(stallMs).then(() => {
      for (const one of replicas) one.wake();
      return performance.now();
    });
  await saying;
  const settledAt = await world.settled();
  const wokenAt = await waking;
  await Promise.all(replicas.map((one) => one.up()));
  // From when somebody is there to go on.
  const everybody = inTransaction.includes(deed.step) || replicas.every((one, nth) => one.deeds() > (before[nth] ?? 0));
  const somebody =
    deed.act === "kill" ? Math.min(...replicas.map((one) => one.upSince())) : (everybody && wokenAt) || 0;
  const recoveryMs = Math.max(0, settledAt - Math.max(atMs, somebody));
  const late = recoveryMs > recoveryBarMs(atMs);
  // What somebody who has just woken does wrong, he does at once.
  if (deed.act === "stop") await sleep(short.requestMs + short.settleMs);
  await world.settled();
  return { ...(await world.tally()), recoveryMs, late };
}
