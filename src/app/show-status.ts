import { addDays, localDateOf } from "../core/calendar/local.js";
import { nextSlotDate } from "../core/checkin/slots.js";
import { cycleCard } from "../core/cycle/cards.js";
import {
  conveningCard,
  homeCard,
  mineCard,
  problemCard,
  statusCard,
  type TeamStatus,
  teamCard,
} from "../core/status/cards.js";
import { unclearBlocks } from "../core/status/unclear.js";
import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { openMattersOf } from "./open-matters.js";
import { loadSituations, nextConvening } from "./team-situations.js";
import { unclearFor } from "./unclear.js";
import { type Known, mayBeShownHere } from "./who.js";

/** Her own teams, the teams she coaches, and for the network's admins what waits for somebody. */
export function showStatus(app: App, who: Known): Promise<Card> {
  return app.store.read((view) => statusOf(app, view, who));
}

export function showHome(app: App, who: Known): Promise<Card> {
  return app.store.read(async (view) => {
    const drafts = await view.cycles.openDrafts(who.scope, who.person.id);
    const [team] = who.teams;
    const [cycle] = team === undefined ? [] : await view.cycles.openOf(who.scope, team.id);
    return homeCard(await statusOf(app, view, who), drafts, cycle);
  });
}

/** What a team that she coaches recorded; undefined for every other team. */
export function showTeam(app: App, who: Known, teamId: string): Promise<Card | undefined> {
  const assignment = who.coaching.find((one) => one.teamId === teamId);
  if (assignment === undefined || !mayBeShownHere(who, assignment.districtId)) return Promise.resolve(undefined);
  return app.store.read(async (view) => {
    const teams = await statuses(view, { networkId: who.person.networkId }, app.clock.now());
    const found = teams.find((one) => one.team.id === teamId);
    return found && teamCard(found);
  });
}

async function statusOf(app: App, view: Repositories, who: Known): Promise<Card> {
  const now = app.clock.now();
  const network: Scope = { networkId: who.person.networkId };
  const coached = new Set(who.coaching.map((one) => one.teamId));
  // A program manager's teams lie in other districts than her own scope; she is shown just the teams she coaches.
  const teams = await statuses(view, coached.size > 0 ? network : who.scope, now);
  const own = teams.filter((one) => who.teams.some((team) => team.id === one.team.id));
  const hers = teams.filter((one) => coached.has(one.team.id) && mayBeShownHere(who, one.team.districtId));
  const unclear = await unclearFor(view, who, now);
  const apart = new Set(unclear.map(({ id }) => id));
  const matters = who.person.networkRole === "admin" ? await openMattersOf(view, network, now, apart) : [];
  const unclearShown = unclearBlocks(unclear, localDateOf(now, who.timeZone));
  return statusCard(own, hers, matters, who.person.muted, unclearShown);
}

async function statuses(view: Repositories, scope: Scope, now: Date): Promise<TeamStatus[]> {
  const { roster, teams } = await loadSituations(view, scope, now);
  const convenings = await view.roster.load({ networkId: scope.networkId });
  return teams.map(({ team, district, rule, cycles, last }) => {
    const today = localDateOf(now, district.timeZone);
    return {
      team,
      district,
      cycles,
      last,
      today,
      convening: nextConvening({ ...roster, convenings: convenings.convenings }, team.collaborationId, today),
      nextCheckIn: rule.active ? nextSlotDate(rule, district.calendar, addDays(today, 1)) : undefined,
    };
  });
}

/** Where the cycles of her teams stand. */
export function showCycle(app: App, who: Known): Promise<Card> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  return app.store.read(async (view) => {
    const cards: Card[] = [];
    for (const team of who.teams) {
      for (const cycle of await view.cycles.openOf(who.scope, team.id))
        cards.push(cycleCard(cycle, await view.cycles.updatesOf(who.scope, cycle.id), today));
    }
    const [first, ...more] = cards;
    if (first === undefined)
      return { blocks: [{ kind: "text", text: who.teams.length === 0 ? texts.status.noTeam : texts.status.noCycle }] };
    const rest = more.flatMap((card) => [
      { kind: "divider" as const },
      { kind: "text" as const, text: card.heading ?? "" },
      ...card.blocks,
    ]);
    return { ...first, blocks: [...first.blocks, ...rest] };
  });
}

export function showProblem(app: App, who: Known): Promise<Card> {
  return app.store.read(async (view) => {
    const [team] = who.teams;
    if (team === undefined) return { blocks: [{ kind: "text", text: texts.status.noTeam }] };
    const problems = await view.cycles.problems(who.scope, team.id);
    return problemCard(
      team,
      problems.map((one) => one.current),
    );
  });
}

export function showConvening(app: App, who: Known): Promise<Card> {
  const today = localDateOf(app.clock.now(), who.timeZone);
  return app.store.read(async (view) => {
    const roster = await view.roster.load({ networkId: who.person.networkId });
    const mine = new Set([...who.teams.map((one) => one.id), ...who.coaching.map((one) => one.teamId)]);
    const teams = roster.teams.filter((team) => mine.has(team.id));
    return conveningCard(
      teams.map((team) => ({
        convening: nextConvening(roster, team.collaborationId, today),
        collaboration: roster.collaborations.find((one) => one.id === team.collaborationId),
      })),
      today,
    );
  });
}

export function showMine(app: App, who: Known): Promise<Card> {
  const now = app.clock.now();
  return app.store.read(async (view) => {
    const mine = [];
    for (const team of who.teams) {
      for (const update of await view.cycles.updatesBetween(who.scope, team.id, new Date(0), now)) {
        const cycle =
          update.personId === who.person.id ? await view.cycles.cycle(who.scope, update.cycleId) : undefined;
        if (cycle !== undefined) mine.push({ update, cycle });
      }
    }
    return mineCard(mine, localDateOf(now, who.timeZone), who.timeZone);
  });
}
