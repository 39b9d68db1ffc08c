import { gradeBetween } from "./student-grade.js";
import type { Mention } from "./student-names.js";
import { familyChildren, familyWhole } from "./student-not-people.js";
import type { Place } from "./student-numbers.js";
import type { Token } from "./student-tokens.js";

/** "the Hernandez twins", "the Petrosyan boy"; of "the Xiong family" only with a visit or a call. */
export function familysChild(tokens: readonly Token[], first: Mention, last: Mention): Place | undefined {
  const head = tokens[last.to];
  if (head === undefined || head.shape !== "lower" || last.possessive || head.sentence !== tokens[last.from]?.sentence)
    return undefined;
  const older = /^(oldest|older|youngest|younger|little|middle|new|other|big|two|three|four)$/.test(
    tokens[first.from - 1]?.word ?? "",
  )
    ? 1
    : 0;
  const the = /^(the|both|that|los|las|our|those|these|two|three|all)$/.test(
    tokens[first.from - 1 - older]?.word ?? "",
  );
  if (!the) return undefined;
  if (!familyChildren.has(head.word) && !(familyWhole.has(head.word) && nearHome(tokens, first, last)))
    return undefined;
  return { from: first.from - 1 - older, to: last.to + 1 };
}

const nearHome = (tokens: readonly Token[], first: Mention, last: Mention): boolean =>
  gradeBetween(tokens, Math.max(0, first.from - 12), Math.min(tokens.length, last.to + 14)) ||
  tokens
    .slice(Math.max(0, first.from - 12), last.to + 14)
    .some((token) =>
      /^(home|visit|visited|called|call|son|daughter|kids?|child|attendance|absences?|grader|eviction|evicted|shelter|hijo|hija)$/.test(
        token.word,
      ),
    );
