import { App, type Context } from "@slack/bolt";
import type { ChatPlatform, CredentialStore, HttpRoute, InboundEvent, Receive } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { type ClientSettings, clientOptions, silentLogger } from "./client.js";
import { type Connection, type Connections, singleConnection, storedConnections } from "./connections.js";
import { readInbound } from "./inbound.js";
import { createInstaller, type OAuthSettings } from "./install.js";
import { createOut } from "./outbound.js";
import type { SlackBody, SubmitBody } from "./payloads.js";
import { createReceiver } from "./receiver.js";
import { keptOpen, performReply, submitAnswer } from "./replies.js";
import { texts } from "./texts.js";
import { installationOf, platform } from "./workspaces.js";

export type SlackOptions = {
  signingSecret: string;
  /** One workspace. Either this or `oauth`. */
  botToken?: string;
  /** Many workspaces, each by its own installation. */
  oauth?: OAuthSettings;
  /** Base address of the Web API where it is not Slack's. Loopback only: whoever reads the configuration checks it. */
  apiUrl?: string;
  credentials: CredentialStore;
  journal: Journal;
  /** For one Web API call, in ms. Default 10,000. */
  timeoutMs?: number;
  /** For tests: when Slack gets an answer although ours is not ready, in ms. Default 2600 and 2900 of its 3000. */
  deadlines?: { form: number; other: number };
};

class UnknownWorkspace extends Error {
  override name = "UnknownWorkspace";
}

/** Slack, behind the two doors. Throws where the options cannot work; `start` rejects where Slack refuses the token. */
export function createSlackPlatform(options: SlackOptions): ChatPlatform {
  const { botToken, oauth, journal } = options;
  const settings: ClientSettings = { apiUrl: options.apiUrl, timeoutMs: options.timeoutMs ?? 10_000 };
  let receive: Receive = () => Promise.reject(new Error("not started"));
  const announce = (event: InboundEvent): Promise<unknown> => receive(event);
  const connections = connect();

  function connect(): Connections {
    if (botToken !== undefined && oauth === undefined) return singleConnection(botToken, settings, journal, announce);
    if (botToken === undefined && oauth !== undefined) return storedConnections(options.credentials);
    throw new Error(
      "Slack needs either SLACK_BOT_TOKEN (one workspace) or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET (many).",
    );
  }

  const receiver = createReceiver({
    signingSecret: options.signingSecret,
    journal,
    keepForm,
    deadlines: options.deadlines,
  });
  const app = new App({
    receiver,
    ignoreSelf: false,
    convoStore: false,
    extendedErrorHandler: true,
    logger: silentLogger,
    clientOptions: clientOptions(settings),
    // Rejects where the store cannot be asked: Slack then delivers again.
    async authorize(_source, body) {
      const connection = await connectionFor(body as unknown as SlackBody);
      return { botToken: connection.token, botId: connection.botId, botUserId: connection.botUserId, connection };
    },
  });

  async function connectionFor(body: SlackBody): Promise<Connection> {
    const installation = installationOf(body);
    const connection = installation && (await connections.find(installation.workspace));
    if (!connection) throw new UnknownWorkspace();
    return connection;
  }

  async function handle(
    request: { body: unknown; context: Context },
    ack: (content?: object) => Promise<void>,
  ): Promise<void> {
    const body = request.body as SlackBody;
    // Bolt hands removals over without asking whose they are.
    const connection: Connection = request.context.connection ?? (await connectionFor(body));
    const installation = installationOf(body);
    if (!installation) throw new UnknownWorkspace();
    const read = readInbound(body, installation, connection);
    if ("ignored" in read) {
      journal.count("ignored", `slack:${read.ignored}`);
      return ack(isSubmit(body) ? keptOpen(body, {}, texts.unknownForm) : undefined);
    }
    const reply = await receive(read.event);
    if (isSubmit(body)) return ack(answerTo(body, reply));
    await ack();
    await performReply(reply, { body, event: read.event, connection }, { settings, journal });
  }

  /** Saved is saved: a window that cannot be drawn must not look like a failure to save. */
  function answerTo(body: SubmitBody, reply: Awaited<ReturnType<Receive>>): object | undefined {
    try {
      return submitAnswer(reply, body);
    } catch (error) {
      journal.error("slack.reply-not-drawn", {
        reply: reply.kind,
        error: error instanceof Error ? error.message : "unknown",
      });
      return undefined;
    }
  }

  app.event(/.*/, (request) => handle(request, async () => request.context.committed()));
  app.action({ type: "block_actions" }, (request) => handle(request, () => request.ack()));
  app.view({ type: "view_submission" }, (request) => handle(request, (content) => request.ack(content as never)));
  app.command(/^\/throughline/, (request) => handle(request, () => request.ack()));
  app.error(async ({ error, body }: { error: Error; body: unknown }) => {
    // Bolt wraps what was thrown; the stack that says where is in the original.
    const thrown = "original" in error && error.original instanceof Error ? error.original : error;
    // A window from an unknown workspace stays open: its text is not lost behind an empty answer.
    if (!(thrown instanceof UnknownWorkspace) || isSubmit(body as SlackBody)) throw thrown;
    journal.count("ignored", "slack:unknown-workspace");
  });

  const routes: Record<string, HttpRoute> = { "POST /slack/events": receiver.route };
  if (oauth !== undefined) {
    const installer = createInstaller(oauth, settings, journal, announce);
    routes["GET /slack/install"] = installer.install;
    routes["GET /slack/oauth_redirect"] = installer.redirect;
  }

  return {
    name: platform,
    capabilities: { find: true, lookUpByEmail: true, homePage: true },
    routes,
    async start(handler) {
      receive = handler;
      await connections.start();
      await receiver.start();
    },
    async stop() {
      await receiver.stop();
    },
    ...createOut(connections, settings, journal),
  };
}

function isSubmit(body: SlackBody): body is SubmitBody {
  return "type" in body && body.type === "view_submission";
}

function keepForm(body: SlackBody, why: "failed" | "slow"): object | undefined {
  return isSubmit(body) ? keptOpen(body, {}, why === "slow" ? texts.maybeSaved : texts.notSaved) : undefined;
}
