import { contactEnds } from "../core/calendar/school-day.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import type { Effect } from "../core/effects.js";
import type { Comparison } from "../core/groups/compare.js";
import { leftOutCard, partCard, roundsThatStand, toldGroupCard } from "../core/groups/told.js";
import { idOf } from "../core/id.js";
import type { GroupRound } from "../core/matching/records.js";
import { isCurrent } from "../core/network/current.js";
import type { Convening, Person, Team } from "../core/network/model.js";
import { contactFrom } from "../core/nudge/when.js";
import { texts } from "../core/texts.js";
import type { Block, Card } from "../core/ui/card.js";
import type { Repositories } from "../ports/store.js";
import { personAddress } from "./enqueue.js";
import { type Ground, loadComparison, loadGround } from "./groups-ground.js";
import { type Known, mayBeShownHere } from "./who.js";

const t = texts.groups;

/** So often a card is written to one person: again where a reason on it may not be said any more when it leaves. */
export const tellings = [0, 1] as const;

export function toldId(roundId: string, teamId: string, personId: string, telling: number): string {
  return idOf("groups told", roundId, teamId, personId, telling);
}

export function conveningOf({ conveningId }: GroupRound, { convenings }: Pick<Ground, "convenings">) {
  return convenings.find(({ id }) => id === conveningId);
}

/**
 * What the lead of one of its districts' teams reads of a round; undefined where there is nothing to tell. `shared`: by what
 * both districts share with the collaboration, so that no reason says more.
 */
export function toldCard(
  round: GroupRound,
  team: Team,
  ground: Ground,
  shared: Comparison,
  replaces: boolean,
): Card | undefined {
  const { districtId } = team;
  const convening = conveningOf(round, ground);
  const group = round.groups.find((ids) => ids.includes(districtId));
  if (group === undefined) {
    const left = round.leftOut.find((one) => one.districtId === districtId);
    return left && leftOutCard({ teamId: team.id, convening, replaces }, left.why);
  }
  const others = group
    .filter((id) => id !== districtId)
    .map((id) => ({ name: ground.nameOf(id), why: shared.sentence(districtId, id) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return toldGroupCard({ teamId: team.id, convening, others, out: ground.optedOut.has(districtId), replaces });
}

/** Why a team lead is not written to, so that her program manager can do it. */
type Untold = "muted" | "away" | "not reachable" | "no lead";

export type Telling = { effects: Effect[]; told: number; untold: { name: string; why: Untold }[] };

/** Every team lead of the round's districts with her card, in her contact hours. */
export async function tellingsOf(
  tables: Repositories,
  round: GroupRound,
  ground: Ground,
  replaced: readonly GroupRound[],
): Promise<Telling> {
  const shared = await loadComparison(tables, ground, round.purpose, "districts");
  const telling: Telling = { effects: [], told: 0, untold: [] };
  for (const team of ground.teams) {
    const replaces = replaced.some((one) => concerns(one, team.districtId));
    const card = toldCard(round, team, ground, shared, replaces);
    if (card === undefined || team.paused) continue;
    const leads = leadsOf(ground, team);
    if (leads.length === 0) telling.untold.push({ name: team.name, why: "no lead" });
    for (const person of leads) {
      const why = await whyUntold(tables, ground, person);
      if (why !== undefined) telling.untold.push({ name: person.name, why });
      else {
        telling.effects.push(tell(round, team, person, card, ground, 0));
        telling.told++;
      }
    }
  }
  return telling;
}

export function tell(
  round: GroupRound,
  team: Team,
  person: Person,
  card: Card,
  ground: Ground,
  telling: number,
): Extract<Effect, { effect: "tell" }> {
  const district = ground.districts.find(({ id }) => id === team.districtId);
  const convening: Convening | undefined = conveningOf(round, ground);
  const notBefore = district && contactFrom(district.calendar, district.timeZone, ground.now);
  const expiresAt = district && convening && contactEnds(district.calendar, convening.endsOn, district.timeZone);
  return {
    effect: "tell",
    id: toldId(round.id, team.id, person.id, telling),
    personId: person.id,
    kind: "groups",
    card,
    notBefore: notBefore ?? ground.now,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    about: [team.id],
  };
}

export function concerns({ groups, leftOut }: GroupRound, districtId: string): boolean {
  return groups.some((group) => group.includes(districtId)) || leftOut.some((one) => one.districtId === districtId);
}

/** Its current team leads. */
export function leadsOf({ members, today }: Ground, team: Team): Person[] {
  return members
    .filter(({ membership }) => membership.teamId === team.id && membership.lead && isCurrent(membership, today))
    .map(({ person }) => person);
}

async function whyUntold(tables: Repositories, ground: Ground, person: Person): Promise<Untold | undefined> {
  // A team that pauses is not told of, and not said to be untold.
  const left = whyLeftAlone(person, undefined, ground.today);
  if (left === "muted" || left === "away") return left;
  const address = await personAddress(tables, { networkId: ground.network.id }, person, "groups");
  return address === undefined ? "not reachable" : undefined;
}

/** For a team lead: the groups that stand for her district, as they may be told now. Undefined for everybody else. */
export async function groupsOfLead(view: Repositories, who: Known, now: Date): Promise<Card | undefined> {
  const led = who.teams.filter(
    ({ id, districtId }) =>
      mayBeShownHere(who, districtId) && who.memberships.some(({ teamId, lead }) => lead && teamId === id),
  );
  const cards: Card[] = [];
  for (const team of led) {
    const ground = await loadGround(view, who.network, team.collaborationId, now);
    if (ground === undefined) continue;
    const hers: Card[] = [];
    for (const round of roundsThatStand(ground.rounds, ground.convenings, ground.today)) {
      const shared = await loadComparison(view, ground, round.purpose, "districts");
      const card = toldCard(round, team, ground, shared, false);
      if (card !== undefined) hers.push(card);
    }
    const out = ground.optedOut.has(team.districtId);
    cards.push(...(hers.length > 0 ? hers : [partCard(team.id, out, out ? t.isOut : t.noneForYou)]));
  }
  const [first, ...more] = cards;
  if (first === undefined) return undefined;
  const rest = more.flatMap(({ heading, blocks }): Block[] => [
    { kind: "divider" },
    ...(heading === undefined ? [] : [{ kind: "text" as const, text: `**${heading}**` }]),
    ...blocks,
  ]);
  return { heading: first.heading ?? t.heading, blocks: [...first.blocks, ...rest] };
}
