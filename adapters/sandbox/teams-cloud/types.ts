import type { Json } from "../json.js";

/**
 * What the simulated Teams cloud is told at the start, and what can be read back from it.
 * Everything here is plain data that survives JSON, so that a page can show it as it is.
 */

export type TeamsCloudOptions = {
  appId: string;
  appPassword: string;
  /** The bot's home tenant: tokens are given out there and nowhere else. */
  homeTenant: string;
  /** Base address of the app; activities go to `${appUrl()}/api/messages`. Asked before every request. */
  appUrl: () => string;
  /** Default true. Switch off where the programme's clock jumps weeks while the machine's stands still. */
  rateLimits?: RateLimits;
  /** Whether the limits' 429 says when to come again. Default false: Teams does not promise it. */
  tellRetryAfter?: boolean;
  tenants: TenantSeed[];
  /** Default: any free port. Only 127.0.0.1 is listened on. */
  port?: number;
  /** Pauses before an activity whose answer was 5xx or none is sent again. Default [1000, 5000]. */
  retryDelaysMs?: number[];
  /** How long the app has to answer. Default 5000 for invokes, 15000 for the rest. */
  answerWithinMs?: { invoke: number; other: number };
  /** The bot's name. Default "Throughline". */
  botName?: string;
  /** How long the app's tokens live, in seconds. Default 3599. */
  tokenLifetimeS?: number;
  /** Most members on a page of a roster, whatever is asked for. Default 500. */
  membersPerPage?: number;
};

/** `true`: the stricter reading of what is documented; "lenient": the other one (limits.ts). */
export type RateLimits = boolean | "lenient";

/**
 * `id` is a GUID. `installed`: the app is in its teams from the start and nobody is told; otherwise `addToTeam` and
 * `addForPerson` bring it in.
 */
export type TenantSeed = {
  id: string;
  name: string;
  installed?: boolean;
  people: PersonSeed[];
  teams: TeamSeed[];
};

export type PersonSeed = {
  /** Her Entra object id, a GUID. */
  id: string;
  name: string;
  email?: string;
  title?: string;
  /** A guest of the tenant. */
  guest?: boolean;
  /** Where it is another tenant than this one (a shared channel). */
  homeTenant?: string;
  /** Another app's bot. */
  bot?: boolean;
  /** Whether the bot may write to her although she has not added the app herself. Default: she is in a team that has it. */
  reachable?: boolean;
};

/** `id` is that of its General channel, `19:…@thread.tacv2`. `rsc` (default true): messages without a mention reach the bot. */
export type TeamSeed = { id: string; name: string; rsc?: boolean; members: string[]; channels: ChannelSeed[] };
/** `members`: default all of the team. A shared channel may have people of other tenants. */
export type ChannelSeed = { id: string; name: string; members?: string[]; shared?: boolean };

export type Tenant = {
  id: string;
  name: string;
  installed: boolean;
  serviceUrl: string;
  botId: string;
  botName: string;
};

export type Person = PersonSeed & { tenant: string; homeTenant: string; teamsId: string };

export type Channel = {
  tenant: string;
  id: string;
  name: string;
  kind: "channel" | "personal";
  /** The team's id, for channels. */
  team?: string;
  /** Person ids, without the bot. */
  members: string[];
  /** The app is installed there (in its team, or for its person). */
  installed: boolean;
};

export type Message = {
  tenant: string;
  /** Without `;messageid=`. */
  channel: string;
  id: string;
  /** The root's id, where it is an answer. */
  thread?: string;
  /** A person id, or the bot's `28:…`. */
  from: string;
  fromName: string;
  ownBot: boolean;
  otherBot: boolean;
  /** What a person typed, with `<at>…</at>` where she mentioned somebody; or a bot's text. */
  text: string;
  textFormat?: string;
  /** What a person sent beside her text, or in place of one. */
  attached?: "picture" | "file";
  /** The Adaptive Card, where there is one. */
  card?: Json;
  /** The text of notifications. */
  summary?: string;
  edited: boolean;
  deleted: boolean;
  /** When it was written, by the machine's time. */
  at: string;
  reactions: { type: string; person: string }[];
};

