import type { HttpRoute } from "../ports/chat-platform.js";
import type { App } from "./app.js";

/** `/healthz`: the process answers. `/readyz`: it can read what it keeps. */
export function healthRoutes(app: App): Record<string, HttpRoute> {
  return {
    "GET /healthz": async (_request, response) => {
      response.writeHead(200, { "content-type": "text/plain" }).end("ok\n");
    },
    "GET /readyz": async (_request, response) => {
      try {
        await app.store.read((view) => view.networks.all());
        response.writeHead(200, { "content-type": "text/plain" }).end("ready\n");
      } catch {
        response.writeHead(503, { "content-type": "text/plain" }).end("The database cannot be read.\n");
      }
    },
  };
}
