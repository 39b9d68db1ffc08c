import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBare } from "../../src/store/sqlite.js";
import { openWorld, type World } from "../chaos/world.js";

let world: World;
let url: string;

beforeEach(async () => {
  world = await openWorld({ replicas: 1, people: 3 });
  url = world.replicas[0]?.url ?? "";
  await world.replicas[0]?.up();
});
afterEach(() => world.close());

type Figures = Map<string, number>;

async function scrape(from = url): Promise<Figures> {
  const text = await (await fetch(`${from}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

const event = (name: string, reason: string) => `throughline_events_total{name="${name}",reason="${reason}"}`;
const messages = (state: string) => `throughline_outbox_messages{state="${state}"}`;
const oldestDue = "throughline_outbox_oldest_due_seconds";
const heartbeat = "throughline_heartbeat_age_seconds";
const readable = "throughline_database_readable";

/** Scrapes until this figure is as wanted; the last answer says what it is otherwise. */
async function whenFigure(name: string, wanted: (value: number | undefined) => boolean): Promise<Figures> {
  let figures: Figures = new Map();
  await expect
    .poll(
      async () => {
        figures = await scrape();
        return wanted(figures.get(name)) ? "as wanted" : `${name} is ${figures.get(name)}`;
      },
      { timeout: 20_000, interval: 100 },
    )
    .toBe("as wanted");
  return figures;
}

describe("the figures of a running program", () => {
  it("count what waits, since when, what was sent, and how often a workspace said to wait", async () => {
    const before = await scrape();
    // There from the start: an alarm can tell none from not known.
    for (const [name, reason] of [
      ["outcome", "rate limited"],
      ["outcome", "looked for"],
      ["outcome", "taken over"],
      ["outcome", "unclear"],
      ["duplicate", "same key"],
    ] as const)
      expect(before.get(event(name, reason)), reason).toBe(0);
    expect([before.get(messages("pending")), before.get(oldestDue), before.get(readable)]).toEqual([0, 0, 1]);

    world.cloud.failNext({ method: "chat.postMessage", when: "before", how: "429", retryAfter: 8, workspace: "T1" });
    await world.say(0, "one");
    await whenFigure(event("outcome", "rate limited"), (count) => count === 1);
    await whenFigure(messages("pending"), (count) => count === 1);
    await whenFigure(oldestDue, (age) => (age ?? 0) > 1);
    const done = await whenFigure(messages("sent"), (count) => count === 1);
    expect([done.get(messages("pending")), done.get(oldestDue), done.get(event("outcome", "sent"))]).toEqual([0, 0, 1]);
  }, 60_000);

  it("count what nobody can tell the outcome of, and what was refused for good", async () => {
    world.cloud.failNext({ method: "chat.postMessage", when: "before", how: { error: "is_archived" } });
    await world.say(0, "one");
    await whenFigure(messages("dead"), (count) => count === 1);
    world.cloud.failNext({ method: "chat.postMessage", when: "before", how: "500", times: 5 });
    await world.say(1, "two");
    const figures = await whenFigure(messages("unknown"), (count) => count === 1);
    expect(figures.get(event("outcome", "unclear"))).toBe(5);
    expect(figures.get(event("outcome", "unknown"))).toBe(1);
    expect([figures.get(event("outcome", "looked for")), figures.get(event("outcome", "taken over"))]).toEqual([5, 0]);
  }, 60_000);

  it("count what comes twice, and what is refused, each by its reason", async () => {
    const { cloud, people } = world;
    const [one] = people;
    const said = {
      type: "message",
      channel_type: "im",
      channel: one?.direct,
      user: one?.user,
      text: "one",
      ts: "1.0001",
    };
    const outer = { type: "event_callback", team_id: "T1", event_id: "Ev1", event_time: 1_700_000_000, event: said };
    const body = JSON.stringify({ ...outer, api_app_id: cloud.workspaces()[0]?.appId });
    for (const _time of [1, 2, 3]) await cloud.post("application/json", body);
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${url}/slack/events`, { method: "POST", headers, body });
    await post({ "content-type": "application/json" }, "{}");
    await post(cloud.sign("{}", { secret: "another" }), "{}");
    await post(cloud.sign("{}", { secret: "another" }), "{}");
    await post(cloud.sign("{}", { timestamp: 1_700_000_000 }), "{}");
    await cloud.post("application/json", "{");
    await cloud.post("application/json", '{"type": "made-up"}');
    const figures = await whenFigure(event("duplicate", "same key"), (count) => count === 2);
    const refused = [...figures].filter(([name]) => name.includes('name="refused"'));
    expect(Object.fromEntries(refused)).toEqual({
      [event("refused", "slack:unsigned")]: 1,
      [event("refused", "slack:bad-signature")]: 2,
      [event("refused", "slack:stale-timestamp")]: 1,
      [event("refused", "slack:unreadable-body")]: 1,
      [event("refused", "slack:unknown-type")]: 1,
    });
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const word of ["made-up", "one", one?.user ?? "", "T1"]) expect(text).not.toMatch(`"${word}"`);
  }, 60_000);

  it("count what was taken over from a process that died", async () => {
    const [replica] = world.replicas;
    await replica?.arm([{ act: "kill", step: "after request" }]);
    await world.say(0, "one");
    // The next process, whose figures begin at nothing, finds it when the dead one's lease is over.
    const figures = await whenFigure(event("outcome", "taken over"), (count) => count === 1);
    expect(figures.get(event("outcome", "unclear"))).toBe(0);
    await whenFigure(messages("sent"), (count) => count === 1);
    expect((await world.tally()).doubled).toBe(0);
  }, 60_000);

  it("tell the heartbeat's age, and that the database does not answer while the rest of the figures stays", async () => {
    const beating = await scrape();
    expect(beating.get(heartbeat)).toBeLessThan(10);
    const file = await openBare(world.databaseUrl.slice("file:".length), "write");
    await file.executeScript(
      'ALTER TABLE "network" RENAME TO "network_away"; ALTER TABLE "outbox_message" RENAME TO "outbox_away"',
    );
    try {
      const without = await whenFigure(heartbeat, (age) => (age ?? 0) > 3);
      expect(without.get(readable)).toBe(0);
      expect([...without.keys()].filter((name) => name.startsWith("throughline_outbox"))).toEqual([]);
      expect(without.get(event("outcome", "unclear"))).toBe(0);
      const statuses = await Promise.all(["/healthz", "/readyz"].map(async (path) => (await fetch(url + path)).status));
      expect(statuses).toEqual([200, 503]);
    } finally {
      await file.executeScript(
        'ALTER TABLE "network_away" RENAME TO "network"; ALTER TABLE "outbox_away" RENAME TO "outbox_message"',
      );
      await file.dispose();
    }
    const back = await whenFigure(heartbeat, (age) => (age ?? 99) < 2);
    expect(back.get(readable)).toBe(1);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }, 60_000);

  it("come with a bounded number of series, whatever is sent in", async () => {
    const { cloud } = world;
    const reasonable = (await scrape()).size;
    for (let nth = 0; nth < 60; nth += 1) {
      await cloud.post("application/json", `{"type": "made-up-${nth}"}`);
      await cloud.post(
        "application/json",
        `{"type": "event_callback", "event": {"type": "odd-${nth}"}, "team_id": "T${nth}"}`,
      );
      await cloud.command("T1", "U1", world.people[0]?.direct ?? "", `/throughline word${nth}`);
    }
    await sleep(200);
    expect((await scrape()).size - reasonable).toBeLessThan(20);
  }, 60_000);
});
