import type { IncomingMessage, ServerResponse } from "node:http";
import type { ChannelRef, MessageRef, PersonRef, WorkspaceRef } from "../core/refs.js";
import type { Action } from "../core/ui/action.js";
import type { Card } from "../core/ui/card.js";
import type { FieldErrors, Form, FormContext, FormId, FormValues } from "../core/ui/form.js";

/**
 * The door in: everything a platform can tell the house.
 *
 * `key` is the platform's own name for this delivery: a redelivery has the same key, two acts never share one.
 */
export type InboundEvent =
  | { kind: "command"; key: string; person: PersonRef; name: string; text: string; channel?: ChannelRef }
  | { kind: "action"; key: string; person: PersonRef; action: Action; on?: MessageRef }
  | {
      kind: "submit";
      key: string;
      person: PersonRef;
      form: FormId;
      context: FormContext;
      values: FormValues;
    }
  | {
      kind: "message" | "edited" | "deleted";
      key: string;
      person: PersonRef;
      /** True in the bot's private conversation with the person. */
      direct: boolean;
      message: MessageRef;
      /** As typed, mentions included. Empty for "deleted". */
      text: string;
      /** Pictures or files came with it. They are not fetched. */
      files?: true;
    }
  | { kind: "home"; key: string; person: PersonRef }
  | {
      kind: "installed";
      key: string;
      workspace: WorkspaceRef;
      /** Left out where the platform does not say it now: a name that is known stays. */
      name?: string;
      /** Secrets to keep for this workspace; encrypted before they are stored. Empty in single-token mode. */
      credentials: Credentials;
      /** By the platform's clock. */
      at: Date;
    }
  /** The app is gone: from the whole workspace or, with `from`, from one person's or one channel's conversation. */
  | { kind: "removed"; key: string; workspace: WorkspaceRef; from?: PersonRef | ChannelRef; at: Date }
  | { kind: "member-left"; key: string; person: PersonRef; channel: ChannelRef }
  /** The bot itself was added to a channel. */
  | { kind: "added-to-channel"; key: string; person?: PersonRef; channel: ChannelRef };

/** What the house answers to an event, in the same request. */
export type Reply =
  | { kind: "none" }
  /** Never waits for a database write: one platform allows three seconds. */
  | { kind: "show-form"; form: Form; context: FormContext }
  /** The form stays open with what was typed. `errors` by field name; `notice` for the form as a whole. */
  | { kind: "keep-form"; errors: FieldErrors; notice?: string }
  | { kind: "close-form"; notice?: Card }
  /** A card for this person alone. To a `home` event: the content of her home page. */
  | { kind: "notice"; card: Card };

/**
 * Resolves after the commit. Rejects when nothing was committed: the adapter then answers so that the
 * platform delivers again, or keeps the form open with its text.
 */
export type Receive = (event: InboundEvent) => Promise<Reply>;

/** The door out. Only src/app/deliver.ts sends through it. Every method is one attempt, without hidden retries. */
export interface ChatPlatform {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** HTTP routes to mount, keyed "METHOD /path". */
  readonly routes: Readonly<Record<string, HttpRoute>>;
  start(receive: Receive): Promise<void>;
  stop(): Promise<void>;
  /** To a person, met before or not. */
  sendDirect(to: PersonRef, message: Outgoing): Promise<MessageRef>;
  post(to: ChannelRef, message: Outgoing): Promise<MessageRef>;
  /** In the thread of `to`. */
  reply(to: MessageRef, message: Outgoing): Promise<MessageRef>;
  edit(message: MessageRef, outgoing: Outgoing): Promise<MessageRef>;
  remove(message: MessageRef): Promise<void>;
  /** The message that carries this marker, if it was posted at or after `since`. Only with `capabilities.find`. */
  find(to: PersonRef | ChannelRef, marker: string, since: Date): Promise<MessageRef | undefined>;
  /** The full member (no guest, no outsider, no bot) of a workspace with this e-mail. Only with `capabilities.lookUpByEmail`. */
  personByEmail(workspace: WorkspaceRef, email: string): Promise<PersonRef | undefined>;
}

export type Capabilities = {
  find: boolean;
  lookUpByEmail: boolean;
  /** The home page is a surface of its own (otherwise `home` is a card in the private conversation). */
  homePage: boolean;
};

/**
 * `marker` is the outbox id: opaque, so that it may be visible to others on the platform. `leaving` is called right
 * before the one request that posts or edits, after whatever must be asked first. Where it rejects, that request must not
 * leave, and its rejection comes through unchanged.
 */
export type Outgoing = { card: Card; marker: string; leaving?(): Promise<void> };

export type HttpRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Secrets of one workspace, by name. */
export type Credentials = Record<string, string>;

/** How an adapter reads back what an `installed` event brought. Undefined when removed or never installed. */
export interface CredentialStore {
  find(workspace: WorkspaceRef): Promise<Credentials | undefined>;
}

/**
 * Why a send did not succeed. Adapters throw nothing else.
 *
 * - `rate-limited`: nothing was posted; not before `retryAfterMs` of machine time.
 * - `unreachable`: nothing was posted and nothing will be until something changes there (removed app, person gone, archived channel).
 * - `refused`: nothing was posted; sending the same again is pointless. `fix` tells the operator what to do.
 * - `not-sent`: nothing was posted; the same may succeed later (refused before connecting). `only`: it says nothing about
 *   other conversations of the workspace.
 * - `ambiguous`: it may or may not have been posted (timeout, reset, 5xx).
 */
export type SendFailure =
  | { kind: "rate-limited"; retryAfterMs: number }
  | { kind: "unreachable"; reason: string }
  | { kind: "refused"; reason: string; fix?: string }
  | { kind: "not-sent"; reason: string; only?: "this conversation" }
  | { kind: "ambiguous"; reason: string };

export class PlatformError extends Error {
  constructor(readonly failure: SendFailure) {
    super(
      failure.kind === "rate-limited"
        ? `rate limited for ${failure.retryAfterMs} ms`
        : `${failure.kind}: ${failure.reason}`,
    );
    this.name = "PlatformError";
  }
}
