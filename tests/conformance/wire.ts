import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpRoute } from "../../src/ports/chat-platform.js";
import type { Forward, RawAnswer, RawRequest } from "./driver.js";

/** Plain HTTP on loopback: requests as data, a server of routes, and a man in the middle. */

export type Listening = { url: string; close(): Promise<void> };

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * Serves the routes of whatever adapter is there at the moment. `settled` resolves when every route has done all that
 * it does for its requests, also what it does after it has answered.
 */
export async function serveRoutes(
  routes: () => Readonly<Record<string, HttpRoute>>,
): Promise<Listening & { working(): number; settled(): Promise<void> }> {
  const working = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://here").pathname;
    const route = routes()[`${request.method} ${path}`];
    if (!route) return void response.writeHead(404).end();
    const work = route(request, response)
      .catch(() => void response.destroy())
      .finally(() => working.delete(work));
    working.add(work);
  });
  return {
    ...(await listen(server)),
    working: () => working.size,
    async settled() {
      await Promise.all(working);
    },
  };
}

/** Reads each request whole, hands it on through `tamper`, and brings the answer back. An answer of status 0 is none. */
export function proxyTo(
  target: () => string,
  tamper: (request: RawRequest, forward: Forward) => Promise<RawAnswer>,
): Promise<Listening> {
  const server = createServer(async (incoming, outgoing) => {
    const headers = headersOf(incoming);
    const request = {
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      headers,
      body: await bodyOf(incoming),
    };
    const answer = await tamper(request, (changed) => sendRaw(target(), changed)).catch(() => ({
      status: 0,
      headers: {},
      body: "",
    }));
    if (answer.status === 0) return void outgoing.destroy();
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return listen(server);
}

/** One request on a connection of its own. Rejects where there is no answer. */
export function sendRaw(base: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { "content-length": _length, connection: _connection, "transfer-encoding": _encoding, ...kept } = headers;
    const sent = httpRequest(new URL(path, base), {
      method,
      agent: false,
      headers: { ...kept, ...(method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
    });
    // A server may answer before it has read everything, and close: the answer counts, the broken write does not.
    sent.on("error", (error) => setTimeout(() => reject(error), 50));
    sent.on("response", async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: await bodyOf(response) });
    });
    sent.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const entries = Object.entries(message.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : String(value),
  ]);
  return Object.fromEntries(entries.filter(([name]) => name !== "transfer-encoding" && name !== "connection"));
}
