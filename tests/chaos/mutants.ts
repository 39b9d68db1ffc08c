import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Tally } from "./judge.js";
import type { Deed } from "./replica.js";
import { short, type World } from "./world.js";

/** One part of the protocol taken out of the built program, and the run that must go wrong without it. */
export type Mutant = {
  name: string;
  file: string;
  /** The text in the built file, which must be there once, and what takes its place. */
  from: string;
  to: string;
  run(world: World): Promise<Tally>;
};

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A copy of the built program, changed, beside the project's packages. Gives its address for a replica. */
export async function buildMutant({
  name,
  file,
  from,
  to,
}: Mutant): Promise<{ program: string; clear(): Promise<void> }> {
  const folder = path.join(root, "node_modules", ".cache", `chaos-${process.pid}-${name.replaceAll(/\W+/g, "-")}`);
  await mkdir(folder, { recursive: true });
  const whole = process.env.CHAOS_PROGRAM ? fileURLToPath(process.env.CHAOS_PROGRAM) : path.join(root, "dist");
  await cp(whole, path.join(folder, "dist"), { recursive: true });
  await symlink(path.join(root, "prisma"), path.join(folder, "prisma"), "dir");
  await cp(path.join(root, "package.json"), path.join(folder, "package.json"));
  const target = path.join(folder, "dist", "src", file);
  const text = await readFile(target, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${name}: the built ${file} has changed, and so must the mutant`);
  await writeFile(target, text.replace(from, to));
  return {
    program: `${pathToFileURL(path.join(folder, "dist")).href}/`,
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

const stop = (step: string): Deed => ({ act: "stop", step });

/** One message to the first replica. From what that one does about it on, Slack's events go to the second. */
async function sayTo(world: World, plan: Deed[]) {
  const [first, second] = world.replicas;
  if (first === undefined || second === undefined) throw new Error("this takes two");
  await Promise.all([first.up(), second.up()]);
  await first.arm(plan);
  world.aim(first);
  const saying = world.say(0, "one message");
  await first.done();
  world.aim(second);
  return { first, second, saying };
}

async function theEnd(world: World): Promise<Tally> {
  for (const one of world.replicas) one.wake();
  await world.settled();
  // Late harm is harm too.
  await sleep(short.leaseMs);
  await world.settled();
  return world.tally();
}

export const mutants: Mutant[] = [
  {
    // The first sleeps through its lease. The second has taken over and sent, but not recorded it, when the first wakes
    // and says that it has not sent anything.
    name: "fence check",
    file: "store/outbox.js",
    from: "if (!holds && row.fence !== fence)",
    to: "if (false)",
    async run(world) {
      const { first, second, saying } = await sayTo(world, [stop("after intent")]);
      await second.arm([stop("after request")]);
      await saying;
      await second.done();
      first.wake();
      // The second does not come to record either: the first is to look what became of it.
      await sleep(short.leaseMs + 1_500);
      return theEnd(world);
    },
  },
  {
    // Claimed early, intended late, and slow after that: longer than the first lease, but not than the renewed one.
    name: "lease renewal",
    file: "store/outbox.js",
    from: "where: { platform, workspace, key, fence }, data: { leaseUntil } });\n            if (held",
    to: "where: { platform, workspace, key, fence }, data: { key } });\n            if (held",
    async run(world) {
      const { first, saying } = await sayTo(world, [stop("after claim"), stop("after intent")]);
      await sleep(short.leaseMs - 500);
      first.wake();
      await first.done();
      await saying;
      await sleep(short.leaseMs - short.requestMs - short.settleMs - 200);
      first.wake();
      return theEnd(world);
    },
  },
  {
    name: "look-up",
    file: "app/look-up.js",
    from: "if (found !== undefined)",
    to: "if (false)",
    async run(world) {
      const { saying } = await sayTo(world, [{ act: "kill", step: "after request" }]);
      await saying;
      return theEnd(world);
    },
  },
  {
    // While the first has the lane, nobody else may.
    name: "lane hold",
    file: "store/outbox.js",
    from: "OR: [{ leaseUntil: null }, { leaseUntil: { lte: machine } }],",
    to: "",
    async run(world) {
      const { first, saying } = await sayTo(world, [stop("after intent")]);
      // Awake in time to think that it may go on, and late enough for whoever did not wait.
      const enough = sleep(short.leaseMs - short.requestMs - short.settleMs - 300);
      await world.say(1, "in another conversation");
      await enough;
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
    async run(world) {
      const { saying } = await sayTo(world, [{ act: "kill", step: "before ack" }]);
      await saying;
      const tally = await theEnd(world);
      const events = await world.events();
      return { ...tally, doubled: tally.doubled + events - 1 };
    },
  },
];
