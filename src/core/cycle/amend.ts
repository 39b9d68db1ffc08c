import { idOf } from "../id.js";
import type { Measure } from "../measure/model.js";
import { texts } from "../texts.js";
import { isNoPercent } from "../ui/figures.js";
import type { Answers, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import type { Cycle, PredictionAmendment } from "./model.js";
import { predictionText } from "./result.js";

const t = texts.amend;

/** What is expected now, once the prediction is locked. */
export function amendForm(cycle: Cycle): Form {
  return {
    id: "amend",
    title: t.title,
    submit: texts.form.save,
    fields: [
      { kind: "note", text: t.stays(plain(predictionText(cycle) ?? "")) },
      { kind: "long", name: "prediction", label: t.prediction, required: true },
      { kind: "number", name: "predictedFigure", label: t.figure, hint: texts.form.predictedFigureHint },
      { kind: "long", name: "why", label: t.why, required: true },
      { kind: "note", text: texts.checkIn.readers },
    ],
  };
}

/** Against the measure that the prediction is about. */
export function checkAmendment({ predictedFigure }: Answers, measures: readonly Measure[]): FieldErrors {
  const percent = measures.some(({ predicts, unit }) => predicts && unit === "percent");
  return percent && isNoPercent(predictedFigure) ? { predictedFigure: texts.errors.percent } : {};
}

/** `key` names the act: the same key is the same amendment. */
export function amendmentFrom(
  answers: Answers,
  key: string,
  cycle: Cycle,
  personId: string,
  now: Date,
): PredictionAmendment {
  const { networkId, districtId } = cycle;
  return {
    id: idOf("amendment", key),
    networkId,
    districtId,
    cycleId: cycle.id,
    prediction: String(answers.prediction),
    predictedFigure: typeof answers.predictedFigure === "number" ? answers.predictedFigure : null,
    why: String(answers.why),
    personId,
    at: now,
  };
}
