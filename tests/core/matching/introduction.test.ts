import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Around,
  type Happened,
  type IntroductionEvent,
  propose,
  step,
  type TwoSides,
} from "../../../src/core/matching/introduction.js";
import { introductionCard } from "../../../src/core/matching/introduction-cards.js";
import { matchStates } from "../../../src/core/matching/records.js";

const timeZone = "America/Los_Angeles";
const begin = new Date("2026-01-20T18:00:00Z");
const day = (n: number) => new Date(begin.getTime() + n * 86_400_000);
const side = (n: number) => ({
  districtId: `district-${n}`,
  teamId: `team-${n}`,
  problemId: `problem-${n}`,
  reasons: [`Why, for ${n}`],
  described: `How ${n} is described`,
});
const fresh = (key = "January") =>
  propose(
    {
      networkId: "network-1",
      collaborationId: "collaboration-1",
      purpose: "introduction",
      score: 0.6,
      proposedBy: null,
      id: `match ${key}`,
      sides: [side(1), side(2)],
    },
    begin,
    timeZone,
  );

const sideOf = (two: TwoSides, n: number) => two.sides.find(({ teamId }) => teamId === `team-${n}`)?.id ?? "";
const around = (now: Date): Around => ({ timeZone, asksAt: now });
const did = (two: TwoSides, event: IntroductionEvent, at: Date, where = around(at)) => {
  const result = step(two, event, at, where);
  if ("ignored" in result) throw new Error(`ignored: ${result.ignored}`);
  return result;
};
const ignored = (two: TwoSides, event: IntroductionEvent, at: Date) => {
  const result = step(two, event, at, around(at));
  return "ignored" in result ? result.ignored : undefined;
};
const answer = (two: TwoSides, n: number, given: "yes" | "no", more: { why?: string; block?: boolean } = {}) => ({
  ...{ do: "answer" as const, side: sideOf(two, n), by: `lead-${n}`, answer: given },
  ...{ why: more.why ?? null, block: more.block ?? false },
});
const offered = () => did(fresh(), { do: "approve", by: "pm" }, begin).two;
const introduced = () => {
  const first = did(offered(), answer(fresh(), 1, "yes"), day(1)).two;
  return did(first, answer(first, 2, "yes"), day(2)).two;
};
const time = { do: "time" } as const;
/** The heartbeat at the moment that the match waits for. */
const next = (two: TwoSides) => did(two, time, two.match.nextAt ?? new Date(Number.NaN));

