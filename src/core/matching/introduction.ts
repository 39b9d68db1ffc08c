import { addDays, instantAt, localDateOf, weekdayOf } from "../calendar/local.js";
import type { LocalDate } from "../calendar/model.js";
import { idOf } from "../id.js";
import type { Match, MatchEnding, MatchSide } from "./records.js";

/** So long a program manager has a proposal before her, in days. */
const proposedDays = 28;
/** So long the two are asked, and later whether they want to go on. */
export const answerDays = 14;
/** After so many days they are asked whether they met, and after so many more once again. */
const metAfterDays = 21;
const metAgainDays = 14;
/** After so many days a match is renewed or ends. */
export const taperDays = 84;

/** A match with both sides, in the order of their ids. */
export type TwoSides = { match: Match; sides: readonly MatchSide[] };

export type IntroductionEvent =
  /** The program manager's words to both. */
  | { do: "words"; note: string | null }
  /** What each would read, where it is not any more what stands there. */
  | { do: "describe"; sides: readonly Pick<MatchSide, "id" | "reasons" | "described">[] }
  | { do: "approve"; by: string }
  | { do: "reject"; by: string }
  /** `why`: in her own words. A "no" after her own "yes" takes that back. */
  | { do: "answer"; side: string; by: string; answer: "yes" | "no"; why: string | null; block: boolean }
  /** One of the two does not share its problem any more. */
  | { do: "consent withdrawn" }
  /** They may not be brought together any more: somebody wants them apart, or one of them pauses or has nobody to lead it. */
  | { do: "keep apart" }
  | { do: "met"; side: string; met: "yes" | "not yet" }
  | { do: "renew"; side: string; renew: "yes" | "no" }
  | { do: "end"; side: string; why: string | null }
  /** The heartbeat. */
  | { do: "time" };

/** What came of it, for whoever has to be told. `by`: the side that did it; null: nobody of the two. */
export type Happened =
  | { what: "worded" }
  | { what: "offered" }
  | { what: "answered"; by: string }
  | { what: "introduced"; by: string }
  | { what: "asked whether they met"; nth: number }
  | { what: "met"; by: string }
  | { what: "asked to go on"; nth: number }
  | { what: "wants to go on"; by: string }
  | { what: "renewed" }
  | { what: "blocked"; by: string }
  | { what: "ended"; ending: MatchEnding; by: string | null };

export const whyIgnored = [
  "ended",
  "not proposed",
  "not offered",
  "not introduced",
  "not asked",
  "said already",
  "not a side",
  "not due",
] as const;
export type WhyIgnored = (typeof whyIgnored)[number];

/** `asksAt`: when a question that is put now can reach both of them, which are days later in the holidays. */
export type Around = { timeZone: string; asksAt: Date };

export type Stepped = { two: TwoSides; happened: Happened[] } | { ignored: WhyIgnored };

/**
 * What becomes of an introduction. The same event on the same match gives the same. Every step raises the version by one.
 *
 * Guarantee: no state is left for an earlier one, what has ended stays as it is, and each question is put once (whether they
 * met: twice at most). Who is told what of it: introduction-cards.ts.
 */
