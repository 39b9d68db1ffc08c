import type { LocalDate } from "../calendar/model.js";
import { pictureTexts as t } from "../texts-pictures.js";
import { dayText } from "../ui/dates.js";
import { shorten } from "../ui/shorten.js";
import { againstPrediction } from "./against-prediction.js";
import { briefFigureText, differenceText, figureText } from "./figures.js";
import type { Direction, Measure } from "./model.js";
import { fewestUseful, medianOf, type RunChart, readRunChart } from "./run-chart.js";
import { inOrder, type ShownPoint } from "./shown.js";

/**
 * A picture as plain data: every word that it shows, and where its points lie. Drawing it decides nothing but places,
 * and chartAlt() says the same in words.
 */
export type Chart = {
  kind: "prediction" | "run";
  /** At most 60 characters. */
  title: string;
  /** What the axis counts, which way is better, and the years where there are several. */
  axis: string;
  unit: Measure["unit"];
  /** In order. */
  points: ChartPoint[];
  /** `day`: as below the axis; `until`: "by May 12", with the year where it is not the last point's. */
  prediction: { at: number; says: string; by: LocalDate | null; day: string | null; until: string | null } | null;
  median: { at: number; says: string } | null;
  /** What came of it: hit or miss, or what the run chart says. */
  reading: string[];
  /** What else happened, by the place of its point. */
  notes: { point: number; day: string; text: string }[];
  /** What must be known of what is not shown, and who may see this. */
  cautions: string[];
};

export type ChartPoint = {
  observedOn: LocalDate;
  day: string;
  mark: "value" | "in the run" | "at most" | "at least" | "withheld";
  /** Where it lies on the scale; null where it is withheld. */
  at: number | null;
  /** "48 %", "about 90 %", "≤ 5 %"; empty where it is withheld. */
  says: string;
  n: string | null;
};

/** What both pictures are made from. */
export type ChartInput = {
  /** What was measured, in the team's words. Shortened where it is too long for a picture. */
  title: string;
  measure: Pick<Measure, "unit" | "unitName"> & {
    /** Undefined where nobody said which way is better: then nothing is called hit or miss, or wanted. */
    better: Direction | undefined;
  };
  prediction: { figure: number; by: LocalDate | null } | null;
  /** As the audience may see them, in any order. */
  points: readonly ShownPoint[];
  /** The smallest group that may be shown outside of the team. A smaller one that is shown brings its warning along. */
  smallest: number;
};

const titleLimit = 60;
const unitLimit = 24;
const noteLimit = 80;
const mostNotes = 6;

/** The last result beside the prediction, with all results before it. */
export function predictionChart(input: ChartInput): Chart {
  const chart = chartOf("prediction", input);
  return { ...chart, reading: [resultSentence(input)] };
}

/**
 * All results around their median, and what can be told from them. A point at an end of the scale counts as lying there;
 * points that are withheld do not count, and the picture says so.
 */
export function runChart(input: ChartInput): Chart {
  const chart = chartOf("run", input);
  const lying = chart.points.flatMap((point, place) => (point.at === null ? [] : [{ value: point.at, point, place }]));
  const read = readRunChart(lying);
  if (read === undefined) return { ...chart, reading: [t.noResultYet] };
  const inRun = new Set<ChartPoint>();
  if (read.reading === "signal" && read.run !== undefined && isLong(read))
    for (const { value, point } of lying.slice(read.run.from, read.run.to + 1))
      if (value !== read.median && point.mark === "value") inRun.add(point);
  const partly = lying.length < chart.points.length;
  return {
    ...chart,
    points: chart.points.map((point) => (inRun.has(point) ? { ...point, mark: "in the run" } : point)),
    median: { at: read.median, says: medianSays(read.median, lying, input) },
    reading: [signalSentence(read, input), ...(partly ? [t.ofThoseShown] : [])],
  };
}

function chartOf(kind: Chart["kind"], { title, measure, prediction, points, smallest }: ChartInput): Chart {
  const ordered = inOrder(points);
  const notes = ordered.flatMap((point, place) => {
    const text = "note" in point && point.note ? shorten(point.note, noteLimit) : "";
    return text === "" ? [] : [{ point: place, day: dayText(point.observedOn), text }];
  });
  const hidden = ordered.some((point) => "withheld" in point);
  const small = ordered.some((point) => "n" in point && typeof point.n === "number" && point.n < smallest);
  const early = notes.length - mostNotes;
  return {
    kind,
    title: shorten(title, titleLimit),
    axis: axisSays(measure, [...ordered.map((point) => point.observedOn), ...(prediction?.by ? [prediction.by] : [])]),
    unit: measure.unit,
    points: ordered.map((point) => chartPoint(point, measure.unit)),
    prediction: prediction && {
      at: prediction.figure,
      says: t.predicted(briefFigureText(prediction.figure, measure.unit)),
      by: prediction.by,
      day: prediction.by && dayText(prediction.by),
      until: prediction.by && t.by(dayText(prediction.by, ordered.at(-1)?.observedOn)),
    },
    median: null,
    reading: [],
    notes: notes.slice(-mostNotes),
    cautions: [
      ...(early > 0 ? [t.earlierNotes(early)] : []),
      ...(hidden ? [t.withheld(smallest)] : []),
      ...(small ? [t.small] : []),
    ],
  };
}

