import type { Collaboration, Person } from "../network/model.js";
import { texts } from "../texts.js";
import type { Answers, Field, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import { type Cycle, type PlanDetail, type PlanDetails, planDetails } from "./model.js";

const t = texts.details;

/** What a plan may say beyond its core. Nothing of it is asked for. `members`: of the team; its owner is asked anyway. */
export function detailsForm(
  cycle: Cycle,
  members: readonly Pick<Person, "id" | "name">[],
  aim: Collaboration["aim"] | undefined,
): Form {
  const testers = members.filter(({ id }) => id !== cycle.ownerId);
  const named = testers.filter(({ id }) => cycle.testers.includes(id)).map(({ id }) => id);
  const words = (name: PlanDetail): Field => ({
    kind: "long",
    name,
    label: t.labels[name],
    ...(t.hints[name] === undefined ? {} : { hint: t.hints[name] }),
    ...(cycle.details[name] === undefined ? {} : { value: cycle.details[name] }),
  });
  const [hypothesis, hard, place, kitchen, ...rest] = planDetails.map(words);
  return {
    id: "plan-details",
    title: t.title,
    submit: texts.form.save,
    fields: [
      {
        kind: "note",
        text: `**${plain(cycle.title)}**. ${t.intro}${aim === undefined ? "" : ` ${t.aim(plain(aim))}`}`,
      },
      ...[hypothesis, hard, place, kitchen].flatMap((field) => field ?? []),
      { kind: "number", name: "kitchenSize", label: t.kitchenSize, ...sizeOf(cycle) },
      ...(testers.length === 0
        ? []
        : [
            {
              kind: "choices" as const,
              name: "testers",
              label: t.testers,
              hint: t.testersHint,
              options: testers.map(({ id, name }) => ({ value: id, label: name })),
              value: named,
            },
          ]),
      ...rest,
      { kind: "note", text: texts.checkIn.readers },
    ],
  };
}

function sizeOf({ details }: Cycle): { value?: number } {
  return details.kitchenSize === undefined ? {} : { value: details.kitchenSize };
}

/** The cycle with what was filled in; what was left empty is gone. Its version is the caller's. */
export function withDetails(cycle: Cycle, answers: Answers): Cycle {
  const details: PlanDetails = {};
  for (const name of planDetails) {
    const words = answers[name];
    if (typeof words === "string") details[name] = words;
  }
  if (typeof answers.kitchenSize === "number") details.kitchenSize = answers.kitchenSize;
  return { ...cycle, details, testers: Array.isArray(answers.testers) ? answers.testers : cycle.testers };
}
