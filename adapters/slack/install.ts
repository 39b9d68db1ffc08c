import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { InstallProvider } from "@slack/oauth";
import type { WorkspaceRef } from "../../src/core/refs.js";
import type { HttpRoute, InboundEvent } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { type ClientSettings, clientOptions, silentLogger } from "./client.js";
import { botScopes } from "./scopes.js";
import { texts } from "./texts.js";
import { platform } from "./workspaces.js";

export type OAuthSettings = {
  clientId: string;
  clientSecret: string;
  /** Signs the state, which is bound to the browser by a cookie and lives ten minutes. */
  stateSecret: string;
  /** Where Slack reaches this server: `<publicUrl>/slack/oauth_redirect` must be listed in the app's redirect URLs. */
  publicUrl: string;
  /** Slack's page where the installer agrees, if it is not the real one. */
  authorizeUrl?: string;
};

type Installer = { install: HttpRoute; redirect: HttpRoute };
type Announce = (event: InboundEvent) => Promise<unknown>;

/** `GET /slack/install` and `GET /slack/oauth_redirect`. An installation is told as an `installed` event; the page says "installed" after its commit. */
export function createInstaller(
  oauth: OAuthSettings,
  settings: ClientSettings,
  journal: Journal,
  announce: Announce,
): Installer {
  const provider = new InstallProvider({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: oauth.stateSecret,
    directInstall: true,
    logger: silentLogger,
    clientOptions: clientOptions(settings),
    ...(oauth.authorizeUrl !== undefined && { authorizationUrl: oauth.authorizeUrl }),
    installationStore: {
      async storeInstallation(installation) {
        await announce(installedEvent(installation, new Date()));
      },
      async fetchInstallation() {
        throw new Error("installations are read from the credential store");
      },
    },
  });
  const redirectUri = new URL("/slack/oauth_redirect", oauth.publicUrl).href;

  return {
    install: (request, response) =>
      provider.handleInstallPath(request, response, undefined, { scopes: [...botScopes], redirectUri }),
    redirect: (request, response) =>
      provider.handleCallback(request, response, {
        success(installation) {
          const { name } = workspaceOf(installation);
          journal.info("slack.installed", { workspace: workspaceOf(installation).ref.workspace });
          page(response, 200, texts.installed(name));
        },
        failure(error) {
          const outcome = failures[error.code] ?? { status: 500, text: texts.installFailed };
          journal.warn("slack.install-failed", { code: error.code });
          page(response, outcome.status, outcome.text);
        },
      }),
  };
}

const stale = { status: 400, text: texts.installStale };
const failures: Record<string, { status: number; text: string }> = {
  slack_oauth_installer_authorization_error: { status: 200, text: texts.installCancelled },
  slack_oauth_missing_state: stale,
  slack_oauth_invalid_state: stale,
  slack_oauth_missing_code: stale,
};

/** What Slack's SDK makes of `oauth.v2.access`; only what is read here. */
export type Installation = {
  team?: { id: string; name?: string };
  enterprise?: { id: string; name?: string };
  isEnterpriseInstall?: boolean;
  appId?: string;
  bot?: { token: string; id: string; userId: string; scopes: string[]; refreshToken?: string };
};

function workspaceOf(installation: Installation): { ref: WorkspaceRef; name: string } {
  const { team, enterprise, isEnterpriseInstall } = installation;
  const where = isEnterpriseInstall ? enterprise : team;
  if (!where) throw new Error("Slack named no workspace");
  return { ref: { platform, workspace: where.id }, name: where.name ?? where.id };
}

/**
 * Keyed by the token: Slack gives a new one for each installation. `at` is this machine's time, because Slack's answer
 * carries none; it is compared with the times of later removals, which are Slack's.
 */
export function installedEvent(installation: Installation, at: Date): Extract<InboundEvent, { kind: "installed" }> {
  const { bot, enterprise, appId } = installation;
  if (!bot) throw new Error("Slack gave no bot token: the app asks for no bot scopes");
  // A token that runs out in twelve hours would stop the messages: rotation cannot be switched off again, so it is refused.
  if (bot.refreshToken !== undefined) throw new Error("token rotation is on for this Slack app");
  const { ref, name } = workspaceOf(installation);
  const credentials = {
    botToken: bot.token,
    botUserId: bot.userId,
    botId: bot.id,
    scopes: bot.scopes.join(","),
    ...(appId !== undefined && { appId }),
    ...(enterprise !== undefined && { enterpriseId: enterprise.id }),
  };
  const key = [
    platform,
    ref.workspace,
    "installed",
    createHash("sha256").update(bot.token).digest("hex").slice(0, 16),
  ].join(":");
  return { kind: "installed", key, workspace: ref, name, credentials, at };
}

function page(response: ServerResponse, status: number, text: string): void {
  const safe = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  response.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${texts.appName}</title>` +
      `<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}</style></head>` +
      `<body><main><h1>${texts.appName}</h1><p>${safe}</p></main></body></html>`,
  );
}
