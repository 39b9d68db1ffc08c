import { type Exclusion, type NoMatch, type Party, whyNoMatch, whyNotTogether } from "../core/matching/eligible.js";
import { explain } from "../core/matching/explain.js";
import type { Prepared } from "../core/matching/prepare.js";
import type { Match } from "../core/matching/records.js";
import { isMatch } from "../core/matching/score.js";
import type { Network, Team } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { loadStanding, type Standing } from "./parties.js";

/** Another team's problem that a team's own may be brought together with. `score` 0–1; `reasons`: for a program manager. */
export type Fit = { theirs: Party; purpose: Match["purpose"]; score: number; reasons: string[] };

/** What was found for a problem of one team, the best first; where there is nothing, why. */
export type FoundFor = { mine: Party; fits: Fit[] } | { none: NoMatch };

/** The whole of a network at one moment: who may be brought together, and whose problem is whose. */
export type Ground = { network: Network; standing: Standing; teamOf: ReadonlyMap<string, string> };

export async function loadGround(view: Repositories, network: Network, now: Date): Promise<Ground> {
  const shared = await view.matching.consentsInForce({ networkId: network.id }, "problem");
  return {
    network,
    standing: await loadStanding(view, network, now),
    teamOf: new Map(shared.map(({ subjectId, teamId }) => [subjectId, teamId])),
  };
}

/** The problem that a team works on; undefined where it has said nothing yet. */
export async function problemIdOf(
  view: Repositories,
  { networkId, districtId, id }: Team,
): Promise<string | undefined> {
  const [latest] = await view.cycles.problems({ networkId, districtId }, id);
  return latest === undefined || latest.current.statement === null ? undefined : latest.problem.id;
}

/** So many candidates are looked at beside those that are shown, to say why none of them may be proposed. */
const looked = 10;

/** The best for a team's problem. To be used outside of writes. First those with the same problem, else who could help. */
export async function findFor(
  app: App,
  { network, standing, teamOf }: Ground,
  team: Team,
  problemId: string | undefined,
  most: number,
): Promise<FoundFor> {
  const mine = problemId === undefined ? undefined : standing.party({ id: problemId, teamId: team.id });
  if (mine === undefined) return { none: "no problem" };
  const partyOf = ({ id }: Prepared) => {
    const teamId = teamOf.get(id);
    return teamId === undefined ? undefined : standing.party({ id, teamId });
  };
  const why = (theirs: Prepared): Exclusion | undefined => {
    const party = partyOf(theirs);
    if (party === undefined) return "not to be looked for";
    return whyNotTogether(mine, party, standing.between(mine.districtId, party.districtId));
  };
  const excluded: Exclusion[] = [];
  for (const purpose of ["introduction", "peer help"] as const) {
    const best = (allowed: (theirs: Prepared) => boolean) =>
      app.matching.best(network.id, mine.problemId, purpose, looked, (theirs) => isClear(theirs) && allowed(theirs));
    const search = await best((theirs) => why(theirs) === undefined);
    if (search === undefined) return { none: "no problem" };
    if (!isClear(search.mine)) return { none: "unclear problem" };
    const fits = search.found
      .filter(({ theirs, scored }) => isMatch(search.mine, theirs, scored))
      .flatMap(({ theirs, scored }): Fit[] => {
        const party = partyOf(theirs);
        const reasons = explain(search.mine, theirs, scored).map(({ text }) => text);
        return party === undefined || reasons.length === 0
          ? []
          : [{ theirs: party, purpose, score: scored.score, reasons }];
      });
    if (fits.length > 0) return { mine, fits: fits.slice(0, most) };
    const others = await best((theirs) => {
      const reason = why(theirs);
      // With those who share theirs with others only nothing is compared, not even to say why there is no match.
      return reason !== undefined && reason !== "not to be looked for";
    });
    for (const { theirs, scored } of others?.found ?? [])
      if (isMatch(search.mine, theirs, scored)) excluded.push(why(theirs) ?? "apart");
  }
  return { none: whyNoMatch(mine, excluded) };
}

/** A problem in another language is compared by its attributes; one of three words by nothing. */
const isClear = ({ clarity }: Prepared) => clarity !== "empty" && clarity !== "too short";
