import type { LocalDate } from "../calendar/model.js";
import { type CycleSharing, sharedAtActBlocks, shareQuestion } from "../matching/share-cards.js";
import { unmeasuredKinds } from "../measure/gaps.js";
import type { Measure } from "../measure/model.js";
import { doNotShare } from "../privacy/do-not-share.js";
import { type Hold, holdOf, holdText } from "../privacy/student-hold.js";
import { texts } from "../texts.js";
import type { Block, Button, Card } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { namedResult, verdictOn, verdictText } from "./beside-prediction.js";
import type { Cycle, CycleUpdate, Draft } from "./model.js";
import type { RecordedUpdate } from "./record-update.js";
import { resultOf } from "./result.js";
import { mainField } from "./update-form.js";

const t = texts.recorded;

/**
 * What the cycle measures, and all its updates, this one included. `minN`: the network's smallest group that may be shown.
 * `amended`: where the prediction was amended, it and what is expected now.
 */
export type Evidence = {
  measures: readonly Measure[];
  updates: readonly CycleUpdate[];
  minN: number;
  amended: string | undefined;
  /** Of a closed cycle: who may find it, or the question. */
  sharing?: CycleSharing | undefined;
};

/** What takes the place of a question once it is answered; also the answer to an update nobody asked for. */
export function recordedCard(recorded: RecordedUpdate, today: LocalDate, evidence: Evidence): Card {
  const { measures, updates, minN, amended, sharing } = evidence;
  const { cycle, update, next } = recorded;
  const blocks: Block[] = [];
  const words =
    update.stage === "closed" || update.stage === "plan" ? undefined : update.answers[mainField[update.stage]];
  if (update.stage === "plan") {
    blocks.push({
      kind: "text",
      text: t.plan(plain(cycle.title), cycle.dueOn === null ? undefined : dayText(cycle.dueOn, today)),
    });
  } else {
    blocks.push({ kind: "text", text: `**${plain(cycle.title)}**` });
  }
  if (typeof words === "string") blocks.push({ kind: "quote", text: words });
  const result = resultLine(cycle, update, measures);
  if (result !== undefined) blocks.push({ kind: "text", text: result });
  if (amended !== undefined) blocks.push({ kind: "text", text: amended });
  blocks.push(...doNotShare([resultOf(update.answers)], measures, minN));
  const gaps = cycle.decision === "scale" ? unmeasuredKinds(measures, updates) : [];
  if (gaps.length > 0)
    blocks.push({ kind: "text", text: texts.measure.scaledWithout(gaps.map((kind) => texts.measure.short[kind])) });
  blocks.push({ kind: "text", text: nextStep(cycle, next, today) });
  const closed = cycle.stage === "closed" ? sharing : undefined;
  const question = closed && shareQuestion(cycle, closed);
  if (question !== undefined) {
    blocks.push(...question, { kind: "buttons", buttons: [...plan(next), seeAll(cycle)] });
    return { heading: t.heading, blocks: [...blocks, { kind: "small", text: texts.checkIn.readers }] };
  }
  blocks.push({ kind: "small", text: texts.checkIn.readers });
  blocks.push({
    kind: "buttons",
    buttons: [
      ...plan(next),
      ...(update.stage === "plan" && cycle.stage === "do" && cycle.startedAt === null
        ? [
            { label: texts.measure.another, action: { do: "add-measure" as const, cycle: cycle.id } },
            { label: t.start, action: { do: "start-test" as const, cycle: cycle.id } },
            { label: texts.details.open, action: { do: "plan-details" as const, cycle: cycle.id } },
          ]
        : []),
      ...(result === undefined ? [] : [{ label: t.seeChart, action: { do: "see-chart" as const, cycle: cycle.id } }]),
      ...(cycle.decision === "scale"
        ? [{ label: texts.spread.open, action: { do: "add-spread" as const, cycle: cycle.id } }]
        : []),
      { label: t.edit, action: { do: "edit-update", update: update.id } },
    ],
  });
  if (closed !== undefined) blocks.push(...sharedAtActBlocks(cycle.id, closed));
  return { heading: t.heading, blocks };
}

const plan = (next: Cycle | undefined): Button[] =>
  next === undefined ? [] : [{ label: t.seeNext, action: { do: "update", cycle: next.id }, style: "primary" }];

/** Its pictures, how far it has come, and her own words to change: all behind one button while something is asked. */
const seeAll = ({ id }: Cycle): Button => ({ label: texts.problem.more, action: { do: "see-cycle", cycle: id } });

function resultLine(cycle: Cycle, update: CycleUpdate, measures: readonly Measure[]): string | undefined {
  const result = resultOf(update.answers);
  if (result === undefined) return undefined;
  const line = t.result(namedResult(result, measures));
  const verdict = verdictOn(cycle, result, measures);
  if (verdict === undefined) return line;
  const { difference } = verdict;
  if (difference === 0) return `${line} ${t.onPrediction}`;
  const apart = difference > 0 ? t.overPrediction(difference) : t.underPrediction(-difference);
  const said = verdictText(verdict);
  return [line, apart, ...(said === undefined ? [] : [texts.against.sentence(said)])].join(" ");
}

