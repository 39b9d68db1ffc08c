import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { type SlackCloud, type SlackCloudOptions, startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";

export const secret = "a-signing-secret-for-tests";
export const token = "xoxb-oakfield";
export const otherToken = "xoxb-riverside";

export const people = {
  lead: "ULEAD",
  teacher: "UTEACHER",
  guest: "UGUEST",
  outsider: "UOUTSIDER",
  gone: "UGONE",
} as const;

export function seeds(): SlackCloudOptions["workspaces"] {
  return [
    {
      id: "TOAKFIELD",
      name: "Oakfield Unified",
      botToken: token,
      users: [
        {
          id: people.lead,
          name: "lead",
          realName: "Team lead, Oakfield Unified",
          email: "lead@oakfield.example",
          title: "Team lead",
        },
        {
          id: people.teacher,
          name: "teacher",
          realName: "Teacher, Oakfield Unified",
          email: "teacher@oakfield.example",
        },
        {
          id: people.guest,
          name: "guest",
          realName: "Coach, Oakfield Unified",
          email: "coach@coaching.example",
          restricted: true,
        },
        {
          id: people.outsider,
          name: "outsider",
          realName: "Team lead, Riverside Unified",
          teamId: "TRIVERSIDE",
          email: "lead@riverside.example",
        },
        { id: "UFAR", name: "far", realName: "Principal, Riverside Unified", teamId: "TRIVERSIDE", stranger: true },
        {
          id: people.gone,
          name: "gone",
          realName: "Former teacher, Oakfield Unified",
          deactivated: true,
          email: "gone@oakfield.example",
        },
        { id: "UOTHERBOT", name: "otherbot", realName: "Another app", bot: true },
      ],
      channels: [
        { id: "CTEAM", name: "team", members: [people.lead, people.teacher, people.guest, "UOTHERBOT", "bot"] },
        { id: "CSHARED", name: "shared", members: [people.lead, people.outsider, "bot"] },
        { id: "CPUBLIC", name: "public", members: [people.lead] },
        { id: "CPRIVATE", name: "private", private: true, members: [people.lead] },
        { id: "CINSIDE", name: "inside", private: true, members: [people.lead, "bot"] },
        { id: "COLD", name: "old", archived: true, members: [people.lead, "bot"] },
      ],
    },
    {
      id: "TRIVERSIDE",
      name: "Riverside Unified",
      botToken: otherToken,
      users: [
        {
          id: people.outsider,
          name: "lead",
          realName: "Team lead, Riverside Unified",
          email: "lead@riverside.example",
        },
      ],
      channels: [{ id: "CRIVER", name: "river", members: [people.outsider, "bot"] }],
    },
  ];
}

export type Heard = {
  headers: IncomingMessage["headers"];
  body: string;
  /** The signature was checked by the test's own arithmetic. */
  genuine: boolean;
  /** Of an event, an interaction or a command. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever arrived
  json: any;
};

/** How the little app answers: status, body, headers, or "never". */
export type Answering = (heard: Heard) => Answered | "never" | Promise<Answered>;
type Answered = { status?: number; body?: string; headers?: Record<string, string> };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A cloud and a little app that listens to it; both end with the test. */
export async function start(options: Partial<SlackCloudOptions> = {}) {
  const heard: Heard[] = [];
  const app = { answer: ((_heard: Heard) => ({})) as Answering, paths: [] as string[] };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    app.paths.push(request.url ?? "");
    const one: Heard = { headers: request.headers, body, genuine: isGenuine(request.headers, body), json: read(body) };
    heard.push(one);
    const answer = await app.answer(one);
    if (answer === "never") return;
    response.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cloud = await startSlackCloud({
    signingSecret: secret,
    clientId: "client",
    clientSecret: "client-secret",
    appUrl: () => appUrl,
    workspaces: seeds(),
    rateLimits: false,
    retryDelaysMs: [5, 10, 15],
    ...options,
  });
  closers.push(() => cloud.stop());
  return {
    cloud,
    app,
    heard,
    appUrl,
    events: () => heard.filter((one) => one.json.type === "event_callback").map((one) => one.json),
    /** Buttons, forms and commands; not the events, which arrive in between. */
    requests: () => heard.filter((one) => one.json.type !== "event_callback"),
  };
}

function isGenuine(headers: IncomingMessage["headers"], body: string): boolean {
  const time = Number(headers["x-slack-request-timestamp"]);
  const expected = `v0=${createHmac("sha256", secret).update(`v0:${time}:${body}`).digest("hex")}`;
  return headers["x-slack-signature"] === expected && Math.abs(Date.now() / 1000 - time) < 5;
}

function read(body: string): unknown {
  if (body.startsWith("{")) return JSON.parse(body);
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
export type ApiAnswer = any;

/** One call of the Web API with a JSON body, or as a form. */
export async function api(
  cloud: SlackCloud,
  method: string,
  args: Record<string, unknown> = {},
  options: { token?: string | null; form?: boolean } = {},
): Promise<ApiAnswer> {
  const response = await call(cloud, method, args, options);
  return response.json();
}

export function call(
  cloud: SlackCloud,
  method: string,
  args: Record<string, unknown> = {},
  options: { token?: string | null; form?: boolean } = {},
): Promise<Response> {
  const bearer = options.token === undefined ? token : options.token;
  const form = options.form ?? ["users.", "team.", "oauth", "apps."].some((family) => method.startsWith(family));
  const asForm = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return fetch(`${cloud.apiUrl}${method}`, {
    method: "POST",
    headers: {
      "content-type": form ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8",
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: form ? new URLSearchParams(asForm as [string, string][]) : JSON.stringify(args),
  });
}

export const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
export const plain = (text: string) => ({ type: "plain_text", text });
export const button = (text: string, actionId: string, value = "v") => ({
  type: "button",
  action_id: actionId,
  text: plain(text),
  value,
});

export const textInput = (blockId: string, more: Record<string, unknown> = {}, optional = false) => ({
  type: "input",
  block_id: blockId,
  label: plain(blockId),
  optional,
  element: { type: "plain_text_input", action_id: "answer", ...more },
});

export const modal = (blocks: unknown[], more: Record<string, unknown> = {}) => ({
  type: "modal",
  callback_id: "form",
  title: plain("Form"),
  submit: plain("Send"),
  blocks,
  ...more,
});

/** Presses a fresh button, so that there is a trigger; returns its id. */
export async function freshTrigger(
  world: Awaited<ReturnType<typeof start>>,
  user: string = people.lead,
): Promise<string> {
  const posted = await api(world.cloud, "chat.postMessage", {
    channel: user,
    text: "x",
    blocks: [{ type: "actions", elements: [button("Go", "go")] }],
  });
  await world.cloud.press("TOAKFIELD", user, { channel: posted.channel, ts: posted.ts }, "Go");
  return world.requests().at(-1)?.json.trigger_id;
}

/** Opens a form for the team lead; returns the view's id. */
export async function openForm(
  world: Awaited<ReturnType<typeof start>>,
  blocks: unknown[],
  more: Record<string, unknown> = {},
): Promise<string> {
  const opened = await api(world.cloud, "views.open", {
    trigger_id: await freshTrigger(world),
    view: modal(blocks, more),
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  return opened.view.id;
}
