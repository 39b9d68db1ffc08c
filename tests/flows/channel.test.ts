import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Repositories } from "../../src/ports/store.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, furnishSecondTeam, identify, leaves } from "./neighbours.js";
import { at, formOf, plan, report, said } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
});
afterEach(() => house.close());

const channelOfTeam = async (teamId = "team-1") =>
  (await house.store.read((view) => view.workspaces.channels(network))).filter((one) => one.teamId === teamId);

/** The team reports on Wednesday; where its digest stands. */
async function digestComesTo(): Promise<string[]> {
  await plan(house);
  await report(house, { happened: "They liked it" });
  return ["C1", "C2", "C3", "C9"].filter((one) => house.platform.seenBy(one).join().includes("They liked it"));
}

describe("link here", () => {
  it("by the team's lead moves the digest to the channel in which she types it", async () => {
    expect(await said(house.command("lead", "link", "here", "C9"))).toBe(
      "Done. The digest of Sample Valley team now goes to the channel that you typed this in.",
    );
    expect(await digestComesTo()).toEqual(["C9"]);
    expect(await channelOfTeam()).toHaveLength(1);
  });

  it("by the team's program manager, in the district's workspace, moves it too", async () => {
    await identify(house, { id: "pm" }, "workspace-1", "pm-guest");
    expect(await said(house.as("pm-guest").command("link", "here", "C9"))).toContain(
      "now goes to the channel that you typed this in",
    );
    expect(await digestComesTo()).toEqual(["C9"]);
  });

  it("sends everything that comes from then on there, and nothing more to the old channel", async () => {
    await plan(house);
    await house.command("lead", "link", "here", "C9");
    await report(house, { happened: "Still this week" });
    expect(house.platform.seenBy("C9").join()).toContain("Still this week");
    expect(house.platform.seenBy("C1").join()).not.toContain("Still this week");
    await house.at(at("27", "10:00"));
    await report(house, { happened: "A new week" });
    expect(house.platform.cards("C9")).toHaveLength(2);
    expect(house.platform.seenBy("C1").join()).not.toContain("A new week");
  });

  it("gets this week's digest after all when the first channel refused it", async () => {
    house.platform.failFor("C1", { kind: "unreachable", reason: "not_in_channel" });
    await plan(house);
    expect(house.platform.seenBy("C1")).toEqual([]);
    await house.command("lead", "link", "here", "C9");
    await report(house, { happened: "Now it is there" });
    expect(house.platform.seenBy("C9").join()).toContain("Now it is there");
  });

  it("is refused in a channel that another organization shares: a team's words stay at home", async () => {
    const foreign = { platform: "paper", workspace: "W2", channel: "C5" };
    const person = house.ref("lead");
    const reply = house.handle({ kind: "command", key: "there", person, name: "link", text: "here", channel: foreign });
    expect(await said(reply)).toContain("stays in its own district's workspace");
    expect(await digestComesTo()).toEqual(["C1"]);
  });

  it("can be said again in the same channel, and delivered twice", async () => {
    await house.command("lead", "link", "here", "C9");
    const again = () => house.as("lead").command("link", "here", "C9", "same");
    expect(await said(again())).toContain("now goes to the channel that you typed this in");
    expect(await again()).toEqual({ kind: "none" });
    expect(await digestComesTo()).toEqual(["C9"]);
  });

  const elsewhere = "A team's digest stays in its own district's workspace. Please choose a channel there.";

  it("in the network's workspace is refused, and the digest still goes to the team's channel", async () => {
    expect(await said(house.as("pm", "HUB").command("link", "here", "C9"))).toBe(elsewhere);
    expect(await digestComesTo()).toEqual(["C1"]);
  });

  it("in another district's workspace is refused, and the digest still goes to the team's channel", async () => {
    await identify(house, { id: "pm" }, "workspace-3", "pm-guest");
    expect(await said(house.as("pm-guest", "W2").command("link", "here", "C9"))).toBe(elsewhere);
    expect(await said(house.as("pm-guest", "W2").command("link", "here", "C2"))).toBe(elsewhere);
    expect(await digestComesTo()).toEqual(["C1"]);
    expect(await channelOfTeam("team-2")).toMatchObject([{ externalId: "C2" }]);
  });

  const nobody = "Only a team's lead or its program manager can choose the team's channel.";

  it("by an ordinary member is refused", async () => {
    expect(await said(house.command("teacher", "link", "here", "C9"))).toBe(nobody);
    expect(await digestComesTo()).toEqual(["C1"]);
  });

  it("by another team's program manager or lead does not move this team's digest, even by its name", async () => {
    await identify(house, { id: "pm-2" }, "workspace-1", "pm-guest");
    for (const text of ["here", "here Sample Valley team"]) {
      await house.as("pm-guest").command("link", text, "C9");
      await house.command("reading-lead", "link", text, "C9");
    }
    expect(await channelOfTeam()).toMatchObject([{ externalId: "C1" }]);
    expect(await channelOfTeam("team-2")).toMatchObject([{ externalId: "C2" }]);
  });

  it("by somebody who was its lead or its program manager is refused", async () => {
    await identify(house, { id: "pm" }, "workspace-1", "pm-guest");
    await leaves(house, "lead", "2026-01-20");
    await leaves(house, "pm", "2026-01-20");
    expect(await said(house.command("lead", "link", "here", "C9"))).toBe(nobody);
    expect(await said(house.as("pm-guest").command("link", "here", "C9"))).toBe(nobody);
    expect(await channelOfTeam()).toMatchObject([{ externalId: "C1" }]);
  });

  it("in the channel of another team is refused", async () => {
    expect(await said(house.command("lead", "link", "here", "C3"))).toBe(
      "Another team's digest goes to that channel already. Please choose another one.",
    );
    expect(await digestComesTo()).toEqual(["C1"]);
  });
});

