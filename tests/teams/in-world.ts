import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTeamsPlatform, type TeamsOptions } from "../../adapters/teams/index.js";
import type { ChatPlatform, Credentials, InboundEvent, Receive, Reply } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";

export const appId = "00000000-0000-4000-8000-00000000a991";
export const home = "11111111-0000-4000-8000-000000000001";
export const tenant = "11111111-0000-4000-8000-000000000002";
export const user = "22222222-0000-4000-8000-000000000001";
export const issuer = "https://api.botframework.com";

/** Every journal line and count, to be looked at afterwards. */
export function journalOf(): Journal & { lines: string[]; counts: string[] } {
  const lines: string[] = [];
  const counts: string[] = [];
  const write =
    (level: string) =>
    (event: string, fields?: Record<string, unknown>): void => {
      lines.push(`${level} ${event} ${JSON.stringify(fields ?? {})}`);
    };
  return {
    lines,
    counts,
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    count: (name, reason) => counts.push(`${name} ${reason}`),
  };
}

type Key = { kid: string; private: KeyObject; public: KeyObject; endorsements?: string[] };

const keyOf = (kid: string, endorsements?: string[]): Key => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid, private: privateKey, public: publicKey, ...(endorsements && { endorsements }) };
};

/** `msteams` signs what Teams sends. `stranger` is published nowhere. */
export const keys = {
  msteams: keyOf("key-1", ["msteams", "skype"]),
  webchat: keyOf("key-2", ["webchat"]),
  unendorsed: keyOf("key-3"),
  stranger: keyOf("key-4", ["msteams"]),
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

export type Forgery = {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: keyof typeof keys;
};

type Call = { method: string; path: string; body: string; authorization?: string };

/** Microsoft's side: keys, tokens for the bot, and a connector that takes everything. */
export type Microsoft = {
  url: string;
  serviceUrl: string;
  calls: Call[];
  called(path: RegExp): Call[];
  /** A bearer token as the channel makes it, with anything changed. */
  sign(forgery?: Forgery): string;
  /** How the next requests for these are answered: "keys", "token". Default: as they should be. */
  how: { keys: Behaviour; token: Behaviour | object; tokenSeconds: number; members: object[] };
  close(): Promise<void>;
};
type Behaviour = "well" | "broken" | "silent" | "garbled";

export async function microsoft(): Promise<Microsoft> {
  const calls: Call[] = [];
  const how: Microsoft["how"] = { keys: "well", token: "well", tokenSeconds: 3599, members: [] };
  let ids = 1_800_000_000_000;
  let tokens = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { method = "" } = request;
    const [path = ""] = (request.url ?? "").split("?");
    calls.push({ method, path, body, authorization: request.headers.authorization });
    const json = (value: unknown, status = 200): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const misbehave = (behaviour: Behaviour): boolean => {
      if (behaviour === "broken") json({}, 503);
      if (behaviour === "garbled") response.end("<html>");
      return behaviour !== "well";
    };
    if (path.startsWith("/meta")) return misbehave(how.keys) ? undefined : json({ issuer, jwks_uri: `${url}/keys` });
    if (path === "/keys") return misbehave(how.keys) ? undefined : json({ keys: keySet() });
    if (path.endsWith("/oauth2/v2.0/token")) {
      if (typeof how.token === "object") return json(how.token, 401);
      if (misbehave(how.token)) return;
      tokens += 1;
      return json({ token_type: "Bearer", expires_in: how.tokenSeconds, access_token: `token-${tokens}` });
    }
    if (path.includes("/pagedmembers")) return json({ members: how.members });
    ids += 1;
    return json({ id: method === "POST" && path.endsWith("/v3/conversations") ? "a:made" : String(ids) }, 201);
  });
  const url = await listening(server);
  const serviceUrl = `${url}/amer/${tenant}/`;
  return {
    url,
    serviceUrl,
    calls,
    how,
    called: (wanted) => calls.filter(({ path }) => wanted.test(path)),
    sign({ claims = {}, header = {}, key = "msteams" } = {}) {
      const signer = keys[key];
      const now = nowSeconds();
      const payload = { serviceurl: serviceUrl, nbf: now, exp: now + 3600, iss: issuer, aud: appId, ...claims };
      const text = `${encoded({ alg: "RS256", kid: signer.kid, typ: "JWT", ...header })}.${encoded(payload)}`;
      return `${text}.${createSign("RSA-SHA256").update(text).sign(signer.private, "base64url")}`;
    },
    close: () => closed(server),
  };
}

function keySet(): object[] {
  return [keys.msteams, keys.webchat, keys.unendorsed].map(({ kid, public: key, endorsements }) => {
    const { n, e } = key.export({ format: "jwk" });
    return { kty: "RSA", use: "sig", kid, n, e, ...(endorsements && { endorsements }) };
  });
}

export type Running = {
  platform: ChatPlatform;
  url: string;
  microsoft: Microsoft;
  events: InboundEvent[];
  journal: ReturnType<typeof journalOf>;
  stored: Record<string, Credentials>;
  /** What the house answers next to everything but an installation; default: nothing. */
  answer(reply: Reply | Receive): void;
  stop(): Promise<void>;
};

let metadata = 0;

