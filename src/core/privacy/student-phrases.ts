import type { Token } from "./student-tokens.js";

// Small lists of phrases with a weight, looked up at a token. "refus*" matches by beginning, "#" any number.

export type Match = { weight: number; end: number };
type Entry = { words: string[]; weight: number };
export type Phrases = ReadonlyMap<string, readonly Entry[]>;

const keyLength = 3;
const numerals = new Set(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty".split(
    " ",
  ),
);

export const isNumber = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === "number" || numerals.has(token.word));

/** Phrases of one list: `{ weight: "phrase, phrase" }`. */
export function phrases(weighted: Readonly<Record<string, string>>): Phrases {
  const byKey = new Map<string, Entry[]>();
  for (const [weight, list] of Object.entries(weighted)) {
    for (const phrase of list.split(",")) {
      const words = phrase.trim().split(/\s+/);
      const first = words[0] ?? "";
      if (first === "") continue;
      const key = first.endsWith("*") ? `${first.slice(0, keyLength)}*` : first;
      const entries = byKey.get(key) ?? [];
      entries.push({ words, weight: Number(weight) });
      byKey.set(key, entries);
    }
  }
  return byKey;
}

const fits = (pattern: string, token: Token | undefined): boolean => {
  if (token === undefined) return false;
  if (pattern === "#") return isNumber(token);
  return pattern.endsWith("*") ? token.word.startsWith(pattern.slice(0, -1)) : token.word === pattern;
};

/** The heaviest phrase that begins at token `at` and stays within its sentence. */
export function phraseAt(list: Phrases, tokens: readonly Token[], at: number): Match | undefined {
  const first = tokens[at];
  if (first === undefined || first.kind === "mark") return undefined;
  let best: Match | undefined;
  for (const key of [first.word, `${first.word.slice(0, keyLength)}*`, ...(isNumber(first) ? ["#"] : [])]) {
    for (const { words, weight } of list.get(key) ?? []) {
      if (best !== undefined && best.weight >= weight) continue;
      const whole = words.every((word, i) => {
        const token = tokens[at + i];
        return token?.sentence === first.sentence && fits(word, token);
      });
      if (whole) best = { weight, end: at + words.length };
    }
  }
  return best;
}
