import { localDateOf } from "../core/calendar/local.js";
import { canBeChosen, type RhythmChoice, rhythmForm, rhythmFrom, rhythmPreview } from "../core/checkin/rhythm-form.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import type { Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { teamToLead } from "./leads.js";
import { gone, keepForm, nothing, notice, say } from "./notices.js";
import { once } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import { recordMissed, replan } from "./replan.js";
import { rhythmOf } from "./team-situations.js";
import type { Known } from "./who.js";

/** The form for when a team is asked; its lead's and its program manager's. */
export function showRhythmForm(app: App, who: Known, teamId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await teamToLead(view, who, teamId);
    if (found === undefined) return say(texts.rhythm.who);
    const rhythm = await rhythmOf(view, { networkId: who.person.networkId }, teamId);
    if (rhythm === undefined) return gone();
    return { kind: "show-form", form: rhythmForm(found.team, rhythm.rule), context: { team: teamId } };
  });
}

/** Nothing is changed yet: she sees the dates that her choice means. */
export function previewRhythm(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await teamToLead(view, who, submitted.context.team);
    if (found === undefined) return keepForm(texts.rhythm.who);
    const { team, district } = found;
    const rhythm = await rhythmOf(view, { networkId: who.person.networkId }, team.id);
    if (rhythm === undefined) return gone();
    const read = readSubmitted(rhythmForm(team, rhythm.rule), submitted);
    if ("reply" in read) return read.reply;
    const chosen = { ...rhythm, rule: { ...rhythm.rule, ...rhythmFrom(read.answers) } };
    const today = localDateOf(app.clock.now(), district.timeZone);
    return { kind: "close-form", notice: rhythmPreview(team, chosen, district.calendar, today) };
  });
}

/** What passed unasked under the old rhythm is recorded, what waits follows the new one. */
export async function takeRhythm(
  app: App,
  who: Known,
  key: string,
  { team: teamId, weekday, at, everyWeeks, aroundConvenings, weeklyInDo }: Extract<Action, { do: "use-rhythm" }>,
): Promise<Reply> {
  const chosen: RhythmChoice = { weekday, at, everyWeeks, aroundConvenings, weeklyInDo };
  if (!canBeChosen(chosen)) return gone();
  const now = app.clock.now();
  const result = await once(
    app,
    key,
    async (tables): Promise<Reply> => {
      const found = await teamToLead(tables, who, teamId);
      if (found === undefined) return say(texts.rhythm.who);
      const network = { networkId: who.person.networkId };
      const rhythm = await rhythmOf(tables, network, teamId);
      if (rhythm === undefined) return gone();
      const changed = { ids: new Set([rhythm.rule.id]) };
      await recordMissed(tables, network, changed, now);
      await tables.roster.save(network, { rules: [{ ...rhythm.rule, ...chosen }] });
      await replan(tables, network, changed, now);
      return notice({ blocks: [{ kind: "text", text: texts.rhythm.used }] });
    },
    "long",
  );
  if (result !== "again") app.wake();
  return result === "again" ? nothing : result;
}
