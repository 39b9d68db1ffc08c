import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createSlackPlatform, type SlackOptions } from "../../adapters/slack/index.js";
import type { ChatPlatform, Credentials, InboundEvent, Receive, Reply } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";

export const signingSecret = "a-signing-secret-of-this-test";

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

export type Call = { method: string; args: Record<string, unknown>; token?: string };
type Handler = (
  call: Call,
  response: ServerResponse,
  request: IncomingMessage,
) => object | "taken" | Promise<object | "taken">;

/** A Web API that answers what a test tells it to, and remembers what it was asked. */
export type Api = {
  url: string;
  calls: Call[];
  on(method: string, handler: Handler): void;
  called(method: string): Call[];
  close(): Promise<void>;
};

export async function fakeApi(): Promise<Api> {
  const calls: Call[] = [];
  const handlers = new Map<string, Handler>();
  let ts = 1_700_000_000;
  const defaults: Record<string, (call: Call) => object> = {
    "auth.test": () => ({ team_id: "T1", team: "Sample Unified", user_id: "UBOT", bot_id: "BBOT", app_id: "A1" }),
    "conversations.open": ({ args }) => ({ channel: { id: `D${args.users}` } }),
    "chat.postMessage": ({ args }) => ({ channel: args.channel, ts: `${++ts}.000100` }),
    "chat.update": ({ args }) => ({ channel: args.channel, ts: args.ts }),
  };
  const server = createServer(async (request, response) => {
    const raw = await bodyOf(request);
    const method = (request.url ?? "").replace(/^\/api\/|^\//, "");
    const args = request.headers["content-type"]?.startsWith("application/json")
      ? (JSON.parse(raw) as Record<string, unknown>)
      : Object.fromEntries([...new URLSearchParams(raw)].map(([name, value]) => [name, parsed(value)]));
    const call = { method, args, token: request.headers.authorization?.replace("Bearer ", "") };
    calls.push(call);
    const answer = await (handlers.get(method) ?? defaults[method] ?? ((): object => ({})))(call, response, request);
    if (answer === "taken") return;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: true, ...answer }));
  });
  const url = await listening(server);
  return {
    url: `${url}/api/`,
    calls,
    on: (method, handler) => handlers.set(method, handler),
    called: (method) => calls.filter((call) => call.method === method),
    close: () => closed(server),
  };
}

