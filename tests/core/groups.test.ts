import { describe, expect, it } from "vitest";
import { renderMessages as onSlack } from "../../adapters/slack/card.js";
import { renderMessages as onTeams } from "../../adapters/teams/card.js";
import { groupsCards } from "../../scripts/gallery/groups.js";
import { moved, newlyBroken } from "../../src/core/groups/edit.js";
import { groupsInput, pastMeetings, unableOn } from "../../src/core/groups/input.js";
import { type GroupsGround, leftOutWhys } from "../../src/core/groups/model.js";
import { leftOutCard, roundsThatStand } from "../../src/core/groups/told.js";
import { impossibleText, mayBeOverridden, violationText } from "../../src/core/groups/words.js";
import type { GroupsInput, Impossible, Violation } from "../../src/core/matching/groups-model.js";
import type { GroupRound } from "../../src/core/matching/records.js";
import type { Convening } from "../../src/core/network/model.js";
import { cardAsText } from "../../src/core/ui/fallback.js";

const nameOf = (id: string) => id.toUpperCase();
const round = (changes: Partial<GroupRound> = {}): GroupRound => ({
  ...{ id: "round-1", networkId: "network-1", collaborationId: "collaboration-1", conveningId: "winter" },
  ...{ purpose: "convening", sizeMin: 2, sizeMax: 3, novelty: 0.6, seed: 1, state: "published", personId: "pm" },
  ...{
    groups: [
      ["a", "b"],
      ["c", "d"],
    ],
    leftOut: [{ districtId: "e", why: "number" }],
    version: 1,
  },
  ...{ at: new Date("2026-01-10T18:00:00Z"), publishedAt: new Date("2026-01-10T18:00:00Z") },
  ...changes,
});
const convening = (id: string, startsOn: string): Convening => ({
  ...{ id, networkId: "network-1", collaborationId: "collaboration-1", name: id, startsOn, endsOn: startsOn },
});
const ground = (changes: Partial<GroupsGround> = {}) =>
  ({
    ...{ convenings: [convening("fall", "2025-10-01"), convening("winter", "2026-02-18")], rounds: [], introduced: [] },
    ...{ districts: [{ id: "a" }], optedOut: new Set(), paused: new Set(), full: new Set(), leads: new Map() },
    ...{ today: "2026-01-21" },
    ...changes,
  }) as unknown as GroupsGround;

const pair = { a: "a", b: "b" };
const everyImpossible: Record<Impossible["reason"], Impossible> = {
  sizes: { reason: "sizes", min: 9, max: 9 },
  "too few": { reason: "too few", members: 2, min: 3 },
  number: { reason: "number", members: 5, min: 3, max: 3 },
  "must, but not a member": { reason: "must, but not a member", pair, who: "b" },
  "must, but opted out": { reason: "must, but opted out", pair, who: "b" },
  "must, but no capacity": { reason: "must, but no capacity", pair, who: "b", why: "paused" },
  "must and never": {
    reason: "must and never",
    pair,
    chain: [
      { a: "a", b: "c" },
      { a: "c", b: "b" },
    ],
  },
  "must, too many": { reason: "must, too many", members: ["a", "b", "c"], max: 2, pair },
  "must, no room": { reason: "must, no room", pair, leftOut: ["c"] },
  never: { reason: "never", pair, leftOut: ["c", "d"] },
  "outside view": { reason: "outside view", members: ["a", "b", "c"] },
  several: { reason: "several", leftOut: ["c", "d"] },
};

describe("why there are no groups", () => {
  it.each(Object.values(everyImpossible))("is a plain sentence with what to do: $reason", (impossible) => {
    const text = impossibleText({ impossible, certain: true }, nameOf, [pair]);
    expect(text).toMatch(/(Lift|lift|[Cc]hoose|Tick)/);
    expect(text).not.toMatch(/undefined|\bnull\b|!/);
    const named = Object.entries(impossible).flatMap(([key, one]) =>
      key === "leftOut" || key === "members" ? one : [],
    );
    if (Array.isArray(named) && typeof named[0] === "string")
      for (const id of named) expect(text).toContain(nameOf(id));
    expect(impossibleText({ impossible, certain: false }, nameOf, [])).toContain("I found no way to do it.");
  });

  it("tells a program manager to lift a rule only where it is one: a district's own no is not hers to lift", () => {
    const why = { impossible: everyImpossible.never, certain: true };
    expect(impossibleText(why, nameOf, [{ a: "b", b: "a" }])).toContain("Lift the rule");
    expect(impossibleText(why, nameOf, [])).not.toContain("rule");
  });
});

