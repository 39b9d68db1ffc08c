import { setTimeout as sleep } from "node:timers/promises";
import { short, type Tally, type World } from "./world.js";
import type { Deed } from "./replica.js";

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

/** Longer than a lease: whoever wakes after it is late. */
const stallMs = short.leaseMs + 700;

export type Outcome = Tally & { recoveryMs: number };

/** One process dies or stands still at one step, while messages are on their way in two conversations. */
export async function suffer(world: World, deed: Deed): Promise<Outcome> {
  const [victim, other] = world.replicas;
  if (victim === undefined) throw new Error("nobody is there");
  await Promise.all(world.replicas.map((one) => one.up()));
  world.aim(victim);
  await victim.arm([deed]);
  // Looked for is only what was accepted without an answer.
  if (deed.step.endsWith("look-up"))
    world.cloud.failNext({ method: "chat.postMessage", when: "after", how: "silent" });
  const name = `${deed.act} ${deed.step}`;
  const saying = Promise.all([one(0, ["first", "second"]), one(1, ["elsewhere"])]);
  async function one(person: number, texts: string[]): Promise<void> {
    for (const text of texts) await world.say(person, `${name}: ${text}`);
  }
  const { atMs } = await Promise.race([
    victim.done(),
    sleep(10_000, undefined, { ref: false }).then(() => Promise.reject(new Error(`nobody came by: ${name}`))),
  ]);
  // Where there is somebody else, Slack's events go there.
  world.aim(other);
  let from = atMs;
  const waking =
    deed.act === "stop" &&
    sleep(stallMs).then(() => {
      victim.wake();
      if (other === undefined) from = performance.now();
    });
  await saying;
  const settledAt = await world.settled();
  await waking;
  // What somebody who has just woken does wrong, he does at once.
  if (deed.act === "stop") await sleep(short.requestMs + short.settleMs);
  await world.settled();
  return { ...(await world.tally()), recoveryMs: Math.max(0, settledAt - from) };
}
