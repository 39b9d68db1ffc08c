import { checkInCard, type QuestionAbout, reminderCard } from "../core/checkin/cards.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import { partlyAnswered, reminderId } from "../core/checkin/settle-prompt.js";
import { texts } from "../core/texts.js";
import type { Block, Card } from "../core/ui/card.js";
import type { Repositories, Scope } from "../ports/store.js";
import { enqueue } from "./enqueue.js";

/** What the question still asks; undefined where nothing is left. Of a cycle that is closed nobody is asked any more. */
export function leftOf(prompt: CheckInPrompt, about: QuestionAbout): Card | undefined {
  const cycle = about.cycle?.stage === "closed" ? undefined : about.cycle;
  const plans = prompt.cycleId === null && prompt.part !== "commitment";
  if (about.commitments.length === 0 && cycle === undefined && !plans) return undefined;
  const part = cycle === undefined && !plans ? "commitment" : prompt.part;
  return checkInCard({ ...prompt, part }, { ...about, cycle });
}

/**
 * What is left of a question, and of its reminder, stands where the whole of it stood. One that waits is never sent as it
 * was; what was kept back from her and is said below it stays there. `revision` names what was taken out of it.
 */
export async function rewriteQuestion(
  tables: Repositories,
  scope: Scope,
  prompt: CheckInPrompt,
  { card, about }: { card: Card; about: QuestionAbout },
  revision: string,
  now: Date,
): Promise<void> {
  const network = { networkId: scope.networkId };
  const reminder = reminderCard(prompt, about.cycle);
  const places: [string | null, Card][] = [
    [prompt.messageId, card],
    [reminderId(prompt.id), reminder],
  ];
  for (const [messageId, left] of places) {
    const message = messageId === null ? undefined : await tables.outbox.find(network, messageId);
    if (message?.state === "pending")
      await tables.outbox.forget(network, message.id, (before) => ({
        ...left,
        blocks: [...left.blocks, ...belowQuestion(before)],
      }));
    else await enqueue(tables, network, partlyAnswered({ messageId }, left, revision), now);
  }
}

function belowQuestion({ blocks }: Card): Block[] {
  const last = blocks.findLastIndex((one) => one.kind === "small" && one.text === texts.checkIn.readers);
  return last < 0 ? [] : blocks.slice(last + 1);
}
