import { learningLexicon } from "./lexicon-learning.js";
import { supportLexicon } from "./lexicon-support.js";
import { sharedLexicon, systemLexicon } from "./lexicon-system.js";
import { phraseIndex } from "./phrases.js";
import type { TopicId } from "./topics.js";

/** One idea of the field. `topic`: null where it is of no topic alone. */
export type Concept = { id: string; topic: TopicId | null };
/** `find`: places in `concepts`, ascending. */
export type ConceptIndex = { concepts: readonly Concept[]; find(words: readonly string[]): number[] };

const lexicon: Readonly<Record<TopicId, string>> = { ...learningLexicon, ...supportLexicon, ...systemLexicon };

/** The lexicon made ready to read with, without the topics named (to measure how a topic goes that nobody thought of). */
export function conceptIndex(without: readonly TopicId[] = []): ConceptIndex {
  const concepts: Concept[] = [];
  const entries: { key: number; ways: string }[] = [];
  const add = (topic: TopicId | null, text: string) => {
    for (const [nth, line] of text.trim().split("\n").entries())
      entries.push({ key: concepts.push({ id: `${topic ?? "shared"}.${nth}`, topic }) - 1, ways: line });
  };
  for (const [topic, text] of Object.entries(lexicon) as [TopicId, string][])
    if (!without.includes(topic)) add(topic, text);
  add(null, sharedLexicon);
  return { concepts, find: phraseIndex(entries).find };
}
