import { isDeepStrictEqual } from "node:util";
import { localTimeOf } from "../core/calendar/local.js";
import { isContactTime, nextContact } from "../core/calendar/school-day.js";
import { checkInCard } from "../core/checkin/cards.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import { mayBeDue, type PlannedSlot, planCheckIns, type RuleSituation } from "../core/checkin/plan-check-ins.js";
import { askAgain } from "../core/checkin/settle-prompt.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { sendPmDigests } from "./pm-digests.js";
import { questionAbout } from "./question.js";
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
    await sendPmDigests(app, network, now);
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
  for (const prompt of planned.prompts) if (prompt.messageId !== null) await replaceLater(tables, scope, prompt);
  await enqueue(tables, scope, planned.effects, now);
  return true;
}

/** A new question takes the place of one that she had put off: she is not asked the same twice on one day. */
async function replaceLater(
  tables: Repositories,
  scope: Scope,
  { id, personId, teamId }: CheckInPrompt,
): Promise<void> {
  for (const old of await tables.checkIns.openPromptsOf(scope, personId)) {
    if (old.id === id || old.teamId !== teamId || old.state !== "later") continue;
    await skipPrompt(tables, scope, old, "asked anew");
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
  if (reason !== undefined) {
    await skipPrompt(tables, scope, prompt, reason);
    return;
  }
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
  const asked = askAgain(prompt, checkInCard(prompt, about), district, now);
  await tables.checkIns.savePrompt(scope, asked.prompt);
  await enqueue(tables, scope, asked.effects, now);
}
