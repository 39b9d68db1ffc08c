import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { slackIds } from "../../adapters/sandbox/slack-cloud/ids.js";
import { loadSample } from "../../src/app/load-sample.js";
import { localDateOf } from "../../src/core/calendar/local.js";
import { readSample } from "../../src/network-file/sample.js";
import { openStore } from "../../src/store/index.js";
import { beginSending } from "../store/sending.js";

const built = (file: string) => path.resolve("dist/src", file);
const journal = { info() {}, warn() {}, error() {}, count() {} };
const patience = 90_000;

let folder: string;
let children: ChildProcess[] = [];
let servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "throughline-start-"));
  children = [];
  servers = [];
});
afterEach(async () => {
  for (const child of children) await end(child, "SIGKILL");
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

type Program = { child: ChildProcess; out: string[]; errors: () => string; line: (with_: string) => Promise<string> };

/** The built program, working in the test's folder. */
function run(environment: Record<string, string>, args = [built("cli.js"), "start"]): Program {
  const { PATH } = process.env;
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH, LOG_LEVEL: "silent", ...environment } });
  children.push(child);
  let text = "";
  let errors = "";
  const out: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    out.splice(0, out.length, ...text.split("\n").filter((line) => line !== ""));
  });
  async function line(with_: string): Promise<string> {
    for (;;) {
      const found = out.find((one) => one.includes(with_));
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before “${with_}”: ${errors}`);
      await pause();
    }
  }
  return { child, out, line, errors: () => errors };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

async function exitOf({ child }: Program): Promise<number | null> {
  if (child.exitCode === null) await once(child, "close");
  return child.exitCode;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return `${port}`;
}

/** Slack as far as it is asked at the start: whose token is this? Answers when `answer` is settled. */
async function slackThatSays(answer: Promise<object>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    request.resume();
    void answer.then((body) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)));
  });
  const SLACK_API_URL = `http://127.0.0.1:${await listen(server)}/api/`;
  const environment = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL };
  return { asked, environment };
}

/** The sample network in a file, and in its outbox a message that was on its way when the program was killed. */
async function killedWhileSending() {
  const url = `file:${path.join(folder, "kept.db")}`;
  const open = () => openStore({ url, key: undefined, journal });
  const store = await open();
  const now = new Date();
  const [workspace] = await loadSample(store, await readSample(), localDateOf(now, "America/Los_Angeles"), now, [
    slackIds,
  ]);
  const channel = workspace?.channels[0]?.id ?? "";
  await store.write(async (tables) => {
    const [network] = await tables.networks.all();
    const scope = { networkId: network?.id ?? "" };
    const to = { platform: "slack", workspace: workspace?.id ?? "", channel };
    await tables.outbox.enqueue(scope, {
      id: "on-its-way",
      ...scope,
      districtId: null,
      kind: "digest",
      policy: "once",
      delivery: { do: "post", to, card: { blocks: [{ kind: "text", text: "Was on its way" }] } },
      lane: `slack:${workspace?.id}:${channel}`,
      platform: "slack",
      workspace: workspace?.id ?? "",
      notBefore: now,
      expiresAt: null,
      createdAt: now,
    });
    await beginSending(tables, "on-its-way");
  });
  await store.close();
  async function state(): Promise<string | undefined> {
    const store = await open();
    const found = await store.read((view) => view.outbox.byId("on-its-way"));
    await store.close();
    return found?.state;
  }
  expect(await state()).toBe("sending");
  return { url, state, workspace: workspace?.id ?? "" };
}

type State = { clouds: { workspaces: { name: string }[] }[] };

const namesIn = ({ clouds }: State) => clouds.flatMap((cloud) => cloud.workspaces.map(({ name }) => name));

async function stateOf(port: string): Promise<State> {
  const response = await fetch(`http://localhost:${port}/sandbox/state`);
  expect(response.status).toBe(200);
  return (await response.json()) as State;
}

