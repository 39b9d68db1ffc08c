import { localDateOf } from "../core/calendar/local.js";
import type { Cycle, Draft } from "../core/cycle/model.js";
import { updateForm } from "../core/cycle/update-form.js";
import { texts } from "../core/texts.js";
import type { FormContext } from "../core/ui/form.js";
import { shorten } from "../core/ui/shorten.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { gone, notice, notYours, say } from "./notices.js";
import { isOnTeam, type Known } from "./who.js";

export type Opening = {
  cycle?: string;
  team?: string;
  update?: string;
  prompt?: string;
  draft?: string;
  /** Words of her own to begin with. */
  words?: string;
};

/**
 * The form of the cycle's stage, or of a recorded update to change, with the version of what it is about: whoever is
 * overtaken while she writes is told. Reads only: it must be there within seconds.
 */
export function showUpdateForm(app: App, who: Known, opening: Opening): Promise<Reply> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  return app.store.read(async (view) => {
    const draft = opening.draft === undefined ? undefined : await ownDraft(view, who, opening.draft);
    if (draft?.state === "recorded") return say(texts.settled.alreadyAnswered);
    if (opening.update !== undefined) return formToChange(view, who, opening.update, today);
    if (opening.cycle === undefined) return formToPlan(view, who, opening, draft, today);
    const cycle = await view.cycles.cycle(who.scope, opening.cycle);
    if (cycle === undefined) return gone();
    if (!isOnTeam(who, cycle.teamId)) return notYours();
    if (cycle.stage === "closed") return say(texts.settled.cycleClosed);
    const results = await resultsOf(view, who, cycle);
    const only = results.measures.length === 1 ? (results.measures[0]?.id ?? "") : "";
    const context = { cycle: cycle.id, version: `${cycle.version}`, stage: cycle.stage, only };
    const prefill = { draft: draft?.text ?? opening.words, today, ...results };
    const form = updateForm(cycle.stage, cycle, prefill);
    return { kind: "show-form", form, context: { ...context, ...passedOn(opening) } };
  });
}

/** The word `update`: straight to the form when it is clear which cycle is meant, else one button a cycle. */
export async function chooseUpdate(app: App, who: Known): Promise<Reply> {
  const open = await app.store.read(async (view) =>
    (await Promise.all(who.teams.map((team) => view.cycles.openOf(who.scope, team.id)))).flat(),
  );
  const [first] = open;
  const [team] = who.teams;
  if (team === undefined) return say(texts.status.noTeam);
  if (first === undefined) return showUpdateForm(app, who, { team: team.id });
  if (open.length === 1) return showUpdateForm(app, who, { cycle: first.id });
  const buttons = open.slice(0, 4).map((cycle) => ({
    label: shorten(cycle.title, 30),
    action: { do: "update" as const, cycle: cycle.id },
  }));
  return notice({ heading: texts.status.chooseCycle, blocks: [{ kind: "buttons", buttons }] });
}

async function formToPlan(
  view: Repositories,
  who: Known,
  opening: Opening,
  draft: Draft | undefined,
  today: string,
): Promise<Reply> {
  if (opening.team === undefined) return gone();
  if (!isOnTeam(who, opening.team)) return notYours();
  // How many cycles the team has had, so that one planned meanwhile is noticed.
  const version = `${(await view.cycles.ofTeams(who.scope, [opening.team])).length}`;
  const form = updateForm("plan", undefined, { draft: draft?.text ?? opening.words, today });
  return { kind: "show-form", form, context: { team: opening.team, version, stage: "plan", ...passedOn(opening) } };
}

async function formToChange(view: Repositories, who: Known, id: string, today: string): Promise<Reply> {
  const update = await view.cycles.update(who.scope, id);
  const cycle = update && (await view.cycles.cycle(who.scope, update.cycleId));
  if (update === undefined || cycle === undefined || update.stage === "closed" || update.deletedAt !== null)
    return gone();
  if (update.personId !== who.person.id || !isOnTeam(who, update.teamId)) return notYours();
  const results = await resultsOf(view, who, cycle);
  const form = updateForm(update.stage, cycle, { answers: update.answers, today, changing: true, ...results });
  return { kind: "show-form", form, context: { update: update.id, version: `${update.version}`, stage: update.stage } };
}

async function resultsOf(view: Repositories, who: Known, { id }: Cycle) {
  const measures = await view.cycles.measuresOf(who.scope, [id]);
  return { measures, updates: await view.cycles.updatesOf(who.scope, id) };
}

function passedOn({ prompt, draft }: Opening): FormContext {
  return { ...(prompt === undefined ? {} : { prompt }), ...(draft === undefined ? {} : { draft }) };
}

async function ownDraft(view: Repositories, who: Known, id: string): Promise<Draft | undefined> {
  const draft = await view.cycles.draft(who.scope, id);
  return draft?.personId === who.person.id ? draft : undefined;
}
