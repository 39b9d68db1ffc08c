import { defaultAllowance, leadAllowance } from "../budget/model.js";
import { contactTimes } from "../calendar/school-day.js";
import type { Person } from "../network/model.js";
import { texts } from "../texts.js";
import { timeText } from "../ui/dates.js";
import type { Answer, Form } from "../ui/form.js";

const t = texts.form;

const day = (value: string | null) => (value === null ? {} : { value });

const usual = "usual";
const weeklyChoices = [1, 2, 3, 4, 5, 7, 10];

/** The choice as it is kept: null for what her role has, `before` where nothing was chosen. */
export function weeklyFrom(answer: Answer | undefined, before: number | null): number | null {
  if (typeof answer !== "string") return before;
  return answer === usual ? null : Number(answer);
}

export function settingsForm(
  person: Pick<Person, "askAt" | "muted" | "weeklyMessages" | "awayFrom" | "awayUntil">,
): Form {
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
        options: contactTimes.map((time) => ({ value: time, label: timeText(time) })),
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
      {
        kind: "choice",
        name: "weekly",
        label: t.weekly,
        hint: t.weeklyHint,
        options: [
          { value: usual, label: t.weeklyUsual(defaultAllowance, leadAllowance) },
          ...weeklyChoices.map((count) => ({ value: String(count), label: t.weeklyAtMost(count) })),
        ],
        value: person.weeklyMessages === null ? usual : String(person.weeklyMessages),
      },
      {
        kind: "date",
        name: "awayFrom",
        label: texts.pause.awayFrom,
        hint: texts.pause.awayHint,
        ...day(person.awayFrom),
      },
      { kind: "date", name: "awayUntil", label: texts.pause.awayUntil, ...day(person.awayUntil) },
    ],
  };
}
