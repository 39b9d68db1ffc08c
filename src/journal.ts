import { pino } from "pino";
import type { Journal } from "./ports/journal.js";

export type CountingJournal = Journal & { counts(): Record<string, number> };

/** What is counted from the start, so that whoever watches can tell "none yet" from "not known". */
const counted = [
  "duplicate: same key",
  "outcome: rate limited",
  "outcome: looked for",
  "outcome: taken over",
  "outcome: unclear",
];

/** Reasons are our own words. Should one ever come from outside, this bounds what is kept of them. */
const mostReasons = 300;

/**
 * One JSON line an event, to standard output. Guarantees that fields named like secrets or like people's text are
 * hidden at any depth; tokens, addresses of e-mail and passwords in addresses wherever they stand, by their look; and in
 * what an error says everything between quotation marks, where databases and parsers repeat what they were given. Not
 * guaranteed: that text under an innocent name is noticed. Whoever logs gives ids, numbers and words of our own.
 */
export function createJournal(level: string): CountingJournal {
  const log = pino({ level });
  const counts: Record<string, number> = Object.fromEntries(counted.map((key) => [key, 0]));
  return {
    info: (event, fields = {}) => log.info(redacted(fields), event),
    warn: (event, fields = {}) => log.warn(redacted(fields), event),
    error: (event, fields = {}) => log.error(redacted(fields), event),
    count(name, reason) {
      const asked = `${name}: ${reason}`;
      const known = asked in counts || Object.keys(counts).length < mostReasons;
      const key = known ? asked : `${name}: other`;
      counts[key] = (counts[key] ?? 0) + 1;
    },
    counts: () => ({ ...counts }),
  };
}

const hidden = "[hidden]";
const secretName = /token|secret|passw|authori[sz]ation|credential|cookie|signature|api-?key|dsn|database-?url/i;
const textName = /^(text|texts|value|values|answers|body|raw|payload|card|form|typed|statement|content|e-?mail|name)$/i;

const errorName = /^(error|message)$/i;

const looks: [RegExp, string][] = [
  [/\bxox[a-z]+-[\w.-]+|\bxapp-[\w-]+/gi, hidden],
  [/\b(Bearer|Basic)\s+[\w+/=.~-]+/gi, hidden],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  // The password in an address, and the user before it.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${hidden}@`],
  [/[^\s@<>"'`(),;:[\]]+@[^\s@<>"'`(),;:[\]]+\.[a-z]{2,}/gi, hidden],
];
const quoted = /"[^"]*"|“[^”]*”|(?<!\w)'[^']*'(?!\w)/g;
const longest = 1_000;
const deepest = 4;

/** A text without tokens, passwords and addresses of e-mail, as far as they can be told by their look; cut where long. */
export function redactedText(text: string, most = longest): string {
  const clean = looks.reduce((rest, [look, instead]) => rest.replace(look, instead), text);
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}

const withoutQuotes = (text: string) => redactedText(text.replace(quoted, hidden));

function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactedText(value);
  if (value instanceof Error) return { error: value.name, message: withoutQuotes(value.message) };
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === deepest) return hidden;
  if (Array.isArray(value)) return value.map((one) => redacted(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [
      name,
      secretName.test(name) || textName.test(name)
        ? hidden
        : errorName.test(name) && typeof inside === "string"
          ? withoutQuotes(inside)
          : redacted(inside, depth + 1),
    ]),
  );
}
