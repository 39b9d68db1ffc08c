import { isDeepStrictEqual } from "node:util";
import { localDateOf, localTimeOf } from "../core/calendar/local.js";
import { askInstant, isContactTime, nextContact, nextSchoolDay } from "../core/calendar/school-day.js";
import { checkInCard } from "../core/checkin/cards.js";
import type { CheckInPrompt, CheckInSlot } from "../core/checkin/model.js";
import {
  awayReason,
  mayBeDue,
  type PlannedSlot,
  planCheckIns,
  type RuleSituation,
} from "../core/checkin/plan-check-ins.js";
import { afterDaysAway, askAgain, notWhileAway, reminderId } from "../core/checkin/settle-prompt.js";
import type { District } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { moveIntroductions } from "./due-introductions.js";
import { enqueue } from "./enqueue.js";
import { askHowItStands } from "./help-due.js";
import { proposeMonthly } from "./monthly-introductions.js";
import { moveLater } from "./move-later.js";
import { sendPmDigests } from "./pm-digests.js";
import { givesWayToNext, questionAbout } from "./question.js";
import { remindMissing } from "./remind.js";
import { skipPrompt } from "./skip-prompt.js";
import { whyNotAsk } from "./still-wanted.js";
import { loadRules, loadTeams, rhythmOf } from "./team-situations.js";

/**
 * The heartbeat: whatever is due now is planned and written. Late, doubled or missed, it does no harm: what it writes
 * has deterministic ids, and a slot is unique by rule and local date.
 */
export async function tick(app: App): Promise<void> {
  const networks = await app.store.read((view) => view.networks.all());
  for (const network of networks) {
    const scope = { networkId: network.id };
    const now = app.clock.now();
    const due = await app.store.read((view) => dueSlots(view, scope, now));
    await openSlots(app, scope, due, now);
    await askLaterOnes(app, scope, now);
    await remindMissing(app, scope, now);
    await askHowItStands(app, scope, now);
    await sendPmDigests(app, network, now);
    await moveIntroductions(app, network, now);
    await proposeMonthly(app, network, now);
  }
  app.poke();
}

/** What one rule has to open, and the rule as it was when that was planned. */
type Due = { by: RuleSituation; slots: PlannedSlot[] };

/** Teams, people and cycles are read only where a rule has something to do. */
async function dueSlots(view: Repositories, scope: Scope, now: Date): Promise<Due[]> {
  const { rules } = await loadRules(view, scope, now);
  const teams = await loadTeams(
    view,
    scope,
    rules.filter((one) => mayBeDue(one, now)),
    now,
  );
  const people = teams.flatMap(({ members }) => members.map(({ person }) => person.id));
  if (teams.length === 0) return [];
  const reachable = await view.workspaces.reachable(scope, people);
  return teams
    .map((one) => ({ by: one, slots: planCheckIns([one], reachable, now) }))
    .filter(({ slots }) => slots.length > 0);
}

/**
 * The slots of one rule in one transaction, so that none of them is left out for good when a process ends between two. Where
 * another process is at it too, each goes on with rules of its own: at the same ones one would do all the work.
 */
async function openSlots(app: App, scope: Scope, due: Due[], now: Date): Promise<void> {
  const left = [...due].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { by, slots } = next;
    const opened = await app.store.write(async (tables) => {
      if (!(await stillHolds(tables, scope, by))) return true;
      const done = [];
      for (const one of slots) done.push(await openSlot(tables, scope, one, now));
      return done.every(Boolean);
    });
    if (opened) continue;
    const other = Math.floor(Math.random() * left.length);
    left.push(...left.splice(0, other));
  }
}

/**
 * Whether rule, calendar and team are as they were when the slots were planned, asked in the transaction that opens them:
 * somebody may have paused the team or closed the day since. Where not, nothing is opened; the next beat plans anew.
 */
async function stillHolds(
  tables: Repositories,
  scope: Scope,
  { rule, district, team, convenings }: RuleSituation,
): Promise<boolean> {
  const owned = { networkId: scope.networkId, districtId: district.id };
  const now = await tables.roster.outline(owned, ["districts", "teams", "rules", "convenings"]);
  const place = now.districts.find(({ id }) => id === district.id);
  return (
    isDeepStrictEqual(
      now.rules.find(({ id }) => id === rule.id),
      rule,
    ) &&
    isDeepStrictEqual(
      now.convenings.filter(({ collaborationId }) => collaborationId === team.collaborationId),
      convenings,
    ) &&
    isDeepStrictEqual(place?.calendar, district.calendar) &&
    place?.timeZone === district.timeZone &&
    now.teams.find(({ id }) => id === team.id)?.paused === team.paused
  );
}

