import { localDateOf } from "../core/calendar/local.js";
import { measuresCard } from "../core/measure/cards.js";
import { checkMeasure, measureForm, measureFrom } from "../core/measure/form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { formOnce } from "./once.js";
import { ownCycle } from "./own-cycle.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

/** The form that declares what a cycle counts or watches. */
export function showMeasureForm(app: App, who: Known, cycleId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, cycleId);
    if ("reply" in found) return found.reply;
    const declared = await view.cycles.measuresOf(who.scope, [cycleId]);
    return { kind: "show-form", form: measureForm(found.cycle, declared), context: { cycle: cycleId } };
  });
}

export async function addMeasure(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const found = await ownCycle(tables, who, submitted.context.cycle);
    if ("reply" in found) return found.reply;
    const { cycle } = found;
    const declared = await tables.cycles.measuresOf(who.scope, [cycle.id]);
    const read = readSubmitted(measureForm(cycle, declared), submitted, (answers) =>
      checkMeasure(answers, cycle, declared),
    );
    if ("reply" in read) return read.reply;
    const { key } = submitted;
    const measure = measureFrom(read.answers, { key, cycle, declared, personId: who.person.id, now });
    await tables.cycles.saveMeasure(who.scope, measure);
    return {
      kind: "close-form",
      notice: measuresCard(cycle, [...declared, measure], localDateOf(now, who.timeZone), who.timeZone),
    };
  });
}
