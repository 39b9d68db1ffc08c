import type { Answers } from "../ui/form.js";
import type { Cycle, CycleUpdate } from "./model.js";

/** What was counted: `figure` in percent when there is a total, else the count itself. */
export type Result = { figure: number; count: number; outOf: number | null; observedOn: string | null };

/** The result in an update's answers; undefined when nothing was counted. */
export function resultOf(answers: Answers): Result | undefined {
  const { count, outOf, observedOn } = answers;
  if (typeof count !== "number") return undefined;
  const total = typeof outOf === "number" ? outOf : null;
  const figure = total === null ? count : Math.round((1000 * count) / total) / 10;
  return { figure, count, outOf: total, observedOn: typeof observedOn === "string" ? observedOn : null };
}

/** "55.6 % (25 of 45)", or "25" without a total: always with its n where there is one. */
export function resultText(result: Result): string {
  return result.outOf === null ? `${result.count}` : `${result.figure} % (${result.count} of ${result.outOf})`;
}

/** The latest update of the cycle that counted something, by the day it was observed, then by when it was recorded. */
export function lastResult(updates: CycleUpdate[]): { update: CycleUpdate; result: Result } | undefined {
  const counted = updates.flatMap((update) => {
    const result = resultOf(update.answers);
    return result === undefined ? [] : [{ update, result }];
  });
  const day = (one: { update: CycleUpdate; result: Result }) =>
    one.result.observedOn ?? one.update.recordedAt.toISOString().slice(0, 10);
  return counted
    .sort((a, b) => day(a).localeCompare(day(b)) || a.update.recordedAt.getTime() - b.update.recordedAt.getTime())
    .at(-1);
}

/** "60 % of students get it right (60)" → the words; the figure alone when there are no words. */
export function predictionText(cycle: Pick<Cycle, "prediction" | "predictedFigure">): string | undefined {
  if (cycle.prediction !== null) return cycle.prediction;
  return cycle.predictedFigure === null ? undefined : `${cycle.predictedFigure}`;
}
