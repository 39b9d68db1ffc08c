import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { blocks, districtOf, furnishTowns, problems, shares, type Town, towns } from "../flows/groups-town.js";
import { at } from "../flows/scenes.js";
import { teamsSide } from "./teams-side.js";
import { bothClouds, type Side, type TwoHouses } from "./two-houses.js";

const network = { networkId: "network-1" };
const collaboration = "collaboration-1";
const everybody = ["valley", ...towns] as const;
const secrets = everybody.map((town) => problems[town].match(/(\w+)\.$/)?.[1] ?? "");

const latest = async ({ house }: TwoHouses) => {
  const [round] = await house.store.read((view) => view.groups.rounds(network, collaboration));
  if (round === undefined) throw new Error("no round");
  return round;
};
const together = (groups: readonly string[][], a: Town, b: Town) =>
  groups.some((group) => group.includes(districtOf(a)) && group.includes(districtOf(b)));
const last = (texts: string[], words: string) => texts.findLast((text) => text.includes(words)) ?? "";

describe.each(bothClouds)("groups on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("21", "10:00"));
    await furnishTowns(town.house);
  }, 20_000);
  afterEach(() => town.close());

  it("are made, changed by hand and published by a program manager, and read by the leads of their districts", async () => {
    await shares(town.house, "valley");
    await shares(town.house, "birch");
    await town.pm.types("groups");
    const form = await town.pm.presses("Make groups");
    expect(form.shows()).toContain("Spring convening, Feb 18");
    expect(form.shows()).toContain("Most alike");
    expect(await form.send({ dial: "alike", size: "3-3" })).toBe("closed");
    const draft = () => last(town.pm.reads(), "Draft groups: Spring convening");
    expect(draft()).toMatch(/Birch Unified and Cedar Unified: .*both on chronic absence · have not met/);

    const { groups } = await latest(town);
    const home = groups.findIndex((group) => group.includes(districtOf("valley")));
    const move = await town.pm.presses("Change by hand");
    expect(await move.send({ district: districtOf("oak"), to: `${home}` })).toBe("again");
    expect(move.shows()).toContain("A group would have 4, and you asked for at most 3.");
    expect(await move.send({})).toBe("closed");
    expect(together((await latest(town)).groups, "valley", "oak")).toBe(true);
    expect(
      town.pm.sees().filter(({ text }) => text.includes("Draft groups")),
      "changed in place",
    ).toHaveLength(1);
    expect(draft()).toMatch(new RegExp(`Group ${home + 1}.*Oak Unified`));

    await town.pm.presses("Publish");
    expect(last(town.pm.reads(), "Published. 6 team leads are told.")).not.toBe("");
    expect(draft(), "the draft's card says so").toBe("");
    const told = last(town.lead.reads(), "you are in a group with");
    expect(told).toContain("Birch Unified, Cedar Unified and Oak Unified");
    expect(told).toContain("chronic absence");
    for (const words of secrets) expect(town.lead.reads().join("\n")).not.toContain(words);
    expect(town.teacher.reads().join("\n")).not.toContain("in a group");
    expect(town.channel().join("\n")).not.toContain("in a group");

    await town.lead.presses("Leave us out of groups");
    expect(last(town.lead.reads(), "left out of groups from the next ones on")).toContain("[Put us back]");
    await town.pm.types("groups");
    expect((await town.pm.presses("Make groups")).shows()).toContain("(asked to be left out of groups)");
  }, 30_000);

  it("keep rules and blocks, name the constraint that cannot be met, and who meets again", async () => {
    await blocks(town.house, "cedar", "birch");
    await town.pm.types("groups");
    await town.pm.presses("Pairs and rules");
    const rule = await town.pm.presses("Add a rule");
    await rule.send({ a: districtOf("elm"), b: districtOf("oak"), rule: "never" });
    await town.pm.types("groups");
    const impossible = await town.pm.presses("Make groups");
    const three = ["cedar", "birch", "elm"].map((one) => districtOf(one as Town));
    await impossible.send({ size: "3-3", who: three });
    expect(impossible.shows()).toContain("Birch Unified and Cedar Unified are kept apart");
    await impossible.send({ size: "3-3", who: everybody.map(districtOf) });
    const first = await latest(town);
    expect(first.groups.flat()).toHaveLength(6);
    expect(together(first.groups, "cedar", "birch") || together(first.groups, "elm", "oak")).toBe(false);
    await town.pm.presses("Publish");

    await town.wait(1);
    await town.pm.types("groups");
    const again = await town.pm.presses("Make groups");
    await again.send({ purpose: "consultancy", size: "3-3", dial: "new" });
    const second = await latest(town);
    expect(second).toMatchObject({ purpose: "consultancy", conveningId: null });
    expect(together(second.groups, "cedar", "birch") || together(second.groups, "elm", "oak")).toBe(false);
    const met = second.groups.flatMap((group) =>
      group.flatMap((a, nth) =>
        group.slice(nth + 1).filter((b) => first.groups.some((one) => one.includes(a) && one.includes(b))),
      ),
    );
    expect(met.length, "six districts in threes cannot all meet somebody new").toBeGreaterThan(0);
    expect(last(town.pm.reads(), "Meeting again")).toMatch(/has met everybody else|new partners were there/);
  }, 30_000);
});

