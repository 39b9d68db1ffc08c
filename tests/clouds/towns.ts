import { randomUUID } from "node:crypto";
import { type SlackCloud, startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { startTeamsCloud, type TeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import { createTeamsPlatform } from "../../adapters/teams/index.js";
import { credentialsOf } from "../../adapters/teams/tenants.js";
import type { PersonRef } from "../../src/core/refs.js";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import { silent } from "../store/silent-journal.js";

/** What both clouds can do to one attempt to post. */
export type Mishap = {
  when: "unread" | "before" | "after";
  how: "500" | "502" | "503" | "504" | "429" | "silent" | "reset";
  retryAfter?: number | string | null;
  times?: number;
  skip?: number;
};

/** A simulated cloud with two workspaces of the same people, and the real adapter in front of it. */
export type TwoWorkspaces = {
  platform: ChatPlatform;
  workspaces: [string, string];
  people: (workspace: string) => PersonRef[];
  /** What she has been told, oldest first: the marker words of each message. */
  told: (person: PersonRef) => string[];
  mishap(workspace: string, mishap: Mishap): void;
  script(failing: (workspace: string | undefined) => Mishap | undefined): void;
  clear(): void;
  limit(on: boolean | "lenient"): void;
  /** Statuses of the attempts to post there, undefined where none was answered. */
  posts(workspace: string): (number | undefined)[];
  close(): Promise<void>;
};

export type Options = { people?: number; timeoutMs: number };

const words = /Message [\w-]+/;
const inOrder = (texts: string[]): string[] => texts.map((text) => words.exec(text)?.[0] ?? text);

export async function slackWorkspaces({ people = 12, timeoutMs }: Options, more: { unlisted?: boolean } = {}) {
  const workspaces: [string, string] = ["TNORTH", "TSOUTH"];
  const users = Array.from({ length: people }, (_, nth) => `U${nth}`);
  const cloud: SlackCloud = await startSlackCloud({
    signingSecret: "s",
    appUrl: () => "http://127.0.0.1:9",
    rateLimits: false,
    retryDelaysMs: [],
    ...more,
    workspaces: workspaces.map((id) => ({
      id,
      name: id,
      botToken: `xoxb-${id}`,
      users: users.map((user) => ({ id: user, name: user.toLowerCase(), realName: `Team lead ${user}` })),
      channels: [],
    })),
  });
  const platform = createSlackPlatform({
    signingSecret: "s",
    oauth: { clientId: "c", clientSecret: "c", stateSecret: "s", publicUrl: "https://example.org" },
    apiUrl: cloud.apiUrl,
    credentials: {
      find: async ({ workspace }) => ({ botToken: `xoxb-${workspace}`, botUserId: "U", botId: "B", appId: "A" }),
    },
    journal: silent,
    timeoutMs,
  });
  const method = "chat.postMessage";
  const town: TwoWorkspaces = {
    platform,
    workspaces,
    people: (workspace) =>
      users.map((user) => ({ platform: "slack", workspace, user, direct: cloud.dm(workspace, user) })),
    told: ({ workspace, direct = "" }) => inOrder(cloud.messages(workspace, direct).map(({ text }) => text)),
    mishap: (workspace, mishap) => cloud.failNext({ ...mishap, method, workspace }),
    script: (failing) => cloud.setScript((call) => (call.method === method ? failing(call.workspace) : undefined)),
    clear: cloud.clearFaults,
    limit: cloud.setRateLimits,
    posts: (workspace) =>
      cloud
        .calls(method)
        .filter((one) => one.workspace === workspace)
        .map(({ status }) => status),
    close: () => cloud.stop(),
  };
  return { ...town, cloud };
}

export async function teamsWorkspaces({ people = 12, timeoutMs }: Options): Promise<TwoWorkspaces> {
  const [appId, appPassword, homeTenant] = [randomUUID(), "a-password", randomUUID()];
  const workspaces: [string, string] = [randomUUID(), randomUUID()];
  const users = Array.from({ length: people }, () => randomUUID());
  const teamOf = (tenant: string) => `19:general-${tenant}@thread.tacv2`;
  const cloud: TeamsCloud = await startTeamsCloud({
    appId,
    appPassword,
    homeTenant,
    appUrl: () => "http://127.0.0.1:9",
    rateLimits: false,
    retryDelaysMs: [],
    tenants: workspaces.map((id) => ({
      id,
      name: id,
      installed: true,
      people: users.map((user, nth) => ({ id: user, name: `Team lead ${nth}` })),
      teams: [{ id: teamOf(id), name: "Everybody", members: users, channels: [] }],
    })),
  });
  const { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts } = cloud;
  const platform = createTeamsPlatform({
    appId,
    appPassword,
    tenantId: homeTenant,
    credentials: {
      find: async ({ workspace }) =>
        credentialsOf({ serviceUrl: cloud.serviceUrl(workspace), teams: [teamOf(workspace)] }),
    },
    journal: silent,
    timeoutMs,
    clouds: { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts },
  });
  // The first token costs more than the requests that a test measures: the login library is loaded for it.
  const [workspace] = workspaces;
  for (let tries = 0; tries < 20; tries += 1) {
    const ready = await platform.personByEmail({ platform: "teams", workspace }, "nobody@example.org").then(
      () => true,
      () => false,
    );
    if (ready) break;
  }
  return {
    platform,
    workspaces,
    people: (workspace) =>
      users.map((user) => ({ platform: "teams", workspace, user, direct: cloud.personal(workspace, user) })),
    told: ({ workspace, direct = "" }) =>
      inOrder(cloud.messages(workspace, direct).map(({ card }) => JSON.stringify(card))),
    mishap: (tenant, mishap) => cloud.failNext({ ...mishap, method: "send", tenant }),
    script: (failing) => cloud.setScript((call) => (call.method === "send" ? failing(call.tenant) : undefined)),
    clear: cloud.clearFaults,
    limit: (on) => cloud.setRateLimits(on),
    posts: (tenant) =>
      cloud
        .calls("send")
        .filter((one) => one.tenant === tenant)
        .map(({ status }) => status),
    close: () => cloud.stop(),
  };
}
