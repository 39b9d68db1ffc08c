import type { LocalDate } from "../calendar/model.js";
import type { Measure } from "../measure/model.js";
import { readResult } from "../measure/read-result.js";
import { texts } from "../texts.js";
import { isNoPercent } from "../ui/figures.js";
import type { Answers, FieldErrors, Form, FormValues } from "../ui/form.js";
import { type ReadBack, readForm } from "../ui/read-form.js";
import type { Cycle } from "./model.js";
import { tooLongAgo } from "./observed-on.js";
import { answersOf, resultOf } from "./result.js";
import { lockedFields, type OpenStage, whichMeasure } from "./update-form.js";

export type About = {
  stage: OpenStage;
  /** Undefined: the plan opens a new one. */
  cycle: Cycle | undefined;
  measures: Measure[];
  today: LocalDate;
  /** A recorded update is changed. */
  changing: boolean;
  /** Its answers before, where a result may stay with its measure. */
  before?: Answers | undefined;
  /** The only measure there was when the form was opened, "" where there was none or several; undefined: as it is now. */
  opened?: string | undefined;
};

/**
 * Reads a filled-in update form: what its fields cannot tell by themselves (one answer against another, against today, and
 * against what is locked) is checked here. `readBack`: figures read out of words, shown once more before they are taken.
 */
export function readUpdate(
  form: Form,
  values: FormValues,
  about: About,
): { ok: true; answers: Answers; readBack: ReadBack } | { ok: false; errors: FieldErrors } {
  const read = readForm(form, values);
  if (!read.ok) return read;
  const { answers, readBack } = read;
  const errors = { ...check(about, answers), ...tooLongAgo(answers, about.cycle), ...changedAfterwards(about, values) };
  if (about.stage === "do") {
    const measure = measureOf(about, answers);
    const typed = typeof answers.result === "string" ? readResult(answers.result, measure?.unit) : undefined;
    delete answers.result;
    if (typed !== undefined && "error" in typed) errors.result = typed.error;
    else {
      if (typed !== undefined && !typed.exact) readBack.result = typed.shown;
      Object.assign(answers, answersOf(typed?.result), { measure: typed && measure ? measure.id : null });
    }
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, answers, readBack };
}

/**
 * The one that was chosen; the only one there is where nothing was asked. A result that is changed stays with the measure
 * that it was recorded with, and with none where none was named: one declared since may be about others. So does one whose
 * form was opened before a measure was declared: she never saw its name.
 */
function measureOf({ measures, before, opened }: About, { measure }: Answers): Measure | undefined {
  const named = (id: unknown) => measures.find((one) => one.id === id);
  if (whichMeasure(measures, before) !== undefined) return named(measure ?? opened);
  if (before !== undefined && resultOf(before) !== undefined) return named(before.measure);
  return opened === undefined ? measures[0] : named(opened);
}

function check({ stage, measures, today, changing }: About, answers: Answers): FieldErrors {
  const errors: FieldErrors = {};
  const { dueOn, predictedFigure, observedOn, decision, reason } = answers;
  if (stage === "plan") {
    // A plan that is changed later may keep a day that has passed since.
    if (!changing && typeof dueOn === "string" && dueOn < today) errors.dueOn = texts.errors.datePast;
    const percent = measures.some(({ predicts, unit }) => predicts && unit === "percent");
    if (percent && isNoPercent(predictedFigure)) errors.predictedFigure = texts.errors.percent;
  }
  if (stage === "do" && typeof observedOn === "string" && observedOn > today)
    errors.observedOn = texts.errors.dateAhead;
  if (stage === "study") {
    const decided = typeof decision === "string" && decision !== "undecided";
    if (decided && reason === null) errors.reason = texts.errors.reasonMissing;
  }
  return errors;
}

/** The form was opened before the test started, and sent after it: the field is still on her screen. */
function changedAfterwards({ stage, cycle, changing }: About, values: FormValues): FieldErrors {
  if (!changing || stage !== "plan" || cycle === undefined) return {};
  const fixed = lockedFields(stage, cycle);
  const same = { prediction: cycle.prediction ?? "", predictedFigure: `${cycle.predictedFigure ?? ""}` };
  const changed = (["prediction", "predictedFigure"] as const).filter(
    (name) => fixed.includes(name) && typeof values[name] === "string" && values[name] !== same[name],
  );
  return Object.fromEntries(changed.map((name) => [name, texts.errors.predictionLocked]));
}
