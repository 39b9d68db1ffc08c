import { tooLate } from "../core/checkin/plan-check-ins.js";
import { idOf } from "../core/id.js";
import type { OutboxMessage } from "../ports/outbox.js";
import type { Repositories } from "../ports/store.js";
import { skipPrompt } from "./skip-prompt.js";

export const cameTooLate = "came too late";

/**
 * Not to be sent any more. Somebody whose hello is taken back has not been greeted: it goes before her next question. A
 * question that is still open is recorded as not asked, and why.
 */
export async function takeBack(tables: Repositories, message: OutboxMessage, reason: string): Promise<void> {
  const { id, kind, networkId, personId } = message;
  if (!(await tables.outbox.skip(id, reason)) || personId === null) return;
  const scope = { networkId };
  if (kind === "welcome") {
    const person = await tables.roster.person(scope, personId);
    if (person !== undefined) await tables.roster.savePerson(scope, { ...person, welcomedAt: null });
  }
  if (kind === "check-in") {
    const prompt = (await tables.checkIns.openPromptsOf(scope, personId)).find((one) => one.messageId === id);
    // One who said "later" has been asked that day: it is the second time that did not come.
    const first = prompt !== undefined && id === idOf("check-in", prompt.id);
    if (prompt !== undefined)
      await skipPrompt(tables, scope, prompt, first && reason === cameTooLate ? tooLate : reason);
  }
}
