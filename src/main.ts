import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createSandboxPage } from "../adapters/sandbox/page/server.js";
import { slackCloudOnPage } from "../adapters/sandbox/page/slack-content.js";
import { teamsCloudOnPage } from "../adapters/sandbox/page/teams-content.js";
import { slackIds } from "../adapters/sandbox/slack-cloud/ids.js";
import { type SlackCloud, startSlackCloud } from "../adapters/sandbox/slack-cloud/index.js";
import { teamsIds } from "../adapters/sandbox/teams-cloud/ids.js";
import { startTeamsCloud, type TeamsCloud } from "../adapters/sandbox/teams-cloud/index.js";
import { createSlackPlatform } from "../adapters/slack/index.js";
import { installedEvent } from "../adapters/slack/install.js";
import { createTeamsPlatform } from "../adapters/teams/index.js";
import { afterRestore } from "./app/after-restore.js";
import { createAnswering } from "./app/answering.js";
import type { App } from "./app/app.js";
import { createChartFor } from "./app/charts.js";
import { createClaimDue } from "./app/claim-due.js";
import { createDeliverer, type Deliverer, type DeliveryTimes } from "./app/deliver.js";
import { createEmbedder } from "./app/embed-problems.js";
import { followTimeZones } from "./app/follow-time-zones.js";
import { createHandle } from "./app/handle.js";
import { healthRoutes } from "./app/health.js";
import type { SampleWorkspace } from "./app/load-sample.js";
import { createMatchIndex } from "./app/match-index.js";
import { createSandboxControl } from "./app/sandbox-control.js";
import { tick } from "./app/tick.js";
import { machineClock } from "./clock.js";
import { type Config, ConfigError } from "./config.js";
import { texts } from "./core/texts.js";
import { words } from "./core/words.js";
import { httpEmbedding } from "./embedding/http.js";
import { type Heartbeat, startHeartbeat } from "./heartbeat.js";
import { type Routes, serve } from "./http.js";
import { type CountingJournal, createJournal } from "./journal.js";
import { metricsRoute } from "./metrics.js";
import { createDraw } from "./pictures/draw.js";
import { createPictureLinks } from "./pictures/links.js";
import { createPictureRoute } from "./pictures/route.js";
import type { ChatPlatform, CredentialStore, Receive } from "./ports/chat-platform.js";
import type { Clock } from "./ports/clock.js";
import type { EmbeddingProvider } from "./ports/embedding.js";
import type { Journal } from "./ports/journal.js";
import type { PictureLink } from "./ports/pictures.js";
import type { Store } from "./ports/store.js";
import { openSandboxDatabase, sampleTimeZone } from "./sandbox-database.js";
import { openStore } from "./store/index.js";

/** The composition root: everything is made and joined here, and nowhere else. */

export type Running = { url: string; close(): Promise<void> };
type Print = (line: string) => void;

/**
 * For tests: another clock than the machine's, an outbox that sends nothing, as if the process were about to end, shorter
 * times, another store around the real one, and a say at each named step.
 */
export type Seams = {
  clock?: Clock;
  holdDelivery?: boolean;
  times?: Partial<DeliveryTimes>;
  beatSeconds?: number;
  around?(store: Store): Store;
  at?: App["at"];
};

/**
 * What has been opened so far, and how it is closed: the doors first, so that nothing new comes in, then the rooms behind
 * them; in each the newest first. The same way out serves a start that fails and a program that ends.
 */
type Opened = { doors: Close[]; rooms: Close[] };
type Close = () => unknown;

/**
 * Resolves when everything runs; rejects with nothing left open. The order is the same in both modes: the port first,
 * before any file is touched, so that a second start in the same folder ends there; then the database; then what the
 * last run left unfinished; and the doors and the heartbeat last.
 */
