import { explain } from "../matching/explain.js";
import { pairKey } from "../matching/groups-value.js";
import type { ProblemFacts, Purpose, Reason } from "../matching/model.js";
import type { Prepared } from "../matching/prepare.js";
import type { GroupRound } from "../matching/records.js";
import { isMatch, outsideView, prepare, score } from "../matching/score.js";

/** How alike the districts of one collaboration are, by the best pair of their problems. */
export type Comparison = {
  /** 0 to 1; 0 where nothing is known of one of them. */
  worth(a: string, b: string): number;
  /** Whether any two of their problems are the same. */
  shares(a: string, b: string): boolean;
  /** Whether both have a problem on record. */
  known(a: string, b: string): boolean;
  /** What their problems have in common, in the first place; undefined where they are too little alike to say so. */
  reason(a: string, b: string): Reason | undefined;
  /** The first sentence that explains a match to `mine`; undefined where they are none. */
  sentence(mine: string, theirs: string): string | undefined;
};

export function comparisonOf(problems: readonly ProblemFacts[], purpose: GroupRound["purpose"]): Comparison {
  const prepared = new Map<string, Prepared[]>();
  for (const facts of problems) {
    const all = prepared.get(facts.districtId) ?? [];
    prepared.set(facts.districtId, [...all, prepare(facts)]);
  }
  const of = (id: string) => prepared.get(id) ?? [];
  const asked: Purpose = purpose === "convening" ? "introduction" : "consultancy friend";
  const bestOf = (mine: string, theirs: string) => {
    const all = of(mine).flatMap((one) =>
      of(theirs).map((other) => ({ one, other, scored: score(one, other, asked) })),
    );
    return all.sort((a, b) => b.scored.score - a.scored.score)[0];
  };
  const found = new Map<string, ReturnType<typeof bestOf>>();
  const best = (a: string, b: string) => {
    const key = pairKey(a, b);
    if (!found.has(key)) {
      const [there, back] = [bestOf(a, b), bestOf(b, a)];
      found.set(key, (back?.scored.score ?? 0) > (there?.scored.score ?? 0) ? back : there);
    }
    return found.get(key);
  };
  return {
    worth: (a, b) => best(a, b)?.scored.score ?? 0,
    shares: (a, b) => of(a).some((one) => of(b).some((other) => !outsideView(one, other))),
    known: (a, b) => of(a).length > 0 && of(b).length > 0,
    reason(a, b) {
      const pair = best(a, b);
      return pair && isMatch(pair.one, pair.other, pair.scored) ? tellingFirst(pair.scored.reasons)[0] : undefined;
    },
    sentence(mine, theirs) {
      const pair = bestOf(mine, theirs);
      if (pair === undefined || !isMatch(pair.one, pair.other, pair.scored)) return undefined;
      const { one, other, scored } = pair;
      return explain(one, other, { ...scored, reasons: tellingFirst(scored.reasons) })[0]?.text;
    },
  };
}

/** What is said of a pair in one line: what the problem is about, before that it is of the same kind in a like district. */
function tellingFirst(reasons: readonly Reason[]): Reason[] {
  const vague = ({ kind }: Reason) => Number(kind === "profile" || kind === "kind of problem");
  return [...reasons].sort((a, b) => vague(a) - vague(b) || b.share - a.share);
}