describe("a change by hand", () => {
  it("keeps everybody in one place, and the numbers of the other groups", () => {
    expect(moved(round(), "b", 1)?.groups).toEqual([["a"], ["b", "c", "d"]]);
    expect(moved(round(), "e", 0)).toEqual({
      groups: [
        ["a", "b", "e"],
        ["c", "d"],
      ],
      leftOut: [],
    });
    expect(moved(round(), "b", "new")?.groups).toEqual([["a"], ["c", "d"], ["b"]]);
    expect(moved(round(), "b", "none")).toEqual({
      groups: [["a"], ["c", "d"]],
      leftOut: [
        { districtId: "e", why: "number" },
        { districtId: "b", why: "by hand" },
      ],
    });
    expect(moved(round({ groups: [["a"], ["c", "d"]] }), "a", 1)?.groups).toEqual([["a", "c", "d"]]);
    expect(moved(round(), "b", 0)).toBeUndefined();
    expect(moved(round(), "e", "none")).toBeUndefined();
  });

  it("is asked about what it breaks, not about what was broken before", () => {
    const input: GroupsInput = {
      ...{ members: ["a", "b", "c", "d", "e"].map((id) => ({ id })), worth: () => 0, past: [], novelty: 0.6, seed: 1 },
      ...{ size: { min: 2, max: 2 }, must: [], never: [{ a: "a", b: "c" }] },
    };
    const before = round({
      groups: [
        ["a", "b"],
        ["c", "d", "e"],
      ],
      leftOut: [],
    });
    expect(
      newlyBroken(
        before,
        {
          groups: [
            ["c", "d", "e"],
            ["a", "b"],
          ],
          leftOut: [],
        },
        input,
      ),
    ).toEqual([]);
    const after = moved(before, "a", 1);
    const rules = newlyBroken(before, after ?? before, input).map(({ rule }) => rule);
    expect(rules).toEqual(["never", "too small", "too large"]);
  });

  it("may break what a program manager weighs, never what somebody else refused", () => {
    const of = (rule: Violation["rule"]) => mayBeOverridden({ rule } as Violation);
    expect(["must", "too small", "too large", "outside view"].every((rule) => of(rule as Violation["rule"]))).toBe(
      true,
    );
    expect(
      ["never", "opted out", "no capacity", "not a member", "twice in a group"].some((rule) =>
        of(rule as Violation["rule"]),
      ),
    ).toBe(false);
    const full = { rule: "no capacity", who: "a", capacity: 0, groups: 1, why: "paused" } as const;
    expect(violationText(full, nameOf)).toBe("A: the team pauses.");
  });
});

describe("what counts as having met", () => {
  it("is published groups by their day and introductions, not drafts, nor what the new round takes the place of", () => {
    const rounds = [
      round(),
      round({ id: "old", conveningId: "fall", groups: [["a", "c", "b"]] }),
      round({ id: "draft", conveningId: "fall", state: "draft", groups: [["a", "d"]] }),
      round({ id: "dropped", conveningId: "fall", state: "dropped", groups: [["a", "d"]] }),
    ];
    const introduced = [{ a: "a", b: "e", daysAgo: 30 }];
    const met = pastMeetings(ground({ rounds, introduced }), { purpose: "convening", conveningId: "winter" });
    const fall = { daysAgo: 112 };
    expect(met).toEqual([
      { a: "a", b: "b", ...fall },
      { a: "a", b: "c", ...fall },
      { a: "b", b: "c", ...fall },
      { a: "a", b: "e", daysAgo: 30 },
    ]);
    const consultancy = pastMeetings(ground({ rounds }), { purpose: "consultancy", conveningId: null });
    expect(consultancy).toContainEqual({ a: "c", b: "d", daysAgo: 0 });
  });
});

