import { localDateOf } from "../core/calendar/local.js";
import type { PlanDetails } from "../core/cycle/model.js";
import type { Credit } from "../core/cycle/record-update.js";
import { updateForm } from "../core/cycle/update-form.js";
import { planFrom, type SeenCycle } from "../core/matching/seen-cycle.js";
import { texts } from "../core/texts.js";
import { shareTexts } from "../core/texts-share.js";
import type { Field } from "../core/ui/form.js";
import { plain } from "../core/ui/markup.js";
import { shorten } from "../core/ui/shorten.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { notice, notYours, say } from "./notices.js";
import { readableCycle } from "./readable.js";
import type { Known } from "./who.js";

const t = shareTexts.use;

/**
 * The plan form for her team's next cycle, with the idea and the question of a test that she may read now. What it predicted is
 * not brought along, nor people, places, or figures about few.
 */
export function showPlanFrom(
  app: App,
  who: Known,
  { cycle: cycleId, team: teamId }: { cycle: string; team?: string | undefined },
): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const [only] = who.teams;
    if (only === undefined) return say(t.notOnTeam);
    const readable = await readableCycle(view, who, cycleId);
    if (readable === undefined) return say(shareTexts.found.gone);
    if (teamId === undefined && who.teams.length > 1) {
      const buttons = who.teams.slice(0, 4).map(({ id, name }) => ({
        label: shorten(name, 30),
        action: { do: "use-plan" as const, cycle: cycleId, team: id },
      }));
      return notice({ heading: t.whichTeam, blocks: [{ kind: "buttons", buttons }] });
    }
    const team = teamId === undefined ? only : who.teams.find(({ id }) => id === teamId);
    if (team === undefined) return notYours();
    const { seen, district } = readable.found;
    const { change, question, details } = planFrom(seen);
    const today = localDateOf(app.clock.now(), who.timeZone);
    const form = updateForm("plan", undefined, { answers: { change, question }, today });
    const note: Field = { kind: "note", text: noteOf(seen, district.name, details) };
    const version = `${(await view.cycles.ofTeams(who.scope, [team.id])).length}`;
    const context = { team: team.id, version, stage: "plan", from: cycleId };
    return { kind: "show-form", form: { ...form, fields: [note, ...form.fields] }, context };
  });
}

function noteOf({ access }: SeenCycle, district: string, details: SeenCycle["details"]): string {
  const begins = access === "own" ? t.noteOwn : t.note(plain(district));
  if (details.length === 0) return begins;
  const lines = details.map(({ name, words }) => `**${texts.details.labels[name]}** ${plain(words)}`);
  return [`${begins} ${t.comes}`, ...lines].join("\n");
}

/**
 * What a new cycle begins with besides its form: what is said of the plan it was begun with, and whose that is. Asked again at
 * the moment of saving: of a test that is no longer hers to read nothing is copied, and her own words are recorded all the same.
 */
export async function creditFor(view: Repositories, who: Known, from: string | undefined): Promise<Credit | undefined> {
  const readable = from === undefined ? undefined : await readableCycle(view, who, from);
  if (readable === undefined) return undefined;
  const { cycle, access, found } = readable;
  const details: PlanDetails = {};
  for (const { name, words } of planFrom(found.seen).details) details[name] = words;
  const of = access === "own" ? undefined : { cycleId: cycle.id, districtId: cycle.districtId };
  return { of, details };
}
