import type { Problem, ProblemVersion } from "../core/cycle/model.js";
import { levelNow } from "../core/matching/consent.js";
import type { ProblemSharing } from "../core/matching/share-cards.js";
import { readsOtherLanguage, topicQuestion } from "../core/matching/topic-question.js";
import type { Repositories, Scope } from "../ports/store.js";

/** What a problem is about and how far it goes, for its own team; undefined where there is nothing to say of it yet. */
export async function problemSharing(
  view: Repositories,
  scope: Scope,
  { problem, current }: { problem?: Problem; current?: ProblemVersion },
): Promise<ProblemSharing | undefined> {
  if (problem === undefined || current === undefined) return undefined;
  const level = levelNow(await view.matching.consentsTo(scope, "problem", [problem.id]));
  // The learning zone asks nothing; what is in force can be taken back all the same.
  if (!current.statement && level === "team") return undefined;
  const choices = await view.matching.topicChoices(scope, [problem.id]);
  return {
    question: topicQuestion(current, choices),
    choice: choices.at(-1),
    level,
    otherLanguage: readsOtherLanguage(current),
    version: current.version,
  };
}
