import type { Chart } from "../core/measure/charts.js";
import { briefFigureText } from "../core/measure/figures.js";
import { type Area, around, labelParts, type Place, size } from "./labels.js";
import { type Scale, scaleFor } from "./scale.js";
import { type Fonts, ink, lineBetween, markAt, targetAt, textAt } from "./svg.js";
import { drawable } from "./words.js";

const row = 29;
/** A value's label and a note's number have room above the highest point. */
const headroom = 40;
const footroom = 14;
const widestGutter = 260;

/**
 * The plot with its two axes. Points stand at equal distances in their order, with their days written below: two of one
 * day do not cover each other, and thirty can still be told apart. A gap of months is therefore no wider than one of days.
 */
export function plotParts(chart: Chart, area: Area, fonts: Fonts): string[] {
  const { points, prediction, median, unit } = chart;
  const values = points.flatMap(({ at }) => (at === null ? [] : [at]));
  const scale = scaleFor([...values, ...(prediction ? [prediction.at] : []), ...(median ? [median.at] : [])], unit);
  const ticks = scale.ticks.map((tick) => ({ tick, says: briefFigureText(tick, unit) }));
  const widthOf = (text: string) => fonts.regular.widthOf(text, size);
  const hasN = points.some(({ n }) => n !== null);
  const side = sideLabels(chart, fonts);
  const inner: Area = {
    left: area.left + Math.max(...ticks.map(({ says }) => widthOf(says))) + 14,
    right:
      area.right - (side.length === 0 ? 0 : Math.min(widestGutter, Math.max(...side.map(({ width }) => width)) + 16)),
    top: area.top,
    bottom: area.bottom - row * (hasN ? 2 : 1) - 4,
  };
  const slots = slotsOf(chart);
  const distance = (inner.right - inner.left) / Math.max(1, slots.length);
  const xAt = (slot: number) => inner.left + (slot + 0.5) * distance;
  const yAt = verticalOf(scale, inner);
  const places = points.map((point, i) => ({
    point,
    x: xAt(slots.findIndex((slot) => slot.point === i)),
    y: point.at === null ? inner.bottom : yAt(point.at),
  }));
  const target = slots.findIndex((slot) => slot.isTarget);
  const aim = prediction && target >= 0 ? ([xAt(target), yAt(prediction.at)] as const) : undefined;

  return [
    ...ticks.flatMap(({ tick, says }) => [
      lineBetween([inner.left, yAt(tick)], [inner.right, yAt(tick)], { stroke: ink.grid, width: 1.5 }),
      textAt(inner.left - 10, yAt(tick) + 7.5, says, { size, anchor: "end", fill: ink.faint }, fonts),
    ]),
    lineBetween([inner.left, inner.bottom], [inner.right, inner.bottom], { stroke: ink.text, width: 2 }),
    ...(median
      ? [lineBetween([inner.left, yAt(median.at)], [inner.right, yAt(median.at)], { stroke: ink.text, width: 2.5 })]
      : []),
    ...(prediction
      ? [
          lineBetween([inner.left, yAt(prediction.at)], [inner.right, yAt(prediction.at)], {
            stroke: ink.prediction,
            width: 3.5,
            dash: "14 9",
          }),
        ]
      : []),
    ...sideParts(side, inner, yAt, fonts),
    ...connections(places),
    ...(aim === undefined ? [] : [targetAt(...aim)]),
    ...places.map(({ point, x, y }) => markAt(x, y, point.mark)),
    ...labelParts(
      chart.notes,
      places,
      aim === undefined ? [] : [around(...aim, 18, 18)],
      [prediction, median].flatMap((line) => (line === null ? [] : [yAt(line.at)])),
      inner,
      fonts,
    ),
    ...belowParts(
      slots.map(({ day, point }, i) => ({
        x: xAt(i),
        day,
        n: point === undefined ? null : (points[point]?.n ?? null),
      })),
      inner,
      distance,
      fonts,
    ),
  ];
}

type Slot = { day: string; point?: number; isTarget: boolean };

