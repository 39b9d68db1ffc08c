import { createHash, randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type {
  ApiCall,
  Change,
  Channel,
  Delivery,
  Dialog,
  Fault,
  Message,
  Person,
  RateLimits,
  Script,
  TeamsCloudOptions,
  Tenant,
  TenantSeed,
} from "./types.js";

/** Everything the cloud knows. One plain object; the functions of the other files read and change it. */
export type World = {
  options: TeamsCloudOptions;
  /** "http://127.0.0.1:port", known once the server listens. */
  baseUrl: string;
  botId: string;
  botName: string;
  answerWithinMs: { invoke: number; other: number };
  retryDelaysMs: number[];
  rateLimits: RateLimits;
  tellRetryAfter: boolean;
  keysReachable: boolean;
  /** The connector takes access tokens of this generation only. */
  tokenGeneration: number;
  tenants: Map<string, TenantState>;
  messages: Message[];
  dialogs: Map<string, Dialog>;
  calls: ApiCall[];
  deliveries: Delivery[];
  /** `well`: calls that pass first; `left`: calls that fail after them. */
  faults: (Fault & { well: number; left: number })[];
  script: Script | undefined;
  /** Machine times (ms) of accepted calls, by rate limit key. */
  spent: Map<string, number[]>;
  lastId: number;
  listeners: Set<(change: Change) => void>;
  /** Work that goes on after an answer was given: activities on their way, retries waiting. */
  pending: Set<Promise<unknown>>;
  stopping: AbortController;
};

export type TenantState = { id: string; name: string; people: PersonState[]; teams: TeamState[] };

/**
 * `personal`: what she herself did with the app; undefined while she did nothing. `welcomed`: the app was told of her
 * chat once. `chat`: the id of her chat with the bot.
 */
export type PersonState = Person & {
  chat: string;
  personal?: "added" | "removed";
  blocked: boolean;
  welcomed: boolean;
};

export type TeamState = {
  id: string;
  name: string;
  groupId: string;
  rsc: boolean;
  installed: boolean;
  /** Whether the app was there once: who lost it is refused in another way than who never had it. */
  known: boolean;
  members: string[];
  channels: ChannelState[];
};

/** `members` undefined: all of the team. */
export type ChannelState = { id: string; name: string; members?: string[]; shared: boolean };

/** Logs are for looking at, not for keeping: the oldest entries go. */
const logLength = 20_000;

export function createWorld(options: TeamsCloudOptions): World {
  const world: World = {
    options,
    baseUrl: "",
    botId: `28:${options.appId}`,
    botName: options.botName ?? "Throughline",
    answerWithinMs: options.answerWithinMs ?? { invoke: 5000, other: 15_000 },
    retryDelaysMs: options.retryDelaysMs ?? [1000, 5000],
    rateLimits: options.rateLimits ?? true,
    tellRetryAfter: options.tellRetryAfter ?? false,
    keysReachable: true,
    tokenGeneration: 0,
    tenants: new Map(),
    messages: [],
    dialogs: new Map(),
    calls: [],
    deliveries: [],
    faults: [],
    script: undefined,
    spent: new Map(),
    lastId: 0,
    listeners: new Set(),
    pending: new Set(),
    stopping: new AbortController(),
  };
  // Every activity that is on its way listens for the end.
  setMaxListeners(0, world.stopping.signal);
  for (const seed of options.tenants) world.tenants.set(seed.id, tenantState(world, seed));
  return world;
}

function tenantState(world: World, seed: TenantSeed): TenantState {
  const installed = seed.installed ?? false;
  return {
    id: seed.id,
    name: seed.name,
    people: seed.people.map((person) => ({
      ...person,
      tenant: seed.id,
      homeTenant: person.homeTenant ?? seed.id,
      teamsId: person.bot === true ? `28:${person.id}` : personId(world, person.id),
      chat: personalId(world, seed.id, person.id),
      blocked: false,
      welcomed: false,
    })),
    teams: seed.teams.map((team) => {
      const general = { id: team.id, name: "General", shared: false };
      const others = team.channels.map((channel) => ({ ...channel, shared: channel.shared ?? false }));
      return {
        id: team.id,
        name: team.name,
        groupId: fixedUuid("team", seed.id, team.id),
        rsc: team.rsc ?? true,
        installed,
        known: installed,
        members: [...team.members],
        channels: others.some((channel) => channel.id === team.id) ? others : [general, ...others],
      };
    }),
  };
}

/** Her id for this bot; another bot knows her by another. */
function personId(world: World, person: string): string {
  return `29:1${digest("person", world.options.appId, person).toString("base64url")}`;
}

/** Id of her chat with the bot: the same in every run, as an app that was restarted expects. */
function personalId(world: World, tenant: string, person: string): string {
  const first = digest("chat", world.options.appId, tenant, person).toString("base64url");
  return `a:1${first}${digest("chat", first).toString("base64url").slice(0, 40)}`;
}

function digest(...of: string[]): Buffer {
  return createHash("sha256").update(of.join("\n")).digest();
}

function fixedUuid(...of: string[]): string {
  const hex = digest(...of).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** Id of a message: the machine's time in ms, unique and rising within this cloud. */
export function nextMessageId(world: World): string {
  world.lastId = Math.max(Date.now(), world.lastId + 1);
  return String(world.lastId);
}

/** Id of everything that is no typed message. */
export const newActivityId = (): string => `f:${randomUUID()}`;

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

// Finding. The `…Of` functions throw: what a caller names must exist. The others answer undefined.

export function tenantOf(world: World, id: string): TenantState {
  const tenant = world.tenants.get(id);
  if (!tenant) throw new Error(`The simulated cloud has no tenant ${id}`);
  return tenant;
}

export function personOf(world: World, tenant: string, id: string): PersonState {
  const person = tenantOf(world, tenant).people.find((candidate) => candidate.id === id);
  if (!person) throw new Error(`The tenant ${tenant} has no person ${id}`);
  return person;
}

export function teamOf(world: World, tenant: string, id: string): TeamState {
  const team = tenantOf(world, tenant).teams.find((candidate) => candidate.id === id);
  if (!team) throw new Error(`The tenant ${tenant} has no team ${id}`);
  return team;
}

/** A conversation with what surrounds it: a channel of a team, or somebody's chat with the bot. */
export type Place =
  | { kind: "channel"; id: string; tenant: TenantState; team: TeamState; channel: ChannelState }
  | { kind: "personal"; id: string; tenant: TenantState; person: PersonState };

/** By the conversation's id without `;messageid=`, or by a channel's name. */
export function findPlace(world: World, tenantId: string, id: string): Place | undefined {
  const tenant = world.tenants.get(tenantId);
  if (!tenant) return undefined;
  for (const team of tenant.teams) {
    const channel = team.channels.find((candidate) => candidate.id === id);
    if (channel) return { kind: "channel", id, tenant, team, channel };
  }
  const person = tenant.people.find((candidate) => candidate.chat === id);
  return person && person.bot !== true ? { kind: "personal", id, tenant, person } : undefined;
}

/** `where` is a channel's id, a chat's id, or "bot" for her own chat with the bot. */
export function placeOf(world: World, tenant: string, person: string, where: string): Place {
  const place = findPlace(world, tenant, where === "bot" ? personOf(world, tenant, person).chat : where);
  if (!place) throw new Error(`The tenant ${tenant} has no conversation ${where}`);
  return place;
}

export function membersOf(place: Place): PersonState[] {
  if (place.kind === "personal") return [place.person];
  const ids = place.channel.members ?? place.team.members;
  return ids.flatMap((id) => place.tenant.people.find((person) => person.id === id) ?? []);
}

export function findMessage(world: World, tenant: string, channel: string, id: string): Message | undefined {
  return world.messages.findLast((m) => m.id === id && m.channel === channel && m.tenant === tenant);
}

// Where the app may be.

/** May the bot write to her? By the app that she added, or by a team of hers that has it. */
export function reaches(tenant: TenantState, person: PersonState): boolean {
  if (person.bot === true || person.personal === "removed") return false;
  if (person.personal === "added") return true;
  if (person.reachable !== undefined) return person.reachable;
  return tenant.teams.some((team) => team.installed && team.members.includes(person.id));
}

export function isInstalled(place: Place): boolean {
  return place.kind === "channel" ? place.team.installed : reaches(place.tenant, place.person);
}

export const serviceUrl = (world: World, tenant: string): string => `${world.baseUrl}/amer/${tenant}/`;

// What is shown to the outside.

export function tenantView(world: World, tenant: TenantState): Tenant {
  return {
    id: tenant.id,
    name: tenant.name,
    installed: tenant.teams.some((team) => team.installed) || tenant.people.some((p) => p.personal === "added"),
    serviceUrl: serviceUrl(world, tenant.id),
    botId: world.botId,
    botName: world.botName,
  };
}

export function channelView(place: Place): Channel {
  const common = {
    tenant: place.tenant.id,
    id: place.id,
    members: membersOf(place).map((person) => person.id),
    installed: isInstalled(place),
  };
  return place.kind === "channel"
    ? { ...common, name: place.channel.name, kind: "channel", team: place.team.id }
    : { ...common, name: place.person.name, kind: "personal" };
}
