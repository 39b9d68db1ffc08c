import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createSandboxPage } from "../adapters/sandbox/page/server.js";
import { slackCloudOnPage } from "../adapters/sandbox/page/slack-content.js";
import { type SlackCloud, startSlackCloud } from "../adapters/sandbox/slack-cloud/index.js";
import { createSlackPlatform } from "../adapters/slack/index.js";
import { installedEvent } from "../adapters/slack/install.js";
import type { App } from "./app/app.js";
import { createClaimDue } from "./app/claim-due.js";
import { createDeliverer, type Deliverer } from "./app/deliver.js";
import { createHandle } from "./app/handle.js";
import { healthRoutes } from "./app/health.js";
import { loadSample, type SampleWorkspace } from "./app/load-sample.js";
import { createSandboxControl } from "./app/sandbox-control.js";
import { tick } from "./app/tick.js";
import { machineClock, movableClock } from "./clock.js";
import { type Config, ConfigError } from "./config.js";
import { localDateOf } from "./core/calendar/local.js";
import { texts } from "./core/texts.js";
import { words } from "./core/words.js";
import { type Heartbeat, startHeartbeat } from "./heartbeat.js";
import { serve } from "./http.js";
import { createJournal } from "./journal.js";
import { readSample } from "./network-file/sample.js";
import type { ChatPlatform, Receive } from "./ports/chat-platform.js";
import type { Clock } from "./ports/clock.js";
import type { Journal } from "./ports/journal.js";
import type { Store } from "./ports/store.js";
import { openStore } from "./store/index.js";

/** The composition root: everything is made and joined here, and nowhere else. */

export type Running = { url: string; close(): Promise<void> };
type Print = (line: string) => void;

/** For tests: another clock than the machine's, and an outbox that sends nothing, as if the process were about to end. */
export type Seams = { clock?: Clock; holdDelivery?: boolean };

/** Resolves when the server listens. */
export function start(config: Config, print: Print, seams: Seams = {}): Promise<Running> {
  return config.slack === undefined ? startSandbox(config, print) : startForReal(config, config.slack, print, seams);
}

