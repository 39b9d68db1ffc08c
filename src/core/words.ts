/** The words that the bot knows today; each does something whole. */
export const words = [
  "update",
  "cycle",
  "problem",
  "ask",
  "mine",
  "convening",
  "nudge",
  "pause",
  "stop",
  "status",
  "home",
  "settings",
  "link",
  "help",
] as const;
export type Word = (typeof words)[number];

export function isWord(name: string): name is Word {
  return (words as readonly string[]).includes(name);
}

/** What stands behind `ask` in a message: a question to peers, kept like everything that is typed. Undefined where none does. */
export function questionIn(text: string): string | undefined {
  const question = /^\s*ask[:\s]\s*(?<question>\S.*)$/is.exec(text)?.groups?.question;
  return question?.trim();
}

/**
 * A command typed as a plain message: one of the words alone, or `link` with a code. Anything longer is somebody
 * telling us something ("update: nine of twelve read it") and is not taken for a command.
 */
export function readWord(text: string): { name: Word; text: string } | undefined {
  const [first = "", ...rest] = text.trim().split(/\s+/);
  const name = first.toLowerCase().replace(/[.!?]+$/, "");
  if (!isWord(name)) return undefined;
  const [code, ...more] = rest;
  if (code === undefined) return { name, text: "" };
  return name === "link" && more.length === 0 && /^[a-z0-9]+-[a-z0-9]+$/i.test(code) ? { name, text: code } : undefined;
}
