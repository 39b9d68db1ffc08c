import { fromBits, strategyKinds } from "../matching/attributes.js";
import type { Between, Exclusion, Party } from "../matching/eligible.js";
import { isCompared } from "../matching/eligible.js";
import type { Scored } from "../matching/model.js";
import type { Prepared } from "../matching/prepare.js";
import type { SharingLevel } from "../matching/records.js";
import { topics } from "../matching/topics.js";
import { helpTexts as t } from "../texts-help.js";
import { list, strategyWords } from "../texts-matching-reasons.js";

/** The asker's side: who asks, and how far she lets it go. */
export type Asking = { districtId: string; collaborationId: string; level: SharingLevel };

/**
 * Why a district is not asked for help, the first that holds. As for introductions, but that districts which are in touch, or
 * were, may ask each other.
 */
export function whyNotAsked(
  asking: Asking,
  theirs: Party,
  between: Pick<Between, "apart">,
):
  | Extract<Exclusion, "same district" | "not to be looked for" | "beyond the level" | "paused" | "apart" | "no room">
  | undefined {
  if (asking.districtId === theirs.districtId) return "same district";
  if (!isCompared(theirs.level)) return "not to be looked for";
  const together = asking.collaborationId === theirs.collaborationId;
  if (!together && (asking.level !== "network" || theirs.level !== "network")) return "beyond the level";
  if (theirs.paused) return "paused";
  if (between.apart) return "apart";
  return theirs.hasRoom ? undefined : "no room";
}

/** Scores that are no further apart are as good as the same. */
const nearlyEqual = 0.05;

/** One a district, the best first; of those that are nearly as good the one that others want least of. */
export function inOrderOfAsking<C extends { districtId: string; score: number; load: number }>(all: readonly C[]): C[] {
  const best = new Map<string, C>();
  for (const one of all) if (one.score > (best.get(one.districtId)?.score ?? -1)) best.set(one.districtId, one);
  const left = [...best.values()].sort((a, b) => b.score - a.score || (a.districtId < b.districtId ? -1 : 1));
  const ordered: C[] = [];
  while (left.length > 0) {
    const top = left[0]?.score ?? 0;
    const near = left.filter(({ score }) => score >= top - nearlyEqual);
    const next = near.reduce((least, one) => (one.load < least.load ? one : least));
    left.splice(left.indexOf(next), 1);
    ordered.push(next);
  }
  return ordered;
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
