import type { Result } from "../cycle/result.js";
import type { Measure } from "../measure/model.js";
import { smallCellTexts } from "../texts-small-cells.js";
import type { Block } from "../ui/card.js";
import { isForTeamOnly } from "./outside.js";

/** Below results that the team reads, where one of them tells about few. */
export function doNotShare(
  results: readonly (Result | undefined)[],
  measures: readonly Measure[],
  minN: number,
): Block[] {
  const small = results.some((one) => one !== undefined && isForTeamOnly(one, measures, minN));
  return small ? [{ kind: "small", text: smallCellTexts.doNotShare }] : [];
}
