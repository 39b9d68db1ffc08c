import { localDateOf } from "../core/calendar/local.js";
import { type CycleRecord, cycleCard, cyclesCard } from "../core/cycle/cycle-card.js";
import { lineageOf } from "../core/cycle/lineage.js";
import type { Cycle } from "../core/cycle/model.js";
import { levelNow } from "../core/matching/consent.js";
import { texts } from "../core/texts.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { creditLines } from "./credit.js";
import { notice, say } from "./notices.js";
import { ownCycle } from "./own-cycle.js";
import type { Known } from "./who.js";

/** So many closed cycles stand on one card, the latest first; the earlier ones on the next. */
const closedShown = 5;

/** The word `cycle`: all of the only one, or a line each. `skip`: so many of the closed ones she has seen, and the open ones. */
export function showCycles(app: App, who: Known, skip = 0): Promise<Reply> {
  return app.store.read(async (view) => {
    const ids = who.teams.map(({ id }) => id);
    if (ids.length === 0) return say(texts.status.noTeam);
    const all = await view.cycles.ofTeams(who.scope, ids);
    const open = skip > 0 ? [] : all.filter(({ stage }) => stage !== "closed");
    const done = all
      .filter(({ stage }) => stage === "closed")
      .sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0) || a.id.localeCompare(b.id));
    const closed = done.slice(skip, skip + closedShown);
    const seen = skip + closed.length;
    const earlier = seen < done.length ? seen : undefined;
    const [only] = open;
    if (only === undefined && closed.length === 0) return say(texts.status.noCycle);
    if (only === undefined || open.length > 1) return notice(cyclesCard(open, closed, earlier));
    const card = cardOf(app, who, await recordOf(view, who, only, all));
    if (closed.length === 0) return notice(card);
    return notice({
      ...card,
      blocks: [...card.blocks, { kind: "divider" }, ...cyclesCard([], closed, earlier).blocks],
    });
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

async function recordOf(view: Repositories, who: Known, cycle: Cycle, all: Cycle[]): Promise<CycleRecord> {
  const { scope, network } = who;
  const line = lineageOf(cycle, all);
  const closed = cycle.stage === "closed";
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
    own: of(cycle.id).findLast(
      (one) => one.personId === who.person.id && one.deletedAt === null && one.stage !== "closed",
    )?.id,
    measures: measuresOf(cycle.id),
    minN: network.minN,
    amendments: await view.cycles.amendmentsOf(scope, [cycle.id]),
    spread: await view.cycles.spreadOf(scope, [cycle.id]),
    lineage: line.map((one) => ({ cycle: one, updates: of(one.id), measures: measuresOf(one.id) })),
    level: closed ? levelNow(await view.matching.consentsTo(scope, "cycle", [cycle.id])) : undefined,
    credits: await creditLines(view, who, cycle),
  };
}
