import {
  type Delivery,
  type Dialog,
  type Message,
  startTeamsCloud,
  type TeamsCloud,
} from "../../adapters/sandbox/teams-cloud/index.js";
import { createTeamsPlatform } from "../../adapters/teams/index.js";
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
import { attacks, garbage, lastSaid, type SignToken, signed } from "./teams-attacks.js";
import { answersById, dialogButton, readFallback, readForm, readMessage } from "./teams-reader.js";
import { type Listening, proxyTo, sendRaw, serveRoutes } from "./wire.js";

const home = "0a0f1e1d-0000-4000-8000-00000000a001";
const away = "0a0f1e1d-0000-4000-8000-00000000a002";
/** The network's tenant, where the bot lives: its tokens come from there, whomever it writes to. */
const botsHome = "0a0f1e1d-0000-4000-8000-00000000a000";
const appId = "0a0f1e1d-0000-4000-8000-0000000000ff";
const callTimeoutMs = 1200;

const id = (last: string): string => `0a0f1e1d-0000-4000-8000-0000000000${last}`;
const [lead, teacher, coach, visitor, beep] = ["01", "02", "03", "04", "05"].map(id) as [
  string,
  string,
  string,
  string,
  string,
];
const teamId = "19:oakfield-team@thread.tacv2";
const otherTeam = "19:oakfield-other@thread.tacv2";

const seeds = [
  {
    id: home,
    name: "Oakfield Unified",
    people: [
      { id: lead, name: "Team lead, Oakfield Unified", email: "lead@oakfield.example" },
      { id: teacher, name: "Teacher, Oakfield Unified", email: "teacher@oakfield.example" },
      { id: coach, name: "Coach, Oakfield Unified", email: "coach@oakfield.example", guest: true },
      { id: visitor, name: "Team lead, Riverside Unified", email: "lead@riverside.example", homeTenant: away },
      { id: beep, name: "Another app", bot: true },
    ],
    teams: [
      {
        id: teamId,
        name: "Improvement team",
        members: [lead, teacher, coach, visitor, beep],
        channels: [{ id: teamId, name: "General", shared: true }],
      },
      { id: otherTeam, name: "Other", members: [lead], channels: [] },
    ],
  },
];

const person = (user: string): PersonRef => ({ platform: "teams", workspace: home, user });
const people = { member: person(lead), neverMet: person(teacher), guest: person(coach), outsider: person(visitor) };
const channel: ChannelRef = { platform: "teams", workspace: home, channel: teamId };

const silent: Journal = { info() {}, warn() {}, error() {}, count() {} };