describe("an introduction", () => {
  it("asks both once its program manager approved it, and introduces them when both said yes", () => {
    const proposed = fresh();
    expect(proposed.match).toMatchObject({ state: "proposed", version: 1, proposedBy: null });
    const worded = did(proposed, { do: "words", note: "You would like each other" }, begin).two;
    const asked = did(worded, { do: "approve", by: "pm" }, begin);
    expect(asked.two.match).toMatchObject({
      ...{ state: "offered", approvedBy: "pm", dueOn: "2026-02-03", note: "You would like each other" },
    });
    expect(asked.happened).toEqual([{ what: "offered" }]);
    const first = did(asked.two, answer(proposed, 1, "yes"), day(1));
    expect(first.happened).toEqual([{ what: "answered", by: sideOf(proposed, 1) }]);
    const second = did(first.two, answer(proposed, 2, "yes"), day(2));
    expect(second.happened).toEqual([{ what: "introduced", by: sideOf(proposed, 2) }]);
    expect(second.two.match).toMatchObject({ state: "introduced", introducedAt: day(2), dueOn: null });
    expect(ignored(second.two, { do: "words", note: "late" }, day(2))).toBe("not proposed");
  });

  it("ends with one no, whether or not it takes back her own yes, and keeps her words on her own side", () => {
    const why = "They came to us last year";
    const no = did(offered(), answer(fresh(), 1, "no", { why }), day(1));
    expect(no.two.match).toMatchObject({ state: "ended", ending: "declined", nextAt: null });
    expect(no.two.sides.map(({ whyNot }) => whyNot).sort()).toEqual([null, why].sort());
    const yes = did(offered(), answer(fresh(), 1, "yes"), day(1)).two;
    expect(ignored(yes, answer(yes, 1, "yes"), day(1))).toBe("said already");
    expect(did(yes, answer(yes, 1, "no"), day(1)).two.match.ending).toBe("declined");
    const blocked = did(yes, answer(yes, 2, "no", { block: true }), day(1));
    expect(blocked.two.match.ending).toBe("blocked");
    expect(blocked.happened).toContainEqual({ what: "blocked", by: sideOf(yes, 2) });
  });

  it("ends unanswered after two weeks, counted from when both could be asked", () => {
    const holidays = { timeZone, asksAt: day(10) };
    const asked = did(fresh(), { do: "approve", by: "pm" }, begin, holidays).two;
    expect(asked.match.dueOn).toBe("2026-02-13");
    expect(ignored(asked, time, day(23))).toBe("not due");
    expect(next(asked).two.match).toMatchObject({ state: "ended", ending: "expired" });
    // February 13 is a Friday: the heartbeat looks on Monday morning.
    expect(asked.match.nextAt).toEqual(new Date("2026-02-16T18:00:00Z"));
  });

  it("ends where consent is taken back before both agreed, and not where they know each other", () => {
    for (const two of [fresh(), offered()])
      expect(did(two, { do: "consent withdrawn" }, day(1)).two.match.ending).toBe("consent withdrawn");
    expect(ignored(introduced(), { do: "consent withdrawn" }, day(3))).toBe("not offered");
  });

  it("asks after three weeks whether they met, two weeks later once more, and then lets go", () => {
    const two = introduced();
    expect(ignored(two, { do: "met", side: sideOf(two, 1), met: "yes" }, day(3))).toBe("not asked");
    expect(two.match.nextAt).toEqual(new Date("2026-02-12T18:00:00Z"));
    const first = next(two);
    expect(first.happened).toEqual([{ what: "asked whether they met", nth: 1 }]);
    const notYet = did(first.two, { do: "met", side: sideOf(two, 1), met: "not yet" }, day(24)).two;
    expect(ignored(notYet, { do: "met", side: sideOf(two, 1), met: "not yet" }, day(24))).toBe("said already");
    const second = next(notYet);
    expect(second.happened).toEqual([{ what: "asked whether they met", nth: 2 }]);
    expect(next(second.two).two.match).toMatchObject({ state: "ended", ending: "did not meet" });
  });

  it("asks after twelve weeks whether they want to go on: with two yes for twelve weeks more, else it ends", () => {
    const asked = next(introduced()).two;
    const met = did(asked, { do: "met", side: sideOf(asked, 2), met: "yes" }, day(30)).two;
    expect(ignored(met, { do: "met", side: sideOf(met, 1), met: "not yet" }, day(30))).toBe("said already");
    expect(met.match.nextAt).toEqual(new Date("2026-04-16T17:00:00Z"));
    expect(ignored(met, { do: "renew", side: sideOf(met, 1), renew: "yes" }, day(31))).toBe("not asked");
    const taper = next(met);
    expect(taper.happened).toEqual([{ what: "asked to go on", nth: 1 }]);
    const at = taper.two.match.nextAt ?? begin;
    const one = did(taper.two, { do: "renew", side: sideOf(met, 1), renew: "yes" }, day(86)).two;
    const both = did(one, { do: "renew", side: sideOf(met, 2), renew: "yes" }, day(87));
    expect(both.happened).toEqual([{ what: "renewed" }]);
    expect(both.two.match).toMatchObject({ state: "introduced", renewals: 1, dueOn: null });
    expect(both.two.match.nextAt).toEqual(new Date("2026-07-09T17:00:00Z"));
    expect(next(both.two).happened).toEqual([{ what: "asked to go on", nth: 2 }]);
    expect(did(one, { do: "renew", side: sideOf(met, 2), renew: "no" }, day(87)).two.match.ending).toBe("not renewed");
    expect(did(one, time, at).two.match.ending).toBe("not renewed");
  });

  it("is ended by either of the two whenever she likes, once they know each other", () => {
    const two = introduced();
    const over = did(two, { do: "end", side: sideOf(two, 2), why: "We are done" }, day(9));
    expect(over.two.match.ending).toBe("ended by a team");
    expect(over.happened).toEqual([{ what: "ended", ending: "ended by a team", by: sideOf(two, 2) }]);
    expect(ignored(offered(), { do: "end", side: sideOf(two, 2), why: null }, day(1))).toBe("not introduced");
  });

  it("has the same sides, whichever team is named first", () => {
    const turned = propose(
      { ...fresh().match, id: "match January", sides: [side(2), side(1)], proposedBy: null },
      begin,
      timeZone,
    );
    expect(turned.match.id).toBe(fresh().match.id);
    expect(turned.sides).toEqual(fresh().sides);
    expect(fresh("February").sides[0]?.id).not.toBe(fresh().sides[0]?.id);
  });
});

