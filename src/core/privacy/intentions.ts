import { course, deed, didSomething, endOfNumber } from "./figure-words.js";

/** Who they are. Beside a number it is told of few. */
const marked =
  /(?<!\p{L})(?:foster|ieps?|504|homeless|migrants?|refugees?|undocumented|newcomers?|els?|ells?|ltels?|english learners?|multilinguals?|special|disabilit\p{L}*|autis\p{L}*|dyslexi\p{L}*|gifted|low[- ]income|bilingual|black|latin\p{L}*|hispanic|african|asian|native|tribal|probation|retained|grade level|below|above|behind|tier|struggling|failing|at[- ]risk|credit|trouble)(?!\p{L})/u;
/** How they did: then it is no plan any more. */
const result = new RegExp(`(?<!\\p{L})(?:who|whose|not|never|${didSomething})(?!\\p{L})`, "u");

const plainPeople = new RegExp(
  `^${endOfNumber}(?:[ ]*[-–][ ]*${endOfNumber})?[ ]+(?:(?:more|other|different|random|focus|focal)[ ]+)?(?:\\d{1,2}(?:st|nd|rd|th)[- ])?(?:students?|pupils?|learners?|scholars?|kids?|child|children|graders?|freshmen|sophomores|juniors|seniors|families|parents|individuals|participants|respondents|estudiantes|familias)$`,
  "u",
);
/** What follows people in a plan; a verb would say how they did: "ask why", "see 5 students guess". */
const planGoesOn =
  /^[ ]*(?:$|[.,;:!?)–—-]|(?:for|each|every|per|a|an|on|this|next|in|at|before|after|by|daily|weekly|today|tomorrow|and|to|during|once|twice|again|about|from|over|or)(?!\p{L}))/u;
const notPlanned = "why|how|whether|if|that|because|since|what|when|where|about";
const told =
  "call|phone|text|email|e-mail|contact|meet|interview|shadow|visit|observe|watch|invite|ask|talk|speak|chat|sit|survey|listen|confer|conference|check|greet|welcome|recruit|pick|choose|select|follow|see|host|pair|seat|reach";
const clauseStarts = "(?:^|[.:;,!?\\n–—(-][ ]*|(?<!\\p{L})(?:and|then|to|will|i|we|i['’]ll|we['’]ll|by|or)[ ]+)";
/** "Call", "Goal: meet with", "I'll interview at least". */
const plan = new RegExp(
  `${clauseStarts}(?:${told})[ ]+(?:(?!(?:${notPlanned}|${deed})(?!\\p{L}))(?:[\\p{L}'’]+|\\d{1,2})[ ]+){0,5}$`,
  "u",
);

/** "Groups of 4", "in a small group of 4": how people sit. "My group of 4" is a group that is there. */
const groupsOf = /(?<!\p{L})groups[ ]+(?:of|de)[ ]+$/u;
const groupOf =
  /(?:^|[.:;,–—(][ ]*|(?<!\p{L})(?:in|into|form|make|use|try|one|each|per|every)[ ]+(?:a[ ]+)?)(?:small[ ]+)?group[ ]+of[ ]+$/u;
const aGroup = new RegExp(`^group[ ]+of[ ]+${endOfNumber}$`, "u");

/** "90 percent attendance goal" and "goal: 90 %"; "12 % met the goal" and "12 % below target" say how it went. */
const goalBehind = new RegExp(
  `^[ ]+(?:(?!(?:of|the|our|my|to|from|below|above|under|over|short|toward|towards|${didSomething})(?!\\p{L}))[\\p{L}'’-]+[ ]+){0,3}?(?:goal|target|aim|meta)s?(?!\\p{L})(?![ ]+(?:${didSomething}|not)(?!\\p{L}))`,
  "u",
);
const goalInFront =
  /(?<!\p{L})(?:goal|target|aim|aiming|meta)s?(?:[ ]+(?:is|of|for|at))?[ ]*[:=–—-]?[ ]*(?:at least[ ]+)?$/u;

const saysOfThem =
  /^[ ]*(?:$|[^ \p{L}]|(?:it|them|the|their|his|her|my|our|an?|this|that|these|those|in|on|at|to|by|and|but|or|so|with|for|after|before|when|because|up|out|all|only|more|less|well|better|early|late|today|yesterday|again|than|from|what|how|why)(?!\p{L}))/u;
const isPastEnd = new RegExp(`^${endOfNumber}[ ]+(?!${deed}$)\\p{L}+ed$`, "u");

const halfNoSplit = new RegExp(`^[ ]+(?:on|students|kids|${didSomething})(?!\\p{L})`, "u");
const inCourse = new RegExp(`(?<!\\p{L})${course}[ ]$`, "u");

/**
 * Whether a figure found in a name is of what somebody means to do, and states nothing about few people: "call five families",
 * "groups of 4", "a 90 % goal", "50/50 talk time", "3 guided questions". For names alone: in words about what was seen a
 * figure is taken for a result. The texts are in lower case.
 */
export function isIntention(figure: string, before: string, after: string): boolean {
  const rest = after.split(/[.;!?\n]/u, 1)[0] ?? "";
  const tells = marked.test(rest) || result.test(rest);
  if (/(?:%|percent|per cent|pct|por ciento)$/u.test(figure)) return goalBehind.test(after) || goalInFront.test(before);
  if (figure === "50/50") return !halfNoSplit.test(after);
  if (isPastEnd.test(figure)) return !saysOfThem.test(after);
  if (aGroup.test(figure)) return groupOf.test(`${before}group of `) && !tells;
  if (!plainPeople.test(figure) || tells) return false;
  if (groupsOf.test(before) || groupOf.test(before)) return true;
  const planned = inCourse.test(before) || (plan.test(before) && !marked.test(before));
  return planned && planGoesOn.test(after);
}
