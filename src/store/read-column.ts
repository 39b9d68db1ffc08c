import type { z } from "zod";
import { RowError } from "./errors.js";

/** A word out of a closed list. Rejects with a RowError that names the column, never its content. */
export function word<T>(column: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RowError(`The column ${column} holds a word that this version does not know.`);
  return parsed.data;
}

/** JSON in a text column. Rejects as `word` does. */
export function json<T>(column: string, schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new RowError(`The column ${column} holds something that this version cannot read.`);
  }
}
