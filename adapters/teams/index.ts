import { randomUUID } from "node:crypto";
import { ConfidentialClientApplication, type INetworkModule, type NetworkRequestOptions } from "@azure/msal-node";
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  BotFrameworkAuthenticationFactory,
  PasswordServiceClientCredentialFactory,
} from "botframework-connector";
import { JwtTokenExtractor } from "botframework-connector/lib/auth/jwtTokenExtractor.js";
import type { ChatPlatform, CredentialStore, Receive, Reply } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import { claimFault, keyFault, readBearer } from "./bearer.js";
import { createBotToken } from "./bot-token.js";
import { createConnector, serviceHosts } from "./connector.js";
import { createHomes } from "./homes.js";
import { type OpenDialog, type Read, readInbound } from "./inbound.js";
import { createKeepUp } from "./installations.js";
import { createKeys, type Key } from "./keys.js";
import { createOut } from "./outbound.js";
import type { Activity, Envelope } from "./payloads.js";
import { placeOf } from "./places.js";
import { createReceiver, type Deadlines, type Handled, type Verdict } from "./receiver.js";
import { answerInstead, dialogAnswer, performReply } from "./replies.js";
import { platform } from "./tenants.js";

export type TeamsOptions = {
  appId: string;
  appPassword: string;
  /** The app's home tenant, where its tokens are given out. Undefined: an app of the old multitenant type. */
  tenantId?: string;
  credentials: CredentialStore;
  journal: Journal;
  /** For one request of ours, in ms. Default 10,000. */
  timeoutMs?: number;
  /** For tests: when Teams gets an answer although ours is not ready, in ms. */
  deadlines?: Deadlines;
  /** Other clouds than Microsoft's. Loopback only: whoever reads the configuration checks it. */
  clouds?: TeamsClouds;
};

export type TeamsClouds = {
  openIdMetadataUrl: string;
  tokenIssuer: string;
  /** Stands for https://login.microsoftonline.com. */
  loginUrl: string;
  /** "127.0.0.1:4711,…" */
  serviceHosts: string;
};

/**
 * Teams, behind the two doors. Throws where the options cannot work.
 *
 * This is the only file that knows Microsoft's Bot Framework SDK, whose support has ended. It has the last word on the
 * tokens of requests, by the keys that keys.ts fetches, and MSAL fetches the bot's own tokens. Its CloudAdapter is not
 * used. That one reads activities by a schema of its own and answers 500 with the error's words where one does not fit
 * or a handler fails, makes clients for sending and for people's tokens at each request, and answers invokes through a
 * sent activity; what is left of it without those is the one call to `authenticateRequest`, which is made here.
 */
export function createTeamsPlatform(options: TeamsOptions): ChatPlatform {
  const { appId, credentials, journal, clouds, timeoutMs = 10_000 } = options;
  // The SDK takes an empty id to mean that nothing is to be checked.
  if (appId.trim() === "")
    throw new Error("MicrosoftAppId is empty: find it at https://portal.azure.com → your Azure Bot → Configuration.");
  if (options.appPassword === "")
    throw new Error(
      "MicrosoftAppPassword is empty: make a client secret at https://entra.microsoft.com → App registrations → Certificates & secrets.",
    );
  let receive: Receive = () => Promise.reject(new Error("not started"));
  const hosts = serviceHosts(clouds?.serviceHosts);
  const { get: token, refused } = createBotToken(asking(entraClient(options, timeoutMs)), journal);
  const connector = createConnector({ token, refused, hosts, timeoutMs });
  const out = createOut({ connector, credentials, appId, journal });
  const homes = createHomes(connector, appId);
  const keepUp = createKeepUp({ appId, credentials, hosts, journal, announce: (event) => receive(event) });

  async function handle(activity: Activity): Promise<Handled> {
    const ignored = (reason: string): Handled => {
      journal.count("ignored", `teams:${reason}`);
      return {};
    };
    const place = placeOf(activity);
    if (place === undefined) return ignored("no-tenant");
    await keepUp(activity, place);
    await homes.learn(activity, place);
    const read = readInbound(activity, place, appId, homes.homeOf);
    // Whatever is no success leaves a dialog open, with its text, and Teams says that something went wrong.
    if ("ignored" in read) return { ...ignored(read.ignored), ...(read.keepOpen && { status: 400 }), ...told(read) };
    const { events, dialog } = read;
    const replies: Reply[] = [];
    for (const event of events) {
      out.met(event);
      replies.push(await receive(event));
    }
    const [event] = events;
    const [reply] = replies;
    if (event === undefined || reply === undefined) return {};
    if (dialog) return drawn(reply, dialog, activity);
    return { after: () => performReply(reply, event, { out, journal }) };
  }

  function told({ told }: Extract<Read, { ignored: string }>): Handled {
    return told ? { after: () => performReply(told.reply, told.event, { out, journal }) } : {};
  }

  /**
   * What cannot be drawn is answered as well as it can be. Saved is saved: it must not look like a failure to save. A
   * form that was to stay open stays open by an error, with its text.
   */
  function drawn(reply: Reply, dialog: OpenDialog, { name }: Activity): Handled {
    try {
      return { body: dialogAnswer(reply, dialog, name) };
    } catch (error) {
      const why = error instanceof Error ? error.message : "unknown";
      journal.error("teams.reply-not-drawn", { reply: reply.kind, error: why });
      if (reply.kind === "keep-form" && dialog.submitted) return { status: 500 };
      return { body: dialogAnswer({ kind: "none" }, dialog, name) };
    }
  }

  const receiver = createReceiver({
    journal,
    authenticate: authentication(options),
    handle,
    instead: answerInstead,
    deadlines: options.deadlines,
  });

  return {
    name: platform,
    capabilities: { find: false, lookUpByEmail: true, homePage: false },
    routes: { "POST /api/messages": receiver.route },
    /** Nothing to ask of Teams: every tenant says by its activities that it is there. */
    async start(handler) {
      receive = handler;
      receiver.start();
    },
    stop: () => receiver.stop(),
    sendDirect: out.sendDirect,
    post: out.post,
    reply: out.reply,
    edit: out.edit,
    remove: out.remove,
    find: out.find,
    personByEmail: out.personByEmail,
  };
}

