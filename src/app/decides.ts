import { localDateOf } from "../core/calendar/local.js";
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
