import type { CheckInPrompt } from "../core/checkin/model.js";
import { movedTo } from "../core/checkin/settle-prompt.js";
import type { District } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { enqueue } from "./enqueue.js";

/** A question that she put off is asked on another day than she was told: the record and what she was told follow. */
export async function moveLater(
  tables: Repositories,
  scope: Scope,
  prompt: CheckInPrompt,
  againAt: Date,
  district: District,
  now: Date,
): Promise<void> {
  const moved = movedTo(prompt, againAt, district);
  await tables.checkIns.savePrompt(scope, moved.prompt);
  await enqueue(tables, scope, moved.effects, now);
}
