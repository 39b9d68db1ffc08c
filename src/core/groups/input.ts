import { daysBetween, localDateOf } from "../calendar/local.js";
import { isAway } from "../checkin/plan-check-ins.js";
import { pairsOf } from "../matching/groups-check.js";
import type { GroupsInput, LeftOut, PastMeeting } from "../matching/groups-model.js";
import type { GroupRound } from "../matching/records.js";
import type { Convening } from "../network/model.js";
import type { Comparison } from "./compare.js";
import type { GroupsGround, GroupsWish, LeftOutWhy, Unable } from "./model.js";

/** What the engine is asked for. `members`: who was ticked; who cannot take part is among them, so that it is said why. */
export function groupsInput(
  ground: GroupsGround,
  wish: GroupsWish,
  members: readonly string[],
  { worth, shares }: Pick<Comparison, "worth" | "shares">,
): GroupsInput {
  const unable = unableOn(ground, wish);
  const known = new Set(ground.districts.map(({ id }) => id));
  const satOut = timesLeftOut(ground.rounds);
  return {
    members: [...new Set(members)]
      .filter((id) => known.has(id))
      .map((id) => {
        const why = unable.get(id);
        const full = why === undefined || why === "opted out" ? {} : { capacity: 0, capacityReason: why };
        return { id, optedOut: why === "opted out", satOut: satOut.get(id) ?? 0, ...full };
      }),
    worth,
    must: ground.must,
    never: ground.never,
    past: pastMeetings(ground, wish),
    novelty: wish.novelty,
    size: { min: wish.sizeMin, max: wish.sizeMax },
    ...(wish.purpose === "consultancy" ? { sharesProblem: shares } : {}),
    seed: wish.seed,
  };
}

/**
 * Who cannot take part, and why. A convening asks nothing of a district but to be there; a consultancy is help, and counts
 * against what the district takes at once.
 */
export function unableOn(
  ground: GroupsGround,
  { purpose, conveningId }: Pick<GroupsWish, "purpose" | "conveningId">,
): Map<string, Unable> {
  const day = ground.convenings.find(({ id }) => id === conveningId)?.startsOn ?? ground.today;
  const found = new Map<string, Unable>();
  for (const { id } of ground.districts) {
    const leads = ground.leads.get(id) ?? [];
    if (ground.optedOut.has(id)) found.set(id, "opted out");
    else if (ground.paused.has(id)) found.set(id, "paused");
    else if (purpose === "consultancy" && ground.full.has(id)) found.set(id, "full");
    else if (leads.length > 0 && leads.every((lead) => isAway(lead, day))) found.set(id, "away");
  }
  return found;
}

/** Those who sat together in published groups or were introduced. Groups that these would take the place of do not count. */
export function pastMeetings(
  ground: GroupsGround,
  { id, purpose, conveningId }: Pick<GroupsWish, "id" | "purpose" | "conveningId">,
): PastMeeting[] {
  const counted = ground.rounds.filter(
    (round) =>
      round.state === "published" && round.id !== id && !(purpose === "convening" && round.conveningId === conveningId),
  );
  const met = counted.flatMap((round) => {
    const daysAgo = Math.max(0, daysBetween(dayOf(round, ground.convenings), ground.today));
    return round.groups.flatMap((group) => pairsOf([...group].sort()).map((pair) => ({ ...pair, daysAgo })));
  });
  return [...met, ...ground.introduced];
}

/** When a round's groups meet, or met: at its convening, else from when they were published. */
function dayOf({ conveningId, publishedAt, at }: GroupRound, convenings: readonly Convening[]) {
  return convenings.find(({ id }) => id === conveningId)?.startsOn ?? localDateOf(publishedAt ?? at, "UTC");
}

/** How often each was left out of the last few published rounds for want of a place: who sat out is placed first. */
function timesLeftOut(rounds: readonly GroupRound[]): Map<string, number> {
  const found = new Map<string, number>();
  const published = rounds.filter(({ state }) => state === "published").slice(0, lately);
  for (const { districtId, why } of published.flatMap(({ leftOut }) => leftOut))
    if (why === "number" || why === "nobody allowed" || why === "by hand")
      found.set(districtId, (found.get(districtId) ?? 0) + 1);
  return found;
}
const lately = 3;

/** What is kept of who is left out. */
export function leftOutRow(left: LeftOut): { districtId: string; why: LeftOutWhy } {
  const why = left.why === "no capacity" ? ((left.reason ?? "full") as Unable) : left.why;
  return { districtId: left.id, why };
}

/** Everybody whom a round is about. */
export function membersOf({ groups, leftOut }: Pick<GroupRound, "groups" | "leftOut">): string[] {
  return [...new Set([...groups.flat(), ...leftOut.map(({ districtId }) => districtId)])];
}
