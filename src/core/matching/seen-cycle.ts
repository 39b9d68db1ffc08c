import { besidePrediction, cameToText, verdictText } from "../cycle/beside-prediction.js";
import type { CycleUpdate, PlanDetail } from "../cycle/model.js";
import { predictionText } from "../cycle/result.js";
import type { ChartSource } from "../measure/cycle-charts.js";
import { type SeenOutside, seenOutside } from "../privacy/outside.js";
import { nameOutside, predictionOutside, wordsOutside } from "../privacy/outside-words.js";
import { outsideText } from "../privacy/small-cells-text.js";
import { texts } from "../texts.js";
import type { Block } from "../ui/card.js";
import { plain } from "../ui/markup.js";
import type { Access } from "./findable.js";
import type { Sought } from "./search.js";

/**
 * What of a plan goes to another district. Not among it: who, where and when, the roles, and who is for it, which tell about
 * people and places; nor what serves another collaboration's aim.
 */
export const sharedDetails = ["hypothesis", "hard", "enablers", "barriers"] as const satisfies readonly PlanDetail[];

/**
 * One cycle as this reader sees it: her own team's as it is, every other one as the outside sees it, without figures about few.
 * Searched is just this, so that a word which is not shown cannot be found either.
 */
export type SeenCycle = {
  id: string;
  access: Access;
  title: string;
  question: string | undefined;
  prediction: string | undefined;
  details: { name: (typeof sharedDetails)[number]; words: string }[];
  /** The result of what was predicted, in markup; undefined where there is none. */
  result: string | undefined;
  learned: Block[];
  reason: Block[];
  /** Labels of the problem's topics, as its team confirmed them. */
  topics: string[];
};

/** `topics`: labels. */
export function seenCycle(record: ChartSource, access: Access, topics: readonly string[]): SeenCycle {
  const { cycle, minN } = record;
  const updates = record.updates.filter(({ deletedAt }) => deletedAt === null);
  const own = access === "own";
  const seen = seenOutside(record);
  const named = (text: string) => (own ? text : nameOutside(text, minN));
  const hoped = (text: string) => (own ? text : predictionOutside(text, minN));
  const said = (text: string, of: Pick<CycleUpdate, "id">): Block =>
    own ? { kind: "quote", text } : wordsOutside(text, of, seen);
  const prediction = predictionText(cycle);
  return {
    id: cycle.id,
    access,
    title: named(cycle.title),
    question: cycle.question === null ? undefined : hoped(cycle.question),
    prediction: prediction === undefined ? undefined : hoped(prediction),
    details: sharedDetails.flatMap((name) => {
      const words = cycle.details[name];
      return words === undefined ? [] : [{ name, words: name === "hypothesis" ? hoped(words) : named(words) }];
    }),
    result: own ? ownResult({ ...record, updates }) : resultOutside({ ...record, updates }, seen),
    learned: updates.flatMap((update) => {
      const { learned } = update.answers;
      return update.stage === "study" && typeof learned === "string" && learned !== "" ? [said(learned, update)] : [];
    }),
    // It speaks of all of the cycle's results, whichever update closed it.
    reason: cycle.reason === null ? [] : [said(cycle.reason, { id: cycle.id })],
    topics: [...topics],
  };
}

function ownResult({ cycle, measures, updates }: ChartSource): string | undefined {
  const last = besidePrediction(cycle, measures, updates);
  return last && cameToText(last, measures);
}

/** Whether it came as predicted is said only where the figure itself may be shown. */
function resultOutside({ cycle, measures, updates, minN }: ChartSource, seen: SeenOutside): string | undefined {
  const last = besidePrediction(cycle, measures, updates);
  const shown = last && seen.results.get(last.update.id);
  if (last === undefined || shown === undefined) return undefined;
  const { text, isFigure } = outsideText(shown.outside, shown.rule);
  if (!isFigure) return text;
  const verdict = shown.outside.shown === "figure" ? verdictText(last.verdict) : undefined;
  const of = last.measure === undefined ? undefined : plain(nameOutside(last.measure.name, minN));
  return texts.checkIn.cameTo(plain(text), verdict, of);
}

export function soughtIn(one: SeenCycle): Sought {
  const quoted = (blocks: readonly Block[]) => blocks.flatMap((each) => (each.kind === "quote" ? [each.text] : []));
  return {
    id: one.id,
    title: one.title,
    topics: one.topics.join(" "),
    question: one.question ?? "",
    plan: [one.prediction ?? "", ...one.details.map(({ words }) => words)].join("\n"),
    learned: quoted(one.learned).join("\n"),
    reason: quoted(one.reason).join("\n"),
  };
}

/** What a team's next plan begins with: the change idea, the question and what may be said of the plan, never its prediction. */
export function planFrom(one: SeenCycle): { change: string; question: string | null; details: SeenCycle["details"] } {
  return { change: one.title, question: one.question ?? null, details: one.details };
}
