import { instantAt, localDateOf, localTimeOf } from "../core/calendar/local.js";
import { contactHours, nextSchoolDay } from "../core/calendar/school-day.js";
import { checkInCard } from "../core/checkin/cards.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import { type PlannedSlot, planCheckIns } from "../core/checkin/plan-check-ins.js";
import { askAgain } from "../core/checkin/settle-prompt.js";
import { type PmNews, pmDigest, pmDigestWindow } from "../core/digest/pm-digest.js";
import { isCurrent } from "../core/network/current.js";
import type { Network } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
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
    for (const planned of planCheckIns(situation.teams, situation.reachable, now))
      await openSlot(app, scope, planned, now);
    await askLaterOnes(app, scope, now);
    await sendPmDigests(app, network, situation, now);
  }
  app.poke();
}

async function openSlot(app: App, scope: Scope, planned: PlannedSlot, now: Date): Promise<void> {
  await app.store.write(async (tables) => {
    if (!(await tables.checkIns.openSlot(scope, planned.slot, planned.prompts))) return;
    for (const id of planned.welcomed) {
      const person = await tables.roster.person(scope, id);
      if (person !== undefined) await tables.roster.savePerson(scope, { ...person, welcomedAt: now });
    }
    await enqueue(tables, scope, planned.effects, now);
  });
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
  const person = await tables.roster.person(scope, prompt.personId);
  if (district === undefined || prompt.againAt === null) return;
  if (person === undefined || person.muted) {
    await tables.checkIns.savePrompt(scope, { ...prompt, state: "skipped", reason: "muted", againAt: null });
    return;
  }
  const time = localTimeOf(now, district.timeZone);
  if (time < contactHours.from || time >= contactHours.to) {
    const day = nextSchoolDay(district.calendar, localDateOf(now, district.timeZone));
    const at = localTimeOf(prompt.againAt, district.timeZone);
    const againAt = day === undefined ? null : instantAt(day, at, district.timeZone);
    await tables.checkIns.savePrompt(scope, { ...prompt, state: againAt === null ? "skipped" : "later", againAt });
    return;
  }
  const cycle = prompt.cycleId === null ? undefined : await tables.cycles.cycle(scope, prompt.cycleId);
  const updates = cycle === undefined ? [] : await tables.cycles.updatesOf(scope, cycle.id);
  const today = localDateOf(now, district.timeZone);
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
  const window = pmDigestWindow(now, network.timeZone);
  const expiresAt = instantAt(window.date, contactHours.to, network.timeZone);
  if (now > expiresAt) return;
  const today = localDateOf(now, network.timeZone);
  const news = new Map<string, PmNews[]>();
  for (const { team, district } of teams) {
    const pm = roster.pmAssignments.find((one) => one.teamId === team.id && isCurrent(one, today));
    if (pm === undefined) continue;
    for (const one of await newsOf(app, network, team.id, window))
      news.set(pm.personId, [...(news.get(pm.personId) ?? []), { team, district, ...one }]);
  }
  for (const [personId, lines] of news) {
    const effect = pmDigest(personId, lines, window.date, expiresAt);
    if (effect !== undefined)
      await app.store.write((tables) => enqueue(tables, { networkId: network.id }, [effect], now));
  }
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
