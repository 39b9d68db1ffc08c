import { focusAreas, strategyKinds, studentGroups } from "./attributes.js";
import type { Prepared } from "./prepare.js";
import { profileCloseness, profileParts } from "./profile.js";
import { allBands, isWhole } from "./topic-model.js";

/** What a score is made of; each is 0–1. Only “worked there” depends on who asks. */
export const parts = [
  "topic",
  "kind of problem",
  "wording",
  "focus area",
  "student groups",
  "grades",
  "root causes",
  "tried alike",
  "worked there",
  "profile",
  "meaning",
] as const;
export type Part = (typeof parts)[number];

/** What most problems have says little where two have it. */
const groupWeights = studentGroups.map((group) => (group === "all students" ? 0.2 : group === "low-income" ? 0.6 : 1));
const strategyWeights = strategyKinds.map((kind) => (kind === "pd" ? 0.5 : 1));
const even = Array.from({ length: 32 }, () => 1);
const focusWeights = focusAreas.map((area) => (area === "Systems, data and collaboration" ? 0.8 : 1));
const wholeAlike = 0.3;

/** Shared of all that either has, by weight; where what is shared weighs little, it counts little. */
export function overlap(mine: number, theirs: number, weights: readonly number[]): number {
  let shared = 0;
  let either = 0;
  for (let rest = mine | theirs; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const weight = weights[31 - Math.clz32(bit)] ?? 1;
    either += weight;
    if ((mine & theirs & bit) !== 0) shared += weight * weight;
  }
  return either === 0 ? 0 : shared / either;
}

export const groupsAlike = (mine: number, theirs: number): number => overlap(mine, theirs, groupWeights);
export const causesAlike = (mine: number, theirs: number): number => overlap(mine, theirs, even);
export const triedAlike = (mine: number, theirs: number): number => overlap(mine, theirs, strategyWeights);
export const focusAlike = (mine: number, theirs: number): number =>
  mine < 0 || mine !== theirs ? 0 : (focusWeights[mine] ?? 1);

/** “All grades” beside “grade 9” is nearly nothing. */
export function bandsAlike(mine: number, theirs: number): number {
  if ((mine & theirs) === 0) return 0;
  const [here, there] = [isWhole(mine), isWhole(theirs)];
  if (here || there) return here && there ? wholeAlike : 0;
  return overlap(mine & allBands, theirs & allBands, even);
}

/** Something that worked for them and that was not tried here, or did not work here. 1 with one such thing. */
export const workedThere = (worked: number, tried: number, failed: number): number =>
  (worked & (~tried | failed)) !== 0 ? 1 : 0;

export function profilesAlike(mine: ArrayLike<number>, theirs: ArrayLike<number>, at = 0): number {
  let sum = 0;
  for (let part = 0; part < profileParts; part++)
    sum += profileCloseness(part, mine[part] ?? Number.NaN, theirs[at + part] ?? Number.NaN);
  return sum / profileParts;
}

/** The sum of products: for `sure` of two spreads the chance that both are of one topic. */
export function topicsAlike(mine: ArrayLike<number>, theirs: ArrayLike<number>, at = 0): number {
  let sum = 0;
  for (let nth = 0; nth < mine.length; nth++) sum += (mine[nth] ?? 0) * (theirs[at + nth] ?? 0);
  return Math.min(1, sum);
}

/** The same for `near`. */
export const kindsAlike = (mine: ArrayLike<number>, theirs: ArrayLike<number>, at = 0): number =>
  kindsFrom(topicsAlike(mine, theirs, at));

/** Any two problems are a little alike: that much is taken off the sum of products. */
export const kindsFrom = (sum: number): number => Math.max(0, (Math.min(1, sum) - unlikeKinds) / (1 - unlikeKinds));
const unlikeKinds = 0.4;

function wordingAlike(mine: Prepared["terms"], theirs: Prepared["terms"]): number {
  let sum = 0;
  for (let i = 0, j = 0; i < mine.places.length && j < theirs.places.length; ) {
    const [here, there] = [mine.places[i] ?? 0, theirs.places[j] ?? 0];
    if (here === there) sum += (mine.weights[i] ?? 0) * (theirs.weights[j] ?? 0);
    if (here <= there) i++;
    if (there <= here) j++;
  }
  return Math.min(1, sum);
}

/** Cosine, from 0; 0 for vectors of different providers or versions. */
export function meaningAlike(mine: Prepared["vector"], theirs: Prepared["vector"]): number {
  if (mine === undefined || theirs === undefined) return 0;
  if (mine.provider !== theirs.provider || mine.version !== theirs.version) return 0;
  if (mine.numbers.length !== theirs.numbers.length) return 0;
  let [dot, here, there] = [0, 0, 0];
  mine.numbers.forEach((one, at) => {
    const other = theirs.numbers[at] ?? 0;
    dot += one * other;
    here += one * one;
    there += other * other;
  });
  return here === 0 || there === 0 ? 0 : Math.min(1, Math.max(0, dot / Math.sqrt(here * there)));
}

export function likeness(mine: Prepared, theirs: Prepared): Record<Part, number> {
  return {
    topic: topicsAlike(mine.spread.sure, theirs.spread.sure),
    "kind of problem": kindsAlike(mine.spread.near, theirs.spread.near),
    wording: wordingAlike(mine.terms, theirs.terms),
    "focus area": focusAlike(mine.focus, theirs.focus),
    "student groups": groupsAlike(mine.groups, theirs.groups),
    grades: bandsAlike(mine.bands, theirs.bands),
    "root causes": causesAlike(mine.causes, theirs.causes),
    "tried alike": triedAlike(mine.tried, theirs.tried),
    "worked there": workedThere(theirs.worked, mine.tried, mine.failed),
    profile: profilesAlike(mine.profile, theirs.profile),
    meaning: meaningAlike(mine.vector, theirs.vector),
  };
}
