import { afterEach, describe, expect, it, vi } from "vitest";
import type { DeliveryTimes } from "../../src/app/deliver.js";
import { openOffice } from "./office.js";
import { type Mishap, type Options, slackWorkspaces, type TwoWorkspaces, teamsWorkspaces } from "./towns.js";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** As in production, only shorter. */
const short = {
  leaseMs: 4_000,
  requestMs: 1_000,
  settleMs: 100,
  againMs: 100,
  laneGapMs: 0,
  paceMs: 0,
} satisfies Partial<DeliveryTimes>;

async function open(town: TwoWorkspaces, times: Partial<DeliveryTimes> = {}) {
  const office = await openOffice(town, { ...short, ...times });
  closers.push(office.close);
  const [one, other] = town.workspaces;
  const person = town.people(one)[0];
  if (person === undefined) throw new Error("nobody lives here");
  return { ...office, town, one, other, person };
}

const kinds = [
  { name: "Slack", build: (options: Options): Promise<TwoWorkspaces> => slackWorkspaces(options) },
  { name: "Teams", build: (options: Options): Promise<TwoWorkspaces> => teamsWorkspaces(options) },
];

const acceptedAnd: Mishap[] = (["silent", "reset", "500", "502"] as const).map((how) => ({
  when: "after",
  how,
}));
const lost: Mishap[] = [
  { when: "unread", how: "reset" },
  { when: "before", how: "silent" },
  { when: "before", how: "500" },
];
const timeoutMs = 400;

describe.each(kinds)("what was accepted and not answered well, on $name", ({ name, build }) => {
  it.each(acceptedAnd)("is there once and not sent again: $how", async (mishap) => {
    const { town, deliverer, write, states, one, person } = await open(await build({ people: 1, timeoutMs }));
    town.mishap(one, mishap);
    await write([person], ["first", "second"]);
    await deliverer.drain();
    await deliverer.drain();
    expect(town.told(person)).toEqual(["Message first", "Message second"]);
    // Slack is asked for the marker; Teams cannot be asked, and nobody pretends to know.
    expect(await states(one)).toEqual(name === "Slack" ? { sent: 2 } : { unknown: 1, sent: 1 });
  });
});

describe.each(kinds)("what was lost on the way, on $name", ({ name, build }) => {
  it.each(lost)("comes in its turn where it can be looked for: $when, $how", async (mishap) => {
    const { town, deliverer, write, states, one, person } = await open(await build({ people: 1, timeoutMs }));
    town.mishap(one, mishap);
    await write([person], ["first", "second"]);
    await deliverer.drain();
    if (name === "Slack") {
      expect(town.told(person)).toEqual(["Message first", "Message second"]);
      expect(await states(one)).toEqual({ sent: 2 });
    } else {
      // Rather lost than doubled, and shown.
      expect(town.told(person)).toEqual(["Message second"]);
      expect(await states(one)).toEqual({ unknown: 1, sent: 1 });
    }
  });
});

describe.each(kinds)("a workspace in trouble, on $name", ({ build }) => {
  const lanes = 20;
  const requestMs = 5_000;

  /** Waits until everybody in the other workspace has her message; `meanwhile`: how it stood in the first one then. */
  async function beside(mishap: Mishap) {
    const town = await build({ people: lanes, timeoutMs: requestMs });
    const scene = await open(town, { requestMs, leaseMs: 3 * requestMs + 200 });
    const { deliverer, write, one, other, states } = scene;
    town.mishap(one, { ...mishap, times: Number.POSITIVE_INFINITY });
    await write(town.people(one), ["first", "second"]);
    await write(town.people(other), ["first"]);
    const going = deliverer.deliver().catch(() => undefined);
    await expect.poll(() => states(other), { timeout: 15_000 }).toEqual({ sent: lanes });
    return { ...scene, meanwhile: await states(one), tried: town.posts(one).length, going };
  }

  it("that never answers does not delay the other", async () => {
    const { town, meanwhile, tried, going } = await beside({ when: "after", how: "silent" });
    // The requests that had been begun there were all that it had cost, and not one of them had come to its end.
    expect(meanwhile.sent).toBeUndefined();
    expect(tried).toBeLessThanOrEqual(10);
    town.clear();
    await going;
  }, 40_000);

  it("that is over its limit does not delay the other, and is asked no sooner than it says", async () => {
    const { town, one, meanwhile, going } = await beside({ when: "before", how: "429", retryAfter: 30 });
    expect(meanwhile.sent).toBeUndefined();
    await going;
    // What was on its way together when the first one was refused, and nothing after it.
    expect(town.posts(one).length).toBeLessThanOrEqual(10);
    expect(new Set(town.posts(one))).toEqual(new Set([429]));
  }, 40_000);

  it("that breaks every connection does not delay the other, and gets nothing twice when it is back", async () => {
    const { town, one, meanwhile, going, deliverer } = await beside({ when: "unread", how: "reset" });
    expect(meanwhile.sent).toBeUndefined();
    town.clear();
    await going;
    await deliverer.drain();
    for (const person of town.people(one)) expect(new Set(town.told(person)).size).toBe(town.told(person).length);
  }, 40_000);
});

describe.each(kinds)("limits as strict as $name states them", ({ build }) => {
  it("are kept with one message a second in a conversation, and cost nobody else anything", async () => {
    const scene = await open(await build({ people: 8, timeoutMs: 2_000 }), { laneGapMs: 1_050 });
    const { town, deliverer, write, states, one, other, person } = scene;
    town.limit(true);
    await write([person], ["first", "second", "third"]);
    await write(town.people(other), ["first"]);
    await deliverer.drain();
    expect(town.told(person)).toEqual(["Message first", "Message second", "Message third"]);
    expect([await states(one), await states(other)]).toEqual([{ sent: 3 }, { sent: 8 }]);
    expect([...town.posts(one), ...town.posts(other)].filter((status) => status === 429)).toEqual([]);
  });
});

describe("an app outside Slack's Marketplace", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("may look once a minute, and still sends nothing twice", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const town = await slackWorkspaces({ people: 3, timeoutMs }, { unlisted: true });
    const { deliverer, write, states, one } = await open(town);
    town.limit(true);
    town.mishap(one, { when: "after", how: "500", times: 3 });
    await write(town.people(one), ["first"]);
    for (let second = 0; second < 300 && (await states(one)).sent !== 3; second += 5) {
      await deliverer.deliver();
      vi.setSystemTime(Date.now() + 5_000);
    }
    expect(await states(one)).toEqual({ sent: 3 });
    for (const person of town.people(one)) expect(town.told(person)).toEqual(["Message first"]);
    const looks = town.cloud.calls("conversations.history").map(({ status }) => status);
    expect(looks.filter((status) => status === 200)).toHaveLength(3);
  });
});
