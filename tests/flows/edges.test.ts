import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refreshIdentity } from "../../src/app/refresh-identity.js";
import { isStranger, whoIs } from "../../src/app/who.js";
import type { Identity } from "../../src/core/network/model.js";
import { openBare, rowsOf } from "../../src/store/sqlite.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, identify } from "./neighbours.js";
import { at, formOf, plan, report } from "./scenes.js";

let house: House;
const lead = "@lead";
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

describe("a “later” that comes due while nobody is there to ask", () => {
  const asked = () => house.platform.seenBy(lead).filter((text) => text.includes("What will you try first?"));

  async function saysLater(): Promise<void> {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.settle();
  }

  it("is not asked on a Saturday, in the middle of the day", async () => {
    await saysLater();
    await house.at(at("24", "10:00"));
    expect(asked()).toEqual([]);
    await house.at(at("26", "15:00"));
    expect(asked()).toHaveLength(1);
  });

  it("is asked on the same day when the process wakes before the school does", async () => {
    await saysLater();
    await house.at(at("23", "06:00"));
    await house.at(at("23", "15:00"));
    expect(asked()).toHaveLength(1);
  });
});

describe("who says stop", () => {
  it("keeps nobody of another workspace with the same user id from being greeted", async () => {
    await furnishSecondDistrict(house);
    await house.store.write(async (tables) => {
      const { people, rules } = await tables.roster.load(network);
      const theirs = people.filter((one) => one.id === "coast-lead");
      await tables.roster.save(network, {
        people: theirs.map((one) => ({ ...one, welcomedAt: null })),
        rules: rules.map((one) => ({ ...one, anchor: "2026-01-21" })),
      });
    });
    await identify(house, { id: "coast-lead" }, "workspace-3", "lead");
    await house.at(at("21", "09:30"));
    await house.press("lead", { do: "mute" });
    const rows = await house.store.read((view) => view.outbox.list(network, { states: ["pending"] }));
    expect(rows.map((one) => `${one.workspace} ${one.kind}`).sort()).toEqual(["W2 check-in", "W2 welcome"]);
  });
});

describe("the digest", () => {
  it("names the level at which she works now, not the one that has ended", async () => {
    await plan(house);
    await house.store.write(async (tables) => {
      const { memberships } = await tables.roster.load(network);
      const hers = memberships.filter((one) => one.personId === "lead");
      const next = hers.map((one) => ({ ...one, id: "z", level: "school" as const, from: "2026-01-27" }));
      await tables.roster.save(network, {
        memberships: [...hers.map((one) => ({ ...one, until: "2026-01-27" })), ...next],
      });
    });
    await house.at(at("28", "10:00"));
    await report(house, { happened: "New" });
    expect(house.platform.seenBy("C1").at(-1)).toContain("school, Jan 28");
  });
});

describe("a text that she does not want kept", () => {
  const secret = "Nine of twelve in room";

  async function bytes(): Promise<string> {
    const path = house.url.slice("file:".length);
    const file = await openBare(path, "write");
    await rowsOf(file, "PRAGMA wal_checkpoint(TRUNCATE)");
    await file.dispose();
    return (await Promise.all([path, `${path}-wal`].map((one) => readFile(one, "latin1").catch(() => "")))).join("");
  }

  it("is not in the database's file either, when she presses No", async () => {
    await plan(house);
    await house.type("lead", secret, "m");
    await house.as("lead").edit("m", `${secret} seventeen`);
    await house.settle();
    expect((await bytes()).includes(secret)).toBe(true);
    await house.press("lead", house.platform.button(lead, "No"));
    await house.settle();
    expect((await bytes()).includes(secret)).toBe(false);
  });

  it("is not in the database's file either, when she deletes her message at once", async () => {
    await plan(house);
    await house.type("lead", secret, "m");
    await house.as("lead").remove("m");
    await house.settle();
    expect((await bytes()).includes(secret)).toBe(false);
  });
});

describe("what the platform delivers twice", () => {
  it("is answered once: a command, the home card, a button that says something", async () => {
    const person = house.ref("lead");
    const events = [
      { kind: "command" as const, key: "c", person, name: "help", text: "" },
      { kind: "home" as const, key: "h", person },
      { kind: "action" as const, key: "a", person, action: { do: "what-i-ask" as const } },
    ];
    for (const event of events) {
      const [first, second] = await Promise.all([house.handle(event), house.handle(event)]);
      expect([first.kind, second.kind].sort()).toEqual(["none", "notice"]);
    }
  });

  it("of somebody whom nobody knows leaves nothing behind", async () => {
    const before = await rowsOf(await openBare(house.url.slice("file:".length), "read"), "SELECT * FROM inbound_event");
    expect((await house.as("stranger", "W-unknown").type("hello")).kind).toBe("notice");
    const after = await rowsOf(await openBare(house.url.slice("file:".length), "read"), "SELECT * FROM inbound_event");
    expect(after).toEqual(before);
  });
});

describe("a form sent by somebody who is not known any more", () => {
  it("stays open with what she wrote, and says why", async () => {
    await plan(house);
    const { context } = await formOf(house.command("lead", "update"));
    await house.store.write(async (tables) => {
      const workspace = await tables.workspaces.byRef({ platform: "paper", workspace: "W1" });
      if (workspace !== undefined) await tables.workspaces.save({ ...workspace, state: "unlinked" });
    });
    const reply = await house.submit("lead", "update", context, { happened: "Four sentences", next: "keep testing" });
    expect(reply).toMatchObject({ kind: "keep-form", notice: expect.stringContaining("not linked") });
  });
});

describe("an account that is claimed anew while somebody writes from it", () => {
  it("stays its new owner's when she counts as reachable again", async () => {
    const ref = house.ref("lead");
    const claimedBy = async () => await house.store.read((view) => view.workspaces.identityOf(ref));
    const claim = async (changes: Partial<Identity>) => {
      const identity = await claimedBy();
      if (identity === undefined) throw new Error("nobody's");
      await house.store.write((tables) => tables.workspaces.saveIdentities(network, [{ ...identity, ...changes }]));
    };
    await claim({ unreachableSince: house.now() });
    const who = await house.store.read((view) => whoIs(view, ref, house.now()));
    if (isStranger(who)) throw new Error(who.stranger);
    await furnishSecondDistrict(house);
    await claim({ personId: "coast-lead" });
    await refreshIdentity(house.app, who, { ...ref, direct: "D1" });
    expect(await claimedBy()).toMatchObject({ personId: "coast-lead", direct: "D1", unreachableSince: null });
  });
});
