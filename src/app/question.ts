import { localDateOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import type { QuestionAbout } from "../core/checkin/cards.js";
import type { CheckInPrompt } from "../core/checkin/model.js";
import type { Commitment } from "../core/cycle/model.js";
import type { District } from "../core/network/model.js";
import type { Repositories, Scope } from "../ports/store.js";
import { currentMembers } from "./current-members.js";
import { nextConvening } from "./team-situations.js";

/** What a question is about, as it is known now: to put it once more. */
export async function questionAbout(
  tables: Repositories,
  scope: Scope,
  prompt: CheckInPrompt,
  district: District,
  now: Date,
): Promise<QuestionAbout> {
  const { networkId, districtId, teamId } = prompt;
  const owned = { networkId, districtId };
  const today = localDateOf(now, district.timeZone);
  const cycle = prompt.cycleId === null ? undefined : await tables.cycles.cycle(scope, prompt.cycleId);
  const slot = await tables.checkIns.slot(owned, prompt.slotId);
  const team = await tables.roster.team(owned, teamId);
  const outline = await tables.roster.outline(owned, ["convenings"]);
  return {
    cycle,
    updates: cycle === undefined ? [] : await tables.cycles.updatesOf(scope, cycle.id),
    measures: cycle === undefined ? [] : await tables.cycles.measuresOf(scope, [cycle.id]),
    minN: (await tables.networks.find(scope))?.minN ?? Number.POSITIVE_INFINITY,
    commitments: await commitmentsOf(tables, prompt, today),
    occasion: slot?.occasion ?? null,
    convening: team && nextConvening(outline, team.collaborationId, today),
    today,
    timeZone: district.timeZone,
  };
}

/** Remembered of what she has said of a commitment below a question: it asks about the others only, however often it is put. */
export const spokenOf = (promptId: string, commitmentId: string) => `spoken of: ${promptId} ${commitmentId}`;

/**
 * Open ones that she is asked about around a convening: her own, and as the lead those that are nobody's; without what she has
 * spoken of here.
 */
export async function commitmentsOf(
  tables: Repositories,
  prompt: CheckInPrompt,
  today: LocalDate,
): Promise<Commitment[]> {
  const { networkId, districtId, teamId, personId } = prompt;
  const owned = { networkId, districtId };
  const occasion = (await tables.checkIns.slot(owned, prompt.slotId))?.occasion;
  if (occasion !== "after convening" && occasion !== "before convening") return [];
  const { memberships: current } = await currentMembers(tables, owned, teamId, today);
  const leads = current.some((one) => one.personId === personId && one.lead);
  const there = new Set(current.map((one) => one.personId));
  const hers = (await tables.cycles.openCommitments(owned, [teamId])).filter((one) =>
    one.personId !== null && there.has(one.personId) ? one.personId === personId : leads,
  );
  const unspoken = [];
  for (const one of hers) if (!(await tables.events.seen(spokenOf(prompt.id, one.id)))) unspoken.push(one);
  return unspoken;
}

/** Whether the next check-in asks her the same as this question: not about what she said she would do. */
export async function givesWayToNext(tables: Repositories, prompt: CheckInPrompt, today: LocalDate): Promise<boolean> {
  return (await commitmentsOf(tables, prompt, today)).length === 0;
}
