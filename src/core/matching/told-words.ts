import { introductionTexts as t } from "../texts-introductions.js";
import { strategyWords } from "../texts-matching-reasons.js";
import type { Told } from "./before-yes.js";
import type { Trait } from "./coarse.js";
import { topics } from "./topics.js";

/**
 * What is said of a district before both agreed, in sentences: `described`, and why, for the one who reads it. Made of what may
 * be said and of nothing else.
 */
export function toldWords({ together, said, topic, strategy }: Told): { described: string; reasons: string[] } {
  const band = (trait: Trait) => said.find((one) => one.trait === trait)?.band;
  const say = (trait: Trait, words: (band: string) => string) => {
    const found = band(trait);
    return found === undefined ? [] : [words(found)];
  };
  const facts = [...say("size", t.students), ...say("english learners", t.learners), ...say("meals", t.meals)];
  const described = [
    together ? t.inCollaboration : t.inNetwork,
    ...(facts.length === 0 ? [] : [t.facts(facts)]),
    ...say("locale", t.place),
    ...say("grades", t.grades),
  ].join(" ");
  const phrase = topics.find(({ id }) => id === topic)?.phrase;
  const what = strategy !== undefined && band("strategy") !== undefined ? strategy : undefined;
  const reasons = [
    ...(phrase !== undefined && band("topic") !== undefined ? [t.topic(phrase)] : []),
    ...(what === undefined ? say("worked", () => t.worked) : [t.strategy(strategyWords[what.kind], what.mine)]),
  ];
  return { described, reasons: reasons.length === 0 ? [t.onlyAlike] : reasons };
}
