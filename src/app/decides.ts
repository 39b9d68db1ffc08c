import { localDateOf } from "../core/calendar/local.js";
import { agree } from "../core/matching/consent.js";
import type { ConsentSubject, SharingLevel } from "../core/matching/records.js";
import type { Team } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import { currentMembers } from "./current-members.js";
import type { Known } from "./who.js";

/** Whether she says how far something of this team goes: its lead, and where it has none, anybody on it. */
export async function decidesFor(view: Repositories, who: Known, teamId: string, now: Date): Promise<boolean> {
  const own = who.memberships.filter((one) => one.teamId === teamId);
  if (own.length === 0) return false;
  if (own.some(({ lead }) => lead)) return true;
  const { memberships } = await currentMembers(view, who.scope, teamId, localDateOf(now, who.timeZone));
  return !memberships.some(({ lead }) => lead);
}

/** Into the ledger: what was in force is withdrawn, and the new level is in force. Nothing where it is that already. */
export async function setLevel(
  tables: Repositories,
  who: Known,
  of: { team: Team; what: ConsentSubject; subjectId: string; level: SharingLevel; key: string },
  now: Date,
): Promise<void> {
  const ledger = await tables.matching.consentsTo(who.scope, of.what, [of.subjectId]);
  const { withdraw, add } = agree(ledger, { ...of, personId: who.person.id, at: now });
  for (const id of withdraw) await tables.matching.withdrawConsent(who.scope, id, who.person.id, now);
  if (add !== undefined) await tables.matching.addConsent(who.scope, add);
}
