import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { texts } from "../texts.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import type { Cycle, PredictionAmendment } from "./model.js";
import { predictionText } from "./result.js";

/**
 * "Predicted: 60 % get it right · now expected: 50 % get it right (Jan 22)": the prediction, which stays, and beside it the last
 * amendment without its reason. `wordsOf`: how a prediction may be read here. Undefined where nothing was predicted.
 */
export function predictedLine(
  cycle: Cycle,
  amendments: readonly PredictionAmendment[],
  { today, timeZone }: { today: LocalDate; timeZone: string },
  wordsOf: (text: string) => string = (text) => text,
): string | undefined {
  const prediction = predictionText(cycle);
  const last = amendments.at(-1);
  const parts = [
    ...(prediction === undefined ? [] : [`${texts.status.predicted}: ${plain(wordsOf(prediction))}`]),
    ...(last === undefined
      ? []
      : [texts.amend.expected(plain(wordsOf(last.prediction)), dayText(localDateOf(last.at, timeZone), today))]),
  ];
  return parts.length === 0 ? undefined : parts.join(" · ");
}

/** The same where there is an amendment; undefined where the prediction stands as it was made. */
export function amendedLine(
  cycle: Cycle,
  amendments: readonly PredictionAmendment[],
  when: { today: LocalDate; timeZone: string },
  wordsOf?: (text: string) => string,
): string | undefined {
  return amendments.length === 0 ? undefined : predictedLine(cycle, amendments, when, wordsOf);
}
