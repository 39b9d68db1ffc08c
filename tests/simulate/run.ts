import { grouped } from "./grouped.js";
import { simulate } from "./simulate.js";

const [districts, weeks, seed] = process.argv.slice(2).map(Number);
const result = await simulate({ districts: districts ?? 25, weeks: weeks ?? 8, seed: seed ?? 7 });
const by = grouped(result.broken, ({ invariant }) => invariant);
for (const [name, all] of by)
  console.log(
    name,
    all.length,
    all.slice(0, 4).map(({ example }) => example),
  );
console.log(JSON.stringify({ ...result, broken: result.broken.length }));
