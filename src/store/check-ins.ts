import type { CheckInRepository } from "../ports/store.js";
import { RowError } from "./errors.js";
import { readPrompt, readSlot } from "./rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

export function checkIns(tables: Tables): CheckInRepository {
  return {
    rules: (scope) => tables.checkInRule.findMany({ where: within(scope), orderBy: { id: "asc" } }),
    async slotsSince(scope, since) {
      const where = { ...within(scope), localDate: { gte: since } };
      return (await tables.checkInSlot.findMany({ where, orderBy: [{ localDate: "asc" }, { id: "asc" }] })).map(
        readSlot,
      );
    },
    async promptsSince(scope, since) {
      const where = { ...within(scope), slot: { ...within(scope), localDate: { gte: since } } };
      return (await tables.checkInPrompt.findMany({ where, orderBy: { id: "asc" } })).map(readPrompt);
    },
    async latestDates(scope, since) {
      const rows = await tables.checkInSlot.groupBy({
        by: ["ruleId"],
        where: { ...within(scope), localDate: { gte: since } },
        _max: { localDate: true },
      });
      return rows.map(({ ruleId, _max }) => ({ ruleId, localDate: _max.localDate ?? since }));
    },
    async openSlot(scope, slot, prompts) {
      demand(scope, [slot, ...prompts]);
      if (prompts.some(({ slotId }) => slotId !== slot.id)) throw new RowError("A prompt belongs to another slot.");
      const taken = { networkId: slot.networkId, ruleId: slot.ruleId, localDate: slot.localDate };
      if (await tables.checkInSlot.findFirst({ where: taken, select: { id: true } })) return false;
      await tables.checkInSlot.create({ data: slot });
      await tables.checkInPrompt.createMany({ data: prompts });
      return true;
    },
    async removeSlot(scope, id) {
      await tables.checkInPrompt.deleteMany({ where: { ...within(scope), slotId: id } });
      await tables.checkInSlot.deleteMany({ where: { ...within(scope), id } });
    },
    async prompt(scope, id) {
      const row = await tables.checkInPrompt.findFirst({ where: { ...within(scope), id } });
      return row ? readPrompt(row) : undefined;
    },
    async promptsOf(scope, slotId) {
      const where = { ...within(scope), slotId };
      return (await tables.checkInPrompt.findMany({ where, orderBy: { id: "asc" } })).map(readPrompt);
    },
    async openPromptsOf(scope, personId) {
      const where = { ...within(scope), personId, state: { in: ["asked", "later"] } };
      return (await tables.checkInPrompt.findMany({ where, orderBy: [{ askAt: "desc" }, { id: "asc" }] })).map(
        readPrompt,
      );
    },
    async slot(scope, id) {
      const row = await tables.checkInSlot.findFirst({ where: { ...within(scope), id } });
      return row ? readSlot(row) : undefined;
    },
    async dueReminders(scope, now) {
      const where = { ...within(scope), remindAt: { lte: now } };
      return (await tables.checkInPrompt.findMany({ where, orderBy: [{ remindAt: "asc" }, { id: "asc" }] })).map(
        readPrompt,
      );
    },
    async nextReminder(now) {
      const next = await tables.checkInPrompt.findFirst({
        where: { remindAt: { gt: now } },
        orderBy: { remindAt: "asc" },
        select: { remindAt: true },
      });
      return next?.remindAt ?? undefined;
    },
    async dueAgain(scope, now) {
      const where = { ...within(scope), state: "later", againAt: { lte: now } };
      return (await tables.checkInPrompt.findMany({ where, orderBy: [{ againAt: "asc" }, { id: "asc" }] })).map(
        readPrompt,
      );
    },
    async nextAgain(now) {
      const next = await tables.checkInPrompt.findFirst({
        where: { state: "later", againAt: { gt: now } },
        orderBy: { againAt: "asc" },
        select: { againAt: true },
      });
      return next?.againAt ?? undefined;
    },
    async savePrompt(scope, prompt) {
      demand(scope, [prompt]);
      const own = { ...within(scope), id: prompt.id };
      if ((await tables.checkInPrompt.updateMany({ where: own, data: prompt })).count === 1) return;
      const stored = await tables.checkInPrompt.findUnique({ where: { id: prompt.id }, select: owners });
      if (stored) demand(scope, [stored]);
      await tables.checkInPrompt.create({ data: prompt });
    },
  };
}
