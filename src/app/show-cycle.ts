import { localDateOf } from "../core/calendar/local.js";
import { type CycleRecord, cycleCard, cyclesCard } from "../core/cycle/cycle-card.js";
import { lineageOf } from "../core/cycle/lineage.js";
import type { Cycle } from "../core/cycle/model.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { notice, say } from "./notices.js";
import { ownCycle } from "./own-cycle.js";
import type { Known } from "./who.js";

/** So many closed cycles stand below the open ones; the others are reached from those that they led to. */
const closedShown = 5;

/** The word `cycle`: all of the only one, or a line each. */
export function showCycles(app: App, who: Known): Promise<Reply> {
  return app.store.read(async (view) => {
    const ids = who.teams.map(({ id }) => id);
    if (ids.length === 0) return say(texts.status.noTeam);
    const all = await view.cycles.ofTeams(who.scope, ids);
    const open = all.filter(({ stage }) => stage !== "closed");
    const closed = all
      .filter(({ stage }) => stage === "closed")
      .sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0))
      .slice(0, closedShown);
    const [only] = open;
    if (only === undefined && closed.length === 0) return say(texts.status.noCycle);
    if (only === undefined || open.length > 1) return notice(cyclesCard(open, closed));
    const card = cardOf(app, who, await recordOf(view, who, only, all));
    if (closed.length === 0) return notice(card);
    return notice({ ...card, blocks: [...card.blocks, { kind: "divider" }, ...cyclesCard([], closed).blocks] });
  });
}

/** One cycle of her teams, closed ones too. */
export function seeCycle(app: App, who: Known, id: string): Promise<Reply> {
  return app.store.read(async (view) => {
    const found = await ownCycle(view, who, id);
    if ("reply" in found) return found.reply;
    const all = await view.cycles.ofTeams(who.scope, [found.team.id]);
    return notice(cardOf(app, who, await recordOf(view, who, found.cycle, all)));
  });
}

function cardOf(app: App, who: Known, record: CycleRecord) {
  return cycleCard(record, localDateOf(app.clock.now(), who.timeZone), who.timeZone);
}

async function recordOf(
  view: Repositories,
  { scope, network: { minN } }: Known,
  cycle: Cycle,
  all: Cycle[],
): Promise<CycleRecord> {
  const line = lineageOf(cycle, all);
  const updates = await view.cycles.updatesOfCycles(
    scope,
    line.map(({ id }) => id),
  );
  const measures = await view.cycles.measuresOf(
    scope,
    line.map(({ id }) => id),
  );
  const measuresOf = (id: string) => measures.filter(({ cycleId }) => cycleId === id);
  const of = (id: string) => updates.filter(({ cycleId }) => cycleId === id);
  return {
    cycle,
    updates: of(cycle.id),
    measures: measuresOf(cycle.id),
    minN,
    amendments: await view.cycles.amendmentsOf(scope, [cycle.id]),
    spread: await view.cycles.spreadOf(scope, [cycle.id]),
    lineage: line.map((one) => ({ cycle: one, updates: of(one.id), measures: measuresOf(one.id) })),
  };
}
