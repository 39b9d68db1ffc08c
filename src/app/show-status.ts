import { addDays, localDateOf } from "../core/calendar/local.js";
import { unaskedDates } from "../core/checkin/plan-check-ins.js";
import { nextSlotDate } from "../core/checkin/slots.js";
import type { Cycle } from "../core/cycle/model.js";
import { notAnswered, notesIn } from "../core/digest/team-line.js";
import { findMatchButton } from "../core/matching/proposal-cards.js";
import type { Team } from "../core/network/model.js";
import { homeCard, statusCard, type TeamStatus } from "../core/status/cards.js";
import { teamCard, teamsCard } from "../core/status/coached.js";
import { unclearBlocks } from "../core/status/unclear.js";
import { helpTexts } from "../core/texts-help.js";
import type { Card } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories, Scope } from "../ports/store.js";
import type { App } from "./app.js";
import { countsOf } from "./ask.js";
import { cycleRecords } from "./cycle-records.js";
import { keptApartFor } from "./lift-block.js";
import { notice, notYours } from "./notices.js";
import { openMattersOf } from "./open-matters.js";
import { latestAsked, loadTeamLines, openAndLast, unaskedOfDays } from "./team-lines.js";
import { loadRules, loadTeams, nextConvening } from "./team-situations.js";
import { unclearFor } from "./unclear.js";
import { waitingIntroductions, waitingProposals } from "./waiting-introductions.js";
import { coachedHere, type Known, mayBeShownHere } from "./who.js";

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

/** What a team that she coaches recorded. */
export async function showTeam(app: App, who: Known, teamId: string): Promise<Reply> {
  const assignment = who.coaching.find((one) => one.teamId === teamId);
  if (assignment === undefined || !mayBeShownHere(who, assignment.districtId)) return notYours();
  return app.store.read(async (view): Promise<Reply> => {
    const { networkId, districtId } = assignment;
    const scope = { networkId, districtId };
    const team = await view.roster.team(scope, teamId);
    const district = await view.roster.district(scope, districtId);
    if (team === undefined || district === undefined) return notYours();
    const cycles = await view.cycles.ofTeams(scope, [teamId]);
    const shown = openAndLast(cycles);
    const { timeZone } = district;
    const { minN } = who.network;
    const now = app.clock.now();
    const records = await cycleRecords(view, scope, shown, { minN, timeZoneOf: () => timeZone });
    const spread = await spreadOf(view, scope, cycles);
    const notes = await notesOf(view, team, now);
    const counts = await countsOf(view, networkId, districtId);
    const help = Object.values(counts).some((one) => one > 0) ? helpTexts.giveAndGetOf(counts) : undefined;
    const today = localDateOf(now, timeZone);
    const card = teamCard(team, records, today, { spread, notes, minN, help });
    if (who.workspace.districtId !== null) return notice(card);
    return notice({ ...card, blocks: [...card.blocks, findMatchButton(team)] });
  });
}

/** Cycles with a spread ledger, each with it. */
async function spreadOf(view: Repositories, scope: Scope, cycles: readonly Cycle[]) {
  const steps = await view.cycles.spreadOf(
    scope,
    cycles.map(({ id }) => id),
  );
  return cycles.flatMap(({ id, title, teamId }) => {
    const ledger = steps.filter(({ cycleId }) => cycleId === id);
    return ledger.length === 0 ? [] : [{ teamId, title, ledger }];
  });
}

/** What members added to "not this week" when they were asked last, by level: who is on the team now. */
async function notesOf(view: Repositories, { id, networkId, districtId }: Team, now: Date) {
  const scope = { networkId, districtId };
  const since = addDays(now.toISOString().slice(0, 10), -unaskedOfDays);
  const slots = (await view.checkIns.slotsSince(scope, since)).filter(({ teamId }) => teamId === id);
  const prompts = (await view.checkIns.promptsSince(scope, since)).filter(({ teamId }) => teamId === id);
  const { memberships } = await view.roster.membersOf(scope, [id]);
  return notesIn(latestAsked(slots, prompts)).flatMap(({ personId, reason, note }) => {
    const level = memberships.find((one) => one.personId === personId)?.level;
    return level === undefined ? [] : [{ level, reason, note }];
  });
}

