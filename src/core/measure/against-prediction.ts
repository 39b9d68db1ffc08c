import type { LocalDate } from "../calendar/model.js";
import type { Direction } from "./model.js";
import { inOrder, type ShownPoint } from "./shown.js";

/**
 * The last result beside what was predicted. `difference`: the result less the prediction, in the measure's own unit (in
 * percentage points where that is percent); null where the result is only known to lie at an end of the scale, or is
 * rounded: then the outcome is told where rounding cannot change it.
 */
export type AgainstPrediction =
  | { outcome: "no result yet" }
  | { outcome: "hit" | "miss"; difference: number | null; observedOn: LocalDate }
  /** There is a last result, and this audience does not see enough of it. */
  | { outcome: "not shown"; observedOn: LocalDate };

/**
 * Compares the last result (by the day it was observed; of one day the last in the list) with the predicted figure.
 * Reaching it exactly is a hit.
 */
export function againstPrediction(
  prediction: { figure: number; better: Direction },
  points: readonly ShownPoint[],
): AgainstPrediction {
  const last = inOrder(points).at(-1);
  if (last === undefined) return { outcome: "no result yet" };
  const { observedOn } = last;
  const { figure, better } = prediction;
  if ("value" in last) {
    const difference = exact(last.value - figure);
    const isHit = better === "up" ? difference >= 0 : difference <= 0;
    return { outcome: isHit ? "hit" : "miss", difference, observedOn };
  }
  if ("about" in last) {
    const [least, most] = [last.about - last.step / 2, last.about + last.step / 2];
    if (least > figure) return { outcome: better === "up" ? "hit" : "miss", difference: null, observedOn };
    if (most < figure) return { outcome: better === "up" ? "miss" : "hit", difference: null, observedOn };
  }
  if ("atMost" in last) {
    if (last.atMost < figure) return { outcome: better === "up" ? "miss" : "hit", difference: null, observedOn };
    if (last.atMost === figure && better === "down") return { outcome: "hit", difference: null, observedOn };
  }
  if ("atLeast" in last) {
    if (last.atLeast > figure) return { outcome: better === "up" ? "hit" : "miss", difference: null, observedOn };
    if (last.atLeast === figure && better === "up") return { outcome: "hit", difference: null, observedOn };
  }
  return { outcome: "not shown", observedOn };
}

/** Without the dust of binary fractions: 55.6 less 55.55 is 0.05. Six decimals are more than anybody types. */
function exact(difference: number): number {
  return Math.round(difference * 1e6) / 1e6 + 0;
}
