import MiniSearch from "minisearch";
import { idleWords, stem } from "./words.js";

/** A test as it is searched: only what she who searches may read. */
export type Sought = {
  id: string;
  title: string;
  topics: string;
  question: string;
  plan: string;
  learned: string;
  reason: string;
};

const fields = ["title", "topics", "question", "plan", "learned", "reason"] as const;

/**
 * Ids of the tests with these words, the best first: all of the words where a test has them, else any. Endings do not matter,
 * nor does a letter or two in a long word. The index is made for this one question and thrown away: it holds nothing that
 * she may not read, and nothing that was shared once.
 */
export function searchTests(tests: readonly Sought[], words: string): string[] {
  const terms = new Map<string, string>();
  const term = (word: string) => {
    const known = terms.get(word) ?? stem(word).replace(/(\p{L})\1$/u, "$1");
    terms.set(word, known);
    return known;
  };
  const index = new MiniSearch<Sought>({
    fields: [...fields],
    tokenize: wordsIn,
    processTerm: term,
    searchOptions: {
      boost: { title: 3, topics: 2, question: 1.5 },
      prefix: (term) => term.length >= 4,
      fuzzy: (term) => (term.length >= 8 ? 2 : term.length >= 5 ? 1 : false),
    },
  });
  index.addAll(tests);
  const all = wordsIn(words);
  const telling = all.filter((word) => !idleWords.has(word));
  const query = (telling.length > 0 ? telling : all).join(" ");
  if (query === "") return [];
  const every = index.search(query, { combineWith: "AND" });
  const found = every.length > 0 ? every : index.search(query, { combineWith: "OR" });
  return found.map(({ id }) => `${id}`);
}

/** Of any script, without accents and apostrophes. */
function wordsIn(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’‘`]/g, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
