import { request } from "node:http";
import type { Act, Acted, Cloud, CloudState, Who } from "../../adapters/sandbox/page/cloud.js";
import { createSandboxPage, type SandboxPageOptions } from "../../adapters/sandbox/page/server.js";
import { type Routes, serve } from "../../src/http.js";
import type { Jump, SandboxControl } from "../../src/ports/sandbox.js";

/** A cloud that remembers what it was asked to do. */
export type RecordingCloud = Cloud & {
  acts: { as: Who; act: Act }[];
  answer: (act: Act) => Promise<Acted>;
  changed(): void;
  listening(): number;
};

export function recordingCloud(): RecordingCloud {
  const listeners = new Set<() => void>();
  const cloud: RecordingCloud = {
    platform: "slack",
    acts: [],
    answer: async () => ({ outcome: "done" }),
    state: (): CloudState => ({ platform: "slack", homePage: true, workspaces: [] }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act(as, act) {
      cloud.acts.push({ as, act });
      return cloud.answer(act);
    },
    changed: () => {
      for (const listener of listeners) listener();
    },
    listening: () => listeners.size,
  };
  return cloud;
}

export type TestControl = SandboxControl & { jumps: Jump[]; move: (to: Jump) => Promise<void> };

export function testControl(): TestControl {
  let now = new Date("2025-10-10T16:20:00Z");
  const control: TestControl = {
    jumps: [],
    move: async () => {},
    now: () => now,
    async advance(to) {
      control.jumps.push(to);
      await control.move(to);
      now = new Date("2025-10-14T22:30:00Z");
      return { now, stops: 2 };
    },
    upcoming: async () => [
      { at: new Date("2025-10-14T22:30:00Z"), what: "check-in", title: "Check-in, Newark Unified", district: "d1" },
    ],
    recent: async () => [
      {
        id: "m1",
        at: new Date("2025-10-01T22:30:00Z"),
        kind: "check-in",
        state: "sent",
        workspace: "T1",
        error: null,
        message: null,
      },
    ],
  };
  return control;
}

export type Answer = { status: number; headers: Record<string, unknown>; body: string; json: () => unknown };

/** The page on a server of its own, with further `routes` beside it. `ask` sends any header, also those that a browser would not let a script set. */
export async function startPage({ routes = {}, ...options }: Partial<SandboxPageOptions> & { routes?: Routes } = {}) {
  const cloud = recordingCloud();
  const control = testControl();
  const warnings: string[] = [];
  const page = createSandboxPage({
    control,
    clouds: [cloud],
    assets: "/nowhere",
    about: { notice: "Sample: people and results are invented.", timeZone: "America/Los_Angeles" },
    warn: (event) => warnings.push(event),
    ...options,
  });
  const silent = { info() {}, warn() {}, error() {}, count() {} };
  const server = await serve(() => ({ ...page.routes, ...routes }), { host: "127.0.0.1", port: 0, journal: silent });

  function ask(method: string, path: string, sent: { headers?: Record<string, string>; body?: string } = {}) {
    return new Promise<Answer>((resolve, reject) => {
      const outgoing = request(
        { host: "127.0.0.1", port: server.port, method, path, headers: sent.headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const body = Buffer.concat(chunks).toString("utf8");
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body,
              json: () => JSON.parse(body),
            });
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(sent.body);
    });
  }

  function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return ask("POST", path, { headers: { "content-type": "application/json", ...headers }, body: text });
  }

  return { page, cloud, control, warnings, server, port: server.port, ask, post };
}

/** Reads a stream of server-sent events. `next` resolves with the next state, `ended` when the server ends the stream. */
export function openStream(port: number) {
  const states: unknown[] = [];
  const waiting: ((state: unknown) => void)[] = [];
  let comments = 0;
  let text = "";
  const outgoing = request({ host: "127.0.0.1", port, path: "/sandbox/live" });
  const ended = new Promise<void>((resolve) => {
    outgoing.on("response", (response) => {
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const event = text.slice(0, end);
          text = text.slice(end + 2);
          if (event.startsWith(":")) comments++;
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data === undefined) continue;
          const state: unknown = JSON.parse(data);
          states.push(state);
          waiting.shift()?.(state);
        }
      });
      response.on("close", resolve);
    });
    outgoing.on("error", () => resolve());
  });
  outgoing.end();
  return {
    states,
    ended,
    comments: () => comments,
    next: () => new Promise<unknown>((resolve) => waiting.push(resolve)),
    stop: () => outgoing.destroy(),
  };
}
