/** A number in somebody's words. `exact`: she wrote just that; otherwise it is shown back before it is taken. */
export type Figure = { value: number; exact: boolean };

const number = String.raw`[-−]?\d+(?:[.,]\d+)*`;

/**
 * The one figure in a short text: "25", "12.5", "12,5", "1,250", "about 40 %". Undefined when there is none or more
 * than one ("20 to 30", "12 of 45"): guessing would record what she did not say.
 */
export function figureIn(text: string): Figure | undefined {
  const found = text.match(new RegExp(number, "g"));
  if (found?.length !== 1) return undefined;
  const value = numberFrom(found[0] as string);
  if (value === undefined) return undefined;
  return { value, exact: new RegExp(`^\\s*${number}\\s*%?\\s*$`).test(text) };
}

/** For an answer that is to be a percentage: whether it is a figure that is none. */
export function isNoPercent(answer: unknown): boolean {
  return typeof answer === "number" && (answer < 0 || answer > 100);
}

/** "25", "12.5", "12,5", "1,250", "−3"; undefined for anything else. */
export function numberFrom(text: string): number | undefined {
  const raw = text.trim().replace("−", "-");
  const plain = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(raw) ? raw.replaceAll(",", "") : raw.replace(",", ".");
  const value = /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
