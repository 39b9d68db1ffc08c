import type { CycleUpdate } from "../cycle/model.js";
import { smallCellTexts as t } from "../texts-small-cells.js";
import type { Block } from "../ui/card.js";
import { figuresInText } from "./figures-in-text.js";
import type { SeenOutside } from "./outside.js";

/**
 * A person's own words for the outside: whole, or a sentence in their place where they have figures about few people in
 * them. Beside a result that is not shown as a figure, that is any figure about people. An update without a result of its own
 * (what was learned, the decision) speaks of the cycle's results.
 */
export function wordsOutside(text: string, update: CycleUpdate, seen: SeenOutside): Block {
  const own = seen.results.get(update.id);
  const spoken = own === undefined ? [...seen.results.values()] : [own];
  const smallest = spoken.every(({ outside }) => outside.shown === "figure") ? seen.minN : Number.POSITIVE_INFINITY;
  return figuresInText(text, smallest).length === 0
    ? { kind: "quote", text }
    : { kind: "small", text: t.numbersLeftOut };
}

/**
 * Words that somebody wrote for this reader (an answer, a reason) and that no result stands beside: figures about few people,
 * and percentages of nobody knows how many, become "…", and a line says so.
 */
export function noteOutside(text: string, minN: number): Block[] {
  const found = figuresInText(text, minN);
  if (found.length === 0) return [{ kind: "quote", text }];
  return [
    { kind: "quote", text: withoutFigures(text, found) },
    { kind: "small", text: t.someLeftOut },
  ];
}

/**
 * A name or a prediction for the outside, where a sentence in its place would not do: figures about few people become "…". A
 * percentage may stand: what is hoped for is nobody's result.
 */
export function nameOutside(text: string, minN: number): string {
  const found = figuresInText(text, minN).filter((figure) => !/(?:%|percent|per cent|pct|por ciento)$/u.test(figure));
  return found.length === 0 ? text : withoutFigures(text, found);
}

/** Figures are found in the text's normal form. */
function withoutFigures(text: string, found: readonly string[]): string {
  return found.reduce((left, one) => left.replace(new RegExp(escaped(one), "giu"), "…"), text.normalize("NFKC"));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
