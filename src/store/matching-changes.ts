import type { Scope } from "../ports/store.js";
import { inParts } from "./in-parts.js";
import { within } from "./scope.js";
import type { Tables } from "./tables.js";

/**
 * Marks problems as changed in what they are compared by, in the transaction of the change. Writes are serial on both
 * databases, so a mark is never committed before one with a lower number.
 */
export async function markChanged(tables: Tables, scope: Scope, problemIds: readonly string[]): Promise<void> {
  const own = within(scope);
  const ids = [...new Set(problemIds)];
  const problems = await inParts(ids, (id) =>
    tables.problem.findMany({ where: { ...own, id }, select: { id: true, districtId: true } }),
  );
  if (problems.length === 0) return;
  const { networkId } = own;
  const last = await tables.matchingChange.findFirst({ where: { networkId }, orderBy: { seq: "desc" } });
  let seq = last?.seq ?? 0;
  for (const { id: problemId, districtId } of problems) {
    const row = { problemId, networkId, districtId, seq: ++seq };
    await tables.matchingChange.upsert({ where: { problemId }, create: row, update: row });
  }
}

/** All problems of these districts, whose profiles changed. */
export async function markDistricts(tables: Tables, scope: Scope, districtIds: readonly string[]): Promise<void> {
  const { networkId } = within(scope);
  const rows = await inParts(districtIds, (districtId) =>
    tables.problem.findMany({ where: { networkId, districtId }, select: { id: true } }),
  );
  await markChanged(
    tables,
    { networkId },
    rows.map(({ id }) => id),
  );
}
