import type { DistrictProfile } from "../network/model.js";
import { readGrades } from "./grades.js";
import type { ProfileFact } from "./model.js";

/**
 * A district's profile as six numbers: enrollment and schools (logarithms), meals and English learners (0–100), locale (0–3) and
 * grades (a bit each). NaN where nothing is known.
 */
export type ProfileNumbers = Float32Array;
export const profileParts = 6;

/** From the country to the city: 0–3; a half between two. “mixed” and “distributed” are nowhere. */
export function readLocale(text: string | null): number {
  const said = (text ?? "").toLowerCase();
  const found = [
    [/rural|remote|frontier|country/, 0],
    [/town/, 1],
    [/suburb/, 2],
    [/\bcity|urban/, 3],
  ] as const;
  const places = found.filter(([way]) => way.test(said.replace(/suburban/g, "suburb"))).map(([, at]) => at);
  return places.length === 0 ? Number.NaN : places.reduce((sum: number, one) => sum + one, 0) / places.length;
}

/** Grades as a bit each, preschool first. */
function gradeBits(text: string | null): number {
  const grades = text === null ? [] : readGrades([text]);
  return grades.length === 0 ? Number.NaN : grades.reduce((bits, grade) => bits | (1 << (grade + 1)), 0);
}

const logOf = (figure: number | null): number => (figure === null || figure <= 0 ? Number.NaN : Math.log(figure));

export function profileNumbers(profile: DistrictProfile): ProfileNumbers {
  return Float32Array.of(
    logOf(profile.enrollment),
    logOf(profile.schools),
    profile.frpmPct ?? Number.NaN,
    profile.elPct ?? Number.NaN,
    readLocale(profile.locale),
    gradeBits(profile.grades),
  );
}

/** At what distance two figures are no longer alike at all: eight times the size, 40 points, two steps of locale. */
const reach = [Math.log(8), Math.log(8), 40, 40, 2] as const;

/** How alike two districts are in one part of their profile: 0–1; 0 where either says nothing. */
export function profileCloseness(part: number, mine: number, theirs: number): number {
  if (part === 5) {
    if (Number.isNaN(mine) || Number.isNaN(theirs)) return 0;
    return bitCount(mine & theirs) / bitCount(mine | theirs);
  }
  const near = 1 - Math.abs(mine - theirs) / (reach[part] as number);
  // What is missing is NaN here and says nothing.
  return Number.isNaN(near) ? 0 : Math.max(0, near);
}

export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

const facts = ["enrollment", "schools", "frpmPct", "elPct", "locale", "grades"] as const;

/** The figures that both districts have, as published. */
export function profileFacts(
  mine: { profile: DistrictProfile; numbers: ProfileNumbers },
  theirs: { profile: DistrictProfile; numbers: ProfileNumbers },
): ProfileFact[] {
  return facts.flatMap((what, part): ProfileFact[] => {
    const [here, there] = [mine.profile[what], theirs.profile[what]];
    const [from, to] = [mine.numbers[part] ?? Number.NaN, theirs.numbers[part] ?? Number.NaN];
    if (here === null || there === null || Number.isNaN(from) || Number.isNaN(to)) return [];
    return [{ what, mine: here, theirs: there, alike: profileCloseness(part, from, to) >= 0.7 }];
  });
}