async function startForReal(
  config: Config,
  slack: NonNullable<Config["slack"]>,
  print: Print,
  { clock = machineClock, holdDelivery }: Seams,
): Promise<Running> {
  const journal = createJournal(process.env.LOG_LEVEL ?? "info");
  const store = await openStore({ url: config.databaseUrl, key: config.key, journal });
  const { oauth, ...rest } = slack;
  const platform = createSlackPlatform({
    ...rest,
    ...(oauth === undefined ? {} : { oauth: { ...oauth, publicUrl: config.publicUrl ?? "" } }),
    credentials: store,
    journal,
  });
  const house = build(store, clock, journal, [platform]);
  if (holdDelivery) await house.deliverer.stop();
  const server = await serve(() => ({ ...healthRoutes(house.app), ...platform.routes }), { ...config, journal });
  try {
    await platform.start(house.receive);
  } catch (error) {
    await server.close();
    await store.close();
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
  for (const line of await recover(house.deliverer)) print(line);
  const heartbeat = house.startBeating();
  print(
    `Throughline is running at http://localhost:${server.port}. Slack sends its requests to ${config.publicUrl ?? "your address"}/slack/events.`,
  );
  return {
    url: `http://localhost:${server.port}`,
    async close() {
      await heartbeat.stop();
      await platform.stop();
      await server.close();
      await house.deliverer.stop();
      await store.close();
    },
  };
}

/**
 * Everything in one process and nothing outside of it: the sample network, a simulated Slack on this machine, and a
 * page to play with. Without a DATABASE_URL each start begins anew, as the simulated cloud does.
 */
async function startSandbox(config: Config, print: Print): Promise<Running> {
  const journal = createJournal(process.env.LOG_LEVEL ?? "warn");
  const url = config.databaseUrlGiven ? config.databaseUrl : await freshFile("data/sandbox.db");
  const store = await openStore({ url, key: config.key ?? randomBytes(32).toString("hex"), journal });
  const clock = await movableClock(store);
  const sample = await loadSample(
    store,
    await readSample(),
    localDateOf(clock.now(), "America/Los_Angeles"),
    clock.now(),
  );

  let port = config.port;
  const base = () => `http://localhost:${port}`;
  const secrets = {
    signingSecret: randomBytes(16).toString("hex"),
    clientId: "sandbox",
    clientSecret: randomBytes(16).toString("hex"),
  };
  // The programme's clock jumps over weeks while the machine's stands still: limits by the second would only be in the way.
  const cloud = await startSlackCloud({ ...secrets, appUrl: base, rateLimits: false, workspaces: sample.map(seedOf) });
  const platform = createSlackPlatform({
    signingSecret: secrets.signingSecret,
    oauth: {
      ...secrets,
      stateSecret: randomBytes(16).toString("hex"),
      publicUrl: base(),
      authorizeUrl: cloud.authorizeUrl,
    },
    apiUrl: cloud.apiUrl,
    credentials: store,
    journal,
  });
  const house = build(store, clock, journal, [platform], { laneGapMs: 0 });
  const control = createSandboxControl(house.app, clock, house.deliverer);
  const page = createSandboxPage({
    control,
    clouds: [slackCloudOnPage(cloud, { now: clock.now, installUrl: () => `${base()}/slack/install` })],
    assets: path.join(root(), "dist", "page"),
    about: {
      notice: "Sample: people and results are invented.",
      timeZone: "America/Los_Angeles",
      words: words.map((word) => ({ word, what: texts.words[word].replace(/^\*\*\w+\*\* · /, "") })),
    },
    warn: journal.warn,
  });
  const server = await serve(() => ({ ...healthRoutes(house.app), ...platform.routes, ...page.routes }), {
    ...config,
    journal,
  });
  port = server.port;
  await platform.start(house.receive);
  await installAll(cloud, sample, house.receive);
  await recover(house.deliverer);
  const heartbeat = house.startBeating();
  print(`Throughline's sandbox is at ${base()} with a sample network. No account is needed; stop it with Ctrl+C.`);
  return {
    url: base(),
    async close() {
      await heartbeat.stop();
      page.close();
      await platform.stop();
      await server.close();
      await cloud.stop();
      await house.deliverer.stop();
      await store.close();
    },
  };
}

type House = { app: App; receive: Receive; deliverer: Deliverer; startBeating(): Heartbeat };

function build(
  store: Store,
  clock: Clock,
  journal: Journal,
  platforms: ChatPlatform[],
  options?: { laneGapMs: number },
): House {
  let heartbeat: Heartbeat | undefined;
  const app: App = {
    store,
    clock,
    journal,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    poke: () =>
      void deliverer.deliver().catch((error: unknown) => journal.error("delivery failed", { error: String(error) })),
    wake: () => heartbeat?.now(),
  };
  const deliverer = createDeliverer(app, options);
  const claimDue = createClaimDue(app);
  return {
    app,
    receive: createHandle(app),
    deliverer,
    startBeating() {
      const beat = async () => {
        await claimDue();
        await tick(app);
      };
      heartbeat = startHeartbeat(beat, journal);
      heartbeat.now();
      return heartbeat;
    },
  };
}

/** What was on its way when the process ended is shown, and never sent again blindly. */
async function recover(deliverer: Deliverer): Promise<string[]> {
  const unknown = await deliverer.recover();
  if (unknown.length === 0) return [];
  const messages = unknown.length === 1 ? "1 message was" : `${unknown.length} messages were`;
  return [
    `${messages} being sent when the last run ended. Whether it arrived is not known; it is not sent again. See: throughline status`,
  ];
}

async function installAll(cloud: SlackCloud, sample: SampleWorkspace[], receive: Receive): Promise<void> {
  const known = new Set(sample.map((one) => one.id));
  for (const { id, name, appId, botId, botUser, scopes } of cloud.workspaces()) {
    if (!known.has(id)) continue;
    const bot = { token: cloud.grantToken(id), id: botId, userId: botUser, scopes };
    await receive(installedEvent({ team: { id, name }, appId, bot }, new Date()));
  }
}

function seedOf(workspace: SampleWorkspace) {
  return {
    id: workspace.id,
    name: workspace.name,
    users: workspace.users.map(({ id, name, email, title }) => ({
      id,
      name: id.toLowerCase(),
      realName: name,
      email,
      title,
    })),
    channels: workspace.channels.map(({ id, name, members }) => ({ id, name, members: [...members, "bot"] })),
  };
}

async function freshFile(file: string): Promise<string> {
  for (const end of ["", "-wal", "-shm"]) await rm(file + end, { force: true });
  return `file:./${file}`;
}

/** The project's folder, from dist/src or from src. */
function root(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  return path.resolve(here, path.basename(path.dirname(here)) === "dist" ? "../.." : "..");
}
