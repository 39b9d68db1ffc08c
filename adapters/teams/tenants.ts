import type { Credentials } from "../../src/ports/chat-platform.js";

/** The adapter's name in references. A workspace is an Entra tenant; a person is known by her Entra object id. */
export const platform = "teams";

/**
 * What is kept of a tenant: where its conversations are served, and the teams that have the app. No secret is in it: the
 * app has one password for all tenants. `serviceUrl` is as the last activity named it; `teams` are ids of General
 * channels (their rosters say who is a member).
 */
export type Reach = { serviceUrl: string; teams: string[] };

export function reachOf(credentials: Credentials | undefined): Reach | undefined {
  const serviceUrl = credentials?.serviceUrl;
  if (serviceUrl === undefined) return undefined;
  return { serviceUrl, teams: (credentials?.teams ?? "").split(" ").filter((id) => id !== "") };
}

export function credentialsOf({ serviceUrl, teams }: Reach): Credentials {
  return { serviceUrl, teams: teams.join(" ") };
}

/** The bot as a member of conversations. */
export function botId(appId: string): string {
  return `28:${appId}`;
}

/** A channel's conversation id with the thread in it, as the connector wants it. */
export function threadId(channel: string, root: string): string {
  return `${channel};messageid=${root}`;
}

/** `19:…@thread.tacv2;messageid=17…` → its channel and the thread's root. */
export function splitConversation(id: string): { channel: string; root?: string } {
  const [channel = id, root] = id.split(";messageid=");
  return root === undefined || root === "" ? { channel } : { channel, root };
}