/** One for each point, and one for the day of the prediction where no point has it. */
function slotsOf({ points, prediction }: Chart): Slot[] {
  const slots: Slot[] = points.map(({ day }, point) => ({ day, point, isTarget: false }));
  if (!prediction?.by || !prediction.day) return slots;
  const { by, day } = prediction;
  const same = points.findLastIndex((point) => point.observedOn === by);
  const own = slots[same];
  if (own !== undefined) {
    own.isTarget = true;
    return slots;
  }
  slots.splice(points.filter((point) => point.observedOn < by).length, 0, { day, isTarget: true });
  return slots;
}

function verticalOf({ low, high }: Scale, { top, bottom }: Area): (value: number) => number {
  const from = bottom - footroom;
  const to = top + headroom;
  return (value) => from - ((value - low) / (high - low)) * (from - to);
}

/** Neighbours that are both shown as they are. Nothing is drawn across what is withheld or only known to be an end. */
function connections(places: readonly Place[]): string[] {
  const isShown = ({ point }: Place) => point.mark === "value" || point.mark === "in the run";
  return places.flatMap((place, i) => {
    const next = places[i + 1];
    if (next === undefined || !isShown(place) || !isShown(next)) return [];
    return [lineBetween([place.x, place.y], [next.x, next.y], { stroke: ink.result, width: 3 })];
  });
}

type SideLabel = { at: number; lines: string[]; fill: string; width: number };

/** What the lines across mean, at their right end. */
function sideLabels({ prediction, median }: Chart, fonts: Fonts): SideLabel[] {
  const label = (at: number, lines: string[], fill: string): SideLabel => {
    const width = Math.max(...lines.map((line) => fonts.bold.widthOf(drawable(line, fonts.bold), size)));
    return { at, lines, fill, width };
  };
  return [
    ...(prediction
      ? [label(prediction.at, [prediction.says, ...(prediction.until ? [prediction.until] : [])], ink.prediction)]
      : []),
    ...(median ? [label(median.at, [median.says], ink.text)] : []),
  ];
}

/** Beside their lines; two that would cover each other are moved apart. */
function sideParts(labels: SideLabel[], inner: Area, yAt: (value: number) => number, fonts: Fonts): string[] {
  const heightOf = (label: SideLabel) => label.lines.length * (size + 3);
  const sorted = [...labels].sort((a, b) => b.at - a.at);
  const tops = sorted.map((label) => yAt(label.at) - heightOf(label) / 2);
  const [above, under] = sorted;
  const [first, second] = tops;
  if (above && under && first !== undefined && second !== undefined) {
    const overlap = first + heightOf(above) + 2 - second;
    if (overlap > 0) {
      tops[0] = Math.max(inner.top, first - overlap / 2);
      tops[1] = tops[0] + heightOf(above) + 2;
    }
  }
  return sorted.flatMap(({ lines, fill }, i) =>
    lines.map((line, j) =>
      textAt(inner.right + 12, (tops[i] ?? 0) + (j + 1) * (size + 3) - 6, line, { size, fill, bold: true }, fonts),
    ),
  );
}

/** Days and n below the axis, as many as fit; always the last. */
function belowParts(
  slots: { x: number; day: string; n: string | null }[],
  inner: Area,
  distance: number,
  fonts: Fonts,
): string[] {
  const widest = (texts: (string | null)[]) =>
    Math.max(0, ...texts.map((text) => fonts.regular.widthOf(text ?? "", size)));
  const everyDay = Math.max(1, Math.ceil((widest(slots.map(({ day }) => day)) + 16) / distance));
  const everyN = widest(slots.map(({ n }) => n)) + 6 <= distance ? 1 : everyDay;
  const chosen = (every: number) => slots.filter((_, i) => (slots.length - 1 - i) % every === 0);
  const middle = { size, anchor: "middle" } as const;
  const hasN = slots.some(({ n }) => n !== null);
  return [
    ...chosen(everyDay).map(({ x, day }) => textAt(x, inner.bottom + row, day, middle, fonts)),
    ...chosen(everyN).flatMap(({ x, n }) =>
      n === null ? [] : [textAt(x, inner.bottom + 2 * row, n, { ...middle, fill: ink.faint }, fonts)],
    ),
    ...(hasN
      ? [textAt(inner.left - 10, inner.bottom + 2 * row, "n", { size, anchor: "end", fill: ink.faint }, fonts)]
      : []),
  ];
}
