import {
  amountOf,
  course,
  deed,
  didSomething,
  endOfNumber,
  isCounting,
  number,
  someOfThem,
  student,
  thing,
} from "./figure-words.js";
import { isIntention } from "./intentions.js";

/** What a text is: words about what was seen, a prediction, or the name of something (a title, a place, a commitment). */
export type Said = "seen" | "hoped" | "named";

/**
 * Figures about few people in free text, as they stand there (in lower case): "9 of 12", "9/12", "nine of twelve",
 * "3 students", "5 did not", "passed: 5", "group of 8", "n = 8". Few: fewer than `minN`, in the whole or in a part of it. With
 * `minN` Infinity every figure about people is found.
 *
 * A share ("12 %", "half my class", "half got it") is found unless it says beside it of how many, and those it is about and the others are
 * `minN` at least: "42 % of 310" is not found, "42 %" and "3 % of 310" are. In what is "hoped" no share is found: what is
 * predicted is nobody's result. In what is "named" no intention is: "call five families", "a 90 % goal".
 *
 * It finds rather too much than too little, and it is no proof: "all but my smallest group" is not found. English, and the
 * plainest Spanish. Not taken for figures: dates, times, grades, periods, rooms, money, numbers of weeks or lessons.
 */
export function figuresInText(text: string, minN: number, said: Said = "seen"): string[] {
  return find(text.normalize("NFKC").toLowerCase(), minN, said).map((one) => one.text);
}

/** The same figures, each with "…" in its place. A text without any comes back as it was. */
export function withoutFigures(text: string, minN: number, said: Said = "seen"): { text: string; leftOut: boolean } {
  const normal = text.normalize("NFKC");
  const lower = normal.toLowerCase();
  // A few letters are longer in lower case; then the places are right in there alone.
  const shown = lower.length === normal.length ? normal : lower;
  const found = find(lower, minN, said);
  if (found.length === 0) return { text, leftOut: false };
  const kept = found.map(({ from }, index) => shown.slice(found[index - 1]?.to ?? 0, from));
  return { text: [...kept, shown.slice(found.at(-1)?.to)].join("…"), leftOut: true };
}

