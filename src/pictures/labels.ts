import type { Chart, ChartPoint } from "../core/measure/charts.js";
import { badgeAt, type Fonts, ink, textAt } from "./svg.js";

export type Area = { left: number; right: number; top: number; bottom: number };

/** A point and where it is drawn. */
export type Place = { point: ChartPoint; x: number; y: number };

/** Of every label in the plot, in px. */
export const size = 22;

/**
 * Values first, then the numbers of notes. The last and the first value, what lies at an end of the scale, the highest and
 * the lowest find room before the others, which are written only where each has a column wide enough. A value without room
 * is left to the axis and to the description. Nothing is written over a point, over another label or over what is `taken`;
 * and over `lines` (their heights) only where there is no other room: "50 %" on a dashed line looks like "−50 %".
 */
export function labelParts(
  notes: Chart["notes"],
  places: readonly Place[],
  taken: readonly Area[],
  lines: readonly number[],
  inner: Area,
  fonts: Fonts,
): string[] {
  const occupied = [...taken, ...places.map(({ x, y }) => around(x, y, 10, 10))];
  const firstFree = (boxes: Area[]): Area | undefined => {
    const roomy = boxes.filter((box) => isInside(box, inner) && !occupied.some((other) => overlap(box, other)));
    const free = roomy.find((box) => !lines.some((line) => box.top < line && line < box.bottom)) ?? roomy[0];
    if (free !== undefined) occupied.push(free);
    return free;
  };
  const values = byWeight(places, inner, fonts).flatMap((place) => {
    const { point, x, y } = place;
    const half = fonts.bold.widthOf(point.says, size) / 2 + 3;
    const middle = Math.min(Math.max(x, inner.left + half), inner.right - half);
    const free = firstFree(
      (isDip(place, places) ? [27, -25, 35, -33, 55, -53] : [-25, 27, -33, 35, -53, 55]).map((by) =>
        around(middle, y + by, half, 12),
      ),
    );
    const style = { size, bold: true, anchor: "middle", fill: ink.result } as const;
    return free === undefined ? [] : [textAt(middle, free.bottom - 4, point.says, style, fonts)];
  });
  const badges = notes.flatMap(({ point }, i) => {
    const place = places[point];
    if (place === undefined) return [];
    const { x, y } = place;
    const free = firstFree([-27, 27, -55, 55, -83, 83, -111].map((by) => around(x, y + by, 15, 15)));
    const { top } = free ?? around(x, inner.top + 15, 15, 15);
    return [badgeAt(x, top + 15, String(i + 1), fonts)];
  });
  return [...values, ...badges];
}

/** Those that are seen, the most telling first; all of them only where none is wider than its column. */
function byWeight(places: readonly Place[], inner: Area, fonts: Fonts): Place[] {
  const seen = places.filter(({ point }) => point.at !== null);
  const byHeight = [...seen].sort((a, b) => a.y - b.y);
  const ends = seen.filter(({ point }) => point.mark === "at most" || point.mark === "at least");
  const widest = Math.max(0, ...seen.map(({ point }) => fonts.bold.widthOf(point.says, size)));
  const isRoomy = (widest + 8) * places.length <= inner.right - inner.left;
  const telling = [seen.at(-1), seen.at(0), ...ends, byHeight.at(0), byHeight.at(-1), ...(isRoomy ? seen : [])];
  return [...new Set(telling.filter((place) => place !== undefined))];
}

/** Lower than what is drawn beside it: its label has more room below. */
function isDip(place: Place, places: readonly Place[]): boolean {
  const i = places.indexOf(place);
  const beside = [places[i - 1], places[i + 1]].filter((one) => one !== undefined && one.point.at !== null);
  return beside.length > 0 && beside.every((one) => one !== undefined && one.y < place.y);
}

export function around(x: number, y: number, halfWidth: number, halfHeight: number): Area {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function isInside(box: Area, { top, bottom }: Area): boolean {
  return box.top >= top - 4 && box.bottom <= bottom;
}

function overlap(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
