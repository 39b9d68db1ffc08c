import { localDateOf } from "../core/calendar/local.js";
import { contactEnds, isContactTime } from "../core/calendar/school-day.js";
import { reminderCard } from "../core/checkin/cards.js";
import { leavesRoom } from "../core/checkin/leaves-room.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import type { RuleSituation } from "../core/checkin/plan-check-ins.js";
import { reminderId } from "../core/checkin/settle-prompt.js";
import { isCurrent } from "../core/network/current.js";
import type { District } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { roomInWeek } from "./budget.js";
import { enqueue } from "./enqueue.js";
import { whyNotAsk } from "./still-wanted.js";
import { loadRules } from "./team-situations.js";

/**
 * One reminder to whoever has not answered when most of the window is over. It is the least of all messages: where her week
 * has no room for it beside the questions that may still come, it is not said. Not guaranteed: that it comes, where nobody is
 * there to send it on its own day before the window closes.
 */
export async function remindMissing(app: App, scope: Scope, now: Date): Promise<void> {
  const due = await app.store.read((view) => view.checkIns.dueReminders(scope, now));
  for (const { id } of due) {
    await app.store.write(async (tables) => {
      const prompt = await tables.checkIns.prompt(scope, id);
      if (prompt?.state === "asked" && prompt.remindAt !== null && prompt.remindAt <= now)
        await remind(tables, scope, prompt, now);
    });
  }
}

async function remind(tables: Repositories, scope: Scope, prompt: CheckInPrompt, now: Date): Promise<void> {
  const district = await tables.roster.district(scope, prompt.districtId);
  if (district === undefined) return;
  const over = prompt.closesAt === null || now >= prompt.closesAt;
  // The calendar may have changed since: it waits for the next hours in which she may be written to, while they come.
  if (!over && !isContactTime(district.calendar, now, district.timeZone)) return;
  const message = prompt.messageId === null ? undefined : await tables.outbox.find(scope, prompt.messageId);
  const wanted =
    !over &&
    message?.state === "sent" &&
    (await whyNotAsk(tables, scope, prompt, now)) === undefined &&
    (await hasRoom(tables, scope, prompt, district, now));
  await tables.checkIns.savePrompt(scope, { ...prompt, remindAt: null });
  if (!wanted) return;
  const cycle = prompt.cycleId === null ? undefined : await tables.cycles.cycle(scope, prompt.cycleId);
  const id = reminderId(prompt.id);
  const card = reminderCard(prompt, cycle);
  const { personId, closesAt } = prompt;
  const dayEnds = contactEnds(district.calendar, localDateOf(now, district.timeZone), district.timeZone);
  const expiresAt = closesAt !== null && closesAt < dayEnds ? closesAt : dayEnds;
  await enqueue(tables, scope, [{ effect: "tell", id, personId, kind: "reminder", card, expiresAt }], now);
}

async function hasRoom(
  tables: Repositories,
  { networkId }: Scope,
  { personId }: CheckInPrompt,
  { timeZone }: District,
  now: Date,
): Promise<boolean> {
  const network = { networkId };
  const person = await tables.roster.person(network, personId);
  if (person === undefined) return false;
  const today = localDateOf(now, timeZone);
  const memberships = await tables.roster.membershipsOf(network, personId);
  const hers = new Set(memberships.filter((one) => isCurrent(one, today)).map(({ teamId }) => teamId));
  const districts = new Set(memberships.map(({ districtId }) => districtId));
  const teams: RuleSituation[] = [];
  for (const districtId of districts) {
    const { rules } = await loadRules(tables, { networkId, districtId }, now);
    teams.push(...rules.filter(({ team }) => hers.has(team.id)));
  }
  return leavesRoom(await roomInWeek(tables, network, person, now), teams, now);
}