/** A dialog (task module) that is open, with what is in its inputs now by input id. */
export type Dialog = {
  id: string;
  tenant: string;
  person: string;
  title: string;
  card: Json;
  values: Record<string, string>;
  /** What Teams itself says below an input, by input id. */
  errors: Record<string, string>;
  /** As the app asked for them: pixels, or "small", "medium", "large". */
  height?: number | string;
  width?: number | string;
  /** Where the button was that opened it. */
  from: { channel: string; message: string };
};

/** One call of the connector. `status` undefined when never answered. */
export type ApiCall = {
  method: "create-conversation" | "send" | "update" | "delete" | "members" | "token" | "other";
  tenant?: string;
  conversation?: string;
  at: string;
  path: string;
  body?: Json;
  status?: number;
  error?: string;
};

/** One activity to the app, with its retries. `settled` when no more will come. */
export type Delivery = {
  id: string;
  tenant: string;
  kind: "activity" | "invoke";
  /** "message", "messageUpdate", "conversationUpdate", "installationUpdate", "task/fetch", … */
  type: string;
  activity: Json;
  attempts: Attempt[];
  settled: boolean;
};

export type Attempt = { at: string; status?: number; failure?: string };

export type Fault = Failure & {
  method: ApiCall["method"] | "*";
  tenant?: string;
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
  /** "silent" never answers and leaves the connection open; "reset" breaks it. */
  how: "500" | "502" | "503" | "504" | "429" | "silent" | "reset" | { status: number; code: string; message?: string };
  /** Seconds, or any text, in the Retry-After of "429"; null leaves it out. Default null: Teams does not promise one. */
  retryAfter?: number | string | null;
};

/** Asked for each call that meets no `Fault`: how it fails, or undefined where it goes well. */
export type Script = (call: { method: ApiCall["method"]; tenant: string | undefined }) => Failure | undefined;

export type Change = {
  tenant?: string;
  what: "message" | "dialog" | "member" | "install" | "call" | "delivery";
};

// What people's acts answer.

/** `problem` is what Teams tells the person when the app did not answer well. */
export type Answered = { status?: number; problem?: string };
export type Said = Answered & { channel: string; id: string; delivery?: Delivery };
/** `message`: the app answered with a sentence in place of a dialog, or to an Action.Execute. */
export type Pressed = Answered & { opened?: Dialog; message?: string; submitted?: Submitted };

export type Submitted = Answered & {
  /**
   * `incomplete`: Teams itself held it back (a required input is empty), nothing was sent.
   * `failed`: the app did not answer well; the dialog is still open with its values.
   * `continued`: another card is in the dialog now. `message`: the app closed it with a sentence.
   */
  outcome: "closed" | "continued" | "message" | "incomplete" | "failed";
  message?: string;
  dialog?: Dialog;
};

/** Where the button is. */
export type PressTarget = { channel: string; message: string } | { dialog: string };

/** The words on the button; with them `nth`, from 0, where several buttons of the card have the same. */
export type PressWhat = string | { label: string; nth: number };

/** What a forged token has other than a real one. Without any, it is a real one. */
export type TokenForgery = {
  /** Whose serviceUrl the claim `serviceurl` names. Default: the first tenant. */
  tenant?: string;
  /** Claims to replace; undefined takes one away. */
  claims?: Record<string, Json>;
  /** Default "RS256". "HS256" is keyed with the public key, as in the known attack. */
  alg?: "RS256" | "RS512" | "HS256" | "none";
  /** Key id in the header; null leaves it out. Default: that of the key that signs. */
  kid?: string | null;
  /**
   * Default "channel". "foreign": a key of somebody else, under the channel's key id. "other-channel": a published key
   * that is endorsed for web chat only. "unendorsed": a published key without any endorsement.
   */
  key?: "channel" | "foreign" | "other-channel" | "unendorsed";
};
