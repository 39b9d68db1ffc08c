import { pauseForm, pausesCard } from "../core/checkin/pause.js";
import { idOf } from "../core/id.js";
import type { Team } from "../core/network/model.js";
import { texts } from "../core/texts.js";
import { plain } from "../core/ui/markup.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { teamToLead } from "./leads.js";
import { keepForm, nothing, notice, say } from "./notices.js";
import { formOnce, once } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

/** In a crisis a whole team is left in peace: by its lead or its program manager, with a word why. */
export function showPauseForm(app: App, who: Known, teamId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const teams = await teamsToLead(view, who);
    const going = teams.filter(({ paused }) => !paused);
    if (!teams.some(({ id }) => id === teamId)) return say(texts.pause.who);
    if (going.length === 0) return notice(pausesCard(teams));
    const chosen = going.some(({ id }) => id === teamId) ? teamId : undefined;
    return { kind: "show-form", form: pauseForm(going, chosen), context: { team: teamId } };
  });
}

/** A program manager's `pause`: which of her teams pause. */
export function showPauses(app: App, who: Known): Promise<Reply> {
  return app.store.read(async (view) => notice(pausesCard(await teamsToLead(view, who))));
}

export async function pauseTeam(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, submitted.key, async (tables) => {
    const teams = await teamsToLead(tables, who);
    const read = readSubmitted(pauseForm(teams, undefined), submitted);
    if ("reply" in read) return read.reply;
    const team = teams.find(({ id }) => id === read.answers.team);
    if (team === undefined) return keepForm(texts.pause.who);
    const why = typeof read.answers.why === "string" ? read.answers.why : null;
    await save(tables, who, { ...team, paused: true, pausedAt: now, pauseReason: why }, now);
    const text = texts.pause.paused(plain(team.name), why === null ? null : plain(why));
    const resume = { label: texts.pause.resume, action: { do: "resume-team" as const, team: team.id } };
    const blocks = [
      { kind: "text" as const, text },
      { kind: "buttons" as const, buttons: [resume] },
    ];
    return { kind: "close-form", notice: { blocks } };
  });
}

export async function resumeTeam(app: App, who: Known, key: string, teamId: string): Promise<Reply> {
  const now = app.clock.now();
  const result = await once(app, key, async (tables): Promise<Reply> => {
    const found = await teamToLead(tables, who, teamId);
    if (found === undefined) return say(texts.pause.who);
    await save(tables, who, { ...found.team, paused: false, pausedAt: null, pauseReason: null }, now);
    return say(texts.pause.resumed(plain(found.team.name)));
  });
  if (result !== "again") app.wake();
  return result === "again" ? nothing : result;
}

async function save(tables: Repositories, who: Known, team: Team, at: Date): Promise<void> {
  const { networkId } = who.person;
  await tables.roster.save({ networkId }, { teams: [team] });
  const action = team.paused ? "team paused" : "team resumed";
  const id = idOf("audit", action, team.id, at.toISOString());
  const entry = { id, networkId, districtId: team.districtId, at, actor: who.person.id, action, subject: team.id };
  if (await tables.events.remember(`audited:${id}`, at)) await tables.events.audit({ ...entry, detail: null });
}

async function teamsToLead(view: Repositories, who: Known): Promise<Team[]> {
  const ids = new Set([...who.memberships.filter(({ lead }) => lead), ...who.coaching].map(({ teamId }) => teamId));
  const teams: Team[] = [];
  for (const id of ids) {
    const found = await teamToLead(view, who, id);
    if (found !== undefined) teams.push(found.team);
  }
  return teams.sort((a, b) => a.name.localeCompare(b.name));
}
