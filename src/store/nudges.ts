import type { NudgeRepository } from "../ports/store.js";
import { inParts } from "./in-parts.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

export function nudges(tables: Tables): NudgeRepository {
  return {
    async find(scope, id) {
      return (await tables.nudge.findFirst({ where: { ...within(scope), id } })) ?? undefined;
    },
    ofTeams(scope, teamIds, since) {
      return inParts(teamIds, (teamId) =>
        tables.nudge.findMany({
          where: { ...within(scope), teamId, at: { gte: since } },
          orderBy: [{ at: "asc" }, { id: "asc" }],
        }),
      );
    },
    async save(scope, nudge) {
      const stored = await tables.nudge.findUnique({ where: { id: nudge.id }, select: owners });
      demand(scope, stored ? [nudge, stored] : [nudge]);
      await tables.nudge.upsert({ where: { id: nudge.id }, create: nudge, update: nudge });
    },
  };
}
