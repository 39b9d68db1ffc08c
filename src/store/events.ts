import type { EventRepository } from "../ports/store.js";
import { within } from "./scope.js";
import type { Tables } from "./tables.js";

export function events(tables: Tables): EventRepository {
  const seen = async (key: string) => (await tables.inboundEvent.findUnique({ where: { key } })) !== null;
  return {
    seen,
    async remember(key, at) {
      if (await seen(key)) return false;
      await tables.inboundEvent.create({ data: { key, at } });
      return true;
    },
    async audit(entry) {
      await tables.auditEvent.create({ data: entry });
    },
    auditOf: (scope, limit) =>
      tables.auditEvent.findMany({ where: within(scope), orderBy: [{ at: "desc" }, { id: "asc" }], take: limit }),
  };
}
