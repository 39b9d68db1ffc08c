import type { CheckInPrompt } from "../core/checkin/model.js";
import type { Repositories, Scope } from "../ports/store.js";

/** It will not be asked, or not once more, and `reason` says why: wherever a question is let go, it is let go here. */
export function skipPrompt(tables: Repositories, scope: Scope, prompt: CheckInPrompt, reason: string): Promise<void> {
  return tables.checkIns.savePrompt(scope, { ...prompt, state: "skipped", reason, againAt: null, remindAt: null });
}
