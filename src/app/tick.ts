import { instantAt, localDateOf, localTimeOf } from "../core/calendar/local.js";
import { contactHours, isContactTime, nextContact } from "../core/calendar/school-day.js";
import { checkInCard } from "../core/checkin/cards.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import { type PlannedSlot, planCheckIns } from "../core/checkin/plan-check-ins.js";
import { askAgain } from "../core/checkin/settle-prompt.js";
import { type PmDigestMoment, type PmNews, pmDigest, pmDigestId, pmDigestMoments } from "../core/digest/pm-digest.js";
import { isCurrent } from "../core/network/current.js";
import type { Network } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { whyNotAsk } from "./still-wanted.js";
import { loadSituations, type NetworkSituation } from "./team-situations.js";

/**
 * The heartbeat: whatever is due now is planned and written. Late, doubled or missed, it does no harm: what it writes
 * has deterministic ids, and a slot is unique by rule and local date.
 */
export async function tick(app: App): Promise<void> {
  const networks = await app.store.read((view) => view.networks.all());
  for (const network of networks) {
    const scope = { networkId: network.id };
    const now = app.clock.now();
    const situation = await app.store.read((view) => loadSituations(view, scope, now));
    await openSlots(app, scope, planCheckIns(situation.teams, situation.reachable, now), now);
    await askLaterOnes(app, scope, now);
    await sendPmDigests(app, network, situation, now);
  }
  app.poke();
}

/** Where another process is at it too, each goes on with slots of its own: at the same ones one would do all the work. */
async function openSlots(app: App, scope: Scope, slots: PlannedSlot[], now: Date): Promise<void> {
  const left = [...slots].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (await openSlot(app, scope, next, now)) continue;
    const other = Math.floor(Math.random() * left.length);
    left.push(...left.splice(0, other));
  }
}

/** False when it was open already. */
async function openSlot(app: App, scope: Scope, planned: PlannedSlot, now: Date): Promise<boolean> {
  return app.store.write(async (tables) => {
    if (!(await tables.checkIns.openSlot(scope, planned.slot, planned.prompts))) return false;
    for (const id of planned.welcomed) {
      const person = await tables.roster.person(scope, id);
      if (person !== undefined) await tables.roster.savePerson(scope, { ...person, welcomedAt: now });
    }
    for (const prompt of planned.prompts) if (prompt.messageId !== null) await replaceLater(tables, scope, prompt);
    await enqueue(tables, scope, planned.effects, now);
    return true;
  });
}

/** A new question takes the place of one that she had put off: she is not asked the same twice on one day. */
async function replaceLater(
  tables: Repositories,
  scope: Scope,
  { id, personId, teamId }: CheckInPrompt,
): Promise<void> {
  for (const old of await tables.checkIns.openPromptsOf(scope, personId)) {
    if (old.id === id || old.teamId !== teamId || old.state !== "later") continue;
    await tables.checkIns.savePrompt(scope, { ...old, state: "skipped", reason: "asked anew", againAt: null });
  }
}

/** "Later" has come. Outside contact hours (the process slept) it moves to the next school day instead of the evening. */
async function askLaterOnes(app: App, scope: Scope, now: Date): Promise<void> {
  const due = await app.store.read((view) => view.checkIns.dueAgain(scope, now));
  for (const { id } of due) {
    await app.store.write(async (tables) => {
      const prompt = await tables.checkIns.prompt(scope, id);
      if (prompt?.state === "later" && prompt.againAt !== null && prompt.againAt <= now)
        await askLater(tables, scope, prompt, now);
    });
  }
}

async function askLater(tables: Repositories, scope: Scope, prompt: CheckInPrompt, now: Date): Promise<void> {
  const { districts } = await tables.roster.load(scope);
  const district = districts.find((one) => one.id === prompt.districtId);
  if (district === undefined || prompt.againAt === null) return;
  const reason = await whyNotAsk(tables, scope, prompt, now);
  if (reason !== undefined) {
    await tables.checkIns.savePrompt(scope, { ...prompt, state: "skipped", reason, againAt: null });
    return;
  }
  const today = localDateOf(now, district.timeZone);
  if (!isContactTime(district.calendar, now, district.timeZone)) {
    const at = localTimeOf(prompt.againAt, district.timeZone);
    const againAt = nextContact(district.calendar, now, at, district.timeZone) ?? null;
    await tables.checkIns.savePrompt(scope, { ...prompt, state: againAt === null ? "skipped" : "later", againAt });
    return;
  }
  const cycle = prompt.cycleId === null ? undefined : await tables.cycles.cycle(scope, prompt.cycleId);
  const updates = cycle === undefined ? [] : await tables.cycles.updatesOf(scope, cycle.id);
  const asked = askAgain(prompt, checkInCard(prompt, cycle, updates, today, district.timeZone), district, now);
  await tables.checkIns.savePrompt(scope, asked.prompt);
  await enqueue(tables, scope, asked.effects, now);
}

async function sendPmDigests(
  app: App,
  network: Network,
  { roster, teams }: NetworkSituation,
  now: Date,
): Promise<void> {
  const [current, ...earlier] = pmDigestMoments(now, network.timeZone);
  if (current === undefined) return;
  const expiresAt = instantAt(current.date, contactHours.to, network.timeZone);
  if (now > expiresAt) return;
  const today = localDateOf(now, network.timeZone);
  const coached = roster.pmAssignments.filter((one) => isCurrent(one, today));
  for (const personId of new Set(coached.map((one) => one.personId))) {
    const from = await lastTold(app, network, personId, earlier);
    const news: PmNews[] = [];
    for (const { team, district } of teams) {
      if (!coached.some((one) => one.personId === personId && one.teamId === team.id)) continue;
      for (const one of await newsOf(app, network, team.id, { from, to: current.at }))
        news.push({ team, district, ...one });
    }
    const effect = pmDigest(personId, news, current.date, expiresAt);
    if (effect !== undefined)
      await app.store.write((tables) => enqueue(tables, { networkId: network.id }, [effect], now));
  }
}

/** News since her last summary, so that a day on which none could be sent is not lost; two weeks back at most. */
async function lastTold(app: App, network: Network, personId: string, earlier: PmDigestMoment[]): Promise<Date> {
  const told = await app.store.read(async (view) => {
    for (const moment of earlier) {
      const message = await view.outbox.find({ networkId: network.id }, pmDigestId(personId, moment.date));
      if (message !== undefined && message.state !== "skipped" && message.state !== "dead") return moment;
    }
    return undefined;
  });
  return (told ?? earlier.at(-1) ?? { at: new Date(0) }).at;
}

async function newsOf(
  app: App,
  network: Network,
  teamId: string,
  { from, to }: { from: Date; to: Date },
): Promise<Pick<PmNews, "cycle" | "updates">[]> {
  const scope = { networkId: network.id };
  return app.store.read(async (view) => {
    const updates = await view.cycles.updatesBetween(scope, teamId, from, to);
    const found = [];
    for (const cycleId of new Set(updates.map((one) => one.cycleId))) {
      const cycle = await view.cycles.cycle(scope, cycleId);
      if (cycle !== undefined) found.push({ cycle, updates: updates.filter((one) => one.cycleId === cycleId) });
    }
    return found;
  });
}
