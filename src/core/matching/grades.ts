import { wordsOf } from "./words.js";

export const gradeBands = ["PK-K", "K-2", "3-5", "6-8", "9-12"] as const;
export type GradeBand = (typeof gradeBands)[number];

const preschool = -1;
const numbers: Readonly<Record<string, number>> = {
  preschool,
  prek: preschool,
  pk: preschool,
  tk: preschool,
  pre: preschool,
  transitional: preschool,
  k: 0,
  kinder: 0,
  kindergarten: 0,
  kindergartners: 0,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  freshman: 9,
  freshmen: 9,
  sophomore: 10,
  sophomores: 10,
  junior: 11,
  juniors: 11,
  senior: 12,
  seniors: 12,
};
const spans: Readonly<Record<string, readonly [number, number]>> = {
  elementary: [0, 5],
  primary: [0, 3],
  intermediate: [4, 6],
  middle: [6, 8],
  high: [9, 12],
  secondary: [6, 12],
  all: [preschool, 12],
  every: [preschool, 12],
  districtwide: [preschool, 12],
};

const gradeOf = (word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (digits !== undefined) return Number(digits) >= 1 && Number(digits) <= 12 ? Number(digits) : undefined;
  return numbers[word];
};

/** Grades from preschool (-1) and kindergarten (0) to 12 as people write them: “8th and 9th”, “grades 7–8”, “TK-2”, “middle school”. */
export function readGrades(texts: readonly string[]): number[] {
  const grades = new Set<number>();
  const add = (from: number, to: number) => {
    for (let grade = Math.min(from, to); grade <= Math.max(from, to); grade++) grades.add(grade);
  };
  for (const text of texts) {
    // A dash or “to” between two grades is a span, “and” or a comma is not.
    const marked = text.replace(/(\S)\s*(?:[-–—]|\bto\b|\bthrough\b|\bthru\b)\s*(?=\S)/gi, "$1 spanto ");
    const words = wordsOf(marked.replace(/\bpre\s+spanto\s+k\b/gi, "prek").replace(/\bpre k\b/gi, "prek"));
    words.forEach((word, at) => {
      const grade = gradeOf(word);
      if (grade !== undefined) add(grade, words[at + 1] === "spanto" ? (gradeOf(words[at + 2]) ?? grade) : grade);
      const span = spans[word];
      if (span !== undefined && !(word === "high" && words[at - 1] === "junior")) add(span[0], span[1]);
      if (word === "junior" && words[at + 1] === "high") {
        grades.delete(11);
        add(7, 8);
      }
    });
  }
  return [...grades].sort((a, b) => a - b);
}

/** The bands that the grades are in. Kindergarten is in the first two: a team says either. */
export function readBands(texts: readonly string[]): GradeBand[] {
  const coded = texts.filter((text): text is GradeBand => (gradeBands as readonly string[]).includes(text.trim()));
  const grades = readGrades(texts.filter((text) => !(gradeBands as readonly string[]).includes(text.trim())));
  const has = (from: number, to: number) => grades.some((grade) => grade >= from && grade <= to);
  const bands: Readonly<Record<GradeBand, boolean>> = {
    "PK-K": has(preschool, 0),
    "K-2": has(1, 2) || (has(0, 0) && grades.some((grade) => grade > 0)),
    "3-5": has(3, 5),
    "6-8": has(6, 8),
    "9-12": has(9, 12),
  };
  return gradeBands.filter((band) => bands[band] || coded.includes(band));
}
