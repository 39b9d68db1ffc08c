import { daysBetween, localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { commitmentBlocks } from "../convening/commitments.js";
import { besidePrediction, cameToText, resultAndName } from "../cycle/beside-prediction.js";
import type { Commitment, Cycle, CycleUpdate } from "../cycle/model.js";
import { lastResult, predictionText, type Result } from "../cycle/result.js";
import type { Measure } from "../measure/model.js";
import type { Convening } from "../network/model.js";
import { doNotShare } from "../privacy/do-not-share.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import type { CheckInPrompt, CheckInRule, Occasion } from "./model.js";

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

/** What a question is about. */
export type QuestionAbout = {
  /** Undefined: the team has no open cycle. */
  cycle: Cycle | undefined;
  updates: CycleUpdate[];
  measures: Measure[];
  /** The network's smallest group that may be shown outside. */
  minN: number;
  /** The cycle that was closed last. */
  last?: Cycle | undefined;
  /** Hers, that are asked about with it. */
  commitments: Commitment[];
  occasion: Occasion | null;
  convening?: Convening | undefined;
  today: LocalDate;
  timeZone: string;
};

type Asking = Pick<CheckInPrompt, "id" | "teamId" | "part">;

/** The question for the stage that the cycle is in, with her own prediction and last result; around a convening, what she said she would do. */
export function checkInCard(prompt: Asking, about: QuestionAbout): Card {
  const { cycle, last, commitments } = about;
  if (commitments.length > 0) return commitmentsCard(prompt, about);
  if (cycle === undefined) {
    const body = last === undefined ? t.planBody : t.planAfterBody(plain(last.title));
    const heading = last === undefined ? t.planHeading : t.planNextHeading;
    return { heading, blocks: [{ kind: "text", text: lines(about, body) }, ...answerBlocks(prompt, cycle), readers] };
  }
  if (cycle.stage === "plan") {
    const text = lines(about, t.planOpenBody(plain(cycle.title)));
    return { heading: t.planNextHeading, blocks: [{ kind: "text", text }, ...answerBlocks(prompt, cycle), readers] };
  }
  const title: Block[] = cycle.title.length > 60 ? [{ kind: "quote", text: cycle.title }] : [];
  const text = lines(about, ...soFar(cycle, about), question(prompt, cycle, about.today));
  return {
    heading: shorten(cycle.title, 60),
    blocks: [...title, { kind: "text", text }, ...quotedOfFew(cycle, about), ...answerBlocks(prompt, cycle), readers],
  };
}

/** The same once more, in short: nobody is to read the whole again. */
export function reminderCard(prompt: Asking, cycle: Cycle | undefined): Card {
  const r = texts.reminder;
  const text =
    prompt.part === "commitment" ? r.openCommitments : cycle === undefined ? r.openPlan : r.open(plain(cycle.title));
  return { blocks: [{ kind: "text", text }, ...answerBlocks(prompt, cycle)] };
}

const readers: Block = { kind: "small", text: t.readers };

/** The next step, the ways to say that there is none, and quiet. */
function answerBlocks(prompt: Asking, cycle: Cycle | undefined): Block[] {
  const of = { prompt: prompt.id };
  const update = cycle && { do: "update" as const, cycle: cycle.id, ...of };
  const start = { do: "start-cycle" as const, team: prompt.teamId, ...of };
  const nothing: Button[] =
    cycle === undefined || cycle.stage === "plan"
      ? []
      : [{ label: texts.nothingNew.button, action: { do: "nothing-new", ...of } }];
  const next: Button[] =
    prompt.part === "commitment" && cycle === undefined
      ? []
      : [{ label: nextLabel(cycle), action: update ?? start, style: "primary" }];
  return [
    {
      kind: "buttons",
      buttons: [
        ...next,
        ...nothing,
        { label: t.notThisWeek, action: { do: "not-this-week", ...of } },
        { label: t.later, action: { do: "later", ...of } },
      ],
    },
    { kind: "buttons", buttons: [{ label: t.mute, action: { do: "mute" } }] },
  ];
}

function nextLabel(cycle: Cycle | undefined): string {
  if (cycle === undefined) return t.plan;
  switch (cycle.stage) {
    case "plan":
      return t.plan;
    case "do":
      return t.addResult;
    case "study":
      return t.addLearning;
    case "act":
    case "closed":
      return t.decide;
    default:
      return cycle.stage satisfies never;
  }
}

function question({ part }: Asking, { stage, dueOn }: Cycle, today: LocalDate): string {
  if (stage === "study") return t.studyQuestion;
  if (stage !== "do") return t.actQuestion;
  if (part === "tester") return texts.testerQuestion;
  return dueOn !== null && dueOn <= today ? texts.dueQuestion : t.doQuestion;
}

function lines({ occasion, convening, today }: QuestionAbout, ...rest: string[]): string {
  const ahead = occasion === "before convening" && convening !== undefined;
  return [...(ahead ? [texts.beforeConvening(dayText(convening.startsOn, today))] : []), ...rest].join(" ");
}

function commitmentsCard(prompt: Asking, about: QuestionAbout): Card {
  const { cycle, commitments, today } = about;
  const also: Block[] =
    cycle === undefined ? [] : [{ kind: "text", text: texts.commitment.andCycle(plain(cycle.title)) }];
  const before = lines(about);
  return {
    heading: texts.commitment.heading,
    blocks: [
      ...(before === "" ? [] : [{ kind: "text" as const, text: before }]),
      ...commitmentBlocks(commitments, prompt.id, today),
      ...also,
      ...answerBlocks(prompt, cycle),
      readers,
    ],
  };
}

function where(cycle: Cycle, today: LocalDate, timeZone: string): string[] {
  if (cycle.stage !== "do" || cycle.startedAt === null || cycle.dueOn === null) return [];
  const started = localDateOf(cycle.startedAt, timeZone);
  const of = Math.ceil(daysBetween(started, cycle.dueOn) / 7);
  const week = Math.floor(daysBetween(started, today) / 7) + 1;
  return week >= 1 && of > 1 && week <= of ? [t.weekOf(week, of)] : [];
}

function soFar(cycle: Cycle, { updates, measures, today, timeZone }: QuestionAbout): string[] {
  const prediction = predictionText(cycle);
  const came = cycle.stage === "do" ? undefined : besidePrediction(cycle, measures, updates);
  const last = lastResult(updates);
  const due = cycle.dueOn === null || cycle.stage !== "do" ? undefined : dayText(cycle.dueOn, today);
  return [
    ...where(cycle, today, timeZone),
    ...(prediction === undefined ? [] : [t.predicted(plain(prediction.replace(/[.\s]+$/, "")), due)]),
    ...(came !== undefined
      ? [cameToText(came, measures)]
      : last === undefined
        ? [t.noResultYet]
        : [lastTimeText(last, measures, today, timeZone)]),
  ];
}

function lastTimeText(
  { update, result }: { update: CycleUpdate; result: Result },
  measures: Measure[],
  today: LocalDate,
  timeZone: string,
): string {
  const { said, of } = resultAndName(result, measures);
  return t.lastTime(said, dayText(result.observedOn ?? localDateOf(update.recordedAt, timeZone), today), of);
}

/** Below a question that quotes a result of few. */
function quotedOfFew(cycle: Cycle, { updates, measures, minN }: QuestionAbout): Block[] {
  const quoted = [besidePrediction(cycle, measures, updates), lastResult(updates)];
  return doNotShare(
    quoted.map((one) => one?.result),
    measures,
    minN,
  );
}

/** After "not this week": the reason, if she likes to give it. It is settled already. */
export function whyNotCard(line: string, prompt: CheckInPrompt): Card {
  const n = texts.notThisWeek;
  const { blocks } = settledCard(line, prompt);
  const give = (reason: "no substitute" | "testing" | "waiting for data"): Button => ({
    label: n.reasons[reason],
    action: { do: "why-not", prompt: prompt.id, reason },
  });
  const more = (reason: "away" | "other"): Button => ({
    label: n.reasons[reason],
    action: { do: "why-not-more", prompt: prompt.id, reason },
  });
  return {
    blocks: [
      { kind: "text", text: line },
      { kind: "text", text: n.why },
      { kind: "buttons", buttons: [give("no substitute"), give("testing"), give("waiting for data"), more("away")] },
      {
        kind: "buttons",
        buttons: [more("other"), ...blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : []))],
      },
    ],
  };
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
