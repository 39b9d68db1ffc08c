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

/** A result in its measure's unit, and the measure's name; both in markup. */
export function resultAndName(result: Result, measures: readonly Measure[]): { said: string; of: string | undefined } {
  const measure = measures.find(({ id }) => id === result.measureId);
  return { said: plain(resultText(result, measure)), of: measure && plain(measure.name) };
}

/** "Tickets that are right: 55.6 % (25 of 45)", in markup. */
export function namedResult(result: Result, measures: readonly Measure[]): string {
  const { said, of } = resultAndName(result, measures);
  return of === undefined ? said : `${of}: ${said}`;
}

/** "Tickets that are right came to 45 % (27 of 60): not as good as predicted.", in markup. */
export function cameToText({ result, verdict }: BesidePrediction, measures: readonly Measure[]): string {
  const { said, of } = resultAndName(result, measures);
  return texts.checkIn.cameTo(said, verdictText(verdict), of);
}
