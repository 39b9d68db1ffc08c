import { localDateOf, localTimeOf } from "../core/calendar/local.js";
import { idOf } from "../core/id.js";
import type { NudgeTeam } from "../core/nudge/candidates.js";
import { nudgeCard, sentNudgesCard } from "../core/nudge/cards.js";
import { nudgeForm } from "../core/nudge/form.js";
import type { Nudge } from "../core/nudge/model.js";
import { texts } from "../core/texts.js";
import { timeText, weekdayText } from "../core/ui/dates.js";
import type { FormContext } from "../core/ui/form.js";
import { plain } from "../core/ui/markup.js";
import { refilled } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { keepForm } from "./notices.js";
import { formerPeople, loadNudgeTeams, type Nudgeable, networkOf, nobodyText, nudgeablesOf } from "./nudge-people.js";
import { formOnce } from "./once.js";
import { chosenIn, readSubmitted, type Submitted } from "./read-submitted.js";
import { coachedHere, type Known } from "./who.js";

const t = texts.nudge;

/**
 * A nudge a person, in one transaction with its message. Whoever cannot be written to by now is left out, and she is told
 * before anything leaves. Where a week has no room she is asked why, once.
 */
export async function sendNudges(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const { key, context, values } = submitted;
  return formOnce(app, key, async (tables) => {
    const scope = networkOf(who);
    const ids = teamsIn(context);
    const hers = coachedHere(who);
    if (ids.length === 0 || !ids.every((id) => hers.includes(id))) return keepForm(texts.strangers.notYours);
    const teams = await loadNudgeTeams(tables, scope, ids, now);
    const to = [...new Set(chosenIn(values.to))];
    const act = context.act ?? idOf("nudge act", key);
    const asked: Asked[] = [];
    for (const one of await nudgeablesOf(tables, scope, teams, now, ({ person }) => to.includes(person.id))) {
      const id = idOf("nudge", act, who.person.id, one.person.id);
      asked.push({ ...one, id, sent: (await tables.nudges.find(scope, id)) !== undefined });
    }
    const open = asked.filter(({ sent, blocked }) => sent || blocked === undefined);
    const full = open.filter(({ sent, room }) => !sent && room === 0).map(({ person }) => person.name);
    if (open.length < to.length || (full.length > 0 && context.full !== "yes")) {
      const left = open.map(({ person }) => person.id);
      return showAgain(tables, who, teams, { context, values: { ...values, to: left }, full }, now);
    }
    const offered = open.map((one) => ({ ...one, blocked: undefined }));
    const read = readSubmitted(nudgeForm(offered, [], { full }), submitted);
    if ("reply" in read) return read.reply;
    const words = { text: `${read.answers.text}`, why: full.length === 0 ? null : `${read.answers.why}` };
    const lines: string[] = [];
    const dropped: string[] = [];
    for (const one of open) {
      if (one.sent || (await sendOne(tables, who, one, words, now))) lines.push(whenLine(one, teams, now));
      else dropped.push(plain(one.person.name));
    }
    return { kind: "close-form", notice: sentNudgesCard(lines, dropped) };
  });
}

/** `id`: of her nudge by this act. `sent`: it is there already, from the same form. */
type Asked = Nudgeable & { id: string; sent: boolean };

/** The form as it is now, with everything that she typed. */
async function showAgain(
  tables: Repositories,
  who: Known,
  teams: readonly NudgeTeam[],
  { context, values, full }: Pick<Submitted, "context" | "values"> & { full: string[] },
  now: Date,
): Promise<Reply> {
  const people = await nudgeablesOf(tables, networkOf(who), teams, now);
  const former = formerPeople(teams);
  if (people.every(({ blocked }) => blocked !== undefined)) return keepForm(nobodyText(people, former));
  const form = refilled(nudgeForm(people, former, { full }), values, {});
  return { kind: "show-form", form, context: { ...context, full: full.length > 0 ? "yes" : "no" } };
}

/** False where it cannot be written to her after all; nothing is kept then. `why`: asked where a week has no room. */
async function sendOne(
  tables: Repositories,
  who: Known,
  { id, person, team, cycle, room, time }: Asked,
  { text, why }: { text: string; why: string | null },
  now: Date,
): Promise<boolean> {
  const scope = networkOf(who);
  const over = room === 0 ? why : null;
  const nudge: Nudge = {
    id,
    networkId: team.networkId,
    districtId: team.districtId,
    teamId: team.id,
    cycleId: cycle?.id ?? null,
    fromId: who.person.id,
    toId: person.id,
    text,
    overBudget: over,
    at: now,
    answer: null,
    answeredAt: null,
  };
  const card = nudgeCard(nudge, cycle, person.welcomedAt !== null);
  const effect = { effect: "tell" as const, id, personId: person.id, kind: "nudge" as const, card, ...time };
  const written = await enqueue(tables, scope, [over === null ? effect : { ...effect, overBudget: true }], now);
  if (written === 0) return false;
  await tables.nudges.save(scope, nudge);
  if (over === null) return true;
  const { networkId, districtId } = nudge;
  const entry = { id: idOf("audit", id), networkId, districtId, at: now, actor: who.person.id, subject: id };
  await tables.events.audit({ ...entry, action: "nudge over budget", detail: null });
  return true;
}

function whenLine({ person, team, time }: Nudgeable, teams: readonly NudgeTeam[], now: Date): string {
  const name = plain(person.name);
  const zone = teams.find((one) => one.team.id === team.id)?.district.timeZone;
  if (time === undefined || zone === undefined || time.notBefore <= now) return t.leavesNow(name);
  const when = `${weekdayText(localDateOf(time.notBefore, zone))} at ${timeText(localTimeOf(time.notBefore, zone))}`;
  return t.leavesAt(name, when);
}

function teamsIn(context: FormContext): string[] {
  return Object.entries(context).flatMap(([name, id]) => (/^t\d+$/.test(name) ? [id] : []));
}
