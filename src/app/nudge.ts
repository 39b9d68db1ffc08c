import { localDateOf, localTimeOf } from "../core/calendar/local.js";
import { idOf } from "../core/id.js";
import type { NudgeTeam } from "../core/nudge/candidates.js";
import { nudgeCard, sentNudgesCard } from "../core/nudge/cards.js";
import { mostTeams, notWritten, nudgeForm, nudgeTeamsForm } from "../core/nudge/form.js";
import type { Nudge } from "../core/nudge/model.js";
import { suggestedText } from "../core/nudge/suggest.js";
import { texts } from "../core/texts.js";
import type { Action } from "../core/ui/action.js";
import { timeText, weekdayText } from "../core/ui/dates.js";
import type { FieldErrors, FormContext } from "../core/ui/form.js";
import { plain } from "../core/ui/markup.js";
import { refilled } from "../core/ui/read-form.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { notice, notYours, say } from "./notices.js";
import { nudgesCardOf } from "./nudge-card.js";
import { coachedHere, formerPeople, loadNudgeTeams, type Nudgeable, nudgeablesOf } from "./nudge-people.js";
import { once } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

const t = texts.nudge;

/** The word `nudge`: her teams, whose turn it is, and what came of her last nudges. */
export function showNudges(app: App, who: Known): Promise<Reply> {
  const refused = whyNot(who);
  if (refused !== undefined) return Promise.resolve(refused);
  return app.store.read(async (view) => notice(await nudgesCardOf(view, who, app.clock.now())));
}

/** For whoever is no program manager it is said what the word is for. */
function whyNot(who: Known): Reply | undefined {
  if (coachedHere(who).length > 0) return undefined;
  if (who.coaching.length > 0) return say(t.elsewhere);
  return say(who.person.networkRole === null ? t.notForYou : t.noTeams);
}

/** The form for one team, or first the question for which. The press names the act: sent twice, it is one nudge a person. */
export function showNudgeForm(
  app: App,
  who: Known,
  key: string,
  { team, person }: Extract<Action, { do: "nudge" }>,
): Promise<Reply> {
  const refused = whyNot(who);
  if (refused !== undefined) return Promise.resolve(refused);
  const hers = coachedHere(who);
  if (team !== undefined && !hers.includes(team)) return Promise.resolve(notYours());
  const act = idOf("nudge act", key);
  const chosen = team ?? (hers.length === 1 ? hers[0] : undefined);
  return app.store.read(async (view): Promise<Reply> => {
    const teams = await loadNudgeTeams(view, networkOf(who), chosen === undefined ? hers : [chosen], app.clock.now());
    if (chosen === undefined) return { kind: "show-form", form: teamsForm(teams), context: { act } };
    return formFor(app, view, who, teams, { act, person });
  });
}

/** Several teams were chosen: the form for their people. */
export function chooseNudgeTeams(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const now = app.clock.now();
    const teams = await loadNudgeTeams(view, networkOf(who), coachedHere(who), now);
    if (teams.length === 0) return keep(texts.strangers.notYours);
    const read = readSubmitted(
      teamsForm(teams),
      submitted,
      (answers): FieldErrors => (listOf(answers.teams).length > mostTeams ? { teams: t.tooManyTeams(mostTeams) } : {}),
    );
    if ("reply" in read) return read.reply;
    const ids = listOf(read.answers.teams);
    const chosen = teams.filter(({ team }) => ids.includes(team.id));
    return formFor(app, view, who, chosen, { act: submitted.context.act ?? idOf("nudge act", submitted.key) });
  });
}

function teamsForm(teams: readonly NudgeTeam[]) {
  return nudgeTeamsForm(teams.map(({ team }) => ({ id: team.id, label: team.name })));
}

