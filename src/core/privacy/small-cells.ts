import type { Measure, Point } from "../measure/model.js";

/**
 * What of a measure's results may be shown outside of the owning team: to program managers, guests, other districts. They
 * are one audience here, since they talk to each other. Why it is this way: docs/decisions/012-small-cells.md.
 *
 * Guarantee: whoever sees everything that was ever shown of a measure, knows these rules and even knows how many people
 * each result is about, cannot tell the result of a group smaller than `smallest`: not from one result, nor from the
 * difference of any two; that with `addsUp` false on the team's word. Not guaranteed: sums of three or more results of one measure, the same people in another measure
 * or cycle, and what somebody writes in words (see figures-in-text.ts).
 */

/**
 * `smallest`: the smallest group whose result may be shown. `addsUp`: a later result may be an earlier one with some more
 * people in it (20 of 40, then 22 of 45), which is taken for granted unless the team has said that each is a new look.
 */
export type CellRule = { smallest: number; addsUp: boolean } & Pick<Measure, "unit" | "unitName">;

export type Result = Pick<Point, "value" | "count" | "n" | "observedOn">;

/**
 * One version of a result. A history has all of one measure's, in the order in which they were recorded: an edit is a
 * further entry with the same `updateId`. `result` null: it was taken back. Versions that were replaced before anything
 * could be shown outside may be left out.
 */
export type Recorded = { updateId: string; result: Result | null };

export type Withheld =
  /** Fewer people than `smallest`. */
  | "too few"
  /** Nobody said how many people it is about. */
  | "how many is not known"
  /** Beside a result that was shown before, it would tell about the few by whom the groups differ. */
  | "close to an earlier one"
  /** Beside a total, it would tell what another part is that is too small. */
  | "beside a total"
  /** A correction of what was shown, so small that it would tell about few. */
  | "small correction";

/**
 * `figure`: as recorded. `about`: in percent, to the nearest 5, without how many: few of the group did, or few did not.
 * `at most`, `at least`: the ends of the scale, 5 % and 95 %, further in for groups of less than twenty.
 */
export type Outside =
  | { shown: "figure"; value: number; count: number | null; n: number | null }
  | { shown: "about"; percent: number }
  | { shown: "at most" | "at least"; percent: number; n: number }
  | { shown: "withheld"; why: Withheld };

/** In percent. */
export const roundedTo = 5;

/** An end of the scale is so wide that it holds two counts: 5 % of twelve would be nobody, and tell about each of them. */
const ends = [5, 10, 20, 50];

/** The network's `minN` is about students; of adults, surveys of three and more are shown (landscape: California). */
const fewestAdults = 3;

export function cellRule(measure: Pick<Measure, "unit" | "unitName" | "about">, minN: number, addsUp = true): CellRule {
  const { unit, unitName, about } = measure;
  return { smallest: about === "students" ? minN : fewestAdults, addsUp, unit, unitName };
}

/**
 * What each entry of a history shows outside, in its order; null where one takes a result back. An entry is judged by those
 * before it alone, so that nothing that was shown has to be unsaid because of what comes later.
 */
export function shownOutside(history: Recorded[], rule: CellRule): (Outside | null)[] {
  const before: ShownBefore[] = [];
  return history.map(({ updateId, result }) => {
    if (result === null) return null;
    const size = sizeOf(result, rule);
    const outside = judged({ updateId, result, size }, before, rule);
    if (outside.shown !== "withheld" && size !== null) before.push({ updateId, result, size, outside });
    return outside;
  });
}

/** What is to be seen outside now, by update; what was taken back is not in it. */
export function nowOutside(history: Recorded[], rule: CellRule): Map<string, Outside> {
  const now = new Map<string, Outside>();
  shownOutside(history, rule).forEach((outside, index) => {
    const id = history[index]?.updateId ?? "";
    if (outside === null) now.delete(id);
    else now.set(id, outside);
  });
  return now;
}

/** Inside of the team everything is shown, and this is marked "do not share": by itself it is not for the outside. */
export function isSmall(result: Result, rule: CellRule): boolean {
  return judged({ updateId: "", result, size: sizeOf(result, rule) }, [], rule).shown !== "figure";
}

type ShownBefore = { updateId: string; result: Result; size: number; outside: Outside };

/**
 * What does not depend on the counts is asked first: a result that is withheld says nothing about them, not even to those
 * who know the sizes of the groups.
 */
