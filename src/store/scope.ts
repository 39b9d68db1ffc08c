import type { Scope } from "../ports/store.js";
import { ScopeError } from "./errors.js";

/** A row's owners, as far as it has them. */
export type Owned = { networkId: string; districtId?: string | null };

/**
 * The part of every `where` that keeps tenants apart. Checked at run time as well: an undefined value in a `where`
 * would mean "any" to Prisma.
 */
export function within(scope: Scope): { networkId: string; districtId?: string } {
  const { districtId } = scope;
  const networkId = networkOf(scope);
  return districtId === undefined ? { networkId } : { networkId, districtId };
}

/** The same for rows that no district owns: their network's. */
export function networkOf(scope: Scope): string {
  if (typeof scope.networkId !== "string" || scope.networkId === "") throw new ScopeError("A scope needs its network.");
  if (scope.districtId !== undefined && (typeof scope.districtId !== "string" || scope.districtId === "")) {
    throw new ScopeError("A scope's district is an id or absent.");
  }
  return scope.networkId;
}

/** Rejects unless every row, stored or about to be, belongs to the scope. */
export function demand(scope: Scope, rows: readonly Owned[]): void {
  const { networkId, districtId } = within(scope);
  for (const row of rows) {
    if (row.networkId !== networkId) throw new ScopeError("The row belongs to another network.");
    if (districtId !== undefined && row.districtId !== districtId) {
      throw new ScopeError("The row does not belong to the district.");
    }
  }
}

/** Rejects a district's scope where the row belongs to the network as a whole. */
export function demandNetworkWide(scope: Scope, rows: readonly Owned[]): void {
  demand({ networkId: networkOf(scope) }, rows);
  if (rows.length > 0 && scope.districtId !== undefined) {
    throw new ScopeError("The row belongs to the whole network, not to the district.");
  }
}

export const owners = { networkId: true, districtId: true } as const;
