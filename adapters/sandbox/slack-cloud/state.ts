import { createHash, randomBytes } from "node:crypto";
import { knownScopes } from "./scopes.js";
import type {
  ApiCall,
  Change,
  Channel,
  CloudFile,
  Delivery,
  Fault,
  Message,
  RateLimits,
  Script,
  SlackCloudOptions,
  User,
  View,
  Workspace,
  WorkspaceSeed,
} from "./types.js";

/** Everything the cloud knows. One plain object; the functions of the other files read and change it. */
export type World = {
  options: SlackCloudOptions;
  /** "http://127.0.0.1:port", known once the server listens. */
  baseUrl: string;
  appId: string;
  answerWithinMs: number;
  retryDelaysMs: number[];
  rateLimits: RateLimits;
  /** Features of the app's manifest that an operator can forget. */
  messagesTab: boolean;
  homeTab: boolean;
  workspaces: Map<string, Workspace>;
  users: Map<string, User[]>;
  channels: Map<string, Channel[]>;
  messages: Message[];
  /** Open modals, bottom first, by person key. */
  stacks: Map<string, View[]>;
  homes: Map<string, View>;
  files: Map<string, CloudFile & { uploaded?: Buffer; type?: string; announced: number }>;
  tokens: Map<string, Token>;
  codes: Map<string, { workspace: string; user: string; scopes: string[]; redirectUri?: string; at: number }>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  calls: ApiCall[];
  deliveries: Delivery[];
  /** `well`: calls that pass first; `left`: calls that fail after them. */
  faults: (Fault & { well: number; left: number })[];
  script: Script | undefined;
  /** Machine times (ms) of accepted calls, by rate limit key. */
  spent: Map<string, number[]>;
  lastMicros: number;
  listeners: Set<(change: Change) => void>;
  /** Work that goes on after an answer was given: events on their way, retries waiting. */
  pending: Set<Promise<unknown>>;
  stopping: AbortController;
};

export type Token = { workspace: string; scopes: string[]; state: "live" | "revoked" | "uninstalled" };
export type Trigger = {
  workspace: string;
  user: string;
  at: number;
  used: boolean;
  from: "message" | "modal" | "other";
};
export type ResponseUrl = {
  workspace: string;
  channel: string;
  user: string;
  at: number;
  uses: number;
  /** The message that carried the button. */
  source?: Message;
};

/** Logs are for looking at, not for keeping: the oldest entries go. */
const logLength = 20_000;

export function createWorld(options: SlackCloudOptions): World {
  const world: World = {
    options,
    baseUrl: "",
    appId: fixedId("A", "app", options.clientId ?? ""),
    answerWithinMs: options.answerWithinMs ?? 3000,
    retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
    rateLimits: options.rateLimits ?? true,
    messagesTab: true,
    homeTab: true,
    workspaces: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: [],
    stacks: new Map(),
    homes: new Map(),
    files: new Map(),
    tokens: new Map(),
    codes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    calls: [],
    deliveries: [],
    faults: [],
    script: undefined,
    spent: new Map(),
    lastMicros: 0,
    listeners: new Set(),
    pending: new Set(),
    stopping: new AbortController(),
  };
  for (const seed of options.workspaces) addWorkspace(world, seed);
  return world;
}

