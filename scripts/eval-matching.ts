// How well problems are matched on a labelled set: npm run eval:matching -- FILE [--folds K] [--weights] [--known]
// Every problem looks for its like among all others; those of the same theme are right. Without --folds the shipped model and
// weights are measured as they are. With --folds K the weights of the score are fitted on the other folds (the model itself is
// learned from our own statements and from no labelled problem). --weights prints what all problems together would give; --known
// leaves out the part with themes left out, which takes a minute.
// Prints a table and as the last line the figures as JSON.
import { parseArgs } from "node:util";
import { z } from "zod";
import { shippedModel } from "../src/core/matching/shipped-model.js";
import { bm25 } from "./topics/bm25.js";
import { chosen, fitScore, laidOut, rankings, type ScoreWeights } from "./topics/fit-score.js";
import { type Labelled, readLabelled, topicOfTheme } from "./topics/labelled-problems.js";
import { learnModel } from "./topics/learn.js";
import { compare, type Figures, figuresOf, meanOf } from "./topics/ranking-figures.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { folds: { type: "string" }, weights: { type: "boolean" }, known: { type: "boolean" } },
});
const folds = options.folds === undefined ? 0 : Number(options.folds);
const file = positionals[0];
if (file === undefined || positionals.length > 1 || !Number.isInteger(folds) || folds < 0 || folds === 1)
  fail("Usage: npm run eval:matching -- FILE [--folds K] [--weights] [--known]   (K: 2 or more)");

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

let items: Labelled[];
try {
  items = readLabelled(file);
} catch (error) {
  const reason =
    error instanceof z.ZodError
      ? `at ${error.issues[0]?.path.join(".") || "the top"}: ${error.issues[0]?.message}`
      : error instanceof SyntaxError
        ? "it is not JSON"
        : "it cannot be read";
  fail(`${file} is not a labelled set of problems (${reason}).`);
}

const everybody = items.map((_, nth) => nth);
/** Each theme is spread over all folds. */
const foldOf = items.map(({ theme }, nth) => {
  const before = items.slice(0, nth).filter((one) => one.theme === theme).length;
  return folds === 0 ? 0 : (before + [...new Set(items.map((one) => one.theme))].indexOf(theme)) % folds;
});

const full = laidOut(items, shippedModel);
/** With folds, each query's row is scored with weights that never saw it. */
const byFold = Array.from({ length: Math.max(1, folds) }, (_, fold) => {
  const weights: ScoreWeights =
    folds === 0
      ? chosen
      : fitScore(
          full,
          everybody.filter((nth) => foldOf[nth] !== fold),
        );
  return rankings(full, weights);
});
const ours = {
  scores: items.map((_, nth) => byFold[foldOf[nth] ?? 0]?.scores[nth] ?? []),
  places: items.map(({ theme }, nth) => {
    const topics = byFold[foldOf[nth] ?? 0]?.topics[nth] ?? new Float64Array();
    const own = topics[shippedModel.topics.indexOf(topicOfTheme[theme] ?? "writing")] ?? 0;
    return topics.filter((one) => one > own).length;
  }),
};

const none = { topic: 0, "kind of problem": 0, wording: 0 };
const attributesOnly = rankings(full, { ...chosen, introduction: { ...chosen.introduction, ...none } }).scores;

const themes = items.map(({ theme }) => theme);
const systems = {
  "our score": figuresOf(ours.scores, themes),
  "BM25 on the statements": figuresOf(bm25(items.map(({ facts }) => facts.statement)), themes),
  "attributes alone": figuresOf(attributesOnly, themes),
};

const show = (figure: number) => figure.toFixed(3).padStart(8);
const tiers = ["all", ...new Set(items.map(({ tier }) => tier))];
const ofTier = (figures: readonly Figures[], tier: string) =>
  figures.filter((_, nth) => tier === "all" || items[nth]?.tier === tier);
console.log(folds === 0 ? "The shipped model and weights." : `Weights out of ${folds} folds; the shipped model.`);
console.log(`\n${"".padEnd(24)} tier          n  nDCG@5 recall@5    MRR     P@1`);
for (const [name, figures] of Object.entries(systems))
  for (const tier of tiers) {
    const some = ofTier(figures, tier);
    const mean = meanOf(some);
    console.log(
      `${name.padEnd(24)} ${tier.padEnd(10)} ${String(some.length).padStart(4)}${show(mean.ndcg5)}${show(mean.recall5)}${show(mean.mrr)}${show(mean.first)}`,
    );
  }

console.log("\nnDCG@5 of our score less that of another on the same problems, 95 % of 2,000 resamples:");
for (const name of ["BM25 on the statements", "attributes alone"] as const)
  for (const tier of tiers) {
    const { mean, low, high } = compare(
      ofTier(systems["our score"], tier).map(({ ndcg5 }) => ndcg5),
      ofTier(systems[name], tier).map(({ ndcg5 }) => ndcg5),
    );
    console.log(`  ${name.padEnd(24)} ${tier.padEnd(10)} ${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`);
  }

const within = (tier: string, last: number) => {
  const some = ours.places.filter((_, nth) => tier === "all" || items[nth]?.tier === tier);
  return some.length === 0 ? 0 : some.filter((place) => place < last).length / some.length;
};
console.log("\nThe right topic among the suggestions:");
for (const tier of tiers)
  console.log(`  ${tier.padEnd(10)} first ${within(tier, 1).toFixed(3)}, in three ${within(tier, 3).toFixed(3)}`);

if (!options.known) leaveThemesOut();

function leaveThemesOut(): void {
  console.log(
    "\nA theme left out: its topic unknown to lexicon, statements and habits, learned anew; nDCG@5 of its problems:",
  );
  const leftOut = [...new Set(themes)].flatMap((theme) => {
    const topic = topicOfTheme[theme];
    if (topic === undefined) return [];
    const without = laidOut(items, learnModel([topic]));
    const weights =
      folds === 0
        ? chosen
        : fitScore(
            full,
            everybody.filter((nth) => themes[nth] !== theme),
          );
    const { scores } = rankings(without, weights);
    const figure = meanOf(figuresOf(scores, themes).filter((_, nth) => themes[nth] === theme)).ndcg5;
    console.log(`  ${theme.padEnd(12)} ${figure.toFixed(3)}`);
    return [figure];
  });
  console.log(
    `  mean         ${(leftOut.reduce((sum, one) => sum + one, 0) / Math.max(1, leftOut.length)).toFixed(3)}`,
  );
}

if (options.weights) console.log("\nWeights of all problems together:", fitScore(full, everybody));

const all = meanOf(systems["our score"]);
const rounded = (figure: number) => Math.round(figure * 10_000) / 10_000;
console.log(
  JSON.stringify({
    ndcg5: rounded(all.ndcg5),
    ndcg5_hard: rounded(meanOf(ofTier(systems["our score"], "hard")).ndcg5),
    recall5: rounded(all.recall5),
    mrr: rounded(all.mrr),
    top3_topic_hard: rounded(within("hard", 3)),
  }),
);
