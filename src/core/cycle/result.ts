import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Measure, Point, Unit } from "../measure/model.js";
import { type TypedResult, typedAgain } from "../measure/read-result.js";
import type { Answers } from "../ui/form.js";
import type { Cycle, CycleUpdate } from "./model.js";

/**
 * What an update counted. `figure`: in percent when it is so many of so many, or said so; else the count itself. `outOf`: how
 * many were asked or looked at; null where nobody said.
 */
export type Result = {
  figure: number;
  unit: Unit;
  count: number | null;
  outOf: number | null;
  observedOn: LocalDate | null;
  /** The measure that it belongs to; null: none was named. */
  measureId: string | null;
};

/** The result in an update's answers; undefined when nothing was counted. */
export function resultOf(answers: Answers): Result | undefined {
  const { count, outOf, value, unit, observedOn, measure } = answers;
  const n = typeof outOf === "number" ? outOf : null;
  const rest = {
    outOf: n,
    observedOn: typeof observedOn === "string" ? observedOn : null,
    measureId: typeof measure === "string" ? measure : null,
  };
  if (typeof value === "number")
    return { ...rest, figure: value, unit: unit === "percent" ? "percent" : "number", count: null };
  if (typeof count !== "number") return undefined;
  if (n === null) return { ...rest, figure: count, unit: "number", count };
  return { ...rest, figure: Math.round((1000 * count) / n) / 10, unit: "percent", count };
}

/** What is kept of a result that was typed; "" where the field was left empty. */
export function answersOf(result: TypedResult | undefined): Answers {
  const none = { count: null, outOf: null, value: null, unit: null };
  return result === undefined ? none : { ...none, ...result };
}

/** A result as it can be typed again; undefined when nothing was counted. */
export function resultTyped(answers: Answers): string | undefined {
  const result = resultOf(answers);
  if (result === undefined) return undefined;
  const { count, outOf, figure, unit } = result;
  return typedAgain(count !== null && outOf !== null ? { count, outOf } : { value: figure, unit, outOf });
}

/** "55.6 % (25 of 45)", "55 %", "12 minutes (n = 30)", "25": always with its n where there is one. */
export function resultText({ figure, unit, count, outOf }: Result, measure?: Pick<Measure, "unitName">): string {
  const name = unit === "number" && measure?.unitName ? ` ${measure.unitName}` : "";
  const text = `${figure}${unit === "percent" ? " %" : name}`;
  if (outOf === null) return text;
  return count === null ? `${text} (n = ${outOf})` : `${text} (${count} of ${outOf})`;
}

/** The latest update of the cycle that counted something, by the day it was observed, then by when it was recorded. */
export function lastResult(
  updates: readonly CycleUpdate[],
  measureId?: string,
): { update: CycleUpdate; result: Result } | undefined {
  return counted(updates)
    .filter(({ result }) => measureId === undefined || result.measureId === measureId)
    .at(-1);
}

/** The same of those that name no measure. */
export function lastUnnamed(updates: readonly CycleUpdate[]): { update: CycleUpdate; result: Result } | undefined {
  return counted(updates)
    .filter(({ result }) => result.measureId === null)
    .at(-1);
}

/** The results of one measure, or those that name none, by the day that they were observed. */
export function pointsOf(updates: CycleUpdate[], measureId: string | null, timeZone: string): Point[] {
  return counted(updates)
    .filter(({ result }) => result.measureId === measureId)
    .map(({ update, result }) => ({
      updateId: update.id,
      observedOn: result.observedOn ?? localDateOf(update.recordedAt, timeZone),
      value: result.figure,
      count: result.count,
      n: result.outOf,
      note: typeof update.answers.note === "string" ? update.answers.note : null,
    }));
}

function counted(updates: readonly CycleUpdate[]): { update: CycleUpdate; result: Result }[] {
  const found = updates.flatMap((update) => {
    const result = resultOf(update.answers);
    return result === undefined ? [] : [{ update, result }];
  });
  const day = (one: { update: CycleUpdate; result: Result }) =>
    one.result.observedOn ?? one.update.recordedAt.toISOString().slice(0, 10);
  return found.sort(
    (a, b) => day(a).localeCompare(day(b)) || a.update.recordedAt.getTime() - b.update.recordedAt.getTime(),
  );
}

/** "60 % of students get it right (60)" → the words; the figure alone when there are no words. */
export function predictionText(cycle: Pick<Cycle, "prediction" | "predictedFigure">): string | undefined {
  if (cycle.prediction !== null) return cycle.prediction;
  return cycle.predictedFigure === null ? undefined : `${cycle.predictedFigure}`;
}
