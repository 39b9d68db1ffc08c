import { localDateOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { CycleUpdate, CycleUpdateVersion } from "../cycle/model.js";
import { type Result as CycleResult, resultOf } from "../cycle/result.js";
import type { Measure } from "../measure/model.js";
import type { Answers } from "../ui/form.js";
import { type CellRule, cellRule, isSmall, nowOutside, type Outside, type Recorded } from "./small-cells.js";

/**
 * All that was ever recorded of one cycle. What the outside sees of it follows from this alone. `versions`: of those updates
 * that were changed, every one. `minN`: the network's smallest group of students that may be shown.
 */
export type CycleHistory = {
  updates: readonly CycleUpdate[];
  versions: readonly CycleUpdateVersion[];
  measures: readonly Measure[];
  minN: number;
  timeZone: string;
};

export type SeenResult = { outside: Outside; rule: CellRule; measure: Measure | undefined; observedOn: LocalDate };

/** The results of one cycle as they are to be seen outside now, by update. Who counted nothing is not in it. */
export type SeenOutside = { results: ReadonlyMap<string, SeenResult>; minN: number };

/**
 * Each measure's results, with every version of them, go through `shownOutside`. A result that was moved to another measure
 * is taken back where it was. Not guaranteed: that a result is held against one whose figures were erased.
 */
export function seenOutside(history: CycleHistory): SeenOutside {
  const { minN, measures } = history;
  const results = new Map<string, SeenResult>();
  for (const [measureId, entries] of seriesOf(history)) {
    const measure = measures.find(({ id }) => id === measureId);
    const rule = ruleOf(measure, unitOf(entries), minN);
    const now = nowOutside(
      entries.map((entry) => recorded(entry, rule)),
      rule,
    );
    for (const { update, result } of entries) {
      if (result === null) results.delete(update.id);
      else {
        const outside = now.get(update.id) ?? { shown: "withheld", why: "how many is not known" };
        results.set(update.id, { outside, rule, measure, observedOn: result.observedOn });
      }
    }
  }
  return { results, minN };
}

/** The rule for one result by itself; results that name no measure are taken for students'. */
export function ruleOf(measure: Measure | undefined, unit: Measure["unit"], minN: number): CellRule {
  return measure === undefined
    ? cellRule({ unit, unitName: null, about: "students" }, minN)
    : cellRule(measure, minN, measure.addsUp);
}

type Entry = { update: CycleUpdate; result: (CycleResult & { observedOn: LocalDate }) | null };

/** Results by measure, each in the order in which they were recorded. */
function seriesOf({ updates, versions, timeZone }: CycleHistory): Map<string | null, Entry[]> {
  const series = new Map<string | null, Entry[]>();
  const now = new Map<string, string | null>();
  const add = (measureId: string | null, entry: Entry) => {
    const entries = series.get(measureId);
    if (entries === undefined) series.set(measureId, [entry]);
    else entries.push(entry);
  };
  for (const { update, answers } of inOrderOfRecording(updates, versions)) {
    const result = resultOf(answers);
    const before = now.get(update.id);
    if (before !== undefined && before !== result?.measureId) add(before, { update, result: null });
    if (result === undefined) {
      now.delete(update.id);
      continue;
    }
    const observedOn = result.observedOn ?? localDateOf(update.recordedAt, timeZone);
    add(result.measureId, { update, result: { ...result, observedOn } });
    now.set(update.id, result.measureId);
  }
  return series;
}

function inOrderOfRecording(updates: readonly CycleUpdate[], versions: readonly CycleUpdateVersion[]) {
  const changed = new Map<string, CycleUpdateVersion[]>();
  for (const version of versions) changed.set(version.updateId, [...(changed.get(version.updateId) ?? []), version]);
  return updates
    .flatMap((update): { update: CycleUpdate; answers: Answers; at: Date; version: number }[] => {
      const all = changed.get(update.id) ?? [{ answers: update.answers, at: update.recordedAt, version: 1 }];
      const { deletedAt, version } = update;
      const gone = deletedAt === null ? [] : [{ answers: {}, at: deletedAt, version: version + 1 }];
      return [...all, ...gone].map((one) => ({ update, answers: one.answers, at: one.at, version: one.version }));
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.version - b.version);
}

/** Without a measure: that of the first result that says of how many. Until there is one, none of them is shown. */
function unitOf(entries: readonly Entry[]): Measure["unit"] {
  const results = entries.flatMap(({ result }) => result ?? []);
  return (results.find(({ outOf }) => outOf !== null) ?? results[0])?.unit ?? "percent";
}

/** A result in another unit than its series cannot be held against the others and is not shown. */
function recorded({ update, result }: Entry, rule: CellRule): Recorded {
  if (result === null || result.unit !== rule.unit) return { updateId: update.id, result: null };
  const { figure: value, count, outOf: n, observedOn } = result;
  return { updateId: update.id, result: { value, count, n, observedOn } };
}

/** Whether a result is by itself none for the outside: the team sees it marked "do not share". */
export function isForTeamOnly(result: CycleResult, measures: readonly Measure[], minN: number): boolean {
  const { figure: value, count, outOf: n, observedOn, unit } = result;
  const measure = measures.find(({ id }) => id === result.measureId);
  return isSmall({ value, count, n, observedOn: observedOn ?? "" }, ruleOf(measure, unit, minN));
}
