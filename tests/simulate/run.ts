import { parseArgs } from "node:util";
import { grouped } from "./grouped.js";
import { plants } from "./plants.js";
import { type Result, simulate } from "./simulate.js";

// `npm run simulate -- --districts N --weeks W --seed S [--database URL] [--plant NAME]`: what happens to a programme in
// weeks of school. The last line is JSON. Ends with 1 where an invariant is broken, or where too little was due to say
// anything. `--plant list` prints the faults that can be put in, one a line.

const { values } = parseArgs({
  options: {
    districts: { type: "string", default: "25" },
    weeks: { type: "string", default: "40" },
    seed: { type: "string", default: "7" },
    database: { type: "string" },
    plant: { type: "string" },
  },
});

/** Less than this says little about what is seldom. */
const leastDue = 1_000;
const leastSuppressed = 50;

/** A teacher's unasked messages a week, in the middle. */
const mostForTeachers = 1.5;

if (values.plant === "list") for (const name of Object.keys(plants)) console.log(name);
else process.exitCode = await run();

async function run(): Promise<number> {
  const plant = values.plant === undefined ? undefined : plants[values.plant];
  if (values.plant !== undefined && plant === undefined) {
    console.error(`--plant: there is no fault “${values.plant}”; --plant list prints their names.`);
    return 2;
  }
  const planted = plant === undefined ? [] : [plant()];
  const result = await simulate({
    districts: whole("districts"),
    weeks: whole("weeks"),
    seed: whole("seed"),
    database: values.database,
    plants: planted,
  });
  const { counts, per_week, broken, seconds, rss_mb } = result;
  tell(result);
  const missed = planted.filter(({ breaks }) => !broken.some(({ invariant }) => invariant === breaks));
  for (const { breaks } of missed) console.log(`The planted fault was not noticed: “${breaks}”.`);
  const small = (counts.due ?? 0) < leastDue || (counts.suppressed ?? 0) < leastSuppressed;
  if (small)
    console.log(
      `Too small to count: at least ${leastDue} due and ${leastSuppressed} suppressed are needed. This run fails for that.`,
    );
  const often = (per_week.classroom?.median ?? 0) > mostForTeachers;
  if (often) console.log(`Too many messages: more than ${mostForTeachers} a week to a teacher in the middle.`);
  console.log(JSON.stringify({ counts, per_week, broken, seconds, rss_mb }));
  return broken.length > 0 || missed.length > 0 || small || often ? 1 : 0;
}

function whole(name: "districts" | "weeks" | "seed"): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < (name === "seed" ? 0 : 1)) throw new Error(`--${name}: a whole number`);
  return number;
}

function tell({ counts, per_week, broken, seconds, rss_mb }: Result): void {
  console.log(`${values.districts} districts, ${values.weeks} weeks, seed ${values.seed}: ${seconds} s, ${rss_mb} MB`);
  for (const [name, count] of Object.entries(counts))
    console.log(`${name.replaceAll("_", " ").padEnd(22)}${String(count).padStart(8)}`);
  console.log(broken.length === 0 ? "Nothing is broken." : `Broken: ${broken.length}`);
  for (const [invariant, all] of grouped(broken, (one) => one.invariant)) {
    console.log(`- ${invariant}: ${all.length}`);
    for (const { example } of all.slice(0, 5)) console.log(`    ${example}`);
  }
  console.log(
    `\n${"unasked messages a week".padEnd(26)}${["median", "p90", "max", "mean", "person-weeks"].map(right).join("")}`,
  );
  for (const [role, { median, p90, max, mean, person_weeks }] of Object.entries(per_week))
    console.log(`${role.replaceAll("_", " ").padEnd(26)}${[median, p90, max, mean, person_weeks].map(right).join("")}`);
}

function right(cell: string | number): string {
  return String(cell).padStart(13);
}
