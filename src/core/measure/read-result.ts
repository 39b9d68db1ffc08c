import { texts } from "../texts.js";
import { numberFrom } from "../ui/figures.js";
import type { Unit } from "./model.js";

/** A result as it was typed: `count` of `outOf`, or a `value` in its unit, of `outOf` where that was said. */
export type TypedResult = { count: number; outOf: number } | { value: number; unit: Unit; outOf: number | null };

/** `exact`: she wrote just that; otherwise `shown` is put before her once more, and taken when she sends it. */
export type ReadResult = { result: TypedResult; exact: boolean; shown: string } | { error: string };

// A dash after a letter or a figure is no minus.
const number = String.raw`(?:(?<![\p{L}\d])[-−])?\d+(?:[.,]\d+)*`;
const of = String.raw`\s*(?:of|out of|from|/|de)\s*(?:the\s+|all\s+)?`;
const pair = `(${number})${of}(${number})`;
/** "27 students out of 45": shown back, since the noun may be another than it seems. */
const pairOf = `(${number})\\s+\\p{L}[\\p{L} -]{0,30}?${of}(${number})`;
const share = `(${number})\\s*(?:%|percent|per cent)`;
/** "55.6 % (25 of 45)" and "25 of 45 (55.6 %)", as cards say it. */
const both = [`${share}\\s*[,;(]*\\s*${pair}\\)?`, `${pair}\\s*[,;(]*\\s*${share}\\)?`] as const;
/** "12 minutes (n = 30)". */
const withN = `(${number})\\s+\\p{L}[\\p{L} -]*?\\s*[,;(]?\\s*n\\s*=\\s*(\\d+)\\)?`;
const asked = String.raw`\s*[,;(]?\s*(?:n\s*=\s*|of\s+|out of\s+)(\d+)\)?`;

const units =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const spelled = new RegExp(
  `\\b(?<!\\bno\\s)(?:(${tens.join("|")})(?:[-\\s](${units.slice(1, 10).join("|")}))?|(${units.join("|")}))\\b`,
  "gi",
);
/** Words for figures that are not read: what stands beside them is only a part. */
const unread = /\b(?:hundred|thousand|million|dozen|half|halves|thirds?|quarters?|no one|minus)\b|[¼½¾⅓⅔]/i;

/**
 * Reads "25 of 45", "25/45", "55 %", "55 % of 45", "12", "12, n = 30", and the same in the middle of a sentence ("about 40 %",
 * "nine of twelve"). `unit`: the measure's, undefined where none is declared. What cannot be told apart ("20 to 30") is an
 * error and not guessed, and so is a percentage where the measure counts something.
 */
export function readResult(typed: string, unit: Unit | undefined): ReadResult {
  const text = typed.trim().replace(/\.$/, "");
  const exactly = match(text, unit, (pattern) => new RegExp(`^${pattern}$`, "iu"));
  if (exactly !== undefined) return checked(exactly, true);
  const words = text.replace(spelled, (_, ten?: string, one?: string, unit?: string) => {
    const small = units.indexOf((unit ?? one ?? "zero").toLowerCase());
    return `${ten === undefined ? small : 10 * (tens.indexOf(ten.toLowerCase()) + 2) + small}`;
  });
  const inside = match(words, unit, (pattern) => new RegExp(`(?<![\\d.,])${pattern}(?![\\d]|[.,]\\d)`, "iu"));
  if (inside === undefined || leftOver(words, inside.whole) || unread.test(words))
    return { error: texts.errors.result };
  return checked(inside, false);
}

type Found = { result: TypedResult; whole: string; sure: boolean; wrong?: string };

function match(text: string, unit: Unit | undefined, pattern: (one: string) => RegExp): Found | undefined {
  const found = (source: string) => pattern(source).exec(text);
  const [shareFirst, pairFirst] = both.map(found);
  const said = shareFirst
    ? { whole: shareFirst[0], share: shareFirst[1], count: shareFirst[2], outOf: shareFirst[3] }
    : pairFirst && { whole: pairFirst[0], count: pairFirst[1], outOf: pairFirst[2], share: pairFirst[3] };
  if (said && unit !== "number") {
    const [percent, count, outOf] = [said.share, said.count, said.outOf].map((one) => numberFrom(one ?? ""));
    if (percent === undefined || count === undefined || outOf === undefined) return undefined;
    const agree = Math.abs((100 * count) / outOf - percent) <= 1;
    const found = { result: { count, outOf }, whole: said.whole, sure: true };
    return agree ? found : { ...found, wrong: texts.errors.notTheSame(percent, count, outOf) };
  }
  const [plainly, ofSome] = [found(pair), found(pairOf)];
  const two = plainly ?? ofSome;
  if (two) {
    const [whole, first, second] = [two[0], numberFrom(two[1] ?? ""), numberFrom(two[2] ?? "")];
    if (first === undefined || second === undefined) return undefined;
    const result: TypedResult =
      unit === "number" ? { value: first, unit, outOf: second } : { count: first, outOf: second };
    return { result, whole, sure: unit !== "number" && plainly !== null };
  }
  const part = found(`${share}${asked}`) ?? found(share);
  if (part) {
    const value = numberFrom(part[1] ?? "");
    const n = part[2] === undefined ? null : Number(part[2]);
    if (value === undefined) return undefined;
    const found: Found = { result: { value, unit: "percent", outOf: n }, whole: part[0], sure: true };
    return unit === "number" ? { ...found, wrong: texts.errors.noPercent } : found;
  }
  const one = found(`(${number})${asked}`) ?? found(withN) ?? found(`(${number})`);
  const value = one && numberFrom(one[1] ?? "");
  if (one === null || value === null || value === undefined) return undefined;
  const n = one[2] === undefined ? null : Number(one[2]);
  // A bare 25 where a percentage is asked for may be a count: shown back as what it is taken for.
  const result: TypedResult = { value, unit: unit ?? "number", outOf: n };
  const fraction = unit !== "number" && value > 0 && value < 1 ? { wrong: texts.errors.fraction(value) } : {};
  return { result, whole: one[0], sure: unit !== "percent", ...fraction };
}

/** Whether there are more figures in it than were read. */
function leftOver(text: string, whole: string): boolean {
  return /\d/.test(text.replace(whole, " "));
}

function checked({ result, sure, wrong }: Found, exact: boolean): ReadResult {
  const e = texts.errors;
  if (wrong !== undefined) return { error: wrong };
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
