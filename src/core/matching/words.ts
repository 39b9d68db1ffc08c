/**
 * A text as words: lower case, no accents, no apostrophes, everything else but letters and digits divides. Numbers stay, because
 * names of laws and grades have them (“AB 490”, “504”, “k 2”).
 */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase()
      .replace(/['’‘`]/g, "")
      .replace(/&/g, " and ")
      .match(/[a-z]+|\d+(?:st|nd|rd|th)?/g) ?? []
  );
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/ies$/, "y"],
  [/(ss|us|is)$/, "$1"],
  [/(ch|sh|x|ss|z)es$/, "$1"],
  [/s$/, ""],
];
const suffixes: readonly (readonly [RegExp, string])[] = [
  [/(at|bl|iz)ing$/, "$1e"],
  [/(at|bl|iz)ed$/, "$1e"],
  [/(.)\1ing$/, "$1"],
  [/(.)\1ed$/, "$1"],
  [/ing$/, ""],
  [/ied$/, "y"],
  [/ed$/, ""],
  [/ment$/, ""],
  [/ness$/, ""],
  [/ly$/, ""],
  [/e$/, ""],
];

/** A word without its ending, so that “failing”, “fails” and “failed” are one. Not a dictionary form: only good for comparing. */
export function stem(word: string): string {
  if (word.length < 4 || /^\d/.test(word)) return word;
  let out = word;
  for (const [ending, instead] of endings) {
    if (!ending.test(out)) continue;
    out = out.replace(ending, instead);
    break;
  }
  for (const [suffix, instead] of suffixes) {
    const shorter = out.replace(suffix, instead);
    if (shorter === out || shorter.length < 3) continue;
    return shorter;
  }
  return out;
}

const idle =
  "a about above after again all also am an and any are as at be because been before being both but by can could did do does " +
  "doing dont down during each few for from further get gets go goes had has have having he her here hers him his how i if in " +
  "into is it its just let like lot many may me more most much must my n no nor not now of off often on once one only or other " +
  "our ours out over own r rather s same see she should since so some still such t than that the their them then there these " +
  "they theyre this those though through to too u under until up upon us very w was we well were what when where which while " +
  "who why will with without would yet you your school schools student students district districts need needs want";
/** Words that say nothing about what a problem is about. */
export const idleWords: ReadonlySet<string> = new Set(idle.split(" "));
