import { texts } from "../texts.js";
import type { Answers, Field, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import type { Cycle, Stage } from "./model.js";
import { predictionText } from "./result.js";

const t = texts.form;

/** What the form of a stage starts with: her own words come back to her. */
export type Prefill = {
  /** Answers to show again (editing, or a draft in the stage's main field). */
  answers?: Answers;
  /** A text that she typed before; goes into the stage's main field. */
  draft?: string;
  today: string;
  /** True for a recorded update: what locked when it was recorded is shown, not asked. */
  changing?: boolean;
};

export type OpenStage = Exclude<Stage, "closed">;

/** The field that a free text answers, by stage. */
export const mainField: Record<OpenStage, string> = { plan: "change", do: "happened", study: "learned", act: "reason" };

/** The update form of a cycle's stage. `cycle` is absent when the plan opens a new one. */
export function updateForm(stage: OpenStage, cycle: Cycle | undefined, prefill: Prefill): Form {
  const answers: Answers = { ...prefill.answers };
  if (prefill.draft !== undefined) answers[mainField[stage]] = prefill.draft;
  const fields = fieldsOf(stage, cycle, answers, prefill.today);
  return {
    id: "update",
    title: titles[stage],
    submit: t.submit,
    fields: prefill.changing ? unlocked(stage, cycle, fields) : fields,
  };
}

const titles: Record<OpenStage, string> = { plan: t.planTitle, do: t.doTitle, study: t.studyTitle, act: t.actTitle };

/** What is fixed once it is recorded: a prediction before its result, and where the cycle went. */
const locked: Record<OpenStage, string[]> = {
  plan: ["prediction", "predictedFigure"],
  do: ["next"],
  study: ["decision"],
  act: ["decision"],
};

function unlocked(stage: OpenStage, cycle: Cycle | undefined, fields: Field[]): Field[] {
  const left = fields.filter((field) => field.kind === "note" || !locked[stage].includes(field.name));
  const prediction = cycle && predictionText(cycle);
  if (stage === "plan" && prediction !== undefined)
    return [{ kind: "note", text: t.predictionKept(plain(prediction)) }, ...left];
  return stage === "study" || stage === "act" ? [{ kind: "note", text: t.decisionKept }, ...left] : left;
}

function fieldsOf(stage: OpenStage, cycle: Cycle | undefined, answers: Answers, today: string): Field[] {
  // What she left empty stays empty: null is an answer.
  const given = (name: string, otherwise: unknown) => (name in answers ? answers[name] : otherwise);
  switch (stage) {
    case "plan":
      return [
        {
          kind: "long",
          name: "change",
          label: t.change,
          hint: t.changeHint,
          required: true,
          value: text(given("change", cycle?.title)),
        },
        { kind: "short", name: "question", label: t.question, value: text(given("question", cycle?.question)) },
        {
          kind: "long",
          name: "prediction",
          label: t.prediction,
          hint: t.predictionHint,
          required: true,
          value: text(given("prediction", cycle?.prediction)),
        },
        {
          kind: "number",
          name: "predictedFigure",
          label: t.predictedFigure,
          hint: t.predictedFigureHint,
          value: number(given("predictedFigure", cycle?.predictedFigure)),
        },
        { kind: "date", name: "dueOn", label: t.dueOn, value: text(given("dueOn", cycle?.dueOn)) },
        readers,
      ];
    case "do":
      return [
        ...predicted(cycle),
        {
          kind: "long",
          name: "happened",
          label: t.happened,
          hint: t.happenedHint,
          required: true,
          value: text(answers.happened),
        },
        { kind: "number", name: "count", label: t.count, hint: t.countHint, value: number(answers.count) },
        { kind: "number", name: "outOf", label: t.outOf, value: number(answers.outOf) },
        { kind: "date", name: "observedOn", label: t.observedOn, value: text(given("observedOn", today)) },
        {
          kind: "choice",
          name: "next",
          label: t.next,
          options: [
            { value: "keep testing", label: t.keepTesting },
            { value: "ready to study", label: t.readyToStudy },
          ],
          value: text(answers.next) ?? "keep testing",
        },
        readers,
      ];
    case "study":
      return [
        ...predicted(cycle),
        { kind: "long", name: "learned", label: t.learned, required: true, value: text(answers.learned) },
        {
          kind: "choice",
          name: "decision",
          label: t.decision,
          options: [...decisionOptions, { value: "undecided", label: t.undecided }],
          value: text(answers.decision) ?? "undecided",
        },
        { kind: "long", name: "reason", label: t.reason, value: text(answers.reason) },
        readers,
      ];
    case "act":
      return [
        ...predicted(cycle),
        {
          kind: "choice",
          name: "decision",
          label: t.decision,
          required: true,
          options: decisionOptions,
          value: text(answers.decision),
        },
        { kind: "long", name: "reason", label: t.reason, required: true, value: text(answers.reason) },
        readers,
      ];
    default:
      return stage satisfies never;
  }
}

const decisionOptions = [
  { value: "scale", label: t.scale },
  { value: "adapt", label: t.adapt },
  { value: "abandon", label: t.abandon },
];

const readers: Field = { kind: "note", text: texts.checkIn.readers };

function predicted(cycle: Cycle | undefined): Field[] {
  const prediction = cycle && predictionText(cycle);
  return prediction === undefined ? [] : [{ kind: "note", text: t.youPredicted(plain(prediction)) }];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** What a form's own fields cannot tell: one answer against another, and against today. */
export function checkAnswers(stage: OpenStage, answers: Answers, today: string): FieldErrors {
  const errors: FieldErrors = {};
  if (stage === "plan") {
    if (typeof answers.dueOn === "string" && answers.dueOn < today) errors.dueOn = texts.errors.datePast;
  }
  if (stage === "do") {
    const { count, outOf, observedOn } = answers;
    if (typeof count === "number" && count < 0) errors.count = texts.errors.notNegative;
    if (typeof outOf === "number") {
      if (outOf < 1) errors.outOf = texts.errors.outOfZero;
      else if (typeof count !== "number") errors.count ??= texts.errors.countMissing;
      else if (outOf < count) errors.outOf = texts.errors.outOfSmaller(count);
    }
    if (typeof observedOn === "string" && observedOn > today) errors.observedOn = texts.errors.dateAhead;
  }
  if (stage === "study") {
    const decided = typeof answers.decision === "string" && answers.decision !== "undecided";
    if (decided && answers.reason === null) errors.reason = texts.errors.reasonMissing;
  }
  return errors;
}
