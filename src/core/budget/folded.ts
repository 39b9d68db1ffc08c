import { texts } from "../texts.js";
import type { Block, Card } from "../ui/card.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { FoldedNote } from "./model.js";

/** What had no place is mentioned for this long; later it is no news. */
export const foldedForDays = 14;

/** So many lines are read at a glance. */
const mostLines = 3;

/** What a message is called when it is only mentioned. */
export function headingOf({ heading, blocks }: Card): string {
  const first = blocks.find((block) => block.kind === "text" || block.kind === "quote");
  return shorten(heading ?? first?.text ?? "", 60);
}

/** The card, with what was kept back for this person in short below it. What the card is about itself is not said twice. */
export function withFolded(card: Card, notes: readonly FoldedNote[]): Card {
  const about = headingOf(card);
  const headings = [...new Set(notes.map(({ heading }) => heading))].filter((one) => one !== about);
  if (headings.length === 0) return card;
  const shown = headings.slice(0, mostLines).map((heading) => plain(heading));
  const lines: Block[] = [
    { kind: "divider" },
    { kind: "small", text: texts.budget.keptBack },
    { kind: "list", items: shown },
  ];
  if (headings.length > mostLines) lines.push({ kind: "small", text: texts.budget.more(headings.length - mostLines) });
  return { ...card, blocks: [...card.blocks, ...lines] };
}
