import { type SlackCloud, startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import type { ChannelRef, MessageRef, PersonRef } from "../../src/core/refs.js";
import type { ChatPlatform } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import type {
  Acts,
  Cloud,
  DriverOptions,
  Outcome,
  Place,
  PlatformDriver,
  RawRequest,
  Sees,
  ShownMessage,
  Stage,
} from "./driver.js";
import { attacks, garbage, lastSaid, signed, signingSecret } from "./slack-attacks.js";
import { answersByBlock, readBlocks, readFallback, readForm, readMessage } from "./slack-reader.js";
import { type Listening, proxyTo, sendRaw, serveRoutes } from "./wire.js";

const home = "T0OAKFIELD";
const away = "T0RIVERSIDE";
const callTimeoutMs = 1200;

const seeds = [
  {
    id: home,
    name: "Oakfield Unified",
    users: [
      { id: "U0LEAD", name: "lead", realName: "Team lead, Oakfield Unified", email: "lead@oakfield.example" },
      { id: "U0NEW", name: "new", realName: "Teacher, Oakfield Unified", email: "teacher@oakfield.example" },
      {
        id: "U0GUEST",
        name: "coach",
        realName: "Coach, Oakfield Unified",
        email: "coach@oakfield.example",
        restricted: true,
      },
      {
        id: "U0AWAY",
        name: "visitor",
        realName: "Team lead, Riverside Unified",
        email: "lead@riverside.example",
        teamId: away,
      },
      { id: "U0BEEP", name: "beep", realName: "Another app", bot: true },
    ],
    channels: [
      { id: "C0TEAM", name: "team", members: ["U0LEAD", "U0NEW", "U0GUEST", "U0AWAY", "U0BEEP", "bot"] },
      { id: "C0OTHER", name: "other", members: ["U0LEAD"] },
    ],
  },
];

const person = (user: string): PersonRef => ({ platform: "slack", workspace: home, user });
const people = {
  member: person("U0LEAD"),
  neverMet: person("U0NEW"),
  guest: person("U0GUEST"),
  outsider: person("U0AWAY"),
};
const channel: ChannelRef = { platform: "slack", workspace: home, channel: "C0TEAM" };

const silent: Journal = { info() {}, warn() {}, error() {}, count() {} };

export const slackDriver: PlatformDriver = {
  name: "Slack",
  capabilities: { find: true, lookUpByEmail: true, homePage: true },
  without: {},
  people,
  start,
  wire: {
    /** As if nothing were checked: whatever comes in is made genuine on its way. */
    signatureOff: { inbound: (request, forward, genuine) => forward(genuine(request)) },
    withoutFallback: {
      outbound: (request, forward) => {
        const form = new URLSearchParams(request.body);
        if (form.has("blocks") && form.has("text")) form.set("text", "You have a message.");
        return forward({ ...request, body: form.toString() });
      },
    },
    garbageAs500: {
      async inbound(request, forward) {
        const answer = await forward(request);
        return [400, 404, 413].includes(answer.status) ? { ...answer, status: 500 } : answer;
      },
    },
  },
};

async function start(options: DriverOptions): Promise<Stage> {
  const { tampering = {} } = options;
  const recorded: RawRequest[] = [];
  const cleanUps: (() => Promise<void>)[] = [];
  const opened = <T extends Listening>(listening: T): T => {
    cleanUps.push(() => listening.close());
    return listening;
  };
  let platform: ChatPlatform | undefined;
  const mounted = opened(await serveRoutes(() => platform?.routes ?? {}));
  const front = opened(
    await proxyTo(
      () => mounted.url,
      (request, forward) => {
        recorded.push(request);
        return tampering.inbound ? tampering.inbound(request, forward, signed) : forward(request);
      },
    ),
  );
  const cloud = await startSlackCloud({
    signingSecret,
    clientId: "client",
    clientSecret: "client-secret",
    appUrl: () => front.url,
    workspaces: seeds,
    rateLimits: false,
    retryDelaysMs: [20, 50, 100],
  });
  cleanUps.push(() => cloud.stop());
  const { outbound } = tampering;
  const api = outbound ? opened(await proxyTo(() => cloud.url, outbound)).url : cloud.url;

  async function startAdapter(): Promise<void> {
    const receive = tampering.receive?.(options.receive) ?? options.receive;
    const adapter = createSlackPlatform({
      signingSecret,
      oauth: {
        clientId: "client",
        clientSecret: "client-secret",
        stateSecret: "the-state-secret-of-the-suite",
        publicUrl: front.url,
        authorizeUrl: cloud.authorizeUrl,
      },
      apiUrl: `${api}/api/`,
      credentials: options.credentials,
      journal: silent,
      timeoutMs: callTimeoutMs,
    });
    platform = tampering.platform?.(adapter, receive) ?? adapter;
    await platform.start(receive);
  }

  await startAdapter();
  await install(front.url);
  recorded.length = 0;

  const stage: Stage = {
    platform: () => platform as ChatPlatform,
    workspace: { platform: "slack", workspace: home },
    channel,
    people,
    emails: {
      member: "lead@oakfield.example",
      guest: "coach@oakfield.example",
      outsider: "lead@riverside.example",
      nobody: "nobody@oakfield.example",
    },
    act: acts(cloud),
    sees: sees(cloud),
    cloud: cloudControls(cloud, recorded),
    attacks: () => attacks(stage, recorded),
    garbage,
    send: (request) => sendRaw(front.url, request),
    async restart() {
      await platform?.stop();
      await startAdapter();
    },
    async settle() {
      // Each may give the other something to do.
      do {
        await mounted.settled();
        await cloud.idle();
      } while (mounted.working() > 0);
    },
    async stop() {
      await platform?.stop();
      for (const cleanUp of cleanUps.reverse()) await cleanUp();
    },
  };
  return stage;
}

/** What an administrator's browser does: install page, Slack's page, and back with the code and the cookie. */
async function install(appUrl: string): Promise<void> {
  const begun = await fetch(`${appUrl}/slack/install`, { redirect: "manual" });
  const cookie = begun.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const page = new URL(begun.headers.get("location") ?? "");
  page.searchParams.set("team", home);
  const allowed = await fetch(page, { redirect: "manual" });
  const done = await fetch(allowed.headers.get("location") ?? "", { headers: { cookie } });
  if (done.status !== 200) throw new Error(`the app could not be installed: ${done.status} ${await done.text()}`);
}

function acts(cloud: SlackCloud): Acts {
  const at = (place: Place): { where: string; threadTs?: string } => {
    if (place === "direct") return { where: "dm" };
    if (place === "channel") return { where: channel.channel };
    return { where: place.channel, threadTs: place.thread ?? place.message };
  };
  const outcome = (answer: { status?: number; problem?: string } | undefined): Outcome => ({
    ...(answer?.status === undefined ? {} : { status: answer.status }),
    ...(answer?.problem === undefined ? {} : { problem: answer.problem }),
  });
  const delivered = (delivery: { attempts: { status?: number }[] } | undefined): Outcome =>
    outcome(delivery?.attempts[0]);
  return {
    async say({ user }, place, text) {
      const { where, threadTs } = at(place);
      const said = await cloud.say(home, user, where, text, threadTs === undefined ? {} : { threadTs });
      const message: MessageRef = { platform: "slack", workspace: home, channel: said.channel, message: said.ts };
      return { ...outcome(said), message: threadTs === undefined ? message : { ...message, thread: threadTs } };
    },
    edit: async ({ user }, message, text) =>
      outcome(await cloud.editMessage(home, user, message.channel, message.message, text)),
    remove: async ({ user }, message) =>
      outcome(await cloud.deleteMessage(home, user, message.channel, message.message)),
    press: async ({ user }, message, label) =>
      outcome(await cloud.press(home, user, { channel: message.channel, ts: message.message }, { label })),
    command: async ({ user }, words) =>
      outcome(await cloud.command(home, user, channel.channel, `/throughline ${words}`)),
    openHome: async ({ user }) => delivered(await cloud.openHome(home, user)),
    async submit({ user }, answers) {
      const view = cloud.views(home, user).at(-1);
      if (!view) throw new Error(`${user} has no open form`);
      const sent = await cloud.submit(home, user, view.id, answersByBlock(view, answers));
      if (sent.outcome === "incomplete") throw new Error(`Slack held the form back: ${JSON.stringify(sent.errors)}`);
      const stillOpen = cloud.views(home, user).some((open) => open.id === view.id && open.submit !== undefined);
      return { ...outcome(sent), stillOpen };
    },
    leaveChannel: async ({ user }) => delivered(await cloud.leaveChannel(home, user, channel.channel)),
    inviteBot: async ({ user }) => delivered(await cloud.inviteBot(home, user, "C0OTHER")),
    otherBotSays: async (text) => outcome(await cloud.say(home, "U0BEEP", channel.channel, text)),
  };
}

function sees(cloud: SlackCloud): Sees {
  return {
    messages({ user }, place) {
      const where = place === "channel" ? channel.channel : cloud.dm(home, user);
      const member =
        cloud
          .channels(home)
          .find((one) => one.id === where)
          ?.members.includes(user) ?? true;
      const messages = member ? cloud.messages(home, where, { as: user }) : [];
      return messages
        .filter((message) => !message.deleted)
        .map((message): ShownMessage => {
          const ref: MessageRef = { platform: "slack", workspace: home, channel: message.channel, message: message.ts };
          return {
            ...readMessage(message),
            ref: message.threadTs === undefined ? ref : { ...ref, thread: message.threadTs },
            fromBot: message.ownBot,
            private: message.ephemeralTo !== undefined,
            fallback: readFallback(message.text),
          };
        });
    },
    form({ user }) {
      const view = cloud.views(home, user).at(-1);
      return view && readForm(view);
    },
    home({ user }) {
      const view = cloud.home(home, user);
      return view && readBlocks(view.blocks);
    },
  };
}

function cloudControls(cloud: SlackCloud, recorded: RawRequest[]): Cloud {
  return {
    failNextSend(how) {
      const method = "chat.postMessage";
      if ("limitedFor" in how) cloud.failNext({ method, when: "before", how: "429", retryAfter: how.limitedFor });
      else
        cloud.failNext({
          method,
          when: how.accepted ? "after" : "before",
          how: how.then === "error" ? "500" : "silent",
        });
    },
    sendAttempts: () => cloud.calls("chat.postMessage").length + cloud.calls("chat.update").length,
    async removeApp({ quietly = false } = {}) {
      await cloud.uninstall(home, quietly ? [] : undefined);
      return "the workspace";
    },
    async redeliverLast() {
      const id = JSON.parse(lastSaid(recorded).body).event_id;
      const delivery = cloud.deliveries().find((one) => one.id === id);
      if (!delivery) throw new Error("there is nothing to deliver again");
      const [attempt] = (await cloud.redeliver(delivery)).attempts;
      return attempt?.status === undefined ? {} : { status: attempt.status };
    },
    lastRequest: () => lastSaid(recorded),
  };
}
