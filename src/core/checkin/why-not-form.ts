import { texts } from "../texts.js";
import type { Form } from "../ui/form.js";

const t = texts.notThisWeek;
const reasons = ["no substitute", "testing", "waiting for data", "away", "other"] as const;

/** What is in the way this week. */
export function whyNotForm(reason: (typeof reasons)[number]): Form {
  return {
    id: "why-not",
    title: t.title,
    submit: texts.form.save,
    fields: [
      {
        kind: "choice",
        name: "reason",
        label: t.which,
        required: true,
        options: reasons.map((one) => ({ value: one, label: t.reasons[one] })),
        value: reason,
      },
      { kind: "date", name: "awayUntil", label: t.until, hint: t.untilHint },
      { kind: "long", name: "note", label: t.note, maxLength: 1000 },
      { kind: "note", text: t.readers },
    ],
  };
}
