import { daysBetween, localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Cycle, CycleUpdate } from "../cycle/model.js";
import { lastResult, predictionText, resultText } from "../cycle/result.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { CheckInPrompt, CheckInRule } from "./model.js";

const t = texts.checkIn;

/** The first message to a person: what this is, how often, who reads the answers, how to stop. */
export function welcomeCard(rule: Pick<CheckInRule, "everyWeeks">): Card {
  const w = texts.welcome;
  return {
    heading: w.heading,
    blocks: [
      { kind: "text", text: w.body(rule.everyWeeks) },
      { kind: "text", text: w.readers },
      {
        kind: "buttons",
        buttons: [
          { label: w.whatIAsk, action: { do: "what-i-ask" } },
          { label: w.changeTime, action: { do: "change-time" } },
          { label: w.stop, action: { do: "mute" } },
        ],
      },
    ],
  };
}

export function whatIAskCard(): Card {
  const w = texts.whatIAsk;
  return {
    heading: w.heading,
    blocks: [
      { kind: "list", items: [...w.items] },
      { kind: "small", text: w.small },
    ],
  };
}

/** The question for the stage that the cycle is in, with her own prediction and last result. */
export function checkInCard(
  prompt: Pick<CheckInPrompt, "id" | "teamId">,
  cycle: Cycle | undefined,
  updates: CycleUpdate[],
  today: LocalDate,
  timeZone: string,
  last?: Cycle,
): Card {
  const buttons = (next: Button): Block => ({
    kind: "buttons",
    buttons: [
      { ...next, style: "primary" },
      { label: t.notThisWeek, action: { do: "not-this-week", prompt: prompt.id } },
      { label: t.later, action: { do: "later", prompt: prompt.id } },
      { label: t.mute, action: { do: "mute" } },
    ],
  });
  const readers: Block = { kind: "small", text: t.readers };
  if (cycle === undefined) {
    const next = { label: t.plan, action: { do: "start-cycle" as const, team: prompt.teamId, prompt: prompt.id } };
    const body = last === undefined ? t.planBody : t.planAfterBody(plain(last.title));
    const heading = last === undefined ? t.planHeading : t.planNextHeading;
    return { heading, blocks: [{ kind: "text", text: body }, buttons(next), readers] };
  }
  const action = { do: "update" as const, cycle: cycle.id, prompt: prompt.id };
  switch (cycle.stage) {
    case "plan":
      return {
        heading: t.planNextHeading,
        blocks: [
          { kind: "text", text: t.planOpenBody(plain(cycle.title)) },
          buttons({ label: t.plan, action }),
          readers,
        ],
      };
    case "do":
      return asking(
        cycle,
        [...where(cycle, today, timeZone), ...soFar(cycle, updates, today, timeZone), t.doQuestion],
        [buttons({ label: t.addResult, action }), readers],
      );
    case "study":
      return asking(
        cycle,
        [...soFar(cycle, updates, today, timeZone), t.studyQuestion],
        [buttons({ label: t.addLearning, action }), readers],
      );
    case "act":
    case "closed":
      return asking(
        cycle,
        [...soFar(cycle, updates, today, timeZone), t.actQuestion],
        [buttons({ label: t.decide, action }), readers],
      );
    default:
      return cycle.stage satisfies never;
  }
}

function asking(cycle: Cycle, lines: string[], rest: Block[]): Card {
  const title: Block[] = cycle.title.length > 60 ? [{ kind: "quote", text: cycle.title }] : [];
  return { heading: shorten(cycle.title, 60), blocks: [...title, { kind: "text", text: lines.join(" ") }, ...rest] };
}

function where(cycle: Cycle, today: LocalDate, timeZone: string): string[] {
  if (cycle.startedAt === null || cycle.dueOn === null) return [];
  const started = localDateOf(cycle.startedAt, timeZone);
  const of = Math.ceil(daysBetween(started, cycle.dueOn) / 7);
  const week = Math.floor(daysBetween(started, today) / 7) + 1;
  return week >= 1 && of > 1 && week <= of ? [t.weekOf(week, of)] : [];
}

function soFar(cycle: Cycle, updates: CycleUpdate[], today: LocalDate, timeZone: string): string[] {
  const prediction = predictionText(cycle);
  const last = lastResult(updates);
  const due = cycle.dueOn === null || cycle.stage !== "do" ? undefined : dayText(cycle.dueOn, today);
  const day = last?.result.observedOn;
  return [
    ...(prediction === undefined ? [] : [t.predicted(plain(prediction.replace(/[.\s]+$/, "")), due)]),
    ...(last === undefined
      ? [t.noResultYet]
      : cycle.stage === "do"
        ? [t.lastTime(resultText(last.result), dayText(day ?? localDateOf(last.update.recordedAt, timeZone), today))]
        : [t.cameTo(resultText(last.result))]),
  ];
}

/** What a question turns into when she has settled it without an update. `record` leaves the door open. */
export function settledCard(line: string, prompt: CheckInPrompt, more: Button[] = []): Card {
  const record: Button = {
    label: texts.settled.recordAnyway,
    action:
      prompt.cycleId === null
        ? { do: "start-cycle", team: prompt.teamId, prompt: prompt.id }
        : { do: "update", cycle: prompt.cycleId, prompt: prompt.id },
  };
  return {
    blocks: [
      { kind: "text", text: line },
      { kind: "buttons", buttons: [record, ...more] },
    ],
  };
}
