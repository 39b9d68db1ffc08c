/**
 * A label's worth of a longer text, with "…" where it was shortened. Only for names on headings and buttons; what a
 * person wrote is never shown shortened without the whole beside it.
 */
export function shorten(text: string, limit: number): string {
  const oneLine = text.replace(/\s+/g, " ").trim();
  const letters = [...oneLine];
  return letters.length <= limit
    ? oneLine
    : `${letters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}