describe("a second start in the same folder", () => {
  it(
    "says that the port is taken, and leaves the running sandbox and its database alone",
    async () => {
      const PORT = await freePort();
      const first = run({ PORT });
      await first.line("sandbox is at");
      const file = path.join(folder, "data", `sandbox-${PORT}.db`);
      const { ino } = statSync(file);

      const second = run({ PORT });
      expect(await exitOf(second)).toBe(1);
      expect(second.errors()).toMatch(/^Port \d+ is taken .*\n$/);
      expect(second.errors()).toContain(PORT);
      expect(second.out).toEqual([]);

      expect(statSync(file).ino).toBe(ino);
      expect(namesIn(await stateOf(PORT))).toHaveLength(19);
      const ready = await fetch(`http://localhost:${PORT}/readyz`);
      expect(ready.status).toBe(200);
    },
    patience,
  );

  it(
    "runs beside the first on another port, with a database of its own",
    async () => {
      const [one, other] = [await freePort(), await freePort()];
      await run({ PORT: one }).line("sandbox is at");
      const { ino } = statSync(path.join(folder, "data", `sandbox-${one}.db`));
      const second = run({ PORT: other });
      await second.line("sandbox is at");
      expect(statSync(path.join(folder, "data", `sandbox-${one}.db`)).ino).toBe(ino);
      await end(second.child, "SIGTERM");
      expect(existsSync(path.join(folder, "data", `sandbox-${other}.db`))).toBe(false);
      expect(namesIn(await stateOf(one))).toHaveLength(19);
    },
    patience,
  );

  it(
    "leaves a real installation's port and database alone too",
    async () => {
      const taken = `${await listen(createServer())}`;
      const slack = await slackThatSays(Promise.resolve({ ok: false, error: "invalid_auth" }));
      const program = run({ PORT: taken, ...slack.environment });
      expect(await exitOf(program)).toBe(1);
      expect(program.errors()).toContain(`Port ${taken} is taken`);
      expect(readdirSync(folder)).toEqual([]);
      expect(slack.asked).toEqual([]);
    },
    patience,
  );
});

describe("a start after a kill", () => {
  it(
    "opens no door and sends nothing until the platform has answered, and then looks for what was on its way",
    async () => {
      const kept = await killedWhileSending();
      let letGo: (body: object) => void = () => {};
      const slack = await slackThatSays(
        new Promise((resolve) => {
          letGo = resolve;
        }),
      );
      const PORT = await freePort();
      const program = run({ PORT, DATABASE_URL: kept.url, ...slack.environment });
      while (slack.asked.length === 0) await pause();
      for (const [method, where] of [
        ["POST", "/slack/events"],
        ["GET", "/healthz"],
        ["GET", "/nowhere"],
      ] as const) {
        const response = await fetch(`http://localhost:${PORT}${where}`, { method });
        expect(response.status, where).toBe(503);
        expect(await response.text()).toMatch(/^Throughline is starting\. .*\n$/);
      }
      expect(slack.asked).toEqual(["/api/auth.test"]);
      expect(await kept.state()).toBe("sending");

      const metadata = { event_type: "throughline_message", event_payload: { id: "on-its-way" } };
      const messages = [{ ts: "1700000000.000100", metadata }];
      letGo({ ok: true, team_id: kept.workspace, team: "Ours", user_id: "U1", bot_id: "B1", messages });
      await program.line("Throughline is running at");
      expect((await fetch(`http://localhost:${PORT}/healthz`)).status).toBe(200);
      expect((await fetch(`http://localhost:${PORT}/nowhere`)).status).toBe(404);
      while ((await kept.state()) !== "sent") await pause();
      await end(program.child, "SIGTERM");
      expect(slack.asked.filter((url) => url.includes("chat."))).toEqual([]);
    },
    patience,
  );

  it(
    "sends it in the sandbox, whose clouds have forgotten the last run",
    async () => {
      const kept = await killedWhileSending();
      const PORT = await freePort();
      const program = run({ PORT, DATABASE_URL: kept.url });
      await program.line("sandbox is at");
      while ((await kept.state()) !== "sent") await pause();
      expect(JSON.stringify(await stateOf(PORT)).split("Was on its way").length).toBeGreaterThan(1);
      await end(program.child, "SIGTERM");
      expect(existsSync(path.join(folder, "data"))).toBe(false);
    },
    patience,
  );
});

/** Starts without a process.exit: what a failed start has left open would keep the process alive. */
const withoutExit = `
  const [main, config] = process.argv.slice(1);
  const { start } = await import(main);
  const { readConfig } = await import(config);
  await start(readConfig(process.env), console.log).catch((error) => console.error(error.name + ": " + error.message));`;

const endsByItself = [
  "--input-type=module",
  "--eval",
  withoutExit,
  ...["main.js", "config.js"].map((file) => `file://${built(file)}`),
];

