import { setTimeout as sleep } from "node:timers/promises";
import type { Tally } from "./judge.js";
import type { Change } from "./program.js";
import { type Deed, firstDone } from "./replica.js";
import { short, type World } from "./world.js";

/**
 * One part of the protocol taken out of the built program, and a play that must go wrong without it. Each play is made of
 * steps at which processes stand until the next one has come to its own: no mutant is caught or missed by chance.
 */
export type Mutant = Change & {
  name: string;
  /** Long where a step must come before a lease is over, also on a busy machine. */
  leaseMs?: number;
  play(world: World): Promise<Tally>;
};

const stop = (step: string): Deed => ({ act: "stop", step });

/** A message, and the two replicas: `first` came to the plan's first step with it, and from then on events go to `second`. */
async function sayTo(world: World, plan: Deed[]) {
  const [one, two] = world.replicas;
  if (one === undefined || two === undefined) throw new Error("this takes two");
  await Promise.all([one.up(), two.up()]);
  await Promise.all([one.arm(plan), two.arm(plan)]);
  world.aim(one);
  const saying = world.say(0, "one message");
  const first = (await firstDone([one, two])).replica;
  const second = first === one ? two : one;
  await second.arm([]);
  world.aim(second);
  return { first, second, saying };
}

/** Whether so many messages are to be seen in the first conversation, as soon as they are. */
async function shown(world: World, messages: number, withinMs: number): Promise<boolean> {
  const direct = world.people[0]?.direct ?? "";
  const giveUpAt = performance.now() + withinMs;
  while (world.cloud.messages("T1", direct).filter(({ ownBot }) => ownBot).length < messages) {
    if (performance.now() > giveUpAt) return false;
    await sleep(20);
  }
  return true;
}

/** Nobody stands still any longer. */
async function theEnd(world: World): Promise<Tally> {
  const waking = setInterval(() => world.replicas.map((one) => one.wake()), 200);
  try {
    await world.settled();
    // Late harm is harm too.
    await sleep(short.requestMs + short.settleMs);
    await world.settled();
    return await world.tally();
  } finally {
    clearInterval(waking);
  }
}

export const mutants: Mutant[] = [
  {
    // The first sleeps through its lease. The second has taken over and sent, but not recorded it, when the first wakes
    // and says that it has not sent anything.
    name: "fence check",
    file: "store/outbox.js",
    from: "if (!holds && row.fence !== fence)",
    to: "if (false)",
    async play(world) {
      const { first, second, saying } = await sayTo(world, [stop("after intent")]);
      await second.arm([stop("after request")]);
      await firstDone([second], short.leaseMs + 10_000);
      first.wake();
      await saying;
      // The second does not come to record either: the first is to look what became of it.
      await world.settled();
      return theEnd(world);
    },
  },
  {
    // Claimed early, intended late, and slow after that: longer than the first lease, but not than the renewed one.
    name: "lease renewal",
    leaseMs: 10_000,
    file: "store/outbox.js",
    from: "where: { platform, workspace, key, fence }, data: { leaseUntil } });\n            if (held",
    to: "where: { platform, workspace, key, fence }, data: { key } });\n            if (held",
    async play(world) {
      const { first, saying } = await sayTo(world, [stop("after claim"), stop("after intent")]);
      await sleep(7_500);
      first.wake();
      await firstDone([first]);
      // In time for a renewed lease. Whoever thinks that it is over sends meanwhile.
      await shown(world, 1, 7_000);
      first.wake();
      await saying;
      return theEnd(world);
    },
  },
  {
    name: "look-up",
    file: "app/look-up.js",
    from: "if (found !== undefined)",
    to: "if (false)",
    async play(world) {
      const { saying } = await sayTo(world, [{ act: "kill", step: "after request" }]);
      await saying;
      return theEnd(world);
    },
  },
  {
    // While the first has the lane, nobody else may.
    name: "lane hold",
    leaseMs: 12_000,
    file: "store/outbox.js",
    from: "const at = { now, machine };",
    to: 'const at = { now, machine: new Date("9999-01-01") };',
    async play(world) {
      const { first, saying } = await sayTo(world, [stop("after intent")]);
      await world.say(1, "in another conversation");
      // Long before the lease is over. Whoever does not wait for that sends meanwhile.
      await shown(world, 1, 7_000);
      first.wake();
      await saying;
      return theEnd(world);
    },
  },
  {
    // What was taken in and not acknowledged comes again.
    name: "unique key",
    file: "store/events.js",
    from: "const storedKey = (key) => key",
    to: "const storedKey = (given) => stored(given + Math.random());\nconst stored = (key) => key",
    async play(world) {
      const { saying } = await sayTo(world, [{ act: "kill", step: "before ack" }]);
      await saying;
      const tally = await theEnd(world);
      const events = await world.events();
      return { ...tally, doubled: tally.doubled + events - 1 };
    },
  },
];
