import type { Span } from "../../src/core/ui/markup.js";
import { elementBytes, limits } from "./limits.js";

/** One element, action or inline of an Adaptive Card. */
export type Piece = { type: string } & Record<string, unknown>;

/** A piece of text with one style. Clients show its characters and never read them as Markdown. */
export type Run = {
  type: "TextRun";
  text: string;
  weight?: "bolder";
  italic?: true;
  underline?: true;
  selectAction?: { type: "Action.OpenUrl"; url: string };
} & RunStyle;

export type RunStyle = { size?: "small" | "large"; isSubtle?: true; weight?: "bolder"; color?: "attention" };

/** What a value takes on the way: its JSON in UTF-16 or UTF-8, whichever is more. */
export function bytesOf(value: unknown): number {
  const json = JSON.stringify(value) ?? "";
  return Math.max(json.length * 2, Buffer.byteLength(json));
}

/**
 * Text that Teams' TextBlock and FactSet show exactly as it is, although they read Markdown: nothing in it could be
 * read. Escaping is no way there, because the mobile clients show the backslashes (AdaptiveCards#5590). `<at>` is no
 * mention without an entity, and is kept out all the same.
 */
export function isCalm(text: string): boolean {
  return (
    /^[\p{L}\p{N}¿¡“‘"'(]/u.test(text) &&
    !/[\\*_[\]<>`~|{}#^=\p{C}\u2028\u2029]/u.test(text) &&
    !/^\d+[.)]|&#?\w|:\w+:|:\/\/|www\.| {2}/.test(text)
  );
}

/** For the one text that can be nothing but Markdown: what very old clients show instead of a card. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*_[\]<>`~|]/g, "\\$&")
    .replace(/^(\s*)([-+#=])/gm, "$1\\$2")
    .replace(/^(\s*\d+)(?=[.)])/gm, "$1\\")
    .replace(/&(?=#?\w)/g, "&amp;")
    .replace(/\n/g, "\n\n");
}

/** The spans of each line. A blank line has none. */
export function linesOf(spans: Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    for (const [i, text] of span.text.split(/\r\n|[\r\n\u2028\u2029]/).entries()) {
      if (i > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...span, text });
    }
  }
  return lines;
}

/**
 * A span as runs of text, which no client reads as Markdown. Links are underlined: colour alone would not show them.
 * An address that Teams would not open is written out.
 */
export function runsOf(span: Span, style: RunStyle = {}): Run[] {
  const { url } = span;
  if (url !== undefined && (url.length > limits.url || !/^https?:\/\/\S+$/.test(url)))
    return runsOf({ ...span, text: `${span.text} (${url})`, url: undefined }, style);
  const link = url !== undefined && {
    underline: true as const,
    selectAction: { type: "Action.OpenUrl" as const, url },
  };
  return unread(span.text)
    .flatMap((text) => fitting(text))
    .map((text) => ({
      type: "TextRun",
      text,
      ...style,
      ...(span.bold && { weight: "bolder" }),
      ...(span.italic && { italic: true }),
      ...link,
    }));
}

/** Clients may replace `{{DATE(…)}}` and `{{TIME(…)}}` within one run; parted, they stay as they were typed. */
function unread(text: string): string[] {
  return text.split(/(?<=\{)(?=\{(?:DATE|TIME)\()/);
}

/** Pieces of a text that each fit an element, and give the text again when put together. */
function fitting(text: string, max = elementBytes / 2): string[] {
  return splitText(text, max).flatMap((piece) =>
    bytesOf(piece) + bytesOf(escapeMarkdown(piece)) > elementBytes * 2 && max > 100
      ? fitting(piece, Math.floor(max / 2))
      : [piece],
  );
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Cuts a text into pieces of at most `max` characters that make the text again when put together: no character is
 * lost or added. Cuts after a line, else after a word, else between letters, never inside one that fits.
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
  // A letter that goes on past the cut belongs to the next piece.
  const from = Math.max(0, max - 64);
  const starts = [...letters.segment(text.slice(from, max + 64))].map(({ index }) => from + index);
  const boundary = starts.filter((index) => index > from && index <= max).at(-1);
  if (boundary !== undefined) return boundary;
  return /[\uD800-\uDBFF]/.test(text[max - 1] ?? "") && max > 1 ? max - 1 : max;
}

/** At most `max` characters with "…" where it was longer. Only for texts whose whole stands somewhere else. */
export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${(splitText(text, max - 1)[0] ?? "").trimEnd()}…`;
}
