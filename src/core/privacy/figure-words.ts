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
  trece: 13,
  catorce: 14,
  quince: 15,
  dieciséis: 16,
  diecisiete: 17,
  dieciocho: 18,
  diecinueve: 19,
  veinte: 20,
  veintiuno: 21,
  veintidós: 22,
  veintitrés: 23,
  veinticuatro: 24,
  veinticinco: 25,
  veintiséis: 26,
  veintisiete: 27,
  veintiocho: 28,
  veintinueve: 29,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  cien: 100,
  cero: 0,
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
  "(?:students?|pupils?|learners?|readers?|writers?|child|children|kids?|kiddos?|girls?|boys?|graders?|scholars?|freshm[ae]n|sophomores?|juniors?|seniors?|newcomers?|estudiantes?|alumn[oa]s?|niñ[oa]s?|els?|ells?|ltels?|youths?|teens?|teenagers?|kindergart(?:e)?ners?|families|parents|individuals|participants|respondents|multilinguals|jóvenes|familias)";

/** "of my long-term English learners": words in between, but for those with which something else is counted. */
const between = `(?:(?!(?:${thing}|with|for|per|to|in|at|on|and|or|ago|from|who|that|than|is|are|was|so|as|${word}|\\d+)\\b)[\\p{L}\\d'’]+[ -]+){0,6}?`;
export const student = `${between}${people}`;

/** Those whom a share is of, where it is not said how many they are: "my class", "them", "our long-term English learners". */
export const someOfThem = `(?:(?:of|de)[ ]+)?(?:them|these|those|us|ellos|ellas|(?:(?:my|our|the|this|that|these|those|all|mi|mis|la|los|las)[ ]+){1,2}(?:${student}|${between}(?:class|group|section|cohort|roster|clase|grupo)(?![ ]+(?:periods?|time|hours?|meetings?|discussions?)\\b)))`;

/** What students do or are, where the word itself is left out: "3 got it", "five did not". */
export const deed =
  "(?:got|get|passed|pass|failed|fail|missed|answered|could|couldn['’]?t|can|can['’]?t|cannot|did|didn['’]?t|were|weren['’]?t|had|need|needed|know|knew|met|scored|struggled|improved|solved|wrote|correct|right|wrong|absent|proficient)";

/** "8 finished", "two said": what students did, whatever it was. "3 used books" is taken for it too. */
const didIt =
  "(?:(?!(?:hundred|seed|feed|weed|speed|indeed|guided|leveled|laminated|detailed|unexpected|unrelated)\\b)\\p{L}{2,}ed|said|made|came|left|read(?![- ]?alouds?)|understood|kept|took|gave|found|felt|went|fell|thought|told|began|chose|spoke|brought|taught|sat|stood|saw|heard|ran|lost|won|drew|spent|sent|built|caught|grew|forgot|became|held|put|quit|hit|led|meant|wasn['’]?t|was|done|gotten|taken|written)";
const meanwhile =
  "(?:(?:have|has|had|still|never|even|almost|also|already|then|just|all|both|each|\\p{L}{2,}ly)[ ]+){0,2}";

/** `deed`, and everything in the past: "8 finished", "three really liked it", "4 have turned it in". */
export const didSomething = `${meanwhile}(?:${deed}|${didIt})`;

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const numbered = `grades?|gr\\.?|periods?|per\\.?|rooms?|rm\\.?|units?|chapters?|ch\\.?|pages?|pp?\\.|steps?|lessons?|modules?|weeks?|days?|cycles?|phases?|questions?|problems?|items?|versions?|quarters?|trimesters?|semesters?|terms?|levels?|bands?|tiers?|blocks?|groups?|no\\.?|numbers?|tests?|quiz|drafts?|parts?|sections?|grados?|semanas?|options?|attempts?|prompts?|at|${months}`;
/** "Math 8", "Algebra 1": courses with a number in their names. */
export const course =
  "(?:algebra|geometry|calculus|math|mathematics|integrated(?:[ ]math)?|english|ela|spanish|french|biology|chemistry|physics|science|history|course|read)";
/** "In math 8 students failed" may be eight students: behind such a word a course is no name in front of people. */
const isNumbered = new RegExp(
  `(?:^|[^\\p{L}])(?:${numbered}|(?<!(?:^|[^\\p{L}])(?:in|for|from|during|of)[ ]+(?:(?:my|our|the)[ ]+)?)${course})[ ]*(?:[\\dk]{1,2}(?:st|nd|rd|th)?[ ]*(?:,|&|-|–|and|to|or|y|of)[ ]*)*$`,
  "u",
);

/** False where the words in front make the number that follows a name: "grades 3 and", "room", "May". */
export function isCounting(before: string): boolean {
  return !isNumbered.test(before);
}

const grade = "(?<![\\p{L}\\d])(?:1[0-2]|[1-9])(?:st|nd|rd|th)";

