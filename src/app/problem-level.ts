import type { Agreeing } from "../core/matching/consent.js";
import { isCompared, isComparedWith } from "../core/matching/eligible.js";
import type { Network } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import { moveOn } from "./introductions.js";
import { keepLevel } from "./keep-level.js";

/**
 * How far a problem may be compared from now on, and whatever rested on more than that ends in the same write: introductions
 * that not both have said yes to, and its vectors.
 *
 * Guarantee: whoever took it back is not introduced by it any more. A proposal, a yes and a message that leaves read in their own
 * writes what was committed here. Not guaranteed: an introduction that both had agreed to goes on until one of them ends it.
 */
export async function setProblemLevel(
  tables: Repositories,
  network: Network,
  { problemId, ...given }: Omit<Agreeing, "what" | "subjectId" | "towardsDistrictId"> & { problemId: string },
): Promise<void> {
  const { team, level, at } = given;
  const scope = { networkId: team.networkId, districtId: team.districtId };
  await keepLevel(tables, { ...given, what: "problem", subjectId: problemId });
  if (!isCompared(level)) await tables.matching.removeVectors(scope, problemId);
  for (const two of await tables.matches.all(scope))
    if (
      two.sides.some((side) => side.problemId === problemId) &&
      !isComparedWith(level, two.match.collaborationId !== null)
    )
      await moveOn(tables, network, two, { do: "consent withdrawn" }, at);
}
