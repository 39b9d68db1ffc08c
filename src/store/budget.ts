import type { BudgetRepository } from "../ports/store.js";
import { RowError } from "./errors.js";
import { readMessage, readNote } from "./rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

/** Nothing was posted and nothing will be. */
const neverSaid = ["skipped", "dead"];

export function budget(tables: Tables): BudgetRepository {
  return {
    async week(scope, personId, week) {
      const rows = await tables.outboxMessage.findMany({
        where: { ...within(scope), personId, week, state: { notIn: neverSaid } },
        orderBy: [{ createdAt: "asc" }, { seq: "asc" }, { id: "asc" }],
      });
      const held = rows.map(readMessage).map(({ id, contact }) => {
        if (contact === null) throw new RowError("A message is counted in a week and does not say as what.");
        return { messageId: id, personId, week, contact };
      });
      return { held, waiting: new Set(rows.filter(({ state }) => state === "pending").map(({ id }) => id)) };
    },
    async fold(scope, note) {
      const stored = await tables.foldedNote.findUnique({ where: { id: note.id }, select: owners });
      demand(scope, stored ? [note, stored] : [note]);
      if (stored) return false;
      await tables.foldedNote.create({ data: note });
      return true;
    },
    async note(scope, id) {
      const row = await tables.foldedNote.findFirst({ where: { ...within(scope), id } });
      return row ? readNote(row) : undefined;
    },
    async unsaid(scope, personId, since) {
      const rows = await tables.foldedNote.findMany({
        where: { ...within(scope), personId, at: { gte: since } },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      });
      const saying = rows.flatMap(({ saidIn }) => (saidIn === null ? [] : [saidIn]));
      const lost = await tables.outboxMessage.findMany({
        where: { id: { in: saying }, state: { in: neverSaid } },
        select: { id: true },
      });
      const open = new Set<string | null>([null, ...lost.map(({ id }) => id)]);
      return rows.filter(({ saidIn }) => open.has(saidIn)).map(readNote);
    },
    async said(scope, ids, saidIn) {
      await tables.foldedNote.updateMany({ where: { ...within(scope), id: { in: [...ids] } }, data: { saidIn } });
    },
  };
}
