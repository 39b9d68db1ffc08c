/** The words that the bot knows today; each does something whole. */
export const words = [
  "update",
  "cycle",
  "problem",
  "ask",
  "mine",
  "find",
  "convening",
  "groups",
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

/** Words to search by are few; a longer line that begins with "find" is something that somebody tells us. */
const mostSought = 6;

/** What stands behind `ask` in a message: a question to peers, kept like everything that is typed. Undefined where none does. */
export function questionIn(text: string): string | undefined {
  const question = /^\s*ask[:\s]\s*(?<question>\S.*)$/is.exec(text)?.groups?.question;
  return question?.trim();
}

/**
 * Whether such a text is put as a question, so that it is more likely one to peers than an update ("ask students to write a
 * sentence each"). English words; a question mark in any language.
 */
export function isPutAsQuestion(text: string): boolean {
  const question = questionIn(text) ?? "";
  return (
    question.includes("?") ||
    /^(how|what|who|whom|whose|when|where|why|which|has|have|did|does|do|is|are|was|were|can|could|would|should|any|anyone|anybody)\b/i.test(
      question,
    )
  );
}

/**
 * A command typed as a plain message: one of the words alone, `link` with a code, or `find` with a few words on one line.
 * Anything longer is somebody telling us something ("update: nine of twelve read it") and is not taken for a command; `ask`
 * with a question neither, which is kept like every text and offered as a question (`questionIn`).
 */
export function readWord(text: string): { name: Word; text: string } | undefined {
  const [first = "", ...rest] = text.trim().split(/\s+/);
  const name = first.toLowerCase().replace(/[.!?]+$/, "");
  if (!isWord(name)) return undefined;
  const [code, ...more] = rest;
  if (code === undefined) return { name, text: "" };
  if (name === "find") return isSearch(text, rest) ? { name, text: rest.join(" ") } : undefined;
  return name === "link" && more.length === 0 && /^[a-z0-9]+-[a-z0-9]+$/i.test(code) ? { name, text: code } : undefined;
}

function isSearch(text: string, rest: readonly string[]): boolean {
  return rest.length <= mostSought && !text.trim().includes("\n") && !/[.!:;]$|[:;]\s/.test(text.trim());
}
