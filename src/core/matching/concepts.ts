import { learningLexicon } from "./lexicon-learning.js";
import { supportLexicon } from "./lexicon-support.js";
import { sharedLexicon, systemLexicon } from "./lexicon-system.js";
import type { TopicId } from "./topics.js";

/** One idea of the field with the ways of saying it. `topic`: null where it is of no topic alone. */
export type Concept = { id: string; topic: TopicId | null };
type Phrase = { concept: number; words: readonly string[] };
export type ConceptIndex = { concepts: readonly Concept[]; find(words: readonly string[]): number[] };

const lexicon: Readonly<Record<TopicId, string>> = { ...learningLexicon, ...supportLexicon, ...systemLexicon };

const linesOf = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** The lexicon made ready to read with, without the topics named (a topic left out, to measure how it goes without). */
export function conceptIndex(without: readonly TopicId[] = []): ConceptIndex {
  const concepts: Concept[] = [];
  const exact = new Map<string, Phrase[]>();
  const begins = new Map<string, Phrase[]>();
  const add = (id: string, topic: TopicId | null, line: string) => {
    const concept = concepts.push({ id, topic }) - 1;
    for (const way of line.split("|")) {
      const words = way.trim().split(/\s+/);
      const first = words[0] ?? "";
      const [map, key] = first.endsWith("*") ? [begins, first.slice(0, 3)] : [exact, first];
      map.set(key, [...(map.get(key) ?? []), { concept, words }]);
    }
  };
  for (const [topic, text] of Object.entries(lexicon) as [TopicId, string][]) {
    if (without.includes(topic)) continue;
    linesOf(text).forEach((line, nth) => {
      add(`${topic}.${nth}`, topic, line);
    });
  }
  linesOf(sharedLexicon).forEach((line, nth) => {
    add(`shared.${nth}`, null, line);
  });

  return {
    concepts,
    find(words) {
      const found = new Set<number>();
      words.forEach((word, at) => {
        for (const { concept, words: way } of [...(exact.get(word) ?? []), ...(begins.get(word.slice(0, 3)) ?? [])])
          if (!found.has(concept) && way.every((part, nth) => fits(part, words[at + nth]))) found.add(concept);
      });
      return [...found].sort((a, b) => a - b);
    },
  };
}

/** `*` alone is any word, `absen*` any word that begins so. */
function fits(part: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  return part.endsWith("*") ? word.startsWith(part.slice(0, -1)) : part === word;
}
