import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type HelpCase,
  type HelpEvent,
  helpersOf,
  helpIgnored,
  helpTurn,
} from "../../../src/core/matching/help-request.js";
import { type HelpRequest, helpSteps } from "../../../src/core/matching/records.js";

const start = new Date("2026-01-21T18:00:00Z");
const request: HelpRequest = {
  id: "request-1",
  networkId: "network-1",
  districtId: "district-1",
  teamId: "team-1",
  personId: "lead",
  question: "How did you get families to answer calls about absence?",
  by: null,
  topics: [],
  step: "team",
  level: "network",
  state: "open",
  createdAt: start,
  nextAt: new Date("2026-02-04T18:00:00Z"),
  closedAt: null,
  taken: null,
  givenBack: null,
  adapted: null,
  version: 1,
};
const opened: HelpCase = { request, offers: [] };
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const asked = (n: number) => ({
  id: `offer-${n}`,
  districtId: `district-${n}`,
  teamId: `team-${n}`,
  reasons: ["Your team works on this."],
  described: "A member of your network",
});
const play = (from: HelpCase, ...events: HelpEvent[]): HelpCase =>
  events.reduce((now, event, n) => helpTurn(now, event, later(n + 1)).case, from);
const toDistricts: HelpEvent[] = [
  { do: "step", to: "program manager", ask: [] },
  { do: "step", to: "districts", ask: [asked(2), asked(3)] },
];

const offer = fc.constantFrom("offer-2", "offer-3", "offer-4", "nobody");
const words = fc.constantFrom(null, "", "  ", "We called at six.");
const step = fc.record({
  do: fc.constant("step" as const),
  to: fc.constantFrom(...helpSteps),
  ask: fc.subarray([asked(2), asked(3), asked(4)]),
});
const answer = fc.record({
  do: fc.constant("answer" as const),
  offer,
  answer: fc.constantFrom("offered" as const, "answered" as const, "not now" as const),
  personId: fc.constant("other-lead"),
  text: words,
});
const nearby = fc.record({
  do: fc.constant("answer from nearby" as const),
  id: fc.constantFrom("near-1", "near-2"),
  from: fc.constantFrom("team" as const, "program manager" as const),
  personId: fc.constant("teacher"),
  text: fc.constantFrom("", "Ask the office."),
});
const ending = fc.oneof(
  fc.record({ do: fc.constant("close" as const), taken: words, givenBack: words, adapted: words }),
  fc.constant({ do: "withdraw" as const }),
);
/** Most histories reach other districts before they end. */
const event: fc.Arbitrary<HelpEvent> = fc.oneof(
  { weight: 8, arbitrary: step },
  { weight: 5, arbitrary: answer },
  { weight: 2, arbitrary: nearby },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("introduce" as const), offer }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("choose topics" as const), topics: fc.subarray(["absence"]) }) },
  { weight: 1, arbitrary: fc.constant({ do: "come due" as const }) },
  { weight: 1, arbitrary: ending },
);
/** Time goes on by whole days. */
const history = fc.array(fc.tuple(event, fc.integer({ min: 0, max: 5 })), { maxLength: 40 });

function walk(
  events: [HelpEvent, number][],
  each: (before: HelpCase, event: HelpEvent, at: Date) => HelpCase,
): HelpCase {
  let [now, hours] = [opened, 0];
  for (const [one, days] of events) {
    hours += days * 24 + 1;
    now = each(now, one, later(hours));
  }
  return now;
}