function find(plain: string, minN: number, said: Said): { from: number; to: number; text: string }[] {
  const found: { from: number; to: number; text: string }[] = [];
  for (const { pattern, isFigure, share = false } of kinds) {
    if (share && said === "hoped") continue;
    for (const match of plain.matchAll(pattern)) {
      const text = match[0].trim();
      const from = match.index + match[0].indexOf(text);
      const to = from + text.length;
      if (found.some((one) => from < one.to && one.from < to)) continue;
      const around = { before: plain.slice(Math.max(0, from - 40), from), after: plain.slice(to, to + 60) };
      if (said === "named" && isIntention(text, plain.slice(Math.max(0, from - 90), from), around.after)) continue;
      if (isFigure(match.groups ?? {}, minN, around)) found.push({ from, to, text });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

type Kind = {
  pattern: RegExp;
  /** A part of a whole that may not be said. */
  share?: boolean;
  isFigure(
    groups: Record<string, string | undefined>,
    minN: number,
    around: { before: string; after: string },
  ): boolean;
};

/** A share or a number of people; longer forms first, since what is found once is not looked at again. */
const kinds: Kind[] = [
  {
    pattern: new RegExp(
      `(?<part>${number}|half|all|both|none)(?:[ ]*(?<slash>/)[ ]*|(?:[ ]+${student})?[ ]+\\(?(?:(?:out[ ]+)?of|de|(?<in>in))[ ]+(?:(?:my|our|the|these|those|all)[ ]+){0,2})(?<whole>${endOfNumber})`,
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
  {
    pattern:
      /(?<![\p{L}\d$#.:/-])(?<part>\d{1,6})(?:[ ]*\([ ]*|[ ]*-?)(?:out[ -]*)?of[ -]*(?:the[ ]+)?(?<whole>\d{1,6})(?![\p{L}\d]|:\d)/gu,
    isFigure({ part, whole }, minN, { before, after }) {
      const [few, all] = [Number(part), Number(whole)];
      if (few > all || !isCounting(before) || new RegExp(`^[ ]+${thing}\\b`, "u").test(after)) return false;
      return few < minN || all - few < minN;
    },
  },
  // Nobody can see how many people a percentage is about, unless it says so.
  {
    share: true,
    pattern: new RegExp(`(?<percent>${number})[ ]*(?:%|percent\\b|per[ ]cent\\b|pct\\b|por[ ]ciento\\b)`, "gu"),
    isFigure({ percent }, minN, { after }) {
      const whole = ofHowMany.exec(after)?.groups?.whole;
      if (whole === undefined) return true;
      const all = amountOf(whole);
      const few = Math.round((all * amountOf(percent)) / 100);
      return few < minN || all - few < minN;
    },
  },
  {
    share: true,
    pattern: new RegExp(
      `(?<!\\p{L})(?:half|la mitad|(?:a|one|two|three|four)[ -](?:third|quarter|fourth|fifth)s?)[ ]+${someOfThem}(?!\\p{L})`,
      "gu",
    ),
    isFigure: () => true,
  },
  {
    share: true,
    pattern: new RegExp(
      `(?<!\\p{L}|(?:first|second|other|last|final|this|that|each|in)[ ])(?:half|la mitad|(?:an?|one|two|three|four)[ -](?:third|quarter|fourth|fifth)s?)[ ]+${didSomething}(?!\\p{L})`,
      "gu",
    ),
    isFigure: () => true,
  },
  {
    pattern: new RegExp(`(?<part>${number}|both)(?:[ ]*[-–][ ]*${endOfNumber})?[ ]+${student}\\b`, "gu"),
    isFigure: (groups, minN, around) =>
      !(groups.part === "1" && oneIsName.test(around.before)) && isFew(groups, minN, around),
  },
  {
    pattern: new RegExp(
      `(?<part>${number})[ ]+(?:in|from|of)[ ]+(?:my|our|the|this|that|each)[ ]+(?:[\\p{L}'’]+[ ]+){0,2}?(?:class|group|section|cohort|roster|homeroom|period|block)(?![ ]+(?:periods?|time|hours?|meetings?|discussions?)\\b)(?!\\p{L})`,
      "gu",
    ),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(
      `(?<part>${number})[ ]+(?:of[ ]+(?:them|these|those)|more|others)?[ ]*${didSomething}(?!\\p{L})`,
      "gu",
    ),
    isFigure: (groups, minN, around) =>
      !(groups.part === "one" && notCountedOne.test(around.before)) &&
      (isFew(groups, minN, around) || (behindOneName.test(around.before) && amountOf(groups.part) < minN)),
  },
  { pattern: new RegExp(`(?<part>${number})[ ]+of[ ]+(?:them|these|those)\\b`, "gu"), isFigure: isFew },
  {
    pattern: new RegExp(`\\bn[ ]*[=:][ ]*(?<part>${number})`, "gu"),
    isFigure: ({ part }, minN) => amountOf(part) < minN,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:group|class|section|cohort|grupo|clase)[ ]+(?:of|de)[ ]+(?:only|just|about)?[ ]*(?<part>${number})`,
      "gu",
    ),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:n|x|some|most|few|many|several|part)[ ]+(?:out[ ]+)?of[ ]+(?:(?:my|our|the|these|those)[ ]+)?(?<part>${number})(?![ ]+${thing}\\b)`,
      "gu",
    ),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(`(?<part>${number})[ ]*(?:yes|yeses|sí|no(?:es|s)?(?![ ]*\\p{L}))(?!\\p{L})`, "gu"),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(`(?<!\\p{L})(?:${deed}|yes|no)[ ]*[:=][ ]*(?<part>${number})`, "gu"),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:passed|failed|missed|correct|right|wrong|absent|proficient)[ ]+(?<part>${number})(?=[ ]*(?:[.,;!?)]|$|and\\b))`,
      "gu",
    ),
    isFigure: isFew,
  },
  {
    pattern: new RegExp(`\\b(?:all|only|just)[ ]+(?:the[ ]+)?(?<part>${number})(?=[ ]*(?:[.,;!?)]|$))`, "gu"),
    isFigure: isFew,
  },
];

/** "Algebra 1 students": one is no number of several. */
const oneIsName = new RegExp(`(?<!\\p{L})${course}[ ]$`, "u");

/** "In period 2, 7 passed": only "periods 2, 7" are a list. */
const behindOneName = /[^s\s]\.?[ ]+\d{1,2},[ ]+$/u;

/** "No one could tell", "the first one was better": one that is no number of people. */
const notCountedOne =
  /(?:no|this|that|each|every|which|any|other|next|last|first|second|third|new|old|small|smaller|long|longer|short|shorter|easy|easier|hard|harder|same|better|best|good|the|a)[ ]$/u;

/** Behind a percentage: "of 310", "of our 310 students", "(of 45)", "(n = 45)", "(25 of 45)". */
const ofHowMany = new RegExp(
  `^[ ]*\\(?[ ]*(?:n[ ]*[=:]|(?:${number}[ ]+)?(?:out[ ]+)?(?:of|de)[ ]+(?:(?:my|our|the|these|those|all)[ ]+){0,2})[ ]*(?<whole>${endOfNumber})(?![ ]*(?:%|${thing}\\b))`,
  "u",
);

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
