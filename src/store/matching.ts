import type { MatchingRepository } from "../ports/matching.js";
import type { Scope } from "../ports/store.js";
import { inParts } from "./in-parts.js";
import { markChanged } from "./matching-changes.js";
import { readConsent, readTopicChoice, readVector, topicChoiceRow, vectorRow } from "./matching-rows.js";
import { readProblemVersion } from "./rows.js";
import { demand, networkOf, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

const oldestFirst = [{ at: "asc" as const }, { id: "asc" as const }];

export function matching(tables: Tables): MatchingRepository {
  return {
    async consentsTo(scope, what, subjectIds) {
      const rows = await inParts(subjectIds, (subjectId) =>
        tables.consent.findMany({ where: { ...within(scope), what, subjectId }, orderBy: oldestFirst }),
      );
      return rows.map(readConsent);
    },
    async consentsInForce(scope, what) {
      const where = { ...within(scope), what, withdrawnAt: null };
      return (await tables.consent.findMany({ where, orderBy: oldestFirst })).map(readConsent);
    },
    async addConsent(scope, consent) {
      demand(scope, [consent]);
      await tables.consent.create({ data: consent });
      await markConsent(tables, scope, consent);
    },
    async withdrawConsent(scope, id, by, at) {
      const where = { ...within(scope), id, withdrawnAt: null };
      const consent = await tables.consent.findFirst({ where });
      if (consent === null) return;
      await tables.consent.updateMany({ where, data: { withdrawnAt: at, withdrawnBy: by } });
      await markConsent(tables, scope, consent);
    },
    async topicChoices(scope, problemIds) {
      const rows = await inParts(problemIds, (problemId) =>
        tables.topicChoice.findMany({ where: { ...within(scope), problemId }, orderBy: oldestFirst }),
      );
      return rows.map(readTopicChoice);
    },
    async addTopicChoice(scope, choice) {
      demand(scope, [choice]);
      await tables.topicChoice.create({ data: topicChoiceRow(choice) });
      await markChanged(tables, scope, [choice.problemId]);
    },
    choices: (scope) => tables.matchingChoice.findMany({ where: within(scope), orderBy: { districtId: "asc" } }),
    async saveChoice(scope, choice) {
      demand(scope, [choice]);
      const { networkId, districtId } = choice;
      const where = { networkId_districtId: { networkId, districtId } };
      await tables.matchingChoice.upsert({ where, create: choice, update: choice });
    },
    blocks: (scope) => tables.districtBlock.findMany({ where: within(scope), orderBy: oldestFirst }),
    async saveBlock(scope, block) {
      const stored = await tables.districtBlock.findUnique({ where: { id: block.id }, select: owners });
      demand(scope, stored ? [block, stored] : [block]);
      await tables.districtBlock.upsert({ where: { id: block.id }, create: block, update: block });
    },
    changedSince(scope, seq) {
      const where = { ...within(scope), seq: { gt: seq } };
      const select = { problemId: true, districtId: true, seq: true };
      return tables.matchingChange.findMany({ where, select, orderBy: { seq: "asc" } });
    },
    async problemsByIds(scope, ids) {
      const own = within(scope);
      const problems = await inParts(ids, (id) => tables.problem.findMany({ where: { ...own, id } }));
      const versions = await inParts(ids, (problemId) =>
        tables.problemVersion.findMany({ where: { ...own, problemId }, orderBy: { version: "asc" } }),
      );
      const current = new Map(versions.map((row) => [row.problemId, row]));
      return problems.flatMap((problem) => {
        const version = current.get(problem.id);
        return version === undefined ? [] : [{ problem, current: readProblemVersion(version) }];
      });
    },
    async vectors(scope, provider, providerVersion, problemIds) {
      const where = { ...within(scope), provider, providerVersion };
      const orderBy = { problemId: "asc" as const };
      const rows =
        problemIds === undefined
          ? await tables.problemVector.findMany({ where, orderBy })
          : await inParts(problemIds, (problemId) =>
              tables.problemVector.findMany({ where: { ...where, problemId }, orderBy }),
            );
      return rows.map(readVector);
    },
    async saveVector(scope, vector) {
      demand(scope, [vector]);
      const { networkId, problemId, provider, providerVersion } = vector;
      const key = { networkId, problemId, provider, providerVersion };
      const where = { networkId_problemId_provider_providerVersion: key };
      const row = vectorRow(vector);
      await tables.problemVector.upsert({ where, create: row, update: row });
      await markChanged(tables, { networkId: networkOf(scope) }, [problemId]);
    },
    async removeVectors(scope, problemId) {
      const where = { ...within(scope), problemId };
      const { count } = await tables.problemVector.deleteMany({ where });
      if (count > 0) await markChanged(tables, scope, [problemId]);
    },
  };
}

/** A test that is shared, or no more, changes what others may compare its team's problem by. */
async function markConsent(tables: Tables, scope: Scope, { what, subjectId, teamId }: MarkedConsent): Promise<void> {
  if (what === "problem") return markChanged(tables, scope, [subjectId]);
  if (what !== "cycle") return;
  const problems = await tables.problem.findMany({ where: { ...within(scope), teamId }, select: { id: true } });
  await markChanged(
    tables,
    scope,
    problems.map(({ id }) => id),
  );
}

type MarkedConsent = { what: string; subjectId: string; teamId: string };
