import type { AddressInfo } from "node:net";
import type { Json, JsonObject } from "../json.js";
import { press } from "./buttons.js";
import { deliver, invokeAgain, postToApp, redeliver } from "./deliveries.js";
import { closeDialog, submit } from "./dialogs.js";
import { clearFaults, failNext } from "./faults.js";
import * as installs from "./installs.js";
import { accessToken, forgedToken, tokenIssuer } from "./keys.js";
import { deleteSaid, editSaid, react, say, undeleteSaid } from "./people.js";
import { createCloudServer } from "./server.js";
import {
  channelView,
  createWorld,
  findPlace,
  personOf,
  placeOf,
  serviceUrl,
  tenantOf,
  tenantView,
  type World,
} from "./state.js";
import type {
  ApiCall,
  Change,
  Channel,
  Delivery,
  Dialog,
  Fault,
  Message,
  Person,
  PressTarget,
  PressWhat,
  RateLimits,
  Script,
  TeamsCloudOptions,
  Tenant,
  TokenForgery,
} from "./types.js";

export type * from "./types.js";

export type TeamsCloud = Awaited<ReturnType<typeof startTeamsCloud>>;

/**
 * A Teams to play with: it listens on 127.0.0.1, remembers what was posted, and acts for people by signed activities to
 * the app. It signs, expires and limits by the machine's time.
 *
 * It does not know group chats, meetings, message extensions, tabs, files, single sign-on, and whatever Graph does.
 */
export async function startTeamsCloud(options: TeamsCloudOptions) {
  const world = createWorld(options);
  const server = createCloudServer(world);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: world.baseUrl,
    serviceUrl: (tenant: string): string => serviceUrl(world, tenantOf(world, tenant).id),
    /** For TEAMS_OPENID_METADATA_URL. */
    openIdMetadataUrl: `${world.baseUrl}/v1/.well-known/openidconfiguration`,
    /** For TEAMS_TOKEN_ISSUER. */
    tokenIssuer,
    /** For TEAMS_LOGIN_URL: tokens are given out at `${loginUrl}/<home tenant>/oauth2/v2.0/token`. */
    loginUrl: world.baseUrl,
    /** For TEAMS_SERVICE_HOSTS. */
    serviceHosts: new URL(world.baseUrl).host,
    ...acts(world),
    ...readings(world),
    ...switches(world),
    async stop(): Promise<void> {
      world.stopping.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await idle(world);
    },
  };
}

/** What people do. Each resolves when the app has answered, or has failed to for the first time. */
function acts(world: World) {
  return {
    say: (...args: Tail<typeof say>) => say(world, ...args),
    editMessage: (...args: Tail<typeof editSaid>) => editSaid(world, ...args),
    deleteMessage: (...args: Tail<typeof deleteSaid>) => deleteSaid(world, ...args),
    undeleteMessage: (...args: Tail<typeof undeleteSaid>) => undeleteSaid(world, ...args),
    react: (...args: Tail<typeof react>) => react(world, ...args),
    press: (tenant: string, person: string, target: PressTarget, what: PressWhat, typed?: Record<string, string>) =>
      press(world, tenant, person, target, what, typed),
    submit: (...args: Tail<typeof submit>) => submit(world, ...args),
    closeDialog: (...args: Tail<typeof closeDialog>) => closeDialog(world, ...args),
    addToTeam: (...args: Tail<typeof installs.addToTeam>) => installs.addToTeam(world, ...args),
    removeFromTeam: (...args: Tail<typeof installs.removeFromTeam>) => installs.removeFromTeam(world, ...args),
    addForPerson: (...args: Tail<typeof installs.addForPerson>) => installs.addForPerson(world, ...args),
    removeForPerson: (...args: Tail<typeof installs.removeForPerson>) => installs.removeForPerson(world, ...args),
    removeEverywhere: (...args: Tail<typeof installs.removeEverywhere>) => installs.removeEverywhere(world, ...args),
    block: (tenant: string, person: string) => installs.setBlocked(world, tenant, person, true),
    unblock: (tenant: string, person: string) => installs.setBlocked(world, tenant, person, false),
    joinTeam: (...args: Tail<typeof installs.joinTeam>) => installs.joinTeam(world, ...args),
    leaveTeam: (...args: Tail<typeof installs.leaveTeam>) => installs.leaveTeam(world, ...args),
    joinChannel: (...args: Tail<typeof installs.joinChannel>) => installs.joinChannel(world, ...args),
    leaveChannel: (...args: Tail<typeof installs.leaveChannel>) => installs.leaveChannel(world, ...args),
    createChannel: (...args: Tail<typeof installs.createChannel>) => installs.createChannel(world, ...args),
    deleteChannel: (...args: Tail<typeof installs.deleteChannel>) => installs.deleteChannel(world, ...args),
    renameTeam: (...args: Tail<typeof installs.renameTeam>) => installs.renameTeam(world, ...args),
    /** Any activity, as it is. */
    sendActivity: (tenant: string, activity: JsonObject) => deliver(world, tenant, activity),
    /** The same activity once more, with a fresh token. */
    redeliver: (delivery: Delivery) => redeliver(world, delivery),
    /** An invoke once more, with its id, or `anew` with another id and time; and what is answered. */
    invokeAgain: (...args: Tail<typeof invokeAgain>) => invokeAgain(world, ...args),
    /** Any body, with a good token unless another `authorization` is given; an empty one stands for none. */
    post: (body: string, headers?: Record<string, string>) => postToApp(world, body, headers),
    /** A token as the channel makes it, with anything replaced, for forgeries. To be sent as `Bearer <token>`. */
    sign: (forgery?: TokenForgery): string => forgedToken(world, forgery),
    /** A token as the app gets it for the connector, with any claim replaced. */
    accessToken: (claims?: Record<string, Json>): string => accessToken(world, claims),
  };
}

