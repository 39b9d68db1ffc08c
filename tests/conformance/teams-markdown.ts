/**
 * What a person reads of a TextBlock: the Markdown that Teams documents (bold, italic, lists, links) by CommonMark's
 * rules, escapes and entities included. What CommonMark has beyond that stays as it was typed, as Teams says it does.
 */
export function readMarkdown(markdown: string, links: { label: string; url: string }[]): string {
  return paragraphs(markdown)
    .map((paragraph) => readInline(paragraph, links))
    .filter((line) => line.trim() !== "")
    .join("\n");
}

const item = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+/;

/** A line end alone is a space; an empty line, a list item, two spaces or a backslash at the end part two lines. */
function paragraphs(markdown: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const last = found.length - 1;
    if (line.trim() === "") open = false;
    else if (open && !item.test(line)) found[last] = `${found[last]} ${line.trim()}`;
    else found.push(line.replace(item, "").trim());
    if (line.trim() !== "") open = !/ {2,}$|\\$/.test(line);
    if (/\\$/.test(line)) found[found.length - 1] = found.at(-1)?.slice(0, -1) ?? "";
  }
  return found;
}

type Piece = { shown: string; length: number };
type Links = { label: string; url: string }[];

function readInline(text: string, links: Links): string {
  let shown = "";
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at, links) ?? { shown: text[at] ?? "", length: 1 };
    shown += piece.shown;
    at += piece.length;
  }
  return shown;
}

function pieceAt(text: string, at: number, links: Links): Piece | undefined {
  const rest = text.slice(at);
  switch (text[at]) {
    case "\\":
      return /^\\[!-/:-@[-`{-~]/.test(rest) ? { shown: rest[1] ?? "", length: 2 } : undefined;
    case "&":
      return entityAt(rest);
    case "<": {
      const mention = /^<at>.*?<\/at>/i.exec(rest);
      return mention ? { shown: "[a mention]", length: mention[0].length } : undefined;
    }
    case "[":
      return linkAt(rest, links);
    case "*":
    case "_":
      return emphasisAt(text, at, links);
    default:
      return undefined;
  }
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function entityAt(rest: string): Piece | undefined {
  const [whole, name = ""] = /^&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+);/.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  const code = name.startsWith("#") ? Number(name.slice(1).replace(/^x/i, "0x")) : undefined;
  const shown = code === undefined ? named[name] : String.fromCodePoint(code);
  return shown === undefined ? undefined : { shown, length: whole.length };
}

function linkAt(rest: string, links: Links): Piece | undefined {
  const found = /^\[((?:\\.|[^\]\\])*)\]\(\s*<?((?:\\.|[^\s()<>\\]|\([^\s()]*\))*)>?(?:\s+"[^"]*")?\s*\)/.exec(rest);
  if (!found) return undefined;
  const label = readInline(found[1] ?? "", links);
  links.push({ label, url: readInline((found[2] ?? "").replace(/[*_[]/g, "\\$&"), []) });
  return { shown: label, length: found[0].length };
}

/** Markers hug what they mark; underscores do nothing inside a word. */
function emphasisAt(text: string, at: number, links: Links): Piece | undefined {
  const [run = ""] = /^(?:\*{1,3}|_{1,3})/.exec(text.slice(at)) ?? [];
  const mark = run[0] === "*" ? `\\*{${run.length}}(?!\\*)` : `_{${run.length}}(?![_\\p{L}\\p{N}])`;
  if (run[0] === "_" && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return undefined;
  const rest = text.slice(at + run.length);
  const inner = new RegExp(`^(?=\\S)((?:\\\\.|[^\\\\])+?)(?<=\\S)${mark}`, "su").exec(rest);
  if (!inner) return { shown: run, length: run.length };
  return { shown: readInline(inner[1] ?? "", links), length: run.length + inner[0].length };
}
