import { addDays, localDateOf } from "../core/calendar/local.js";
import { unaskedDates } from "../core/checkin/plan-check-ins.js";
import { nextSlotDate } from "../core/checkin/slots.js";
import { homeCard, statusCard, type TeamStatus, teamCard } from "../core/status/cards.js";
import { unclearBlocks } from "../core/status/unclear.js";
import type { Card } from "../core/ui/card.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { openMattersOf } from "./open-matters.js";
import { loadRules, loadTeams, nextConvening } from "./team-situations.js";
import { unclearFor } from "./unclear.js";
import { type Known, mayBeShownHere } from "./who.js";

/** A check-in that passed unasked longer ago than this is no news any more. */
const unaskedOfDays = 60;

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
    const { networkId, districtId } = assignment;
    const [found] = await statuses(view, { networkId, districtId }, new Set([teamId]), app.clock.now());
    return found && teamCard(found);
  });
}

async function statusOf(app: App, view: Repositories, who: Known): Promise<Card> {
  const now = app.clock.now();
  const network: Scope = { networkId: who.person.networkId };
  const coached = new Set(who.coaching.map((one) => one.teamId));
  // A program manager's teams lie in other districts than her own scope; she is shown just the teams she coaches.
  const shown = new Set([...who.teams.map((one) => one.id), ...coached]);
  const teams = await statuses(view, coached.size > 0 ? network : who.scope, shown, now);
  const own = teams.filter((one) => who.teams.some((team) => team.id === one.team.id));
  const hers = teams.filter((one) => coached.has(one.team.id) && mayBeShownHere(who, one.team.districtId));
  const unclear = await unclearFor(view, who, now);
  const apart = new Set(unclear.map(({ id }) => id));
  const matters = who.person.networkRole === "admin" ? await openMattersOf(view, network, now, apart) : [];
  const unclearShown = unclearBlocks(unclear, localDateOf(now, who.timeZone));
  return statusCard(own, hers, matters, who.person.muted, unclearShown);
}

/** As many queries for all of these teams as for one. */
async function statuses(
  view: Repositories,
  scope: Scope,
  teamIds: ReadonlySet<string>,
  now: Date,
): Promise<TeamStatus[]> {
  const { outline, rules } = await loadRules(view, scope, now);
  const hers = rules.filter(({ team }) => teamIds.has(team.id));
  if (hers.length === 0) return [];
  const since = addDays(now.toISOString().slice(0, 10), -unaskedOfDays);
  const slots = (await view.checkIns.slotsSince(scope, since)).filter(({ teamId }) => teamIds.has(teamId));
  const prompts = (await view.checkIns.promptsSince(scope, since)).filter(({ teamId }) => teamIds.has(teamId));
  return (await loadTeams(view, scope, hers, now)).map((situation) => {
    const { team, district, rule, cycles, last } = situation;
    const today = localDateOf(now, district.timeZone);
    const ofRule = slots.filter((slot) => slot.ruleId === rule.id);
    return {
      team,
      district,
      cycles,
      last,
      today,
      convening: nextConvening(outline, team.collaborationId, today),
      nextCheckIn: rule.active ? nextSlotDate(situation, district.calendar, addDays(today, 1)) : undefined,
      unasked: unaskedDates(ofRule, prompts),
    };
  });
}