function judged(
  { updateId, result, size }: { updateId: string; result: Result; size: number | null },
  before: ShownBefore[],
  rule: CellRule,
): Outside {
  const { value, count, n } = result;
  if (size === null) {
    return countsThings(rule) ? { shown: "figure", value, count, n } : withheld("how many is not known");
  }
  if (size < rule.smallest) return withheld("too few");
  const compared = rule.addsUp ? before : before.filter((one) => isVersionOf({ updateId, result }, one));
  if (compared.some((one) => one.size !== size && Math.abs(one.size - size) < rule.smallest)) {
    return withheld("close to an earlier one");
  }
  const outside = byItself(result, rule);
  const versions = before.filter((one) => one.size === size && isVersionOf({ updateId, result }, one));
  return versions.some((one) => isSmallCorrection({ result, outside }, one, rule))
    ? withheld("small correction")
    : outside;
}

/** The same result again: an edit of it, or one that was taken back and recorded anew for the same day. */
function isVersionOf(one: { updateId: string; result: Result }, earlier: ShownBefore): boolean {
  return one.updateId === earlier.updateId || one.result.observedOn === earlier.result.observedOn;
}

/**
 * Judged by what is seen alone: if a change were shown because the counts behind two coded results are far apart, that
 * would tell the counts. An average that changes tells about the one whose result was corrected.
 */
function isSmallCorrection(now: { result: Result; outside: Outside }, earlier: ShownBefore, rule: CellRule): boolean {
  if (isSame(now.outside, earlier.outside)) return false;
  const [after, before] = [countOf(now.result, rule), countOf(earlier.result, rule)];
  if (now.outside.shown !== "figure" || earlier.outside.shown !== "figure") return true;
  return after === null || before === null || Math.abs(after - before) < rule.smallest;
}

function isSame(one: Outside, other: Outside): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A result of a group that is large enough: is it one of few people inside of it? */
function byItself(result: Result, rule: CellRule): Outside {
  const { value, count, n } = result;
  const counted = countOf(result, rule);
  if (counted === null || n === null) return { shown: "figure", value, count, n };
  const few = counted < rule.smallest || n - counted < rule.smallest;
  if (rule.unit === "number") return few ? withheld("too few") : { shown: "figure", value, count, n };
  const percent = count === null ? value : (100 * count) / n;
  const end = ends.find((one) => one * n >= 100) ?? 50;
  if (percent <= end) return { shown: "at most", percent: end, n };
  if (percent >= 100 - end) return { shown: "at least", percent: 100 - end, n };
  return few
    ? { shown: "about", percent: Math.round(percent / roundedTo) * roundedTo }
    : { shown: "figure", value, count, n };
}

/** How many people the result is about; null where nobody said, or where it counts no people. */
function sizeOf({ value, n }: Result, rule: CellRule): number | null {
  if (n !== null) return n;
  return rule.unit === "number" && countsPeople(rule) ? value : null;
}

/** How many of the n it was true of; null where the value is no share of them, such as minutes or an average. */
function countOf({ value, count, n }: Result, rule: CellRule): number | null {
  if (n === null) return null;
  if (count !== null) return count;
  if (rule.unit === "percent") return (value * n) / 100;
  const mayBeHeads = rule.unitName === null && Number.isInteger(value) && value >= 0 && value <= n;
  return countsPeople(rule) || mayBeHeads ? value : null;
}

const people =
  /^(?:students?|pupils?|learners?|children|child|kids?|girls?|boys?|people|persons?|adults?|teachers?|staff|educators?|coaches|coach|aides?|principals?|parents?|families|family|readers?|graders?|estudiantes?|alumn[oa]s?|niñ[oa]s?|maestr[oa]s?|personas?|familias?)$/;
const things =
  /^(?:minutes?|mins?|hours?|days?|weeks?|lessons?|sessions?|meetings?|visits?|observations?|walk-?throughs?|classes|classrooms?|schools?|times|periods?|units?|cycles?|calls?|conferences?|minutos?|horas?|días?|semanas?|clases|lecciones|sesiones|escuelas)$/;

/** "English learners" counts people; its last word says so. */
function countsPeople({ unitName }: CellRule): boolean {
  return people.test(lastWord(unitName));
}

/** Minutes, lessons and classrooms are nobody's result. */
function countsThings({ unit, unitName }: CellRule): boolean {
  return unit === "number" && things.test(lastWord(unitName));
}

function lastWord(text: string | null): string {
  return (text ?? "").normalize("NFC").toLowerCase().trim().split(/\s+/).at(-1) ?? "";
}

function withheld(why: Withheld): Outside {
  return { shown: "withheld", why };
}
