import type { Nudge } from "./model.js";

/** Whoever answers by an update does so within this many days. */
export const answeredWithinDays = 14;

/**
 * The nudge with an answer. What was answered before stays in front of it, a blank line between; undefined where it says
 * what was said last: the same form sent twice.
 */
export function answerNudge(nudge: Nudge, words: string, now: Date): Nudge | undefined {
  const before = nudge.answer;
  if (before === words || before?.endsWith(`\n\n${words}`)) return undefined;
  return { ...nudge, answer: before === null || before === "" ? words : `${before}\n\n${words}`, answeredAt: now };
}

/** Those of these nudges that an update of this person answers, marked so: the same cycle, or the first one that was asked for. */
export function answeredByUpdate(
  nudges: readonly Nudge[],
  update: { personId: string; cycleId: string; begins: boolean },
  now: Date,
): Nudge[] {
  const { personId, cycleId, begins } = update;
  return nudges
    .filter((one) => one.toId === personId && one.answeredAt === null)
    .filter((one) => one.cycleId === cycleId || (one.cycleId === null && begins))
    .map((one) => ({ ...one, answeredAt: now }));
}

/**
 * The nudge without her words; that she answered stays. And the answer as it stood each time she sent some of it, by which the
 * messages are known that told it.
 */
export function withoutAnswer(nudge: Nudge): { nudge: Nudge; told: string[] } {
  const parts = (nudge.answer ?? "").split("\n\n");
  return { nudge: { ...nudge, answer: "" }, told: parts.map((_, index) => parts.slice(0, index + 1).join("\n\n")) };
}
