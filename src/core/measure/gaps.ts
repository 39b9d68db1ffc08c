import type { CycleUpdate } from "../cycle/model.js";
import { resultOf } from "../cycle/result.js";
import { missingKinds } from "./form.js";
import type { Measure, MeasureKind } from "./model.js";

/** Kinds of measure that no result of the cycle speaks of. */
export function unmeasuredKinds(measures: readonly Measure[], updates: readonly CycleUpdate[]): MeasureKind[] {
  const heard = new Set(updates.flatMap(({ answers }) => resultOf(answers)?.measureId ?? []));
  return missingKinds(measures.filter(({ id }) => heard.has(id)).map(({ kind }) => kind));
}
