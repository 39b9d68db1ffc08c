import { coarseTexts } from "../texts-coarse.js";
import { introductionTexts as t } from "../texts-introductions.js";
import { strategyWords } from "../texts-matching-reasons.js";
import type { Told } from "./before-yes.js";
import type { Said, Trait } from "./coarse.js";
import { topics } from "./topics.js";

/** A district as somebody reads of it who is not to know its name: in the same words wherever she does. */
export function describedWords({ together, said }: Pick<Told, "together" | "said">): string {
  const t = coarseTexts;
  const say = sayer(said);
  const facts = [...say("size", t.students), ...say("english learners", t.learners), ...say("meals", t.meals)];
  return [
    together ? t.inCollaboration : t.inNetwork,
    ...(facts.length === 0 ? [] : [t.facts(facts)]),
    ...say("locale", t.place),
    ...say("grades", t.grades),
  ].join(" ");
}

/**
 * What is said of a district before both agreed, in sentences: `described`, and why, for the one who reads it. Made of what may
 * be said and of nothing else.
 */
export function toldWords(told: Told): { described: string; reasons: string[] } {
  const { topic, strategy, said } = told;
  const say = sayer(said);
  const phrase = topics.find(({ id }) => id === topic)?.phrase;
  const reasons = [
    ...(phrase === undefined ? [] : say("topic", () => t.topic(phrase))),
    ...(strategy !== undefined && said.some(({ trait }) => trait === "strategy")
      ? [t.strategy(strategyWords[strategy.kind], strategy.mine)]
      : say("worked", () => t.worked)),
  ];
  return { described: describedWords(told), reasons };
}

/** The words for what may be said of a trait; none where nothing may be. */
const sayer =
  (said: readonly Said[]) =>
  (trait: Trait, words: (band: string) => string): string[] =>
    said.filter((one) => one.trait === trait).map(({ band }) => words(band));
