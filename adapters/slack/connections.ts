import { createHash } from "node:crypto";
import type { WorkspaceRef } from "../../src/core/refs.js";
import { type CredentialStore, type InboundEvent, PlatformError } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { type ClientSettings, slackClient } from "./client.js";
import { platformError, slackCode } from "./errors.js";
import type { Ourselves } from "./inbound.js";
import { platform } from "./workspaces.js";

/** An installation that works: its bot token and who the app is there. */
export type Connection = Ourselves & { workspace: WorkspaceRef; token: string };

export interface Connections {
  /** Before anything else. Rejects with a sentence for the operator where the credentials are wrong. */
  start(): Promise<void>;
  /** Undefined where the app is not installed. Rejects where that could not be found out. */
  find(workspace: string): Promise<Connection | undefined>;
}

/** Many workspaces: what each installation brought is read from the store, every time, so a removal counts at once. */
export function storedConnections(credentials: CredentialStore): Connections {
  return {
    async start() {},
    async find(id) {
      const workspace = { platform, workspace: id };
      const stored = await credentials.find(workspace);
      if (!stored?.botToken) return undefined;
      const { botToken, botUserId, botId, appId } = stored;
      return { workspace, token: botToken, botUserId, botId, appId };
    },
  };
}

/**
 * One workspace, by the token in the environment. Slack is asked once whose it is, and the workspace announced as
 * installed. Where Slack cannot be asked at the start, the first request that needs it asks again.
 */
export function singleConnection(
  token: string,
  settings: ClientSettings,
  journal: Journal,
  announce: (event: InboundEvent) => Promise<unknown>,
): Connections {
  let asking: Promise<Connection> | undefined;
  const connection = (): Promise<Connection> => {
    asking ??= ask().catch((error: unknown) => {
      asking = undefined;
      throw error;
    });
    return asking;
  };

  async function ask(): Promise<Connection> {
    const me = await slackClient(settings, token).auth.test();
    const id = me.is_enterprise_install === true ? me.enterprise_id : me.team_id;
    if (typeof id !== "string") throw new PlatformError({ kind: "not-sent", reason: "auth.test names no workspace" });
    const workspace = { platform, workspace: id };
    // The same token announces itself with the same key, so a restart changes nothing.
    const key = [platform, id, "token", createHash("sha256").update(token).digest("hex").slice(0, 16)].join(":");
    await announce({ kind: "installed", key, workspace, name: me.team ?? id, credentials: {}, at: new Date() });
    return { workspace, token, botUserId: me.user_id, botId: me.bot_id, appId: me.app_id };
  }

  return {
    async start() {
      try {
        await connection();
      } catch (error) {
        const code = slackCode(error);
        const { failure } = platformError(error);
        if (code !== undefined && (failure.kind === "refused" || failure.kind === "unreachable"))
          throw new Error(badToken(code));
        // Slack is not there just now, or the store is not: each later request asks again.
        journal.warn("slack.token-not-checked", { failure: failure.kind });
      }
    },
    async find(id) {
      const found = await connection();
      return found.workspace.workspace === id ? found : undefined;
    },
  };
}

function badToken(code: string): string {
  return `SLACK_BOT_TOKEN is refused by Slack (${code}): copy the Bot User OAuth Token from https://api.slack.com/apps → OAuth & Permissions.`;
}
