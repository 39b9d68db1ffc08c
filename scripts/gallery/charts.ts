import { type Chart, type ChartInput, predictionChart, runChart } from "../../src/core/measure/charts.js";
import type { ShownPoint } from "../../src/core/measure/shown.js";

/** Example charts with invented results: what docs/pictures shows, and what the pictures' tests draw. */

const exitTickets = {
  title: "Exit tickets that are right",
  measure: { unit: "percent", unitName: null, better: "up" },
} as const;
const minutes = {
  title: "Minutes until every student has begun",
  measure: { unit: "number", unitName: "minutes", better: "down" },
} as const;
const students = { smallest: 11 };
const prediction = { figure: 60, by: "2026-05-12" };

/** One a week from this day on. */
export function weekly(from: string, values: readonly number[], n: number | null = null): ShownPoint[] {
  return values.map((value, i) => {
    const day = new Date(Date.parse(`${from}T00:00:00Z`) + i * 7 * 86_400_000);
    return { observedOn: day.toISOString().slice(0, 10), value, n };
  });
}

const fourResults: ShownPoint[] = [
  { observedOn: "2026-04-07", value: 41.3, n: 46, note: null },
  { observedOn: "2026-04-14", value: 48, n: 46, note: "Substitute teacher all week" },
  { observedOn: "2026-04-28", value: 52.2, n: 46, note: null },
  { observedOn: "2026-05-05", value: 55.6, n: 45, note: null },
];

const chance = [6.5, 8, 5.5, 7, 9, 6, 7.5, 5, 8.5, 6.5, 7, 8, 6];
const shift = [9, 8.5, 9.5, 8, 9, 8.5, 7, 6, 6.5, 5.5, 6, 5, 5.5, 4.5, 5, 4, 4.5];

const smallNumbers: ChartInput = {
  ...exitTickets,
  ...students,
  prediction,
  points: [
    { observedOn: "2026-04-07", value: 33.3, n: 9 },
    { observedOn: "2026-04-21", value: 50, n: 8 },
    { observedOn: "2026-05-05", value: 62.5, n: 8 },
  ],
};

export const exampleCharts: Record<string, Chart> = {
  "prediction-against-result": predictionChart({ ...exitTickets, ...students, prediction, points: fourResults }),
  "run-chart": runChart({ ...minutes, ...students, prediction: null, points: weekly("2026-01-12", chance, 28) }),
  "run-chart-signal": runChart({
    ...minutes,
    ...students,
    prediction: { figure: 5, by: "2026-05-12" },
    points: weekly("2026-01-12", shift, 28).map((point, i) =>
      "value" in point && i === 6 ? { ...point, note: "Timer on the board from today" } : point,
    ),
  }),
  "small-numbers-in-the-team": predictionChart(smallNumbers),
  "small-numbers-outside": predictionChart({
    ...smallNumbers,
    points: [
      { observedOn: "2026-03-10", atMost: 5, n: 45 },
      { observedOn: "2026-03-24", value: 38, n: 40 },
      { observedOn: "2026-04-07", withheld: true },
      { observedOn: "2026-04-21", about: 75, step: 5 },
      { observedOn: "2026-05-05", atLeast: 95, n: 44 },
    ],
  }),
};
