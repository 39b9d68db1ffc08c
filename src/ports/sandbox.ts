import type { MessageKind } from "../core/effects.js";
import type { MessageRef } from "../core/refs.js";

/** What the sandbox page may do to the programme's clock, and what it may ask about it. Exists in sandbox mode only. */
export interface SandboxControl {
  now(): Date;
  /**
   * Moves the programme's time forward, stopping at every instant at which something falls due, and sends what is due
   * there. Never backwards. Resolves when all of it has been sent. A second call waits for the first.
   */
  advance(to: Jump): Promise<{ now: Date; stops: number }>;
  /** What the bot is about to do, soonest first. */
  upcoming(): Promise<Upcoming[]>;
  /** What has been sent or failed, newest first. */
  recent(): Promise<SentMessage[]>;
}

export type Jump = { by: "day" } | { to: "next check-in" } | { to: "next convening" };

export type Upcoming = {
  at: Date;
  what: "check-in" | "message" | "ask again" | "digest" | "introductions" | "convening";
  /** Plain words: "Check-in, Newark Unified: 2 people". */
  title: string;
  district: string | null;
};

export type SentMessage = {
  id: string;
  at: Date;
  kind: MessageKind;
  state: string;
  workspace: string;
  error: string | null;
  /** Where the platform put it, when that is known. */
  message: MessageRef | null;
};