describe("a request for help", () => {
  it("goes outwards one step at a time, and never back", () => {
    fc.assert(
      fc.property(history, (events) => {
        walk(events, (before, one, at) => {
          const after = helpTurn(before, one, at).case;
          const [from, to] = [before.request.step, after.request.step].map((step) => helpSteps.indexOf(step));
          expect((to ?? 0) - (from ?? 0)).toBeOneOf([0, 1]);
          if (from !== to) expect(one.do).toBe("step");
          return after;
        });
      }),
    );
  });

  it("asks no district before the asker has sent it there, and none twice", () => {
    fc.assert(
      fc.property(history, (events) => {
        walk(events, (before, one, at) => {
          const after = helpTurn(before, one, at).case;
          const districts = after.offers.filter(({ from }) => from === "districts");
          if (after.request.step !== "districts") expect(districts).toEqual([]);
          expect(new Set(districts.map(({ districtId }) => districtId)).size).toBe(districts.length);
          return after;
        });
      }),
    );
  });

  it("says why it ignored something and leaves everything as it was", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(history, (events) => {
        walk(events, (before, one, at) => {
          const turn = helpTurn(before, one, at);
          if (turn.ignored === undefined) expect(turn.case.request.version).toBe(before.request.version + 1);
          else expect(turn.case).toBe(before);
          if (turn.ignored !== undefined) seen.add(turn.ignored);
          return turn.case;
        });
      }),
      { numRuns: 400, seed: 7 },
    );
    expect([...seen].sort()).toEqual([...helpIgnored].sort());
  });

  it("that is closed or taken back stays so, and leaves nobody waiting to answer", () => {
    fc.assert(
      fc.property(history, (events) => {
        walk(events, (before, one, at) => {
          const turn = helpTurn(before, one, at);
          if (before.request.state !== "open") expect(turn).toEqual({ case: before, ignored: "closed" });
          if (turn.case.request.state !== "open") {
            expect(turn.case.offers.filter(({ state }) => state === "asked")).toEqual([]);
            expect(turn.case.request.nextAt).toBeNull();
          }
          return turn.case;
        });
      }),
    );
  });

  it("stands the same when every event is played twice", () => {
    fc.assert(
      fc.property(history, (events) => {
        const once = walk(events, (before, one, at) => helpTurn(before, one, at).case);
        const twice = walk(events, (before, one, at) => {
          const first = helpTurn(before, one, at).case;
          return helpTurn(first, one, at).case;
        });
        const bare = ({ request: { version: _, ...rest }, offers }: HelpCase) => ({ rest, offers });
        expect(bare(twice)).toEqual(bare(once));
      }),
    );
  });

  it("introduces only a district that offered, and keeps what it said", () => {
    fc.assert(
      fc.property(history, (events) => {
        const end = walk(events, (before, one, at) => {
          const after = helpTurn(before, one, at).case;
          for (const now of after.offers) {
            const was = before.offers.find(({ id }) => id === now.id);
            if (now.state === "introduced" && was?.state !== "introduced") expect(was?.state).toBe("offered");
            if (was !== undefined && ["offered", "answered", "introduced"].includes(was.state))
              expect(now).toMatchObject({ personId: was.personId, text: was.text });
          }
          return after;
        });
        for (const helper of helpersOf(end.offers)) expect(helper.answeredAt).not.toBeNull();
      }),
    );
  });
});

describe("a request for help, step by step", () => {
  it("takes an answer of the team at every step", () => {
    const said = { do: "answer from nearby", from: "team", personId: "teacher", text: "Ask the office." } as const;
    const all = play(
      opened,
      { ...said, id: "a" },
      { do: "step", to: "program manager", ask: [] },
      { ...said, id: "b" },
      { do: "step", to: "districts", ask: [asked(2)] },
      { ...said, id: "c" },
    );
    expect(all.offers.map(({ id, from, state }) => [id, from, state])).toEqual([
      ["a", "team", "answered"],
      ["b", "team", "answered"],
      ["offer-2", "districts", "asked"],
      ["c", "team", "answered"],
    ]);
  });

  it("lets a district that said “not now” offer later, and none that was released", () => {
    const yes = { do: "answer", offer: "offer-2", answer: "offered", personId: "other", text: null } as const;
    const no = { ...yes, answer: "not now" } as const;
    expect(play(opened, ...toDistricts, no, yes).offers[0]).toMatchObject({ state: "offered", personId: "other" });
    const over = helpTurn(play(opened, ...toDistricts), { do: "come due" }, later(400)).case;
    expect(over.offers.map(({ state }) => state)).toEqual(["released", "released"]);
    expect(helpTurn(over, yes, later(401)).ignored).toBe("not asked");
  });

  it("is asked about once, and then only when it goes on to other districts", () => {
    const due = helpTurn(opened, { do: "come due" }, later(400)).case;
    expect(due.request.nextAt).toBeNull();
    expect(helpTurn(due, { do: "come due" }, later(500)).ignored).toBe("not due");
    expect(helpTurn(opened, { do: "come due" }, later(1)).ignored).toBe("not due");
    const on = play(due, ...toDistricts).request;
    expect(on.nextAt).toEqual(new Date(later(2).getTime() + 14 * 86_400_000));
  });

  it("closes with one thing said, not with none", () => {
    const nothing = { do: "close", taken: null, givenBack: " ", adapted: null } as const;
    expect(helpTurn(opened, nothing, start).ignored).toBe("nothing said");
    const closed = helpTurn(opened, { ...nothing, adapted: "We call at six." }, start).case.request;
    expect(closed).toMatchObject({ state: "closed", adapted: "We call at six.", closedAt: start });
  });
});
