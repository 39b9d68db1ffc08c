import { setTimeout as sleep } from "node:timers/promises";
import type { OutboxMessage } from "../../src/ports/outbox.js";
import { scope } from "./ground.js";
import type { Tally } from "./judge.js";
import { seeded } from "./random.js";
import type { World } from "./world.js";

/** `events` different messages, each delivered one to four times, to all replicas at the same time. */
export async function deliverOftener(world: World, events: number, seed: number) {
  const random = seeded(seed);
  const { cloud, people, replicas } = world;
  await Promise.all(replicas.map((one) => one.up()));
  world.aim(undefined);
  const bodies = Array.from({ length: events }, (_, nth) => {
    const person = people[nth % people.length];
    const ts = `${1_700_000_000 + nth}.000100`;
    return JSON.stringify({
      type: "event_callback",
      team_id: "T1",
      api_app_id: cloud.workspaces()[0]?.appId,
      event_id: `Ev${nth}`,
      event_time: 1_700_000_000 + nth,
      event: {
        type: "message",
        channel: person?.direct,
        channel_type: "im",
        user: person?.user,
        text: `Event ${nth}`,
        ts,
      },
    });
  });
  const deliveries = bodies.flatMap((body) => Array.from({ length: 1 + Math.floor(random() * 4) }, () => body));
  for (let nth = deliveries.length - 1; nth > 0; nth -= 1) {
    const other = Math.floor(random() * (nth + 1));
    [deliveries[nth], deliveries[other]] = [deliveries[other] ?? "", deliveries[nth] ?? ""];
  }
  const answers = new Map<string, number>();
  const left = [...deliveries];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let body = left.pop(); body !== undefined; body = left.pop()) {
        // As Slack does it: what is not answered well comes again.
        for (let tries = 0; tries < 50; tries += 1) {
          const { status } = await cloud.post("application/json", body);
          answers.set(`${status}`, (answers.get(`${status}`) ?? 0) + 1);
          if (status === 200) break;
          await sleep(20 * (tries + 1));
        }
      }
    }),
  );
  return { events, deliveries: deliveries.length, answers: Object.fromEntries(answers) };
}

export type Race = Tally & { opened: number[]; slots: number; openMs: number; sentMs: number };

/** Waits until every team's slot is open, and with `sent` until every question has left. Says who opened how many. */
export async function raceForSlots(world: World, { sent = true } = {}): Promise<Race> {
  const { replicas, people, store } = world;
  await Promise.all(replicas.map((one) => one.up()));
  const begun = performance.now();
  const until = async (what: string, done: () => Promise<boolean>) => {
    while (!(await done())) {
      if (performance.now() - begun > 180_000) throw new Error(`waited in vain for ${what}`);
      await sleep(200);
    }
    return Math.round(performance.now() - begun);
  };
  const openMs = await until("the slots", async () => (await world.rows()).length >= people.length);
  const opened = await Promise.all(replicas.map((one) => one.opened()));
  const isFinal = ({ state }: OutboxMessage) => state !== "pending" && state !== "sending";
  const sentMs = sent ? await until("the questions", async () => (await world.rows()).every(isFinal)) : 0;
  const slots = await store.read((view) => view.checkIns.slotsSince(scope, "2026-01-01"));
  return { ...(await world.tally()), opened, slots: slots.length, openMs, sentMs };
}
