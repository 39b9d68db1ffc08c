import type { RichTextLink, RichTextText } from "@slack/types";
import type { Span } from "../../src/core/ui/markup.js";
import { limits } from "./limits.js";

/** Slack's three special characters. Enough against mentions and links; formatting characters cannot be escaped. */
export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * A message as its author saw it while typing: entities decoded, links as addresses, channels and groups by name.
 * A mention of a person stays `<@U…>`: the name is not in the message.
 */
export function typedText(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (whole, inner: string) => {
      const [target = "", label] = inner.split("|", 2);
      if (target.startsWith("@")) return label ? `@${label}` : whole;
      if (target.startsWith("#")) return label ? `#${label}` : whole;
      if (target.startsWith("!subteam^")) return label ?? whole;
      if (target.startsWith("!")) return label ?? `@${target.slice(1)}`;
      const address = target.replace(/^(mailto|tel):/, "");
      if (label === undefined || label === address || target.endsWith(`//${label}`)) return address;
      return `${label} (${address})`;
    })
    .replace(/&(amp|lt|gt);/g, (_, name: "amp" | "lt" | "gt") => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/**
 * Cuts a text into pieces of at most `max` characters that make the text again when put together: no character is
 * lost or added. Cuts after a line, else after a word, else between characters, never inside one (surrogate pairs,
 * combining marks, joined emoji, as far as a look at the neighbours can tell).
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const end = cutPoint(rest, max);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== "") pieces.push(rest);
  return pieces;
}

function cutPoint(text: string, max: number): number {
  const window = text.slice(0, max);
  // A cut in the first half would make many small pieces of a text with few line ends.
  for (const separator of ["\n", " "]) {
    const at = window.lastIndexOf(separator);
    if (at >= max / 2) return at + 1;
  }
  for (let end = max; end > max - 32 && end > 1; end -= 1) if (isBoundary(text, end)) return end;
  return /[\uD800-\uDBFF]/.test(text[max - 1] ?? "") && max > 1 ? max - 1 : max;
}

function isBoundary(text: string, at: number): boolean {
  const before = text[at - 1] ?? "";
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  return (
    !/[\uD800-\uDBFF\u200D]/.test(before) && !/^(?:[\uDC00-\uDFFF]|\u200D|\uFE0F|\p{M}|\p{Emoji_Modifier})/u.test(after)
  );
}

export type RichText = RichTextText | RichTextLink;

/**
 * A span as rich text: its characters are shown, never read. Longer ones come in several elements, so that each fits
 * a block. An address Slack would refuse is written out instead of linked.
 */
export function richText(span: Span): RichText[] {
  const style = { ...(span.bold && { bold: true }), ...(span.italic && { italic: true }) };
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const { url } = span;
  if (url === undefined) return chunks(span.text).map((text) => ({ type: "text", text, ...styled }));
  if (url.length > limits.url) return richText({ ...span, text: `${span.text} (${url})`, url: undefined });
  return chunks(span.text).map((text) => ({ type: "link", url, text, ...styled }));
}

/** Pieces that fit a block as text and, where most characters are escaped in JSON, as JSON. */
export function chunks(text: string): string[] {
  return splitText(text, 2900).flatMap((piece) =>
    JSON.stringify(piece).length > 5800 ? splitText(piece, 900) : [piece],
  );
}

/**
 * The spans as Slack's own markup, or undefined where that could show something else than the spans say: formatting
 * characters, emoji names and quote marks in a text cannot be escaped there, and styles do not end inside a word.
 */
export function safeMrkdwn(spans: Span[]): string | undefined {
  if (spans.some((span) => /[*_~`|]|:[\w+-]+:|^\s*(>|&gt;)/m.test(span.text))) return undefined;
  const edges = spans.flatMap((span, i) =>
    span.bold || span.italic ? [spans[i - 1]?.text.slice(-1) ?? "", spans[i + 1]?.text.slice(0, 1) ?? ""] : [],
  );
  if (edges.some((character) => !/^[\s.,;:!?()]?$/.test(character))) return undefined;
  return spans.map(mrkdwn).join("");
}

function mrkdwn(span: Span): string {
  const text = escapeText(span.text);
  if (span.url !== undefined) return `<${escapeText(span.url)}|${text}>`;
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === "") return text;
  const italic = span.italic ? `_${inner}_` : inner;
  return `${before}${span.bold ? `*${italic}*` : italic}${after}`;
}

/** At most `max` characters with "…" where it was longer. Only for texts whose whole stands somewhere else. */
export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${splitText(text, max - 1)[0] ?? ""}…`;
}
