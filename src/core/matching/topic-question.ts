import type { ProblemVersion } from "../cycle/model.js";
import { shareTexts } from "../texts-share.js";
import type { Answers, FieldErrors, Form } from "../ui/form.js";
import { clarity } from "./clarity.js";
import type { ProblemFacts } from "./model.js";
import type { TopicChoice } from "./records.js";
import { suggestTopics } from "./score.js";
import { type TopicId, topics } from "./topics.js";

const t = shareTexts.topic;

/**
 * What a team is asked about its problem as it stands now. "none": nothing, it is in the learning zone or has answered.
 * "unclear": it says too little to be compared. `again`: it said a topic before, of words that read differently now.
 */
export type TopicQuestion =
  | { ask: "none" }
  | { ask: "unclear" }
  | { ask: "topic"; suggested: TopicId[]; again: boolean; otherLanguage: boolean };

/** `choices`: of this problem, oldest first. */
export function topicQuestion(current: ProblemVersion | undefined, choices: readonly TopicChoice[]): TopicQuestion {
  if (current?.statement == null || current.statement.trim() === "") return { ask: "none" };
  const clear = clarity(current.statement);
  if (clear === "empty" || clear === "too short") return { ask: "unclear" };
  const suggested = suggestTopics(current.statement, factsOf(current));
  const last = choices.at(-1);
  // Where nothing can be told from the words, they do not read differently either.
  const untold = suggested.length === 0 && clear !== "other language";
  const fits =
    last !== undefined && (untold || last.topics.length === 0 || last.topics.some((one) => isIn(one, suggested)));
  if (last !== undefined && (last.version === current.version || fits)) return { ask: "none" };
  return { ask: "topic", suggested, again: last !== undefined, otherLanguage: clear === "other language" };
}

/** Of another language only this is compared. */
export function readsOtherLanguage(current: ProblemVersion | undefined): boolean {
  return current?.statement != null && clarity(current.statement) === "other language";
}

function factsOf({ focusArea, studentGroups, gradeBands, rootCauses }: ProblemVersion): Partial<ProblemFacts> {
  return { focusArea, studentGroups, gradeBands, rootCauses };
}

const isIn = (topic: string, list: readonly TopicId[]) => (list as readonly string[]).includes(topic);

/** As it stands on a button; undefined for a topic that is none (any more). */
export function topicLabel(id: string): string | undefined {
  return topics.find((topic) => topic.id === id)?.label;
}

/** What a team said its problem is about: labels, and its own words where it is something else. Empty: nothing said. */
export function chosenTopics(choice: TopicChoice | undefined): string[] {
  if (choice === undefined) return [];
  const labels = choice.topics.flatMap((one) => topicLabel(one) ?? []);
  return choice.other === null ? labels : [...labels, choice.other];
}

const none = "none";

/** "Something else": any topic of the list, or a few words. */
export function topicForm(before: TopicChoice | undefined): Form {
  const [chosen] = before?.topics ?? [];
  return {
    id: "problem-topic",
    title: t.title,
    submit: "Save",
    fields: [
      {
        kind: "choice",
        name: "topic",
        label: t.field,
        options: [...topics.map(({ id, label }) => ({ value: id, label })), { value: none, label: t.none }],
        ...(chosen === undefined || topicLabel(chosen) === undefined ? {} : { value: chosen }),
      },
      {
        kind: "short",
        name: "other",
        label: t.own,
        maxLength: 120,
        ...(before?.other == null ? {} : { value: before.other }),
      },
    ],
  };
}

export function checkTopic(answers: Answers): FieldErrors {
  const { topics: chosen, other } = topicIn(answers);
  return chosen.length === 0 && other === null ? { topic: t.missing } : {};
}

export function topicIn({ topic, other }: Answers): Pick<TopicChoice, "topics" | "other"> {
  const chosen = typeof topic === "string" && topic !== none ? [topic] : [];
  return { topics: chosen, other: typeof other === "string" ? other : null };
}

/** Said before, of the same version: nothing new. */
export function saysTheSame(before: TopicChoice | undefined, now: Pick<TopicChoice, "topics" | "other" | "version">) {
  if (before === undefined || before.version !== now.version || before.other !== now.other) return false;
  return before.topics.join() === now.topics.join();
}
