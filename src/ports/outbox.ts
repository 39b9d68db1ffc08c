import type { ContactClass } from "../core/budget/model.js";
import type { LocalDate } from "../core/calendar/model.js";
import type { MessageKind } from "../core/effects.js";
import type { OutboxPolicy } from "../core/policy.js";
import type { ChannelRef, MessageRef, PersonRef } from "../core/refs.js";
import type { Card } from "../core/ui/card.js";

export const outboxStates = ["pending", "sending", "sent", "dead", "unknown", "skipped"] as const;

/**
 * - `pending`: to be sent when `notBefore` has come.
 * - `sending`: an attempt was begun; the outcome is not recorded (yet).
 * - `sent`: the platform has it; `message` says where.
 * - `dead`: refused for good; nothing was posted.
 * - `unknown`: it may have been posted; never sent again unless a person decides so.
 * - `skipped`: came too late, or its workspace is gone; nothing was posted.
 */
export type OutboxState = (typeof outboxStates)[number];

export type Delivery =
  /** `about`: the teams that it speaks of, where its reader must still accompany all of them. */
  | { do: "direct"; to: PersonRef; card: Card; about?: string[] }
  /** `teamId`: whose words they are. Rows of earlier versions do not say it. */
  | { do: "post"; to: ChannelRef; card: Card; teamId?: string }
  /** Replaces the content of another outbox message. Same lane, later seq: the original is settled first. */
  | { do: "edit"; of: string; card: Card };

export type OutboxMessage = {
  id: string;
  networkId: string;
  districtId: string | null;
  platform: string;
  workspace: string;
  /**
   * One conversation of one workspace. Its messages are sent one at a time, in the order in which they become due
   * (`notBefore`, then `seq`). Whatever must come after another message must not be due before it.
   */
  lane: string;
  seq: number;
  kind: MessageKind;
  policy: OutboxPolicy;
  delivery: Delivery;
  /** Programme time. */
  notBefore: Date;
  /** Programme time; null: never too late. */
  expiresAt: Date | null;
  state: OutboxState;
  /** Requests that left. */
  attempts: number;
  /** Rises with every claim; a result is recorded only under the fence it was claimed with. */
  fence: number;
  message: MessageRef | null;
  error: string | null;
  createdAt: Date;
  /** Machine time of the last intent. */
  intentAt: Date | null;
  sentAt: Date | null;
  /** Whom it is for; null in a channel and for changes. */
  personId: string | null;
  /** What it counts as in her week, and the Monday of that week; null where it does not count (core/budget). */
  contact: ContactClass | null;
  week: LocalDate | null;
};

/** A message to write. Its lane is derived from the delivery; `seq` is given by the store, in order of writing. */
export type NewOutboxMessage = Pick<
  OutboxMessage,
  "id" | "networkId" | "districtId" | "kind" | "policy" | "delivery" | "notBefore" | "expiresAt" | "createdAt"
> & { lane: string; platform: string; workspace: string } & Partial<
    Pick<OutboxMessage, "personId" | "contact" | "week">
  >;
