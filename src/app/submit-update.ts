import { localDateOf } from "../core/calendar/local.js";
import { recordedCard } from "../core/cycle/cards.js";
import { amendedLine } from "../core/cycle/expected.js";
import { type Cycle, stages } from "../core/cycle/model.js";
import { readUpdate } from "../core/cycle/read-update.js";
import { changeUpdate } from "../core/cycle/record-update.js";
import { type OpenStage, type Prefill, updateForm } from "../core/cycle/update-form.js";
import { idOf } from "../core/id.js";
import type { Measure } from "../core/measure/model.js";
import { texts } from "../core/texts.js";
import type { Answers, FormContext } from "../core/ui/form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { keepForm } from "./notices.js";
import { formOnce } from "./once.js";
import { changedBefore, type Overtaken, overtakenBy } from "./overtaken.js";
import { publishDigest } from "./publish-digest.js";
import { type Submitted, shownAgain } from "./read-submitted.js";
import { record } from "./record.js";
import { cycleSharing } from "./share.js";
import { creditFor } from "./use-plan.js";
import { isOnTeam, type Known } from "./who.js";

/**
 * A filled-in update form: checked again from what is stored, then recorded with all that follows, or kept open. Where
 * somebody was faster she is told once what changed; sending again is her answer to that.
 */
export async function submitUpdate(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const stage = openStage(submitted.context.stage);
  if (stage === undefined) return keepForm(texts.settled.gone);
  const { cycle, measures, before } = await subjectOf(app, who, submitted.context);
  const today = localDateOf(app.clock.now(), who.timeZone);
  const changing = submitted.context.update !== undefined;
  const form = updateForm(stage, cycle, {
    today,
    changing,
    measures,
    ...(before === undefined ? {} : { answers: before }),
  });
  const read = readUpdate(form, submitted.values, {
    stage,
    cycle,
    measures,
    today,
    changing,
    before,
    opened: submitted.context.only,
  });
  if (!read.ok) return { kind: "keep-form", errors: read.errors };
  const again = shownAgain(form, submitted, read.readBack);
  if (again !== undefined) return again;
  return formOnce(app, submitted.key, (tables) =>
    submitted.context.update === undefined
      ? recordNew(app, who, tables, submitted, stage, read.answers)
      : change(app, who, tables, submitted.context, stage, read.answers),
  );
}

async function recordNew(
  app: App,
  who: Known,
  tables: Repositories,
  { key, context }: Submitted,
  stage: OpenStage,
  answers: Answers,
): Promise<Reply> {
  const cycle = context.cycle === undefined ? undefined : await tables.cycles.cycle(who.scope, context.cycle);
  const teamId = cycle?.teamId ?? context.team;
  const team = who.teams.find((one) => one.id === teamId);
  if (team === undefined || (context.cycle !== undefined && cycle === undefined))
    return keepForm(texts.strangers.notYours);
  const draft = context.draft === undefined ? undefined : await tables.cycles.draft(who.scope, context.draft);
  const hers = draft?.personId === who.person.id ? draft : undefined;
  if (hers?.state === "recorded") return keepForm(texts.form.recordedBefore);
  if (cycle?.stage === "plan" && stage !== "plan") return keepForm(texts.settled.gone);
  const now = app.clock.now();
  const overtaken = await overtakenBy(tables, who, { team, cycle, stage, context, now });
  if (overtaken !== undefined) {
    const measures =
      overtaken.cycle === undefined ? [] : await tables.cycles.measuresOf(who.scope, [overtaken.cycle.id]);
    return openAgain(overtaken, stage, { answers, today: localDateOf(now, who.timeZone), measures });
  }
  const credit = cycle === undefined ? await creditFor(tables, who, context.from) : undefined;
  const recording = { key, team, cycle, stage, answers, promptId: context.prompt, draftId: hers?.id, credit };
  await record(tables, who, recording, now);
  return { kind: "close-form" };
}