/** What the cloud holds. The objects are its own: look, do not change. */
function readings(world: World) {
  return {
    tenants: (): Tenant[] => [...world.tenants.values()].map((tenant) => tenantView(world, tenant)),
    people: (tenant: string): Person[] => tenantOf(world, tenant).people,
    /** Of all teams, each team's General first. */
    channels: (tenant: string): Channel[] =>
      tenantOf(world, tenant).teams.flatMap((team) =>
        team.channels.map((channel) =>
          channelView({ kind: "channel", id: channel.id, tenant: tenantOf(world, tenant), team, channel }),
        ),
      ),
    /** Id of her chat with the bot. */
    personal: (tenant: string, person: string): string => personOf(world, tenant, person).chat,
    /** Her chat with the bot, as a place. */
    chat: (tenant: string, person: string): Channel => channelView(placeOf(world, tenant, person, "bot")),
    /**
     * Oldest first, deleted ones included and marked. `where` is a channel's id or a chat's id, or "bot" for the chat of
     * the person `as`.
     */
    messages(tenant: string, where: string, options: { as?: string } = {}): Message[] {
      const id = where === "bot" && options.as !== undefined ? personOf(world, tenant, options.as).chat : where;
      const place = findPlace(world, tenant, id);
      return world.messages.filter((message) => message.tenant === tenant && message.channel === place?.id);
    },
    /** Open dialogs of a person, the first opened first. */
    dialogs: (tenant: string, person: string): Dialog[] =>
      [...world.dialogs.values()].filter((dialog) => dialog.tenant === tenant && dialog.person === person),
    calls: (method?: ApiCall["method"]): ApiCall[] =>
      world.calls.filter((call) => method === undefined || call.method === method),
    deliveries: (): Delivery[] => [...world.deliveries],
    onChange(listener: (change: Change) => void): () => void {
      world.listeners.add(listener);
      return () => world.listeners.delete(listener);
    },
    /** Resolves when no activity and no retry is on its way. */
    idle: () => idle(world),
  };
}

function switches(world: World) {
  return {
    failNext: (fault: Fault) => failNext(world, fault),
    /** Takes the place of the script before it. */
    setScript(script: Script): void {
      world.script = script;
    },
    /** And the script. */
    clearFaults: () => clearFaults(world),
    setRateLimits(on: RateLimits, { tellRetryAfter = world.tellRetryAfter } = {}): void {
      world.rateLimits = on;
      world.tellRetryAfter = tellRetryAfter;
      world.spent.clear();
    },
    /** Off: the addresses where the channel's keys are answer 503. */
    setKeysReachable(on: boolean): void {
      world.keysReachable = on;
    },
    /** The connector takes no token that was given out before now. */
    expireTokens(): void {
      world.tokenGeneration += 1;
    },
  };
}

async function idle(world: World): Promise<void> {
  while (world.pending.size > 0) await Promise.all(world.pending);
}

type Tail<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never;