describe("a digest that waits while its channel is given to another team", () => {
  /** The first team's digest goes to `to` from now on; C1 is the reading team's. */
  const givesAway = (to: string | undefined) =>
    house.store.write(async (tables) => {
      const [hers, theirs] = [await channelOf(tables, "team-1"), await channelOf(tables, "team-3")];
      if (to === undefined) await tables.workspaces.removeChannel(network, hers.id);
      else await tables.workspaces.saveChannel(network, { ...hers, externalId: to });
      await tables.workspaces.removeChannel(network, theirs.id);
      await tables.workspaces.saveChannel(network, { ...theirs, id: "given", externalId: "C1" });
    });
  const channelOf = async (tables: Repositories, teamId: string) => {
    const found = await tables.workspaces.channelOf(network, teamId);
    if (found === undefined) throw new Error(`no channel of ${teamId}`);
    return found.channel;
  };
  /** The plan is recorded while C1 takes nothing; then C1 is given away. */
  async function plannedTooSoon(to: string | undefined): Promise<void> {
    const { context } = await formOf(house.press("lead", { do: "start-cycle", team: "team-1" }));
    house.platform.failFor("C1", { kind: "rate-limited", retryAfterMs: 1000 });
    await house.submit("lead", "update", context, { change: "Exit tickets", prediction: "60 %" });
    await house.deliverer.deliver();
    await givesAway(to);
    house.platform.failFor("C1", undefined);
    await house.settle();
  }

  it("is posted where its team is now, and nowhere else", async () => {
    await plannedTooSoon("C9");
    expect(house.platform.seenBy("C1")).toEqual([]);
    expect(house.platform.seenBy("C9")).toEqual([expect.stringContaining("Exit tickets")]);
    await report(house, { happened: "They liked it" });
    expect(house.platform.seenBy("C9")).toEqual([expect.stringContaining("They liked it")]);
  });

  it("is posted nowhere where its team has no channel now", async () => {
    await plannedTooSoon(undefined);
    expect(house.platform.seenBy("C1")).toEqual([]);
    const [digest] = (await house.store.read((view) => view.outbox.list(network, {}))).filter(
      (one) => one.kind === "digest",
    );
    expect([digest?.state, digest?.error]).toEqual(["skipped", "the channel is no longer the team's"]);
  });

  it("takes what was to be added to it along: the other team's channel gets no more of its words", async () => {
    await plan(house);
    const { context } = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", context, { happened: "They liked it", next: "keep testing" });
    await givesAway("C9");
    await house.settle();
    expect(house.platform.seenBy("C1").join()).not.toContain("They liked it");
    expect(house.platform.seenBy("C9")).toEqual([expect.stringContaining("They liked it")]);
  });
});