/** Numbers that say when, where or how long, and are nobody's: "week 3 of 4", "grades 3 and 4", "by 5/12", "2 minutes". */
const plainNumbers = new RegExp(
  [
    `(?<![\\p{L}\\d])(?:grades?|gr\\.|periods?|rooms?|rm\\.|units?|chapters?|ch\\.|pages?|lessons?|modules?|weeks?|days?|quarters?|trimesters?|semesters?|grados?|semanas?|${course})[ ]*(?:k[ ]*[-–][ ]*)?\\d{1,2}(?:[ ]*(?:,|&|-|–|and|to|y|of)[ ]*\\d{1,2})*(?![\\p{L}\\d/%]|[.:]\\d|[ ]*(?:%|\\(|of\\b|out\\b|${people}))`,
    `(?:${months})\\.?[ ]+\\d{1,2}(?:st|nd|rd|th)?(?:,[ ]*20\\d\\d)?(?![\\p{L}\\d/%]|[.:]\\d|[ ]*(?:%|of\\b|${people}))`,
    "(?:(?:on|by|until|since|before|after|from|to|due|week of)[ ]+)\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?(?![\\p{L}\\d/%])",
    "(?<![\\d/])20\\d\\d-\\d\\d-\\d\\d(?!\\d)|(?<![\\p{L}\\d.,/-])20[12]\\d(?:[-–/](?:20)?[12]\\d)?(?![\\p{L}\\d%])",
    "(?<![\\d:])\\d{1,2}:[0-5]\\d(?![\\d:])|(?<![\\p{L}\\d])\\d{1,2}[ ]*[ap]\\.?m\\b",
    `(?<![\\p{L}\\d.,:/-])(?:\\d{1,3}|${word}|half an|half)(?:[ ]*[-–][ ]*(?:\\d{1,3}|${word}))?[- ](?:weeks?|days?|months?|years?|hours?|minutes?|mins?|seconds?|semanas?|días?|meses|minutos?|horas?)(?!\\p{L})`,
    // One is no number of several: "Algebra 1 students".
    "(?<!\\p{L})(?:algebra|integrated(?:[ ]math)?)[ ]1[ ]+students(?!\\p{L})",
    `${grade}(?:[ ]*(?:,|&|-|–|and|to|or)[ ]*${grade})*[- ](?:grades?|graders?|period|hour|block)(?!\\p{L})`,
    "(?<!\\p{L})an?[ ](?:third|fourth|fifth|tenth)[- ]grade(?:r|rs)?(?!\\p{L})",
    "(?<!\\p{L})(?:this|that|which|any|the other|the next|the last)[ ]one(?!\\p{L})",
    "(?<!\\p{L})one[ ](?:thing|idea|way|reason|change|day|more time)(?!\\p{L})",
  ].join("|"),
  "gu",
);
/** "In math 8 passed", "in period 2, 7 got it": what looks like a name is a number of people. */
const countedBehindName = new RegExp(
  `(?<!\\p{L})(?:(?:in|for|from|during)[ ]+(?:(?:my|our|the)[ ]+)?(?:${numbered}|${course})[ ]*|(?:${numbered}|${course})[ ]*\\d{1,2}[ ]*,[ ]*)\\d{1,2}[ ]+${didSomething}(?!\\p{L})`,
  "u",
);
const anyNumber = new RegExp(
  `\\p{N}|%|(?<!\\p{L})(?:${word}|percent|half|halves|an?[ ](?:third|quarter|fourth|fifth|tenth|couple|pair)|dozens?|both|neither|twice|thrice|doubled?|mitad|un tercio|un cuarto|once[ ](?:de|estudiantes|alumn[oa]s|niñ[oa]s))(?!\\p{L})`,
  "u",
);
/** "At all", "all week", "half an hour in all": all of something that is nobody. */
const allOfNobody =
  "(?<!(?:at|after|above|of)[ ])all(?![ ]+(?:day|week|month|year|morning|afternoon|period|right|along|over|kinds|sorts|the[ ]+(?:time|way))(?!\\p{L}))(?<!in[ ]all(?=[ ]*(?:[.,;!?)]|$)))";
const lessons = "(?:discussions?|instruction|lessons?|talks?|shares?|time|reading|teaching|conversations?|practice)";
/** All or nothing, whatever it is said of: beside a result of few it is the result of each. */
const everybody = new RegExp(
  `(?<!\\p{L})(?:${[
    "every(?:one|body)|no(?:body|[ ]one)|todos|todas|nadie|ningun[oa]|ningún|unanimous(?:ly)?",
    allOfNobody,
    `(?:each|every)[ ]+(?:of[ ]+)?(?:(?:my|our|the|these|those)[ ]+)?(?:them|us|${student})`,
    `(?:whole|entire|full)[ -](?:class|group|section|cohort|room|team|grade|lot|bunch)(?![ ]+${lessons}(?!\\p{L}))`,
    "toda[ ]+la[ ]+clase|todo[ ]+el[ ]+grupo",
    "(?:a|every|the)[ ]+single|(?:the[ ]+)?(?:lone|sole)",
    `(?:no|not[ ]+an?|not[ ]+any|without[ ]+any)[ ]+(?!(?:idea|doubt|surprise|need|reason|way|matter|longer)(?!\\p{L}))(?:[\\p{L}'’-]+[ ]+){0,2}${people}`,
    "(?:not|never|without|hardly|barely|\\p{L}+n['’]t)[ ]+(?:[\\p{L}'’]+[ ]+){0,3}?any(?:one|body|[ ]+of[ ]+them)",
  ].join("|")})(?!\\p{L})`,
  "u",
);

/**
 * Whether any number stands in the text, in figures or in words, a share too ("half of them"), and all or nothing ("everyone
 * finished", "no student"), whatever is said of them. Only what says when, where, in which course or how long is let by. For
 * words beside a result that is not shown: one number in them may be that result.
 */
export function saysNumber(text: string): boolean {
  const plain = text.normalize("NFKC").toLowerCase();
  const rest = plain.replace(plainNumbers, " ");
  return anyNumber.test(rest) || everybody.test(rest) || countedBehindName.test(plain);
}