export function step(two: TwoSides, event: IntroductionEvent, now: Date, around: Around): Stepped {
  const { match } = two;
  if (match.state === "ended") return { ignored: "ended" };
  if ("side" in event && !two.sides.some(({ id }) => id === event.side)) return { ignored: "not a side" };
  switch (event.do) {
    case "words":
      if (match.state !== "proposed") return { ignored: "not proposed" };
      return changed(two, { note: event.note }, [{ what: "worded" }]);
    case "describe": {
      if (match.state !== "proposed") return { ignored: "not proposed" };
      const sides = two.sides.map((side) => ({ ...side, ...event.sides.find(({ id }) => id === side.id) }));
      return changed({ match, sides }, {}, [{ what: "worded" }]);
    }
    case "approve":
      return match.state === "proposed" ? offered(two, event.by, now, around) : { ignored: "not proposed" };
    case "reject":
      if (match.state !== "proposed") return { ignored: "not proposed" };
      return ended(changed(two, { approvedBy: event.by }), "rejected", null, now);
    case "answer":
      return match.state === "offered" ? answered(two, event, now, around) : { ignored: "not offered" };
    case "consent withdrawn":
      if (match.state === "introduced") return { ignored: "not offered" };
      return ended(changed(two, {}), "consent withdrawn", null, now);
    case "keep apart":
      if (match.state === "introduced") return { ignored: "not offered" };
      return ended(changed(two, {}), "kept apart", null, now);
    case "met":
      return match.state === "introduced" ? met(two, event, around) : { ignored: "not introduced" };
    case "renew":
      return match.state === "introduced" ? renewed(two, event, now, around) : { ignored: "not introduced" };
    case "end":
      if (match.state !== "introduced") return { ignored: "not introduced" };
      return ended(changed(withSide(two, event.side, { whyNot: event.why })), "ended by a team", event.side, now);
    case "time":
      if (match.nextAt === null || match.nextAt > now) return { ignored: "not due" };
      return match.state === "introduced"
        ? nextQuestion(two, now, around)
        : ended(changed(two, {}), "expired", null, now);
    default:
      return event satisfies never;
  }
}

type Changed = { two: TwoSides; happened: Happened[] };

function changed({ match, sides }: TwoSides, change: Partial<Match> = {}, happened: Happened[] = []): Changed {
  return { two: { match: { ...match, ...change, version: match.version + 1 }, sides }, happened };
}

function withSide({ match, sides }: TwoSides, id: string, change: Partial<MatchSide>): TwoSides {
  return { match, sides: sides.map((side) => (side.id === id ? { ...side, ...change } : side)) };
}

function ended({ two, happened }: Changed, ending: MatchEnding, by: string | null, now: Date): Changed {
  const match: Match = { ...two.match, state: "ended", ending, nextAt: null, endedAt: now };
  return { two: { match, sides: two.sides }, happened: [...happened, { what: "ended", ending, by }] };
}

function offered(two: TwoSides, by: string, now: Date, around: Around): Changed {
  const due = answersBy(around);
  const change = { state: "offered" as const, approvedBy: by, offeredAt: now, ...due };
  return changed(two, change, [{ what: "offered" }]);
}

function answered(
  two: TwoSides,
  { side, by, answer, why, block }: Extract<IntroductionEvent, { do: "answer" }>,
  now: Date,
  around: Around,
): Stepped {
  const before = two.sides.find(({ id }) => id === side);
  if (before?.answer === answer && before.answeredBy === by) return { ignored: "said already" };
  const given = withSide(two, side, { answer, answeredBy: by, answeredAt: now, whyNot: answer === "no" ? why : null });
  if (answer === "no")
    return block
      ? ended(changed(given, {}, [{ what: "blocked", by: side }]), "blocked", side, now)
      : ended(changed(given), "declined", side, now);
  if (!given.sides.every((one) => one.answer === "yes")) return changed(given, {}, [{ what: "answered", by: side }]);
  const day = addDays(localDateOf(now, around.timeZone), metAfterDays);
  const change = {
    state: "introduced" as const,
    introducedAt: now,
    dueOn: null,
    nextAt: morningOf(day, around.timeZone),
  };
  return changed(given, change, [{ what: "introduced", by: side }]);
}

function met(
  two: TwoSides,
  { side, met: said }: Extract<IntroductionEvent, { do: "met" }>,
  { timeZone }: Around,
): Stepped {
  if (two.match.metAsked === 0) return { ignored: "not asked" };
  if (haveMet(two) || two.sides.some((one) => one.id === side && one.met === said)) return { ignored: "said already" };
  const nextAt = said === "yes" ? taperAt(two.match, timeZone) : two.match.nextAt;
  return changed(withSide(two, side, { met: said }), { nextAt }, [{ what: "met", by: side }]);
}