export const teamsDriver: PlatformDriver = {
  name: "Teams",
  capabilities: { find: false, lookUpByEmail: true, homePage: false },
  without: {
    find: "a bot cannot read back what is in a conversation (that is Graph, with a consent of its own)",
    homePage: "a bot has no page; its home is a card in the personal chat",
  },
  people,
  start,
  wire: {
    /** As if nothing were checked: whatever comes in is made genuine on its way. */
    signatureOff: { inbound: (request, forward, genuine) => forward(genuine(request)) },
    withoutFallback: {
      outbound: (request, forward) =>
        forward({ ...request, body: request.body.replace(/"summary":"(?:[^"\\]|\\.)*"/g, '"summary":"A message."') }),
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
        const moved = withServiceAt(api, request);
        recorded.push(moved);
        return tampering.inbound ? tampering.inbound(moved, forward, genuine) : forward(moved);
      },
    ),
  );
  const cloud = await startTeamsCloud({
    appId,
    appPassword: "the-password-of-the-suite",
    homeTenant: botsHome,
    appUrl: () => front.url,
    tenants: seeds,
    rateLimits: false,
    retryDelaysMs: [20, 50, 100],
  });
  cleanUps.push(() => cloud.stop());
  const token: SignToken = (claims, key) => cloud.sign({ claims, ...(key === undefined ? {} : { key }) });
  const genuine = (request: RawRequest): RawRequest => signed(request, token);
  const { outbound } = tampering;
  const api = outbound ? opened(await proxyTo(() => cloud.url, outbound)).url : cloud.url;

  /** The adapter writes where activities say that their cloud is: to put somebody between, they say another address. */
  function withServiceAt(base: string, request: RawRequest): RawRequest {
    if (base === cloud.url || !request.body.includes(`"serviceUrl":"${cloud.url}/`)) return request;
    return genuine({
      ...request,
      body: request.body.replaceAll(`"serviceUrl":"${cloud.url}/`, `"serviceUrl":"${base}/`),
    });
  }

  async function startAdapter(): Promise<void> {
    const receive = tampering.receive?.(options.receive) ?? options.receive;
    const adapter = createTeamsPlatform({
      appId,
      appPassword: "the-password-of-the-suite",
      tenantId: botsHome,
      credentials: options.credentials,
      journal: silent,
      timeoutMs: callTimeoutMs,
      clouds: {
        openIdMetadataUrl: cloud.openIdMetadataUrl,
        tokenIssuer: cloud.tokenIssuer,
        loginUrl: cloud.loginUrl,
        serviceHosts: new URL(api).host,
      },
    });
    const started = tampering.platform?.(adapter, receive) ?? adapter;
    platform = started;
    await started.start(receive);
  }

  async function settle(): Promise<void> {
    // Each may give the other something to do.
    do {
      await mounted.settled();
      await cloud.idle();
    } while (mounted.working() > 0);
  }

  await startAdapter();
  await install(cloud);
  await settle();
  recorded.length = 0;

  const stage: Stage = {
    platform: () => platform as ChatPlatform,
    workspace: { platform: "teams", workspace: home },
    channel,
    people,
    emails: {
      member: "lead@oakfield.example",
      guest: "coach@oakfield.example",
      outsider: "lead@riverside.example",
      nobody: "nobody@oakfield.example",
    },
    act: acts(cloud, settle),
    sees: sees(cloud),
    cloud: cloudControls(cloud, recorded),
    attacks: async () => {
      const metadata = (await (await fetch(cloud.openIdMetadataUrl)).json()) as { jwks_uri: string };
      const { keys } = (await (await fetch(metadata.jwks_uri)).json()) as { keys: [] };
      return attacks(stage, recorded, token, keys);
    },
    garbage: () => garbage(typed(cloud), token),
    send: (request) => sendRaw(front.url, request),
    async restart() {
      await platform?.stop();
      await startAdapter();
    },
    settle,
    async stop() {
      await platform?.stop();
      for (const cleanUp of cleanUps.reverse()) await cleanUp();
    },
  };
  return stage;
}

/** The team lead adds the app to her team and for herself. */
async function install(cloud: TeamsCloud): Promise<void> {
  await cloud.addToTeam(home, lead, teamId);
  await cloud.addForPerson(home, lead);
}

/** A message as Teams delivers it; its id is new. */
function typed(cloud: TeamsCloud) {
  return {
    type: "message",
    id: String(Date.now()),
    timestamp: new Date().toISOString(),
    channelId: "msteams",
    serviceUrl: cloud.serviceUrl(home),
    from: { id: "29:1-lead", name: "Team lead, Oakfield Unified", aadObjectId: lead },
    conversation: { conversationType: "personal", tenantId: home, id: cloud.personal(home, lead) },
    recipient: { id: `28:${appId}`, name: "Throughline" },
    textFormat: "plain",
    text: "hello",
    channelData: { tenant: { id: home } },
  };
}

