import { pino } from "pino";
import type { Journal } from "./ports/journal.js";

const secret = /xox[a-z]-[\w-]+|Bearer\s+\S+/g;
const hidden = ["token", "text", "values", "authorization", "credentials", "secret"];

export type CountingJournal = Journal & { counts(): Record<string, number> };

/** One JSON line an event. People's text and tokens do not get in: by field name, and tokens by their look as well. */
export function createJournal(level: string): CountingJournal {
  const log = pino({
    level,
    redact: { paths: hidden.flatMap((name) => [name, `*.${name}`]), censor: "[hidden]" },
  });
  const counts: Record<string, number> = {};
  return {
    info: (event, fields) => log.info(clean(fields), event),
    warn: (event, fields) => log.warn(clean(fields), event),
    error: (event, fields) => log.error(clean(fields), event),
    count(name, reason) {
      const key = `${name}: ${reason}`;
      counts[key] = (counts[key] ?? 0) + 1;
    },
    counts: () => ({ ...counts }),
  };
}

function clean(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? value.replace(secret, "[hidden]") : value,
    ]),
  );
}
