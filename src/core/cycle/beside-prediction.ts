import { againstPrediction } from "../measure/against-prediction.js";
import type { Measure } from "../measure/model.js";
import { texts } from "../texts.js";
import { plain } from "../ui/markup.js";
import type { Cycle, CycleUpdate } from "./model.js";
import { lastResult, lastUnnamed, type Result, resultText } from "./result.js";

/** What a result says of its cycle's prediction. */
export type Verdict = {
  /** Undefined where nobody said which way is better: no measure is declared. */
  outcome: "hit" | "miss" | undefined;
  /** The result less the prediction, to a tenth, in the result's unit. */
  difference: number;
};

export type BesidePrediction = {
  measure: Measure | undefined;
  update: CycleUpdate;
  result: Result;
  /** Undefined where no figure was predicted, or one in another unit. */
  verdict: Verdict | undefined;
};

/**
 * The last result of what the cycle's prediction is about: of the measure that it names, and where none does of the results
 * that name no measure. Undefined before the first of them, whatever else was counted.
 */
export function besidePrediction(
  cycle: Pick<Cycle, "predictedFigure">,
  measures: readonly Measure[],
  updates: readonly CycleUpdate[],
): BesidePrediction | undefined {
  const measure = measures.find(({ predicts }) => predicts);
  const last = measure === undefined ? lastUnnamed(updates) : lastResult(updates, measure.id);
  return last && { measure, ...last, verdict: verdictOn(cycle, last.result, measures) };
}

/** Undefined for a result that the prediction is not about. */
export function verdictOn(
  { predictedFigure }: Pick<Cycle, "predictedFigure">,
  result: Result,
  measures: readonly Measure[],
): Verdict | undefined {
  const measure = measures.find(({ predicts }) => predicts);
  if (predictedFigure === null || result.measureId !== (measure?.id ?? null)) return undefined;
  if (measure !== undefined && measure.unit !== result.unit) return undefined;
  const difference = Math.round((result.figure - predictedFigure) * 10) / 10;
  if (measure === undefined) return { outcome: undefined, difference };
  const point = { observedOn: result.observedOn ?? "", value: result.figure, n: null };
  const { outcome } = againstPrediction({ figure: predictedFigure, better: measure.better }, [point]);
  return { outcome: outcome === "hit" || outcome === "miss" ? outcome : undefined, difference };
}

/** "as predicted or better"; undefined where that cannot be said. */
export function verdictText(verdict: Verdict | undefined): string | undefined {
  return verdict?.outcome && texts.against[verdict.outcome];
}

/** A result with its measure's name and unit, in markup: "Tickets that are right: 55.6 % (25 of 45)". */
export function namedResult(result: Result, measures: readonly Measure[]): string {
  const measure = measures.find(({ id }) => id === result.measureId);
  const said = plain(resultText(result, measure));
  return measure === undefined ? said : `${plain(measure.name)}: ${said}`;
}
