import type { GroupRepository } from "../ports/matching.js";
import type { Scope } from "../ports/store.js";
import { groupRoundRow, readGroupRound, readPairRule } from "./matching-rows.js";
import { demandNetworkWide, networkOf } from "./scope.js";
import type { Tables } from "./tables.js";

/** Rows of the network as a whole: nothing of them is in a district's scope. */
export function groups(tables: Tables): GroupRepository {
  const whole = (scope: Scope) => {
    const networkId = networkOf(scope);
    return scope.districtId === undefined ? networkId : undefined;
  };
  return {
    async round(scope, id) {
      const networkId = whole(scope);
      const row = networkId && (await tables.groupRound.findFirst({ where: { networkId, id } }));
      return row ? readGroupRound(row) : undefined;
    },
    async rounds(scope, collaborationId) {
      const networkId = whole(scope);
      if (networkId === undefined) return [];
      const orderBy = [{ at: "desc" as const }, { id: "asc" as const }];
      return (await tables.groupRound.findMany({ where: { networkId, collaborationId }, orderBy })).map(readGroupRound);
    },
    async saveRound(scope, round, expected) {
      demandNetworkWide(scope, [round]);
      const stored = await tables.groupRound.findUnique({ where: { id: round.id }, select: { networkId: true } });
      if (stored) demandNetworkWide(scope, [stored]);
      if (expected === 0) {
        if (stored) return false;
        await tables.groupRound.create({ data: groupRoundRow(round) });
        return true;
      }
      const where = { networkId: networkOf(scope), id: round.id, version: expected };
      return (await tables.groupRound.updateMany({ where, data: groupRoundRow(round) })).count === 1;
    },
    async rules(scope, collaborationId) {
      const networkId = whole(scope);
      if (networkId === undefined) return [];
      const orderBy = [{ at: "asc" as const }, { id: "asc" as const }];
      return (await tables.pairRule.findMany({ where: { networkId, collaborationId }, orderBy })).map(readPairRule);
    },
    async saveRule(scope, rule) {
      const stored = await tables.pairRule.findUnique({ where: { id: rule.id }, select: { networkId: true } });
      demandNetworkWide(scope, stored ? [rule, stored] : [rule]);
      await tables.pairRule.upsert({ where: { id: rule.id }, create: rule, update: rule });
    },
  };
}
