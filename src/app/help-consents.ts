import type { HelpOffer, HelpRequest } from "../core/matching/records.js";
import type { Repositories } from "../ports/store.js";
import { keepLevel } from "./keep-level.js";
import type { Known } from "./who.js";

/** That her district may be known by name to this other one, over this request. */
export async function agreeTowards(
  tables: Repositories,
  who: Known,
  of: Pick<HelpOffer | HelpRequest, "networkId" | "districtId" | "teamId">,
  towardsDistrictId: string,
  subjectId: string,
  key: string,
  at: Date,
): Promise<void> {
  const team = { id: of.teamId, networkId: of.networkId, districtId: of.districtId };
  const what = { what: "help request" as const, subjectId, level: "partner" as const, towardsDistrictId };
  await keepLevel(tables, { team, ...what, personId: who.person.id, key, at });
}

/** A request that has ended needs nobody's yes any more: what either side agreed to over it is withdrawn. */
export async function endHelpConsents(
  tables: Repositories,
  who: Known,
  { id, networkId }: HelpRequest,
  at: Date,
): Promise<void> {
  const scope = { networkId };
  for (const one of await tables.matching.consentsTo(scope, "help request", [id]))
    if (one.withdrawnAt === null) await tables.matching.withdrawConsent(scope, one.id, who.person.id, at);
}
