import { createHash } from "node:crypto";
import type { EventRepository } from "../ports/store.js";
import { within } from "./scope.js";
import type { Tables } from "./tables.js";

/** An index entry on PostgreSQL ends at 2,704 bytes. Longer keys are nobody's so far; one must not be refused for ever. */
const longestKey = 500;

const storedKey = (key: string): string =>
  key.length <= longestKey ? key : `sha256:${createHash("sha256").update(key).digest("hex")}`;

export function events(tables: Tables): EventRepository {
  const seen = async (key: string) =>
    (await tables.inboundEvent.findUnique({ where: { key: storedKey(key) } })) !== null;
  return {
    seen,
    async remember(key, at) {
      if (await seen(key)) return false;
      await tables.inboundEvent.create({ data: { key: storedKey(key), at } });
      return true;
    },
    async audit(entry) {
      await tables.auditEvent.create({ data: entry });
    },
    auditOf: (scope, limit) =>
      tables.auditEvent.findMany({ where: within(scope), orderBy: [{ at: "desc" }, { id: "asc" }], take: limit }),
  };
}
