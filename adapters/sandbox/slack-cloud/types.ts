import type { Json } from "../json.js";

/**
 * What the simulated Slack cloud is told at the start, and what can be read back from it.
 * Everything here is plain data that survives JSON, so that a page can show it as it is.
 */

export type SlackCloudOptions = {
  signingSecret: string;
  clientId?: string;
  clientSecret?: string;
  /** Base address of the app; requests go to `${appUrl()}/slack/events`. Asked before every request. */
  appUrl: () => string;
  /** Default true. Switch off where the programme's clock jumps weeks while the machine's stands still. */
  rateLimits?: RateLimits;
  /** An app outside Slack's Marketplace: one look into a history a minute, fifteen messages at a time. Default false. */
  unlisted?: boolean;
  workspaces: WorkspaceSeed[];
  /** Default: any free port. Only 127.0.0.1 is listened on. */
  port?: number;
  /** Pauses before the retries of an event. Default Slack's: at once, one minute, five minutes. */
  retryDelaysMs?: number[];
  /** How long the app has to answer, and how long a trigger lives. Default 3000, as on Slack. */
  answerWithinMs?: number;
  /** Slash commands of the app. Default ["/throughline"]. */
  commands?: string[];
};

/** `true`: what Slack promises and no more; "lenient": with the bursts that it is seen to let pass (limits.ts). */
export type RateLimits = boolean | "lenient";

/** Without `botToken` the app is not installed there yet. */
export type WorkspaceSeed = {
  id: string;
  name: string;
  domain?: string;
  botToken?: string;
  /** Granted to the app. Default: everything in scopes.ts. */
  scopes?: string[];
  users: UserSeed[];
  channels: ChannelSeed[];
};

export type UserSeed = {
  id: string;
  name: string;
  realName: string;
  email?: string;
  title?: string;
  /** A guest of the workspace. */
  restricted?: boolean;
  /** Somebody of another organisation whom this workspace does not share a channel with. */
  stranger?: boolean;
  /** Home workspace, where it is another one (Slack Connect). */
  teamId?: string;
  /** Another app's bot. */
  bot?: boolean;
  deactivated?: boolean;
};

/** `members` are user ids; "bot" stands for the app's own bot user. */
export type ChannelSeed = { id: string; name: string; private?: boolean; archived?: boolean; members: string[] };

export type Workspace = {
  id: string;
  name: string;
  domain: string;
  installed: boolean;
  scopes: string[];
  botUser: string;
  botId: string;
  appId: string;
};

export type User = UserSeed & { workspace: string; home: string; ownBot: boolean };

/** `im` is the bot's private conversation with `user`. */
export type Channel = {
  workspace: string;
  id: string;
  name: string;
  kind: "channel" | "group" | "im";
  user?: string;
  archived: boolean;
  members: string[];
};

export type Message = {
  workspace: string;
  channel: string;
  ts: string;
  threadTs?: string;
  user: string;
  /** Set when a bot posted it; `ownBot` when that bot is the app's. */
  botId?: string;
  ownBot: boolean;
  username?: string;
  /** As Slack stores it: `&`, `<` and `>` escaped in what people typed. */
  text: string;
  blocks?: Json[];
  metadata?: { event_type: string; event_payload: Record<string, Json> };
  files: string[];
  /** Only this person sees it. */
  ephemeralTo?: string;
  edited?: { user: string; ts: string };
  deleted: boolean;
  /** What it said before each edit, oldest first. */
  before: { text: string; blocks?: Json[] }[];
  reactions: { name: string; user: string }[];
};

export type View = {
  id: string;
  workspace: string;
  user: string;
  type: "modal" | "home";
  title?: string;
  submit?: string;
  close?: string;
  blocks: Json[];
  privateMetadata: string;
  callbackId: string;
  externalId: string;
  hash: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  rootId: string;
  previousId?: string;
  /** What is in the fields now, in Slack's shape: block id → action id → value. */
  values: ViewValues;
  /** Shown under the fields, by block id. */
  errors: Record<string, string>;
};

export type ViewValues = Record<string, Record<string, Record<string, Json>>>;

export type CloudFile = {
  id: string;
  workspace: string;
  name: string;
  title: string;
  altText?: string;
  bytes: number;
  shared: { channel: string; ts: string }[];
};

/** One call of the Web API. `error` is Slack's code; `status` the HTTP status, undefined when never answered. */
export type ApiCall = {
  method: string;
  workspace?: string;
  at: string;
  args: Record<string, Json>;
  status?: number;
  error?: string;
};

/** One request to the app, with its retries. `settled` when no more will come. */
export type Delivery = {
  id: string;
  workspace: string;
  kind: "event" | "interaction" | "command";
  /** "message", "message_changed", "app_home_opened", "block_actions", … */
  type: string;
  attempts: Attempt[];
  settled: boolean;
};

/** `failure` is Slack's word for it (http_timeout, http_error, connection_failed, …). */
export type Attempt = { at: string; status?: number; failure?: string; retryNum: number };

export type Fault = Failure & {
  /** A Web API method, or "*". */
  method: string;
  /** Only for calls with a token of this workspace in their header, where Slack's own client has it. */
  workspace?: string;
  /** So many calls go well first. Default 0. */
  skip?: number;
  /** Default 1. `Infinity`: until the faults are cleared. */
  times?: number;
};

/** How one call fails. */
export type Failure = {
  /**
   * "unread": its head has come and its body is not read; the call is not in the log. "before": it was read, and nothing
   * is done. "after": it is done as if all were well, and the app is told otherwise.
   */
  when: "unread" | "before" | "after";
  /**
   * "silent" never answers and leaves the connection open; "reset" breaks it. "500" is Slack's own `internal_error`, the
   * others are a page of something on the way.
   */
  how: "500" | "502" | "503" | "504" | "429" | "silent" | "reset" | { error: string };
  /** Seconds, or any text, in the Retry-After of "429"; null leaves it out. Default 1. */
  retryAfter?: number | string | null;
};

/** Asked for each call that meets no `Fault`: how it fails, or undefined where it goes well. */
export type Script = (call: { method: string; workspace: string | undefined }) => Failure | undefined;

export type Change = {
  workspace?: string;
  what: "message" | "view" | "home" | "member" | "install" | "call" | "delivery";
};

// What people's acts answer.

export type Said = { channel: string; ts: string; status?: number; delivery?: Delivery };

/** `problem` is what Slack tells the person when the app did not answer well. */
export type Pressed = { status?: number; problem?: string; opened?: View };
export type Commanded = { status?: number; problem?: string; opened?: View };

export type Submitted = {
  /**
   * `incomplete`: Slack itself held it back (a required field is empty), nothing was sent.
   * `failed`: the app did not answer well; the form is still open with its values.
   */
  outcome: "closed" | "errors" | "updated" | "pushed" | "incomplete" | "failed";
  status?: number;
  problem?: string;
  errors: Record<string, string>;
  /** The view that is on top now. */
  view?: View;
};

/** A message by channel and ts, an open modal, or the home page. */
export type PressTarget = { channel: string; ts: string } | { view: string } | "home";

/** An action id, or the words on the button; the object form where that is ambiguous. */
export type PressWhat = string | { actionId?: string; blockId?: string; label?: string; value?: string | string[] };
