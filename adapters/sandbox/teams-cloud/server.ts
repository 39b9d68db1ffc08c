import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerConnector, answerToken } from "./connector.js";
import { type Answer, authorityMetadata, channelKeys, channelMetadata, instanceDiscovery } from "./login.js";
import type { World } from "./state.js";

export function createCloudServer(world: World): Server {
  return createServer((request, response) => {
    route(world, request, response).catch(() => {
      // The app went away in the middle of its request: there is nobody to answer.
      response.destroy();
    });
  });
}

async function route(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://cloud").pathname;
  const parts = partsOf(path);
  if (parts === undefined) return answer(response, { status: 400 });
  const [area = "", ...rest] = parts;
  if (area === "amer" && rest[0] !== undefined) {
    return answerConnector(world, rest[0], rest.slice(1), request, response);
  }
  if (path === "/v1/.well-known/openidconfiguration") return answer(response, channelMetadata(world));
  if (path === "/v1/.well-known/keys") return answer(response, channelKeys(world));
  if (path.endsWith("/oauth2/v2.0/token") && rest.length === 3 && request.method === "POST")
    return answerToken(world, area, request, response);
  if (path.endsWith("/v2.0/.well-known/openid-configuration") && rest.length === 3)
    return answer(response, authorityMetadata(world, area));
  if (path === "/common/discovery/instance")
    return answer(response, instanceDiscovery(world, request.headers.host ?? ""));
  return answer(response, { status: 404 });
}

/** The path's parts, decoded; undefined where that cannot be done. An id may hold an encoded slash. */
function partsOf(path: string): string[] | undefined {
  try {
    return path
      .split("/")
      .slice(1)
      .filter((part, i, all) => part !== "" || i < all.length - 1)
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, { status, json, headers }: Answer): void {
  const text = json === undefined ? "" : JSON.stringify(json);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
}
