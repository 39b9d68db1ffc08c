import { localDateOf } from "../core/calendar/local.js";
import { isCompared } from "../core/matching/eligible.js";
import { explain } from "../core/matching/explain.js";
import type { Named } from "../core/matching/introduction-cards.js";
import type { MatchSide } from "../core/matching/records.js";
import { prepare, score } from "../core/matching/score.js";
import { isCurrent } from "../core/network/current.js";
import type { District, Network, Person, Team } from "../core/network/model.js";
import { contactFrom } from "../core/nudge/when.js";
import type { introductionTexts } from "../core/texts-introductions.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import { personAddress } from "./enqueue.js";
import { loadStanding } from "./parties.js";
import { loadProblemFacts } from "./problem-facts.js";

/** One of the two, with who is asked for it. */
export type SideNow = { side: MatchSide; team: Team; district: District; lead: Person | undefined };

/** Undefined where a team or a district is gone. In the order of the sides. */
export async function sidesNow(
  view: Repositories,
  { sides }: MatchOfTwo,
  now: Date,
): Promise<[SideNow, SideNow] | undefined> {
  const found: SideNow[] = [];
  for (const side of sides) {
    const scope = { networkId: side.networkId, districtId: side.districtId };
    const team = await view.roster.team(scope, side.teamId);
    const district = await view.roster.district(scope, side.districtId);
    if (team === undefined || district === undefined) return undefined;
    found.push({ side, team, district, lead: await leadOf(view, team, district, now) });
  }
  const [a, b] = found;
  return a === undefined || b === undefined ? undefined : [a, b];
}

/** The team's lead on this day; where it has none, nobody is asked in its name. */
export async function leadOf(
  view: Repositories,
  { id, networkId }: Team,
  { timeZone }: District,
  now: Date,
): Promise<Person | undefined> {
  const today = localDateOf(now, timeZone);
  const { memberships, people } = await view.roster.membersOf({ networkId }, [id]);
  const leading = memberships.find((one) => one.lead && isCurrent(one, today));
  return people.find((person) => person.id === leading?.personId);
}

/** When a question that is put now reaches this side: in its contact hours. Undefined where its calendar has run out. */
export function asksAtOf({ district }: SideNow, now: Date): Date | undefined {
  return contactFrom(district.calendar, district.timeZone, now);
}

type Cannot = { why: keyof (typeof introductionTexts)["cannot"]; team: Team };

/** Why the two cannot be asked now; undefined where they can. Their own load is looked at once more. */
export async function whyNotOffered(
  view: Repositories,
  network: Network,
  two: MatchOfTwo,
  sides: readonly SideNow[],
  now: Date,
): Promise<Cannot | undefined> {
  const standing = await loadStanding(view, network, now);
  for (const one of sides) {
    const { side, team, lead } = one;
    const party = standing.party({ id: side.problemId, teamId: team.id });
    const refuse = (why: Cannot["why"]) => ({ why, team });
    if (party === undefined || !isCompared(party.level)) return refuse("not shared");
    if (team.paused) return refuse("paused");
    if (!party.hasRoom) return refuse("no room");
    if (lead === undefined) return refuse("no lead");
    if (lead.muted) return refuse("muted");
    if ((await personAddress(view, { networkId: network.id }, lead, "introduction")) === undefined)
      return refuse("not reachable");
    if (asksAtOf(one, now) === undefined) return refuse("no school day");
  }
  const [a, b] = two.sides;
  const [first] = sides;
  if (a !== undefined && b !== undefined && first !== undefined && standing.between(a.districtId, b.districtId).apart)
    return { why: "apart", team: first.team };
  return undefined;
}

/** The other side as the reader may know it once both said yes; her own tests count in full, theirs as far as they share them. */
export async function namedFor(view: Repositories, reader: SideNow, other: SideNow): Promise<Named> {
  return {
    district: other.district.name,
    team: other.team.name,
    leads: other.lead === undefined ? [] : [{ name: other.lead.name, email: other.lead.email }],
    reasons: await fullReasons(view, reader.side, other.side),
  };
}

/** Why the two are alike, with plain numbers, to be read by whoever may know both. */
export async function fullReasons(
  view: Repositories,
  mine: Pick<MatchSide, "networkId" | "problemId">,
  theirs: Pick<MatchSide, "problemId">,
): Promise<string[]> {
  const scope = { networkId: mine.networkId };
  const ids = [mine.problemId, theirs.problemId];
  const known = await loadProblemFacts(view, scope, ids, { own: mine.problemId });
  const [own, others] = ids.map((id) => known.find(({ facts }) => facts.id === id));
  if (own === undefined || others === undefined) return [];
  const [here, there] = [prepare(own.facts), prepare(others.facts)];
  return explain(here, there, score(here, there, "peer help")).map(({ text }) => text);
}