/** False when it was open already. */
async function openSlot(tables: Repositories, scope: Scope, planned: PlannedSlot, now: Date): Promise<boolean> {
  if (!(await tables.checkIns.openSlot(scope, planned.slot, planned.prompts))) return false;
  for (const id of planned.welcomed) {
    const person = await tables.roster.person(scope, id);
    if (person !== undefined) await tables.roster.savePerson(scope, { ...person, welcomedAt: now });
  }
  for (const prompt of planned.prompts)
    if (prompt.messageId !== null) await replaceOlder(tables, scope, planned.slot, prompt);
  await enqueue(tables, scope, planned.effects, now);
  return true;
}

/**
 * A new question takes the place of one that she had put off: she is not asked the same twice on one day. What that one asked
 * about commitments it goes on asking by itself, where the new one does not: around a convening that has all of hers. One that
 * she has not answered stays, and nobody reminds her of it any more.
 */
async function replaceOlder(
  tables: Repositories,
  scope: Scope,
  { localDate, occasion }: CheckInSlot,
  { id, personId, teamId }: CheckInPrompt,
): Promise<void> {
  const carries = occasion === "after convening" || occasion === "before convening";
  for (const old of await tables.checkIns.openPromptsOf(scope, personId)) {
    if (old.id === id || old.teamId !== teamId) continue;
    const same = carries || (await givesWayToNext(tables, old, localDate));
    if (old.state === "later" && same) await skipPrompt(tables, scope, old, "asked anew");
    else if (old.state === "later")
      await tables.checkIns.savePrompt(scope, { ...old, cycleId: null, part: "commitment" });
    else if (old.remindAt !== null && (same || old.part !== "commitment"))
      await tables.checkIns.savePrompt(scope, { ...old, remindAt: null });
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
  const district = await tables.roster.district(scope, prompt.districtId);
  if (district === undefined || prompt.againAt === null) return;
  const reason = await whyNotAsk(tables, scope, prompt, now);
  if (reason === awayReason) return askWhenBack(tables, scope, prompt, district, now);
  if (reason !== undefined) return skipPrompt(tables, scope, prompt, reason);
  if (!isContactTime(district.calendar, now, district.timeZone)) {
    // Not the hour that was found for the day that is over: it may have been a short one.
    const person = await tables.roster.person(scope, prompt.personId);
    const rhythm = await rhythmOf(tables, scope, prompt.teamId);
    const at = person?.askAt ?? rhythm?.rule.at ?? localTimeOf(prompt.againAt, district.timeZone);
    const againAt = nextContact(district.calendar, now, at, district.timeZone) ?? null;
    await tables.checkIns.savePrompt(scope, { ...prompt, state: againAt === null ? "skipped" : "later", againAt });
    return;
  }
  const about = await questionAbout(tables, scope, prompt, district, now);
  const reminded = (await tables.outbox.find(scope, reminderId(prompt.id))) !== undefined;
  const asked = askAgain(prompt, checkInCard(prompt, about), district, reminded, now);
  await tables.checkIns.savePrompt(scope, asked.prompt);
  await enqueue(tables, scope, asked.effects, now);
}

/**
 * Her days away began after she had put the question off: it waits for her, unless the next check-in asks the same before. What
 * she was told follows. Where nobody knows when her days end, what nothing else asks is looked at every school day.
 */
async function askWhenBack(
  tables: Repositories,
  scope: Scope,
  prompt: CheckInPrompt,
  district: District,
  now: Date,
): Promise<void> {
  const person = await tables.roster.person(scope, prompt.personId);
  if (person === undefined) return;
  const rhythm = await rhythmOf(tables, { ...scope, districtId: district.id }, prompt.teamId);
  const today = localDateOf(now, district.timeZone);
  const givesWay = await givesWayToNext(tables, prompt, today);
  const againAt = afterDaysAway(now, person, rhythm, district, givesWay, now);
  if (againAt !== undefined) return moveLater(tables, scope, prompt, againAt, district, now);
  const day = givesWay ? undefined : nextSchoolDay(district.calendar, today);
  if (day === undefined) await skipPrompt(tables, scope, prompt, awayReason);
  else {
    const at = askInstant(district.calendar, day, person.askAt ?? rhythm?.rule.at ?? "15:00", district.timeZone);
    await tables.checkIns.savePrompt(scope, { ...prompt, againAt: at });
  }
  await enqueue(tables, scope, notWhileAway(prompt, person), now);
}