export async function start(config: Config, print: Print, seams: Seams = {}): Promise<Running> {
  const opened: Opened = { doors: [], rooms: [] };
  const close = async () => {
    for (const one of [...opened.doors, ...opened.rooms]) await one();
  };
  try {
    const url =
      config.slack === undefined && config.teams === undefined
        ? await startSandbox(config, print, opened)
        : await startForReal(config, print, opened, seams);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startForReal(
  config: Config,
  print: Print,
  { doors, rooms }: Opened,
  { clock = machineClock, holdDelivery, times, beatSeconds, around = (store) => store, at }: Seams,
): Promise<string> {
  const journal = createJournal(process.env.LOG_LEVEL ?? "info");
  let routes: Routes | undefined;
  const server = await serve(() => routes, { ...config, journal });
  doors.unshift(() => server.close());
  const store = await openStore({ url: config.databaseUrl, key: config.key, journal });
  rooms.unshift(() => store.close());

  const platforms = platformsFor(config, store, journal, times?.requestMs);
  const pictures = picturesOf(store, config.key, config.publicUrl);
  const embedding = config.embedding && httpEmbedding(config.embedding);
  const house = build(around(store), clock, journal, platforms, { times, at, pictureLink: pictures.link, embedding });
  rooms.unshift(() => house.deliverer.stop());
  if (holdDelivery) await house.deliverer.stop();

  for (const platform of platforms) {
    doors.unshift(() => platform.stop());
    await platform.start(house.receive).catch((error: unknown) => {
      throw new ConfigError(error instanceof Error ? error.message : String(error));
    });
  }
  // While nothing comes in and nothing leaves.
  const doubted = await afterRestore(house.app, house.claimDue);
  if (doubted !== undefined) journal.warn("database was restored", { messagesToLookFor: doubted });
  const doorways = Object.assign({}, ...platforms.map((platform) => platform.routes));
  routes = { ...house.watching, ...pictures.routes, ...doorways };
  const heartbeat = house.startBeating(beatSeconds);
  doors.unshift(() => heartbeat.stop());
  const address = config.publicUrl ?? "your address";
  print(`Throughline is running at http://localhost:${server.port}.`);
  if (config.slack !== undefined) print(`Slack sends its requests to ${address}/slack/events.`);
  if (config.teams !== undefined) print(`Teams sends its activities to ${address}/api/messages.`);
  return `http://localhost:${server.port}`;
}

/** One for each platform that is configured; nothing of the others is mounted. */
function platformsFor(
  { slack, teams, publicUrl }: Config,
  store: CredentialStore,
  journal: Journal,
  timeoutMs?: number,
): ChatPlatform[] {
  const platforms: ChatPlatform[] = [];
  if (slack !== undefined) {
    const { oauth, ...rest } = slack;
    const many = oauth === undefined ? {} : { oauth: { ...oauth, publicUrl: publicUrl ?? "" } };
    platforms.push(createSlackPlatform({ ...rest, ...many, credentials: store, journal, timeoutMs }));
  }
  if (teams !== undefined) platforms.push(createTeamsPlatform({ ...teams, credentials: store, journal }));
  return platforms;
}

/**
 * Everything in one process and nothing outside of it: the sample network, a simulated Slack and Teams on this machine,
 * and a page to play with. Without a DATABASE_URL each start begins anew, as the simulated cloud does.
 */
async function startSandbox(config: Config, print: Print, { doors, rooms }: Opened): Promise<string> {
  const journal = createJournal(process.env.LOG_LEVEL ?? "warn");
  let routes: Routes | undefined;
  const server = await serve(() => routes, { ...config, journal });
  doors.unshift(() => server.close());
  const base = `http://localhost:${server.port}`;

  const database = await openSandboxDatabase({
    url: config.databaseUrlGiven ? config.databaseUrl : undefined,
    port: server.port,
    root: root(),
    key: config.key ?? randomBytes(32).toString("hex"),
    journal,
    platforms: [slackIds, teamsIds],
  });
  rooms.unshift(() => database.close());
  const { store, clock, workspaces } = database;

  // The programme's clock jumps over weeks while the machine's stands still: limits by the second would only be in the way.
  const cloudOptions = { appUrl: () => base, rateLimits: false };
  const slackSecrets = {
    signingSecret: randomBytes(16).toString("hex"),
    clientId: "sandbox",
    clientSecret: randomBytes(16).toString("hex"),
  };
  const slackSample = workspaces.filter(({ platform }) => platform === slackIds.platform);
  const slackCloud = await startSlackCloud({ ...cloudOptions, ...slackSecrets, workspaces: slackSample.map(seedOf) });
  rooms.unshift(() => slackCloud.stop());
  const slack = createSlackPlatform({
    signingSecret: slackSecrets.signingSecret,
    oauth: {
      ...slackSecrets,
      stateSecret: randomBytes(16).toString("hex"),
      publicUrl: base,
      authorizeUrl: slackCloud.authorizeUrl,
    },
    apiUrl: slackCloud.apiUrl,
    credentials: store,
    journal,
  });
  const bot = { appId: randomUUID(), appPassword: randomBytes(16).toString("hex") };
  const homeTenant = randomUUID();
  const teamsSample = workspaces.filter(({ platform }) => platform === teamsIds.platform);
  const teamsCloud = await startTeamsCloud({ ...cloudOptions, ...bot, homeTenant, tenants: teamsSample.map(tenantOf) });
  rooms.unshift(() => teamsCloud.stop());
  const teams = createTeamsPlatform({ ...bot, tenantId: homeTenant, clouds: teamsCloud, credentials: store, journal });

  const platforms = [slack, teams];
  const pictures = picturesOf(store, config.key, base);
  const times = { laneGapMs: 0, paceMs: 0 };
  const house = build(store, clock, journal, platforms, { times, pictureLink: pictures.link });
  rooms.unshift(() => house.deliverer.stop());

  const page = createSandboxPage({
    control: createSandboxControl(house.app, clock, house.deliverer),
    clouds: [
      slackCloudOnPage(slackCloud, { now: clock.now, installUrl: () => `${base}/slack/install` }),
      teamsCloudOnPage(teamsCloud, { now: clock.now }),
    ],
    assets: path.join(root(), "dist", "page"),
    about: {
      notice: "Sample: people and results are invented.",
      timeZone: sampleTimeZone,
      words: words.map((word) => ({ word, what: texts.words[word].replace(/^\*\*\w+\*\* · /, "") })),
    },
    warn: journal.warn,
  });
  doors.unshift(() => page.close());
  for (const platform of platforms) {
    doors.unshift(() => platform.stop());
    await platform.start(house.receive);
  }
  await installOnSlack(slackCloud, slackSample, house.receive);
  routes = { ...house.watching, ...pictures.routes, ...slack.routes, ...teams.routes, ...page.routes };
  await installOnTeams(teamsCloud, teamsSample);
  const heartbeat = house.startBeating();
  doors.unshift(() => heartbeat.stop());
  print(`Throughline's sandbox is at ${base} with a sample network. No account is needed; stop it with Ctrl+C.`);
  return base;
}

/** Pictures by signed addresses; without a public address nobody could open one. */
function picturesOf(
  store: Store,
  key: string | undefined,
  publicUrl: string | undefined,
): { link?: PictureLink; routes: Routes } {
  if (publicUrl === undefined) return { routes: {} };
  const links = createPictureLinks({ key, publicUrl, now: machineClock.machineNow });
  return {
    link: links.link,
    routes: createPictureRoute({ links, chartFor: createChartFor(store), draw: createDraw() }),
  };
}

type House = {
  app: App;
  receive: Receive;
  deliverer: Deliverer;
  claimDue(): Promise<void>;
  /** Routes for whoever watches over the program. */
  watching: Routes;
  startBeating(everySeconds?: number): Heartbeat;
};

type Extras = { times?: Partial<DeliveryTimes>; embedding?: EmbeddingProvider } & Pick<App, "at" | "pictureLink">;

function build(
  store: Store,
  clock: Clock,
  journal: CountingJournal,
  platforms: ChatPlatform[],
  { times, at, pictureLink, embedding }: Extras,
): House {
  let heartbeat: Heartbeat | undefined;
  const app: App = {
    matching: createMatchIndex(store, embedding),
    store,
    clock,
    journal,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    // Nothing leaves before the heartbeat has begun; its first beat delivers what was written until then.
    poke() {
      if (heartbeat === undefined) return;
      void deliverer.deliver().catch((error: unknown) => journal.error("delivery failed", { error: String(error) }));
    },
    wake: () => heartbeat?.now(),
    answering: createAnswering(clock),
    ...(at && { at }),
    ...(pictureLink && { pictureLink }),
  };
  const deliverer = createDeliverer(app, times);
  const claimDue = createClaimDue(app);
  const embedder = embedding && createEmbedder(app, embedding);
  return {
    app,
    receive: createHandle(app),
    deliverer,
    claimDue: claimDue.begin,
    watching: {
      ...healthRoutes(app),
      ...metricsRoute({ store, clock, journal, lastBeat: () => heartbeat?.lastBeat() }),
    },
    startBeating(everySeconds) {
      let followed = false;
      const beat = async () => {
        void claimDue.begin();
        if (!followed) await followTimeZones(app, process.versions.tz ?? "none");
        followed = true;
        await tick(app);
        void embedder?.begin();
      };
      const beating = startHeartbeat(beat, journal, everySeconds);
      const stop = async () => {
        await Promise.all([beating.stop(), claimDue.stop(), embedder?.stop()]);
      };
      heartbeat = { ...beating, stop };
      heartbeat.now();
      return heartbeat;
    },
  };
}

async function installOnSlack(cloud: SlackCloud, sample: SampleWorkspace[], receive: Receive): Promise<void> {
  const known = new Set(sample.map((one) => one.id));
  for (const { id, name, appId, botId, botUser, scopes } of cloud.workspaces()) {
    if (!known.has(id)) continue;
    const bot = { token: cloud.grantToken(id), id: botId, userId: botUser, scopes };
    await receive(installedEvent({ team: { id, name }, appId, bot }, new Date()));
  }
}

/** The cloud tells the app as Teams does: by an activity at its door. */
async function installOnTeams(cloud: TeamsCloud, sample: SampleWorkspace[]): Promise<void> {
  await Promise.all(
    sample.map(async ({ id, users, channels }) => {
      const team = channels.at(-1)?.id;
      const owner = users[0]?.id;
      if (team !== undefined && owner !== undefined) await cloud.addToTeam(id, owner, team);
    }),
  );
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

/** One team with everybody in it: the last channel is its General channel, the others are the improvement teams'. */
function tenantOf({ id, name, users, channels }: SampleWorkspace) {
  const members = users.map((user) => user.id);
  const general = channels.at(-1);
  const teams = general === undefined ? [] : [{ id: general.id, name, members, channels }];
  return { id, name, people: users, teams };
}

/** The project's folder, from dist/src or from src. */
function root(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  return path.resolve(here, path.basename(path.dirname(here)) === "dist" ? "../.." : "..");
}
