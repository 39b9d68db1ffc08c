import { addDays, localDateOf } from "../calendar/local.js";
import type { CycleUpdate } from "../cycle/model.js";
import { isCurrent } from "../network/current.js";
import { type Level, levels, type Membership } from "../network/model.js";

/** After so long a silence a level of the team is missed. */
export const silentDays = 28;

/**
 * Levels of the team from which nobody has recorded anything in the four weeks before `until`, while others of the team have.
 * A level is missed only where somebody of it has been on the team for that long, and where the team has recorded anything
 * before: in its first month nobody is late. `updates`: of eight weeks. Never tells who.
 */
export function silentLevels(
  memberships: readonly Membership[],
  updates: readonly CycleUpdate[],
  { until, timeZone }: { until: Date; timeZone: string },
): Level[] {
  const today = localDateOf(until, timeZone);
  const since = addDays(today, -silentDays);
  const recent = updates.filter(({ recordedAt, deletedAt }) => {
    return deletedAt === null && recordedAt <= until && localDateOf(recordedAt, timeZone) > since;
  });
  const before = updates.some(({ recordedAt }) => localDateOf(recordedAt, timeZone) <= since);
  if (recent.length === 0 || !before) return [];
  const heard = new Set(
    memberships.filter((one) => recent.some(({ personId }) => personId === one.personId)).map(({ level }) => level),
  );
  const there = new Set(
    memberships.filter((one) => isCurrent(one, today) && one.from <= since).map(({ level }) => level),
  );
  return levels.filter((level) => there.has(level) && !heard.has(level));
}
