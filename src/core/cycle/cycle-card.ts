import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { SharingLevel } from "../matching/records.js";
import { sharedNowBlocks } from "../matching/share-cards.js";
import { measureBlocks } from "../measure/cards.js";
import { chartBlocks } from "../measure/cycle-charts.js";
import type { Measure } from "../measure/model.js";
import { doNotShare } from "../privacy/do-not-share.js";
import { texts } from "../texts.js";
import type { Block, Button, Card, Fact } from "../ui/card.js";
import { dayText } from "../ui/dates.js";
import { plain } from "../ui/markup.js";
import { shorten } from "../ui/shorten.js";
import { besidePrediction } from "./beside-prediction.js";
import { lineageItems } from "./lineage.js";
import { type Cycle, type CycleUpdate, type PredictionAmendment, planDetails, type SpreadStep } from "./model.js";
import { lastResult, lastUnnamed, pointsOf, predictionText, resultOf, resultText } from "./result.js";
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
  /** How far the closed cycle may be found now. */
  level?: SharingLevel | undefined;
  /** The reader's own latest update, which she may change. */
  own?: string | undefined;
  /** Which plan it began with, and who began with its own: sentences in markup. */
  credits?: string[];
};

const t = texts.status;
const page = texts.cyclePage;

/** So many results are listed, the latest; the picture has them all. */
const pointsShown = 10;

/** Where a cycle stands, and what is on record of it. */
export function cycleCard(record: CycleRecord, today: LocalDate, timeZone: string): Card {
  const { cycle, measures, spread } = record;
  return {
    heading: shorten(cycle.title, 60),
    blocks: [
      ...(cycle.title.length > 60 ? [{ kind: "quote" as const, text: cycle.title }] : []),
      { kind: "facts", facts: factsOf(record, today, timeZone) },
      ...learnedBlocks(record),
      ...resultBlocks(record, today, timeZone),
      ...ofFew(record),
      ...measureBlocks(cycle, measures, today, timeZone),
      ...detailBlocks(cycle),
      ...spreadBlocks(spread, today),
      ...lineageBlocks(record),
      ...(record.credits ?? []).map((text): Block => ({ kind: "small", text })),
      ...buttonsOf(cycle, record.own),
      ...(record.level === undefined ? [] : sharedNowBlocks(cycle.id, record.level)),
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

/** In the words of whoever studied it, the earliest first. */
function learnedBlocks({ updates }: CycleRecord): Block[] {
  const learned = [...updates]
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime())
    .flatMap(({ stage, answers }): Block[] =>
      stage === "study" && typeof answers.learned === "string" && answers.learned !== ""
        ? [{ kind: "quote", text: answers.learned }]
        : [],
    );
  return learned.length === 0 ? [] : [{ kind: "text", text: `**${page.learned}**` }, ...learned];
}

/** The results by day, of a closed cycle beside its prediction too, and the way to all its pictures. */
function resultBlocks(record: CycleRecord, today: LocalDate, timeZone: string): Block[] {
  const { cycle, updates, measures } = record;
  const points = [undefined, ...measures].flatMap((measure) =>
    pointsOf(updates, measure?.id ?? null, timeZone).map((point) => ({ ...point, measure })),
  );
  if (points.length === 0) return [];
  const items = points
    .sort((a, b) => a.observedOn.localeCompare(b.observedOn))
    .flatMap(({ updateId, observedOn, measure }) => {
      const result = resultOf(updates.find(({ id }) => id === updateId)?.answers ?? {});
      const name = measure === undefined ? "" : `${plain(shorten(measure.name, 40))}: `;
      return result === undefined ? [] : [`${dayText(observedOn, today)}: ${name}${resultText(result, measure)}`];
    });
  const earlier = items.length - pointsShown;
  // Of an open cycle a single result stands above, as its last.
  const listed = cycle.stage === "closed" || items.length > 1;
  return [
    ...(listed ? [{ kind: "text" as const, text: `**${page.results}**` }] : []),
    ...(earlier > 0 ? [{ kind: "small" as const, text: page.earlier(earlier) }] : []),
    ...(listed ? [{ kind: "list" as const, items: items.slice(-pointsShown) }] : []),
    ...(cycle.stage === "closed" ? chartBlocks({ ...record, versions: [], timeZone }).slice(0, 1) : []),
    {
      kind: "buttons",
      buttons: [{ label: texts.recorded.seeChart, action: { do: "see-chart", cycle: cycle.id } }],
    },
  ];
}

/** Where one of the results on the card tells about few. */
function ofFew({ updates, measures, lineage, minN }: CycleRecord): Block[] {
  const own = updates.map(({ answers }) => resultOf(answers));
  const line = lineage.length < 2 ? [] : lineage;
  const all = line.map((one) => besidePrediction(one.cycle, one.measures, one.updates)?.result);
  return doNotShare([...own, ...all], [...measures, ...line.flatMap((one) => one.measures)], minN);
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
  // Numbered, each is a line of its own: bullets would be a second mark beside the number.
  return [
    { kind: "text", text: `**${texts.lineage.heading}**` },
    ...items.map((text): Block => ({ kind: "text", text })),
  ];
}

function buttonsOf(cycle: Cycle, own: string | undefined): Block[] {
  const of = { cycle: cycle.id };
  if (cycle.stage === "closed") {
    const buttons: Button[] = [
      ...(cycle.decision === "scale"
        ? [{ label: texts.spread.open, action: { do: "add-spread" as const, ...of }, style: "primary" as const }]
        : []),
      ...(own === undefined
        ? []
        : [{ label: texts.recorded.edit, action: { do: "edit-update" as const, update: own } }]),
    ];
    return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
  }
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

/**
 * A line and a button each: for a team with several open cycles, and to find the closed ones again, whatever became of them.
 * `earlier`: from which of the closed ones on the next card goes; undefined where there are no more.
 */
export function cyclesCard(open: Cycle[], closed: Cycle[], earlier?: number): Card {
  const blocks: Block[] = [];
  for (const cycle of [...open, ...closed]) {
    const end = cycle.decision === null ? texts.stages[cycle.stage] : texts.decisions[cycle.decision];
    blocks.push(
      { kind: "text", text: `**${plain(cycle.title)}**: ${end}` },
      { kind: "buttons", buttons: [{ label: t.seeCycle, action: { do: "see-cycle", cycle: cycle.id } }] },
    );
  }
  if (earlier !== undefined)
    blocks.push({ kind: "buttons", buttons: [{ label: t.earlier, action: { do: "see-cycles", skip: earlier } }] });
  return { heading: t.cyclesHeading, blocks };
}
