import { fromBits, strategyKinds } from "../matching/attributes.js";
import { type Between, type Exclusion, type Party, whyNotTogether } from "../matching/eligible.js";
import type { Scored } from "../matching/model.js";
import type { Prepared } from "../matching/prepare.js";
import { topics } from "../matching/topics.js";
import { helpTexts as t } from "../texts-help.js";
import { list, strategyWords } from "../texts-matching-reasons.js";

/**
 * Why a district is not asked for help, the first that holds. As for introductions, but that districts which are in touch, or
 * were, may ask each other, and a team that pauses may ask.
 */
export function whyNotAsked(
  asking: Pick<Party, "districtId" | "collaborationId" | "level">,
  theirs: Party,
  { apart }: Pick<Between, "apart">,
): Exclusion | undefined {
  return whyNotTogether({ ...asking, paused: false }, theirs, { apart, inTouch: false, partedDaysAgo: undefined });
}

/** Why this district, from its own facts and the question. Nothing here says anything of the asker. */
export function reasonsFor(theirs: Prepared, { reasons }: Scored): string[] {
  const about = reasons.find((one) => one.kind === "topic");
  const phrase = about && topics.find(({ id }) => id === about.topic)?.phrase;
  const worked = fromBits(strategyKinds, theirs.worked).map((one) => strategyWords[one]);
  const said = [
    ...(phrase === undefined ? [] : [about?.theirs === "confirmed" ? t.whyTopicSaid(phrase) : t.whyTopicRead(phrase)]),
    ...(worked.length === 0 ? [] : [t.whyWorked(list(worked))]),
  ];
  return said.length === 0 ? [t.whyElse] : said;
}