function acts(cloud: TeamsCloud, settle: () => Promise<void>): Acts {
  const at = (place: Place): { where: string; thread?: string } => {
    if (place === "direct") return { where: "bot" };
    if (place === "channel") return { where: channel.channel };
    return { where: place.channel, thread: place.thread ?? place.message };
  };
  const outcome = (answer: { status?: number; problem?: string } | undefined): Outcome => ({
    ...(answer?.status === undefined ? {} : { status: answer.status }),
    ...(answer?.problem === undefined ? {} : { problem: answer.problem }),
  });
  const last = (deliveries: Delivery[]): Outcome => outcome(deliveries.at(-1)?.attempts[0]);
  const target = ({ channel, message }: MessageRef) => ({ channel, message });
  return {
    async say({ user }, place, text) {
      const { where, thread } = at(place);
      const said = await cloud.say(home, user, where, text, thread === undefined ? {} : { thread });
      const message: MessageRef = { platform: "teams", workspace: home, channel: said.channel, message: said.id };
      return { ...outcome(said), message: thread === undefined ? message : { ...message, thread } };
    },
    edit: async ({ user }, message, text) =>
      outcome(await cloud.editMessage(home, user, message.channel, message.message, text)),
    remove: async ({ user }, message) =>
      outcome(await cloud.deleteMessage(home, user, message.channel, message.message)),
    press: async ({ user }, message, label) => outcome(await cloud.press(home, user, target(message), label)),
    /** No dialog opens by itself: the button of the card that she gets privately is pressed, too. */
    async command({ user }, words) {
      const answers = (): Message[] => cloud.messages(home, cloud.personal(home, user)).filter((one) => one.ownBot);
      const before = answers().length;
      const said = await cloud.say(home, user, channel.channel, words, { mention: true });
      await settle();
      const card = answers().slice(before).at(-1);
      const button = card && dialogButton(card.card);
      if (card === undefined || button === undefined) return outcome(said);
      return outcome(await cloud.press(home, user, { channel: card.channel, message: card.id }, button));
    },
    openHome: async ({ user }) => last(await cloud.addForPerson(home, user)),
    async submit({ user }, answers) {
      const dialog = cloud.dialogs(home, user).at(-1);
      if (!dialog) throw new Error(`${user} has no open form`);
      const values = { ...dialog.values, ...answersById(dialog, answers) };
      const sent = await cloud.submit(home, user, dialog.id, values);
      if (sent.outcome === "incomplete") throw new Error(`Teams held the form back: ${sent.problem}`);
      return { ...outcome(sent), stillOpen: cloud.dialogs(home, user).some(asksSomething) };
    },
    leaveChannel: async ({ user }) => last(await cloud.leaveTeam(home, user, teamId)),
    inviteBot: async ({ user }) => last(await cloud.addToTeam(home, user, otherTeam)),
    otherBotSays: async (text) => outcome(await cloud.say(home, beep, channel.channel, text)),
  };
}

const asksSomething = (dialog: Dialog): boolean => readForm(dialog).fields.length > 0;

function sees(cloud: TeamsCloud): Sees {
  return {
    messages({ user }, place) {
      const where = place === "channel" ? channel.channel : cloud.personal(home, user);
      const members = cloud.channels(home).find((one) => one.id === where)?.members ?? [user];
      return cloud
        .messages(home, where)
        .filter(() => members.includes(user))
        .filter((message) => !message.deleted)
        .map((message): ShownMessage => {
          const ref: MessageRef = {
            platform: "teams",
            workspace: home,
            channel: message.channel,
            message: message.id,
          };
          return {
            ...readMessage(message),
            ref: message.thread === undefined ? ref : { ...ref, thread: message.thread },
            fromBot: message.ownBot,
            private: false,
            fallback: readFallback(message),
          };
        });
    },
    form({ user }) {
      const dialog = cloud.dialogs(home, user).at(-1);
      return dialog && readForm(dialog);
    },
    home: () => undefined,
  };
}

function cloudControls(cloud: TeamsCloud, recorded: RawRequest[]): Cloud {
  const sends = ["create-conversation", "send", "update"] as const;
  return {
    /** The cases fail what is posted in the channel: a new conversation with its first message. */
    failNextSend(how) {
      const method = "create-conversation";
      if ("limitedFor" in how) cloud.failNext({ method, when: "before", how: "429", retryAfter: how.limitedFor });
      else
        cloud.failNext({
          method,
          when: how.accepted ? "after" : "before",
          how: how.then === "error" ? "500" : "silent",
        });
    },
    sendAttempts: () => sends.flatMap((method) => cloud.calls(method)).length,
    async removeApp({ quietly = false } = {}) {
      // What is gone already is brought back, to be taken away with a word to the adapter.
      const gone = cloud.tenants().every(({ installed }) => !installed);
      if (!quietly && gone) await install(cloud);
      await cloud.removeEverywhere(home, { quietly });
      return "each place";
    },
    async redeliverLast() {
      const { id: last } = JSON.parse(lastSaid(recorded).body);
      const delivery = cloud.deliveries().findLast(({ activity }) => (activity as { id?: string }).id === last);
      if (!delivery) throw new Error("there is nothing to deliver again");
      const attempt = (await cloud.redeliver(delivery)).attempts.at(-1);
      return attempt?.status === undefined ? {} : { status: attempt.status };
    },
    lastRequest: () => lastSaid(recorded),
  };
}
