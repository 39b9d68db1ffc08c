import { wordsOf } from "../../src/core/matching/words.js";

/** Okapi BM25 with the usual constants; every text is asked for with its own words. Returns `scores[query][text]`. */
export function bm25(texts: readonly string[], k1 = 1.2, b = 0.75): number[][] {
  const read = texts.map(wordsOf);
  const meanLength = read.reduce((sum, words) => sum + words.length, 0) / Math.max(1, read.length);
  const counts = read.map((words) => {
    const count = new Map<string, number>();
    for (const word of words) count.set(word, (count.get(word) ?? 0) + 1);
    return count;
  });
  const rarity = (word: string) => {
    const having = counts.filter((count) => count.has(word)).length;
    return Math.log(1 + (texts.length - having + 0.5) / (having + 0.5));
  };
  return counts.map((query) => {
    const asked = [...query.keys()].map((word) => ({ word, rare: rarity(word) }));
    return counts.map((count, nth) =>
      asked.reduce((sum, { word, rare }) => {
        const often = count.get(word) ?? 0;
        const length = (read[nth]?.length ?? 0) / meanLength;
        return sum + (rare * often * (k1 + 1)) / (often + k1 * (1 - b + b * length));
      }, 0),
    );
  });
}
