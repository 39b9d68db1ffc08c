import type { Card } from "../../src/core/ui/card.js";

/** One element, action or inline of an Adaptive Card. */
export type Piece = { type: string } & Record<string, unknown>;

export type AdaptiveCard = {
  type: "AdaptiveCard";
  $schema: string;
  version: "1.5";
  fallbackText: string;
  body: Piece[];
  actions?: Piece[];
  msteams?: { width: "Full" };
};

export type Attachment = { contentType: "application/vnd.microsoft.card.adaptive"; content: AdaptiveCard };

/** What is sent: a card and what notifications say of it, never a text beside it. */
export type TeamsActivity = { type: "message"; attachments: [Attachment]; summary: string };

/** A card as messages, in order. Never none. */
export function renderMessages(_card: Card): [TeamsActivity, ...TeamsActivity[]] {
  throw new Error("to come");
}

/** A card as one: what is shown inside a dialog. */
export function noticeCard(_card: Card): AdaptiveCard {
  throw new Error("to come");
}

export function attachment(content: AdaptiveCard): Attachment {
  return { contentType: "application/vnd.microsoft.card.adaptive", content };
}
