import { pictureTexts as t } from "../texts-pictures.js";
import { dayText } from "../ui/dates.js";
import { type Chart, type ChartPoint, spreadOf } from "./charts.js";
import { briefFigureText } from "./figures.js";

/** What the narrower of the platforms takes as a picture's description. */
const limit = 1000;

/** Above this many points nobody listens to each. */
const mostPoints = 10;

/**
 * The picture in words, for whoever does not see it: every point with its day, value and n (above ten the first, the last,
 * the middle, the lowest and the highest), the prediction, what came of it, and what must be known of what is not shown.
 * At most 1000 characters: where it would be longer, first the notes' words are left out, then points are told together.
 */
export function chartAlt(chart: Chart): string {
  const few = chart.points.length <= mostPoints;
  const notes = notesText(chart);
  const counted = chart.notes.length === 0 ? [] : [t.alt.noteCount(chart.notes.length)];
  const tries = [
    [...(few ? eachPoint(chart) : together(chart)), ...notes],
    [...(few ? eachPoint(chart) : together(chart)), ...counted],
    [...together(chart), ...counted],
  ];
  const texts = tries.map(([points = "", ...rest]) =>
    [
      `${t.title[chart.kind]}: ${chart.title}.`,
      `${chart.axis}.`,
      ...predictionText(chart),
      points,
      ...(chart.median === null ? [] : [`${chart.median.says}.`]),
      ...chart.reading,
      ...rest,
      ...chart.cautions,
    ]
      .filter((part) => part !== "")
      .join(" "),
  );
  return texts.find((text) => text.length <= limit) ?? texts.at(-1) ?? "";
}

function predictionText({ prediction }: Chart): string[] {
  if (prediction === null) return [];
  return [`${prediction.says}${prediction.until === null ? "" : ` ${prediction.until}`}.`];
}

function eachPoint(chart: Chart): string[] {
  if (chart.points.length === 0) return [];
  const said = chart.points.map((point) => t.alt.point(dayOf(point, chart), withN(point)));
  return [t.alt.results(said.join("; "))];
}

function together(chart: Chart): string[] {
  const { points } = chart;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [""];
  const seen = points.filter((point) => point.at !== null);
  const spread = spreadOf(points);
  const figure = (value: number) => seen.find(({ at }) => at === value)?.says ?? briefFigureText(value, chart.unit);
  const [firstSeen] = seen;
  const lastSeen = seen.at(-1);
  const parts = [
    ...(firstSeen === undefined ? [] : [t.alt.first(withN(firstSeen))]),
    ...(lastSeen === undefined ? [] : [t.alt.last(withN(lastSeen))]),
    ...(spread === undefined || chart.median !== null ? [] : [t.alt.middle(figure(spread.median))]),
    ...(spread === undefined ? [] : [t.alt.lowest(figure(spread.lowest)), t.alt.highest(figure(spread.highest))]),
    ...(seen.length === points.length ? [] : [t.alt.notShown(points.length - seen.length)]),
  ];
  return [`${t.alt.summary(points.length, dayOf(first, chart), dayOf(last, chart))}: ${parts.join(", ")}.`];
}

function withN({ says, n, mark }: ChartPoint): string {
  if (mark === "withheld") return t.alt.withheld;
  return n === null ? says : `${says} (${t.n(n)})`;
}

/** With the year where it is not the last one's. */
function dayOf({ observedOn }: ChartPoint, { points }: Chart): string {
  return dayText(observedOn, points.at(-1)?.observedOn);
}

function notesText({ notes }: Chart): string[] {
  if (notes.length === 0) return [];
  return [t.alt.notes(notes.map(({ day, text }) => t.alt.note(day, text)).join("; "))];
}
