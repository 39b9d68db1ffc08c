import { falseAlarms } from "./run-chart-alarms.js";

/** False alarms of the run chart on noise: `npm run eval:run-chart [-- SERIES [SEED]]`. Last line JSON. */
const [series = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const percent = (share: number) => `${(100 * share).toFixed(2)} %`.padStart(9);
const rows = falseAlarms({ series, seed });
console.log(`${series} series of noise for each number of points, seed ${seed}`);
console.log("points    Anhøj  shift ≥ 6 or trend ≥ 5");
for (const { points, anhoej, shiftOrTrend } of rows)
  console.log(`${String(points).padStart(6)}${percent(anhoej)}  ${percent(shiftOrTrend)}`);
const worst = (rule: "anhoej" | "shiftOrTrend") => Math.max(...rows.map((row) => row[rule]));
console.log(
  JSON.stringify({ series, seed, worst_anhoej: worst("anhoej"), worst_shift_or_trend: worst("shiftOrTrend") }),
);
