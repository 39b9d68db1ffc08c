import type { Person } from "../network/model.js";
import { texts } from "../texts.js";
import { timeText } from "../ui/dates.js";
import type { Form } from "../ui/form.js";

const t = texts.form;

/** Half-hours inside contact hours. */
const times = Array.from({ length: 18 }, (_, i) => {
  const minutes = 7 * 60 + 30 + i * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
});

export function settingsForm(person: Pick<Person, "askAt" | "muted">): Form {
  return {
    id: "settings",
    title: t.settingsTitle,
    submit: t.save,
    fields: [
      {
        kind: "choice",
        name: "askAt",
        label: t.askAt,
        required: true,
        options: times.map((time) => ({ value: time, label: timeText(time) })),
        value: person.askAt ?? "15:00",
      },
      {
        kind: "choice",
        name: "askMe",
        label: t.askMe,
        required: true,
        options: [
          { value: "yes", label: t.askMeYes },
          { value: "no", label: t.askMeNo },
        ],
        value: person.muted ? "no" : "yes",
      },
    ],
  };
}
