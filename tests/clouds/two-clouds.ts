import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { furnish, type House, openHouse } from "../flows/house.js";
import { furnishSecondDistrict } from "../flows/neighbours.js";
import { slackSide } from "./slack-side.js";
import { teamsSide } from "./teams-side.js";
import { type Hands, hands, type Side } from "./two-houses.js";

/**
 * One house before two simulated clouds. The first district and the network's workspace are in one of them, the second
 * district ("coast-…") is in the other, and each has its team's channel there.
 */
export type TwoClouds = {
  house: House;
  /** The lead of the first district, the lead of the second, and the program manager of the first one's team. */
  here: Hands;
  there: Hands;
  pm: Hands;
  /** Who the second lead is to any process of the app. */
  thereRef: { platform: string; workspace: string; user: string };
  close(): Promise<void>;
};

/** For `describe.each`. */
export const bothWays = [
  { name: "from Slack to Teams", open: (at: string) => openTwoClouds(slackSide, teamsSide, at) },
  { name: "from Teams to Slack", open: (at: string) => openTwoClouds(teamsSide, slackSide, at) },
];

const network = { networkId: "network-1" };

async function openTwoClouds(one: () => Promise<Side>, other: () => Promise<Side>, at: string): Promise<TwoClouds> {
  const [here, there] = [await one(), await other()];
  const sides = [here, there];
  const house = await openHouse({ at, platforms: sides.map(({ platform }): ChatPlatform => platform) });
  for (const { platform } of sides) await platform.start(house.handle);
  await furnish(house);
  await furnishSecondDistrict(house);
  await moveIn(house, here, "lead", "lead", "district-1");
  await moveIn(house, here, "pm", "pm", null);
  await moveIn(house, there, "lead", "coast-lead", "district-2");
  await meetIn(house, here, "channel-1", "district-1", "team-1");
  await meetIn(house, there, "coast-channel", "district-2", "team-2");
  const settle = async (): Promise<void> => {
    for (const side of sides) await side.settled();
    await house.settle();
    for (const side of sides) await side.settled();
  };
  const { workspace, user } = there.homes.lead;
  return {
    house,
    here: hands(here, "lead", settle),
    there: hands(there, "lead", settle),
    pm: hands(here, "pm", settle),
    thereRef: { platform: there.platform.name, workspace, user },
    async close() {
      for (const side of sides) await side.close();
      await house.close();
    },
  };
}

async function moveIn(house: House, side: Side, who: "lead" | "pm", personId: string, districtId: string | null) {
  const { workspace, user, direct } = side.homes[who];
  const since = new Date("2025-09-01T00:00:00Z");
  const place = { id: workspace, platform: side.platform.name, externalId: workspace, name: workspace };
  const linked = { ...network, districtId, state: "linked" as const, installedAt: since, removedAt: null };
  const claimed = { claimedBy: "code" as const, claimedAt: since, unreachableSince: null };
  await house.store.write(async (tables) => {
    await tables.workspaces.save({ ...place, ...linked });
    await tables.workspaces.saveIdentities(network, [
      { ...network, id: `cloud-${personId}`, workspaceId: workspace, personId, externalUser: user, direct, ...claimed },
    ]);
  });
}

async function meetIn(house: House, { homes, teamChannel }: Side, id: string, districtId: string, teamId: string) {
  const place = { workspaceId: homes.lead.workspace, externalId: teamChannel };
  await house.store.write((tables) =>
    tables.workspaces.saveChannel(network, { ...network, id, districtId, teamId, ...place }),
  );
}
