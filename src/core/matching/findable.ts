import type { Cycle } from "../cycle/model.js";
import type { Team } from "../network/model.js";
import { inForce, mayRead, type Reader } from "./consent.js";
import type { Consent } from "./records.js";

/** Who looks for tests: somebody on teams of a district, or a program manager with the teams that she coaches. */
export type Finder =
  | { kind: "district"; teamIds: ReadonlySet<string>; reader: Reader }
  | { kind: "network"; coached: ReadonlySet<string> };

/** Why a cycle may be read: her own team's, one of a team that she coaches, or shared. The last two are read as the outside sees them. */
export type Access = "own" | "coached" | "shared";

export type Findable = { cycle: Cycle; access: Access };

type Place = Pick<Cycle, "districtId" | "teamId" | "stage">;

/**
 * Whether she may read this cycle now; undefined: it is not there for her. `collaborationId`: of the cycle's team. `ledger`: the
 * cycle's entries, withdrawn ones may be among them.
 *
 * What others share is closed, and at a level that reaches her. Another team of her own district is no partner of itself:
 * it reads what its collaboration or the network reads. A program manager reads what the collaboration or the network reads.
 */
export function accessTo(
  cycle: Place,
  collaborationId: string,
  ledger: readonly Consent[],
  finder: Finder,
): Access | undefined {
  if (finder.kind === "district" && finder.teamIds.has(cycle.teamId)) return "own";
  if (finder.kind === "network" && finder.coached.has(cycle.teamId)) return "coached";
  const entry = inForce(ledger);
  if (entry === undefined || entry.level === "team" || cycle.stage !== "closed") return undefined;
  const wide = entry.level === "collaboration" || entry.level === "network";
  if (finder.kind === "network") return wide && entry.towardsDistrictId === null ? "shared" : undefined;
  const { reader } = finder;
  if (entry.towardsDistrictId !== null && entry.towardsDistrictId !== reader.districtId) return undefined;
  if (cycle.districtId === reader.districtId) {
    const near = entry.level === "network" || (wide && reader.collaborationIds.has(collaborationId));
    return near ? "shared" : undefined;
  }
  return mayRead(entry.level, { districtId: cycle.districtId, collaborationId }, reader) ? "shared" : undefined;
}

/** Those of these cycles that she may read now, in their order. `consents`: of cycles. Of an unknown team nothing is read. */
export function findable(
  cycles: readonly Cycle[],
  consents: readonly Consent[],
  teams: readonly Pick<Team, "id" | "collaborationId">[],
  finder: Finder,
): Findable[] {
  const collaborations = new Map(teams.map(({ id, collaborationId }) => [id, collaborationId]));
  const ledgers = new Map<string, Consent[]>();
  for (const one of consents) {
    if (one.what !== "cycle") continue;
    const ledger = ledgers.get(one.subjectId);
    if (ledger === undefined) ledgers.set(one.subjectId, [one]);
    else ledger.push(one);
  }
  return cycles.flatMap((cycle) => {
    const collaborationId = collaborations.get(cycle.teamId);
    if (collaborationId === undefined) return [];
    const access = accessTo(cycle, collaborationId, ledgers.get(cycle.id) ?? [], finder);
    return access === undefined ? [] : [{ cycle, access }];
  });
}
