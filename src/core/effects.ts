import type { Card } from "./ui/card.js";

/**
 * What the core may ask for, as plain data. An effect names people and teams, never platforms; app/enqueue.ts
 * turns it into an outbox message in the transaction of the domain change. `id` is deterministic (id.ts): the same
 * effect asked for twice is one message.
 */
export type Effect =
  | {
      effect: "tell";
      id: string;
      personId: string;
      kind: MessageKind;
      card: Card;
      notBefore?: Date;
      expiresAt?: Date;
      /** The teams that it speaks of, where she must still accompany all of them when it leaves. */
      about?: string[];
      /** She asked for it ("later"): it does not count in her week. */
      onRequest?: true;
      /** It leaves although her week is full, for a reason that is on record, and takes nobody's place. */
      overBudget?: true;
    }
  /**
   * In the team's channel: posted when nothing has this id yet, otherwise the message there is replaced. `revision`
   * names this content: the same one twice is one edit.
   */
  | { effect: "publish"; id: string; revision: string; teamId: string; kind: MessageKind; card: Card }
  /**
   * A message has done its work: if it has not left yet it never will (nobody is asked what she has answered),
   * otherwise `card` takes its place.
   */
  | { effect: "settle"; id: string; messageId: string; card: Card }
  /** `card` takes the place of a message, sent already or still waiting. */
  | { effect: "replace"; id: string; messageId: string; card: Card };

export const messageKinds = [
  "welcome",
  "check-in",
  "draft",
  "digest",
  "program manager digest",
  "edit",
  "answer",
  "reminder",
  "nudge",
  "nudge answer",
  "bright spot",
  "groups",
  "groups draft",
  "introduction",
  "introductions",
  "help request",
  "help answer",
] as const;
export type MessageKind = (typeof messageKinds)[number];
