import { daysBetween, localDateOf } from "../core/calendar/local.js";
import { type Comparison, comparisonOf } from "../core/groups/compare.js";
import { pairsOfRules } from "../core/groups/form.js";
import { groupsInput, membersOf } from "../core/groups/input.js";
import type { GroupsGround } from "../core/groups/model.js";
import type { RoundAbout } from "../core/groups/preview.js";
import { idOf } from "../core/id.js";
import { isCompared } from "../core/matching/eligible.js";
import type { GroupRound, PairRule } from "../core/matching/records.js";
import { isCurrent } from "../core/network/current.js";
import type { Membership, Network, Person } from "../core/network/model.js";
import type { Repositories } from "../ports/store.js";
import { loadStanding } from "./parties.js";
import { loadProblemFacts } from "./problem-facts.js";

/** What groups of a collaboration are made from, as it is stored now, and whom to tell of them. */
export type Ground = GroupsGround & {
  network: Network;
  /** In force, oldest first. */
  rules: PairRule[];
  /** Of its teams, current and former, with their people. */
  members: { membership: Membership; person: Person }[];
  nameOf(districtId: string): string;
};

/** Undefined where there is no such collaboration. */
export async function loadGround(
  view: Repositories,
  network: Network,
  collaborationId: string,
  now: Date,
): Promise<Ground | undefined> {
  const scope = { networkId: network.id };
  const outline = await view.roster.outline(scope, ["collaborations", "convenings", "districts", "teams"]);
  const collaboration = outline.collaborations.find(({ id }) => id === collaborationId);
  if (collaboration === undefined) return undefined;
  const today = localDateOf(now, network.timeZone);
  const teams = outline.teams.filter((team) => team.collaborationId === collaborationId);
  const teamsOf = (districtId: string) => teams.filter((team) => team.districtId === districtId);
  const districts = outline.districts
    .filter(({ id }) => teamsOf(id).length > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
  const { memberships, people } = await view.roster.membersOf(
    scope,
    teams.map(({ id }) => id),
  );
  const persons = new Map(people.map((person) => [person.id, person]));
  const members = memberships.flatMap((membership) => {
    const person = persons.get(membership.personId);
    return person === undefined ? [] : [{ membership, person }];
  });
  const leads = new Map(
    districts.map(({ id }) => [
      id,
      members
        .filter(({ membership }) => membership.districtId === id && membership.lead && isCurrent(membership, today))
        .map(({ person }) => person),
    ]),
  );
  const choices = new Map((await view.matching.choices(scope)).map((one) => [one.districtId, one]));
  const rules = (await view.groups.rules(scope, collaborationId)).filter(({ liftedAt }) => liftedAt === null);
  const blocks = (await view.matching.blocks(scope)).filter(({ liftedAt }) => liftedAt === null);
  const standing = await loadStanding(view, network, now);
  const ids = districts.map(({ id }) => id);
  const names = new Map(outline.districts.map(({ id, name }) => [id, name]));
  return {
    network,
    collaboration,
    convenings: outline.convenings
      .filter((one) => one.collaborationId === collaborationId)
      .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
    districts,
    teams,
    rounds: await view.groups.rounds(scope, collaborationId),
    rules,
    must: pairsOfRules(rules, "must"),
    never: [
      ...pairsOfRules(rules, "never"),
      ...blocks.map(({ districtId, otherDistrictId }) => ({ a: districtId, b: otherDistrictId })),
    ],
    optedOut: new Set(ids.filter((id) => choices.get(id)?.outOfGroups === true)),
    paused: new Set(ids.filter((id) => teamsOf(id).every(({ paused }) => paused))),
    full: new Set(ids.filter((id) => !standing.hasRoom(id))),
    leads,
    introduced: standing.matches.flatMap(({ match, sides: [one, other] }) => {
      if (match.introducedAt === null || one === undefined || other === undefined) return [];
      const daysAgo = Math.max(0, daysBetween(localDateOf(match.introducedAt, network.timeZone), today));
      return [{ a: one.districtId, b: other.districtId, daysAgo }];
    }),
    today,
    now,
    members,
    nameOf: (id) => names.get(id) ?? "",
  };
}

/**
 * How alike its districts are. `reader`: a program manager, who may read every problem; or the districts themselves, for whom only
 * problems count that are shared with the collaboration at least, with the tests that are shared as far.
 */
export async function loadComparison(
  view: Repositories,
  { network, teams }: Ground,
  purpose: GroupRound["purpose"],
  reader: "program manager" | "districts",
): Promise<Comparison> {
  const scope = { networkId: network.id };
  const problemIds: string[] = [];
  for (const team of teams)
    for (const { problem } of await view.cycles.problems(scope, team.id)) problemIds.push(problem.id);
  const known = await loadProblemFacts(view, scope, problemIds, reader === "districts" ? "shared" : "all");
  const open = known.filter(({ level }) => reader === "program manager" || isCompared(level));
  return comparisonOf(
    open.map(({ facts }) => facts),
    purpose,
  );
}

/** Everything that a round's card says, for a program manager. */
export async function loadAbout(view: Repositories, ground: Ground, round: GroupRound): Promise<RoundAbout> {
  const comparison = await loadComparison(view, ground, round.purpose, "program manager");
  const { convenings, nameOf, today, network } = ground;
  const input = groupsInput(ground, round, membersOf(round), comparison);
  return { input, comparison, convenings, nameOf, today, timeZone: network.timeZone };
}

/** The message in which a draft stands before whoever made it: changed in place. */
export function draftMessageId(roundId: string): string {
  return idOf("groups draft", roundId);
}