describe("a start that fails", () => {
  it(
    "closes everything when Slack refuses the token",
    async () => {
      const slack = await slackThatSays(Promise.resolve({ ok: false, error: "invalid_auth" }));
      const environment = { PORT: "0", DATABASE_URL: "file:./ours.db", ...slack.environment };
      const program = run(environment, endsByItself);
      expect(await exitOf(program)).toBe(0);
      expect(program.errors()).toMatch(/^ConfigError: .*SLACK_BOT_TOKEN.*\n$/);
      // A database that was closed has no log beside it.
      expect(readdirSync(folder)).toEqual(["ours.db"]);

      const commanded = run(environment);
      expect(await exitOf(commanded)).toBe(1);
      expect(commanded.errors()).toMatch(/^.*SLACK_BOT_TOKEN.*\n$/);
    },
    patience,
  );

  it.each([
    ["the sandbox", {}],
    ["a real installation", { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" }],
  ])(
    "gives the port back when the database of %s is refused",
    async (_mode, credentials) => {
      const file = path.join(folder, "notes.db");
      await writeFile(file, "These are somebody's notes, and no database at all.\n".repeat(30));
      const before = readFileSync(file);
      const program = run({ PORT: "0", DATABASE_URL: `file:${file}`, ...credentials }, endsByItself);
      expect(await exitOf(program)).toBe(0);
      expect(program.errors()).toMatch(/^StoreRefusal: The file .*notes\.db is damaged or not a database.*\n$/);
      expect(readFileSync(file)).toEqual(before);
    },
    patience,
  );
});

describe("the ready-made sample", () => {
  const copies = () => readdirSync(path.join(folder, "data")).filter((name) => name.startsWith("sandbox-sample-"));

  /** When the sample in the running sandbox's database was loaded. */
  async function loadedAt(PORT: string): Promise<number> {
    const store = await openStore({ url: `file:${folder}/data/sandbox-${PORT}.db`, key: undefined, journal });
    const [first] = await store.read(async (view) => {
      const [network] = await view.networks.all();
      return view.workspaces.identities({ networkId: network?.id ?? "" });
    });
    await store.close();
    return first?.claimedAt.getTime() ?? 0;
  }

  async function startAndStop(PORT: string): Promise<{ loaded: number; state: State }> {
    const program = run({ PORT });
    await program.line("sandbox is at");
    const seen = { loaded: await loadedAt(PORT), state: await stateOf(PORT) };
    await end(program.child, "SIGTERM");
    expect(program.errors()).toBe("");
    return seen;
  }

  it(
    "spares the second start of the day the loading, and shows the same",
    async () => {
      const PORT = await freePort();
      const first = await startAndStop(PORT);
      const [copy] = copies();
      expect(readdirSync(path.join(folder, "data"))).toEqual([copy]);
      const second = await startAndStop(PORT);
      expect(second.loaded).toBe(first.loaded);
      expect(namesIn(second.state)).toEqual(namesIn(first.state));
      expect(namesIn(second.state)).toHaveLength(19);
      expect(copies()).toEqual([copy]);
    },
    patience,
  );

  it(
    "is made again when it is damaged, and an older one goes",
    async () => {
      const PORT = await freePort();
      const first = await startAndStop(PORT);
      const [copy] = copies();
      const file = path.join(folder, "data", copy ?? "");
      const content = readFileSync(file);
      // One letter of a person's name: SQLite itself would not notice.
      content.write("X", content.indexOf("Team lead, Newark"));
      writeFileSync(file, content);
      writeFileSync(path.join(folder, "data", "sandbox-sample-0123456789abcdef-0123456789abcdef.db"), "yesterday's");
      const second = await startAndStop(PORT);
      expect(second.loaded).toBeGreaterThan(first.loaded);
      expect(JSON.stringify(second.state)).not.toContain("Xeam lead");
      expect(copies()).toHaveLength(1);
      expect(readFileSync(path.join(folder, "data", copies()[0] ?? "")).includes("Xeam lead")).toBe(false);
    },
    patience,
  );

  it(
    "is not needed: one that cannot be read or written stops no start",
    async () => {
      const PORT = await freePort();
      await startAndStop(PORT);
      const [copy] = copies();
      const file = path.join(folder, "data", copy ?? "");
      await rm(file);
      // A folder in its place can neither be read nor be removed as a file.
      mkdirSync(file);
      const second = await startAndStop(PORT);
      expect(namesIn(second.state)).toHaveLength(19);
      expect(statSync(file).isDirectory()).toBe(true);
    },
    patience,
  );
});
