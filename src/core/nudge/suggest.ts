import { daysBetween } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import type { Cycle } from "../cycle/model.js";
import { texts } from "../texts.js";
import { dayText } from "../ui/dates.js";
import { shorten } from "../ui/shorten.js";

/** A convening further away than this is no reason to write today. */
const soonDays = 14;

/**
 * What a program manager might write: the next step of what these people work on, one sentence or two. `cycles`: what each of
 * them would be nudged about, undefined where her team has no open cycle. Of several cycles only what they have in common
 * is named. `convenings`: when each of their teams meets next, where that is known.
 */
export function suggestedText(
  cycles: readonly (Pick<Cycle, "id" | "title" | "stage"> | undefined)[],
  convenings: readonly (LocalDate | undefined)[],
  today: LocalDate,
): string {
  const sentence = step(cycles);
  const [first] = convenings;
  const together = first !== undefined && convenings.every((one) => one === first);
  if (!together || daysBetween(today, first) < 1 || daysBetween(today, first) > soonDays) return capital(sentence);
  return texts.nudge.before(dayText(first, today)) + sentence;
}

function step(cycles: readonly (Pick<Cycle, "id" | "title" | "stage"> | undefined)[]): string {
  const t = texts.nudge.steps;
  const [first] = cycles;
  if (cycles.every((one) => one === undefined)) return t.none;
  if (first === undefined || !cycles.every((one) => one?.stage === first.stage)) return t.mixed;
  const same = cycles.every((one) => one?.id === first.id) && first.title.trim() !== "";
  const title = same ? `“${shorten(first.title, 80)}”` : texts.nudge.yourCycle;
  return first.stage === "closed" ? t.none : t[first.stage](title);
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
