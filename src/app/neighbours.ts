import type { Neighbour } from "../core/matching/before-yes.js";
import { isCompared } from "../core/matching/eligible.js";
import type { Prepared } from "../core/matching/prepare.js";
import { prepare } from "../core/matching/score.js";
import type { Repositories } from "../ports/store.js";
import type { Ground } from "./find-match.js";
import type { Standing } from "./parties.js";
import { loadProblemFacts } from "./problem-facts.js";

/** All districts of the network, in the collaborations of their teams, with those problems that are handed over. */
function neighboursIn({ districts, teams }: Standing, problems: ReadonlyMap<string, readonly Prepared[]>): Neighbour[] {
  const collaborations = new Map<string, Set<string>>();
  for (const { districtId, collaborationId } of teams.values())
    collaborations.set(districtId, (collaborations.get(districtId) ?? new Set()).add(collaborationId));
  return [...districts.values()].map((district) => ({
    district,
    collaborationIds: collaborations.get(district.id) ?? new Set(),
    problems: problems.get(district.id) ?? [],
  }));
}

/** All districts of the network with the problems that they let be compared. */
export async function loadNeighbours(view: Repositories, { network, standing, teamOf }: Ground): Promise<Neighbour[]> {
  const known = await loadProblemFacts(view, { networkId: network.id }, [...teamOf.keys()], "shared");
  const problems = new Map<string, Prepared[]>();
  for (const { facts, level } of known)
    if (isCompared(level)) problems.set(facts.districtId, [...(problems.get(facts.districtId) ?? []), prepare(facts)]);
  return neighboursIn(standing, problems);
}
