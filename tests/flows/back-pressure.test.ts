import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClaimDue } from "../../src/app/claim-due.js";
import { createDeliverer } from "../../src/app/deliver.js";
import { createUnderWay } from "../../src/app/under-way.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import { furnish, type House, network, openHouse } from "./house.js";

let house: House;
const scope = { networkId: network.id };
const now = new Date("2026-01-21T15:00:00-08:00");

beforeEach(async () => {
  house = await openHouse({ at: now.toISOString() });
  await furnish(house);
});
afterEach(() => house.close());

/** So many messages to so many people of a workspace of its own, due so many seconds ago. */
async function enqueue(workspace: string, people: number, dueBeforeS: number): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.workspaces.byRef({ platform: "paper", workspace: "W1" });
    if (found === undefined) throw new Error("no workspace");
    if (workspace !== "W1")
      await tables.workspaces.save({ ...found, id: `workspace-${workspace}`, externalId: workspace });
    for (let nth = 0; nth < people; nth += 1) {
      const to = { platform: "paper", workspace, user: `u${nth}` };
      await tables.outbox.enqueue(scope, {
        ...{ id: `${workspace}-${nth}`, networkId: network.id, districtId: null, createdAt: now, expiresAt: null },
        ...{ platform: "paper", workspace, lane: `paper:${workspace}:@u${nth}`, kind: "answer", policy: "once" },
        delivery: { do: "direct", to, card: { blocks: [{ kind: "text", text: "An answer" }] } },
        notBefore: new Date(now.getTime() - dueBeforeS * 1000),
      });
    }
  });
}

describe("many workspaces that do not answer", () => {
  it("hold up another one for one round of requests, and not for all that waits for them", async () => {
    const silent = Array.from({ length: 6 }, (_, nth) => `S${nth}`);
    for (const workspace of silent) await enqueue(workspace, 15, 60);
    await enqueue("W1", 1, 0);
    const asked: string[] = [];
    house.platform.platform.sendDirect = async (to) => {
      asked.push(to.workspace);
      if (to.workspace === "W1") return { platform: "paper", workspace: "W1", channel: "@u0", message: "m" };
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      throw new PlatformError({ kind: "ambiguous", reason: "timeout" });
    };
    const deliverer = createDeliverer(house.app, { laneGapMs: 0, paceMs: 0 }, 20);
    await deliverer.deliver();
    await deliverer.stop();
    expect(asked).toHaveLength(6 * 15 + 1);
    expect(asked.indexOf("W1")).toBeLessThan(3 * 20);
  }, 60_000);

  it("have half of all requests together, and each its turn", async () => {
    const underWay = createUnderWay(100);
    const refs = Array.from({ length: 30 }, (_, nth) => ({ platform: "paper", workspace: `S${nth}` }));
    const free = () => {
      const busy = new Set(underWay.busy().map(({ workspace }) => workspace));
      return refs.map(({ workspace }) => workspace).filter((one) => !busy.has(one));
    };
    expect(free()).toHaveLength(30);
    for (const ref of refs) await underWay.counted(ref, async () => false);
    const turns = [free(), free(), free()];
    expect(turns.map((one) => one.length)).toEqual([10, 10, 10]);
    expect(new Set(turns.flat()).size).toBe(30);

    let end = () => {};
    const asking = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
    const begun = refs
      .slice(0, 8)
      .flatMap((ref) => Array.from({ length: 5 }, () => underWay.counted(ref, () => asking)));
    expect(free()).toHaveLength(2);
    for (const ref of refs.slice(8)) await underWay.counted(ref, async () => true);
    expect(free()).toHaveLength(22);
    end();
    await Promise.all(begun);
    expect(free()).toHaveLength(30);
  });
});

describe("a conversation that takes nothing", () => {
  const states = async () =>
    Object.fromEntries(
      (await house.store.read((view) => view.outbox.list(scope, {}))).map((one) => [one.id, one.state]),
    );

  it("holds up no other one of its workspace, and after a day its message is given up", async () => {
    await enqueue("W1", 3, 0);
    house.platform.failFor("@u0", { kind: "not-sent", reason: "PreconditionFailed", only: "this conversation" });
    const deliverer = createDeliverer(house.app, { laneGapMs: 0, paceMs: 0, againMs: 50 }, 1);
    for (let turn = 0; turn < 3; turn += 1) await deliverer.deliver();
    expect(await states()).toEqual({ "W1-0": "pending", "W1-1": "sent", "W1-2": "sent" });
    house.setNow("2026-01-22T15:00:01-08:00");
    await deliverer.drain();
    await deliverer.stop();
    expect(await states()).toMatchObject({ "W1-0": "dead" });
    const [given] = await house.store.read((view) => view.outbox.list(scope, { states: ["dead"] }));
    expect([given?.error, house.counts.get("outcome: dead")]).toEqual(["PreconditionFailed", 1]);
  });

  it("is no matter of one conversation where nothing reaches the platform: nobody is given up", async () => {
    await enqueue("W1", 1, 2 * 24 * 3_600);
    house.platform.fail({ kind: "not-sent", reason: "ECONNREFUSED" });
    const deliverer = createDeliverer(house.app, { laneGapMs: 0, paceMs: 0, againMs: 50 });
    await deliverer.drain();
    await deliverer.stop();
    expect(await states()).toEqual({ "W1-0": "sent" });
  });
});

describe("looking people up by e-mail", () => {
  const beginning = async (answer: () => Promise<undefined>) => {
    const { platform } = house.platform;
    platform.capabilities.lookUpByEmail = true;
    let asked = 0;
    platform.personByEmail = () => {
      asked += 1;
      return answer();
    };
    await house.store.write(async (tables) => {
      const { memberships } = await tables.roster.load(scope);
      const lead = await tables.roster.person(scope, "lead");
      const [first] = memberships;
      if (lead === undefined || first === undefined) throw new Error("nobody");
      const people = ["new-1", "new-2"].map((id) => ({ ...lead, id, name: id, email: `${id}@example.org` }));
      const theirs = people.map(({ id }) => ({ ...first, id: `membership-${id}`, personId: id, lead: false }));
      await tables.roster.save(scope, { people, memberships: theirs });
    });
    return { claimDue: createClaimDue(house.app), asked: () => asked };
  };
  const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

  it("is not waited for: one who looks answers late, and what begins it goes on", async () => {
    let answer = () => {};
    const { claimDue, asked } = await beginning(() => new Promise((resolve) => (answer = () => resolve(undefined))));
    claimDue.begin();
    claimDue.begin();
    while (asked() === 0) await soon();
    await house.at("2026-01-21T15:00:00-08:00");
    expect(asked()).toBe(1);
    const stopping = claimDue.stop();
    answer();
    await stopping;
    expect(asked()).toBe(1);
  });

  it("waits as long as the platform says", async () => {
    const { claimDue, asked } = await beginning(() =>
      Promise.reject(new PlatformError({ kind: "rate-limited", retryAfterMs: 60_000 })),
    );
    claimDue.begin();
    while (asked() === 0) await soon();
    await soon();
    claimDue.begin();
    await soon();
    expect(asked()).toBe(1);
    await claimDue.stop();
  });
});
