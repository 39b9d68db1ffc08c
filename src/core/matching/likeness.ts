import { type FocusArea, focusAreas, type StudentGroup, strategyKinds, studentGroups } from "./attributes.js";
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

/** All parts in their order, but these. */
export function partsBeside<Left extends Part>(...left: readonly Left[]): Exclude<Part, Left>[] {
  const out: readonly Part[] = left;
  return parts.filter((part): part is Exclude<Part, Left> => !out.includes(part));
}

/** What many problems have says little where two have it. From how common it is in the field, roughly; 1: rare. */
const commonGroups: Partial<Record<StudentGroup, number>> = {
  "all students": 0.2,
  "English learners": 0.7,
  "low-income": 0.7,
  "students with disabilities": 0.8,
  Latino: 0.8,
};
const commonAreas: Partial<Record<FocusArea, number>> = {
  "Systems, data and collaboration": 0.6,
  "Climate and attendance": 0.7,
  "Graduation and on-track": 0.7,
  Literacy: 0.8,
  "English learners": 0.9,
  Mathematics: 0.9,
};
const groupSums = bitSums(studentGroups.map((group) => commonGroups[group] ?? 1));
const focusWeights = focusAreas.map((area) => commonAreas[area] ?? 1);
const strategySums = bitSums(strategyKinds.map((kind) => (kind === "pd" ? 0.5 : 1)));
const even = bitSums(Array.from({ length: 32 }, () => 1));
const wholeAlike = 0.35;

/** The sums of the weights of all bits, for each value of each of four bytes: of the weights, then of their squares. */
type BitSums = { plain: Float64Array; squared: Float64Array };

function bitSums(weights: readonly number[]): BitSums {
  const sums = (power: number) =>
    Float64Array.from({ length: 4 * 256 }, (_, at) =>
      weights.reduce(
        (sum, weight, bit) =>
          bit >> 3 === at >> 8 && (at & 255 & (1 << (bit & 7))) !== 0 ? sum + weight ** power : sum,
        0,
      ),
    );
  return { plain: sums(1), squared: sums(2) };
}

const sumOf = (sums: Float64Array, bits: number): number =>
  (sums[bits & 255] as number) +
  (sums[256 + ((bits >>> 8) & 255)] as number) +
  (sums[512 + ((bits >>> 16) & 255)] as number) +
  (sums[768 + (bits >>> 24)] as number);

/** Shared of all that either has, by weight; where what is shared weighs little, it counts little. */
function overlap(mine: number, theirs: number, { plain, squared }: BitSums): number {
  const shared = mine & theirs;
  return shared === 0 ? 0 : sumOf(squared, shared) / sumOf(plain, mine | theirs);
}

export const groupsAlike = (mine: number, theirs: number): number => overlap(mine, theirs, groupSums);
export const causesAlike = (mine: number, theirs: number): number => overlap(mine, theirs, even);
export const triedAlike = (mine: number, theirs: number): number => overlap(mine, theirs, strategySums);
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
  for (let nth = 0; nth < mine.length; nth++) sum += (mine[nth] as number) * (theirs[at + nth] as number);
  return Math.min(1, sum);
}

/** The same for `near`. Any two problems are a little alike: that much is taken off. */
export const kindsAlike = (mine: ArrayLike<number>, theirs: ArrayLike<number>, at = 0): number =>
  Math.max(0, (topicsAlike(mine, theirs, at) - unlikeKinds) / (1 - unlikeKinds));
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
