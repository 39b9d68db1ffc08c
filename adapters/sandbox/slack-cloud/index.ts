import type { AddressInfo } from "node:net";
import type { JsonObject } from "../json.js";
import { postToApp, signedHeaders } from "./app-client.js";
import { bodyOf, type EventOptions, sendEvent, sendEventBody } from "./events.js";
import { clearFaults, failNext } from "./faults.js";
import { type Farewell, grantToken, newCode, uninstall } from "./install.js";
import { cancel, command, press, submit } from "./interactions.js";
import { deleteSaid, editSaid, joinChannel, leaveChannel, openHome, say } from "./people.js";
import { createCloudServer } from "./server.js";
import { createWorld, findChannel, imId, personKey, type World, workspaceOf } from "./state.js";
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
} from "./types.js";
import { stackOf } from "./views.js";

export type * from "./types.js";

export type SlackCloud = Awaited<ReturnType<typeof startSlackCloud>>;

/**
 * A Slack to play with: it listens on 127.0.0.1, remembers what was posted, and acts for people by signed requests to
 * the app. It signs, expires and limits by the machine's time.
 *
 * It does not know organisations of several workspaces (Enterprise Grid), group direct messages, Socket Mode,
 * shortcuts, token rotation and files without an upload.
 */
export async function startSlackCloud(options: SlackCloudOptions) {
  const world = createWorld(options);
  const server = createCloudServer(world);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: world.baseUrl,
    /** For SLACK_API_URL. */
    apiUrl: `${world.baseUrl}/api/`,
    authorizeUrl: `${world.baseUrl}/oauth/v2/authorize`,
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
    say: (workspace: string, user: string, where: string, text: string, options?: { threadTs?: string }) =>
      say(world, workspace, user, where, text, options),
    editMessage: (workspace: string, user: string, where: string, ts: string, text: string) =>
      editSaid(world, workspace, user, where, ts, text),
    deleteMessage: (workspace: string, user: string, where: string, ts: string) =>
      deleteSaid(world, workspace, user, where, ts),
    press: (...args: Tail<typeof press>) => press(world, ...args),
    command: (workspace: string, user: string, where: string, typed: string) =>
      command(world, workspace, user, where, typed),
    submit: (workspace: string, user: string, viewId: string, typed?: Record<string, string | string[]>) =>
      submit(world, workspace, user, viewId, typed),
    cancel: (workspace: string, user: string, viewId: string) => cancel(world, workspace, user, viewId),
    openHome: (workspace: string, user: string, tab?: "home" | "messages") => openHome(world, workspace, user, tab),
    joinChannel: (workspace: string, user: string, where: string) => joinChannel(world, workspace, user, where),
    leaveChannel: (workspace: string, user: string, where: string) => leaveChannel(world, workspace, user, where),
    inviteBot: (workspace: string, inviter: string, where: string) =>
      joinChannel(world, workspace, workspaceOf(world, workspace).botUser, where, inviter),
    uninstall: (workspace: string, tell?: Farewell[]) => uninstall(world, workspace, tell),
    /** The code that an administrator's browser would bring to the app's redirect address. */
    install: (workspace: string, user?: string) => {
      const { scopes, botUser } = workspaceOf(world, workspace);
      return { code: newCode(world, workspace, user ?? world.users.get(workspace)?.[0]?.id ?? botUser, scopes) };
    },
    /** A fresh token without OAuth, for an app that is configured with one. */
    grantToken: (workspace: string, scopes?: string[]) => grantToken(world, workspace, scopes),
    /** Any event, also one that is late or was sent before. */
    sendEvent: (workspace: string, event: JsonObject, options?: EventOptions) =>
      sendEvent(world, workspace, event, options),
    /** The same event once more, byte for byte, freshly signed, as a retry. */
    redeliver: (delivery: Delivery) => {
      const body = bodyOf(delivery);
      if (body === undefined) throw new Error("Only events are delivered again");
      return sendEventBody(world, delivery.workspace, delivery.type, body, delivery.attempts.length);
    },
    /** A signed request with any body. */
    post: (contentType: "application/json" | "application/x-www-form-urlencoded", body: string) =>
      postToApp(world, contentType, body),
    /** The headers that Slack would put on this body, with any secret and time (s), for forgeries. */
    sign: (body: string, with_: { secret?: string; timestamp?: number } = {}) =>
      signedHeaders(with_.secret ?? world.options.signingSecret, body, with_.timestamp),
  };
}

/** What the cloud holds. The objects are its own: look, do not change. */
function readings(world: World) {
  return {
    workspaces: (): Workspace[] => [...world.workspaces.values()],
    users: (workspace: string): User[] => world.users.get(workspace) ?? [],
    channels: (workspace: string): Channel[] =>
      (world.channels.get(workspace) ?? []).filter((channel) => channel.kind !== "im"),
    /** Id of the app's private conversation with this person. */
    dm: (workspace: string, user: string): string => imId(workspace, user),
    /**
     * Oldest first, deleted ones included and marked. `where` is a channel id or name. With `as` only what this person
     * sees: others' ephemeral messages are left out.
     */
    messages(workspace: string, where: string, options: { as?: string } = {}): Message[] {
      const id = findChannel(world, workspace, where)?.id;
      const all = world.messages.filter((message) => message.workspace === workspace && message.channel === id);
      const { as } = options;
      return as === undefined ? all : all.filter((m) => m.ephemeralTo === undefined || m.ephemeralTo === as);
    },
    /** Open forms of a person, the first opened first. */
    views: (workspace: string, user: string): View[] => [...stackOf(world, workspace, user)],
    home: (workspace: string, user: string): View | undefined => world.homes.get(personKey(workspace, user)),
    calls: (method?: string): ApiCall[] => world.calls.filter((call) => method === undefined || call.method === method),
    deliveries: (): Delivery[] => [...world.deliveries],
    file: (id: string): CloudFile | undefined => world.files.get(id),
    onChange(listener: (change: Change) => void): () => void {
      world.listeners.add(listener);
      return () => world.listeners.delete(listener);
    },
    /** Resolves when no event and no retry is on its way. */
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
    setRateLimits(on: RateLimits): void {
      world.rateLimits = on;
      world.spent.clear();
    },
    setMessagesTab(on: boolean): void {
      world.messagesTab = on;
    },
    setHomeTab(on: boolean): void {
      world.homeTab = on;
    },
    setArchived(workspace: string, where: string, archived: boolean): void {
      const channel = findChannel(world, workspace, where);
      if (!channel) throw new Error(`The workspace ${workspace} has no conversation ${where}`);
      channel.archived = archived;
    },
    /** As if an administrator had granted exactly these. */
    setScopes(workspace: string, scopes: string[]): void {
      workspaceOf(world, workspace).scopes = scopes;
      for (const token of world.tokens.values()) if (token.workspace === workspace) token.scopes = scopes;
    },
  };
}

async function idle(world: World): Promise<void> {
  while (world.pending.size > 0) await Promise.all(world.pending);
}

type Tail<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never;
