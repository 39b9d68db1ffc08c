/**
 * The text of what Teams' editor makes, for a reader of plain text: blocks and `<br>` are line ends, list items have a
 * dash, emoji are the characters that they stand for, other pictures are nothing. Mentions of one of `without` (names as
 * shown) are left out with the space behind each; others' names stay. Every input has a result, in one pass over it.
 */
export function htmlText(html: string, without: readonly string[] = []): string {
  const page = createPage(without);
  let from = 0;
  let open = html.indexOf("<");
  while (open !== -1) {
    const end = endOfTag(html, open);
    if (end === undefined) break;
    if (end !== "text") {
      page.text(html.slice(from, open));
      page.tag(html.slice(open + 1, end - 1));
      from = end;
    }
    open = html.indexOf("<", end === "text" ? open + 1 : end);
  }
  page.text(html.slice(from));
  return page.end();
}

/** Behind the `>` of the tag or comment that begins at `open`; "text" where none begins; undefined where it never ends. */
function endOfTag(html: string, open: number): number | "text" | undefined {
  if (html.startsWith("<!--", open)) {
    const end = html.indexOf("-->", open + 4);
    return end === -1 ? undefined : end + 3;
  }
  if (!/[a-z/!?]/i.test(html[open + 1] ?? "")) return "text";
  let quote: string | undefined;
  for (let at = open + 1; at < html.length; at += 1) {
    const character = html[at];
    if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === ">") return at + 1;
    else if ((character === '"' || character === "'") && html[at - 1] === "=") quote = character;
  }
  return undefined;
}

const blocks = new Set(
  "address article blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul".split(
    " ",
  ),
);

/** `span`: where a mention's name begins in the line, for each span that is open. */
function createPage(without: readonly string[]) {
  const lines: string[] = [];
  const spans: (number | undefined)[] = [];
  let line = "";
  let dash = "";
  let preformatted = 0;
  let behindMention = false;

  /** A block that is empty is nothing; an empty line has a `<br>` or a space in it. */
  function endLine(although: "empty" | "not empty"): void {
    if (line === "" && although === "not empty") return;
    lines.push((dash + (preformatted > 0 ? line : line.replace(/ $/, ""))).replaceAll("\u00a0", " ").trimEnd());
    line = "";
    dash = "";
  }

  function text(raw: string): void {
    let more = raw;
    if (behindMention && more !== "") {
      more = more.replace(/^(?:&nbsp;|&#160;|[ \u00a0])/i, "");
      behindMention = false;
    }
    if (preformatted > 0) {
      for (const [i, part] of more.split(/\r?\n/).entries()) {
        if (i > 0) endLine("empty");
        line += decoded(part);
      }
      return;
    }
    more = more.replace(/[ \t\r\n\f]+/g, " ");
    line += decoded(line === "" || line.endsWith(" ") ? more.replace(/^ /, "") : more);
  }

  function tag(inside: string): void {
    const [, slash, name = ""] = /^(\/?)([a-z][\w:-]*)/i.exec(inside)?.map((part) => part.toLowerCase()) ?? [];
    const closes = slash === "/";
    if (name === "br") endLine("empty");
    if (blocks.has(name)) endLine("not empty");
    if (name === "pre") preformatted = Math.max(0, preformatted + (closes ? -1 : 1));
    if (name === "li") dash = closes ? "" : "- ";
    if ((name === "td" || name === "th") && !closes) text(" ");
    if ((name === "img" || name === "emoji") && !closes) line += emojiOf(name, inside);
    if (name === "span" && !closes && !inside.endsWith("/"))
      spans.push(/\/mention$/i.test(attribute(inside, "itemtype")) ? line.length : undefined);
    if (name === "span" && closes) endSpan();
  }

  function endSpan(): void {
    const from = spans.pop();
    if (from === undefined || !without.includes(line.slice(from).replaceAll("\u00a0", " ").trim())) return;
    line = line.slice(0, from);
    behindMention = true;
  }

  return {
    text,
    tag,
    end(): string {
      endLine("not empty");
      const first = lines.findIndex((one) => one !== "");
      return lines.slice(Math.max(first, 0), lines.findLastIndex((one) => one !== "") + 1).join("\n");
    },
  };
}

/** Pictures have words of Teams' own in their `alt` ("image"), which nobody typed. */
function emojiOf(name: string, tag: string): string {
  const alt = decoded(attribute(tag, "alt"));
  const isEmoji = name === "emoji" || /\/emoji$/i.test(attribute(tag, "itemtype")) || !/[\p{L}\p{N}]/u.test(alt);
  return isEmoji ? alt : "";
}

function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? "";
}

const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  middot: "·",
  deg: "°",
  plusmn: "±",
  times: "×",
  divide: "÷",
  frac12: "½",
  frac14: "¼",
  frac34: "¾",
  euro: "€",
  pound: "£",
  cent: "¢",
  copy: "©",
  reg: "®",
  trade: "™",
  aacute: "á",
  eacute: "é",
  iacute: "í",
  oacute: "ó",
  uacute: "ú",
  ntilde: "ñ",
  Ntilde: "Ñ",
  uuml: "ü",
  iquest: "¿",
  iexcl: "¡",
};

/** Once: "&amp;lt;" is "&lt;". What we do not know stays as it is. */
function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]\w{1,30}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return (Object.hasOwn(named, name) && named[name]) || whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
    return isCharacter ? String.fromCodePoint(point) : whole;
  });
}