describe("a group of a district in Slack and one in Teams", () => {
  let town: TwoHouses;
  let other: Side;

  beforeEach(async () => {
    const [slack] = bothClouds;
    if (slack === undefined) throw new Error("no Slack");
    town = await slack.open(at("21", "10:00"));
    await furnishTowns(town.house);
    other = await teamsSide();
    (town.house.app.platforms as Map<string, ChatPlatform>).set(other.platform.name, other.platform);
    await other.platform.start(town.house.handle);
    await moveIn("birch-lead", districtOf("birch"));
  }, 30_000);
  afterEach(async () => {
    await other.close();
    await town.close();
  });

  /** Into the Teams tenant of this district, as its first person. */
  async function moveIn(personId: string, districtId: string): Promise<void> {
    const { workspace, user, direct } = other.homes.lead;
    const since = new Date("2025-11-01T00:00:00Z");
    await town.house.store.write(async (tables) => {
      await tables.workspaces.save({
        ...{ id: workspace, platform: other.platform.name, externalId: workspace, name: workspace },
        ...{ networkId: network.networkId, districtId, state: "linked", installedAt: since, removedAt: null },
      });
      await tables.workspaces.saveIdentities(network, [
        {
          ...{ id: `cloud-${personId}`, ...network, workspaceId: workspace, personId, externalUser: user, direct },
          ...{ claimedBy: "code", claimedAt: since, unreachableSince: null },
        },
      ]);
    });
  }

  it("is read by both leads, each with the other's name and neither with the other's problem", async () => {
    await shares(town.house, "valley");
    await town.pm.types("groups");
    await (await town.pm.presses("Make groups")).send({ dial: "alike", size: "3-3" });
    await town.pm.presses("Publish");
    await other.settled();
    const inSlack = last(town.lead.reads(), "you are in a group with");
    const inTeams = last(
      other.messages("lead", other.homes.lead.direct).map(({ text }) => text),
      "you are in a group with",
    );
    expect(inSlack).toContain("Birch Unified");
    expect(inTeams).toContain("Sample Valley Unified");
    expect(inTeams).toContain("Cedar Unified");
    for (const text of [inSlack, inTeams]) {
      expect(text).not.toContain("absence");
      for (const words of secrets) expect(text).not.toContain(words);
    }

    const [card] = other.messages("lead", other.homes.lead.direct).filter(({ text }) => text.includes("in a group"));
    await other.press(
      "lead",
      { conversation: other.homes.lead.direct, message: card?.id ?? "" },
      "Leave us out of groups",
    );
    await other.settled();
    const choices = await town.house.store.read((view) => view.matching.choices(network));
    expect(choices).toMatchObject([{ districtId: districtOf("birch"), outOfGroups: true }]);
  }, 30_000);
});