const { ToChannelFromBotOAuthScope: scope, AllowedSigningAlgorithms: algorithms } = AuthenticationConstants;

/**
 * Judges requests: our own checks first (bearer.ts says why), the SDK last. The keys are ours (keys.ts): the SDK's own
 * cache counts a key set as read before it has come, and one bad answer of the key server makes every request of the
 * next hour look forged. So it is told an address that leads nowhere, and is given for a key's id what we hold; whatever
 * it throws is about the token.
 */
function authentication({ appId, clouds, journal, timeoutMs = 10_000 }: TeamsOptions) {
  const issuer = clouds?.tokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer;
  const keys = createKeys({
    url: clouds?.openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
    journal,
    timeoutMs: Math.min(timeoutMs, 3000),
  });
  // The SDK has one key cache for each address, for the whole process: this one is this platform's alone.
  const nowhere = `keys-of:${randomUUID()}`;
  const sdk = BotFrameworkAuthenticationFactory.create(
    "",
    true,
    AuthenticationConstants.ToChannelFromBotLoginUrl,
    scope,
    issuer,
    AuthenticationConstants.OAuthUrl,
    nowhere,
    // Tokens of the emulator never get this far: their issuer is another.
    nowhere,
    "",
    // It is asked for the app's id and nothing else: tokens for sending are MSAL's, below.
    new PasswordServiceClientCredentialFactory(appId, "", ""),
    new AuthenticationConfiguration(["msteams"]),
  );
  const { openIdMetadata } = new JwtTokenExtractor({ issuer: [issuer] }, nowhere, algorithms);
  openIdMetadata.getKey = async (kid) => keys.held(kid) ?? null;

  return async (authorization: string, { serviceUrl }: Envelope): Promise<Verdict> => {
    const forged = (reason: string): Verdict => ({ kind: "forged", reason });
    const bearer = readBearer(authorization);
    if (!bearer) return forged("unreadable-token");
    const fault = claimFault(bearer, { issuer, audience: appId, serviceUrl }, Date.now() / 1000);
    if (fault) return forged(fault);
    let key: Key | undefined;
    try {
      key = await keys.find(bearer.kid);
    } catch {
      return { kind: "unknown", reason: "no-keys" };
    }
    if (!key) return forged("unknown-key");
    const unfit = keyFault(bearer, key);
    if (unfit) return forged(unfit);
    try {
      const activity = { channelId: "msteams", serviceUrl } as Parameters<typeof sdk.authenticateRequest>[0];
      await sdk.authenticateRequest(activity, authorization);
      return { kind: "genuine" };
    } catch {
      return forged("not-authenticated");
    }
  };
}

/**
 * MSAL for the bot's own tokens, always from its home tenant, also for sending to others. It speaks to Entra by `fetch`
 * with a time limit; what is no answer of Entra's is thrown, and MSAL calls that a network error.
 */
function entraClient(options: TeamsOptions, timeoutMs: number): ConfidentialClientApplication {
  const { appId, appPassword, tenantId = "botframework.com", clouds } = options;
  const login = "https://login.microsoftonline.com";
  const ask = async <T>(method: string, url: string, { headers, body }: NetworkRequestOptions = {}) => {
    // MSAL speaks https only.
    const address = clouds ? url.replace(login, clouds.loginUrl.replace(/\/+$/, "")) : url;
    // Before the message that waits for it gives up, so that the next one does not wait for a lost answer.
    const signal = AbortSignal.timeout(0.8 * timeoutMs);
    const response = await fetch(address, { method, headers, body, signal, redirect: "error" });
    const { status } = response;
    if (status === 429 || status >= 500) throw new Error(`Entra answers ${status}`);
    return { status, headers: Object.fromEntries(response.headers), body: (await response.json()) as T };
  };
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url, request) => ask("GET", url, request),
    sendPostRequestAsync: (url, request) => ask("POST", url, request),
  };
  return new ConfidentialClientApplication({
    auth: { clientId: appId, clientSecret: appPassword, authority: `${login}/${tenantId}` },
    system: { networkClient },
  });
}

/** MSAL keeps a token until five minutes before its end. */
function asking(entra: ConfidentialClientApplication) {
  return async ({ anew }: { anew: boolean }): Promise<string> => {
    const answer = await entra.acquireTokenByClientCredential({ scopes: [`${scope}/.default`], skipCache: anew });
    if (!answer?.accessToken) throw new Error("Entra answered without a token");
    return answer.accessToken;
  };
}
