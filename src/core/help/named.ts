import type { Card } from "../ui/card.js";

/**
 * Which question a card is about and what it wants of its reader: an answer (`helper`), or how it stands (`asker`). Undefined for
 * every other card, and for one whose words were taken back.
 */
export function questionOn({ blocks }: Card): { request: string; to: "helper" | "asker" } | undefined {
  for (const block of blocks)
    for (const { action } of block.kind === "buttons" ? block.buttons : []) {
      if (action.do === "help-answer") return { request: action.request, to: "helper" };
      if (action.do === "close-help") return { request: action.request, to: "asker" };
    }
  return undefined;
}
