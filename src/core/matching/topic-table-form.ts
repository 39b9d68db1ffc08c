/**
 * How the learned table is written: a line for each column, first one sign for its rarity (of a word: its share), then one sign for each topic's
 * weight, then its name. A sign is a step of `steps` from the middle one; it was rounded to that when it was written.
 */
const signs = Array.from({ length: 126 - 35 }, (_, nth) => String.fromCharCode(35 + nth))
  .filter((sign) => !"$\\`".includes(sign))
  .join("");
const middle = Math.floor(signs.length / 2);
/** Of columns and of words, whose weights are shared out among a text's words. */
export const steps = { columns: 0.08, words: 0.3 } as const;
export type TableKind = keyof typeof steps;
const rarityStep = 0.1;
/** A word's share is 0–1; as a rarity it would be up to this. */
export const shareScale = 8;

/** A line of the table: steps from 0 for the rarity, steps above or below 0 for each weight. What is beyond the last sign is cut. */
export function tableLine(kind: TableKind, name: string, rarity: number, weights: readonly number[]): string {
  const sign = (at: number) => signs[Math.min(signs.length - 1, Math.max(0, Math.round(at)))] ?? "";
  return `${sign(rarity / rarityStep)}${weights.map((one) => sign(one / steps[kind] + middle)).join("")} ${name}`;
}

/** The columns of a written table. Throws where a sign is not one of the table's. */
export function readTable(
  kind: TableKind,
  text: string,
  classes: number,
): { names: string[]; first: Float64Array; weights: Float64Array } {
  const lines = text.trim().split("\n");
  const weights = new Float64Array(lines.length * classes);
  const first = new Float64Array(lines.length);
  const stepsOf = new Map([...signs].map((sign, nth) => [sign, nth]));
  const at = (sign: string | undefined) => {
    const found = sign === undefined ? undefined : stepsOf.get(sign);
    if (found === undefined) throw new Error(`“${sign}” is not a sign of the table of topics: run npm run fit:topics`);
    return found;
  };
  const names = lines.map((line, column) => {
    first[column] = at(line[0]) * rarityStep;
    for (let nth = 0; nth < classes; nth++)
      weights[column * classes + nth] = (at(line[nth + 1]) - middle) * steps[kind];
    return line.slice(classes + 2);
  });
  return { names, first, weights };
}
