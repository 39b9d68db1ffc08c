import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { InboundEvent, Reply } from "../ports/chat-platform.js";
import type { Stranger } from "./who.js";

export const nothing: Reply = { kind: "none" };

export function notice(card: Card): Reply {
  return { kind: "notice", card };
}

/** One sentence, in card markup. */
export function say(text: string): Reply {
  return notice({ blocks: [{ kind: "text", text }] });
}

/**
 * For somebody whom the house does not know here. Kept nothing, says so, says what to do. What she wrote into a form
 * stays in front of her.
 */
export function toStranger({ stranger }: Stranger, kind: InboundEvent["kind"]): Reply {
  const t = texts.strangers;
  const [heading, text] =
    stranger === "unlinked workspace" ? [t.unlinkedHeading, t.unlinked] : [t.unknownHeading, t.unknown];
  if (kind === "submit") return { kind: "keep-form", errors: {}, notice: text };
  return notice({ heading, blocks: [{ kind: "text", text }] });
}

/** What she wrote into a form stays in front of her; above it stands why nothing was done. One plain sentence. */
export function keepForm(notice: string): Reply {
  return { kind: "keep-form", errors: {}, notice };
}

export function notYours(): Reply {
  return say(texts.strangers.notYours);
}

export function gone(): Reply {
  return say(texts.settled.gone);
}
