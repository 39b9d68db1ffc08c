import type { Between, Party } from "../core/matching/eligible.js";
import { hasRoom, openWith } from "../core/matching/load.js";
import { apartFrom } from "../core/matching/reader.js";
import type { SharingLevel } from "../core/matching/records.js";
import type { District, Network, Team } from "../core/network/model.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";

/** Who may be brought together with whom in a network, as it stands now. */
export type Standing = {
  networkId: string;
  districts: ReadonlyMap<string, District>;
  teams: ReadonlyMap<string, Team>;
  matches: readonly MatchOfTwo[];
  /** By problem; undefined where its team is gone. */
  party(problem: { id: string; teamId: string }): Party | undefined;
  between(a: string, b: string): Between;
  /** Districts that it is kept apart from, whoever wanted it: by a block of either, or a rule of a program manager. */
  apart(districtId: string): ReadonlySet<string>;
  /** Whether one more request may be open with it. */
  hasRoom(districtId: string): boolean;
  /** What waits for an answer of the district. */
  open(districtId: string): number;
};

/** Whether a team has a match that is not over: then none is looked for, and it is not told that there is none. */
export function hasMatch({ matches }: Pick<Standing, "matches">, teamId: string): boolean {
  return matches.some(({ match, sides }) => match.state !== "ended" && sides.some((side) => side.teamId === teamId));
}

const dayMs = 24 * 60 * 60 * 1000;

export async function loadStanding(view: Repositories, network: Network, now: Date): Promise<Standing> {
  const scope = { networkId: network.id };
  const { districts, teams, collaborations } = await view.roster.outline(scope, [
    "districts",
    "teams",
    "collaborations",
  ]);
  const levels = new Map<string, SharingLevel>(
    (await view.matching.consentsInForce(scope, "problem")).map(({ subjectId, level }) => [subjectId, level]),
  );
  const choices = new Map((await view.matching.choices(scope)).map((one) => [one.districtId, one]));
  const matches = await view.matches.all(scope);
  const offers = await view.help.offers(scope);
  const teamsById = new Map(teams.map((team) => [team.id, team]));
  const blocks: Parameters<typeof apartFrom>[1][number][] = await view.matching.blocks(scope);
  for (const { id } of collaborations)
    for (const { rule, aDistrictId, bDistrictId, liftedAt } of await view.groups.rules(scope, id))
      if (rule === "never") blocks.push({ districtId: aDistrictId, otherDistrictId: bDistrictId, liftedAt });
  const betweenThem = new Map<string, MatchOfTwo[]>();
  for (const one of matches) {
    const [a, b] = one.sides;
    if (a === undefined || b === undefined) continue;
    const pair = pairOf(a.districtId, b.districtId);
    betweenThem.set(pair, [...(betweenThem.get(pair) ?? []), one]);
  }
  const apartOf = new Map<string, Set<string>>();
  const apart = (districtId: string) => {
    const known = apartOf.get(districtId) ?? apartFrom(districtId, blocks);
    apartOf.set(districtId, known);
    return known;
  };
  const open = (districtId: string) => openWith(districtId, matches, offers);
  const roomFor = (districtId: string) =>
    hasRoom(open(districtId), choices.get(districtId)?.openRequests ?? null, network.openRequests);

  return {
    networkId: network.id,
    districts: new Map(districts.map((district) => [district.id, district])),
    teams: teamsById,
    matches,
    party({ id, teamId }) {
      const team = teamsById.get(teamId);
      if (team === undefined) return undefined;
      return {
        districtId: team.districtId,
        teamId,
        collaborationId: team.collaborationId,
        problemId: id,
        level: levels.get(id) ?? "team",
        paused: team.paused,
        hasRoom: roomFor(team.districtId),
      };
    },
    between(a, b) {
      const all = betweenThem.get(pairOf(a, b)) ?? [];
      const ended = all.flatMap(({ match }) => match.endedAt?.getTime() ?? []);
      return {
        apart: apart(a).has(b),
        inTouch: all.some(({ match }) => match.state !== "ended"),
        partedDaysAgo: ended.length === 0 ? undefined : (now.getTime() - Math.max(...ended)) / dayMs,
      };
    },
    apart,
    hasRoom: roomFor,
    open,
  };
}

/** Ids are UUIDs: a space stands in none. */
const pairOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
