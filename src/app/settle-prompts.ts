import { answered } from "../core/checkin/settle-prompt.js";
import type { RecordedUpdate } from "../core/cycle/record-update.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { enqueue } from "./enqueue.js";
import type { Known } from "./who.js";

/**
 * Settles every question that a recorded update answers: the one she pressed, and her others about the same cycle
 * that are still open, so that nobody is asked what she has just said. True when one of them now shows `card`.
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
    const settled = answered(prompt, card, `${update.id}:${update.version}`, now);
    await tables.checkIns.savePrompt(who.scope, settled.prompt);
    if ((await enqueue(tables, who.scope, settled.effects, now)) > 0) shown = true;
  }
  return shown;
}
