import { randomUUID } from "node:crypto";
import { startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { startTeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import { createTeamsPlatform } from "../../adapters/teams/index.js";
import { credentialsOf } from "../../adapters/teams/tenants.js";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { serveRoutes } from "../conformance/wire.js";
import { furnish, type House, openHouse } from "../flows/house.js";
import { silent } from "../store/silent-journal.js";

/**
 * The whole house in one process before a simulated cloud with two workspaces: a district's, where a team's lead is, and the
 * network's, where her program manager is. What they do goes by the cloud's requests and the real adapter. The programme's
 * time is the house's.
 */
export type TwoHouses = {
  house: House;
  /** The program manager types a word to the bot and presses a button of the answer. Gives the form that opens. */
  types(word: string, label: string): Promise<OpenForm>;
  /** The lead presses a button of the bot's latest message to her that has it. */
  presses(label: string): Promise<OpenForm>;
  /** What the bot has said to them in private, oldest first, as the platform has it. */
  reads(who: Who): string[];
  close(): Promise<void>;
};

export type Who = "lead" | "pm";
/** `send`: what is not given stays as it is. `again`: the form, or a notice, is in its place afterwards. */
export type OpenForm = {
  shows(): string;
  send(answers: Record<string, string | string[]>): Promise<"closed" | "again">;
};

const timeoutMs = 2_000;

/** Both are claimed in the cloud's workspaces, later than in the paper ones, and so they are written to there. */
async function moveIn(
  house: House,
  platform: string,
  homes: Record<Who, { workspace: string; user: string; direct: string }>,
): Promise<void> {
  await furnish(house);
  const scope = { networkId: "network-1" };
  await house.store.write(async (tables) => {
    for (const [who, { workspace, user, direct }] of Object.entries(homes)) {
      const id = `cloud-${who}`;
      await tables.workspaces.save({
        id,
        platform,
        externalId: workspace,
        name: id,
        networkId: scope.networkId,
        districtId: who === "lead" ? "district-1" : null,
        state: "linked",
        installedAt: new Date("2025-09-01T00:00:00Z"),
        removedAt: null,
      });
      const identity = {
        id: `at-${id}`,
        networkId: scope.networkId,
        workspaceId: id,
        personId: who,
        externalUser: user,
      };
      const claimed = { claimedBy: "code" as const, claimedAt: new Date("2025-09-01T00:00:00Z") };
      await tables.workspaces.saveIdentities(scope, [{ ...identity, ...claimed, direct, unreachableSince: null }]);
    }
  });
}

async function openDoor(platform: ChatPlatform, at: string) {
  const house = await openHouse({ at, platforms: [platform] });
  await platform.start(house.handle);
  return house;
}

export async function onSlack(at: string): Promise<TwoHouses> {
  const users = { lead: ["TVALLEY", "ULEAD"], pm: ["THUB", "UPM"] } as const;
  const placeOf = (who: Who): [string, string] => [...users[who]];
  let platform: ChatPlatform | undefined;
  const mounted = await serveRoutes(() => platform?.routes ?? {});
  const cloud = await startSlackCloud({
    signingSecret: "s",
    appUrl: () => mounted.url,
    rateLimits: false,
    retryDelaysMs: [],
    workspaces: Object.entries(users).map(([who, [id, user]]) => ({
      id,
      name: id,
      botToken: `xoxb-${id}`,
      users: [{ id: user, name: who, realName: who }],
      channels: [],
    })),
  });
  const credentials = {
    find: async ({ workspace }: { workspace: string }) => ({
      botToken: `xoxb-${workspace}`,
      botUserId: cloud.workspaces().find(({ id }) => id === workspace)?.botUser ?? "",
      botId: cloud.workspaces().find(({ id }) => id === workspace)?.botId ?? "",
      appId: cloud.workspaces().find(({ id }) => id === workspace)?.appId ?? "",
    }),
  };
  const oauth = { clientId: "c", clientSecret: "c", stateSecret: "s", publicUrl: "https://example.org" };
  platform = createSlackPlatform({
    signingSecret: "s",
    oauth,
    apiUrl: cloud.apiUrl,
    credentials,
    journal: silent,
    timeoutMs,
  });
  const house = await openDoor(platform, at);
  const dm = (who: Who) => cloud.dm(...placeOf(who));
  const homeOf = (who: Who) => ({ workspace: users[who][0], user: users[who][1], direct: dm(who) });
  await moveIn(house, "slack", { lead: homeOf("lead"), pm: homeOf("pm") });
  const messages = (who: Who) => cloud.messages(users[who][0], dm(who)).filter((one) => one.ownBot && !one.deleted);

  async function press(who: Who, label: string): Promise<OpenForm> {
    const found = messages(who).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${label}"`));
    const { problem } = await cloud.press(...placeOf(who), { channel: dm(who), ts: found?.ts ?? "" }, label);
    if (problem !== undefined) throw new Error(problem);
    await mounted.settled();
    const view = () => cloud.views(...placeOf(who)).at(-1);
    return {
      shows: () => JSON.stringify(view() ?? "nothing"),
      async send(answers) {
        const { outcome, problem: why } = await cloud.submit(...placeOf(who), view()?.id ?? "", answers);
        if (why !== undefined) throw new Error(why);
        await mounted.settled();
        return outcome === "closed" ? "closed" : "again";
      },
    };
  }
  return {
    house,
    async types(word, label) {
      await cloud.command(...placeOf("pm"), dm("pm"), `/throughline ${word}`);
      await mounted.settled();
      return press("pm", label);
    },
    presses: (label) => press("lead", label),
    reads: (who) => messages(who).map(({ blocks }) => JSON.stringify(blocks)),
    async close() {
      await platform?.stop();
      await cloud.stop();
      await mounted.close();
      await house.close();
    },
  };
}

export async function onTeams(at: string): Promise<TwoHouses> {
  const [appId, appPassword, homeTenant] = [randomUUID(), "a-password", randomUUID()];
  const users: Record<Who, [string, string]> = {
    lead: [randomUUID(), randomUUID()],
    pm: [randomUUID(), randomUUID()],
  };
  const placeOf = (who: Who): [string, string] => [...users[who]];
  const teamOf = (tenant: string) => `19:general-${tenant}@thread.tacv2`;
  let platform: ChatPlatform | undefined;
  const mounted = await serveRoutes(() => platform?.routes ?? {});
  const cloud = await startTeamsCloud({
    appId,
    appPassword,
    homeTenant,
    appUrl: () => mounted.url,
    rateLimits: false,
    retryDelaysMs: [],
    tenants: (["lead", "pm"] as const).map((who) => {
      const [id, user] = placeOf(who);
      const team = { id: teamOf(id), name: "Everybody", members: [user], channels: [] };
      return { id, name: who, installed: true, people: [{ id: user, name: who }], teams: [team] };
    }),
  });
  const { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts } = cloud;
  const find = async ({ workspace }: { workspace: string }) =>
    credentialsOf({ serviceUrl: cloud.serviceUrl(workspace), teams: [teamOf(workspace)] });
  platform = createTeamsPlatform({
    ...{ appId, appPassword, tenantId: homeTenant, credentials: { find }, journal: silent, timeoutMs },
    clouds: { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts },
  });
  const house = await openDoor(platform, at);
  const chat = (who: Who) => cloud.personal(...placeOf(who));
  const homeOf = (who: Who) => ({ workspace: placeOf(who)[0], user: placeOf(who)[1], direct: chat(who) });
  await moveIn(house, "teams", { lead: homeOf("lead"), pm: homeOf("pm") });
  const messages = (who: Who) => cloud.messages(placeOf(who)[0], chat(who)).filter((one) => one.ownBot && !one.deleted);

  async function press(who: Who, label: string): Promise<OpenForm> {
    const found = messages(who).findLast(({ card }) => JSON.stringify(card).includes(`"${label}"`));
    const { problem } = await cloud.press(...placeOf(who), { channel: chat(who), message: found?.id ?? "" }, label);
    if (problem !== undefined) throw new Error(problem);
    const dialog = () => cloud.dialogs(...placeOf(who)).at(-1);
    return {
      shows: () => JSON.stringify(dialog() ?? "nothing"),
      async send(answers) {
        const typed = Object.fromEntries(Object.entries(answers).map(([name, one]) => [name, [one].flat().join(",")]));
        const { outcome, problem: why } = await cloud.submit(...placeOf(who), dialog()?.id ?? "", typed);
        if (why !== undefined) throw new Error(why);
        await mounted.settled();
        return outcome === "closed" ? "closed" : "again";
      },
    };
  }
  return {
    house,
    async types(word, label) {
      await cloud.say(...placeOf("pm"), "bot", word);
      await mounted.settled();
      await house.settle();
      return press("pm", label);
    },
    presses: (label) => press("lead", label),
    reads: (who) => messages(who).map(({ card }) => JSON.stringify(card)),
    async close() {
      await platform?.stop();
      await cloud.stop();
      await mounted.close();
      await house.close();
    },
  };
}
