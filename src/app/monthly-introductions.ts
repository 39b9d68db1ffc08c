import { localDateOf } from "../core/calendar/local.js";
import type { SchoolCalendar } from "../core/calendar/model.js";
import type { Effect } from "../core/effects.js";
import { idOf } from "../core/id.js";
import { isCompared, type NoMatch, type Party } from "../core/matching/eligible.js";
import { noMatchCard } from "../core/matching/introduction-cards.js";
import { type LeftOutLine, type ProposalLine, proposalsCard } from "../core/matching/proposal-cards.js";
import { type Candidate, choosePairs, roundAt } from "../core/matching/round.js";
import type { Collaboration, Network, Team } from "../core/network/model.js";
import { contactFrom, networkCalendar } from "../core/nudge/when.js";
import { introductionTexts as t } from "../core/texts-introductions.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { enqueue } from "./enqueue.js";
import { type Fit, findFor, type Ground, loadGround, problemIdOf } from "./find-match.js";
import { fullReasons, leadOf } from "./introduction-people.js";
import { keeperOf } from "./managers.js";
import { isSmallCircle } from "./meant.js";
import { loadNeighbours } from "./neighbours.js";
import { toldToLead } from "./no-match.js";
import { hasMatch } from "./parties.js";
import { saveProposal, type Unsayable } from "./proposal.js";

/** So long after its day a round that was missed is still held. */
const lateDays = 7;

/** The rounds of all collaborations that are due. Once a month each: late, doubled or by several replicas, it does no harm. */
export async function proposeMonthly(app: App, network: Network, now: Date): Promise<void> {
  const scope = { networkId: network.id };
  const today = localDateOf(now, network.timeZone);
  const month = today.slice(0, 7);
  const due = await app.store.read(async (view) => {
    const { collaborations } = await view.roster.outline(scope, ["collaborations"]);
    const open: Collaboration[] = [];
    for (const one of collaborations)
      if (one.startsOn <= today && today <= one.endsOn && !(await view.events.seen(roundKey(one, month))))
        open.push(one);
    if (open.length === 0) return [];
    const calendars = await calendarsOf(view, network);
    return open.filter(({ id }) => {
      const at = roundAt(today, calendars.get(id) ?? [], network.timeZone);
      return at !== undefined && at <= now && now.getTime() - at.getTime() <= lateDays * 86_400_000;
    });
  });
  for (const collaboration of due) await holdRound(app, network, collaboration, month, now);
}

const roundKey = ({ id }: Pick<Collaboration, "id">, month: string): string => `introductions:${id}:${month}`;

/** Of the districts of each collaboration. */
export async function calendarsOf(view: Repositories, network: Network): Promise<Map<string, SchoolCalendar[]>> {
  const { teams, districts } = await view.roster.outline({ networkId: network.id }, ["teams", "districts"]);
  const found = new Map<string, SchoolCalendar[]>();
  for (const { collaborationId, districtId } of teams) {
    const calendar = districts.find(({ id }) => id === districtId)?.calendar;
    if (calendar !== undefined) found.set(collaborationId, [...(found.get(collaborationId) ?? []), calendar]);
  }
  return found;
}

type Pair = Candidate & { mine: Party; fit: Fit };
/** `other`: somebody fits, and the bot may not bring the two together itself. */
type LeftOut = { team: Team; why: NoMatch } | { team: Team; other: Team; why: Unsayable };

/** What could be proposed is found first; what is still so is written in one transaction, with the cards of the round. */
async function holdRound(app: App, network: Network, collaboration: Collaboration, month: string, now: Date) {
  const { ground, neighbours, teams, problems } = await app.store.read(async (view) => {
    const all = await loadGround(view, network, now);
    const own = [...all.standing.teams.values()].filter((team) => team.collaborationId === collaboration.id);
    const known = new Map<string, string | undefined>();
    for (const team of own) known.set(team.id, await problemIdOf(view, team));
    return { ground: all, neighbours: await loadNeighbours(view, all), teams: own, problems: known };
  });
  const candidates: Pair[] = [];
  const none: LeftOut[] = [];
  const looking: Team[] = [];
  for (const team of freeTeams(ground, teams)) {
    const found = await findFor(app, ground, team, problems.get(team.id), 10);
    if ("none" in found) {
      // Who looks for nobody is not left out.
      if (found.none !== "no problem" && found.none !== "not looked for") none.push({ team, why: found.none });
      continue;
    }
    looking.push(team);
    for (const fit of found.fits)
      if (!hasMatch(ground.standing, fit.theirs.teamId))
        candidates.push({
          teams: [team.id, fit.theirs.teamId],
          districts: [team.districtId, fit.theirs.districtId],
          score: fit.score,
          mine: found.mine,
          fit,
        });
  }
  const pairs = choosePairs(candidates, ground.standing.open);
  await app.store.write(async (tables) => {
    if (!(await tables.events.remember(roundKey(collaboration, month), app.clock.machineNow()))) return;
    const proposals: (ProposalLine & { teams: readonly string[] })[] = [];
    const leftOut = [...none];
    const taken = new Set<string>();
    for (const pair of pairs) {
      const { mine, fit } = pair;
      const [keeper] = await keeperOf(tables, network, [mine.teamId, fit.theirs.teamId], now);
      if (keeper === undefined) continue;
      const made = await saveProposal(tables, ground, neighbours, { ...fit, mine, by: null, key: month }, now);
      const [a, b] = [ground.standing.teams.get(mine.teamId), ground.standing.teams.get(fit.theirs.teamId)];
      if (a === undefined || b === undefined || made === "not now") continue;
      for (const { id } of [a, b]) taken.add(id);
      if (typeof made === "string") leftOut.push({ team: a, other: b, why: made });
      else
        proposals.push({
          matchId: made.match.id,
          names: [a.name, b.name],
          score: fit.score,
          reasons: await reasonsFor(tables, network, pair, keeper),
          teams: [a.id, b.id],
        });
    }
    // Somebody fits, and was taken by another pair.
    for (const team of looking)
      if (!taken.has(team.id) && !leftOut.some((one) => one.team.id === team.id))
        leftOut.push({ team, why: "not now" });
    const scope = { networkId: network.id };
    await enqueue(
      tables,
      scope,
      await roundCards(tables, network, { proposals, leftOut, collaboration, month }, now),
      now,
    );
    for (const one of leftOut)
      if (!("other" in one))
        await enqueue(tables, scope, await tellLeftOut(tables, ground, one.team, one.why, now), now);
  });
}

