import { usualNovelty } from "../../src/core/matching/groups-value.js";
import { optimumOf } from "../core/matching/groups-optimum.js";
import { type Spread, short, spread } from "./figures.js";
import { benchInput, brokenIn, greedyGroups, ours, randomGroups, sixRounds } from "./groups.js";
import type { Row } from "./run.js";

const seeds = [1, 2, 3, 4, 5];
const range = ({ min, median, max }: Spread) => `${short(median)} (${short(min)} to ${short(max)})`;
type Add = (row: Row, lines: string[]) => void;

/** Groups against random, greedy and (25 districts) the optimum; the time of 2,000; what memory is worth. */
export async function benchGroups(add: Add): Promise<void> {
  ours(benchInput({ districts: 25, min: 3, max: 4, seed: 99 })); // the first call compiles
  await ofTwentyFive(add, "pairs", { min: 2, max: 2 });
  await ofTwentyFive(add, "groups of 2 or 3", { min: 2, max: 3 });
  await ofTwentyFive(add, "groups of 3 or 4", { min: 3, max: 4 });
  await ofTwentyFive(add, "groups of 3 or 4, each with an outside view", { min: 3, max: 4, outsideView: true });
  ofMany(add, 200, { min: 2, max: 2 }, seeds);
  ofMany(add, 200, { min: 3, max: 4 }, seeds);
  ofMany(add, 2_000, { min: 2, max: 2 }, [1]);
  ofMany(add, 2_000, { min: 2, max: 3 }, [1]);
  ofMany(add, 2_000, { min: 3, max: 4 }, [1]);
  ofMany(add, 2_000, { min: 3, max: 4, outsideView: true }, [1]);
  for (const districts of [25, 200]) memory(add, districts);
}

type Shape = { min: number; max: number; outsideView?: boolean };

async function ofTwentyFive(add: Add, name: string, shape: Shape): Promise<void> {
  const [shares, times, random, greedy, oracle]: number[][] = [[], [], [], [], []];
  let broken = 0;
  for (const seed of seeds) {
    const input = benchInput({ districts: 25, ...shape, seed });
    const found = ours(input);
    const placed = found.grouping.groups.reduce((sum, { members }) => sum + members.length, 0);
    const begun = performance.now();
    const optimum = await optimumOf(input, placed);
    oracle?.push(performance.now() - begun);
    shares?.push(found.grouping.total / optimum);
    times?.push(found.ms);
    random?.push(randomGroups(input, seed).total / optimum);
    greedy?.push(greedyGroups(input).total / optimum);
    broken += found.broken;
  }
  const [share, ms] = [spread(shares ?? []), spread(times ?? [])];
  add(
    {
      name: `groups, 25 districts, ${name}`,
      reference: "HiGHS's optimum",
      ratio: share.min,
      ok: share.min >= 0.99 && ms.max <= 200 && broken === 0,
      figures: { share_lowest: share.min, share_median: share.median, ms: ms.median, ms_highest: ms.max, broken },
    },
    [
      `${seeds.length} networks with opt-outs, full districts, must and never pairs; median (lowest to highest)`,
      `share of the optimum: ${range(share)}, bar .99; random: ${range(spread(random ?? []))}; greedy: ${range(spread(greedy ?? []))}`,
      `ms: ${range(ms)}, bar 200; HiGHS: ${range(spread(oracle ?? []))}; broken rules: ${broken}`,
    ],
  );
}

function ofMany(add: Add, districts: number, shape: Shape, from: readonly number[]): void {
  const [toGreedy, toRandom, times]: number[][] = [[], [], []];
  const bar = districts > 200 ? 10_000 : Number.POSITIVE_INFINITY;
  let broken = 0;
  let [left, leftByGreedy, brokenByGreedy] = [0, 0, 0];
  for (const seed of from) {
    const input = benchInput({ districts, ...shape, seed });
    const { grouping, ms, broken: own } = ours(input);
    const greedy = greedyGroups(input);
    toGreedy?.push(grouping.total / greedy.total);
    toRandom?.push(grouping.total / randomGroups(input, seed).total);
    times?.push(ms);
    broken += own;
    left += grouping.leftOut.length;
    leftByGreedy += greedy.leftOut.length;
    brokenByGreedy += brokenIn(greedy, input);
  }
  const [ratio, ms] = [spread(toGreedy ?? []), spread(times ?? [])];
  const outside = shape.outsideView === true ? ", each with an outside view" : "";
  add(
    {
      name: `groups, ${short(districts)} districts, ${shape.min} to ${shape.max}${outside}`,
      reference: "greedy's total",
      ratio: ratio.median,
      ok: ratio.min >= 1 && ms.max <= bar && broken === 0,
      figures: { to_greedy: ratio.median, to_random: spread(toRandom ?? []).median, ms: ms.median, broken },
    },
    [
      `${from.length} networks with rules; total to greedy's: ${range(ratio)}; to random's: ${range(spread(toRandom ?? []))}`,
      `ms: ${range(ms)}${Number.isFinite(bar) ? `, bar ${short(bar)}, goal 3,000` : ""}; broken rules: ${broken} (greedy ${brokenByGreedy}); left out: ${left} (greedy ${leftByGreedy})`,
    ],
  );
}

function memory(add: Add, districts: number): void {
  const many = districts > 25 ? seeds.slice(0, 2) : seeds;
  const rounds = (dial: number | "random") => {
    const all = many.map((seed) => sixRounds({ districts, min: 3, max: 4, seed }, dial));
    return {
      repeated: spread(all.map(({ repeated }) => repeated)).median,
      likeness: spread(all.map(({ likeness }) => likeness)).median,
    };
  };
  const [without, usual, random] = [rounds(0), rounds(usualNovelty), rounds("random")];
  const line = (name: string, { repeated, likeness }: { repeated: number; likeness: number }) =>
    `${name}: ${short(100 * repeated)} % of pairs repeated, likeness ${short(likeness)}`;
  add(
    {
      name: `groups, six rounds of ${districts} districts, 3 to 4`,
      reference: "the repeats without memory",
      ratio: usual.repeated / without.repeated,
      figures: {
        repeated: usual.repeated,
        repeated_without: without.repeated,
        likeness: usual.likeness,
        likeness_without: without.likeness,
      },
    },
    [
      `${many.length} networks, a round every 60 days, one district in ten away each time; medians`,
      line("dial 0 (no memory)", without),
      ...[0.25, 0.5, 0.75, 1].map((dial) => line(`dial ${dial}`, rounds(dial))),
      line(`dial ${usualNovelty} (usual)`, usual),
      line("random", random),
    ],
  );
}
