import type { CycleUpdate } from "../cycle/model.js";
import { smallCellTexts as t } from "../texts-small-cells.js";
import type { Block } from "../ui/card.js";
import { saysNumber } from "./figure-words.js";
import { figuresInText, withoutFigures } from "./figures-in-text.js";
import type { SeenOutside } from "./outside.js";

/**
 * A person's own words for the outside: whole, or a sentence in their place where they have figures about few people in
 * them. Beside a result that is not shown as a figure, any number in them will do: it may be that result. An update without
 * a result of its own (what was learned, the decision) speaks of the cycle's results.
 */
export function wordsOutside(text: string, update: Pick<CycleUpdate, "id">, seen: SeenOutside): Block {
  const own = seen.results.get(update.id);
  const spoken = own === undefined ? [...seen.results.values()] : [own];
  const whole = spoken.every(({ outside }) => outside.shown === "figure");
  return (whole || !saysNumber(text)) && figuresInText(text, seen.minN).length === 0
    ? { kind: "quote", text }
    : { kind: "small", text: t.numbersLeftOut };
}

/**
 * Words that somebody wrote for this reader (an answer, a reason) and that no result stands beside: figures about few people,
 * and shares of nobody knows how many, become "…", and a line says so.
 */
export function noteOutside(text: string, minN: number): Block[] {
  const { text: left, leftOut } = withoutFigures(text, minN);
  const quote: Block = { kind: "quote", text: left };
  return leftOut ? [quote, { kind: "small", text: t.someLeftOut }] : [quote];
}

/**
 * The title of a test, the name of a measure, a place or a commitment for the outside. What it states of few people becomes
 * "…", shares too; what is only meant to be done stands ("Call five families", "90 % goal").
 */
export function nameOutside(text: string, minN: number): string {
  return withoutFigures(text, minN, "named").text;
}

/** A prediction for the outside: figures about few people become "…". A share may stand: what is hoped for is nobody's result. */
export function predictionOutside(text: string, minN: number): string {
  return withoutFigures(text, minN, "hoped").text;
}
