/**
 * The little markdown that Teams knows in a card's text, as HTML: bold, italic, links, lists, and a backslash before
 * punctuation to mean the character itself. A line end alone is a space; an empty line begins a paragraph. Everything
 * else is text. Guarantees: the tags below are the only ones that come out, without attributes but a link's address,
 * which is http, https or mailto; every character of the text is escaped.
 */
export function markdownHtml(markdown: string): string {
  return paragraphsOf(markdown).map(blockHtml).join("");
}

type Part = { kind: "paragraph" | "ul" | "ol"; lines: string[]; start?: number };

function paragraphsOf(markdown: string): Part[] {
  const parts: Part[] = [];
  let broken = true;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    if (line.trim() === "") {
      broken = true;
      continue;
    }
    const bullet = /^\s{0,3}[-*+]\s+(.*)$/.exec(line);
    const number = /^\s{0,3}(\d{1,9})[.)]\s+(.*)$/.exec(line);
    const kind = bullet ? "ul" : number ? "ol" : "paragraph";
    const text = bullet?.[1] ?? number?.[2] ?? line;
    const last = parts.at(-1);
    if (kind !== "paragraph" && last?.kind === kind) last.lines.push(text);
    else if (kind === "paragraph" && !broken && last !== undefined) {
      const before = last.lines.pop() ?? "";
      last.lines.push(`${before}\n${line}`);
    } else parts.push({ kind, lines: [text], start: number ? Number(number[1]) : undefined });
    broken = false;
  }
  return parts;
}

function blockHtml({ kind, lines, start }: Part): string {
  if (kind === "paragraph") return `<p>${lines.map((line) => inlineHtml(line)).join("")}</p>`;
  const from = start !== undefined && start !== 1 ? ` start="${start}"` : "";
  return `<${kind}${from}>${lines.map((line) => `<li>${inlineHtml(line)}</li>`).join("")}</${kind}>`;
}

const escapable = /[!-/:-@[-`{-~]/;

type Within = { bold?: boolean; italic?: boolean; link?: boolean };

function inlineHtml(text: string, within: Within = {}): string {
  let html = "";
  let at = 0;
  while (at < text.length) {
    const found = spanAt(text, at, within);
    if (found !== undefined) {
      html += found.html;
      at = found.end;
      continue;
    }
    const escaped = text[at] === "\\" && escapable.test(text[at + 1] ?? "");
    const run = escaped ? 1 : markRun(text, at) || 1;
    html += escapeHtml(escaped ? text.slice(at + 1, at + 2) : text.slice(at, at + run));
    at += escaped ? 2 : run;
  }
  return html;
}

type Span = { html: string; end: number };

function spanAt(text: string, at: number, within: Within): Span | undefined {
  const marks = markRun(text, at);
  if (marks === 3 && !within.bold && !within.italic)
    return styled(text, at, 3, { ...within, bold: true, italic: true });
  if (marks === 2 && !within.bold) return styled(text, at, 2, { ...within, bold: true });
  if (marks === 1 && !within.italic) return styled(text, at, 1, { ...within, italic: true });
  if (text[at] === "[" && !within.link) return link(text, at, within);
  return undefined;
}

/** How many of the same mark, * or _, stand here. */
function markRun(text: string, at: number): number {
  const mark = text[at];
  if (mark !== "*" && mark !== "_") return 0;
  let end = at;
  while (text[end] === mark) end += 1;
  return end - at;
}

const tags: Record<number, [string, string]> = {
  1: ["<em>", "</em>"],
  2: ["<strong>", "</strong>"],
  3: ["<strong><em>", "</em></strong>"],
};

/** Marks hug their text; an underscore inside of a word is a letter. */
function styled(text: string, at: number, width: number, within: Within): Span | undefined {
  const mark = text[at];
  const inWord = (left: string | undefined, right: string | undefined) =>
    mark === "_" && /[\p{L}\p{N}]/u.test(left ?? "") && /[\p{L}\p{N}]/u.test(right ?? "");
  const start = at + width;
  if (/\s/.test(text[start] ?? " ") || inWord(text[at - 1], text[start])) return undefined;
  for (let end = start; end < text.length; end += 1) {
    if (text[end] === "\\") {
      end += 1;
      continue;
    }
    const run = text[end] === mark ? markRun(text, end) : 0;
    const closes = run === width && !/\s/.test(text[end - 1] ?? " ") && !inWord(text[end - 1], text[end + run]);
    if (closes) {
      const [open, close] = tags[width] ?? ["", ""];
      return { html: `${open}${inlineHtml(text.slice(start, end), within)}${close}`, end: end + width };
    }
    if (run > 0) end += run - 1;
  }
  return undefined;
}

function link(text: string, at: number, within: Within): Span | undefined {
  const middle = unescaped(text, "]", at + 1);
  if (middle === undefined || middle === at + 1 || text[middle + 1] !== "(") return undefined;
  const end = unescaped(text, ")", middle + 2);
  if (end === undefined) return undefined;
  const url = text.slice(middle + 2, end).replace(/\\([!-/:-@[-`{-~])/g, "$1");
  if (!/^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(url)) return undefined;
  const label = inlineHtml(text.slice(at + 1, middle), { ...within, link: true });
  return { html: `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${label}</a>`, end: end + 1 };
}

function unescaped(text: string, wanted: string, from: number): number | undefined {
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === wanted) return i;
  }
  return undefined;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
