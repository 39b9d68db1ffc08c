import { addDays } from "../calendar/local.js";
import type { LocalDate, SchoolCalendar } from "../calendar/model.js";
import { contactHours, contactTimes } from "../calendar/school-day.js";
import type { Team } from "../network/model.js";
import { texts } from "../texts.js";
import type { Card } from "../ui/card.js";
import { timeText, weekdayText } from "../ui/dates.js";
import type { Answers, Form } from "../ui/form.js";
import { plain } from "../ui/markup.js";
import type { CheckInRule } from "./model.js";
import { occasionOn, type Rhythm } from "./rhythm.js";

const t = texts.rhythm;

/** What a rhythm is chosen from; the rest of a rule stays. */
export type RhythmChoice = Pick<CheckInRule, "weekday" | "at" | "everyWeeks" | "aroundConvenings" | "weeklyInDo">;

const mostWeeks = 4;
const previewed = 6;

/** When a team is asked. It is shown what that means before it is used. */
export function rhythmForm(team: Pick<Team, "name">, rule: RhythmChoice): Form {
  const yesNo = (name: string, label: string, yes: string, no: string, value: boolean) => ({
    ...{ kind: "choice" as const, name, label, required: true, value: value ? "yes" : "no" },
    options: [
      { value: "yes", label: yes },
      { value: "no", label: no },
    ],
  });
  const at = contactTimes.includes(rule.at) ? contactTimes : [...contactTimes, rule.at].sort();
  const every = [...new Set([1, 2, 3, mostWeeks, rule.everyWeeks])].sort((a, b) => a - b);
  return {
    id: "rhythm",
    title: t.title,
    submit: t.submit,
    fields: [
      { kind: "note", text: `**${plain(team.name)}**` },
      {
        ...{ kind: "choice", name: "weekday", label: t.weekday, required: true, value: `${rule.weekday}` },
        options: Object.entries(t.weekdays).map(([value, label]) => ({ value, label })),
      },
      {
        ...{ kind: "choice", name: "at", label: t.at, required: true, value: rule.at },
        options: at.map((time) => ({ value: time, label: timeText(time) })),
      },
      {
        ...{ kind: "choice", name: "everyWeeks", label: t.every, required: true, value: `${rule.everyWeeks}` },
        options: every.map((weeks) => ({ value: `${weeks}`, label: t.everyWeeks(weeks) })),
      },
      yesNo("aroundConvenings", t.around, t.aroundYes, t.aroundNo, rule.aroundConvenings),
      yesNo("weeklyInDo", t.weekly, t.weeklyYes, t.weeklyNo, rule.weeklyInDo),
    ],
  };
}

export function rhythmFrom(answers: Answers): RhythmChoice {
  return {
    weekday: Number(answers.weekday),
    at: String(answers.at),
    everyWeeks: Number(answers.everyWeeks),
    aroundConvenings: answers.aroundConvenings === "yes",
    weeklyInDo: answers.weeklyInDo === "yes",
  };
}

/** Whether a choice that came back with a button can have been offered. */
export function canBeChosen({ weekday, at, everyWeeks }: RhythmChoice): boolean {
  const day = Number.isInteger(weekday) && weekday >= 1 && weekday <= 5;
  const weeks = Number.isInteger(everyWeeks) && everyWeeks >= 1 && everyWeeks <= 12;
  return day && weeks && /^\d\d:\d\d$/.test(at) && at >= contactHours.from && at < contactHours.to;
}

/** The next dates on which the team would be asked, each with its reason, before anything is changed. */
export function rhythmPreview(
  team: Pick<Team, "id" | "name">,
  rhythm: Rhythm,
  calendar: SchoolCalendar,
  today: LocalDate,
): Card {
  const { weekday, at, everyWeeks, aroundConvenings, weeklyInDo } = rhythm.rule;
  const change = { label: t.change, action: { do: "change-rhythm" as const, team: team.id } };
  const dates: string[] = [];
  for (let ahead = 1; ahead <= 366 && dates.length < previewed; ahead++) {
    const date = addDays(today, ahead);
    const occasion = occasionOn(rhythm, calendar, date);
    if (occasion !== undefined) dates.push(`${weekdayText(date)}${t.occasions[occasion]}`);
  }
  if (dates.length === 0)
    return {
      blocks: [
        { kind: "text", text: t.none },
        { kind: "buttons", buttons: [change] },
      ],
    };
  const use = { do: "use-rhythm" as const, team: team.id, weekday, at, everyWeeks, aroundConvenings, weeklyInDo };
  return {
    blocks: [
      { kind: "text", text: t.preview(plain(team.name)) },
      { kind: "list", items: dates },
      { kind: "buttons", buttons: [{ label: t.use, action: use, style: "primary" }, change] },
    ],
  };
}
