import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { measureBlocks } from "../measure/cards.js";
import type { Measure } from "../measure/model.js";
import { isForTeamOnly } from "../privacy/outside.js";
import { texts } from "../texts.js";
import { smallCellTexts } from "../texts-small-cells.js";
import type { Block, Button, Card, Fact } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { besidePrediction } from "./beside-prediction.js";
import { lineageItems } from "./lineage.js";
import { type Cycle, type CycleUpdate, type PredictionAmendment, planDetails, type SpreadStep } from "./model.js";
import { lastResult, lastUnnamed, predictionText, type Result, resultText } from "./result.js";
import { spreadBlocks } from "./spread.js";

/** Everything that is on record of one cycle, for members of its team. */
export type CycleRecord = {
  cycle: Cycle;
  updates: CycleUpdate[];
  measures: Measure[];
  /** The network's smallest group that may be shown outside. */
  minN: number;
  amendments: PredictionAmendment[];
  spread: SpreadStep[];
  /** The tests that it came from and led to, itself among them; each with its updates. */
  lineage: { cycle: Cycle; updates: CycleUpdate[]; measures: Measure[] }[];
};

const t = texts.status;

/** Where a cycle stands, and what is on record of it. */
export function cycleCard(record: CycleRecord, today: LocalDate, timeZone: string): Card {
  const { cycle, measures, spread } = record;
  return {
    heading: shorten(cycle.title, 60),
    blocks: [
      ...(cycle.title.length > 60 ? [{ kind: "quote" as const, text: cycle.title }] : []),
      { kind: "facts", facts: factsOf(record, today, timeZone) },
      ...doNotShare(record),
      ...measureBlocks(cycle, measures, today, timeZone),
      ...detailBlocks(cycle),
      ...spreadBlocks(spread, today),
      ...lineageBlocks(record),
      ...buttonsOf(cycle),
    ],
  };
}

function factsOf({ cycle, updates, measures, amendments }: CycleRecord, today: LocalDate, timeZone: string): Fact[] {
  const prediction = predictionText(cycle);
  const results = [undefined, ...measures].flatMap((measure): Fact[] => {
    const last = measure === undefined ? lastUnnamed(updates) : lastResult(updates, measure.id);
    if (last === undefined) return [];
    return [
      { label: measure === undefined ? t.result : shorten(measure.name, 40), value: resultText(last.result, measure) },
    ];
  });
  return [
    { label: t.stage, value: texts.stages[cycle.stage] },
    ...(cycle.question === null ? [] : [{ label: t.question, value: cycle.question }]),
    ...(prediction === undefined ? [] : [{ label: t.predicted, value: prediction }]),
    ...amendments.map(({ prediction: now, why, at }) => ({
      label: texts.amend.label(dayText(localDateOf(at, timeZone), today)),
      value: `${now} (${why === "" ? texts.mine.tombstone : why})`,
    })),
    ...results,
    ...(cycle.dueOn === null ? [] : [{ label: t.due, value: dayText(cycle.dueOn, today) }]),
    ...(cycle.decision === null ? [] : [{ label: t.decision, value: texts.decisions[cycle.decision] }]),
    ...(cycle.reason === null ? [] : [{ label: t.why, value: cycle.reason }]),
  ];
}

/** Where one of the results on the card tells about few. */
function doNotShare({ updates, measures, lineage, minN }: CycleRecord): Block[] {
  const isSmall = (one: { result: Result } | undefined, of: Measure[]) =>
    one !== undefined && isForTeamOnly(one.result, of, minN);
  const small =
    [lastUnnamed(updates), ...measures.map(({ id }) => lastResult(updates, id))].some((one) =>
      isSmall(one, measures),
    ) ||
    (lineage.length > 1 &&
      lineage.some((one) => isSmall(besidePrediction(one.cycle, one.measures, one.updates), one.measures)));
  return small ? [{ kind: "small", text: smallCellTexts.doNotShare }] : [];
}

function detailBlocks({ details }: Cycle): Block[] {
  const items = planDetails.flatMap((name) => {
    const words = details[name];
    return words === undefined ? [] : [`**${texts.details.labels[name]}** ${plain(words)}`];
  });
  if (details.kitchenSize !== undefined) items.push(`**${texts.details.kitchenSize}** ${details.kitchenSize}`);
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

function lineageBlocks({ lineage }: CycleRecord): Block[] {
  if (lineage.length < 2) return [];
  const items = lineageItems(lineage);
  return [
    { kind: "text", text: `**${texts.lineage.heading}**` },
    { kind: "list", items },
  ];
}

function buttonsOf(cycle: Cycle): Block[] {
  const of = { cycle: cycle.id };
  const spread: Button = { label: texts.spread.open, action: { do: "add-spread", ...of } };
  if (cycle.stage === "closed")
    return cycle.decision === "scale" ? [{ kind: "buttons", buttons: [{ ...spread, style: "primary" }] }] : [];
  const started = cycle.predictionLockedAt !== null;
  const start: Button[] =
    cycle.stage === "do" && !started ? [{ label: texts.recorded.start, action: { do: "start-test", ...of } }] : [];
  const amend: Button[] = started ? [{ label: texts.amend.open, action: { do: "amend", ...of } }] : [];
  return [
    {
      kind: "buttons",
      buttons: [
        { label: t.oneStep, action: { do: "update", ...of }, style: "primary" },
        ...start,
        ...amend,
        { label: texts.measure.another, action: { do: "add-measure", ...of } },
        { label: texts.details.open, action: { do: "plan-details", ...of } },
      ],
    },
  ];
}

/** A line and a button each: for a team with several open cycles, and to find the closed ones again, whatever became of them. */
export function cyclesCard(open: Cycle[], closed: Cycle[]): Card {
  const blocks: Block[] = [];
  for (const cycle of [...open, ...closed]) {
    const end = cycle.decision === null ? texts.stages[cycle.stage] : texts.decisions[cycle.decision];
    blocks.push(
      { kind: "text", text: `**${plain(cycle.title)}**: ${end}` },
      { kind: "buttons", buttons: [{ label: t.seeCycle, action: { do: "see-cycle", cycle: cycle.id } }] },
    );
  }
  return { heading: t.cyclesHeading, blocks };
}