function renewed(
  two: TwoSides,
  { side, renew }: Extract<IntroductionEvent, { do: "renew" }>,
  now: Date,
  { timeZone }: Around,
): Stepped {
  if (two.match.dueOn === null) return { ignored: "not asked" };
  if (two.sides.some((one) => one.id === side && one.renew === renew)) return { ignored: "said already" };
  const given = withSide(two, side, { renew });
  if (renew === "no") return ended(changed(given), "not renewed", side, now);
  if (!given.sides.every((one) => one.renew === "yes"))
    return changed(given, {}, [{ what: "wants to go on", by: side }]);
  const next = { ...given.match, renewals: given.match.renewals + 1, dueOn: null };
  return changed({ match: next, sides: given.sides }, { nextAt: taperAt(next, timeZone) }, [{ what: "renewed" }]);
}

/** Whether they met, twice at most; then, where they did, whether they want to go on. Without an answer it ends. */
function nextQuestion(two: TwoSides, now: Date, around: Around): Changed {
  const { match } = two;
  if (match.dueOn !== null) return ended(changed(two), "not renewed", null, now);
  if (haveMet(two)) {
    const open = { match, sides: two.sides.map((side) => ({ ...side, renew: null })) };
    return changed(open, answersBy(around), [{ what: "asked to go on", nth: match.renewals + 1 }]);
  }
  if (match.metAsked === 2) return ended(changed(two), "did not meet", null, now);
  const metAsked = match.metAsked + 1;
  const nextAt = morningOf(addDays(dayOfAsking(around), metAgainDays), around.timeZone);
  return changed(two, { metAsked, nextAt }, [{ what: "asked whether they met", nth: metAsked }]);
}

/** What both of an introduction are asked now, beside whether they want it. */
export function askedNow(two: TwoSides): "met" | "go on" | undefined {
  const { state, dueOn, metAsked } = two.match;
  if (state !== "introduced") return undefined;
  if (dueOn !== null) return "go on";
  return metAsked > 0 && !haveMet(two) ? "met" : undefined;
}

function haveMet({ sides }: TwoSides): boolean {
  return sides.some((side) => side.met === "yes");
}

/** A morning of the twelfth week since they were introduced, or since it was due the last time. */
function taperAt({ introducedAt, renewals }: Match, timeZone: string): Date | null {
  if (introducedAt === null) return null;
  return morningOf(addDays(localDateOf(introducedAt, timeZone), taperDays * (renewals + 1)), timeZone);
}

function answersBy(around: Around): { dueOn: LocalDate; nextAt: Date } {
  const dueOn = addDays(dayOfAsking(around), answerDays);
  return { dueOn, nextAt: morningOf(addDays(dueOn, 1), around.timeZone) };
}

const dayOfAsking = ({ asksAt, timeZone }: Around): LocalDate => localDateOf(asksAt, timeZone);

/** Ten in the morning of the day, or of the Monday after. */
export function morningOf(day: LocalDate, timeZone: string): Date {
  const weekday = weekdayOf(day);
  return instantAt(weekday > 5 ? addDays(day, 8 - weekday) : day, "10:00", timeZone);
}

/** One of the two teams, as it stands when the match is proposed. */
export type ProposedSide = Pick<MatchSide, "districtId" | "teamId" | "problemId" | "reasons" | "described">;

export type Proposing = Pick<Match, "networkId" | "collaborationId" | "purpose" | "score" | "proposedBy"> & {
  /** From teams and act, so that the same one twice is one match; nobody may be able to work out the teams from it. */
  id: string;
  sides: readonly [ProposedSide, ProposedSide];
};

/** A match as it begins: before a program manager. */
export function propose({ sides, ...rest }: Proposing, now: Date, timeZone: string): TwoSides {
  const { id } = rest;
  const dueOn = addDays(localDateOf(now, timeZone), proposedDays);
  const match: Match = {
    ...rest,
    state: "proposed",
    ending: null,
    proposedAt: now,
    note: null,
    approvedBy: null,
    offeredAt: null,
    introducedAt: null,
    dueOn,
    metAsked: 0,
    renewals: 0,
    nextAt: morningOf(addDays(dueOn, 1), timeZone),
    endedAt: null,
    version: 1,
  };
  const said = { answer: null, answeredBy: null, answeredAt: null, whyNot: null, met: null, renew: null };
  const both = sides.map((side): MatchSide => {
    return { ...side, ...said, id: idOf("match side", id, side.teamId), networkId: rest.networkId, matchId: id };
  });
  return { match, sides: both.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
