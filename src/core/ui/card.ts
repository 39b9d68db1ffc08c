import type { ChartRef } from "../measure/chart-ref.js";
import type { Action } from "./action.js";

/**
 * A card: what the bot says, without knowing where it will be read.
 *
 * `text`, `small` and list items use the markup of markup.ts (bold, italic, links); put a person's own words
 * in `quote`, which is never parsed, or through `plain()`. A platform shows a heading of at most 60
 * characters whole; longer values are refused by the card tests, never cut silently.
 */
export type Card = { heading?: string; blocks: Block[] };

export type Block =
  | { kind: "text"; text: string }
  /** A person's own words. Never parsed as markup. May be long: adapters split it, they do not cut it. */
  | { kind: "quote"; text: string }
  | { kind: "facts"; facts: Fact[] }
  | { kind: "list"; items: string[] }
  /**
   * `alt` says what the picture shows, for people who cannot see it. `chart` is which one; its address is filled in when the
   * card leaves. Without a `url` platforms show `alt` as words instead.
   */
  | { kind: "picture"; alt: string; url?: string; chart?: ChartRef }
  | { kind: "progress"; label: string; done: number; of: number }
  /** Fine print: who sees this, when it was recorded. */
  | { kind: "small"; text: string }
  | { kind: "divider" }
  /** At most four; the first is the next step. */
  | { kind: "buttons"; buttons: Button[] }
  | { kind: "links"; links: Link[] };

export type Fact = { label: string; value: string };
export type Button = { label: string; action: Action; style?: "primary" | "danger" };
export type Link = { label: string; url: string };
