import type { Cycle } from "../core/cycle/model.js";
import { levelNow } from "../core/matching/consent.js";
import type { SharingLevel } from "../core/matching/records.js";
import { type CycleSharing, shareCard } from "../core/matching/share-cards.js";
import { shareTexts } from "../core/texts-share.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { decidesFor } from "./decides.js";
import { keepLevel } from "./keep-level.js";
import { notice, say } from "./notices.js";
import { replyOnce } from "./once.js";
import { ownCycle } from "./own-cycle.js";
import type { Known } from "./who.js";

const t = shareTexts.find;

/** "Who may find this": what holds now, and what else may. */
export function askShare(app: App, who: Known, cycleId: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, cycleId);
    if ("reply" in found) return found.reply;
    if (found.cycle.stage !== "closed") return say(t.notClosed);
    if (!(await decidesFor(view, who, found.team.id, app.clock.now()))) return say(t.leadDecides);
    const level = levelNow(await view.matching.consentsTo(who.scope, "cycle", [cycleId]));
    return notice(shareCard(found.cycle, level));
  });
}

/** One tap, at the decision or later. The same one twice is one entry. */
export function shareCycle(
  app: App,
  who: Known,
  key: string,
  { cycle: cycleId, level }: { cycle: string; level: SharingLevel },
): Promise<Reply> {
  const now = app.clock.now();
  return replyOnce(app, key, async (tables) => {
    const found = await ownCycle(tables, who, cycleId);
    if ("reply" in found) return found.reply;
    const { cycle, team } = found;
    if (cycle.stage !== "closed") return say(t.notClosed);
    if (!(await decidesFor(tables, who, team.id, now))) return say(t.leadDecides);
    await keepLevel(tables, { team, what: "cycle", subjectId: cycle.id, level, personId: who.person.id, key, at: now });
    return say(`${t.now[level]} ${t.later}`);
  });
}

/** Of a closed cycle, for its own team; undefined of an open one, which is nobody else's yet. */
export async function cycleSharing(
  view: Repositories,
  who: Known,
  cycle: Cycle,
  now: Date,
): Promise<CycleSharing | undefined> {
  if (cycle.stage !== "closed") return undefined;
  const ledger = await view.matching.consentsTo(who.scope, "cycle", [cycle.id]);
  const decides = await decidesFor(view, who, cycle.teamId, now);
  return { level: ledger.length === 0 ? undefined : levelNow(ledger), decides };
}
