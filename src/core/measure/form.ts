import type { Cycle } from "../cycle/model.js";
import { idOf } from "../id.js";
import { texts } from "../texts.js";
import { isNoPercent } from "../ui/figures.js";
import type { Answers, FieldErrors, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { directions, evidenceSources, type Measure, type MeasureKind, measureKinds, units } from "./model.js";

const t = texts.measure;

/** The form for one measure of a cycle. The kind that is missing first stands there. */
export function measureForm(cycle: Pick<Cycle, "title">, declared: readonly Measure[]): Form {
  const missing = missingKinds(declared.map(({ kind }) => kind));
  return {
    id: "measure",
    title: t.title,
    submit: t.save,
    fields: [
      { kind: "note", text: `**${plain(cycle.title)}**. ${t.existing}` },
      {
        kind: "choice",
        name: "kind",
        label: t.kind,
        required: true,
        options: measureKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
        value: missing.at(-1) ?? "outcome",
      },
      { kind: "short", name: "name", label: t.name, hint: t.nameHint, required: true, maxLength: 120 },
      {
        kind: "choice",
        name: "source",
        label: t.source,
        options: evidenceSources.map((source) => ({ value: source, label: t.sources[source] })),
      },
      {
        kind: "choice",
        name: "unit",
        label: t.unit,
        required: true,
        options: units.map((unit) => ({ value: unit, label: t.units[unit] })),
        value: "percent",
      },
      { kind: "short", name: "unitName", label: t.unitName, hint: t.unitNameHint, maxLength: 40 },
      {
        kind: "choice",
        name: "better",
        label: t.better,
        required: true,
        options: directions.map((way) => ({ value: way, label: t.directions[way] })),
        value: "up",
      },
      {
        kind: "choice",
        name: "addsUp",
        label: t.addsUp,
        options: [
          { value: "no", label: t.newLook },
          { value: "yes", label: t.runningTotal },
        ],
        value: "no",
      },
    ],
  };
}

/** A percentage cannot be what a prediction of 140 is about. */
export function checkMeasure(
  answers: Answers,
  { predictedFigure }: Pick<Cycle, "predictedFigure">,
  declared: readonly Measure[],
): FieldErrors {
  const predicts = answers.kind === "outcome" && !declared.some((one) => one.predicts);
  if (!predicts || answers.unit !== "percent" || predictedFigure === null || !isNoPercent(predictedFigure)) return {};
  return { unit: t.noPercent(predictedFigure) };
}

/**
 * The measure that a filled-in form declares. The first that looks at what students learn is what the cycle's predicted
 * figure is about. What adults do is counted over adults, the rest over students.
 */
export function measureFrom(answers: Answers, { key, cycle, declared, personId, now }: MeasureInput): Measure {
  const kind = measureKinds.find((one) => one === answers.kind) ?? "outcome";
  const unit = answers.unit === "number" ? "number" : "percent";
  return {
    id: idOf("measure", key),
    networkId: cycle.networkId,
    districtId: cycle.districtId,
    teamId: cycle.teamId,
    cycleId: cycle.id,
    kind,
    name: String(answers.name),
    source: evidenceSources.find((one) => one === answers.source) ?? null,
    unit,
    unitName: unit === "number" && typeof answers.unitName === "string" ? answers.unitName : null,
    better: answers.better === "down" ? "down" : "up",
    about: kind === "implementation" ? "adults" : "students",
    addsUp: answers.addsUp === "yes",
    predicts: kind === "outcome" && !declared.some(({ predicts }) => predicts),
    declaredAt: now,
    personId,
  };
}

/** An adapted cycle measures what the one before it did, declared anew before its test. */
export function measuredAgain(measures: readonly Measure[], next: Cycle, now: Date): Measure[] {
  return measures.map((measure) => {
    const id = idOf("measure", "adapts", measure.id, next.id);
    return { ...measure, id, cycleId: next.id, declaredAt: now };
  });
}

export type MeasureInput = {
  /** Names the act: the same key is the same measure. */
  key: string;
  cycle: Cycle;
  declared: readonly Measure[];
  personId: string;
  now: Date;
};

/** Kinds that nothing looks at, in the order in which they are named. */
export function missingKinds(kinds: readonly MeasureKind[]): MeasureKind[] {
  return measureKinds.filter((kind) => !kinds.includes(kind));
}
