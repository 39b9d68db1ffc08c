import type { Measure } from "../measure/model.js";
import { texts } from "../texts.js";
import { plain } from "../ui/markup.js";
import { besidePrediction, namedResult, verdictText } from "./beside-prediction.js";
import type { Cycle, CycleUpdate } from "./model.js";

/** A cycle with what came of it. */
type Tested = { cycle: Cycle; updates: CycleUpdate[]; measures: Measure[] };

/** The tests that led to a cycle and those that it led to, the first of them first; the cycle itself is among them. */
export function lineageOf(cycle: Cycle, all: readonly Cycle[]): Cycle[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const line = [cycle];
  for (
    let before = byId.get(cycle.previousId ?? "");
    before !== undefined;
    before = byId.get(before.previousId ?? "")
  ) {
    if (line.includes(before)) break;
    line.unshift(before);
  }
  for (let next = after(cycle, all); next !== undefined; next = after(next, all)) {
    if (line.includes(next)) break;
    line.push(next);
  }
  return line;
}

function after(cycle: Cycle, all: readonly Cycle[]): Cycle | undefined {
  return all.find(({ previousId }) => previousId === cycle.id);
}

/** A line each: what was tried, what it came to beside its prediction, and what was decided, with the reason. */
export function lineageItems(line: readonly Tested[]): string[] {
  const t = texts.lineage;
  return line.map(({ cycle, updates, measures }, index) => {
    const last = besidePrediction(cycle, measures, updates);
    const result = last && [namedResult(last.result, measures), verdictText(last.verdict)];
    const end = cycle.decision === null ? texts.stages[cycle.stage] : texts.decisions[cycle.decision];
    const why = cycle.reason === null ? [] : [plain(cycle.reason)];
    const what = [
      ...(result === undefined ? [] : [result.filter((one) => one !== undefined).join(", ")]),
      end,
      ...why,
    ].join("; ");
    return t.line(index + 1, `**${plain(cycle.title)}**`, what);
  });
}