function nextStep(cycle: Cycle, next: Cycle | undefined, today: LocalDate): string {
  switch (cycle.stage) {
    case "plan":
    case "do":
      return t.nextDo(cycle.dueOn === null ? undefined : dayText(cycle.dueOn, today));
    case "study":
      return t.nextStudy;
    case "act":
      return t.nextAct;
    case "closed":
      if (next !== undefined) return t.adapted(plain(next.title));
      return cycle.decision === "scale" ? t.scaled : t.abandoned;
    default:
      return cycle.stage satisfies never;
  }
}

/** The question that a free text is answered with. Nothing is lost whatever she presses, and if she presses nothing. */
export function draftCard(draft: Draft, open: Cycle[], teamId: string | undefined, confirmed?: string): Card {
  const d = texts.draft;
  const hold = holdOf([draft.text]);
  if (hold !== undefined && hold.mark !== confirmed) return heldDraftCard(draft, hold);
  const drop = { label: d.no, action: { do: "drop-draft" as const, draft: draft.id } };
  const [cycle] = open;
  const quote: Block = { kind: "quote", text: draft.text };
  const small: Block = { kind: "small", text: `${d.kept} ${texts.checkIn.readers}` };
  if (cycle === undefined) {
    const start =
      teamId === undefined
        ? []
        : [
            {
              label: d.openForm,
              action: { do: "start-cycle" as const, team: teamId, draft: draft.id },
              style: "primary" as const,
            },
          ];
    return {
      heading: d.heading,
      blocks: [
        quote,
        { kind: "text", text: teamId === undefined ? d.noTeam : d.noCycle },
        { kind: "buttons", buttons: [...start, drop] },
        small,
      ],
    };
  }
  if (open.length > 1) {
    const choices = open.slice(0, 3).map((one) => ({
      label: shorten(one.title, 30),
      action: { do: "update" as const, cycle: one.id, draft: draft.id },
    }));
    return {
      heading: d.heading,
      blocks: [quote, { kind: "text", text: d.several }, { kind: "buttons", buttons: [...choices, drop] }, small],
    };
  }
  const figures = {
    label: cycle.stage === "do" ? d.addFigures : d.openForm,
    action: { do: "update" as const, cycle: cycle.id, draft: draft.id },
  };
  // The stage that it is asked for goes with it: what she says Record to is not to become an answer to something else.
  const record = (stage: "do" | "study") => ({
    label: d.record,
    action: { do: "record-draft" as const, draft: draft.id, cycle: cycle.id, stage, ...(hold && { mark: hold.mark }) },
    style: "primary" as const,
  });
  return {
    heading: d.heading,
    blocks: [
      quote,
      { kind: "text", text: d.question(plain(cycle.title)) },
      { kind: "buttons", buttons: recordableAsText(cycle) ? [record(cycle.stage), figures, drop] : [figures, drop] },
      small,
    ],
  };
}

/** Held in her own conversation: nobody else has it, and nothing is offered for it until she has looked. */
export function heldDraftCard(draft: Draft, hold: Hold): Card {
  const g = texts.studentGuard;
  return {
    heading: texts.draft.heading,
    blocks: [
      { kind: "quote", text: draft.text },
      { kind: "text", text: holdText(hold) },
      { kind: "small", text: g.heldDraft },
      {
        kind: "buttons",
        buttons: [
          { label: g.confirm, action: { do: "confirm-draft", draft: draft.id, mark: hold.mark } },
          { label: texts.draft.no, action: { do: "drop-draft", draft: draft.id } },
        ],
      },
    ],
  };
}

/**
 * The answer to Record where the cycle has gone on since it was offered: what changed, and the form in which her text
 * stands. Of a cycle that is closed by now, the forms of those that are open: `open`, or the team's next.
 */
export function movedOnCard(draft: Draft, cycle: Cycle, open: Cycle[]): Card {
  const d = texts.draft;
  const closed = cycle.stage === "closed";
  const drop = { label: d.no, action: { do: "drop-draft" as const, draft: draft.id } };
  const start = { label: d.openForm, action: { do: "start-cycle" as const, team: cycle.teamId, draft: draft.id } };
  const choices = (closed ? open.slice(0, 3) : [cycle]).map((one) => ({
    label: closed ? shorten(one.title, 30) : d.openForm,
    action: { do: "update" as const, cycle: one.id, draft: draft.id },
  }));
  return {
    blocks: [
      { kind: "text", text: closed ? d.closed : d.movedOn(texts.stages[cycle.stage]) },
      { kind: "buttons", buttons: [...(choices.length === 0 ? [start] : choices), drop] },
    ],
  };
}

/** In these stages one text is a whole update; a plan and a decision need more than that. */
export function recordableAsText(cycle: Cycle): cycle is Cycle & { stage: "do" | "study" } {
  return cycle.stage === "do" || cycle.stage === "study";
}
