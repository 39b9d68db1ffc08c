import { adultAfter } from "./student-evidence-adult.js";
import { behaviourAfter, childBefore, resultAfter, servicesAfter } from "./student-evidence-child.js";
import { gradeAfter, gradeBefore } from "./student-grade.js";
import { notPeople, roles, titles } from "./student-not-people.js";
import type { Place } from "./student-numbers.js";
import { phraseAt } from "./student-phrases.js";
import type { Token } from "./student-tokens.js";

// "J.M. in period 3", "AK (gr. 8)", "student R.T.": initials with what makes them a child's.

const abbreviations = new Set(
  "us uk ca la ny dc pe pd el ell eld iep am pm id po it hr vp ap pta pto ga ss tk ed ela elp ok tv pc cd dj ai ar vr mc ms hs es jr sr phd mba ma ba bs ms md rn pt ot slp rsp sdc gpa std ie eg etc fyi asap q qa tbd eta nb ps pps sp gr pg no vs rl ri rf nf oa md cc sl ls ns esl sst wk wpm mtg tx nm az nv or wa fl nj ut id mt wy co nd sd mn wi mi in oh ky tn al ms ga sc nc va wv pa ct ri vt nh me ak hi dli co op ux ui ds fs as bs cs ab cd ef abc dms em im".split(
    " ",
  ),
);

/** The end of initials that begin at `at`: "J.M.", "JM", "K. R."; undefined where none begin. */
function initialsEnd(tokens: readonly Token[], at: number): number | undefined {
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
    if (abbreviations.has(word) || dot.line !== two.line) return undefined;
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

export function childInitials(tokens: readonly Token[]): Place[] {
  const found: Place[] = [...scoredInitials(tokens)];
  for (let at = 0; at < tokens.length; at++) {
    const end = initialsEnd(tokens, at);
    if (end === undefined) continue;
    const place = evidence(tokens, at, end);
    if (place !== undefined) found.push(place);
    at = Math.max(at, end - 1);
  }
  return found;
}

/** "DW 12, LP 9, MX 14": three or more initials, each with a number. */
function scoredInitials(tokens: readonly Token[]): Place[] {
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

function evidence(tokens: readonly Token[], from: number, to: number): Place | undefined {
  const before = tokens[from - 1];
  const title = before?.text === "." ? tokens[from - 2] : before;
  const dotted = to - from > 1;
  if (
    title !== undefined &&
    title.line === tokens[from]?.line &&
    (titles.has(title.word) || roles.has(title.word) || title.text === "@")
  )
    return undefined;
  const sentence = tokens[from]?.sentence;
  if (
    before?.sentence === sentence &&
    /^(student|kid|boy|girl|child|kiddo|alumno|alumna|named)$/.test(before?.word ?? "")
  )
    return { from: from - 1, to };
  const graded = gradeBefore(tokens, from);
  if (graded !== undefined) return { from: graded, to };
  const grade = gradeAfter(tokens, to);
  let adult = 0;
  let child = 0;
  let last = to;
  for (let at = to; at < Math.min(tokens.length, to + 14); at++) {
    if (tokens[at]?.sentence !== sentence) {
      // Sentences end after an initial's dot too: "had J.M. He …" goes on, anything else does not.
      if (!(at === to && dotted)) break;
      if (!/^(he|she|his|her)$/.test(tokens[at]?.word ?? "")) break;
    }
    adult = Math.max(adult, phraseAt(adultAfter, tokens, at)?.weight ?? 0);
    for (const list of [behaviourAfter, servicesAfter, resultAfter]) {
      const match = phraseAt(list, tokens, at);
      if (match !== undefined && match.weight > child) {
        child = match.weight;
        last = match.end;
      }
    }
  }
  if (roles.has(tokens[to]?.word ?? "") || roles.has(tokens[to + 1]?.word ?? "")) return undefined;
  if (adult >= 3 && adult > child) return undefined;
  if (grade !== undefined) return { from, to: grade };
  for (let at = Math.max(0, from - 10); at < from; at++) {
    const match = phraseAt(childBefore, tokens, at);
    if (dotted && match !== undefined && match.weight >= 3 && match.end > from - 7 && tokens[at]?.sentence === sentence)
      child = Math.max(child, match.weight);
  }
  return child >= (dotted ? 2 : 3) && adult < child ? { from, to: last } : undefined;
}
