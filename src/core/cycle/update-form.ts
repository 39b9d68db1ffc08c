import type { Measure } from "../measure/model.js";
import { texts } from "../texts.js";
import type { Answers, Field, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { besidePrediction, cameToText } from "./beside-prediction.js";
import type { Cycle, CycleUpdate, Stage } from "./model.js";
import { lastResult, predictionText, resultOf, resultText, resultTyped } from "./result.js";

const t = texts.form;

/** What the form of a stage starts with: her own words come back to her. */
export type Prefill = {
  /** Answers to show again (editing, or a draft in the stage's main field). */
  answers?: Answers;
  /** A text that she typed before; goes into the stage's main field. */
  draft?: string;
  today: string;
  /** The cycle's, in the order in which they were declared. */
  measures?: Measure[];
  /** The cycle's, for what she gave last time. */
  updates?: CycleUpdate[];
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
  const fields = fieldsOf(stage, cycle, answers, prefill);
  return {
    id: "update",
    title: titles[stage],
    submit: t.submit,
    fields: prefill.changing ? unlocked(stage, cycle, answers, fields) : fields,
  };
}

const titles: Record<OpenStage, string> = { plan: t.planTitle, do: t.doTitle, study: t.studyTitle, act: t.actTitle };

/** What is fixed once it is recorded: a prediction when the test starts, and where the cycle went. */
const locked: Record<OpenStage, readonly string[]> = {
  plan: ["prediction", "predictedFigure"],
  do: ["next"],
  study: ["decision"],
  act: ["decision"],
};

/** What of a recorded update may not be changed any more. */
export function lockedFields(stage: OpenStage, cycle: Cycle | undefined): readonly string[] {
  return stage === "plan" && cycle?.predictionLockedAt === null ? [] : locked[stage];
}

function unlocked(stage: OpenStage, cycle: Cycle | undefined, answers: Answers, fields: Field[]): Field[] {
  const fixed = lockedFields(stage, cycle);
  const left = fields.filter((field) => field.kind === "note" || !fixed.includes(field.name));
  const prediction = cycle && predictionText(cycle);
  if (stage === "plan" && fixed.length > 0 && prediction !== undefined)
    return [{ kind: "note", text: t.predictionKept(plain(prediction)) }, ...left];
  if (stage === "do") return [...left, { kind: "short", name: "note", label: t.note, value: text(answers.note) }];
  return stage === "study" || stage === "act" ? [{ kind: "note", text: t.decisionKept }, ...left] : left;
}

function fieldsOf(
  stage: OpenStage,
  cycle: Cycle | undefined,
  answers: Answers,
  { today, measures = [], updates = [], changing = false }: Prefill,
): Field[] {
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
        ...resultFields(answers, measures, updates, { today, changing }),
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
        ...cameTo(cycle, measures, updates),
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
        ...cameTo(cycle, measures, updates),
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

/** The result beside the prediction, and what it says of it. */
function cameTo(cycle: Cycle | undefined, measures: Measure[], updates: CycleUpdate[]): Field[] {
  const last = cycle && besidePrediction(cycle, measures, updates);
  if (last === undefined) return [];
  return [{ kind: "note", text: cameToText(last, measures) }];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** One field for a result; which measure it is about is asked where there are several. */
function resultFields(
  answers: Answers,
  measures: Measure[],
  updates: CycleUpdate[],
  { today, changing = false }: Pick<Prefill, "today" | "changing">,
): Field[] {
  const recorded = changing ? answers : undefined;
  const options = whichMeasure(measures, recorded);
  const unnamed = recorded !== undefined && isUnnamed(recorded);
  const chosen = text(answers.measure) ?? (unnamed ? undefined : countedLast(measures, updates)?.id);
  const measure = measures.find(({ id }) => id === chosen);
  const last = lastResult(updates, measure?.id)?.result;
  const hint = [
    ...(measure === undefined || options !== undefined ? [] : [`${measure.name}.`]),
    ...(last === undefined ? [] : [t.lastTime(resultText(last, measure), last.observedOn, today)]),
    t.resultHint,
  ];
  const which: Field[] =
    options === undefined
      ? []
      : [
          {
            kind: "choice",
            name: "measure",
            label: t.whichMeasure,
            options: options.map(({ id, name }) => ({ value: id, label: shorten(name, 60) })),
            value: measure?.id ?? (unnamed ? noMeasure : undefined),
          },
        ];
  return [
    ...which,
    { kind: "short", name: "result", label: t.result, hint: hint.join(" "), value: resultTyped(answers) },
  ];
}

const noMeasure = "none";

/** A result that was recorded without a measure. */
function isUnnamed(recorded: Answers): boolean {
  return resultOf(recorded) !== undefined && typeof recorded.measure !== "string";
}

/**
 * What "which measure?" offers; undefined where it is not asked. `recorded`: the answers of an update that is changed. A
 * result that names no measure may go on naming none.
 */
export function whichMeasure(
  measures: readonly Measure[],
  recorded: Answers | undefined,
): { id: string; name: string }[] | undefined {
  const named = measures.map(({ id, name }) => ({ id, name }));
  if (recorded !== undefined && isUnnamed(recorded) && measures.length > 0)
    return [{ id: noMeasure, name: t.noMeasure }, ...named];
  return measures.length < 2 ? undefined : named;
}

/** The one that was counted last; before the first result, the one that the prediction is about. */
function countedLast(measures: Measure[], updates: CycleUpdate[]): Measure | undefined {
  const last = lastResult(updates)?.result.measureId;
  return measures.find(({ id }) => id === last) ?? measures.find(({ predicts }) => predicts) ?? measures[0];
}