function parsed(value: string): unknown {
  return /^[[{]/.test(value) ? JSON.parse(value) : value;
}

export type Running = {
  platform: ChatPlatform;
  url: string;
  api: Api;
  events: InboundEvent[];
  journal: ReturnType<typeof journalOf>;
  /** What the house answers next; default: nothing. */
  answer(reply: Reply | Receive): void;
  stop(): Promise<void>;
};

/** The adapter on a server of its own, against a fake Web API. By default with one workspace, T1, by token. */
export async function running(
  options: Partial<SlackOptions> & { stored?: Record<string, Credentials> } = {},
): Promise<Running> {
  const { stored = {}, ...rest } = options;
  const api = await fakeApi();
  const journal = journalOf();
  const events: InboundEvent[] = [];
  let answer: Receive = async () => ({ kind: "none" });
  const platform = createSlackPlatform({
    signingSecret,
    ...(rest.oauth === undefined && { botToken: "xoxb-one" }),
    apiUrl: api.url,
    credentials: { find: async ({ workspace }) => stored[workspace] },
    journal,
    timeoutMs: 500,
    ...rest,
  });
  await platform.start(async (event) => {
    events.push(event);
    return event.kind === "installed" ? { kind: "none" } : answer(event);
  });
  const server = createServer((request, response) => {
    const route = platform.routes[`${request.method} ${(request.url ?? "").split("?")[0]}`];
    if (route) void route(request, response);
    else response.writeHead(404).end();
  });
  const url = await listening(server);
  return {
    platform,
    url,
    api,
    events,
    journal,
    answer(reply) {
      answer = typeof reply === "function" ? reply : async () => reply;
    },
    async stop() {
      await platform.stop();
      await closed(server);
      await api.close();
    },
  };
}

/** The events a test caused, without the announcement of the workspace at the start. */
export const acts = (app: Running): InboundEvent[] => app.events.filter(({ kind }) => kind !== "installed");

export function signature(body: string | Buffer, timestamp: number | string, secret = signingSecret): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

type Sent = { type?: string; timestamp?: number | string; headers?: Record<string, string> };

/** A signed POST to /slack/events, of a JSON body unless told otherwise. */
export async function send(
  app: Running,
  body: unknown,
  sent: Sent = {},
): Promise<{ status: number; body: string; headers: Headers }> {
  const raw = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const timestamp = sent.timestamp ?? nowSeconds();
  const response = await fetch(`${app.url}/slack/events`, {
    method: "POST",
    body: raw as BodyInit,
    headers: {
      "content-type": sent.type ?? "application/json",
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": signature(raw, timestamp),
      ...sent.headers,
    },
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

/** Interactions and commands come as forms. */
export const sendInteraction = (app: Running, payload: object): ReturnType<typeof send> =>
  send(app, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {
    type: "application/x-www-form-urlencoded",
  });

export const sendCommand = (
  app: Running,
  fields: Record<string, string>,
  type = "application/x-www-form-urlencoded",
): ReturnType<typeof send> => send(app, new URLSearchParams({ ...commandFields, ...fields }).toString(), { type });

export const commandFields = {
  command: "/throughline",
  text: "",
  team_id: "T1",
  user_id: "U1",
  channel_id: "C1",
  trigger_id: "1.2.command",
  is_enterprise_install: "false",
};

let eventCount = 0;

export function eventBody(
  event: Record<string, unknown>,
  envelope: Record<string, unknown> = {},
): Record<string, unknown> {
  eventCount += 1;
  return {
    token: "x",
    type: "event_callback",
    team_id: "T1",
    enterprise_id: null,
    api_app_id: "A1",
    event_id: `Ev${eventCount}`,
    event_time: nowSeconds(),
    authorizations: [
      { team_id: "T1", enterprise_id: null, user_id: "UBOT", is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    ...envelope,
    event,
  };
}

export const messageEvent = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: "message",
  user: "U1",
  text: "half of them &amp; more",
  ts: "1700000001.000100",
  team: "T1",
  channel: "DU1",
  channel_type: "im",
  event_ts: "1700000001.000100",
  ...fields,
});

export const pressed = (action: unknown, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: "block_actions",
  user: { id: "U1", team_id: "T1", username: "someone" },
  team: { id: "T1", domain: "sample" },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: "A1",
  trigger_id: "1.2.action",
  container: { type: "message", message_ts: "1700000005.000100", channel_id: "DU1", is_ephemeral: false },
  channel: { id: "DU1", name: "directmessage" },
  message: { ts: "1700000005.000100", bot_id: "BBOT" },
  actions: [
    {
      type: "button",
      action_id: "update.0.0",
      block_id: "b",
      action_ts: "1700000006.5",
      value: typeof action === "string" ? action : JSON.stringify(action),
    },
  ],
  ...fields,
});

type Input = {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: { value: string }[];
  selected_date?: string | null;
};

export const submitted = (
  inputs: Record<string, Input>,
  view: Record<string, unknown> = {},
  fields: Record<string, unknown> = {},
): Record<string, unknown> => ({
  type: "view_submission",
  user: { id: "U1", team_id: "T1" },
  team: { id: "T1", domain: "sample" },
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: "1.2.submit",
  view: {
    id: "V1",
    type: "modal",
    hash: "1700000007.abc",
    callback_id: "update",
    private_metadata: JSON.stringify({ form: "update", context: { cycle: "cycle-1" } }),
    app_installed_team_id: "T1",
    blocks: [
      { type: "section", block_id: "x" },
      ...Object.keys(inputs).map((name) => ({ type: "input", block_id: name })),
    ],
    state: {
      values: Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [name, { value: { type: "plain_text_input", ...input } }]),
      ),
    },
    ...view,
  },
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
