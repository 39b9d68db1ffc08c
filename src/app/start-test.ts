import { started } from "../core/cycle/record-update.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { say } from "./notices.js";
import { replyOnce } from "./once.js";
import { ownCycle } from "./own-cycle.js";
import type { Known } from "./who.js";

/** "We have started": from here on the prediction stays as it is. The first result does the same. */
export async function startTest(app: App, who: Known, key: string, cycleId: string): Promise<Reply> {
  return replyOnce(app, key, async (tables) => {
    const found = await ownCycle(tables, who, cycleId);
    if ("reply" in found) return found.reply;
    const { cycle } = found;
    if (cycle.stage === "plan") return say(texts.recorded.planFirst);
    if (cycle.stage !== "do" || cycle.startedAt !== null) return say(texts.recorded.startedBefore);
    const begun = { ...started(cycle, app.clock.now()), version: cycle.version + 1 };
    // Nobody else writes inside this transaction: a false here is a fault, and nothing must be kept.
    if (!(await tables.cycles.save(who.scope, begun, cycle.version))) throw new Error("the cycle changed meanwhile");
    return say(texts.recorded.started);
  });
}