/** All teams that she coaches and may read here, each to be chosen. */
export function showTeams(app: App, who: Known): Promise<Card> {
  return app.store.read(async (view) => {
    const { teams } = await view.roster.outline({ networkId: who.person.networkId }, ["teams"]);
    const coached = new Set(coachedHere(who));
    return teamsCard(teams.filter(({ id }) => coached.has(id)));
  });
}

async function statusOf(app: App, view: Repositories, who: Known): Promise<Card> {
  const now = app.clock.now();
  const network: Scope = { networkId: who.person.networkId };
  const leads = new Set(who.memberships.filter(({ lead }) => lead).map(({ teamId }) => teamId));
  const own = await statuses(view, who, now, leads);
  // A program manager's teams lie in other districts than her own scope; she is shown just the teams she coaches.
  const coached = coachedHere(who);
  const lines = (await loadTeamLines(view, network, coached, now))(new Set(coached));
  const unclear = await unclearFor(view, who, now);
  const apart = new Set(unclear.map(({ id }) => id));
  const matters = who.person.networkRole === "admin" ? await openMattersOf(view, network, now, apart) : [];
  const unclearShown = unclearBlocks(unclear, localDateOf(now, who.timeZone));
  const waiting = [
    ...(await waitingIntroductions(view, who)),
    ...(await waitingProposals(view, who, now)),
    ...unclearShown,
  ];
  const findsMatches = who.workspace.districtId === null;
  const card = statusCard(own, lines, matters, who.person.muted, { waiting, leads, findsMatches });
  return { ...card, blocks: [...card.blocks, ...(await keptApartFor(view, who))] };
}

/** As many queries for all of her own teams as for one. `leading`: the teams whose lead she is. */
async function statuses(
  view: Repositories,
  who: Known,
  now: Date,
  leading: ReadonlySet<string>,
): Promise<TeamStatus[]> {
  const { scope } = who;
  const teamIds = new Set(who.teams.map(({ id }) => id));
  if (teamIds.size === 0) return [];
  const { outline, rules } = await loadRules(view, scope, now);
  const hers = rules.filter(({ team }) => teamIds.has(team.id));
  if (hers.length === 0) return [];
  const since = addDays(now.toISOString().slice(0, 10), -unaskedOfDays);
  const slots = (await view.checkIns.slotsSince(scope, since)).filter(({ teamId }) => teamIds.has(teamId));
  const prompts = (await view.checkIns.promptsSince(scope, since)).filter(({ teamId }) => teamIds.has(teamId));
  const spread = await spreadOf(view, scope, await view.cycles.ofTeams(scope, [...teamIds]));
  return (await loadTeams(view, scope, hers, now)).map((situation) => {
    const { team, district, rule, cycles, last, members } = situation;
    const today = localDateOf(now, district.timeZone);
    const leads = leading.has(team.id);
    const ofRule = slots.filter((slot) => slot.ruleId === rule.id);
    const asked = latestAsked(ofRule, prompts);
    return {
      team,
      district,
      cycles,
      last,
      today,
      convening: nextConvening(outline, team.collaborationId, today),
      nextCheckIn: rule.active ? nextSlotDate(situation, district.calendar, addDays(today, 1)) : undefined,
      unasked: unaskedDates(ofRule, prompts),
      notAnswered: leads
        ? notAnswered(asked, members, { team, district }, now)
            .filter(({ id }) => id !== who.person.id)
            .map(({ name }) => name)
        : [],
      notes: leads
        ? notesIn(asked).flatMap(({ personId, ...said }) => {
            const name = members.find(({ person }) => person.id === personId)?.person.name;
            return name === undefined ? [] : [{ name, ...said }];
          })
        : [],
      spread: spread.filter(({ teamId }) => teamId === team.id),
    };
  });
}
