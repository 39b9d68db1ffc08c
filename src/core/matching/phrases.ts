/** Which of the entries a text names, by their phrases. */
export type PhraseIndex<Key> = { find(words: readonly string[]): Key[] };
/** `ways`: ways of saying it, divided by “|”. `absen*` is any word that begins so, `*` alone any word. */
export type Entry<Key> = { key: Key; ways: string };

/** Entries are found in the order in which they were given, each once. */
export function phraseIndex<Key>(entries: readonly Entry<Key>[]): PhraseIndex<Key> {
  const byFirstWord = new Map<string, { entry: number; words: string[] }[]>();
  const byBeginning = new Map<string, { entry: number; words: string[] }[]>();
  entries.forEach(({ ways }, entry) => {
    for (const way of ways.split("|")) {
      const words = way.trim().split(/\s+/);
      const first = words[0] ?? "";
      const [map, key] = first.endsWith("*") ? [byBeginning, first.slice(0, 3)] : [byFirstWord, first];
      map.set(key, [...(map.get(key) ?? []), { entry, words }]);
    }
  });
  return {
    find(words) {
      const found = new Set<number>();
      words.forEach((word, at) => {
        for (const phrases of [byFirstWord.get(word), byBeginning.get(word.slice(0, 3))])
          for (const { entry, words: way } of phrases ?? [])
            if (!found.has(entry) && way.every((part, nth) => fits(part, words[at + nth]))) found.add(entry);
      });
      return [...found].sort((a, b) => a - b).flatMap((entry) => entries[entry]?.key ?? []);
    },
  };
}

function fits(part: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  return part.endsWith("*") ? word.startsWith(part.slice(0, -1)) : part === word;
}