/** What was found is for a team's own program manager; the other team's reads what that one shares. `keeper`: whose she is. */
async function reasonsFor(
  tables: Repositories,
  { id: networkId }: Network,
  { mine, fit: { theirs, reasons } }: Pair,
  keeper: string,
): Promise<string[]> {
  if (keeper === mine.teamId) return reasons;
  const own = { networkId, problemId: theirs.problemId };
  return fullReasons(tables, own, mine, { own: [theirs.problemId], shared: isCompared });
}

/** One match a team at a time; who does not look for anybody is left in peace. */
function freeTeams(ground: Ground, teams: readonly Team[]): Team[] {
  return teams.filter(({ id, paused }) => !paused && !hasMatch(ground.standing, id));
}

type Round = {
  proposals: readonly (ProposalLine & { teams: readonly string[] })[];
  leftOut: readonly LeftOut[];
  collaboration: Collaboration;
  month: string;
};

/** Each program manager gets one card: the proposals whose first team with a program manager is hers, and who of hers is left out. */
async function roundCards(tables: Repositories, network: Network, round: Round, now: Date): Promise<Effect[]> {
  const of = new Map<string, { proposals: ProposalLine[]; leftOut: LeftOutLine[]; about: Set<string> }>();
  const entry = (personId: string) => {
    const found = of.get(personId) ?? { proposals: [], leftOut: [], about: new Set<string>() };
    of.set(personId, found);
    return found;
  };
  for (const one of round.proposals) {
    const [teamId, personId] = await keeperOf(tables, network, one.teams, now);
    if (teamId === undefined || personId === undefined) continue;
    entry(personId).proposals.push(one);
    entry(personId).about.add(teamId);
  }
  for (const one of round.leftOut) {
    const teams = "other" in one ? [one.team, one.other] : [one.team];
    const ids = teams.map(({ id }) => id);
    const [teamId, personId] = await keeperOf(tables, network, ids, now);
    if (teamId === undefined || personId === undefined) continue;
    const why = "other" in one ? t.unsayable[one.why] : t.leftOutWhy(one.why);
    entry(personId).leftOut.push({ teams: teams.map(({ name }) => name), why });
    entry(personId).about.add(teamId);
  }
  const notBefore = contactFrom(networkCalendar, network.timeZone, now) ?? now;
  return [...of].map(([personId, { proposals, leftOut, about }]) => ({
    ...{ effect: "tell", kind: "introductions", personId, notBefore },
    id: idOf("introductions", personId, round.collaboration.id, round.month),
    card: proposalsCard(proposals, leftOut),
    about: [...about],
  }));
}

/** Said once to the lead of a team that looks for others; later rounds are her program manager's to read. */
async function tellLeftOut(
  tables: Repositories,
  { standing }: Ground,
  team: Team,
  why: NoMatch,
  now: Date,
): Promise<Effect[]> {
  // In a small circle it would be told by whether she hears of it: her problem's card says the same whatever the reason.
  const problemId = await problemIdOf(tables, team);
  const mine = problemId === undefined ? undefined : standing.party({ id: problemId, teamId: team.id });
  if (mine !== undefined && toldToLead(why, isSmallCircle(standing, mine)) !== why) return [];
  const district = standing.districts.get(team.districtId);
  const lead = district && (await leadOf(tables, team, district, now));
  const notBefore = district && contactFrom(district.calendar, district.timeZone, now);
  if (lead === undefined || lead.muted || notBefore === undefined) return [];
  const id = idOf("no match", team.id);
  const card = noMatchCard(t.whyNoMatch(why), team.id);
  return [{ effect: "tell", kind: "introduction", id, personId: lead.id, card, notBefore }];
}
