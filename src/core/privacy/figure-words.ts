/** Patterns and values for numbers and people in texts in lower case. */

const units =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** Without "once" and "uno a uno": the one is an English word, the other no number of people. */
const spanish: Record<string, number> = {
  un: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  doce: 12,
};

const word = `(?:(?:${tens.join("|")})(?:[- ](?:${units.slice(1, 10).join("|")}))?|${[...units, ...Object.keys(spanish)].join("|")}|none)`;

/** A number that ends here; what is in front of it is not looked at. */
export const endOfNumber = `(?:\\d{1,3}(?:,\\d{3})+|\\d{1,6}(?:\\.\\d+)?|${word})(?![\\p{L}\\d]|:\\d)`;

/** A number by itself: not a part of a word, a time, an amount of money, "3rd" or "K-3". */
export const number = `(?<![\\p{L}\\d$#.:/-]|\\d,)${endOfNumber}`;

/** What `number` found, as a number: -1 for anything else. */
export function amountOf(text: string | undefined): number {
  const plain = (text ?? "").replaceAll(",", "");
  if (/^\d/.test(plain)) return Number(plain);
  if (plain === "none") return 0;
  const [first = "", second] = plain.split(/[- ]/);
  const ten = tens.indexOf(first);
  if (ten >= 0) return 20 + 10 * ten + (second === undefined ? 0 : units.indexOf(second));
  return spanish[first] ?? units.indexOf(first);
}

/** What is numbered or counted and is nobody. */
export const thing =
  "(?:weeks?|days?|months?|years?|hours?|minutes?|mins?|seconds?|lessons?|sessions?|meetings?|visits?|units?|chapters?|pages?|steps?|times|periods?|blocks?|classes|classrooms?|schools?|sites?|questions?|problems?|items?|parts?|points?|pts|books?|texts?|words?|cycles?|phases?|rounds?|calls?|conferences?|teachers?|coaches|semanas?|días?|clases|lecciones|minutos?|horas?)";

const people =
  "(?:students?|pupils?|learners?|readers?|writers?|child|children|kids?|kiddos?|girls?|boys?|graders?|scholars?|freshm[ae]n|sophomores?|juniors?|seniors?|newcomers?|estudiantes?|alumn[oa]s?|niñ[oa]s?|els?|ells?|ltels?)";

/** "of my long-term English learners": words in between, but for those with which something else is counted. */
const between = `(?:(?!(?:${thing}|with|for|per|to|in|at|on|and|or|ago|from|who|that|than|is|are|was|so|as|${word}|\\d+)\\b)[\\p{L}\\d'’]+[ -]+){0,6}?`;
export const student = `${between}${people}`;

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const numbered = `grades?|gr\\.?|periods?|per\\.?|rooms?|rm\\.?|units?|chapters?|ch\\.?|pages?|pp?\\.|steps?|lessons?|modules?|weeks?|days?|cycles?|phases?|questions?|problems?|items?|versions?|quarters?|trimesters?|semesters?|terms?|levels?|bands?|tiers?|blocks?|groups?|no\\.?|numbers?|tests?|quiz|drafts?|parts?|sections?|grados?|semanas?|at|${months}`;
const isNumbered = new RegExp(
  `(?:^|[^\\p{L}])(?:${numbered})[ ]*(?:[\\dk]{1,2}(?:st|nd|rd|th)?[ ]*(?:,|&|-|–|and|to|or|y)[ ]*)*$`,
  "u",
);

/** False where the words in front make the number that follows a name: "grades 3 and", "room", "May". */
export function isCounting(before: string): boolean {
  return !isNumbered.test(before);
}
