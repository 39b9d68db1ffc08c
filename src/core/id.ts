import { v5 } from "uuid";

const throughline = "6f1c3f5e-1d0b-5a58-9f3e-6c1f0b7d2a44";

/**
 * The id of a thing from what makes it unique: the same parts give the same id, on every replica and after every
 * restart, so that writing a thing twice writes it once. Not a secret: never use it where guessing must be hard.
 */
export function idOf(kind: string, ...parts: (string | number)[]): string {
  return v5(JSON.stringify([kind, ...parts]), throughline);
}