/** The adapter on a server of its own, in front of a Microsoft of its own. The tenant is known unless told otherwise. */
export async function running(options: Partial<TeamsOptions> & { known?: boolean } = {}): Promise<Running> {
  const { known = true, ...rest } = options;
  const cloud = await microsoft();
  const journal = journalOf();
  const events: InboundEvent[] = [];
  const stored: Record<string, Credentials> = known ? { [tenant]: { serviceUrl: cloud.serviceUrl, teams: team } } : {};
  let answer: Receive = async () => ({ kind: "none" });
  metadata += 1;
  const platform = createTeamsPlatform({
    appId,
    appPassword: "a-password-of-this-test",
    tenantId: home,
    credentials: { find: async ({ workspace }) => stored[workspace] },
    journal,
    timeoutMs: 400,
    clouds: {
      // The SDK keeps keys by this address, as long as the process runs.
      openIdMetadataUrl: `${cloud.url}/meta/${metadata}`,
      tokenIssuer: issuer,
      loginUrl: cloud.url,
      serviceHosts: new URL(cloud.url).host,
    },
    ...rest,
  });
  await platform.start(async (event) => {
    events.push(event);
    if (event.kind !== "installed") return answer(event);
    stored[event.workspace.workspace] = event.credentials;
    return { kind: "none" };
  });
  const server = createServer((request, response) => {
    const route = platform.routes[`${request.method} ${request.url}`];
    if (route) void route(request, response);
    else response.writeHead(404).end();
  });
  const url = await listening(server);
  return {
    platform,
    url,
    microsoft: cloud,
    events,
    journal,
    stored,
    answer(reply) {
      answer = typeof reply === "function" ? reply : async () => reply;
    },
    async stop() {
      await platform.stop();
      await closed(server);
      await cloud.close();
    },
  };
}

/** The events that a test caused, without what is announced of the tenant. */
export const acts = (app: Running): InboundEvent[] => app.events.filter(({ kind }) => kind !== "installed");

type Sent = { token?: string; headers?: Record<string, string> };
export type Got = { status: number; body: string };

/** A POST to the endpoint, with a good token unless told otherwise. */
export async function send(app: Running, body: unknown, { token, headers }: Sent = {}): Promise<Got> {
  const response = await fetch(`${app.url}/api/messages`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: {
      "content-type": "application/json; charset=utf-8",
      authorization: `Bearer ${token ?? app.microsoft.sign()}`,
      ...headers,
    },
  });
  return { status: response.status, body: await response.text() };
}

export const team = "19:team-1@thread.tacv2";
export const chat = "a:1her-chat-with-the-bot";
const channelId = "19:channel-1@thread.tacv2";
export const thread = `${channelId};messageid=1700000000001`;

type Fields = Record<string, unknown>;
let count = 1_700_000_100_000;

/** What every activity has. */
function activity(fields: Fields): Fields {
  count += 1;
  return {
    id: String(count),
    timestamp: "2026-02-17T01:01:47.4513813Z",
    channelId: "msteams",
    from: { id: "29:1her-id", name: "Team lead, Newark Unified", aadObjectId: user },
    recipient: { id: `28:${appId}`, name: "Throughline" },
    locale: "en-US",
    ...fields,
  };
}

const personal = { conversationType: "personal", tenantId: tenant, id: chat };
const inChannel = {
  conversation: { isGroup: true, conversationType: "channel", tenantId: tenant, id: thread },
  channelData: { tenant: { id: tenant }, team: { id: team }, channel: { id: channelId } },
};

/** In her own chat with the bot. */
export const typed = (app: { microsoft: { serviceUrl: string } }, text: string, fields: Fields = {}): Fields =>
  activity({
    type: "message",
    textFormat: "plain",
    text,
    serviceUrl: app.microsoft.serviceUrl,
    conversation: personal,
    channelData: { tenant: { id: tenant } },
    ...fields,
  });

/** In a channel; with `mention`, to the bot. */
export const posted = (app: { microsoft: { serviceUrl: string } }, text: string, fields: Fields = {}): Fields =>
  typed(app, text, {
    ...inChannel,
    ...(text.includes("<at>Throughline</at>") && {
      entities: [
        { type: "mention", text: "<at>Throughline</at>", mentioned: { id: `28:${appId}`, name: "Throughline" } },
        { type: "clientInfo", locale: "en-US", platform: "Web" },
      ],
    }),
    ...fields,
  });

/** A button that opens nothing. */
export const pressed = (app: { microsoft: { serviceUrl: string } }, action: unknown, fields: Fields = {}): Fields =>
  typed(app, "", { text: undefined, replyToId: "1700000000555", value: { throughline: { action } }, ...fields });

/** A button that opens a dialog: what is in `throughline`. */
export const fetched = (app: { microsoft: { serviceUrl: string } }, carried: object, fields: Fields = {}): Fields =>
  typed(app, "", {
    type: "invoke",
    name: "task/fetch",
    text: undefined,
    id: `f:${++count}`,
    replyToId: "1700000000555",
    value: { data: { type: "task/fetch", throughline: carried }, context: { theme: "default" } },
    ...fields,
  });

/** A form that was sent: the data of its button, with what is in its inputs. */
export const submitted = (app: { microsoft: { serviceUrl: string } }, data: object, fields: Fields = {}): Fields =>
  typed(app, "", {
    type: "invoke",
    name: "task/submit",
    text: undefined,
    id: `f:${++count}`,
    value: { data, context: { theme: "default" } },
    ...fields,
  });

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => resolve(text));
  });
}
