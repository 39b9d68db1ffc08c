import type { Cycle, CycleUpdate, PredictionAmendment } from "../cycle/model.js";
import { pointsOf } from "../cycle/result.js";
import { type CycleHistory, ruleOf, type SeenOutside, seenOutside } from "../privacy/outside.js";
import { nameOutside } from "../privacy/outside-words.js";
import { pointOutside } from "../privacy/small-cells-text.js";
import type { Block } from "../ui/card.js";
import type { ChartRef } from "./chart-ref.js";
import { type Chart, predictionChart, runChart } from "./charts.js";
import type { Measure, Point } from "./model.js";
import { pictureOf } from "./picture.js";
import type { ShownPoint } from "./shown.js";

/** From so many results on there is a run to look at; before, the prediction says more. */
const fewestForRun = 5;

/** What a cycle's pictures are drawn from. `versions` decide what is seen outside; the team's own pictures need none. */
export type ChartSource = CycleHistory & {
  cycle: Cycle;
  updates: CycleUpdate[];
  /** Oldest first. */
  amendments: PredictionAmendment[];
};

/** One measure's results, as recorded; `measure` undefined: results that name none. */
type Series = { measure: Measure | undefined; points: Point[] };

/** Who sees the picture: the team itself, or whoever else, with what she may see. */
type Viewer = { audience: "team" } | { audience: "outside"; seen: SeenOutside };

/** A cycle's picture; undefined where there is no such measure or no result. */
export function chartOfCycle(
  source: ChartSource,
  { chart, measureId, audience }: Pick<ChartRef, "chart" | "measureId" | "audience">,
): Chart | undefined {
  const series = seriesOf(source).find(({ measure }) => (measure?.id ?? null) === measureId);
  const viewer: Viewer = audience === "team" ? { audience } : { audience, seen: seenOutside(source) };
  return series && draw(source, series, chart, viewer);
}

/** The pictures of a cycle on a card for its own team: the result beside the prediction first, then what has a run. */
export function chartBlocks(source: ChartSource): Block[] {
  return seriesOf(source).flatMap((series) => {
    const of = refOf(source, series, "team");
    const charts: ChartRef["chart"][] = [
      ...(predictedFor(source.cycle, series.measure) === null && series.points.length >= fewestForRun
        ? []
        : ["prediction" as const]),
      ...(series.points.length >= fewestForRun ? ["run" as const] : []),
    ];
    return charts.map((chart) => pictureOf(draw(source, series, chart, { audience: "team" }), of));
  });
}

/**
 * The result beside the prediction on a card that others than the team read: of the measure that the prediction is about,
 * else of the first that has anything to show. Undefined where nothing may be shown.
 */
export function pictureOutside(source: ChartSource, seen: SeenOutside): Block | undefined {
  const drawn = seriesOf(source)
    .map((series) => ({ series, chart: draw(source, series, "prediction", { audience: "outside", seen }) }))
    .filter(({ chart }) => chart.points.some(({ at }) => at !== null));
  const best = drawn.find(({ chart }) => chart.prediction !== null) ?? drawn[0];
  return best && pictureOf(best.chart, refOf(source, best.series, "outside"));
}

function refOf({ cycle }: ChartSource, { measure }: Series, audience: ChartRef["audience"]) {
  return { networkId: cycle.networkId, cycleId: cycle.id, measureId: measure?.id ?? null, audience };
}

/** With results only; what the prediction is about comes first. */
function seriesOf({ updates, measures, timeZone }: ChartSource): Series[] {
  const named = [...measures].sort((a, b) => Number(b.predicts) - Number(a.predicts));
  return [undefined, ...named]
    .map((measure): Series => ({ measure, points: pointsOf(updates, measure?.id ?? null, timeZone) }))
    .filter(({ points }) => points.length > 0);
}

function draw(source: ChartSource, { measure, points }: Series, chart: ChartRef["chart"], viewer: Viewer): Chart {
  const { cycle, minN } = source;
  const unit = unitOf(points);
  const title = measure?.name ?? cycle.title;
  const input = {
    title: viewer.audience === "team" ? title : nameOutside(title, minN),
    measure: measure ?? { unit, unitName: null, better: undefined },
    prediction: predictedFor(cycle, measure),
    points: points.map((point): ShownPoint => shownTo(viewer, point)),
    smallest: ruleOf(measure, unit, minN).smallest,
  };
  return chart === "prediction" ? predictionChart(input) : runChart(input);
}

function shownTo(viewer: Viewer, { updateId, observedOn, value, n, note }: Point): ShownPoint {
  if (viewer.audience === "team") return { observedOn, value, n, note };
  const result = viewer.seen.results.get(updateId);
  return result === undefined ? { observedOn, withheld: true } : pointOutside(result.outside, observedOn);
}

function predictedFor({ predictedFigure, dueOn }: Cycle, measure: Measure | undefined) {
  if (predictedFigure === null || measure?.predicts === false) return null;
  return { figure: predictedFigure, by: dueOn };
}

/** Results of before there were measures: so many of so many, unless one of them was a plain count. */
function unitOf(points: Point[]): Measure["unit"] {
  return points.every(({ count, n }) => count !== null && n !== null) ? "percent" : "number";
}
