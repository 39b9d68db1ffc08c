import { matchingReasonTexts as t } from "../texts-matching-reasons.js";
import { gradeBands } from "./grades.js";
import type { Reason, Scored } from "./model.js";
import type { Prepared } from "./prepare.js";
import { topics } from "./topics.js";

/** A sentence for whoever asked, and what share of the score it speaks for (0–1). */
export type Explained = { text: string; share: number };

/** What is below this share of the score is not worth a sentence. */
const leastShare = 0.04;
/** What has to be strong in itself before it is said, as an amount of the score: a faint likeness of topics is no shared topic. */
const leastAmount: Partial<Record<Reason["kind"], number>> = { topic: 0.03, "kind of problem": 0.08, wording: 0.03 };

/**
 * The reasons as sentences for mine, the biggest share first, and what was not compared. They hold words of our own lists and
 * published figures, and no text of the other.
 */
export function explain(mine: Prepared, theirs: Prepared, { score, reasons }: Scored): Explained[] {
  const told = reasons
    .filter(({ kind, share }) => share >= leastShare && share * score >= (leastAmount[kind] ?? 0))
    .flatMap((reason) => sentences(reason).map((text) => ({ text, share: reason.share })));
  const unread = mine.clarity === "other language" || theirs.clarity === "other language";
  return unread ? [...told, { text: t.otherLanguage, share: 0 }] : told;
}

function sentences(reason: Reason): string[] {
  switch (reason.kind) {
    case "topic":
      return [topicSentence(reason)];
    // True of nearly every pair that is alike, and nothing that a reader could weigh.
    case "kind of problem":
      return [];
    case "wording":
      return [t.wording];
    case "meaning":
      return [t.meaning];
    case "focus area":
      return [t.focusArea(reason.focusArea)];
    case "student groups":
      return [t.groups(reason.groups)];
    case "grades":
      return [reason.bands.length >= gradeBands.length - 1 ? t.allGrades : t.grades(reason.bands)];
    case "root causes":
      return [t.causes(reason.causes)];
    case "tried alike":
      return [t.triedAlike(reason.strategies)];
    case "worked there":
      return [(reason.mine === "not tried" ? t.workedThere : t.workedThereNotHere)(reason.strategies)];
    case "profile": {
      const alike = reason.facts.filter((fact) => fact.alike).map(t.fact);
      const different = reason.facts.filter((fact) => !fact.alike).map(t.fact);
      return [...(alike.length > 0 ? [t.alike(alike)] : []), ...(different.length > 0 ? [t.different(different)] : [])];
    }
  }
}

function topicSentence({ topic, mine, theirs }: Extract<Reason, { kind: "topic" }>): string {
  const phrase = topics.find(({ id }) => id === topic)?.phrase ?? topic;
  if (mine === "confirmed" && theirs === "confirmed") return t.topicBoth(phrase);
  if (mine === "attributes" || theirs === "attributes") return t.topicFiled(phrase);
  if (theirs === "confirmed") return t.topicTheirs(phrase);
  return mine === "confirmed" ? t.topicMine(phrase) : t.topicRead(phrase);
}
