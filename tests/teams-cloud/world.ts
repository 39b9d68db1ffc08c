import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { startTeamsCloud, type TeamsCloud, type TeamsCloudOptions } from "../../adapters/sandbox/teams-cloud/index.js";

export const appId = "5b1c7f0e-3a54-4a4e-9d55-2f0f6b1f9a01";
export const appPassword = "a-password-for-tests";
export const home = "0d7e7a6e-8f0e-4a52-8d0b-6b3e0a2f1c00";
export const oakfield = "1a6d6f0a-5f3b-4c7e-9a43-0c4f3d2e1b01";
export const riverside = "2b7e7f1b-6a4c-4d8f-8b54-1d5a4e3f2c02";

export const lead = "aaaaaaaa-0000-4000-8000-000000000001";
export const teacher = "aaaaaaaa-0000-4000-8000-000000000002";
export const coach = "aaaaaaaa-0000-4000-8000-000000000003";
/** Of Riverside, in a shared channel of Oakfield. */
export const visitor = "bbbbbbbb-0000-4000-8000-000000000001";
export const alone = "aaaaaaaa-0000-4000-8000-000000000009";
export const otherBot = "cccccccc-0000-4000-8000-000000000001";

export const team = "19:general-oakfield@thread.tacv2";
export const channel = "19:cycle-oakfield@thread.tacv2";
export const shared = "19:shared-oakfield@thread.tacv2";
/** A team whose app has no permission to read what is not said to it. */
export const quietTeam = "19:quiet-oakfield@thread.tacv2";
export const riverTeam = "19:general-riverside@thread.tacv2";

export function seeds(): TeamsCloudOptions["tenants"] {
  return [
    {
      id: oakfield,
      name: "Oakfield Unified",
      installed: true,
      people: [
        { id: lead, name: "Team lead, Oakfield Unified", email: "lead@oakfield.example", title: "Team lead" },
        { id: teacher, name: "Teacher, Oakfield Unified", email: "teacher@oakfield.example" },
        { id: coach, name: "Coach, Oakfield Unified", email: "coach@coaching.example", guest: true },
        {
          id: visitor,
          name: "Team lead, Riverside Unified",
          email: "lead@riverside.example",
          homeTenant: riverside,
        },
        { id: alone, name: "Principal, Oakfield Unified", email: "principal@oakfield.example" },
        { id: otherBot, name: "Another app", bot: true },
      ],
      teams: [
        {
          id: team,
          name: "Reading team",
          members: [lead, teacher, coach, otherBot],
          channels: [
            { id: channel, name: "Cycle" },
            { id: shared, name: "With Riverside", shared: true, members: [lead, visitor] },
          ],
        },
        { id: quietTeam, name: "Quiet team", rsc: false, members: [lead, otherBot], channels: [] },
      ],
    },
    {
      id: riverside,
      name: "Riverside Unified",
      people: [{ id: visitor, name: "Team lead, Riverside Unified", email: "lead@riverside.example" }],
      teams: [{ id: riverTeam, name: "River team", members: [visitor], channels: [] }],
    },
  ];
}

export type Heard = {
  headers: IncomingMessage["headers"];
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever arrived
  json: any;
};

/** How the little app answers: status, body, or "never". */
export type Answering = (heard: Heard) => { status?: number; body?: unknown } | "never";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A cloud and a little app that listens to it; both end with the test. */
export async function start(options: Partial<TeamsCloudOptions> = {}) {
  const heard: Heard[] = [];
  const app = { answer: ((_heard: Heard) => ({})) as Answering };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const one: Heard = { headers: request.headers, body, json: read(body) };
    if (request.url === "/api/messages") heard.push(one);
    const answer = app.answer(one);
    if (answer === "never") return;
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status ?? 200).end(answer.body === undefined ? "" : text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cloud = await startTeamsCloud({
    appId,
    appPassword,
    homeTenant: home,
    appUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tenants: seeds(),
    retryDelaysMs: [5, 5],
    ...options,
  });
  closers.push(async () => {
    await cloud.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { cloud, app, heard };
}

function read(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** One request to the connector, as the app makes it. `path` after the tenant's service address. */
export async function call(
  cloud: TeamsCloud,
  method: string,
  path: string,
  body?: unknown,
  options: { tenant?: string; token?: string | null } = {},
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
): Promise<{ status: number; headers: Headers; text: string; json: any }> {
  const { tenant = oakfield, token = cloud.accessToken() } = options;
  const response = await fetch(cloud.serviceUrl(tenant) + path, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: read(text) };
}

export const inConversation = (id: string, rest = "activities"): string =>
  `v3/conversations/${encodeURIComponent(id)}/${rest}`;

export const text = (words: string): object => ({ type: "message", text: words, textFormat: "plain" });

export const cardOf = (body: object[], actions: object[] = []): object => ({
  type: "AdaptiveCard",
  version: "1.5",
  body,
  ...(actions.length === 0 ? {} : { actions }),
});

export const attached = (card: object): object => ({
  contentType: "application/vnd.microsoft.card.adaptive",
  content: card,
});

export const withCard = (card: object, more: object = {}): object => ({
  type: "message",
  attachments: [attached(card)],
  summary: "A card",
  ...more,
});

export const block = (words: string): object => ({ type: "TextBlock", text: words, wrap: true });
export const submit = (title: string, data: unknown = { throughline: title }): object => ({
  type: "Action.Submit",
  title,
  data,
});
export const fetchButton = (title: string): object =>
  submit(title, { msteams: { type: "task/fetch" }, throughline: title });
export const input = (id: string, more: object = {}): object => ({ type: "Input.Text", id, label: id, ...more });

/** The app posts a card to her chat; its id. */
export async function posted(cloud: TeamsCloud, where: string, card: object): Promise<string> {
  const sent = await call(cloud, "POST", inConversation(where), withCard(card));
  if (sent.status !== 201) throw new Error(`not sent: ${sent.text}`);
  return sent.json.id;
}

/** What the app answers to an invoke. */
export const dialog = (card: object, more: object = {}): object => ({
  task: { type: "continue", value: { title: "Update", card: attached(card), ...more } },
});
