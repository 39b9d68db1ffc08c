import type { Cycle } from "../core/cycle/model.js";
import type { Team } from "../core/network/model.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import { gone, notYours } from "./notices.js";
import type { Known } from "./who.js";

/** A cycle of a team that she is on, or what she is told instead. Asked from stored roles each time. */
export async function ownCycle(
  view: Repositories,
  who: Known,
  id: string | undefined,
): Promise<{ cycle: Cycle; team: Team } | { reply: Reply }> {
  const cycle = id === undefined ? undefined : await view.cycles.cycle(who.scope, id);
  if (cycle === undefined) return { reply: gone() };
  const team = who.teams.find((one) => one.id === cycle.teamId);
  return team === undefined ? { reply: notYours() } : { cycle, team };
}
