/**
 * Chance that is asked about something: the same question has the same answer in every run of a seed, in whatever order
 * questions come. So two runs of one seed are the same, although messages are sent many at once.
 */
export type Dice = {
  /** In [0, 1). */
  roll(...about: (string | number)[]): number;
  chance(share: number, ...about: (string | number)[]): boolean;
  /** Whole, both ends included. */
  between(from: number, to: number, ...about: (string | number)[]): number;
  pick<T>(list: readonly T[], ...about: (string | number)[]): T;
};

export function diceOf(seed: number): Dice {
  const roll = (...about: (string | number)[]) => hash(`${seed}\n${about.join("\n")}`) / 2 ** 32;
  return {
    roll,
    chance: (share, ...about) => roll(...about) < share,
    between: (from, to, ...about) => from + Math.floor(roll(...about) * (to - from + 1)),
    pick(list, ...about) {
      const picked = list[Math.floor(roll(...about) * list.length)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
  };
}

/** MurmurHash3's mixing over the characters: cheap, and neighbours do not resemble each other. */
function hash(text: string): number {
  let h = 0x9747b28c;
  for (let i = 0; i < text.length; i += 1) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
