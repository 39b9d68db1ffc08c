// Learns the weights of the student guard from the project's own labelled texts and writes src/core/privacy/student-weights.ts:
//   npm run fit:guard             write the table
//   npm run fit:guard -- --same   write nothing; fail where the table is not what these texts and features give
//   npm run fit:guard -- --check  write nothing; leave out each set in turn and print how the guard does on it
// Logistic regression with a penalty on large weights, solved by Newton's method: the same texts give the same table.
// Of a student's text only the likeliest place must be a child's; of any other text none may be.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { looksLikeStudent, weighed } from "../src/core/privacy/student-guard.js";

const folder = "tests/privacy";
const table = "src/core/privacy/student-weights.ts";
/** Never learned from: they measure. */
const heldBack = new Set(["guard-kept.json", "guard-fresh-9.json", "guard-fresh-12.json"]);
const penalty = 2;
const rounds = 6;
const steps = 15;
/** A missed name can be taken out later; a guard that cries wolf is switched off. Above 0 it holds less. */
const threshold = 0.2;

type Text = { student: boolean; held: boolean; places: number[][] };
type Case = { place: number[]; student: boolean; weight: number };

const setNames = readdirSync(folder).filter((name) => /^(guard|train)-.*\.json$/.test(name) && !heldBack.has(name));
const itemsOf = (name: string): { text: string; label: string }[] =>
  JSON.parse(readFileSync(`${folder}/${name}`, "utf8")).items;

const read = setNames.map((name) => itemsOf(name).map(({ text, label }) => ({ label, ...weighed(text) })));
const names = ["always", ...new Set(read.flat().flatMap(({ features }) => features.flatMap(Object.keys)))].sort();
const sets: Text[][] = read.map((items) =>
  items.map(({ label, held, features }) => ({
    student: label === "student",
    held,
    places: features.map((one) => names.map((name) => (name === "always" ? 1 : (one[name] ?? 0)))),
  })),
);

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
const best = (places: readonly number[][], weights: readonly number[]): number[] | undefined =>
  places.reduce<number[] | undefined>(
    (most, place) => (most === undefined || dot(place, weights) > dot(most, weights) ? place : most),
    undefined,
  );

function learn(texts: readonly Text[]): number[] {
  let weights = names.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const cases = texts.flatMap(({ student, held, places }): Case[] => {
      if (student && held) return [];
      const likeliest = round === 0 ? undefined : best(places, weights);
      if (student && likeliest !== undefined) return [{ place: likeliest, student, weight: 1 }];
      const weight = student ? 1 / places.length : 1 / Math.sqrt(places.length);
      return places.map((place) => ({ place, student, weight }));
    });
    for (let step = 0; step < steps; step++) weights = newton(cases, weights);
  }
  return weights;
}

function newton(cases: readonly Case[], weights: readonly number[]): number[] {
  const n = names.length;
  const ridge: number[] = names.map((name) => (name === "always" ? 0.01 : penalty));
  const slope = ridge.map((one, i) => one * (weights[i] ?? 0));
  const bend = ridge.map((one, i) => names.map((_, j) => (i === j ? one : 0)));
  for (const { place, student, weight } of cases) {
    const chance = 1 / (1 + Math.exp(-dot(place, weights)));
    for (let i = 0; i < n; i++) {
      const x = place[i] ?? 0;
      const row = bend[i];
      if (x === 0 || row === undefined) continue;
      slope[i] = (slope[i] ?? 0) + weight * (chance - (student ? 1 : 0)) * x;
      for (let j = 0; j < n; j++) row[j] = (row[j] ?? 0) + weight * chance * (1 - chance) * x * (place[j] ?? 0);
    }
  }
  const change = solve(bend, slope);
  return weights.map((one, i) => one - (change[i] ?? 0));
}

/** Gaussian elimination; the matrix is positive definite, so no pivot is zero. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of rows.entries()) {
    const lead = pivot[i] ?? 1;
    for (let k = i; k < pivot.length; k++) pivot[k] = (pivot[k] ?? 0) / lead;
    for (const [j, row] of rows.entries()) {
      const factor = row[i] ?? 0;
      if (j === i || factor === 0) continue;
      for (let k = i; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return rows.map((row) => row.at(-1) ?? 0);
}

const rates = (texts: readonly { student: boolean; holds: boolean }[]): string => {
  const students = texts.filter(({ student }) => student);
  const rest = texts.filter(({ student }) => !student);
  const missed = students.filter(({ holds }) => !holds).length;
  const wrongly = rest.filter(({ holds }) => holds).length;
  const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  return `missed ${share(missed, students.length)}, held falsely ${share(wrongly, rest.length)}`;
};

const holdsWith = (weights: readonly number[]) => (text: Text) => ({
  student: text.student,
  holds: text.held || text.places.some((place) => dot(place, weights) >= threshold),
});

if (process.argv.includes("--check")) {
  for (const [i, texts] of sets.entries()) {
    const weights = learn(sets.filter((_, j) => j !== i).flat());
    console.log(`${setNames[i]?.padEnd(20)} left out: ${rates(texts.map(holdsWith(weights)))}`);
  }
  for (const name of heldBack.has("guard-kept.json") ? ["guard-kept.json"] : []) {
    const texts = itemsOf(name).map((item) => ({
      student: item.label === "student",
      holds: looksLikeStudent(item.text).length > 0,
    }));
    console.log(`${name.padEnd(20)} held back: ${rates(texts)}`);
  }
} else {
  const weights = learn(sets.flat());
  const written = names.map((name, i) => ({ name, weight: Math.round(100 * (weights[i] ?? 0)) / 100 }));
  const always = written.find(({ name }) => name === "always")?.weight ?? 0;
  const rest = written.filter(({ name, weight }) => name !== "always" && weight !== 0);
  const lines = rest.sort((a, b) => b.weight - a.weight).map(({ name, weight }) => `  ${name}: ${weight},`);
  const made = `import type { Features } from "./student-features.js";

// Written by scripts/fit-guard.ts from the project's own labelled texts: how much each thing around a name speaks for a child
// (above 0) or for a grown-up (below). Do not edit by hand.

const always = ${(always - threshold).toFixed(2)};
const weights: Readonly<Record<string, number>> = {
${lines.join("\n")}
};

/** How much speaks for a child: the chance is 1 / (1 + e^-score). 0 and above: hold. */
export function scoreOf(features: Features): number {
  let score = always;
  for (const [name, value] of Object.entries(features)) score += (weights[name] ?? 0) * value;
  return score;
}
`;
  const isSame = readFileSync(table, "utf8") === made;
  if (process.argv.includes("--same")) process.exitCode = isSame ? 0 : 1;
  else writeFileSync(table, made);
  console.log(`${table}: ${rest.length} weights from ${sets.flat().length} texts`);
}
