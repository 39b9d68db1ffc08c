import type { MatchOfTwo, MatchRepository } from "../ports/matching.js";
import { inParts } from "./in-parts.js";
import { matchSideRow, readMatch, readMatchSide } from "./matching-rows.js";
import { demand, demandNetworkWide, networkOf, owners } from "./scope.js";
import type { Tables } from "./tables.js";

type MatchRow = Awaited<ReturnType<Tables["match"]["findMany"]>>[number];

export function matches(tables: Tables): MatchRepository {
  async function withSides(networkId: string, rows: readonly MatchRow[]): Promise<MatchOfTwo[]> {
    const ids = rows.map(({ id }) => id);
    const sides = await inParts(ids, (matchId) =>
      tables.matchSide.findMany({ where: { networkId, matchId }, orderBy: { id: "asc" } }),
    );
    return rows.map((row) => ({
      match: readMatch(row),
      sides: sides.filter(({ matchId }) => matchId === row.id).map(readMatchSide),
    }));
  }

  return {
    async find(scope, id) {
      const networkId = networkOf(scope);
      const row = await tables.match.findFirst({ where: { networkId, id } });
      const [found] = row === null ? [] : await withSides(networkId, [row]);
      const { districtId } = scope;
      if (districtId === undefined) return found;
      return found?.sides.some((side) => side.districtId === districtId) ? found : undefined;
    },
    async all(scope) {
      const networkId = networkOf(scope);
      const { districtId } = scope;
      const orderBy = [{ proposedAt: "asc" as const }, { id: "asc" as const }];
      if (districtId === undefined)
        return withSides(networkId, await tables.match.findMany({ where: { networkId }, orderBy }));
      const own = await tables.matchSide.findMany({ where: { networkId, districtId }, select: { matchId: true } });
      const rows = await inParts(
        own.map(({ matchId }) => matchId),
        (id) => tables.match.findMany({ where: { networkId, id }, orderBy }),
      );
      return withSides(networkId, rows);
    },
    async due(scope, now) {
      const networkId = networkOf(scope);
      const orderBy = [{ nextAt: "asc" as const }, { id: "asc" as const }];
      const where = { networkId, nextAt: { lte: now } };
      const found = await withSides(networkId, await tables.match.findMany({ where, orderBy }));
      const { districtId } = scope;
      return districtId === undefined
        ? found
        : found.filter(({ sides }) => sides.some((side) => side.districtId === districtId));
    },
    async nextDue(now) {
      const row = await tables.match.findFirst({ where: { nextAt: { gt: now } }, orderBy: { nextAt: "asc" } });
      return row?.nextAt ?? undefined;
    },
    async save(scope, { match, sides }, expected) {
      demandNetworkWide(scope, [match]);
      demand(scope, sides);
      const stored = await tables.match.findUnique({ where: { id: match.id }, select: { networkId: true } });
      if (stored) demandNetworkWide(scope, [stored]);
      if (expected === 0) {
        if (stored) return false;
        await tables.match.create({ data: match });
      } else {
        const where = { networkId: networkOf(scope), id: match.id, version: expected };
        if ((await tables.match.updateMany({ where, data: match })).count === 0) return false;
      }
      for (const side of sides) {
        const before = await tables.matchSide.findUnique({ where: { id: side.id }, select: owners });
        if (before) demand(scope, [before]);
        const row = matchSideRow(side);
        await tables.matchSide.upsert({ where: { id: side.id }, create: row, update: row });
      }
      return true;
    },
  };
}
