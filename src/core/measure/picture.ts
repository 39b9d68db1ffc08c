import type { Block } from "../ui/card.js";
import { chartAlt } from "./chart-alt.js";
import type { ChartRef } from "./chart-ref.js";
import type { Chart } from "./charts.js";

/** A chart on a card: described in words, and named so that it can be drawn when somebody opens it. */
export function pictureOf(chart: Chart, of: Omit<ChartRef, "chart" | "content">): Block {
  return { kind: "picture", alt: chartAlt(chart), chart: { ...of, chart: chart.kind, content: markOf(chart) } };
}

/** Eight hex digits that change when anything in the chart does (FNV-1a). Tells versions apart, and is no secret. */
function markOf(chart: Chart): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(chart)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