function chartPoint(point: ShownPoint, unit: Measure["unit"]): ChartPoint {
  const { observedOn } = point;
  const day = dayText(observedOn);
  if ("withheld" in point) return { observedOn, day, mark: "withheld", at: null, says: "", n: null };
  const n = "n" in point && typeof point.n === "number" ? figureText(point.n, "number") : null;
  if ("atMost" in point) {
    const says = t.atMost(briefFigureText(point.atMost, unit));
    return { observedOn, day, mark: "at most", at: point.atMost, says, n };
  }
  if ("atLeast" in point) {
    const says = t.atLeast(briefFigureText(point.atLeast, unit));
    return { observedOn, day, mark: "at least", at: point.atLeast, says, n };
  }
  if ("about" in point) {
    const says = t.about(briefFigureText(point.about, unit));
    return { observedOn, day, mark: "value", at: point.about, says, n: null };
  }
  return { observedOn, day, mark: "value", at: point.value, says: briefFigureText(point.value, unit), n };
}

/** "Minutes · down is better · 2025 to 2026". */
function axisSays({ unit, unitName, better }: ChartInput["measure"], days: readonly LocalDate[]): string {
  const years = days.map((day) => day.slice(0, 4)).sort();
  const [first] = years;
  const last = years.at(-1);
  const counted = unit === "percent" ? t.percent : unitName === null ? t.number : capital(shorten(unitName, unitLimit));
  return [
    counted,
    ...(better === undefined ? [] : [t.better[better]]),
    ...(first === undefined || last === undefined || first === last ? [] : [t.from(first, last)]),
  ].join(" · ");
}

function resultSentence({ measure, prediction, points }: ChartInput): string {
  const last = inOrder(points).at(-1);
  if (last === undefined) return t.noResultYet;
  const point = chartPoint(last, measure.unit);
  const said = t.result(point.says, point.day);
  if (prediction === null) return point.at === null ? t.notShown : t.lastResult(said);
  const { better } = measure;
  if (better === undefined) {
    const apart = "value" in last ? apartText(last.value - prediction.figure, measure) : undefined;
    return point.at === null ? t.notShown : t.lastResult(apart === undefined ? said : `${said}, ${apart}`);
  }
  const against = againstPrediction({ figure: prediction.figure, better }, points);
  switch (against.outcome) {
    case "no result yet":
      return t.noResultYet;
    case "not shown":
      return point.at === null ? t.notShown : t.unclear(said);
    case "hit":
    case "miss":
      return t[against.outcome](said, apartText(against.difference, measure));
    default:
      return against satisfies never;
  }
}

function apartText(difference: number | null, { unit, unitName }: ChartInput["measure"]): string | undefined {
  if (difference === null) return undefined;
  if (difference === 0) return t.exactly;
  const size = differenceText(difference, unit, unitName === null ? null : shorten(unitName, unitLimit));
  return difference > 0 ? t.over(size) : t.under(size);
}

function signalSentence(read: RunChart, { measure }: ChartInput): string {
  switch (read.reading) {
    case "too few points to tell":
      return t.tooFew(read.useful, fewestUseful);
    case "no signal":
      return t.noSignal;
    case "signal": {
      const { shift } = read;
      const { better } = measure;
      const wanted = shift === better ? "wanted" : "unwanted";
      const where = shift === undefined ? "neither" : better === undefined ? "unjudged" : wanted;
      return t.signal(t.shift[where], isLong(read) ? t.longRun(read.longestRun) : t.fewCrossings(read.crossings));
    }
    default:
      return read.reading satisfies never;
  }
}

function isLong({ longestRun, limits }: RunChart): boolean {
  return longestRun > limits.longestRun;
}

/** Where a middle value is only known to lie at an end of the scale, the median is not known better than that. */
function medianSays(median: number, lying: { value: number; point: ChartPoint }[], { measure }: ChartInput): string {
  const figure = briefFigureText(median, measure.unit);
  const known = lying.flatMap(({ value, point }) => (point.mark === "value" ? [value] : []));
  const sorted = lying.map(({ value }) => value).sort((a, b) => a - b);
  const middle = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  const isKnown = middle.every((value) => value !== undefined && known.includes(value));
  return isKnown ? t.median(figure) : t.aboutMedian(figure);
}

/** The lowest, the highest and the middle of what is shown as it was recorded. Undefined where nothing is. */
export function spreadOf(
  points: readonly ChartPoint[],
): { lowest: number; highest: number; median: number } | undefined {
  const values = points.flatMap(({ at }) => (at === null ? [] : [at]));
  const median = medianOf(values);
  return median === undefined ? undefined : { lowest: Math.min(...values), highest: Math.max(...values), median };
}

function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}
