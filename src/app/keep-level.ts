import { type Agreeing, agree } from "../core/matching/consent.js";
import type { Repositories } from "../ports/store.js";

/**
 * How far something goes from now on, into its ledger: what was in force is withdrawn, and the new level holds; nothing is written
 * where it holds already. "team" takes it back. Of something that several districts have a say in, only what this one said towards
 * the same one. In the caller's write. A problem's level has consequences: problem-level.ts.
 */
export async function keepLevel(tables: Repositories, given: Agreeing): Promise<void> {
  const { team, what, subjectId, towardsDistrictId = null, personId, at } = given;
  const scope = { networkId: team.networkId, districtId: team.districtId };
  const said = await tables.matching.consentsTo(scope, what, [subjectId]);
  const { withdraw, add } = agree(
    said.filter((one) => one.towardsDistrictId === towardsDistrictId),
    given,
  );
  for (const id of withdraw) await tables.matching.withdrawConsent(scope, id, personId, at);
  if (add !== undefined) await tables.matching.addConsent(scope, add);
}
