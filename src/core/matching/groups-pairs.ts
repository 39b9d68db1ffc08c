import blossom from "edmonds-blossom-fixed";
import { areApart, type Problem } from "./groups-problem.js";

/** So many single members are paired exactly. */
export const exactPairsUpTo = 400;

/** Of more members each is offered so many of her best partners, and some spread over all: alike members come in clusters. */
const offered = { best: 8, spread: 4 };

/**
 * The best pairs of single members: as many as possible, then with the highest value; who sat out before is placed first.
 * Exact up to 400 members (Edmonds' blossom algorithm, weights as whole numbers). Of more, each is offered her best
 * partners only, and whoever is alone after that everybody: near the best, and not proved to leave out as few as possible.
 *
 * The package compares a vertex with the number of vertices in two places where it is off by one. That would need as many
 * nested blossoms as there are vertices; there are never more than half as many.
 */
export function bestPairs(problem: Problem): [number, number][] {
  const singles = problem.unitSize.flatMap((size, unit) => (size === 1 ? [unit] : []));
  const edges = singles.length <= exactPairsUpTo ? allEdges(problem, singles) : fewEdges(problem, singles);
  const pairs = matched(problem, singles, edges);
  const placed = new Set(pairs.flat());
  const alone = singles.filter((unit) => !placed.has(unit));
  if (alone.length < 2 || singles.length <= exactPairsUpTo) return pairs;
  for (const u of alone)
    for (const v of singles) if (u !== v && !areApart(problem, u, v)) edges.add(edge(problem, u, v));
  return matched(problem, singles, edges);
}

/** A pair as one number: its row's place in `between`. */
function edge({ units }: Problem, u: number, v: number): number {
  return u < v ? u * units.length + v : v * units.length + u;
}

function allEdges(problem: Problem, singles: readonly number[]): Set<number> {
  const edges = new Set<number>();
  for (const u of singles)
    for (const v of singles) if (u < v && !areApart(problem, u, v)) edges.add(edge(problem, u, v));
  return edges;
}

function fewEdges(problem: Problem, singles: readonly number[]): Set<number> {
  const { between, units } = problem;
  const edges = new Set<number>();
  for (const [at, u] of singles.entries()) {
    const value = (v: number) => between[u * units.length + v] as number;
    // From her own place on, so that not everybody is offered the same few where many are worth the same.
    const others = [...singles.slice(at + 1), ...singles.slice(0, at)].filter((v) => value(v) >= 0);
    const bar = Float64Array.from(others, value).sort().at(-offered.best) ?? 0;
    for (const v of others.filter((v) => value(v) >= bar).slice(0, 2 * offered.best)) edges.add(edge(problem, u, v));
    for (let step = 1; step <= offered.spread; step += 1) {
      const v = singles[(at + step ** 2 * 37) % singles.length] as number;
      if (v !== u && value(v) >= 0) edges.add(edge(problem, u, v));
    }
  }
  return edges;
}

function matched(problem: Problem, singles: readonly number[], edges: ReadonlySet<number>): [number, number][] {
  const { between, units, outCost } = problem;
  const vertex = new Map(singles.map((unit, at) => [unit, at]));
  const cheapest = Math.min(...singles.map((unit) => outCost[unit] as number));
  const sorted = [...edges].sort((a, b) => a - b);
  const partners = blossom(
    sorted.map((one): [number, number, number] => {
      const [u, v] = [Math.floor(one / units.length), one % units.length];
      const satOut = (outCost[u] as number) + (outCost[v] as number) - 2 * cheapest;
      return [vertex.get(u) as number, vertex.get(v) as number, 2 * (between[one] as number) + satOut];
    }),
    true,
  );
  return partners.flatMap((partner, at): [number, number][] =>
    at < partner ? [[singles[at] as number, singles[partner] as number]] : [],
  );
}
