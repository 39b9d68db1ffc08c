import { texts } from "../texts.js";
import { numberFrom } from "../ui/figures.js";
import type { Unit } from "./model.js";

/** A result as it was typed: `count` of `outOf`, or a `value` in its unit, of `outOf` where that was said. */
export type TypedResult = { count: number; outOf: number } | { value: number; unit: Unit; outOf: number | null };

/** `exact`: she wrote just that; otherwise `shown` is put before her once more, and taken when she sends it. */
export type ReadResult = { result: TypedResult; exact: boolean; shown: string } | { error: string };

const number = String.raw`[-−]?\d+(?:[.,]\d+)*`;
const of = String.raw`\s*(?:of|out of|from|/|de)\s*(?:the\s+|all\s+)?`;
const pair = `(${number})${of}(${number})`;
const share = `(${number})\\s*(?:%|percent|per cent)`;
const asked = String.raw`\s*[,;(]?\s*(?:n\s*=\s*|of\s+|out of\s+)(\d+)\)?`;

const spelled =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );

/**
 * Reads "25 of 45", "25/45", "55 %", "55 % of 45", "12", "12, n = 30", and the same in the middle of a sentence ("about 40 %",
 * "nine of twelve"). `unit`: the measure's, undefined where none is declared. What cannot be told apart ("20 to 30") is an
 * error and not guessed.
 */
export function readResult(typed: string, unit: Unit | undefined): ReadResult {
  const text = typed.trim().replace(/\.$/, "");
  const exactly = match(text, unit, (pattern) => new RegExp(`^${pattern}$`, "i"));
  if (exactly !== undefined) return checked(exactly, true);
  const words = text.replace(/[a-z]+/gi, (word) => {
    const value = spelled.indexOf(word.toLowerCase());
    return value === -1 ? word : `${value}`;
  });
  const inside = match(words, unit, (pattern) => new RegExp(`(?<![\\d.,])${pattern}(?![\\d]|[.,]\\d)`, "i"));
  if (inside === undefined || leftOver(words, inside.whole)) return { error: texts.errors.result };
  return checked(inside, false);
}

type Found = { result: TypedResult; whole: string; sure: boolean };

function match(text: string, unit: Unit | undefined, pattern: (one: string) => RegExp): Found | undefined {
  const found = (source: string) => pattern(source).exec(text);
  const two = found(pair);
  if (two) {
    const [whole, first, second] = [two[0], numberFrom(two[1] ?? ""), numberFrom(two[2] ?? "")];
    if (first === undefined || second === undefined) return undefined;
    const result: TypedResult =
      unit === "number" ? { value: first, unit, outOf: second } : { count: first, outOf: second };
    return { result, whole, sure: unit !== "number" };
  }
  const part = found(`${share}${asked}`) ?? found(share);
  if (part) {
    const value = numberFrom(part[1] ?? "");
    const n = part[2] === undefined ? null : Number(part[2]);
    return value === undefined
      ? undefined
      : { result: { value, unit: "percent", outOf: n }, whole: part[0], sure: true };
  }
  const one = found(`(${number})${asked}`) ?? found(`(${number})`);
  const value = one && numberFrom(one[1] ?? "");
  if (one === null || value === null || value === undefined) return undefined;
  const n = one[2] === undefined ? null : Number(one[2]);
  // A bare 25 where a percentage is asked for may be a count: shown back as what it is taken for.
  return { result: { value, unit: unit ?? "number", outOf: n }, whole: one[0], sure: unit !== "percent" };
}

/** Whether there are more figures in it than were read. */
function leftOver(text: string, whole: string): boolean {
  return /\d/.test(text.replace(whole, " "));
}

function checked({ result, sure }: Found, exact: boolean): ReadResult {
  const e = texts.errors;
  if (result.outOf !== null && result.outOf < 1) return { error: e.outOfZero };
  if ("count" in result) {
    if (result.count < 0) return { error: e.notNegative };
    if (!Number.isInteger(result.count) || !Number.isInteger(result.outOf)) return { error: e.result };
    if (result.count > result.outOf) return { error: e.countAbove(result.count, result.outOf) };
  } else if (result.unit === "percent" && (result.value < 0 || result.value > 100)) return { error: e.percent };
  return { result, exact: exact && sure, shown: typedAgain(result) };
}

/** The text that `readResult` takes as exactly this. */
export function typedAgain(result: TypedResult): string {
  if ("count" in result) return `${result.count} of ${result.outOf}`;
  const n = result.outOf === null ? "" : `, n = ${result.outOf}`;
  return `${result.value}${result.unit === "percent" ? " %" : ""}${n}`;
}
