import type { CheckInPrompt } from "../core/checkin/model.js";
import { answered } from "../core/checkin/settle-prompt.js";
import type { CycleUpdate } from "../core/cycle/model.js";
import type { RecordedUpdate } from "../core/cycle/record-update.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import { questionAbout } from "./question.js";
import { leftOf, rewriteQuestion } from "./rewrite-question.js";
import type { Known } from "./who.js";

/**
 * Settles every question that a recorded update answers: the one she pressed, and her others about the same cycle
 * that are still open, so that nobody is asked what she has just said. What she said she would do and has not spoken of
 * is asked on. True when one of them now shows `card`.
 */
export async function settlePrompts(
  tables: Repositories,
  who: Known,
  { cycle, update }: RecordedUpdate,
  card: Card,
  pressed: string | undefined,
  now: Date,
): Promise<boolean> {
  const open = await tables.checkIns.openPromptsOf(who.scope, who.person.id);
  const about = open.filter((one) =>
    one.cycleId === null ? one.teamId === cycle.teamId : one.cycleId === cycle.id || one.id === pressed,
  );
  if (pressed !== undefined && !about.some((one) => one.id === pressed)) {
    const prompt = await tables.checkIns.prompt(who.scope, pressed);
    if (prompt?.personId === who.person.id) about.push(prompt);
  }
  let shown = false;
  for (const prompt of about) {
    if (await asksOn(tables, who, prompt, update, now)) continue;
    const settled = answered(prompt, card, `${update.id}:${update.version}`, now);
    await tables.checkIns.savePrompt(who.scope, settled.prompt);
    if ((await enqueue(tables, who.scope, settled.effects, now)) > 0) shown = true;
  }
  return shown;
}

/**
 * Whether the question still asks about commitments, and that alone: the cycle's part of it is answered. One that was about
 * nothing else stays as it is.
 */
async function asksOn(
  tables: Repositories,
  who: Known,
  prompt: CheckInPrompt,
  { id, version }: CycleUpdate,
  now: Date,
): Promise<boolean> {
  if (who.district === undefined || (prompt.state !== "asked" && prompt.state !== "later")) return false;
  const rest: CheckInPrompt = { ...prompt, cycleId: null, part: "commitment" };
  const about = await questionAbout(tables, who.scope, rest, who.district, now);
  const card = leftOf(rest, about);
  if (card === undefined) return false;
  if (prompt.cycleId === null && prompt.part === "commitment") return true;
  await tables.checkIns.savePrompt(who.scope, rest);
  // Where it was put off, its card says when it is asked again, and that holds.
  if (prompt.state === "asked")
    await rewriteQuestion(tables, who.scope, rest, { card, about }, `${id}:${version}`, now);
  return true;
}
