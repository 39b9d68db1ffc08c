import type { Cycle } from "../core/cycle/model.js";
import type { CycleRepository, Scope } from "../ports/store.js";
import { cycleParts } from "./cycle-parts.js";
import { RowError } from "./errors.js";
import { inParts } from "./in-parts.js";
import { markChanged } from "./matching-changes.js";
import {
  cycleRow,
  problemVersionRow,
  readCommitment,
  readCycle,
  readDraft,
  readProblemVersion,
  readUpdate,
  readUpdateVersion,
  updateRow,
  updateVersionRow,
} from "./rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

export function cycles(tables: Tables): CycleRepository {
  const newestFirst = [{ createdAt: "desc" as const }, { id: "asc" as const }];
  const oldestFirst = [{ recordedAt: "asc" as const }, { id: "asc" as const }];
  return {
    ...cycleParts(tables),
    async cycle(scope, id) {
      const row = await tables.cycle.findFirst({ where: { ...within(scope), id } });
      return row ? readCycle(row) : undefined;
    },
    async openOf(scope, teamId) {
      const where = { ...within(scope), teamId, stage: { not: "closed" } };
      return (await tables.cycle.findMany({ where, orderBy: newestFirst })).map(readCycle);
    },
    all: async (scope) => (await tables.cycle.findMany({ where: within(scope), orderBy: newestFirst })).map(readCycle),
    async byIds(scope, ids) {
      const rows = await inParts(ids, (id) =>
        tables.cycle.findMany({ where: { ...within(scope), id }, orderBy: newestFirst }),
      );
      return rows.map(readCycle);
    },
    async districtsUsing(scope, cycleId) {
      const where = { ...within(scope), creditCycleId: cycleId };
      const rows = await tables.cycle.findMany({ where, select: { districtId: true } });
      return [...new Set(rows.map(({ districtId }) => districtId))].sort();
    },
    async ofTeams(scope, teamIds) {
      const rows = await inParts(teamIds, (teamId) =>
        tables.cycle.findMany({ where: { ...within(scope), teamId }, orderBy: newestFirst }),
      );
      return rows.map(readCycle);
    },
    async save(scope, cycle, expected) {
      demand(scope, [cycle]);
      if (expected === 0) {
        const stored = await tables.cycle.findUnique({ where: { id: cycle.id }, select: owners });
        if (stored) {
          demand(scope, [stored]);
          return false;
        }
        await tables.cycle.create({ data: cycleRow(cycle) });
        await markTried(tables, scope, cycle);
        return true;
      }
      const where = { ...within(scope), id: cycle.id, version: expected };
      if ((await tables.cycle.updateMany({ where, data: cycleRow(cycle) })).count === 0) return false;
      await markTried(tables, scope, cycle);
      return true;
    },
    async update(scope, id) {
      const row = await tables.cycleUpdate.findFirst({ where: { ...within(scope), id } });
      return row ? readUpdate(row) : undefined;
    },
    updatesOf: async (scope, cycleId) =>
      (await tables.cycleUpdate.findMany({ where: { ...within(scope), cycleId }, orderBy: oldestFirst })).map(
        readUpdate,
      ),
    async updatesOfCycles(scope, cycleIds) {
      const rows = await inParts(cycleIds, (cycleId) =>
        tables.cycleUpdate.findMany({ where: { ...within(scope), cycleId }, orderBy: oldestFirst }),
      );
      return rows.map(readUpdate);
    },
    async updatesOfTeams(scope, teamIds, from, to) {
      const between = { gte: from, lt: to };
      const rows = await inParts(teamIds, (teamId) =>
        tables.cycleUpdate.findMany({
          where: { ...within(scope), teamId, recordedAt: between },
          orderBy: oldestFirst,
        }),
      );
      return rows.map(readUpdate);
    },
    async updatesBetween(scope, teamId, from, to) {
      const where = { ...within(scope), teamId, recordedAt: { gte: from, lt: to } };
      return (await tables.cycleUpdate.findMany({ where, orderBy: oldestFirst })).map(readUpdate);
    },
    async saveUpdate(scope, update, version, expected) {
      demand(scope, [update, version]);
      if (version.updateId !== update.id) throw new RowError("The version belongs to another update.");
      if (expected === 0) {
        const stored = await tables.cycleUpdate.findUnique({ where: { id: update.id }, select: owners });
        if (stored) {
          demand(scope, [stored]);
          return false;
        }
        await tables.cycleUpdate.create({ data: updateRow(update) });
      } else {
        const where = { ...within(scope), id: update.id, version: expected };
        const { count } = await tables.cycleUpdate.updateMany({ where, data: updateRow(update) });
        if (count === 0) return false;
      }
      await tables.cycleUpdateVersion.create({ data: updateVersionRow(version) });
      return true;
    },
    async eraseUpdate(scope, update) {
      demand(scope, [update]);
      const { count } = await tables.cycleUpdate.updateMany({
        where: { ...within(scope), id: update.id },
        data: updateRow(update),
      });
      if (count === 0)
        demand(scope, [await tables.cycleUpdate.findUniqueOrThrow({ where: { id: update.id }, select: owners })]);
      await tables.cycleUpdateVersion.updateMany({
        where: { ...within(scope), updateId: update.id },
        data: { answers: "{}" },
      });
    },
    versionsOf: async (scope, updateId) =>
      (
        await tables.cycleUpdateVersion.findMany({ where: { ...within(scope), updateId }, orderBy: { version: "asc" } })
      ).map(readUpdateVersion),
    async versionsOfUpdates(scope, updateIds) {
      const rows = await inParts(updateIds, (updateId) =>
        tables.cycleUpdateVersion.findMany({ where: { ...within(scope), updateId }, orderBy: { version: "asc" } }),
      );
      return rows.map(readUpdateVersion);
    },
    async problems(scope, teamId) {
      const rows = await tables.problem.findMany({
        where: { ...within(scope), teamId },
        include: { versions: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      });
      return rows.map(({ versions, ...problem }) => {
        const current = versions.find(({ version }) => version === problem.version);
        if (!current) throw new RowError(`The problem ${problem.id} is stored without its current version.`);
        return { problem, current: readProblemVersion(current) };
      });
    },
    problemVersions: async (scope, problemId) =>
      (
        await tables.problemVersion.findMany({ where: { ...within(scope), problemId }, orderBy: { version: "asc" } })
      ).map(readProblemVersion),
    async saveProblem(scope, problem, version) {
      const stored = await tables.problem.findUnique({ where: { id: problem.id }, select: owners });
      demand(scope, stored ? [problem, version, stored] : [problem, version]);
      if (version.problemId !== problem.id) throw new RowError("The version belongs to another problem.");
      await tables.problem.upsert({ where: { id: problem.id }, create: problem, update: problem });
      await tables.problemVersion.create({ data: problemVersionRow(version) });
      await markChanged(tables, scope, [problem.id]);
    },
    async openCommitments(scope, teamIds) {
      const orderBy = [{ createdAt: "asc" as const }, { id: "asc" as const }];
      const rows = await inParts(teamIds, (teamId) =>
        tables.commitment.findMany({ where: { ...within(scope), teamId, state: "open" }, orderBy }),
      );
      return rows.map(readCommitment);
    },
    async commitment(scope, id) {
      const row = await tables.commitment.findFirst({ where: { ...within(scope), id } });
      return row ? readCommitment(row) : undefined;
    },
    async testsUnderWay(scope) {
      const rows = await tables.cycle.findMany({
        where: { ...within(scope), stage: "do", startedAt: { not: null } },
        select: { teamId: true, startedAt: true },
        orderBy: { startedAt: "desc" },
      });
      return new Map(rows.flatMap(({ teamId, startedAt }) => (startedAt === null ? [] : [[teamId, startedAt]])));
    },
    commitments: async (scope, teamId) =>
      (
        await tables.commitment.findMany({
          where: { ...within(scope), teamId },
          orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        })
      ).map(readCommitment),
    async saveCommitment(scope, commitment) {
      const stored = await tables.commitment.findUnique({ where: { id: commitment.id }, select: owners });
      demand(scope, stored ? [commitment, stored] : [commitment]);
      await tables.commitment.upsert({ where: { id: commitment.id }, create: commitment, update: commitment });
    },
    async draft(scope, id) {
      const row = await tables.draft.findFirst({ where: { ...within(scope), id } });
      return row ? readDraft(row) : undefined;
    },
    async openDrafts(scope, personId) {
      const where = { ...within(scope), personId, state: "open" };
      return (await tables.draft.findMany({ where, orderBy: [{ at: "desc" }, { id: "asc" }] })).map(readDraft);
    },
    async saveDraft(scope, draft) {
      const stored = await tables.draft.findUnique({ where: { id: draft.id }, select: owners });
      demand(scope, stored ? [draft, stored] : [draft]);
      await tables.draft.upsert({ where: { id: draft.id }, create: draft, update: draft });
    },
  };
}

/** What was tried, and how it ended, is part of what a problem is compared by. */
async function markTried(tables: Tables, scope: Scope, { stage, teamId }: Cycle): Promise<void> {
  if (stage !== "closed") return;
  const problems = await tables.problem.findMany({ where: { ...within(scope), teamId }, select: { id: true } });
  await markChanged(
    tables,
    scope,
    problems.map(({ id }) => id),
  );
}
