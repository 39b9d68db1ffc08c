import { causeKinds, type FocusArea, focusAreas, fromBits, strategyKinds, studentGroups } from "./attributes.js";
import { gradeBands } from "./grades.js";
import { likeness, type Part, parts } from "./likeness.js";
import type { ProblemFacts, Purpose, Reason, Scored } from "./model.js";
import { type Prepared, prepareWith } from "./prepare.js";
import { profileFacts } from "./profile.js";
import { shippedModel } from "./shipped-model.js";
import type { TopicId } from "./topics.js";
import { meaningWeight, type PartWeights, partWeights, readingWeights } from "./weights.js";

/** Reads a problem once, to be compared with many. The same facts give the same numbers. */
export const prepare = (facts: ProblemFacts): Prepared => prepareWith(facts, shippedModel, readingWeights);

/**
 * How good a match theirs is for mine, with the facts that made it. “introduction” is the same from both sides. A score is
 * comparable with others of the same purpose only. Whether it is a match at all: `isMatch`.
 */
export const score = (mine: Prepared, theirs: Prepared, purpose: Purpose): Scored =>
  scoreWith(mine, theirs, partWeights[purpose]);

export function scoreWith(mine: Prepared, theirs: Prepared, weights: PartWeights): Scored {
  const alike = likeness(mine, theirs);
  const withMeaning = alike.meaning > 0;
  const amounts = parts.map((part): { part: Part; amount: number } => ({
    part,
    amount:
      part === "meaning"
        ? alike.meaning * meaningWeight
        : weights[part] * alike[part] * (withMeaning ? 1 - meaningWeight : 1),
  }));
  const total = amounts.reduce((sum, { amount }) => sum + amount, 0);
  if (total === 0) return { score: 0, reasons: [] };
  const reasons = amounts
    .filter(({ amount }) => amount > 0)
    .map(({ part, amount }) => ({ ...reasonFor(part, mine, theirs), share: amount / total }))
    .sort((a, b) => b.share - a.share);
  return { score: Math.min(1, total), reasons };
}

/** Distributes over `Reason`, so that each kind keeps its own fields. */
type WithoutShare<R> = R extends unknown ? Omit<R, "share"> : never;

function reasonFor(part: Part, mine: Prepared, theirs: Prepared): WithoutShare<Reason> {
  switch (part) {
    case "topic":
      return { kind: "topic", topic: sharedTopic(mine, theirs), mine: mine.topicSource, theirs: theirs.topicSource };
    case "kind of problem":
    case "wording":
    case "meaning":
      return { kind: part };
    case "focus area":
      return { kind: "focus area", focusArea: focusAreas[mine.focus] as FocusArea };
    case "student groups":
      return { kind: "student groups", groups: fromBits(studentGroups, mine.groups & theirs.groups) };
    case "grades":
      return { kind: "grades", bands: fromBits(gradeBands, mine.bands & theirs.bands) };
    case "root causes":
      return { kind: "root causes", causes: fromBits(causeKinds, mine.causes & theirs.causes) };
    case "tried alike":
      return { kind: "tried alike", strategies: fromBits(strategyKinds, mine.tried & theirs.tried) };
    case "worked there": {
      const untried = theirs.worked & ~mine.tried;
      const bits = untried !== 0 ? untried : theirs.worked & mine.failed;
      return {
        kind: "worked there",
        strategies: fromBits(strategyKinds, bits),
        mine: untried !== 0 ? "not tried" : "did not work",
      };
    }
    case "profile":
      return {
        kind: "profile",
        facts: profileFacts(
          { profile: mine.facts.profile, numbers: mine.profile },
          { profile: theirs.facts.profile, numbers: theirs.profile },
        ),
      };
  }
}

/** The topic that most of the likeness comes from. */
function sharedTopic(mine: Prepared, theirs: Prepared): TopicId {
  let best = 0;
  const common = (at: number) => (mine.topics[at] ?? 0) * (theirs.topics[at] ?? 0);
  for (let at = 1; at < mine.topics.length; at++) if (common(at) > common(best)) best = at;
  return shippedModel.topics[best] as TopicId;
}

/**
 * Whether there is a reason to bring the two together: the problem itself has to be alike (its topic, its kind, its wording or its meaning), or two of
 * focus area, groups, grades and causes. Closeness of the profile alone is no match, and neither is one's own district.
 */
export function isMatch(mine: Prepared, theirs: Prepared, { score: points, reasons }: Scored): boolean {
  if (mine.districtId === theirs.districtId || points < leastScore) return false;
  return sameProblem(mine, theirs) || reasons.filter(({ kind }) => circumstances.has(kind)).length >= 2;
}
const circumstances = new Set<Reason["kind"]>([
  "focus area",
  "student groups",
  "grades",
  "root causes",
  "worked there",
]);
const leastScore = 0.25;

/** For a group of critical friends: theirs is another problem, so theirs is the view from outside. */
export const outsideView = (mine: Prepared, theirs: Prepared): boolean => !sameProblem(mine, theirs);

function sameProblem(mine: Prepared, theirs: Prepared): boolean {
  const alike = likeness(mine, theirs);
  return sameFrom.some(([part, least]) => alike[part] >= least);
}
/** With these, four of five pairs of one theme in the labelled set are the same problem, and one of a hundred other pairs. */
const sameFrom: readonly (readonly [Part, number])[] = [
  ["topic", 0.2],
  ["kind of problem", 0.7],
  ["wording", 0.4],
  ["meaning", 0.8],
];

/**
 * How likely the likeliest topic has to be before any is suggested. A question is short and may be about anything (“how did you
 * find time for it?”): more is asked of it than of a problem. Of 230 labelled statements that the model has not learned from, the
 * right topic is among the three for 218 without a bar, for 215 with that of problems, for 209 with that of questions.
 */
export const leastChance = { problem: 0.18, question: 0.25 } as const;

/**
 * The three topics that a problem or a question is most likely about, the likeliest first: to be confirmed with one tap. None
 * where there is too little to tell them from.
 */
export function suggestTopics(
  statement: string,
  more: Partial<ProblemFacts> = {},
  least: number = leastChance.problem,
): TopicId[] {
  const read = prepare({ ...nothing, ...more, statement, confirmed: [] });
  const filed = read.focus >= 0 || (read.groups | read.bands | read.causes | read.tried) !== 0;
  if (!filed && (read.clarity === "empty" || read.clarity === "other language")) return [];
  const likeliest = shippedModel.topics
    .map((id, at) => ({ id, chance: read.topics[at] ?? 0 }))
    .sort((a, b) => b.chance - a.chance)
    .slice(0, 3);
  return (likeliest[0]?.chance ?? 0) < least ? [] : likeliest.map(({ id }) => id);
}

const nothing: ProblemFacts = {
  id: "",
  districtId: "",
  statement: "",
  focusArea: null,
  studentGroups: [],
  gradeBands: [],
  rootCauses: [],
  tried: [],
  profile: { schools: null, enrollment: null, frpmPct: null, elPct: null, locale: null, grades: null },
  confirmed: [],
};
