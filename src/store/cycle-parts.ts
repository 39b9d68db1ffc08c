import type { CycleRepository } from "../ports/store.js";
import { inParts } from "./in-parts.js";
import { planDetailsRow, readMeasure, readPlanDetails, readSpreadStep } from "./rows.js";
import { demand, owners, within } from "./scope.js";
import type { Tables } from "./tables.js";

type Parts = Pick<
  CycleRepository,
  | "measuresOf"
  | "saveMeasure"
  | "amendmentsOf"
  | "addAmendment"
  | "eraseAmendmentReason"
  | "planDetailsOf"
  | "addPlanDetails"
  | "spreadOf"
  | "addSpreadStep"
  | "removeSpreadStep"
>;

/** What belongs to a cycle beside its updates. */
export function cycleParts(tables: Tables): Parts {
  return {
    async measuresOf(scope, cycleIds) {
      const orderBy = [{ declaredAt: "asc" as const }, { id: "asc" as const }];
      const rows = await inParts(cycleIds, (cycleId) =>
        tables.measure.findMany({ where: { ...within(scope), cycleId }, orderBy }),
      );
      return rows.map(readMeasure);
    },
    async saveMeasure(scope, measure) {
      const stored = await tables.measure.findUnique({ where: { id: measure.id }, select: owners });
      demand(scope, stored ? [measure, stored] : [measure]);
      await tables.measure.upsert({ where: { id: measure.id }, create: measure, update: measure });
    },
    amendmentsOf(scope, cycleIds) {
      const orderBy = [{ at: "asc" as const }, { id: "asc" as const }];
      return inParts(cycleIds, (cycleId) =>
        tables.predictionAmendment.findMany({ where: { ...within(scope), cycleId }, orderBy }),
      );
    },
    async addAmendment(scope, amendment) {
      demand(scope, [amendment]);
      await tables.predictionAmendment.create({ data: amendment });
    },
    async eraseAmendmentReason(scope, id) {
      await tables.predictionAmendment.updateMany({ where: { ...within(scope), id }, data: { why: "" } });
    },
    async planDetailsOf(scope, cycleId) {
      const where = { ...within(scope), cycleId };
      return (await tables.planDetailsVersion.findMany({ where, orderBy: { version: "asc" } })).map(readPlanDetails);
    },
    async addPlanDetails(scope, version) {
      demand(scope, [version]);
      await tables.planDetailsVersion.create({ data: planDetailsRow(version) });
    },
    async spreadOf(scope, cycleIds) {
      const orderBy = [{ reachedOn: "asc" as const }, { id: "asc" as const }];
      const rows = await inParts(cycleIds, (cycleId) =>
        tables.spreadStep.findMany({ where: { ...within(scope), cycleId }, orderBy }),
      );
      return rows.map(readSpreadStep);
    },
    async addSpreadStep(scope, step) {
      demand(scope, [step]);
      await tables.spreadStep.create({ data: step });
    },
    async removeSpreadStep(scope, id) {
      await tables.spreadStep.deleteMany({ where: { ...within(scope), id } });
    },
  };
}
