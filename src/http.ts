import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpRoute } from "./ports/chat-platform.js";
import type { Journal } from "./ports/journal.js";

/** "METHOD /path" → handler; a path that ends in /* serves everything below it. */
export type Routes = Readonly<Record<string, HttpRoute>>;

export type HttpServer = { port: number; close(): Promise<void> };

/** The port is taken: the line says which, and what to do. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
}

/**
 * One server for everything. A handler that throws answers 500 without saying why; the reason is in the journal.
 * `routes` is asked at each request; while it gives none, the answer is 503. Returns once it listens: whoever has the
 * port can be the only one of its kind, and may touch what belongs to it.
 */
export async function serve(
  routes: () => Routes | undefined,
  options: { host: string; port: number; journal: Journal },
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const known = routes();
    if (known === undefined) {
      response.writeHead(503, { "content-type": "text/plain", "retry-after": "1" });
      response.end("Throughline is starting. Please try again in a moment.\n");
      return;
    }
    const name = find(known, request.method ?? "GET", pathOf(request.url));
    const route = name === undefined ? undefined : known[name];
    if (route === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("There is nothing at this address.\n");
      return;
    }
    route(request, response).catch((error: unknown) => {
      options.journal.error("request failed", {
        // Not the path: an address of a picture is a key to it.
        route: name,
        error: error instanceof Error ? error.message : String(error),
      });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, options.host, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`;
      reject(error.code === "EADDRINUSE" ? new PortTaken(taken) : error);
    });
    server.listen(port, host, resolve);
  });
}

function find(routes: Routes, method: string, path: string): string | undefined {
  const exact = `${method} ${path}`;
  if (Object.hasOwn(routes, exact)) return exact;
  return Object.keys(routes).find((key) => key.endsWith("/*") && exact.startsWith(key.slice(0, -1)));
}

function pathOf(url: string | undefined): string {
  return (url ?? "/").split("?", 1)[0] ?? "/";
}
