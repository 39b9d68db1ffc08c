import { localDateOf } from "../core/calendar/local.js";
import { detailsForm, withDetails } from "../core/cycle/details-form.js";
import type { Cycle } from "../core/cycle/model.js";
import { idOf } from "../core/id.js";
import type { Team } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import type { Answers, FieldErrors, Form } from "../core/ui/form.js";
import { beside } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { currentMembers } from "./current-members.js";
import { formOnce } from "./once.js";
import { ownCycle } from "./own-cycle.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

/** "More of the plan": everything beyond its core, and who tests it. */
export function showDetailsForm(app: App, who: Known, cycleId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, cycleId);
    if ("reply" in found) return found.reply;
    const form = await formFor(app, view, who, found);
    const seen = `${(await view.cycles.planDetailsOf(who.scope, cycleId)).length}`;
    return { kind: "show-form", form, context: { cycle: cycleId, seen } };
  });
}

/**
 * The next version. Whoever was overtaken while she wrote is shown what a colleague filled in meanwhile, beside her own words,
 * and sends again.
 */
export async function saveDetails(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return formOnce(app, submitted.key, async (tables) => {
    const found = await ownCycle(tables, who, submitted.context.cycle);
    if ("reply" in found) return found.reply;
    const { cycle } = found;
    const form = await formFor(app, tables, who, found);
    const read = readSubmitted(form, submitted, checkSize);
    if ("reply" in read) return read.reply;
    const versions = await tables.cycles.planDetailsOf(who.scope, cycle.id);
    if (`${versions.length}` !== submitted.context.seen)
      return {
        kind: "show-form",
        form: beside(form, submitted.values, texts.details.overtaken),
        context: { cycle: cycle.id, seen: `${versions.length}` },
      };
    const saved = { ...withDetails(cycle, read.answers), version: cycle.version + 1 };
    const { networkId, districtId, details, testers } = saved;
    await tables.cycles.addPlanDetails(who.scope, {
      ...{ id: idOf("plan-details", cycle.id, versions.length + 1), networkId, districtId, cycleId: cycle.id },
      ...{ version: versions.length + 1, details, testers, personId: who.person.id, at: app.clock.now() },
    });
    // Nobody else writes inside this transaction: a false here is a fault, and nothing must be kept.
    if (!(await tables.cycles.save(who.scope, saved, cycle.version))) throw new Error("the cycle changed meanwhile");
    return { kind: "close-form", notice: { blocks: [{ kind: "text", text: texts.details.saved }] } };
  });
}

function checkSize({ kitchenSize }: Answers): FieldErrors {
  return typeof kitchenSize === "number" && kitchenSize < 1 ? { kitchenSize: texts.errors.people } : {};
}

async function formFor(
  app: App,
  view: Repositories,
  who: Known,
  { cycle, team }: { cycle: Cycle; team: Team },
): Promise<Form> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  const { people } = await currentMembers(view, who.scope, team.id, today);
  const { collaborations } = await view.roster.outline({ networkId: team.networkId }, ["collaborations"]);
  const aim = collaborations.find(({ id }) => id === team.collaborationId)?.aim;
  return detailsForm(cycle, people, aim);
}
