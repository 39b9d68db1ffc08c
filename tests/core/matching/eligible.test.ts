import { describe, expect, test } from "vitest";
import {
  type Between,
  exclusions,
  type Party,
  whyNoMatch,
  whyNotTogether,
} from "../../../src/core/matching/eligible.js";
import { giveAndGet, hasRoom, openWith } from "../../../src/core/matching/load.js";

const party = (districtId: string, given: Partial<Party> = {}): Party => ({
  districtId,
  teamId: `${districtId}-team`,
  collaborationId: "literacy",
  problemId: `${districtId}-problem`,
  level: "collaboration",
  paused: false,
  hasRoom: true,
  ...given,
});
const nothing: Between = { apart: false, inTouch: false, partedDaysAgo: undefined };
const why = (mine: Partial<Party>, theirs: Partial<Party>, between: Partial<Between> = {}) =>
  whyNotTogether(party("a", mine), party("b", theirs), { ...nothing, ...between });

describe("two districts may be brought together", () => {
  test("where both are looked for in the same collaboration, or both in the whole network", () => {
    expect(why({}, {})).toBeUndefined();
    expect(why({}, { collaborationId: "math", level: "network" })).toBe("beyond the level");
    expect(why({ level: "network" }, { collaborationId: "math", level: "network" })).toBeUndefined();
  });

  test("not with themselves, not unasked, not while one pauses", () => {
    expect(why({}, { districtId: "a" })).toBe("same district");
    expect(why({ level: "partner" }, {})).toBe("not looked for");
    expect(why({}, { level: "team" })).toBe("not to be looked for");
    expect(why({ level: "network" }, { collaborationId: "math" })).toBe("not to be looked for");
    expect(why({ level: "team" }, { level: "team", districtId: "a" }, { inTouch: true })).toBe("not to be looked for");
    expect(why({ paused: true }, {})).toBe("paused");
    expect(why({}, { paused: true })).toBe("paused");
  });

  test("not where something lies between them, nor where the other has enough requests", () => {
    expect(why({}, {}, { inTouch: true })).toBe("in touch");
    expect(why({}, {}, { apart: true })).toBe("apart");
    expect(why({}, {}, { partedDaysAgo: 181 })).toBe("parted lately");
    expect(why({}, {}, { partedDaysAgo: 182 })).toBeUndefined();
    expect(why({}, { hasRoom: false })).toBe("no room");
    // Her own requests are not in her way.
    expect(why({ hasRoom: false }, {})).toBeUndefined();
  });
});

describe("a team without a match is told", () => {
  const told = (level: Party["level"], ...alike: Parameters<typeof whyNoMatch>[1]) => whyNoMatch({ level }, alike);
  test("what it can do about it", () => {
    expect(told("team", "in touch")).toBe("not looked for");
    expect(told("network")).toBe("nobody alike");
    expect(told("collaboration", "beyond the level")).toBe("only wider");
    expect(told("network", "in touch", "parted lately")).toBe("in touch");
    expect(told("network", "no room")).toBe("no room");
  });
  test("nothing of blocks, rules or pauses of others", () => {
    for (const hidden of ["apart", "paused"] as const) {
      expect(told("network", hidden)).toBe("not now");
      expect(told("network", hidden, "no room")).toBe("not now");
    }
  });
  test("nothing of those who are not to be looked for: there may be any number of them, or none", () => {
    for (const level of ["team", "collaboration", "network"] as const)
      for (const other of [undefined, ...exclusions]) {
        const counted = other === undefined ? [] : [other];
        const hidden = ["not to be looked for", "not to be looked for"] as const;
        expect(told(level, ...counted, ...hidden)).toBe(told(level, ...counted));
      }
    expect(told("collaboration", "not to be looked for")).toBe("nobody alike");
  });
});

describe("what others want of a district", () => {
  const sides = (a: "yes" | null, b: "yes" | null) => [
    { districtId: "a", answer: a },
    { districtId: "b", answer: b },
  ];
  const match = (state: "proposed" | "offered" | "introduced", a: "yes" | null = null, b: "yes" | null = null) => ({
    match: { id: "m", state, proposedBy: null },
    sides: sides(a, b),
  });
  const asked = (state: "asked" | "answered" | "not now", from: "team" | "districts" = "districts") => ({
    districtId: "a",
    from,
    state,
    askerDistrictId: "b",
  });

  test("is what waits for its answer: introductions and requests for help together", () => {
    const matches = [match("offered"), match("offered", "yes"), match("proposed"), match("introduced", "yes", "yes")];
    const offers = [asked("asked"), asked("answered"), asked("not now"), asked("asked", "team")];
    expect(openWith("a", matches, offers)).toBe(2);
    expect(openWith("b", matches, offers)).toBe(2);
  });

  test("ends at the network's number, or at its own", () => {
    expect(hasRoom(1, null, 2)).toBe(true);
    expect(hasRoom(2, null, 2)).toBe(false);
    expect(hasRoom(2, 3, 2)).toBe(true);
    expect(hasRoom(0, 0, 2)).toBe(false);
  });

  test("is counted with what it gave and got", () => {
    const offers = [asked("answered"), asked("asked"), asked("not now")];
    expect(giveAndGet("a", [match("introduced", "yes", "yes")], offers)).toEqual({ gave: 1, got: 0, introduced: 1 });
    expect(giveAndGet("b", [match("offered")], offers)).toEqual({ gave: 0, got: 1, introduced: 0 });
  });
});
