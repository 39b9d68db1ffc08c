import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createConnector, serviceHosts } from "../../adapters/teams/connector.js";
import { createOut } from "../../adapters/teams/outbound.js";
import { credentialsOf, type Reach } from "../../adapters/teams/tenants.js";
import type { PlatformError, SendFailure } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";

export const appId = "00000000-0000-4000-8000-00000000a991";
export const tenant = "11111111-0000-4000-8000-000000000001";
export const person = { platform: "teams", workspace: tenant, user: "22222222-0000-4000-8000-000000000002" };
export const channel = { platform: "teams", workspace: tenant, channel: "19:general@thread.tacv2" };

export type Call = {
  method: string;
  /** As it came, still encoded. */
  path: string;
  conversation?: string;
  activity?: string;
  what: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent, for a test to look into
  body: any;
  authorization?: string;
};
type Handler = (call: Call, response: ServerResponse) => { status?: number; json?: unknown } | "taken";

export type Service = {
  url: string;
  hosts: string;
  calls: Call[];
  /** For the next calls of this kind: "create", "send", "update", "delete", "members". */
  on(what: string, handler: Handler): void;
  called(what: string): Call[];
  close(): Promise<void>;
};

/** A connector service that answers what a test tells it to, and remembers what it was asked. */
export async function fakeService(): Promise<Service> {
  const calls: Call[] = [];
  const handlers = new Map<string, Handler>();
  let ids = 1_700_000_000_000;
  const defaults: Record<string, Handler> = {
    create: ({ body }) => {
      const id = String(++ids);
      const group = body.channelData?.channel?.id;
      return {
        status: 201,
        json: group ? { id: `${group};messageid=${id}`, activityId: id } : { id: `a:${body.members[0].id}` },
      };
    },
    send: () => ({ status: 201, json: { id: String(++ids) } }),
    update: ({ activity }) => ({ json: { id: activity } }),
    delete: () => ({}),
    members: () => ({ json: { members: [] } }),
  };
  const server = createServer(async (request, response) => {
    const raw = await bodyOf(request);
    const path = request.url ?? "";
    const [conversation, area, activity] = (path.split("?")[0]?.split("/v3/conversations/")[1] ?? "")
      .split("/")
      .map((part) => (part === "" ? undefined : decodeURIComponent(part)));
    const call: Call = {
      method: request.method ?? "",
      path,
      ...(conversation && { conversation }),
      ...(activity && { activity }),
      what: whatOf(request.method ?? "", area),
      body: raw === "" ? undefined : JSON.parse(raw),
      authorization: request.headers.authorization,
    };
    calls.push(call);
    const answer = (handlers.get(call.what) ?? defaults[call.what] ?? notAllowed)(call, response);
    if (answer === "taken") return;
    response.writeHead(answer.status ?? 200, { "content-type": "application/json; charset=utf-8" });
    response.end(answer.json === undefined ? "" : JSON.stringify(answer.json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hosts = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${hosts}/amer/${tenant}/`,
    hosts,
    calls,
    on: (what, handler) => handlers.set(what, handler),
    called: (what) => calls.filter((call) => call.what === what),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const notAllowed: Handler = () => ({ status: 405 });

function whatOf(method: string, area: string | undefined): string {
  if (area === "pagedmembers") return "members";
  if (method === "POST") return area === undefined ? "create" : "send";
  return method === "PUT" ? "update" : "delete";
}

export const refusal = (status: number, code: string, headers: Record<string, string> = {}): Handler => {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { code, message: "a class's words" } }));
    return "taken";
  };
};

/** The way out of one tenant, against a service of its own. */
export async function connected(reach: Partial<Reach> | "none" = {}) {
  const service = await fakeService();
  const { journal, lines } = journalOf();
  let tokens = 0;
  const connector = createConnector({
    token: async () => `token-${++tokens}`,
    hosts: serviceHosts(service.hosts),
    timeoutMs: 400,
  });
  const stored = reach === "none" ? undefined : credentialsOf({ serviceUrl: service.url, teams: [], ...reach });
  const credentials = { find: async () => stored };
  const out = createOut({ connector, credentials, appId, journal });
  return { service, connector, out, lines, tokens: () => tokens };
}

export function journalOf(): { journal: Journal; lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (event: string, fields?: Record<string, unknown>): void => {
      lines.push(`${level} ${event} ${JSON.stringify(fields ?? {})}`);
    };
  return { lines, journal: { info: write("info"), warn: write("warn"), error: write("error"), count: () => {} } };
}

export async function failureOf(promise: Promise<unknown>): Promise<SendFailure> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (rejected: unknown) => rejected as PlatformError,
  );
  if (!("failure" in error)) throw error;
  return error.failure;
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