const both = fc.constantFrom(1, 2);
const anyEvent: fc.Arbitrary<(two: TwoSides) => IntroductionEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(() => time) },
  fc.constant(() => ({ do: "approve" as const, by: "pm" })),
  fc.constant(() => ({ do: "reject" as const, by: "pm" })),
  fc.constant(() => ({ do: "words" as const, note: "words" })),
  fc.constant(() => ({ do: "consent withdrawn" as const })),
  {
    weight: 3,
    arbitrary: fc
      .record({ n: both, said: fc.constantFrom("yes" as const, "yes" as const, "no" as const), block: fc.boolean() })
      .map(
        ({ n, said, block }) =>
          (two: TwoSides) =>
            answer(two, n, said, { why: "a secret", block }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ n: both, met: fc.constantFrom("yes" as const, "not yet" as const) })
      .map(({ n, met }) => (two: TwoSides) => ({ do: "met" as const, side: sideOf(two, n), met })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ n: both, renew: fc.constantFrom("yes" as const, "yes" as const, "no" as const) })
      .map(({ n, renew }) => (two: TwoSides) => ({ do: "renew" as const, side: sideOf(two, n), renew })),
  },
  both.map((n) => (two: TwoSides) => ({ do: "end" as const, side: sideOf(two, n), why: "a secret" })),
);
/** Begins anywhere on the way, so that what comes late is tried as often as what comes early. */
const story: fc.Arbitrary<Story> = fc.record({
  from: fc.constantFrom(fresh, offered, introduced),
  steps: fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 40 })), { maxLength: 30 }),
});

type Told = { before: TwoSides; event: IntroductionEvent; two: TwoSides; happened: Happened[] };

type Story = { from: () => TwoSides; steps: [(two: TwoSides) => IntroductionEvent, number][] };

function play({ from, steps }: Story) {
  let two = from();
  let now = day(3);
  const told: Told[] = [];
  for (const [make, days] of steps) {
    now = new Date(now.getTime() + days * 86_400_000);
    const event = make(two);
    const result = step(two, event, now, around(now));
    if ("ignored" in result) continue;
    told.push({ before: two, event, ...result });
    two = result.two;
  }
  return { two, told };
}

const place = ({ match }: TwoSides) => [
  matchStates.indexOf(match.state),
  match.renewals,
  match.metAsked,
  match.version,
];

describe("any course of an introduction", () => {
  it("never goes back, and stays ended", () => {
    fc.assert(
      fc.property(story, (given) => {
        for (const { before, two } of play(given).told) {
          expect(before.match.state).not.toBe("ended");
          place(two).forEach((value, n) => void expect(value).toBeGreaterThanOrEqual(place(before)[n] ?? 0));
          expect(two.match.version).toBe(before.match.version + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("comes out the same when it is played again", () => {
    fc.assert(fc.property(story, (given) => void expect(play(given)).toEqual(play(given))));
  });

  it("puts each question once, and whether they met twice at most", () => {
    fc.assert(
      fc.property(story, (given) => {
        const put = play(given)
          .told.flatMap(({ happened }) => happened)
          .filter(({ what }) => what === "offered" || what.startsWith("asked"))
          .map((one) => JSON.stringify(one));
        expect(new Set(put).size).toBe(put.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("ends with somebody to look at it, and until then the heartbeat does", () => {
    fc.assert(
      fc.property(story, (given) => {
        const { two } = play(given);
        expect(two.match.nextAt === null).toBe(two.match.state === "ended");
        expect(two.match.ending === null).toBe(two.match.state !== "ended");
      }),
    );
  });
});

describe("what one side reads before both said yes", () => {
  const otherSide = fc.record({
    answer: fc.constantFrom(null, "yes" as const, "no" as const),
    answeredBy: fc.constantFrom(null, "a secret person"),
    whyNot: fc.constantFrom(null, "a secret reason"),
    reasons: fc.constantFrom([], ["What only the other reads"]),
  });
  /** How it may end without anything that this side did. */
  const endings = ["declined", "blocked", "consent withdrawn"] as const;

  it("is the same whatever the other said, and why it ended", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(null, "yes" as const),
        otherSide,
        fc.constantFrom("offered" as const, ...endings, "expired" as const),
        (own, theirs, how) => {
          const state = how === "offered" ? { state: "offered" as const } : { state: "ended" as const, ending: how };
          const show = (change: object, ending: object) => {
            const { match, sides } = offered();
            const [mine, other] = sides;
            if (mine === undefined || other === undefined) throw new Error("two sides");
            const pair = [
              { ...mine, answer: own },
              { ...other, ...change },
            ] as const;
            return JSON.stringify(
              introductionCard({ match: { ...match, ...ending }, sides: pair }, pair[0], pair[1], {
                named: undefined,
                until: null,
              }),
            );
          };
          const card = show(theirs, state);
          expect(card).not.toMatch(/secret|only the other/);
          expect(card).toBe(show({}, state));
          // Without an answer of hers the end of the two weeks is her own; otherwise all ends are one to her.
          if (how !== "offered" && !(how === "expired" && own === null))
            expect(card).toBe(show({}, { state: "ended", ending: "declined" }));
        },
      ),
    );
  });
});