/** A recorded update, changed by its author while she is on the team. The cycle follows in words, not in its course. */
async function change(
  app: App,
  who: Known,
  tables: Repositories,
  context: FormContext,
  stage: OpenStage,
  answers: Answers,
): Promise<Reply> {
  const update = await tables.cycles.update(who.scope, context.update ?? "");
  const cycle = update && (await tables.cycles.cycle(who.scope, update.cycleId));
  if (update === undefined || cycle === undefined || update.stage !== stage || update.deletedAt !== null)
    return keepForm(texts.settled.gone);
  const team = who.teams.find((one) => one.id === update.teamId);
  if (update.personId !== who.person.id || team === undefined) return keepForm(texts.strangers.notYours);
  const now = app.clock.now();
  const today = localDateOf(now, who.timeZone);
  if (`${update.version}` !== context.version) {
    const measures = await tables.cycles.measuresOf(who.scope, [cycle.id]);
    const before = await changedBefore(tables, who, { update, cycle, context, now });
    return openAgain(before, stage, { answers, today, measures });
  }
  const changed = changeUpdate(cycle, update, answers, who.person.id, now);
  // Nobody else writes inside this transaction: a false here is a fault, and nothing must be kept.
  const saved =
    (await tables.cycles.saveUpdate(who.scope, changed.update, changed.version, update.version)) &&
    (await tables.cycles.save(who.scope, changed.cycle, cycle.version));
  if (!saved) throw new Error("the update or its cycle changed inside their transaction");
  const amendments = await tables.cycles.amendmentsOf(who.scope, [cycle.id]);
  const evidence = {
    measures: await tables.cycles.measuresOf(who.scope, [cycle.id]),
    updates: await tables.cycles.updatesOf(who.scope, cycle.id),
    minN: who.network.minN,
    amended: amendedLine(changed.cycle, amendments, { today, timeZone: who.timeZone }),
    sharing: await cycleSharing(tables, who, changed.cycle, now),
  };
  const card = recordedCard({ ...changed, expected: cycle.version }, today, evidence);
  const prompt = update.promptId === null ? undefined : await tables.checkIns.prompt(who.scope, update.promptId);
  const messageId = prompt?.messageId ?? idOf("recorded", update.id);
  const id = idOf("changed", update.id, changed.update.version);
  const shown = await enqueue(tables, who.scope, [{ effect: "replace", id, messageId, card }], now);
  if (shown === 0)
    await enqueue(tables, who.scope, [{ effect: "tell", id, personId: who.person.id, kind: "answer", card }], now);
  // The digest that showed it, which may be an earlier week's.
  await publishDigest(tables, who.scope, team, update.recordedAt, now);
  return { kind: "close-form" };
}

/**
 * The same form with all that she wrote, what changed meanwhile on top, and a context that names what she knows now:
 * sent again as it is, it is recorded. Nothing is written, and the event is not remembered.
 */
function openAgain({ says, cycle, context }: Overtaken, stage: OpenStage, prefill: Prefill): Reply {
  const form = updateForm(stage, cycle, { ...prefill, changing: context.update !== undefined });
  return { kind: "show-form", form: { ...form, fields: [{ kind: "note", text: says }, ...form.fields] }, context };
}

/**
 * The cycle and its measures as they are now, to build the form again; no cycle for a new one, or when it is not hers to see.
 * `before`: the answers of an update that is changed.
 */
async function subjectOf(
  app: App,
  who: Known,
  context: FormContext,
): Promise<{ cycle?: Cycle; measures: Measure[]; before?: Answers | undefined }> {
  return app.store.read(async (view) => {
    const update = context.update === undefined ? undefined : await view.cycles.update(who.scope, context.update);
    const id = update?.cycleId ?? context.cycle;
    const cycle = id === undefined ? undefined : await view.cycles.cycle(who.scope, id);
    if (cycle === undefined || !isOnTeam(who, cycle.teamId)) return { measures: [] };
    return { cycle, measures: await view.cycles.measuresOf(who.scope, [cycle.id]), before: update?.answers };
  });
}

function openStage(value: string | undefined): OpenStage | undefined {
  return stages.find((stage): stage is OpenStage => stage === value && stage !== "closed");
}
