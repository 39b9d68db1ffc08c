import { titles } from "./student-not-people.js";
import { isNumber } from "./student-phrases.js";
import type { Token } from "./student-tokens.js";

// "in 3rd grade", "(4th)", ", grade 6", "from Ms. P.'s first grade", "(age 6)", "de tercer grado", "in period 3".

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const ordinals = wordSet(
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth primer primero segundo tercer tercero cuarto quinto sexto septimo octavo noveno",
);
const levels = wordSet("kindergarten kinder tk preschool prek transitional");
const childNouns = wordSet("grader kindergartner kindergartener freshman sophomore junior senior preschooler");
const leadIn = wordSet(
  "in from of is was a an the our my at , ( – — - he she who de en del now only just still currently an' [ /",
);
const places = wordSet("period per room rm p grade gr gr. grado age aged section salon hour block");
/** After a grade: it is spoken of the adults or of all children there. */
const notOneChild = wordSet(
  "team teams teacher teachers lead leads plc plcs classroom classrooms classes meeting meetings data students kids children graders level levels rooms sections colleague colleagues results averages average numbers block planning staff maestra maestro maestros hallway wing department chair rep parent parents families standards standard unit units curriculum materials pacing books math ela reading science",
);

const isOrdinal = (token: Token | undefined): boolean =>
  token !== undefined &&
  (ordinals.has(token.word) || (token.kind === "number" && /^(1[0-2]|[1-9])(st|nd|rd|th)$/.test(token.word)));
const isSmallNumber = (token: Token | undefined): boolean =>
  token !== undefined && (/^(1[0-9]|[0-9])$/.test(token.word) || (isNumber(token) && token.kind === "word"));

/** Where a grade, age, period or room that begins at `at` ends; undefined where none begins. */
function gradeEnd(tokens: readonly Token[], at: number, bare: boolean): number | undefined {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined) return undefined;
  if (isOrdinal(token)) {
    if (next !== undefined && /^(grade|grado|grader|gr|period|per|hour|block)$/.test(next.word)) return at + 2;
    return bare ? at + 1 : undefined;
  }
  if (childNouns.has(token.word)) return at + 1;
  if (levels.has(token.word) && bare) return at + 1;
  if (places.has(token.word)) {
    const dot = next?.text === "." || next?.text === ":" ? 1 : 0;
    const value = tokens[at + 1 + dot];
    return isSmallNumber(value) || /^[0-9]{1,3}[a-z]?$/.test(value?.word ?? "") || isOrdinal(value)
      ? at + 2 + dot
      : undefined;
  }
  if (isSmallNumber(token) && /^(years?|yrs?|anos)$/.test(next?.word ?? ""))
    return tokens[at + 2]?.word === "old" ? at + 3 : undefined;
  if (isSmallNumber(token) && next?.word === "yo") return at + 2;
  return undefined;
}

/** The end of a grade that is said of the one just named: up to four small words may stand between. */
export function gradeAfter(tokens: readonly Token[], from: number): number | undefined {
  const sentence = tokens[from]?.sentence;
  let bare = false;
  for (let at = from; at < from + 5; at++) {
    const token = tokens[at];
    if (token === undefined || token.sentence !== sentence) return undefined;
    if (/^(from|in|of)$/.test(token.word) && titles.has(tokens[at + 1]?.word ?? "")) return at + 3;
    if (
      /^(in|from)$/.test(token.word) &&
      /^(my|our)$/.test(tokens[at + 1]?.word ?? "") &&
      /^(class|room|group|homeroom)$/.test(tokens[at + 2]?.word ?? "")
    )
      return at + 3;
    const end = gradeEnd(tokens, at, bare);
    if (end !== undefined) {
      const next = tokens[end];
      return next?.sentence === sentence && notOneChild.has(next?.word ?? "") ? undefined : end;
    }
    if (!leadIn.has(token.word)) return undefined;
    bare = /^(in|from|\(|,|en|de)$/.test(token.word) || (bare && /^(the|a)$/.test(token.word));
  }
  return undefined;
}

/** Where a grade said of the one named next begins: "4th grader ", "gr. 5: ", "tercer grado, ". */
export function gradeBefore(tokens: readonly Token[], to: number): number | undefined {
  const [one, two] = [tokens[to - 1], tokens[to - 2]];
  if (one === undefined) return undefined;
  if (childNouns.has(one.word)) return isOrdinal(two) ? to - 2 : to - 1;
  return undefined;
}

/** Whether any one child's grade stands between two tokens. */
export function gradeBetween(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const end = gradeEnd(tokens, at, /^(in|from|\(|,)$/.test(tokens[at - 1]?.word ?? ""));
    // "So did sixth grade", "says fifth grade": the whole grade acts.
    if (/^(did|does|do|say|says|said|and)$/.test(tokens[at - 1]?.word ?? "")) continue;
    if (end !== undefined && !notOneChild.has(tokens[end]?.word ?? "")) return true;
  }
  return false;
}
