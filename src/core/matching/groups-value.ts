import type { GroupsInput, PastMeeting } from "./groups-model.js";

/**
 * After how many days a meeting weighs half: about half a school year. A pair of the last convening (a third of a year ago)
 * still weighs .63, one of a year ago .25.
 */
export const halfLifeDays = 180;

/** The dial as it stands unless somebody turns it: few repeats, most of the likeness (`npm run bench -- groups`). */
export const usualNovelty = 0.6;

/** How much of a pair's meetings is still fresh: 0 (never met) to 1 (met today); a second meeting adds to the first. */
export function memoryOf(daysAgo: readonly number[]): number {
  return 1 - daysAgo.reduce((left, days) => left * (1 - 0.5 ** (Math.max(0, days) / halfLifeDays)), 1);
}

/** What a pair is worth with the dial: likeness on one side, what is new on the other. 0 to 1. */
export function pairValue(likeness: number, memory: number, novelty: number): number {
  return (1 - novelty) * likeness + novelty * (1 - memory);
}

/**
 * A group's part of the total: for each member the mean value of her pairs, summed. A plain sum of pairs would make every
 * group as large as allowed (three pairs for three people, ten for five); this way a size is chosen by who fits.
 */
export function groupValue(sumOfPairs: number, members: number): number {
  return members < 2 ? 0 : (2 * sumOfPairs) / (members - 1);
}

/** One key for a pair in either order. Ids are no longer than a row's id, and hold no line break. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** For each pair that met: how many days ago, the latest first. */
export function meetings(past: readonly PastMeeting[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { a, b, daysAgo } of past) {
    const key = pairKey(a, b);
    found.set(key, [...(found.get(key) ?? []), daysAgo]);
  }
  for (const days of found.values()) days.sort((one, other) => one - other);
  return found;
}

/** Likeness of a pair, asked in one order. Throws a RangeError naming the pair for what is no number of 0 to 1. */
export function likenessOf({ worth }: Pick<GroupsInput, "worth">, a: string, b: string): number {
  const likeness = a < b ? worth(a, b) : worth(b, a);
  if (!(likeness >= 0 && likeness <= 1)) throw new RangeError(`worth of ${a} and ${b}: ${likeness}, not of 0 to 1`);
  return likeness;
}

/** Whether one of them shares the problem with none of the others, or they are too few to need one. */
export function hasOutsideView(
  members: readonly string[],
  { sharesProblem }: Pick<GroupsInput, "sharesProblem">,
): boolean {
  if (sharesProblem === undefined || members.length < 3) return true;
  return members.some((one) =>
    members.every((other) => other === one || !(one < other ? sharesProblem(one, other) : sharesProblem(other, one))),
  );
}
