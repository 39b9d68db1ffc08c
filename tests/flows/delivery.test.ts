import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDeliverer } from "../../src/app/deliver.js";
import { openMattersOf } from "../../src/app/open-matters.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import { beginSending } from "../store/sending.js";
import { furnish, type House, openHouse } from "./house.js";

let house: House;
const lead = "@lead";
const network = { networkId: "network-1" };
const wednesday = (time: string) => `2026-01-21T${time}:00-08:00`;

beforeEach(async () => {
  house = await openHouse({ at: "2026-01-20T09:00:00-08:00" });
  await furnish(house);
});
afterEach(() => house.close());

const states = async () =>
  (await house.store.read((view) => view.outbox.list(network, {}))).map((one) => `${one.kind}: ${one.state}`).sort();

describe("delivery", () => {
  it("never sends a message again whose outcome is not known, and shows it to the network", async () => {
    house.platform.fail({ kind: "ambiguous", reason: "timeout" }, true);
    await house.at(wednesday("15:00"));
    await house.at(wednesday("15:10"));
    expect(await states()).toEqual(["check-in: sent", "welcome: unknown"]);
    expect(house.platform.seenBy(lead)).toHaveLength(2);
    const matters = await house.store.read((view) => openMattersOf(view, network, house.now()));
    expect(matters.map((one) => one.text).join("\n")).toMatch(/message/i);
  });

  it("shows what was being sent when its sender died as unknown, where nobody can look, and does not send it", async () => {
    await house.at(wednesday("07:30"));
    const rows = await house.store.read((view) => view.outbox.list(network, { states: ["pending"] }));
    const id = rows.find((one) => one.kind === "welcome")?.id ?? "";
    await house.at(wednesday("14:59"));
    await house.store.write((tables) => beginSending(tables, id));
    await house.at(wednesday("15:00"));
    expect(await states()).toEqual(["check-in: sent", "welcome: unknown"]);
    expect(house.platform.seenBy(lead)).toHaveLength(1);
  });

  describe("after half an hour in which nothing ran", () => {
    const broken = new PlatformError({ kind: "not-sent", reason: "ECONNREFUSED" });
    const begun = async (find: () => Promise<undefined>) => {
      house.platform.platform.capabilities.find = true;
      house.platform.platform.find = find;
      await house.type("lead", "Half of them read it");
      const before = new Date(Date.now() - 30 * 60_000);
      await house.store.write((tables) => tables.outbox.doubt(house.now(), before));
      const times = { laneGapMs: 0, paceMs: 0, settleMs: 0, againMs: 20, giveUpMs: 400 };
      const deliverer = createDeliverer(house.app, times);
      await deliverer.drain();
      await deliverer.stop();
    };

    it("looks again when the first look-up fails", async () => {
      let looked = 0;
      await begun(async () => {
        looked += 1;
        if (looked === 1) throw broken;
        return undefined;
      });
      expect([looked, await states()]).toEqual([2, ["draft: sent"]]);
    });

    it("gives up when look-ups have failed for long", async () => {
      let looked = 0;
      await begun(() => {
        looked += 1;
        return Promise.reject(broken);
      });
      expect(looked).toBeGreaterThan(2);
      expect(await states()).toEqual(["draft: unknown"]);
    });
  });

  it("answers what she types in the morning at once, although a question waits for the afternoon", async () => {
    await house.at(wednesday("07:30"));
    await house.type("lead", "Half of them read it");
    await house.settle();
    expect(house.platform.seenBy(lead)).toHaveLength(1);
    expect(house.platform.seenBy(lead)[0]).toContain("Half of them read it");
  });

  it("waits as long as a platform says, then sends once", async () => {
    house.platform.fail({ kind: "rate-limited", retryAfterMs: 150 });
    await house.at(wednesday("15:00"));
    expect(await states()).toEqual(["check-in: sent", "welcome: sent"]);
    expect(house.platform.seenBy(lead)[0]).toContain("Hello from Throughline");
    expect(house.platform.seenBy(lead)).toHaveLength(2);
  });

  it("goes on by itself when it had to wait for a platform", async () => {
    house.platform.fail({ kind: "rate-limited", retryAfterMs: 3_000 });
    await house.deliverOnce(wednesday("15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    await expect.poll(() => house.platform.seenBy(lead), { timeout: 15_000 }).toHaveLength(2);
  });

  it("asks a person who cannot be reached no more, and again once she has written", async () => {
    house.platform.fail({ kind: "unreachable", reason: "user_disabled" });
    house.platform.fail({ kind: "unreachable", reason: "user_disabled" });
    await house.at(wednesday("15:00"));
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead)).toEqual([]);
    await house.command("lead", "help");
    await house.at("2026-02-18T15:00:00-08:00");
    expect(house.platform.seenBy(lead).join()).toContain("What will you try first?");
  });

  it("sends nothing after contact hours, and says hello before the next question instead", async () => {
    await house.at(wednesday("07:30"));
    await house.at(wednesday("17:00"));
    expect(await states()).toEqual(["check-in: skipped", "welcome: skipped"]);
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead)[0]).toContain("Hello from Throughline");
    expect(house.platform.seenBy(lead)).toHaveLength(2);
  });

  it("stops what waits for a workspace when the app is removed there, and a late removal stops nothing newer", async () => {
    await house.at(wednesday("07:30"));
    const workspace = { platform: "paper", workspace: "W1" };
    await house.handle({
      kind: "installed",
      key: "i2",
      workspace,
      name: "Again",
      credentials: {},
      at: new Date("2026-01-21T12:00:00Z"),
    });
    await house.handle({ kind: "removed", key: "r1", workspace, at: new Date("2026-01-20T12:00:00Z") });
    expect(await states()).toEqual(["check-in: pending", "welcome: pending"]);
    await house.handle({ kind: "removed", key: "r2", workspace, at: new Date("2026-01-21T16:00:00Z") });
    expect(await states()).toEqual(["check-in: skipped", "welcome: skipped"]);
    const prompts = await house.store.read((view) => view.checkIns.promptsSince(network, "2026-01-01"));
    expect(prompts.map(({ state, reason }) => [state, reason])).toEqual([["skipped", "the app was removed there"]]);
    await house.at(wednesday("15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    const back = { kind: "installed" as const, workspace, name: "Back", credentials: {} };
    await house.handle({ ...back, key: "i3", at: new Date("2026-01-22T12:00:00Z") });
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead)[0]).toContain("Hello from Throughline");
    expect(house.platform.seenBy(lead)).toHaveLength(2);
  });

  it("asks people again once the app is back in their workspace, and says until then who is out of reach", async () => {
    const channel = { platform: "paper", workspace: "W1", channel: "C1" };
    const outOfReach = async () =>
      (await house.store.read((view) => openMattersOf(view, network, house.now()))).filter(
        (one) => one.kind === "people out of reach",
      );
    house.platform.failFor(lead, { kind: "unreachable", reason: "app removed from the team" });
    await house.at(wednesday("15:00"));
    expect(await outOfReach()).toMatchObject([{ districtId: "district-1" }]);
    house.platform.failFor(lead, undefined);
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead)).toEqual([]);
    await house.handle({ kind: "added-to-channel", key: "back", channel });
    expect(await outOfReach()).toEqual([]);
    await house.at("2026-02-18T15:00:00-08:00");
    expect(house.platform.seenBy(lead).join()).toContain("What will you try first?");
  });

  it("keeps the name of a workspace whose platform does not say one with a later installation", async () => {
    const workspace = { platform: "paper", workspace: "W1" };
    const installed = { kind: "installed" as const, workspace, credentials: {}, at: new Date(wednesday("06:00")) };
    const name = async () => (await house.store.read((view) => view.workspaces.byRef(workspace)))?.name;
    await house.handle({ ...installed, key: "named", name: "Sample Unified" });
    await house.handle({ ...installed, key: "unnamed" });
    expect(await name()).toBe("Sample Unified");
  });

  it("does not ask a person who removed the app for herself until she is back", async () => {
    const workspace = { platform: "paper", workspace: "W1" };
    const removal = { kind: "removed" as const, workspace, at: new Date(wednesday("06:00")) };
    await house.handle({ ...removal, key: "channel gone", from: { ...workspace, channel: "C1" } });
    await house.handle({ ...removal, key: "gone", from: house.ref("lead") });
    await house.at(wednesday("15:00"));
    expect(await states()).toEqual([]);
    await house.as("lead").home();
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead).join("\n")).toContain("What will you try first?");
    const [channel, person] = (await house.store.read((view) => view.events.auditOf(network, 10))).reverse();
    expect([channel, person].map((entry) => [entry?.action, entry?.subject])).toEqual([
      ["channel removed", "C1"],
      ["person removed the app", "lead"],
    ]);
  });
});