describe("what the groups are reckoned from", () => {
  const compared = { worth: () => 0.5, shares: () => true };
  const wish = { sizeMin: 2, sizeMax: 3, novelty: 0.6, seed: 1 };

  it("places first whoever found no place lately, and not whoever asked to be left out", () => {
    const leftOut = [
      { districtId: "a", why: "number" },
      { districtId: "b", why: "opted out" },
    ];
    const rounds = [
      round({ leftOut }),
      round({ id: "before", leftOut }),
      round({ id: "draft", state: "draft", leftOut }),
    ];
    const districts = [{ id: "a" }, { id: "b" }] as GroupsGround["districts"];
    const given = ground({ rounds, districts });
    const { members } = groupsInput(
      given,
      { ...wish, purpose: "consultancy", conveningId: null },
      ["a", "b", "c"],
      compared,
    );
    expect(members).toMatchObject([
      { id: "a", satOut: 2 },
      { id: "b", satOut: 0 },
    ]);
  });

  it("asks for a view from outside in consultancies alone", () => {
    const of = (purpose: GroupRound["purpose"]) =>
      groupsInput(ground(), { ...wish, purpose, conveningId: null }, ["a"], compared).sharesProblem;
    expect(of("consultancy")).toBe(compared.shares);
    expect(of("convening")).toBeUndefined();
  });
});

describe("who cannot take part", () => {
  it("has one reason, a full district for consultancies alone, and away by the day of the convening", () => {
    const away = new Map([["a", [{ awayFrom: "2026-02-18", awayUntil: "2026-02-18" }]]]);
    const winter = { purpose: "convening", conveningId: "winter" } as const;
    const now = { purpose: "consultancy", conveningId: null } as const;
    expect(unableOn(ground({ leads: away }), winter).get("a")).toBe("away");
    expect(unableOn(ground({ leads: away }), now).get("a")).toBeUndefined();
    const full = ground({ full: new Set(["a"]) });
    expect(unableOn(full, now).get("a")).toBe("full");
    expect(unableOn(full, winter).get("a")).toBeUndefined();
    expect(unableOn(ground({ optedOut: new Set(["a"]), paused: new Set(["a"]) }), now).get("a")).toBe("opted out");
  });
});

describe("what a team lead is told", () => {
  it("never tells a block or a rule apart from groups that were full", () => {
    const told = { teamId: "team-1", convening: convening("winter", "2026-02-18"), replaces: false };
    const texts = new Map(
      leftOutWhys.map((why) => {
        const card = leftOutCard(told, why);
        return [why, card && cardAsText(card)];
      }),
    );
    expect(texts.get("nobody allowed")).toBe(texts.get("by hand"));
    for (const why of ["opted out", "paused", "away"] as const) expect(texts.get(why)).toBeUndefined();
    expect([...texts.values()].join(" ")).not.toMatch(/rule|apart|block/);
    expect(leftOutCard(told, "something of another version")).toBeUndefined();
  });

  it("is the latest round of each convening that is not over, and of consultancies", () => {
    const rounds = [
      round({ id: "newest draft", state: "draft" }),
      round({ id: "consultancy", conveningId: null, purpose: "consultancy" }),
      round({ id: "winter" }),
      round({ id: "winter, before" }),
      round({ id: "fall", conveningId: "fall" }),
    ];
    const convenings = [convening("fall", "2025-10-01"), convening("winter", "2026-02-18")];
    expect(roundsThatStand(rounds, convenings, "2026-01-21").map(({ id }) => id)).toEqual(["consultancy", "winter"]);
  });
});

describe("a draft of many groups", () => {
  it.each(groupsCards.filter(({ name }) => name.startsWith("groups-draft")))(
    "$name is one message on both platforms, so that it can be changed in place",
    ({ card }) => {
      expect(onSlack(card)).toHaveLength(1);
      expect(onTeams(card)).toHaveLength(1);
    },
  );

  it("shows the first groups, says how many more there are, and shows those with a button", () => {
    const card = groupsCards.find(({ name }) => name === "groups-draft-many")?.card ?? { blocks: [] };
    const text = cardAsText(card);
    expect(text).toContain("And 11 groups more.");
    expect(text).toContain("[More]");
    expect(text).toContain("[Publish] [Change by hand] [Try again] [Drop]");
  });
});
