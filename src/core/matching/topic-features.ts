import type { ConceptIndex } from "./concepts.js";
import { idleWords, stem, wordsOf } from "./words.js";

/** What a statement says, by name: `c:` an idea of the lexicon, `w:` a word's stem, `b:` two stems that follow each other. */
export type TextFeatures = { concepts: number[]; stems: string[]; pairs: string[] };

export function textFeatures(text: string, index: ConceptIndex): TextFeatures {
  const words = wordsOf(text);
  const stems = words.map((word) => (idleWords.has(word) || /^\d/.test(word) ? "" : stem(word)));
  const pairs = stems.flatMap((one, at) => {
    const next = stems[at + 1];
    return one !== "" && next !== undefined && next !== "" ? [`${one} ${next}`] : [];
  });
  return { concepts: index.find(words), stems: [...new Set(stems)].filter(Boolean), pairs: [...new Set(pairs)] };
}
