/**
 * The markup of card texts: `**bold**`, `*italic*`, `[label](https://…)`, and a backslash before any punctuation to
 * mean the character itself. Whatever does not fit this is text. Nothing nests deeper than italic in bold in a link,
 * and a person's own words go in through `plain()`, so they can never become any of it.
 */
export type Span = { text: string; bold?: true; italic?: true; url?: string };

type Style = Omit<Span, "text">;

const escapable = /[!-/:-@[-`{-~]/;

/** A text whose every character stands for itself: `parseMarkup(plain(x))` is x as one unstyled span. */
export function plain(text: string): string {
  return text.replace(/[\\*[\]]/g, "\\$&");
}

/** Neighbours with the same style come as one span; an empty text has no spans. */
export function parseMarkup(markup: string): Span[] {
  const spans: Span[] = [];
  readSpans(markup, {}, spans);
  return spans;
}

/** What the markup says without its styles; a link keeps its address: `label (https://…)`. */
export function plainText(markup: string): string {
  return parseMarkup(markup)
    .map((span) => (span.url === undefined || span.url === span.text ? span.text : `${span.text} (${span.url})`))
    .join("");
}

function readSpans(markup: string, style: Style, into: Span[]): void {
  let position = 0;
  while (position < markup.length) {
    const styled = styledAt(markup, position, style);
    if (styled) {
      readSpans(styled.inner, styled.style, into);
      position = styled.end;
      continue;
    }
    const escaped = markup[position] === "\\" && escapable.test(markup[position + 1] ?? "");
    const run = escaped ? 2 : starRun(markup, position) || 1;
    append(into, escaped ? markup.slice(position + 1, position + 2) : markup.slice(position, position + run), style);
    position += run;
  }
}

type Styled = { inner: string; style: Style; end: number };

function styledAt(markup: string, at: number, style: Style): Styled | undefined {
  const stars = starRun(markup, at);
  if (stars === 2 && !style.bold) return between(markup, at, 2, { ...style, bold: true });
  if (stars === 1 && !style.italic) return between(markup, at, 1, { ...style, italic: true });
  if (markup[at] === "[" && style.url === undefined) return linkAt(markup, at, style);
  return undefined;
}

/** How many asterisks stand here, none of them escaped. */
function starRun(markup: string, at: number): number {
  let end = at;
  while (markup[end] === "*") end += 1;
  return end - at;
}

/** The text up to the next run of exactly `width` asterisks. Markers hug their text, so "2 * 3 * 4" stays as it is. */
function between(markup: string, at: number, width: number, style: Style): Styled | undefined {
  const start = at + width;
  if (!/\S/.test(markup[start] ?? " ")) return undefined;
  for (let i = start; i < markup.length; i += 1) {
    if (markup[i] === "\\") {
      i += 1;
      continue;
    }
    const stars = starRun(markup, i);
    if (stars === width && /\S/.test(markup[i - 1] ?? " "))
      return { inner: markup.slice(start, i), style, end: i + width };
    if (stars > 0) i += stars - 1;
  }
  return undefined;
}

function linkAt(markup: string, at: number, style: Style): Styled | undefined {
  const close = unescapedIndex(markup, "]", at + 1);
  if (close === undefined || close === at + 1 || markup[close + 1] !== "(") return undefined;
  const end = unescapedIndex(markup, ")", close + 2);
  if (end === undefined) return undefined;
  const url = markup.slice(close + 2, end).replace(/\\([!-/:-@[-`{-~])/g, "$1");
  if (!/^https?:\/\/[^\s<>|]+$/.test(url)) return undefined;
  return { inner: markup.slice(at + 1, close), style: { ...style, url }, end: end + 1 };
}

function unescapedIndex(markup: string, wanted: string, from: number): number | undefined {
  for (let i = from; i < markup.length; i += 1) {
    if (markup[i] === "\\") i += 1;
    else if (markup[i] === wanted) return i;
  }
  return undefined;
}

function append(spans: Span[], text: string, style: Style): void {
  const last = spans.at(-1);
  if (last && last.bold === style.bold && last.italic === style.italic && last.url === style.url) last.text += text;
  else spans.push({ text, ...style });
}
