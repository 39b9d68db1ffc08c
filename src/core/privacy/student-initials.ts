import { notPeople } from "./student-not-people.js";
import type { Place } from "./student-numbers.js";
import type { Token } from "./student-tokens.js";

// Where initials stand: "J.M.", "AK", "K. R.". Whose they are is judged like a name.

const abbreviations = new Set(
  "us uk ca la ny dc pe pd el ell eld iep am pm id po it hr vp ap pta pto ga ss tk ed ela elp ok tv pc cd dj ai ar vr mc ms hs es jr sr phd mba ma ba bs ms md rn pt ot slp rsp sdc gpa std ie eg etc fyi asap q qa tbd eta nb ps pps sp gr pg no vs rl ri rf nf oa md cc sl ls ns esl sst wk wpm mtg tx nm az nv or wa fl nj ut id mt wy co nd sd mn wi mi in oh ky tn al ms ga sc nc va wv pa ct ri vt nh me ak hi dli co op ux ui ds fs as bs cs ab cd ef abc dms em im".split(
    " ",
  ),
);

const dotted = new Set("us uk pe am pm dc ie eg id la ny ps".split(" "));

/** The end of initials that begin at `at`: "J.M.", "JM", "K. R."; undefined where none begin. */
export function initialsEnd(tokens: readonly Token[], at: number): number | undefined {
  const [one, dot, two, end] = tokens.slice(at, at + 4);
  if (
    one === undefined ||
    one.kind !== "word" ||
    one.shape === "lower" ||
    (tokens[at - 1]?.text === "." && tokens[at - 1]?.end === one.start)
  )
    return undefined;
  const letters = one.word;
  if (
    letters.length === 1 &&
    dot?.text === "." &&
    two?.kind === "word" &&
    two.shape !== "lower" &&
    two.word.length === 1
  ) {
    const word = `${one.word}${two.word}`;
    if (dotted.has(word) || dot.line !== two.line) return undefined;
    const to = end?.text === "." ? at + 4 : at + 3;
    // "J.R. Martinez" is a name, "R.S.P." an abbreviation.
    const next = tokens[to];
    return next !== undefined &&
      next.shape !== "lower" &&
      next.sentence === one.sentence &&
      next.start - (tokens[to - 1]?.end ?? 0) <= 1
      ? undefined
      : to;
  }
  const plain =
    letters.length === 2 &&
    one.shape === "caps" &&
    !abbreviations.has(one.word) &&
    !notPeople.has(one.word) &&
    tokens[at + 1]?.kind !== "number";
  return plain && !one.joined && one.text === one.text.toUpperCase().replace(/['’]S$/, "'s") ? at + 1 : undefined;
}

/** "DW 12, LP 9, MX 14": three or more initials, each with a number. */
export function scoredInitials(tokens: readonly Token[]): Place[] {
  const pairs: number[] = [];
  tokens.forEach((token, at) => {
    const letters =
      token.kind === "word" &&
      token.shape === "caps" &&
      token.word.length === 2 &&
      !abbreviations.has(token.word) &&
      !notPeople.has(token.word);
    const number = tokens[at + 1];
    if (letters && number?.kind === "number" && number.line === token.line && /^\d{1,3}([/.]\d+)?$/.test(number.word))
      pairs.push(at);
  });
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (first === undefined || last === undefined || pairs.length < 3 || last - first > pairs.length * 5) return [];
  return [{ from: first, to: last + 2 }];
}
