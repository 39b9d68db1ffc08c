import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type House, openHouse } from "../flows/house.js";
import {
  furnishFive,
  keepsToItself,
  leadName,
  matchesOf,
  nameOf,
  pauses,
  scope,
} from "../flows/introduction-scenes.js";
import { slackSide } from "./slack-side.js";
import { teamsSide } from "./teams-side.js";
import type { Answers, Side } from "./two-houses.js";

/**
 * A district in a simulated Slack and another in a simulated Teams, in one house: the lead of the first team is in Slack, that
 * of the second in Teams, and the program manager in the network's own workspace of either.
 */
type Two = {
  house: House;
  /** 1: in Slack; 2: in Teams. */
  lead: Record<1 | 2, Hands>;
  pm: Hands;
  at(instant: string): Promise<void>;
  close(): Promise<void>;
};

type Hands = {
  /** Everything that the bot has said to her, as it stands now, with the buttons. */
  reads(): string[];
  presses(label: string): Promise<void>;
  sends(answers: Answers): Promise<string>;
};

async function openTwo(pmAt: "Slack" | "Teams"): Promise<Two> {
  const [slack, teams] = [await slackSide(), await teamsSide()];
  const sides = [slack, teams];
  const house = await openHouse({ at: "2026-01-30T09:00:00-08:00", platforms: sides.map((side) => side.platform) });
  for (const side of sides) await side.platform.start(house.handle);
  await furnishFive(house);
  // The others are left out, and known to work on the same: without them the two could not be told why.
  for (const n of [3, 4, 5]) await pauses(house, n);
  await moveIn(house, slack, "lead", "lead", "district-1");
  await moveIn(house, teams, "lead", "lead-2", "district-2");
  await moveIn(house, pmAt === "Slack" ? slack : teams, "pm", "pm", null);
  const settle = async (): Promise<void> => {
    for (const side of sides) await side.settled();
    await house.settle();
    for (const side of sides) await side.settled();
  };
  const hands = (side: Side, who: "lead" | "pm"): Hands => {
    const { direct } = side.homes[who];
    return {
      reads: () =>
        side.messages(who, direct).map(({ text, buttons }) => [text, ...buttons.map((one) => `[${one}]`)].join("\n")),
      async presses(label) {
        const on = side.messages(who, direct).findLast(({ buttons }) => buttons.includes(label));
        if (on === undefined) throw new Error(`nobody shows ${who} a button “${label}”`);
        await side.closeForms(who);
        await side.press(who, { conversation: direct, message: on.id }, label);
        await settle();
      },
      async sends(answers) {
        const outcome = await side.submit(who, answers);
        await settle();
        return outcome;
      },
    };
  };
  return {
    house,
    lead: { 1: hands(slack, "lead"), 2: hands(teams, "lead") },
    pm: hands(pmAt === "Slack" ? slack : teams, "pm"),
    async at(instant) {
      await house.at(instant);
      await settle();
    },
    async close() {
      for (const side of sides) await side.close();
      await house.close();
    },
  };
}

async function moveIn(house: House, side: Side, who: "lead" | "pm", personId: string, districtId: string | null) {
  const { workspace, user, direct } = side.homes[who];
  const since = new Date("2025-12-15T00:00:00Z");
  await house.store.write(async (tables) => {
    await tables.workspaces.save({
      ...{ id: workspace, platform: side.platform.name, externalId: workspace, name: workspace },
      ...{ networkId: scope.networkId, districtId, state: "linked", installedAt: since, removedAt: null },
    });
    const identity = { id: `cloud-${personId}`, workspaceId: workspace, personId, externalUser: user, direct };
    await tables.workspaces.saveIdentities(scope, [
      { ...scope, ...identity, claimedBy: "code", claimedAt: since, unreachableSince: null },
    ]);
  });
}

describe.each(["Slack", "Teams"] as const)(
  "a district in Slack and one in Teams, the program manager in %s",
  (where) => {
    let town: Two;

    beforeEach(async () => {
      town = await openTwo(where);
    }, 30_000);
    afterEach(() => town.close());

    const both = [1, 2] as const;
    const other = (n: 1 | 2) => (n === 1 ? 2 : 1);
    const match = async () => (await matchesOf(town.house))[0]?.match;

    /** Asked after every step, so that it holds for what was changed later, too. */
    function nobodyIsNamed(): void {
      for (const n of both) {
        const all = town.lead[n].reads().join("\n");
        for (const name of [nameOf(other(n)), leadName(other(n)), other(n) === 1 ? "Valley" : "Harbor"])
          expect(all).not.toContain(name);
      }
    }

    async function asked(): Promise<void> {
      await town.at("2026-02-02T10:00:00-08:00");
      nobodyIsNamed();
      expect(town.pm.reads().at(-1)).toContain("Introductions you could make");
      await town.pm.presses("Look at it");
      await town.pm.presses("Introduce");
      expect((await match())?.state).toBe("offered");
      for (const n of both) expect(town.lead[n].reads().at(-1)).toContain("[Yes, introduce us]");
      nobodyIsNamed();
    }

    it("are introduced when both leads said yes, each in her own workspace", async () => {
      await asked();
      await town.lead[1].presses("Yes, introduce us");
      expect(town.lead[1].reads().at(-1)).toContain("You said yes");
      nobodyIsNamed();
      await town.lead[2].presses("Yes, introduce us");
      expect((await match())?.state).toBe("introduced");
      for (const n of both) {
        const told = town.lead[n].reads().at(-1);
        expect(told).toContain("You are introduced");
        expect(told).toContain(nameOf(other(n)).replace(" (sample)", ""));
        expect(told).toContain(leadName(other(n)));
      }
    }, 30_000);

    it("hear “not now” when one declines for a reason and blocks", async () => {
      await asked();
      await town.lead[1].presses("Yes, introduce us");
      await town.lead[2].presses("Not this one");
      expect(await town.lead[2].sends({ why: "They compared us in public", block: "yes" })).toBe("closed");
      expect((await match())?.ending).toBe("blocked");
      expect(town.lead[1].reads().at(-1)).toContain("Not now");
      expect(town.lead[1].reads().join("\n")).not.toMatch(/compared|block/i);
      nobodyIsNamed();
    }, 30_000);

    it("are let go where one does not answer", async () => {
      await asked();
      await town.lead[2].presses("Yes, introduce us");
      await town.at("2026-02-17T10:00:00-08:00");
      expect((await match())?.ending).toBe("expired");
      expect(town.lead[1].reads().join("\n")).toContain("Two weeks have passed");
      expect(town.lead[2].reads().join("\n")).toContain("Not now");
      nobodyIsNamed();
    }, 30_000);

    it("hear “not now” where a problem is not shared any more", async () => {
      await asked();
      await keepsToItself(town.house, 1);
      await town.at("2026-02-02T11:00:00-08:00");
      expect((await match())?.ending).toBe("consent withdrawn");
      for (const n of both) expect(town.lead[n].reads().join("\n")).toContain("Not now");
      nobodyIsNamed();
    }, 30_000);
  },
);
