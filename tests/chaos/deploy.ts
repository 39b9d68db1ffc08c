import { setTimeout as sleep } from "node:timers/promises";
import type { Tally } from "./judge.js";
import type { World } from "./world.js";

/** Fifty people write at once; the process is asked to end while all of that is under way, and another takes its place. */
export async function endInFlight(world: World): Promise<Tally & { inFlight: number; endedInMs: number }> {
  const [replica] = world.replicas;
  if (replica === undefined) throw new Error("this takes a replica");
  await replica.up();
  let answered = 0;
  const saying = world.people.map((_, nth) =>
    world.say(nth, "in flight").then(() => {
      answered += 1;
    }),
  );
  const messages = async () => (await world.standing()).messages;
  // Some are taken in and on their way out, the others are on their way in.
  while ((await messages()) === 0) await sleep(5);
  const { open } = await world.standing();
  const inFlight = world.people.length - answered + open;
  const endedInMs = await replica.terminate();
  await Promise.all(saying);
  await world.settled();
  return { ...(await world.tally()), inFlight, endedInMs };
}
