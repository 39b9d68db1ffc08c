import { amountOf, endOfNumber, isCounting, number, student, thing } from "./figure-words.js";

/**
 * Figures about few people in free text, as they stand there (in lower case): "9 of 12", "9/12", "nine of twelve",
 * "3 students", "5 did not", "12 %", "n = 8". Few: fewer than `minN`, in the whole or in a part of it. With `minN` Infinity
 * every figure about people is found; that is for texts beside a result that is not shown as a figure.
 *
 * It finds rather too much than too little, and it is no proof: "all but my smallest group" is not found. English, and the
 * plainest Spanish. Not taken for figures: dates, times, grades, periods, rooms, money, numbers of weeks or lessons.
 */
export function figuresInText(text: string, minN: number): string[] {
  const plain = text.normalize("NFKC").toLowerCase();
  const found: { from: number; to: number; text: string }[] = [];
  for (const { pattern, isFigure } of kinds) {
    for (const match of plain.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (found.some((one) => from < one.to && one.from < to)) continue;
      const around = { before: plain.slice(Math.max(0, from - 40), from), after: plain.slice(to, to + 60) };
      if (isFigure(match.groups ?? {}, minN, around)) found.push({ from, to, text: match[0].trim() });
    }
  }
  return found.sort((a, b) => a.from - b.from).map((one) => one.text);
}

type Kind = {
  pattern: RegExp;
  isFigure(
    groups: Record<string, string | undefined>,
    minN: number,
    around: { before: string; after: string },
  ): boolean;
};

/** What students do or are, where the word itself is left out: "3 got it", "five did not". */
const deed =
  "(?:got|get|passed|failed|missed|answered|could|couldn['’]?t|can|can['’]?t|cannot|did|didn['’]?t|were|weren['’]?t|had|need|needed|know|knew|met|scored|struggled|improved|solved|wrote|correct|right|wrong|absent|proficient)";

/** A share or a number of people; longer forms first, since what is found once is not looked at again. */
const kinds: Kind[] = [
  {
    pattern: new RegExp(
      `(?<part>${number}|half|all|both|none)(?:[ ]*(?<slash>/)[ ]*|(?:[ ]+${student})?[ ]+(?:(?:out[ ]+)?of|de|(?<in>in))[ ]+(?:(?:my|our|the|these|those|all)[ ]+){0,2})(?<whole>${endOfNumber})`,
      "gu",
    ),
    isFigure({ part, whole, slash, in: isIn }, minN, { before, after }) {
      const all = amountOf(whole);
      const few = part === "half" ? all / 2 : part === "all" || part === "both" ? all : amountOf(part);
      if (few > all || !isCounting(before) || new RegExp(`^[ ]+${thing}\\b`, "u").test(after)) return false;
      if (slash !== undefined && isDate(few, all, before, after)) return false;
      if (isIn !== undefined && !new RegExp(`^[ ]+${student}\\b`, "u").test(after)) return false;
      return few < minN || all - few < minN;
    },
  },
  // Nobody can see how many people a percentage is about.
  {
    pattern: new RegExp(`${number}[ ]*(?:%|percent\\b|per[ ]cent\\b|pct\\b|por[ ]ciento\\b)`, "gu"),
    isFigure: () => true,
  },
  {
    pattern: new RegExp(`(?<part>${number}|both)(?:[ ]*[-–][ ]*${endOfNumber})?[ ]+${student}\\b`, "gu"),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(`(?<part>${number})[ ]+(?:of[ ]+(?:them|these|those)|more|others)?[ ]*${deed}\\b`, "gu"),
    isFigure: (groups, minN, around) => groups.part !== "one" && isFew(groups, minN, around),
  },
  { pattern: new RegExp(`(?<part>${number})[ ]+of[ ]+(?:them|these|those)\\b`, "gu"), isFigure: isFew },
  {
    pattern: new RegExp(`\\bn[ ]*[=:][ ]*(?<part>${number})`, "gu"),
    isFigure: ({ part }, minN) => amountOf(part) < minN,
  },
  {
    pattern: new RegExp(`\\b(?:all|only|just)[ ]+(?:the[ ]+)?(?<part>${number})(?=[ ]*(?:[.,;!?)]|$))`, "gu"),
    isFigure: isFew,
  },
];

function isFew({ part }: Record<string, string | undefined>, minN: number, { before }: { before: string }): boolean {
  const value = part === "both" ? 2 : amountOf(part);
  return isCounting(before) && value < minN && !/^(?:19|20)\d\d$/.test(part ?? "");
}

const dateComesAfter =
  /(?:\b(?:on|by|until|til|till|since|before|after|from|through|thru|due|dated?|week of|el|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?)\b[.,]?[ ]*(?:the[ ]+)?\(?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?[ ]*(?:[-–—&,]|to|and|through)[ ]*)$/u;

/** 5/12 can be a day or a share. It is a day where the words around it say so, and a share where people follow. */
function isDate(month: number, day: number, before: string, after: string): boolean {
  if (month < 1 || month > 12 || day > 31) return false;
  if (/^\/\d/.test(after)) return true;
  if (new RegExp(`^[ ]+(?:of\\b|${student}\\b|${deed}\\b)`, "u").test(after)) return false;
  if (/(?:^|\n)[ ]*$/.test(before) && /^[ ]*[:–—-][ ]/.test(after)) return true;
  return dateComesAfter.test(before) || /^[ ]*[-–—][ ]*\d{1,2}\/\d/.test(after);
}
