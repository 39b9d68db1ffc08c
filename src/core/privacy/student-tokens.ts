// A text as words, numbers and marks with their places, so that the rules can speak of "the word before" instead of one
// large regular expression. One pass, time in proportion to the length.

export type Token = {
  /** As written. */
  text: string;
  /** For looking up: lower case, no diacritics, without a possessive 's. Marks and numbers as written, in lower case. */
  word: string;
  start: number;
  end: number;
  kind: "word" | "number" | "mark";
  shape: "lower" | "capital" | "caps";
  /** Maria's, parents', he's. */
  possessive: boolean;
  /** Joined to the token before by a hyphen. */
  joined: boolean;
  /** A capital says nothing here: start of a sentence, line, list point, quotation or heading. */
  opening: boolean;
  sentence: number;
  line: number;
};

/** Lower case, no diacritics, straight apostrophes; alike for composed and decomposed letters. */
export const foldWord = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\p{M}ʻʼ]/gu, "")
    .replace(/[’‘`]/g, "'")
    .toLowerCase();

// Each part begins with another kind of character than the one before can end with, so nothing is tried twice.
const piece =
  /[\p{L}\p{M}]+(?:['’‘][\p{L}\p{M}]+)*|\d+(?:[.,:/]\d+)*[\p{L}\p{M}]*|\r\n?|[\n\u2028\u2029]|[^\s\p{L}\p{M}\d]/gu;

const abbreviations = new Set(
  "mr mrs ms mx dr st jr sr sra srta prof gr no vs ave blvd ext approx stu tel est pd".split(" "),
);
const opens = new Set([":", "•", "-", "–", "—", "*", "·", "“", '"', "(", "[", "‘", ">", "|", "¿", "¡"]);

const shapeOf = (text: string): Token["shape"] => {
  const letters = text.replace(/[^\p{L}]/gu, "");
  if (letters === "" || letters[0] !== letters[0]?.toUpperCase() || letters[0] === letters[0]?.toLowerCase())
    return "lower";
  return letters.length > 1 && letters === letters.toUpperCase() ? "caps" : "capital";
};

/** Sentences end at a line's end or at . ! ? … before a space, but not after “Mr.”, “gr.” or an initial. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let sentence = 0;
  let line = 0;
  let opening = true;
  let hyphen = false;
  for (const match of text.matchAll(piece)) {
    const piece = match[0];
    const start = match.index;
    const end = start + piece.length;
    if (/^[\r\n\u2028\u2029]/.test(piece)) {
      line += 1;
      sentence += 1;
      opening = true;
      hyphen = false;
      continue;
    }
    const before = tokens.at(-1);
    const kind = /^[\p{L}\p{M}]/u.test(piece) ? "word" : /^\d/.test(piece) ? "number" : "mark";
    const next = text[end] ?? "\n";
    if (kind === "mark") {
      const close = before !== undefined && before.end === start;
      if (piece === "-" && close && /[\p{L}\p{M}\d]/u.test(next)) {
        hyphen = true;
        continue;
      }
      tokens.push({
        text: piece,
        word: piece,
        start,
        end,
        kind,
        shape: "lower",
        possessive: false,
        joined: false,
        opening: false,
        sentence,
        line,
      });
      if (opens.has(piece) && !(piece === "-" && close)) opening = piece === "(" ? opening : true;
      const stops = piece === "!" || piece === "?" || piece === "…" || (piece === "." && !keepsGoing(before, start));
      if (stops && /[\s"”)\]]/.test(next)) {
        sentence += 1;
        opening = true;
      }
      continue;
    }
    const folded = foldWord(piece);
    const genitive = kind === "word" && (folded.endsWith("'s") || (folded.endsWith("s") && /['’]/.test(next)));
    tokens.push({
      text: piece,
      word: folded.endsWith("'s") ? folded.slice(0, -2) : folded,
      start,
      end,
      kind,
      shape: kind === "word" ? shapeOf(piece) : "lower",
      possessive: genitive,
      joined: hyphen,
      opening,
      sentence,
      line,
    });
    opening = false;
    hyphen = false;
  }
  return markHeadings(tokens);
}

const keepsGoing = (before: Token | undefined, dot: number): boolean =>
  before !== undefined &&
  before.end === dot &&
  before.kind === "word" &&
  (abbreviations.has(before.word) || (before.word.length === 1 && before.shape !== "lower"));

/** Shouting: where every longer word of a sentence is in capitals, each is taken as one with a first capital. */
function soften(sentence: readonly Token[]): void {
  const long = sentence.filter((token) => token.kind === "word" && token.word.length > 2);
  if (long.length < 4 || long.some((token) => token.shape !== "caps")) return;
  for (const token of sentence) if (token.shape === "caps") token.shape = "capital";
}

/** In a sentence where nearly every word has a capital (a heading, shouting), a capital says nothing. */
function markHeadings(tokens: Token[]): Token[] {
  let from = 0;
  while (from < tokens.length) {
    const sentence = tokens[from]?.sentence;
    let to = from;
    let long = 0;
    let capital = 0;
    while (to < tokens.length && tokens[to]?.sentence === sentence) {
      const token = tokens[to];
      if (token?.kind === "word" && token.word.length > 3) {
        long += 1;
        if (token.shape !== "lower") capital += 1;
      }
      to += 1;
    }
    soften(tokens.slice(from, to));
    if (long >= 4 && capital / long > 0.75) {
      for (const token of tokens.slice(from, to)) if (token.kind === "word") token.opening = true;
    }
    from = to;
  }
  return tokens;
}
