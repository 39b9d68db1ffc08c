import type { GroupsInput, Pair } from "../../../src/core/matching/groups-model.js";
import { between, randomFrom } from "../../../src/core/matching/groups-random.js";

/** Themes of problems, as many as the labelled statements have. */
const themes = 14;

/** A made-up network: each district has a theme and a profile; alike is who shares the theme, then whose profile is near. */
export function network(districts: number, seed: number) {
  const random = randomFrom(seed);
  const ids = Array.from({ length: districts }, (_, nth) => `district-${String(nth).padStart(4, "0")}`);
  const facts = new Map(
    ids.map((id) => [id, { theme: between(random, 1, themes), profile: [random(), random(), random()] }]),
  );
  const worth = (a: string, b: string) => {
    const [one, other] = [facts.get(a), facts.get(b)];
    if (one === undefined || other === undefined) return 0;
    const apart = one.profile.reduce((sum, value, at) => sum + Math.abs(value - (other.profile[at] as number)), 0);
    return 0.6 * (one.theme === other.theme ? 1 : 0.2) + 0.4 * (1 - apart / one.profile.length);
  };
  const sharesProblem = (a: string, b: string) => facts.get(a)?.theme === facts.get(b)?.theme;
  /** So many random pairs. */
  const pairs = (count: number): Pair[] =>
    Array.from({ length: count }, () => ({
      a: ids[between(random, 0, districts - 1)] as string,
      b: ids[between(random, 0, districts - 1)] as string,
    })).filter(({ a, b }) => a !== b);
  return { ids, worth, sharesProblem, pairs, random };
}

/** Everybody of the network takes part, nobody met, and no rule but the sizes. */
export function plainInput(districts: number, min: number, max: number, seed = 1): GroupsInput {
  const { ids, worth } = network(districts, seed);
  const members = ids.map((id) => ({ id }));
  return { members, worth, must: [], never: [], past: [], novelty: 0, size: { min, max }, seed };
}
