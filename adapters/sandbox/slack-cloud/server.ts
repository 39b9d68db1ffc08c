import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readBody } from "../http.js";
import { authorizePage } from "./oauth-page.js";
import { respond } from "./response-urls.js";
import type { World } from "./state.js";
import { answerCall } from "./web-api/dispatch.js";

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
  const [, area = "", ...rest] = path.split("/");
  if (area === "api" && rest.length === 1) return answerCall(world, rest[0] ?? "", request, response);
  if (area === "response" && request.method === "POST") {
    const answer = respond(world, rest.at(-1) ?? "", (await readBody(request)).toString("utf8"));
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    return;
  }
  if (area === "upload" && request.method === "POST") return upload(world, rest.at(-1) ?? "", request, response);
  if (area === "files") return download(world, rest.at(-1) ?? "", response);
  if (path === "/oauth/v2/authorize") return authorizePage(world, request, response);
  response.writeHead(404).end("not found");
}

/** The bytes of a file, raw or as one part of a multipart form. The length must be the announced one. */
async function upload(world: World, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const file = world.files.get(id);
  if (!file) return void response.writeHead(404).end("no such upload");
  const bytes = partOf(request.headers["content-type"] ?? "", body);
  if (bytes.length !== file.announced) return void response.writeHead(400).end("the length is not the announced one");
  file.uploaded = bytes;
  file.bytes = bytes.length;
  response.writeHead(200).end(`OK - ${bytes.length}`);
}

function partOf(contentType: string, body: Buffer): Buffer {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return body;
  const start = body.indexOf("\r\n\r\n");
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || end < 0 ? Buffer.alloc(0) : body.subarray(start + 4, end);
}

/** So that a page can show a picture that the app uploaded. */
function download(world: World, id: string, response: ServerResponse): void {
  const file = world.files.get(id);
  if (!file?.uploaded) return void response.writeHead(404).end("no such file");
  const type = file.name.endsWith(".png") ? "image/png" : "application/octet-stream";
  response.writeHead(200, { "content-type": type, "x-content-type-options": "nosniff" }).end(file.uploaded);
}
