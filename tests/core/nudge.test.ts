import { describe, expect, it } from "vitest";
import { cycle, district, member, person, team } from "../../scripts/gallery/examples.js";
import { roomFor } from "../../src/core/budget/admit.js";
import type { Reservation } from "../../src/core/budget/model.js";
import type { Cycle } from "../../src/core/cycle/model.js";
import { answeredByUpdate, answerNudge } from "../../src/core/nudge/answer.js";
import { candidatesOf, formerOf, type NudgeTeam } from "../../src/core/nudge/candidates.js";
import type { Nudge } from "../../src/core/nudge/model.js";
import { suggestedText } from "../../src/core/nudge/suggest.js";
import { nudgeTime } from "../../src/core/nudge/when.js";

const today = "2026-01-21";
const title = "“Exit tickets in 8th-grade math”";
const suggested = (cycles: (Cycle | undefined)[], convening?: string) => suggestedText(cycles, [convening], today);

describe("the suggested text", () => {
  it.each([
    ["plan", `Could you add a question and a prediction for ${title}? A rough prediction helps.`],
    ["do", `Could you add the latest result of ${title}? Even a rough count helps.`],
    ["study", `Could you write down what you learned from ${title}? One sentence is enough.`],
    ["act", `Could your team decide what comes next for ${title}: keep it, change it, or stop here?`],
  ] as const)("names the next step of a cycle in %s", (stage, text) => {
    expect(suggested([cycle({ stage })])).toBe(text);
  });

  it("asks for a first small change where there is no cycle", () => {
    expect(suggested([undefined])).toMatch(/^Could your team choose one small change to try\?/);
  });

  it("names only what several people have in common", () => {
    const other = cycle({ id: "cycle-2", title: "Phone calls home" });
    expect(suggested([cycle(), cycle()])).toContain(title);
    expect(suggested([cycle(), other])).toBe(
      "Could you add the latest result of your cycle? Even a rough count helps.",
    );
    expect(suggested([cycle(), { ...other, stage: "study" }])).toBe(
      "Could you add where your cycle stands? One sentence is enough.",
    );
    expect(suggested([cycle(), undefined])).toContain("where your cycle stands");
  });

  it("names the convening when it is within two weeks, for all of them the same", () => {
    expect(suggested([cycle()], "2026-02-04")).toMatch(/^Before the convening on Feb 4, could you add/);
    expect(suggested([cycle()], "2026-02-05")).toMatch(/^Could you add/);
    expect(suggested([cycle()], today), "it is on").toMatch(/^Could you add/);
    expect(suggestedText([cycle(), cycle()], ["2026-02-04", undefined], today)).toMatch(/^Could you add/);
  });

  it("does not stand in a chat at any length", () => {
    expect(suggested([cycle({ title: "word ".repeat(200) })]).length).toBeLessThan(200);
  });
});

describe("who can be nudged", () => {
  const lead = member(person("lead"), { lead: true });
  const [teacher, coach] = [member(person("teacher")), member(person("coach"))];
  const about = (changes: Partial<NudgeTeam> = {}): NudgeTeam => ({
    team,
    district,
    today,
    cycles: [{ cycle: cycle({ ownerId: "teacher", testers: ["coach", "lead"] }), updates: [] }],
    members: [lead, teacher, coach],
    convening: undefined,
    ...changes,
  });
  const named = (...teams: NudgeTeam[]) =>
    candidatesOf(teams).map((one) => [one.person.id, one.part, one.cycle?.id, one.next]);

  it("is the owner, whose turn it is, the testers and the lead, each once", () => {
    expect(named(about())).toEqual([
      ["teacher", "owner", "cycle-1", true],
      ["coach", "tester", "cycle-1", false],
      ["lead", "tester", "cycle-1", false],
    ]);
  });

  it("is the lead where there is no cycle, or its owner is no longer on the team", () => {
    expect(named(about({ cycles: [] }))).toEqual([["lead", "lead", undefined, true]]);
    const gone = about({ members: [lead, { ...teacher, membership: { ...teacher.membership, until: today } }] });
    expect(named(gone)).toContainEqual(["lead", "tester", "cycle-1", true]);
    expect(formerOf(gone).map(({ id }) => id)).toEqual(["teacher"]);
    const alone = about({ cycles: [{ cycle: cycle({ ownerId: "teacher" }), updates: [] }], members: gone.members });
    expect(named(alone)).toEqual([["lead", "lead", "cycle-1", true]]);
  });

  it("is one person, also over two teams, about what has been silent for longest", () => {
    const older = cycle({ id: "older", ownerId: "teacher", createdAt: new Date("2025-09-01T00:00:00Z") });
    const newer = cycle({ id: "newer", ownerId: "teacher", createdAt: new Date("2026-01-10T00:00:00Z") });
    const two = about({ cycles: [newer, older].map((one) => ({ cycle: one, updates: [] })) });
    expect(named(two).filter(([id]) => id === "teacher")).toEqual([["teacher", "owner", "older", true]]);
    const second = { ...about({ cycles: [] }), team: { ...team, id: "team-2" } };
    expect(named(second, about()).filter(([id]) => id === "lead")).toEqual([["lead", "tester", "cycle-1", true]]);
  });
});

