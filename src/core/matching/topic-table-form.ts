/**
 * How the learned table is written: a line for each column, first one sign for its rarity, then one sign for each topic's
 * weight, then its name. A sign is a step of `weightStep` from the middle one; it was rounded to that when it was written.
 */
const signs = Array.from({ length: 126 - 35 }, (_, nth) => String.fromCharCode(35 + nth))
  .filter((sign) => !"$\\`".includes(sign))
  .join("");
const middle = (signs.length - 1) / 2;
export const weightStep = 0.08;
export const rarityStep = 0.1;

/** A line of the table: steps from 0 for the rarity, steps above or below 0 for each weight. What is beyond the last sign is cut. */
export function tableLine(name: string, rarity: number, weights: readonly number[]): string {
  const sign = (steps: number) => signs[Math.min(signs.length - 1, Math.max(0, Math.round(steps)))] ?? "";
  return `${sign(rarity / rarityStep)}${weights.map((one) => sign(one / weightStep + middle)).join("")} ${name}`;
}

/** The columns of a written table. Throws where a sign is not one of the table's. */
export function readTable(text: string, classes: number): { names: string[]; rarity: Float64Array; weights: Float64Array } {
  const lines = text.trim().split("\n");
  const weights = new Float64Array(lines.length * classes);
  const rarity = new Float64Array(lines.length);
  const stepsOf = new Map([...signs].map((sign, nth) => [sign, nth]));
  const steps = (sign: string | undefined) => {
    const found = sign === undefined ? undefined : stepsOf.get(sign);
    if (found === undefined) throw new Error(`“${sign}” is not a sign of the table of topics: run npm run fit:topics`);
    return found;
  };
  const names = lines.map((line, column) => {
    rarity[column] = steps(line[0]) * rarityStep;
    for (let at = 0; at < classes; at++) weights[column * classes + at] = (steps(line[at + 1]) - middle) * weightStep;
    return line.slice(classes + 2);
  });
  return { names, rarity, weights };
}
