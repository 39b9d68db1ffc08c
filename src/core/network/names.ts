/**
 * What a name is compared by: upper and lower case, kinds of blanks and blanks at the ends do not matter.
 * Two names with the same key are the same thing inside a network.
 */
export function nameKey(name: string): string {
  return tidy(name).toLowerCase();
}

/** One line, single blanks, none at the ends. */
export function tidy(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** True where there is something to read: a letter or a digit. White space and invisible signs alone are no name. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** The candidate that `word` was probably meant to be; undefined when nothing is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const key = nameKey(word);
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const other = nameKey(candidate);
    const limit = Math.max(1, Math.floor(Math.max(key.length, other.length) / 4));
    const distance = isStart(key, other) ? 1 : editDistance(key, other, limit);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** `: did you mean "Newark Unified"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = closest(word, candidates);
  return near === undefined ? "" : `: did you mean "${near}"?`;
}

/** "Newark" for "Newark Unified", "district" for "district office". */
function isStart(short: string, long: string): boolean {
  return short.length >= 4 && long.startsWith(`${short} `);
}

/** Single-letter edits between two words, a swap of neighbours counted once; `limit + 1` when there are more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(row, j - 1) + 1, at(previous, j) + 1, at(previous, j - 1) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
