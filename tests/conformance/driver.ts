import type { ChannelRef, MessageRef, PersonRef, WorkspaceRef } from "../../src/core/refs.js";
import type { Capabilities, ChatPlatform, CredentialStore, Receive } from "../../src/ports/chat-platform.js";

/**
 * What the suite needs of a platform to try it: the adapter, mounted on loopback in front of a simulated cloud, and
 * people who act in that cloud. A new platform joins by one file that implements this; the cases stay as they are.
 */
export type PlatformDriver = {
  name: string;
  /** Known without starting anything, so that a case that needs more can be listed as skipped. */
  capabilities: Capabilities;
  /** Why the platform cannot do what it cannot do. */
  without: Partial<Record<keyof Capabilities, string>>;
  people: People;
  start(options: DriverOptions): Promise<Stage>;
  /** Faults that only this platform's wire can have, for the test of the suite itself. */
  wire: { signatureOff: Tampering; withoutFallback: Tampering; garbageAs500: Tampering };
};

export type DriverOptions = {
  receive: Receive;
  credentials: CredentialStore;
  tampering?: Tampering;
};

/** Where a planted fault reaches in. Each is applied anew when the adapter is started again. */
export type Tampering = {
  platform?: (platform: ChatPlatform, receive: Receive) => ChatPlatform;
  receive?: (receive: Receive) => Receive;
  /** Requests from the cloud to the adapter. `genuine` makes any request one that the cloud has signed. */
  inbound?: (request: RawRequest, forward: Forward, genuine: Genuine) => Promise<RawAnswer>;
  /** Requests from the adapter to the cloud. */
  outbound?: (request: RawRequest, forward: Forward) => Promise<RawAnswer>;
};

export type RawRequest = { method: string; path: string; headers: Record<string, string>; body: string };
export type RawAnswer = { status: number; headers: Record<string, string>; body: string };
export type Genuine = (request: RawRequest) => RawRequest;
export type Forward = (request: RawRequest) => Promise<RawAnswer>;

/** A running adapter with its cloud. Ends with `stop`. */
export type Stage = {
  /** Through the port, as the house sees it. After `restart` it is another instance. */
  platform(): ChatPlatform;
  workspace: WorkspaceRef;
  /** The team's channel: the bot, both members, the guest and the outsider are in it. */
  channel: ChannelRef;
  people: People;
  emails: { member: string; guest: string; outsider: string; nobody: string };
  act: Acts;
  sees: Sees;
  cloud: Cloud;
  /** Genuine and false requests, made from what the cloud really sends. */
  attacks(): Promise<Attack[]>;
  garbage(): { name: string; request: RawRequest }[];
  /** Sends a request to the adapter as it is. */
  send(request: RawRequest): Promise<RawAnswer>;
  /** Ends the adapter and starts a new one with the same settings and the same stored credentials. */
  restart(): Promise<void>;
  /** Resolves when nothing is on its way from the cloud. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

export type People = {
  member: PersonRef;
  /** A member whom the bot has had no contact with. */
  neverMet: PersonRef;
  /** In the workspace with limited rights (a guest). */
  guest: PersonRef;
  /** Of another organisation, in the shared channel. `workspace` is where she sits in the channel, not her home. */
  outsider: PersonRef;
};

/** Where somebody writes: privately to the bot, in the team's channel, or in the thread of a message. */
export type Place = "direct" | "channel" | MessageRef;

/** What the platform told the person or the cloud: 200s, or the problem in the platform's own words. */
export type Outcome = { status?: number; problem?: string };

export type Acts = {
  say(person: PersonRef, place: Place, text: string): Promise<Outcome & { message: MessageRef }>;
  edit(person: PersonRef, message: MessageRef, text: string): Promise<Outcome>;
  remove(person: PersonRef, message: MessageRef): Promise<Outcome>;
  /** Presses the button with these words. */
  press(person: PersonRef, message: MessageRef, label: string): Promise<Outcome>;
  command(person: PersonRef, words: string): Promise<Outcome>;
  openHome(person: PersonRef): Promise<Outcome>;
  /**
   * Fills in the open form and sends it. By the labels of fields and options, as she reads them; a date as
   * YYYY-MM-DD. Fields that are left out keep what they hold.
   */
  submit(person: PersonRef, answers: Record<string, string | string[]>): Promise<Outcome & { stillOpen: boolean }>;
  leaveChannel(person: PersonRef): Promise<Outcome>;
  /** Brings the bot into a channel it was not in. */
  inviteBot(person: PersonRef): Promise<Outcome>;
  /** Writes in the channel as another app's bot. */
  otherBotSays(text: string): Promise<Outcome>;
};

export type Sees = {
  /** What this person sees now, oldest first: deleted messages are gone, messages for others are not there. */
  messages(person: PersonRef, place: "direct" | "channel"): ShownMessage[];
  form(person: PersonRef): ShownForm | undefined;
  home(person: PersonRef): Shown | undefined;
};

/** Something shown, without the platform's own marks: what a person reads. */
export type Shown = {
  /** Every text that is shown, in order, joined by line ends; not the words on buttons. */
  text: string;
  buttons: string[];
  links: { label: string; url: string }[];
  pictures: { url: string; alt: string }[];
};

export type ShownMessage = Shown & {
  ref: MessageRef;
  fromBot: boolean;
  /** Only this one person sees it. */
  private: boolean;
  /** The version for notifications and screen readers. */
  fallback: string;
};

export type ShownForm = { title: string; submit: string; fields: ShownField[]; text: string };

export type ShownField = {
  label: string;
  hint?: string;
  required: boolean;
  kind: "text" | "lines" | "one" | "many" | "date";
  options: string[];
  /** What is in the field now; options by their words. */
  value: string | string[];
  error?: string;
};

export type Cloud = {
  /** The next message that the adapter sends meets this. `seconds` is how long it is asked to wait. */
  failNextSend(how: { accepted: boolean; then: "error" | "silence" } | { limitedFor: number }): void;
  /** How often the adapter has tried to send a message. */
  sendAttempts(): number;
  /**
   * The administrator removes the app. With `quietly` the adapter is not told; otherwise of "the workspace", or of
   * "each place" where the platform never says that a whole workspace is gone.
   */
  removeApp(options?: { quietly?: boolean }): Promise<"the workspace" | "each place">;
  /** Delivers the last event once more, as the platform does when it has seen no answer. */
  redeliverLast(): Promise<Outcome>;
  /** The request of the last event, as it was sent. */
  lastRequest(): RawRequest;
};

/** A request, and whether the adapter may take it. Every one of them asks for an event nobody has seen before. */
export type Attack = { name: string; request: RawRequest; genuine: boolean };
