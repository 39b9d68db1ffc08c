import type { Cycle, CycleUpdate } from "../cycle/model.js";
import { pointsOf } from "../cycle/result.js";
import type { Block } from "../ui/card.js";
import type { ChartRef } from "./chart-ref.js";
import { type Chart, predictionChart, runChart } from "./charts.js";
import type { Measure, Point } from "./model.js";
import { pictureOf } from "./picture.js";
import type { ShownPoint } from "./shown.js";

/** Results of adults may be shown outside from so many on: a test kitchen is small, and nobody is promised to stay unknown in it. */
export const smallestOfAdults = 3;

/** From so many results on there is a run to look at; before, the prediction says more. */
const fewestForRun = 5;

/** What a cycle's pictures are drawn from. `minN`: the network's smallest group of students that may be shown outside. */
export type ChartSource = {
  cycle: Cycle;
  updates: CycleUpdate[];
  measures: readonly Measure[];
  minN: number;
  timeZone: string;
};

/** One measure's results, as recorded; `measure` undefined: results that name none. */
type Series = { measure: Measure | undefined; points: Point[] };

/** A cycle's picture for its own team; undefined where there is no such measure or no result. */
export function chartOfCycle(
  source: ChartSource,
  chart: ChartRef["chart"],
  measureId: string | null,
): Chart | undefined {
  const series = seriesOf(source).find(({ measure }) => (measure?.id ?? null) === measureId);
  return series && draw(source, series, chart);
}

/** The pictures of a cycle on a card for its own team: the result beside the prediction first, then what has a run. */
export function chartBlocks(source: ChartSource): Block[] {
  return seriesOf(source).flatMap((series) => {
    const { networkId, id: cycleId } = source.cycle;
    const of = { networkId, cycleId, measureId: series.measure?.id ?? null, audience: "team" as const };
    const charts: ChartRef["chart"][] = [
      ...(predictedFor(source.cycle, series.measure) === null && series.points.length >= fewestForRun
        ? []
        : ["prediction" as const]),
      ...(series.points.length >= fewestForRun ? ["run" as const] : []),
    ];
    return charts.map((chart) => pictureOf(draw(source, series, chart), of));
  });
}

/** With results only; what the prediction is about comes first. */
function seriesOf({ updates, measures, timeZone }: ChartSource): Series[] {
  const named = [...measures].sort((a, b) => Number(b.predicts) - Number(a.predicts));
  return [undefined, ...named]
    .map((measure): Series => ({ measure, points: pointsOf(updates, measure?.id ?? null, timeZone) }))
    .filter(({ points }) => points.length > 0);
}

function draw({ cycle, minN }: ChartSource, { measure, points }: Series, chart: ChartRef["chart"]): Chart {
  const input = {
    title: measure?.name ?? cycle.title,
    measure: measure ?? { unit: unitOf(points), unitName: null, better: "up" as const },
    prediction: predictedFor(cycle, measure),
    points: points.map(({ observedOn, value, n, note }): ShownPoint => ({ observedOn, value, n, note })),
    smallest: measure?.about === "adults" ? smallestOfAdults : minN,
  };
  return chart === "prediction" ? predictionChart(input) : runChart(input);
}

function predictedFor({ predictedFigure, dueOn }: Cycle, measure: Measure | undefined) {
  if (predictedFigure === null || measure?.predicts === false) return null;
  return { figure: predictedFigure, by: dueOn };
}

/** Results of before there were measures: so many of so many, unless one of them was a plain count. */
function unitOf(points: Point[]): Measure["unit"] {
  return points.every(({ count, n }) => count !== null && n !== null) ? "percent" : "number";
}