async function formFor(
  app: App,
  view: Repositories,
  who: Known,
  teams: NudgeTeam[],
  { act, person }: { act: string; person?: string },
): Promise<Reply> {
  const now = app.clock.now();
  const people = await nudgeablesOf(view, networkOf(who), teams, now);
  const former = formerPeople(teams);
  if (people.every(({ blocked }) => blocked !== undefined)) return say(nobody(people, former));
  const open = people.filter(({ blocked }) => blocked === undefined);
  const turn = open.filter((one) => (person === undefined ? one.next : one.person.id === person));
  const about = turn.length > 0 ? turn : open;
  const meets = (id: string) => teams.find(({ team }) => team.id === id)?.convening;
  const text = suggestedText(
    about.map(({ cycle }) => cycle),
    about.map(({ team }) => meets(team.id)),
    localDateOf(now, who.timeZone),
  );
  const form = nudgeForm(people, former, { text, ...(person === undefined ? {} : { person }) });
  const chosen = Object.fromEntries(teams.map(({ team }, nth) => [`t${nth}`, team.id]));
  return { kind: "show-form", form, context: { act, ...chosen } };
}

function nobody(people: Nudgeable[], former: readonly { name: string }[]): string {
  const no = notWritten(people, former);
  return no.length === 0 ? `${t.nobody} ${t.nobodyOnTeam}` : `${t.nobody} ${t.notTo(plain(no.join(", ")))}`;
}

/**
 * A nudge a person, in one transaction with its message. Whoever cannot be written to by now is left out, and she is told
 * before anything leaves. Where a week has no room she is asked why, once.
 */
export async function sendNudges(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  const now = app.clock.now();
  const { key, context, values } = submitted;
  const result = await once(app, key, async (tables): Promise<Reply> => {
    const scope = networkOf(who);
    const ids = teamsIn(context);
    const hers = coachedHere(who);
    if (ids.length === 0 || !ids.every((id) => hers.includes(id))) return keep(texts.strangers.notYours);
    const teams = await loadNudgeTeams(tables, scope, ids, now);
    const former = formerPeople(teams);
    const people = await nudgeablesOf(tables, scope, teams, now);
    const open = people.filter(({ blocked }) => blocked === undefined);
    if (open.length === 0) return keep(nobody(people, former));
    const to = listOf(values.to);
    const left = to.filter((id) => open.some(({ person }) => person.id === id));
    const chosen = open.filter(({ person }) => left.includes(person.id));
    const full = chosen.filter(({ room }) => room === 0).map(({ person }) => person.name);
    const form = nudgeForm(people, former, { full });
    const asked = full.length === 0 || context.full === "yes";
    if (left.length < to.length || !asked) {
      const again = { ...context, full: full.length > 0 ? "yes" : "no" };
      return { kind: "show-form", form: refilled(form, { ...values, to: left }, {}), context: again };
    }
    const read = readSubmitted(form, submitted);
    if ("reply" in read) return read.reply;
    const act = context.act ?? idOf("nudge act", key);
    const words = { text: `${read.answers.text}`, why: read.answers.why };
    const lines: string[] = [];
    const dropped: string[] = [];
    for (const one of chosen) {
      const sent = await sendOne(
        tables,
        who,
        one,
        { ...words, id: idOf("nudge", act, who.person.id, one.person.id) },
        now,
      );
      if (sent) lines.push(whenLine(one, teams, now));
      else dropped.push(plain(one.person.name));
    }
    return { kind: "close-form", notice: sentNudgesCard(lines, dropped) };
  });
  return result === "again" ? { kind: "close-form" } : result;
}

/** False where it cannot be written to her after all; nothing is kept then. */
async function sendOne(
  tables: Repositories,
  who: Known,
  { person, team, cycle, room, time }: Nudgeable,
  { id, text, why }: { id: string; text: string; why: unknown },
  now: Date,
): Promise<boolean> {
  const scope = networkOf(who);
  if ((await tables.nudges.find(scope, id)) !== undefined) return true;
  const over = room === 0 && typeof why === "string" ? why : null;
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
  const card = nudgeCard(nudge, cycle);
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

function networkOf(who: Known): Scope {
  return { networkId: who.person.networkId };
}

function teamsIn(context: FormContext): string[] {
  return Object.entries(context).flatMap(([name, id]) => (/^t\d+$/.test(name) ? [id] : []));
}

function listOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value : [];
}

function keep(words: string): Reply {
  return { kind: "keep-form", errors: {}, notice: words };
}
