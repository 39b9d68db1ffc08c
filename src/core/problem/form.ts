import { dashboardColors, type ProblemVersion } from "../cycle/model.js";
import { texts } from "../texts.js";
import type { Field, Form } from "../ui/form.js";

const t = texts.problem;

/** The core of a problem of practice: four fields, and why it changed where there is one already. */
export function problemForm(current: ProblemVersion | undefined): Form {
  return {
    id: "problem",
    title: t.title,
    submit: texts.form.save,
    fields: [
      {
        kind: "long",
        name: "statement",
        label: t.statement,
        hint: t.statementHint,
        value: current?.statement ?? undefined,
      },
      { kind: "short", name: "focusArea", label: t.focusArea, maxLength: 200, value: current?.focusArea ?? undefined },
      list("studentGroups", t.studentGroups, current?.studentGroups, t.listHint),
      {
        kind: "long",
        name: "evidence",
        label: t.evidence,
        hint: t.evidenceHint,
        value: current?.evidence ?? undefined,
      },
      ...why(current),
      { kind: "note", text: texts.checkIn.readers },
    ],
  };
}

/** What else is known about it. Nothing of it is asked for. */
export function problemMoreForm(current: ProblemVersion): Form {
  return {
    id: "problem-more",
    title: t.moreTitle,
    submit: texts.form.save,
    fields: [
      list("gradeBands", t.gradeBands, current.gradeBands, t.gradesHint),
      {
        kind: "long",
        name: "rootCauses",
        label: t.rootCauses,
        hint: t.linesHint,
        value: current.rootCauses.length === 0 ? undefined : current.rootCauses.join("\n"),
      },
      {
        kind: "choice",
        name: "dashboardColor",
        label: t.dashboard,
        options: [
          ...dashboardColors.map((color) => ({ value: color, label: t.colors[color] })),
          { value: notOnDashboard, label: t.notOnDashboard },
        ],
        value: current.dashboardColor ?? notOnDashboard,
      },
      { kind: "long", name: "intendedOutcome", label: t.intendedOutcome, value: current.intendedOutcome ?? undefined },
      {
        kind: "long",
        name: "investment",
        label: t.investment,
        hint: t.investmentHint,
        value: current.investment ?? undefined,
      },
      ...why(current),
      { kind: "note", text: texts.checkIn.readers },
    ],
  };
}

export const notOnDashboard = "none";

function list(name: string, label: string, values: string[] | undefined, hint: string): Field {
  const value = values === undefined || values.length === 0 ? undefined : values.join(", ");
  return { kind: "short", name, label, hint, ...(value === undefined ? {} : { value }) };
}

/** Asked once there is something that changes; a problem is never changed without a reason on record. */
function why(current: ProblemVersion | undefined): Field[] {
  if (current === undefined) return [];
  return [{ kind: "short", name: "why", label: t.why, hint: t.whyHint, required: true, maxLength: 500 }];
}
