import type { Chart } from "../core/measure/charts.js";
import { plotParts } from "./plot.js";
import { badgeAt, document, type Fonts, ink, textAt } from "./svg.js";
import { clipped, drawable, wrapped } from "./words.js";

/** In the picture's own px. Nothing is smaller than 22: on a phone the picture is about 360 wide. */
export const width = 960;
const lowestHeight = 540;
const margin = 24;
const plotHeight = 310;
const body = { size: 22, line: 29 };
const reading = { size: 25, line: 32 };
const title = { size: 32, line: 38 };

/**
 * A chart as SVG, 960 px wide and 540 to 1024 high: title, axis, plot, what came of it, then the notes and what must be
 * known. The same chart always gives the same text.
 */
export function chartSvg(chart: Chart, fonts: Fonts): { svg: string; width: number; height: number } {
  const inner = width - 2 * margin;
  const lines = (text: string, size: number, most: number, bold = false, room = inner) => {
    const font = bold ? fonts.bold : fonts.regular;
    return clipped(wrapped(drawable(text, font), font, size, room), most);
  };
  const head = lines(chart.title, title.size, 2, true);
  const readings = chart.reading.flatMap((text) => lines(text, reading.size, 2, true));
  const notes = chart.notes.map(({ day, text }) => lines(`${day}: ${text}`, body.size, 2, false, inner - 40));
  const cautions = chart.cautions.map((text) => lines(text, body.size, 2));

  const parts: string[] = [];
  let y = 14;
  for (const line of head) {
    y += title.line;
    parts.push(textAt(margin, y, line, { size: title.size, bold: true }, fonts));
  }
  for (const line of lines(chart.axis, body.size, 1)) {
    y += body.line + 2;
    parts.push(textAt(margin, y, line, { size: body.size, fill: ink.faint }, fonts));
  }
  const below =
    readings.length * reading.line +
    [...notes, ...cautions].reduce((sum, each) => sum + each.length * body.line + 6, 0);
  const plot = Math.max(plotHeight, lowestHeight - y - below - 52);
  parts.push(...plotParts(chart, { left: margin, right: width - margin, top: y + 10, bottom: y + 10 + plot }, fonts));
  y += 10 + plot + 8;
  for (const line of readings) {
    y += reading.line;
    parts.push(textAt(margin, y, line, { size: reading.size, bold: true }, fonts));
  }
  y += 4;
  for (const [i, note] of notes.entries()) {
    y += 6;
    for (const [j, line] of note.entries()) {
      y += body.line;
      if (j === 0) parts.push(badgeAt(margin + 14, y - 8, String(i + 1), fonts));
      parts.push(textAt(margin + 40, y, line, { size: body.size }, fonts));
    }
  }
  for (const caution of cautions) {
    y += 6;
    for (const line of caution) {
      y += body.line;
      parts.push(textAt(margin, y, line, { size: body.size }, fonts));
    }
  }
  const height = Math.max(lowestHeight, Math.ceil(y + 20));
  return { svg: document(width, height, parts), width, height };
}