function addWorkspace(world: World, seed: WorkspaceSeed): void {
  const workspace: Workspace = {
    id: seed.id,
    name: seed.name,
    domain: seed.domain ?? seed.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    installed: seed.botToken !== undefined,
    scopes: seed.scopes ?? [...knownScopes],
    botUser: fixedId("U", "bot user", seed.id),
    botId: fixedId("B", "bot", seed.id),
    appId: world.appId,
  };
  world.workspaces.set(seed.id, workspace);
  if (seed.botToken !== undefined) {
    world.tokens.set(seed.botToken, { workspace: seed.id, scopes: workspace.scopes, state: "live" });
  }
  const bot: User = {
    id: workspace.botUser,
    name: "throughline",
    realName: "Throughline",
    bot: true,
    ownBot: true,
    workspace: seed.id,
    home: seed.id,
  };
  const people = seed.users.map(
    (user): User => ({ ...user, workspace: seed.id, home: user.teamId ?? seed.id, ownBot: false }),
  );
  world.users.set(seed.id, [...people, bot]);
  const channels = seed.channels.map(
    (channel): Channel => ({
      workspace: seed.id,
      id: channel.id,
      name: channel.name,
      kind: channel.private === true ? "group" : "channel",
      archived: channel.archived ?? false,
      members: channel.members.map((member) => (member === "bot" ? workspace.botUser : member)),
    }),
  );
  const ims = people
    .filter((user) => user.bot !== true)
    .map((user): Channel => {
      const members = [user.id, workspace.botUser];
      return {
        workspace: seed.id,
        id: imId(seed.id, user.id),
        name: "directmessage",
        kind: "im",
        user: user.id,
        archived: false,
        members,
      };
    });
  world.channels.set(seed.id, [...channels, ...ims]);
}

/** The same for the same person in every run, as an app that was restarted expects. */
export function imId(workspace: string, user: string): string {
  return fixedId("D", workspace, user);
}

function fixedId(letter: string, ...of: string[]): string {
  const digest = createHash("sha256").update(of.join("\n")).digest("hex").toUpperCase();
  return letter + digest.slice(0, 10);
}

/** Never the same in two runs of the cloud: apps keep ids as "already seen". */
export function newId(letter: string): string {
  return letter + randomBytes(6).toString("hex").toUpperCase().slice(0, 11);
}

/** Slack's timestamp, unique and rising within this cloud. */
export function nextTs(world: World): string {
  world.lastMicros = Math.max(Date.now() * 1000, world.lastMicros + 1);
  return `${Math.floor(world.lastMicros / 1_000_000)}.${String(world.lastMicros % 1_000_000).padStart(6, "0")}`;
}

export function changed(world: World, change: Change): void {
  for (const listener of world.listeners) listener(change);
}

export function keep<T>(log: T[], entry: T): T {
  log.push(entry);
  if (log.length > logLength) log.splice(0, log.length - logLength);
  return entry;
}

/** Remembers work that goes on after the answer, so that `idle` can wait for it. It must not reject. */
export function later(world: World, work: () => Promise<unknown>): void {
  const promise = new Promise<void>((resolve) => setImmediate(resolve))
    .then(work)
    .finally(() => world.pending.delete(promise));
  world.pending.add(promise);
}

export const personKey = (workspace: string, user: string): string => `${workspace}/${user}`;

export function workspaceOf(world: World, id: string): Workspace {
  const workspace = world.workspaces.get(id);
  if (!workspace) throw new Error(`The simulated cloud has no workspace ${id}`);
  return workspace;
}

export function findUser(world: World, workspace: string, id: string): User | undefined {
  return world.users.get(workspace)?.find((user) => user.id === id);
}

/** By id, or by name with or without "#". */
export function findChannel(world: World, workspace: string, idOrName: string): Channel | undefined {
  const channels = world.channels.get(workspace) ?? [];
  const name = idOrName.replace(/^#/, "");
  return (
    channels.find((channel) => channel.id === idOrName) ?? channels.find((c) => c.kind !== "im" && c.name === name)
  );
}

export function findMessage(world: World, workspace: string, channel: string, ts: string): Message | undefined {
  return world.messages.findLast(
    (m) => m.ts === ts && m.channel === channel && m.workspace === workspace && !m.deleted,
  );
}

/** Another organisation's people are in it (Slack Connect). */
export function isShared(world: World, channel: Channel): boolean {
  return channel.members.some((member) => {
    const user = findUser(world, channel.workspace, member);
    return user !== undefined && user.home !== channel.workspace;
  });
}

export function botIsIn(world: World, channel: Channel): boolean {
  return channel.members.includes(workspaceOf(world, channel.workspace).botUser);
}
