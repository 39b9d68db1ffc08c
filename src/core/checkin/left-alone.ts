import type { LocalDate } from "../calendar/model.js";
import type { Person, Team } from "../network/model.js";
import { awayReason, isAway, pausedReason } from "./plan-check-ins.js";

export const mutedReason = "muted";

/**
 * Why nobody asks, reminds or nudges this person on this day, the first that holds; undefined where she may be written to. What
 * she asks the bot herself is answered all the same. `team`: the one on whose behalf she is written to; undefined for a
 * program manager, who works for several.
 */
export function whyLeftAlone(
  person: Pick<Person, "muted" | "awayFrom" | "awayUntil">,
  team: Pick<Team, "paused"> | undefined,
  day: LocalDate,
): typeof mutedReason | typeof awayReason | typeof pausedReason | undefined {
  if (person.muted) return mutedReason;
  if (isAway(person, day)) return awayReason;
  return team?.paused ? pausedReason : undefined;
}
