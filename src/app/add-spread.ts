import { localDateOf } from "../core/calendar/local.js";
import { checkSpread, spreadForm, spreadFrom } from "../core/cycle/spread.js";
import { texts } from "../core/texts.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { formOnce } from "./once.js";
import { ownCycle } from "./own-cycle.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

/** The form for one entry of a cycle's spread ledger. */
export function showSpreadForm(app: App, who: Known, cycleId: string): Promise<Reply> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, cycleId);
    if ("reply" in found) return found.reply;
    const ledger = await view.cycles.spreadOf(who.scope, [cycleId]);
    return { kind: "show-form", form: spreadForm(found.cycle, ledger, today), context: { cycle: cycleId } };
  });
}

export async function addSpread(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const today = localDateOf(now, who.timeZone);
  return formOnce(app, submitted.key, async (tables) => {
    const found = await ownCycle(tables, who, submitted.context.cycle);
    if ("reply" in found) return found.reply;
    const ledger = await tables.cycles.spreadOf(who.scope, [found.cycle.id]);
    const form = spreadForm(found.cycle, ledger, today);
    const read = readSubmitted(form, submitted, (answers) => checkSpread(answers, today));
    if ("reply" in read) return read.reply;
    const step = spreadFrom(read.answers, submitted.key, found.cycle, who.person.id, now);
    await tables.cycles.addSpreadStep(who.scope, step);
    const text = texts.spread.saved(texts.spread.steps[step.step], plain(step.place));
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text }] } };
  });
}
