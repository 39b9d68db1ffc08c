import type { Mention } from "./student-names.js";
import { roles, titles } from "./student-not-people.js";
import type { Token } from "./student-tokens.js";

// A title, a role or a signature: this name is an adult's, whatever else is said.

/** "Ms. Ruiz", "@Ana", "our data person, Chen", "Dana (coach)", "– Renee". */
export function isAdultByTitle(tokens: readonly Token[], first: Mention, last: Mention): boolean {
  const before = tokens[first.from - 1];
  const same = before !== undefined && before.sentence === tokens[first.from]?.sentence;
  if (same) {
    const word = before.text === "." ? (tokens[first.from - 2]?.word ?? "") : before.word;
    if (titles.has(word) || before.text === "@") return true;
    const role = before.text === "," || before.text === ":" ? tokens[first.from - 2] : before;
    const partner = /^(teaching|planning|coaching|level|grade|department|accountability)$/;
    if (before.word === "partner" && partner.test(tokens[first.from - 2]?.word ?? "")) return true;
    // "Per the nurse, D.W. must leave": the nurse is somebody else.
    const source =
      before.text === "," &&
      tokens
        .slice(Math.max(0, first.from - 5), first.from - 2)
        .some((token) => /^(per|from|by|with|to)$/.test(token.word));
    if (role !== undefined && roles.has(role.word) && role.sentence === before.sentence && !role.possessive && !source)
      return true;
  }
  if (isSignature(tokens, first, last)) return true;
  let at = last.to;
  const opens = tokens[at];
  if (
    opens === undefined ||
    opens.sentence !== tokens[last.from]?.sentence ||
    !/^([,(]|is|was|as|who)$/.test(opens.word)
  )
    return false;
  for (at += 1; at < last.to + 8; at++) {
    const token = tokens[at];
    if (token === undefined || token.sentence !== opens.sentence) return false;
    if (/^([,;).]|his|her|with|in|a\.k\.a|said|says)$/.test(token.word) && at > last.to + 1) return false;
    if (/^(his|her|told|asked|he|she)$/.test(token.word)) return false;
    if (roles.has(token.word)) return true;
  }
  return false;
}

/** The last words of a text, after a dash or alone in the last of several lines. */
function isSignature(tokens: readonly Token[], first: Mention, last: Mention): boolean {
  const rest = tokens.length - last.to;
  if (rest > 1 || (rest === 1 && tokens[last.to]?.kind !== "mark")) return false;
  const before = tokens[first.from - 1];
  if (before === undefined) return false;
  if (/^[–—-]$/.test(before.text)) return tokens[first.from - 2]?.kind !== "number";
  if (
    before.text === "," &&
    /^(cheers|thanks|best|regards|sincerely|warmly|love|gracias|saludos|thx|tx)$/.test(
      tokens[first.from - 2]?.word ?? "",
    )
  )
    return true;
  const alone = before.line !== tokens[first.from]?.line;
  return (
    alone &&
    /^(thanks|thank|best|cheers|gracias|saludos|regards|you)$/.test(
      (before.kind === "mark" ? tokens[first.from - 2] : before)?.word ?? "",
    )
  );
}
