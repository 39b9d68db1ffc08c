import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { HttpRoute } from "../../../src/ports/chat-platform.js";
import type { SandboxControl } from "../../../src/ports/sandbox.js";
import { ActRefused, type Cloud } from "./cloud.js";
import { mayAct, mayLook, mayOpen, type Refusal } from "./guard.js";
import { contentSecurityPolicy, page } from "./html.js";
import { createLive } from "./live.js";
import type { About, ClockMove, PageState } from "./page-state.js";
import { actRequest, clockRequest, readBody } from "./requests.js";

export type SandboxPageOptions = {
  control: SandboxControl;
  clouds: Cloud[];
  /** The folder with main.js and main.css. */
  assets: string;
  about: About;
  /** Told what went wrong here, without people's text. */
  warn?: (event: string, fields: Record<string, unknown>) => void;
};

export type SandboxPage = {
  /** Keyed "METHOD /path"; a path that ends in "/*" stands for everything below it. */
  routes: Record<string, HttpRoute>;
  /** Ends the open streams: a server does not close before them. */
  close(): void;
};

/**
 * The page to play with: what the simulated clouds show, the programme's clock, and what the bot is about to do.
 * For the sandbox only. It has no sign-in, and it acts for every person of every workspace; guard.ts says who may
 * reach it.
 */
export function createSandboxPage(options: SandboxPageOptions): SandboxPage {
  const { control, clouds, about } = options;
  const warn = options.warn ?? (() => {});
  let moving: ClockMove | undefined;
  let lists: Pick<PageState, "upcoming" | "recent"> = { upcoming: [], recent: [] };

  const live = createLive({ state: stateToSend });
  const stopListening = clouds.map((cloud) => cloud.onChange(live.changed));

  /** Nobody asked for this one: a fault in it must not end the process. */
  async function stateToSend(): Promise<string | undefined> {
    try {
      return JSON.stringify(await state());
    } catch (error) {
      warn("sandbox state not sent", { error: String(error) });
      return undefined;
    }
  }

  async function state(): Promise<PageState> {
    lists = await readLists();
    return { about, now: control.now().toISOString(), moving, ...lists, clouds: clouds.map((cloud) => cloud.state()) };
  }

  /** The last known lists when they cannot be read just now: conversations go on without them. */
  async function readLists(): Promise<typeof lists> {
    try {
      const [upcoming, recent] = await Promise.all([control.upcoming(), control.recent()]);
      return {
        upcoming: upcoming.map((item) => ({ ...item, at: item.at.toISOString() })),
        recent: recent.map((item) => ({ ...item, at: item.at.toISOString() })),
      };
    } catch (error) {
      warn("sandbox lists not read", { error: String(error) });
      return lists;
    }
  }

  const showPage: HttpRoute = async (request, response) => {
    const refusal = mayOpen(request);
    if (refusal !== undefined) return refuse(response, refusal);
    send(response, 200, "text/html; charset=utf-8", page, { "content-security-policy": contentSecurityPolicy });
  };

  const showAsset: HttpRoute = async (request, response) => {
    const name = /^\/sandbox\/assets\/([\w.-]+)$/.exec(pathOf(request.url))?.[1];
    const type = name === undefined ? undefined : assetTypes[extname(name)];
    if (name === undefined || type === undefined)
      return refuse(response, { status: 404, reason: "There is no such file." });
    const content = await readFile(join(options.assets, name)).catch(() => undefined);
    if (content === undefined)
      return refuse(response, { status: 404, reason: "There is no such file. Has the page been built?" });
    send(response, 200, type, content);
  };

  const showState: HttpRoute = async (request, response) => {
    const refusal = mayLook(request);
    if (refusal !== undefined) return refuse(response, refusal);
    sendJson(response, 200, await state());
  };

  const stream: HttpRoute = async (request, response) => {
    const refusal = mayLook(request);
    if (refusal !== undefined) return refuse(response, refusal);
    live.open(response);
  };

  const moveClock: HttpRoute = async (request, response) => {
    const refusal = mayAct(request);
    if (refusal !== undefined) return refuse(response, refusal);
    const body = await readBody(request, clockRequest);
    if ("refusal" in body) return refuse(response, body.refusal);
    const move = body.value;
    moving = move;
    live.changed();
    /* The time and what went out can change at a stop where no cloud changes. */
    const beat = setInterval(live.changed, 300);
    try {
      const { now, stops } = await control.advance(move);
      sendJson(response, 200, { now: now.toISOString(), stops });
    } catch (error) {
      warn("sandbox clock not moved", { error: String(error) });
      const why = error instanceof Error ? error.message : String(error);
      refuse(response, { status: 409, reason: `The clock was not moved. ${why}` });
    } finally {
      clearInterval(beat);
      if (moving === move) moving = undefined;
      live.changed();
    }
  };

  const act: HttpRoute = async (request, response) => {
    const refusal = mayAct(request);
    if (refusal !== undefined) return refuse(response, refusal);
    const body = await readBody(request, actRequest);
    if ("refusal" in body) return refuse(response, body.refusal);
    const { workspace, user } = body.value;
    const cloud = clouds.find((one) => one.platform === body.value.cloud);
    if (cloud === undefined) return refuse(response, { status: 400, reason: "This sandbox has no such cloud." });
    try {
      sendJson(response, 200, await cloud.act({ workspace, user }, body.value.act));
    } catch (error) {
      if (error instanceof ActRefused) {
        if (error.cause !== undefined)
          warn("sandbox act refused", { act: body.value.act.do, error: String(error.cause) });
        return refuse(response, { status: 400, reason: error.message });
      }
      warn("sandbox act failed", { act: body.value.act.do, error: String(error) });
      refuse(response, { status: 500, reason: "That did not work just now. Please try again." });
    }
  };

  return {
    routes: {
      "GET /": showPage,
      "GET /sandbox/assets/*": showAsset,
      "GET /sandbox/state": showState,
      "GET /sandbox/live": stream,
      "POST /sandbox/clock": moveClock,
      "POST /sandbox/act": act,
    },
    close() {
      for (const stop of stopListening) stop();
      live.close();
    },
  };
}

const assetTypes: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".map": "application/json; charset=utf-8",
};

function pathOf(url: string | undefined): string {
  return (url ?? "").split("?")[0] ?? "";
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    ...headers,
  });
  response.end(body);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers?: Record<string, string>): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

/* The rest of a refused body is not read; the connection ends with the answer. */
function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  sendJson(response, status, { reason }, { connection: "close" });
}
