import {
  bitsOf,
  causeKinds,
  focusAreas,
  readCauses,
  readFocusArea,
  readGroups,
  strategyKinds,
  studentGroups,
} from "../../src/core/matching/attributes.js";
import { gradeBands, readBands } from "../../src/core/matching/grades.js";
import { kindsAlike, likeness, type Part, parts, partsBeside, topicsAlike } from "../../src/core/matching/likeness.js";
import { prepareWith, type ReadingWeights, spreadOf, suretyOf } from "../../src/core/matching/prepare.js";
import {
  attributeKinds,
  habitScores,
  softmax,
  statementScores,
  type TopicModel,
} from "../../src/core/matching/topic-model.js";
import { type PartWeights, partWeights, readingWeights } from "../../src/core/matching/weights.js";
import type { Labelled } from "./labelled-problems.js";

/** The weights that labelled problems decide about. What they cannot say (profile, what worked) stays as chosen. */
export type ScoreWeights = { reading: ReadingWeights; introduction: PartWeights };
export const chosen: ScoreWeights = { reading: readingWeights, introduction: partWeights.introduction };

const fittedParts = partsBeside("topic", "worked there", "profile", "meaning");
const readings = ["statement", ...attributeKinds] as const;

/** Everything of the problems that does not depend on the weights. */
export function laidOut(items: readonly Labelled[], model: TopicModel) {
  const evidence = items.map(({ facts }) => {
    const focus = readFocusArea(facts.focusArea);
    const bits = {
      focus: focus === null ? 0 : 1 << focusAreas.indexOf(focus),
      groups: bitsOf(studentGroups, readGroups(facts.studentGroups)),
      bands: bitsOf(gradeBands, readBands(facts.gradeBands)),
      causes: bitsOf(causeKinds, readCauses(facts.rootCauses)),
      strategies: bitsOf(
        strategyKinds,
        facts.tried.flatMap(({ strategies }) => strategies),
      ),
    };
    return [
      statementScores(model, facts.statement),
      ...attributeKinds.map((kind) => habitScores(model, kind, bits[kind])),
    ];
  });
  const prepared = items.map(({ facts }) => prepareWith(facts, model, readingWeights));
  const alike = prepared.map((mine) => prepared.map((theirs) => likeness(mine, theirs)));
  return { items, evidence, alike };
}
type Laid = ReturnType<typeof laidOut>;

/** The score of each pair, row by query, and the topics that each problem is read as. */
export function rankings({ evidence, alike }: Laid, { reading, introduction }: ScoreWeights) {
  const topics = evidence.map((kinds) =>
    softmax(
      Float64Array.from(kinds[0] ?? [], (_, at) =>
        kinds.reduce((sum, one, nth) => sum + (one[at] ?? 0) * reading[readings[nth] ?? "statement"], 0),
      ),
    ),
  );
  const spreads = topics.map((one, nth) => spreadOf(one, suretyOf(evidence[nth]?.[0] ?? new Float64Array(1))));
  const scores = alike.map((row, i) =>
    row.map((one, j) => {
      const [mine, theirs] = [spreads[i], spreads[j]];
      if (mine === undefined || theirs === undefined) return 0;
      const read = {
        ...one,
        topic: topicsAlike(mine.sure, theirs.sure),
        "kind of problem": kindsAlike(mine.near, theirs.near),
      };
      return parts.reduce((sum, part) => sum + introduction[part] * read[part], 0);
    }),
  );
  return { scores, topics };
}

/** How badly the relevant ones are told from the rest, by softmax over each query's candidates; a little for large changes. */
function loss(laid: Laid, among: readonly number[], weights: ScoreWeights, sharpness: number): number {
  const { scores } = rankings(laid, weights);
  let sum = 0;
  for (const i of among) {
    let [relevant, all] = [0, 0];
    for (const j of among) {
      if (j === i) continue;
      const raised = Math.exp(sharpness * (scores[i]?.[j] ?? 0));
      all += raised;
      if (laid.items[j]?.theme === laid.items[i]?.theme) relevant += raised;
    }
    if (relevant > 0) sum -= Math.log(relevant / all);
  }
  const away = readings.reduce((total, name) => total + Math.log(weights.reading[name] / chosen.reading[name]) ** 2, 0);
  const apart = fittedParts.reduce(
    (total, part) => total + (weights.introduction[part] - chosen.introduction[part]) ** 2,
    0,
  );
  return sum / among.length + 0.1 * away + 6 * apart;
}

/** Weights for these problems, one weight after another, up or down as long as it helps. */
export function fitScore(laid: Laid, among: readonly number[], rounds = 4): ScoreWeights {
  const sharpness = 12;
  let best = chosen;
  let least = loss(laid, among, best, sharpness);
  const attempt = (next: ScoreWeights): boolean => {
    const found = loss(laid, among, next, sharpness);
    if (found >= least - 1e-6) return false;
    [best, least] = [next, found];
    return true;
  };
  for (let round = 0; round < rounds; round++) {
    const step = 0.5 ** round;
    for (const name of readings)
      for (const factor of [1 + 0.5 * step, 1 / (1 + 0.5 * step)])
        while (attempt({ ...best, reading: { ...best.reading, [name]: best.reading[name] * factor } }));
    for (const part of fittedParts)
      for (const change of [0.04 * step, -0.04 * step])
        while (attempt({ ...best, introduction: moved(best.introduction, part, change) }));
  }
  return best;
}

/** What one part gains, the topic loses: the sum stays 1. */
function moved(weights: PartWeights, part: Part, change: number): PartWeights {
  const to = Math.max(0.005, weights[part] + change);
  return { ...weights, [part]: to, topic: Math.max(0.05, weights.topic - (to - weights[part])) };
}