describe("when a nudge leaves", () => {
  const zone = district.timeZone;
  const at = (instant: string, calendar = district.calendar) => {
    const time = nudgeTime(calendar, zone, new Date(instant));
    return time && [time.notBefore.toISOString(), time.expiresAt.toISOString()];
  };

  it("is at once in contact hours, and it runs out two school days later", () => {
    expect(at("2026-01-21T10:00:00-08:00")).toEqual(["2026-01-21T18:00:00.000Z", "2026-01-24T00:30:00.000Z"]);
  });

  it("is the next morning with school, over a weekend and a closed week", () => {
    const closed = [{ from: "2026-01-26", to: "2026-01-30", name: "Break" }];
    const friday = "2026-01-23T17:00:00-08:00";
    expect(at(friday)?.[0]).toBe("2026-01-26T15:30:00.000Z");
    expect(at(friday, { ...district.calendar, closed })?.[0]).toBe("2026-02-02T15:30:00.000Z");
  });

  it("is never, where the calendar has run out", () => {
    const terms = [{ from: "2025-08-01", to: "2025-12-19" }];
    expect(at("2026-01-21T10:00:00-08:00", { ...district.calendar, terms })).toBeUndefined();
  });
});

describe("the room in a week", () => {
  const held = (...contacts: Reservation["contact"][]): Reservation[] =>
    contacts.map((contact, nth) => ({ messageId: `m${nth}`, personId: "lead", week: "2026-01-19", contact }));
  const room = (waiting: string[], allowance: number, ...contacts: Reservation["contact"][]) =>
    roomFor("nudge", held(...contacts), new Set(waiting), allowance);

  it("is what is free, and what a less important message that has not left would give up", () => {
    expect(room([], 2)).toBe(2);
    expect(room([], 2, "check-in")).toBe(1);
    expect(room([], 2, "check-in", "summary"), "the summary has left").toBe(0);
    expect(room(["m1"], 2, "check-in", "summary")).toBe(1);
    expect(room(["m0"], 1, "check-in"), "a question does not give way").toBe(0);
    expect(room([], 1, "check-in", "check-in", "nudge")).toBe(0);
  });
});

describe("an answer", () => {
  const now = new Date("2026-01-22T18:00:00Z");
  const nudge: Nudge = {
    id: "nudge-1",
    networkId: "network-1",
    districtId: "district-1",
    teamId: "team-1",
    cycleId: "cycle-1",
    fromId: "pm",
    toId: "lead",
    text: "Could you add the last count?",
    overBudget: null,
    at: new Date("2026-01-21T18:00:00Z"),
    answer: null,
    answeredAt: null,
  };

  it("stands behind the one before it, and the same words sent twice are one", () => {
    const first = answerNudge(nudge, "On Thursday", now);
    expect(first).toMatchObject({ answer: "On Thursday", answeredAt: now });
    if (first === undefined) throw new Error("no answer");
    expect(answerNudge(first, "On Thursday", now)).toBeUndefined();
    const second = answerNudge(first, "On Friday, sorry", now);
    expect(second?.answer).toBe("On Thursday\n\nOn Friday, sorry");
    expect(second && answerNudge(second, "On Friday, sorry", now)).toBeUndefined();
  });

  it("may be an update of hers on that cycle, or the first one where none was there", () => {
    const update = { personId: "lead", cycleId: "cycle-1", begins: false };
    expect(answeredByUpdate([nudge], update, now)).toEqual([{ ...nudge, answeredAt: now }]);
    expect(answeredByUpdate([nudge], { ...update, personId: "teacher" }, now)).toEqual([]);
    expect(answeredByUpdate([nudge], { ...update, cycleId: "cycle-2" }, now)).toEqual([]);
    expect(answeredByUpdate([{ ...nudge, answeredAt: nudge.at }], update, now)).toEqual([]);
    const none = { ...nudge, cycleId: null };
    expect(answeredByUpdate([none], update, now)).toEqual([]);
    expect(answeredByUpdate([none], { ...update, begins: true }, now)).toHaveLength(1);
  });
});
