import { addDays, localDateOf } from "../core/calendar/local.js";
import type { LocalDate } from "../core/calendar/model.js";
import { whyLeftAlone } from "../core/checkin/left-alone.js";
import { pausedReason } from "../core/checkin/plan-check-ins.js";
import { explain } from "../core/matching/explain.js";
import { answerDays } from "../core/matching/introduction.js";
import type { Named } from "../core/matching/introduction-cards.js";
import type { Match, MatchSide, SharingLevel } from "../core/matching/records.js";
import { prepare, score } from "../core/matching/score.js";
import { isCurrent } from "../core/network/current.js";
import type { District, Network, Person, Team } from "../core/network/model.js";
import { contactFrom, contactWhenBack } from "../core/nudge/when.js";
import type { introductionTexts } from "../core/texts-introductions.js";
import type { MatchOfTwo } from "../ports/matching.js";
import type { Repositories } from "../ports/store.js";
import { personAddress } from "./enqueue.js";
import { loadStanding } from "./parties.js";
import { loadProblemFacts } from "./problem-facts.js";
import { whyNoLonger } from "./still-together.js";

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
    found.push({ side, team, district, lead: await leadOf(view, team, district, now, side.answeredBy) });
  }
  const [a, b] = found;
  return a === undefined || b === undefined ? undefined : [a, b];
}

/** The team's lead on this day, of several `first`; where it has none, nobody is asked in its name. */
export async function leadOf(
  view: Repositories,
  { id, networkId }: Team,
  { timeZone }: District,
  now: Date,
  first: string | null = null,
): Promise<Person | undefined> {
  const today = localDateOf(now, timeZone);
  const { memberships, people } = await view.roster.membersOf({ networkId }, [id]);
  const leading = memberships.filter((one) => one.lead && isCurrent(one, today)).map(({ personId }) => personId);
  const chosen = leading.find((id) => id === first) ?? leading[0];
  return people.find((person) => person.id === chosen);
}

/**
 * When a question that is put now reaches this side: in its contact hours, and where its lead is away for a while, when she is
 * back. Undefined where its calendar has run out.
 */
export function asksAtOf({ district: { calendar, timeZone }, lead }: SideNow, now: Date): Date | undefined {
  return lead === undefined ? contactFrom(calendar, timeZone, now) : contactWhenBack(lead, calendar, timeZone, now);
}

/** By when this side is asked to answer: by its own calendar. The match waits until the later one of both. */
export function answersUntil(one: SideNow, { state, offeredAt, dueOn }: Match): LocalDate | null {
  if (state !== "offered" || offeredAt === null || dueOn === null) return null;
  const asked = localDateOf(asksAtOf(one, offeredAt) ?? offeredAt, one.district.timeZone);
  const own = addDays(asked, answerDays);
  return own < dueOn ? own : dueOn;
}

export type Cannot = { why: keyof (typeof introductionTexts)["cannot"]; team: Team };

/** Why the two cannot be asked now; undefined where they can. Their own load is looked at once more. */
export async function whyNotOffered(
  view: Repositories,
  network: Network,
  sides: readonly SideNow[],
  now: Date,
): Promise<Cannot | undefined> {
  const no = await whyNoLonger(view, network, sides, now);
  if (no !== undefined) return no;
  const standing = await loadStanding(view, network, now);
  for (const one of sides) {
    const { team, lead } = one;
    const refuse = (why: Cannot["why"]) => ({ why, team });
    if (!standing.hasRoom(team.districtId)) return refuse("no room");
    if (lead === undefined) return refuse("no lead");
    if ((await personAddress(view, { networkId: network.id }, lead, "introduction")) === undefined)
      return refuse("not reachable");
    const at = asksAtOf(one, now);
    if (at === undefined) return refuse("no school day");
    const left = whyLeftAlone(lead, team, localDateOf(at, one.district.timeZone));
    if (left !== undefined) return refuse(left === pausedReason ? "paused" : left);
  }
  return undefined;
}

/** The other side as the reader may know it once both said yes; her own tests count in full, theirs as far as they share them. */
export async function namedFor(view: Repositories, reader: SideNow, other: SideNow): Promise<Named> {
  return {
    district: other.district.name,
    team: other.team.name,
    leads: other.lead === undefined ? [] : [{ name: other.lead.name, email: other.lead.email }],
    reasons: await fullReasons(view, reader.side, other.side, {
      own: [reader.side.problemId],
      shared: (level) => level !== "team",
    }),
  };
}

/** The problems of which the reader may know all, and how far the others have to be shared for her to read of them. */
export type ReasonsFor = { own: readonly string[]; shared: (level: SharingLevel) => boolean };

/**
 * Why the two are alike, with plain numbers, to be read by whoever may know both; none once a problem that is not her own is not
 * shared with her any more.
 */
export async function fullReasons(
  view: Repositories,
  mine: Pick<MatchSide, "networkId" | "problemId">,
  theirs: Pick<MatchSide, "problemId">,
  { own, shared }: ReasonsFor,
): Promise<string[]> {
  const ids = [mine.problemId, theirs.problemId];
  const known = await loadProblemFacts(view, { networkId: mine.networkId }, ids, { own });
  const [a, b] = ids.map((id) =>
    known.find(({ facts, level }) => facts.id === id && (own.includes(id) || shared(level))),
  );
  if (a === undefined || b === undefined) return [];
  const [here, there] = [prepare(a.facts), prepare(b.facts)];
  return explain(here, there, score(here, there, "peer help")).map(({ text }) => text);
}
