import { amendForm, amendmentFrom, checkAmendment } from "../core/cycle/amend.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { keepForm, say } from "./notices.js";
import { formOnce } from "./once.js";
import { ownCycle } from "./own-cycle.js";
import { publishDigest } from "./publish-digest.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

/** The form for what is expected now. Before the test starts the prediction itself can be changed. */
export function showAmendForm(app: App, who: Known, cycleId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, cycleId);
    if ("reply" in found) return found.reply;
    if (found.cycle.predictionLockedAt === null) return say(texts.amend.tooEarly);
    if (found.cycle.stage === "closed") return say(texts.settled.cycleClosed);
    return { kind: "show-form", form: amendForm(found.cycle), context: { cycle: cycleId } };
  });
}

export async function amendPrediction(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const found = await ownCycle(tables, who, submitted.context.cycle);
    if ("reply" in found) return found.reply;
    const { cycle } = found;
    if (cycle.predictionLockedAt === null) return keepForm(texts.amend.tooEarly);
    if (cycle.stage === "closed") return keepForm(texts.settled.cycleClosed);
    const measures = await tables.cycles.measuresOf(who.scope, [cycle.id]);
    const read = readSubmitted(amendForm(cycle), submitted, (answers) => checkAmendment(answers, measures));
    if ("reply" in read) return read.reply;
    const amendment = amendmentFrom(read.answers, submitted.key, cycle, who.person.id, now);
    await tables.cycles.addAmendment(who.scope, amendment);
    // This week's digest says it, where there is one.
    await publishDigest(tables, who.scope, found.team, now, now);
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text: texts.amend.saved }] } };
  });
}
