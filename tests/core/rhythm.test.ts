import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cycle, district, rule as example, member, person, situation, team } from "../../scripts/gallery/examples.js";
import { addDays, localDateOf, localTimeOf, mondayOf, weekdayOf } from "../../src/core/calendar/local.js";
import type { SchoolCalendar } from "../../src/core/calendar/model.js";
import { isContactTime, isSchoolDay } from "../../src/core/calendar/school-day.js";
import { leavesRoom } from "../../src/core/checkin/leaves-room.js";
import type { CheckInRule } from "../../src/core/checkin/model.js";
import { mayBeDue, planCheckIns } from "../../src/core/checkin/plan-check-ins.js";
import { occasionOn, type Rhythm } from "../../src/core/checkin/rhythm.js";
import { missedDates } from "../../src/core/checkin/slots.js";
import { windowOf } from "../../src/core/checkin/window.js";
import type { Convening } from "../../src/core/network/model.js";

const open: SchoolCalendar = { terms: [], closed: [], earlyRelease: [] };
const rule = (change: Partial<CheckInRule> = {}): CheckInRule => ({
  ...example,
  ...{ weekday: 3, everyWeeks: 2, anchor: "2026-01-05", aroundConvenings: true, weeklyInDo: true },
  ...change,
});
const convening = (startsOn: string, endsOn = startsOn): Convening => ({
  ...{ id: startsOn, networkId: "network-1", collaborationId: "collaboration-1", name: "Convening" },
  ...{ startsOn, endsOn },
});
const rhythm = (change: Partial<Rhythm> = {}): Rhythm => ({ rule: rule(), convenings: [], testSince: null, ...change });

/** Every date with an occasion, by day. */
function dates(one: Rhythm, calendar: SchoolCalendar, from: string, days: number): [string, string][] {
  return Array.from({ length: days }, (_, ahead) => addDays(from, ahead)).flatMap((date) => {
    const occasion = occasionOn(one, calendar, date);
    return occasion === undefined ? [] : [[date, occasion] as [string, string]];
  });
}

describe("a team's rhythm", () => {
  it("asks three school days after a convening, then every second week, and three school days before the next", () => {
    const convenings = [convening("2026-02-04", "2026-02-05"), convening("2026-04-15", "2026-04-16")];
    expect(dates(rhythm({ convenings }), open, "2026-01-19", 100)).toEqual([
      ["2026-01-21", "regular"],
      ["2026-01-30", "before convening"],
      ["2026-02-10", "after convening"],
      ["2026-02-25", "regular"],
      ["2026-03-11", "regular"],
      ["2026-03-25", "regular"],
      ["2026-04-10", "before convening"],
      ["2026-04-21", "after convening"],
    ]);
  });

  it("asks every week while a test is under way, but not twice in a week, and not beside a convening", () => {
    const convenings = [convening("2026-02-04", "2026-02-05")];
    expect(dates(rhythm({ convenings, testSince: "2026-01-01" }), open, "2026-01-05", 56)).toEqual([
      ["2026-01-07", "regular"],
      ["2026-01-14", "test under way"],
      ["2026-01-21", "regular"],
      ["2026-01-30", "before convening"],
      ["2026-02-10", "after convening"],
      ["2026-02-18", "test under way"],
      ["2026-02-25", "regular"],
    ]);
  });

  it("asks for a test from the day after it began: who says so at noon is not asked at three", () => {
    const since = (testSince: string) => dates(rhythm({ testSince }), open, "2026-01-12", 5);
    expect(since("2026-01-13")).toEqual([["2026-01-14", "test under way"]]);
    expect(since("2026-01-14")).toEqual([]);
  });

  it("counts school days, over a break too, and gives way where school is closed", () => {
    const closed = [{ name: "Winter break", from: "2026-02-09", to: "2026-02-20" }];
    const convenings = [convening("2026-02-05", "2026-02-06")];
    const found = dates(rhythm({ convenings }), { ...open, closed }, "2026-02-01", 45);
    expect(found).toEqual([
      ["2026-02-02", "before convening"],
      ["2026-02-25", "after convening"],
      ["2026-03-11", "regular"],
    ]);
  });

  it("follows the rule alone where it does not ask around convenings", () => {
    const convenings = [convening("2026-02-04", "2026-02-05")];
    const alone = rhythm({
      rule: rule({ aroundConvenings: false, weeklyInDo: false }),
      convenings,
      testSince: "2026-01-01",
    });
    expect(dates(alone, open, "2026-01-19", 35).map(([date]) => date)).toEqual([
      "2026-01-21",
      "2026-02-04",
      "2026-02-18",
    ]);
  });

  it("asks at most once a week, on school days, never before it begins, whatever the calendar and the convenings are", () => {
    const day = fc.integer({ min: 0, max: 300 }).map((days) => addDays("2026-01-01", days));
    const spans = fc.tuple(day, fc.integer({ min: 0, max: 14 }));
    fc.assert(
      fc.property(
        fc.array(spans, { maxLength: 5 }),
        fc.array(fc.tuple(day, fc.integer({ min: 0, max: 2 })), { maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.option(day),
        day,
        (closures, meetings, weekday, everyWeeks, testSince, anchor) => {
          const closed = closures.map(([from, days]) => ({ name: "closed", from, to: addDays(from, days) }));
          const calendar = { ...open, closed };
          const convenings = meetings.map(([from, days]) => convening(from, addDays(from, days)));
          const one = rhythm({ rule: rule({ weekday, everyWeeks, anchor }), convenings, testSince });
          const weeks = new Map<string, string[]>();
          for (const [date, occasion] of dates(one, calendar, "2026-01-01", 300)) {
            expect(isSchoolDay(calendar, date)).toBe(true);
            expect(date >= anchor).toBe(true);
            if (occasion === "test under way") expect(testSince !== null && testSince < date).toBe(true);
            if (occasion === "regular" || occasion === "test under way") expect(weekdayOf(date)).toBe(weekday);
            weeks.set(mondayOf(date), [...(weeks.get(mondayOf(date)) ?? []), occasion]);
          }
          // Two convenings in one week are two occasions; nothing else ever shares a week.
          for (const occasions of weeks.values())
            if (occasions.length > 1) expect(occasions.every((one) => one.endsWith("convening"))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("records what passed unasked around a convening, and leaves no trace of a week that only a test asked in", () => {
    const convenings = [convening("2026-02-04", "2026-02-05")];
    const missed = missedDates(
      rhythm({ convenings, testSince: "2026-01-01" }),
      open,
      new Map([["2026-01-21", "open"]]),
      "2026-02-26",
    );
    expect(missed).toEqual(["2026-01-30", "2026-02-10", "2026-02-25"]);
  });
});

describe("who is asked", () => {
  const now = new Date("2026-01-21T15:00:00-08:00");
  const members = ["lead", "owner", "tester", "other"].map((id) => member(person(id), { lead: id === "lead" }));
  const everybody = new Set(members.map(({ person: { id } }) => id));
  const plans = (stage: "do" | "study", change = {}) => {
    const one = cycle({ stage, ownerId: "owner", testers: ["tester", "gone"] });
    const here = situation({ members, cycles: [{ cycle: one, updates: [], measures: [] }], ...change });
    return planCheckIns([{ ...here, rule: { ...here.rule, anchor: "2026-01-21" } }], everybody, now);
  };
  const asked = (stage: "do" | "study", change = {}) =>
    plans(stage, change).flatMap(({ prompts }) => prompts.map(({ personId, part }) => [personId, part]));

  it("is the cycle's owner and, while it is tested, who tests it, each about her part", () => {
    expect(asked("do")).toEqual([
      ["owner", "owner"],
      ["tester", "tester"],
    ]);
    expect(asked("study")).toEqual([["owner", "owner"]]);
    const [plan] = plans("do");
    const cards = plan?.effects.map((effect) => JSON.stringify(effect.effect === "tell" && effect.card));
    expect(cards?.[0]).toContain("What have you seen since?");
    expect(cards?.[1]).toContain("You test it.");
  });

  it("is not who said that she is away, until she is back", () => {
    const away = (awayFrom: string, awayUntil: string | null) =>
      members.map((one) => (one.person.id === "owner" ? member(person("owner", { awayFrom, awayUntil })) : one));
    const reason = (change: object) =>
      plans("do", change).flatMap(({ prompts }) =>
        prompts.filter((one) => one.personId === "owner").map((one) => one.reason),
      );
    expect(reason({ members: away("2026-01-19", "2026-01-21") })).toEqual(["away"]);
    expect(reason({ members: away("2026-01-19", null) })).toEqual(["away"]);
    expect(reason({ members: away("2026-01-19", "2026-01-20") })).toEqual([null]);
    expect(reason({ members: away("2026-01-22", "2026-01-30") })).toEqual([null]);
  });

  it("is who said at the convening that she would do something, and the lead for what is nobody's", () => {
    const commitment = (id: string, personId: string | null) => ({
      ...{ id, networkId: "network-1", districtId: district.id, teamId: team.id, conveningId: null, what: `Do ${id}` },
      ...{ who: null, personId, by: null, state: "open" as const, note: null, createdAt: now, settledAt: null },
    });
    const commitments = [commitment("sorting", "other"), commitment("calling", null)];
    const convenings = [convening("2026-01-15", "2026-01-16")];
    const around = { rule: rule({ anchor: "2026-01-05" }), convenings, commitments };
    const there = {
      ...situation({ members, ...around }),
      cycles: [{ cycle: cycle({ ownerId: "owner" }), updates: [], measures: [] }],
    };
    const plan = planCheckIns([there], everybody, new Date("2026-01-21T15:00:00-08:00")).at(-1);
    expect(plan?.slot.occasion).toBe("after convening");
    expect(plan?.prompts.map(({ personId, part }) => [personId, part])).toEqual([
      ["owner", "owner"],
      ["other", "commitment"],
      ["lead", "commitment"],
    ]);
    expect(JSON.stringify(plan?.effects)).toContain("Do sorting");
    expect(mayBeDue(there, new Date("2026-01-21T15:00:00-08:00"))).toBe(true);
  });
});

describe("a question's window", () => {
  const zone = "America/Los_Angeles";
  const at = (text: string) => new Date(`${text}:00-08:00`);

  it("is two school days, and the reminder comes after 80 % of the contact hours in it", () => {
    const window = windowOf(at("2026-01-21T15:00"), open, zone);
    expect(window?.closesAt).toEqual(at("2026-01-23T15:00"));
    // 18 hours of contact: 1.5 on Wednesday, 9 on Thursday, 3.9 of Friday.
    expect(window?.remindAt).toEqual(at("2026-01-23T11:24"));
  });

  it("is not used up by a week end or a break", () => {
    const closed = [{ name: "Break", from: "2026-01-26", to: "2026-01-30" }];
    const window = windowOf(at("2026-01-23T15:00"), { ...open, closed }, zone);
    expect(window?.closesAt).toEqual(at("2026-02-03T15:00"));
    expect(window && localDateOf(window.remindAt, zone)).toBe("2026-02-03");
  });

  it("ends at the same local time across the change of the clocks, and reminds inside contact hours", () => {
    const window = windowOf(new Date("2026-03-06T15:00:00-08:00"), open, zone);
    expect(window && localTimeOf(window.closesAt, zone)).toBe("15:00");
    expect(window && isContactTime(open, window.remindAt, zone)).toBe(true);
  });

  it("has none where the calendar ends", () => {
    expect(
      windowOf(at("2026-01-21T15:00"), { ...open, terms: [{ from: "2026-01-01", to: "2026-01-22" }] }, zone),
    ).toBeUndefined();
  });
});

describe("the room that a reminder leaves", () => {
  const wednesday = new Date("2026-01-21T11:00:00-08:00");
  const asking = (weekday: number, change: Partial<CheckInRule> = {}, recorded: [string, "open" | "skipped"][] = []) =>
    situation({ rule: { ...example, weekday, everyWeeks: 1, ...change }, recorded: new Map(recorded) });
  /** The fewest places that her week must have left for a reminder on Wednesday. */
  const needs = (...teams: ReturnType<typeof asking>[]) =>
    [0, 1, 2, 3, 4].find((places) => leavesRoom(places, teams, wednesday));

  it("is a place for each of her teams that may still ask this week, and one for itself", () => {
    expect(needs()).toBe(1);
    expect(needs(asking(5))).toBe(2);
    expect(needs(asking(4), asking(5), asking(1, {}, [["2026-01-19", "open"]]))).toBe(3);
  });

  it("is today's too, while the slot is not open: an open one has its place already", () => {
    expect(needs(asking(3))).toBe(2);
    expect(needs(asking(3, {}, [["2026-01-21", "open"]]))).toBe(1);
  });

  it("is none for days that are past, for other weeks, for closed days and for rules that are off", () => {
    const closed = {
      ...district,
      calendar: { ...open, closed: [{ name: "Closed", from: "2026-01-22", to: "2026-01-23" }] },
    };
    expect(needs(asking(2))).toBe(1);
    expect(needs(asking(5, { everyWeeks: 2, anchor: "2026-01-12" }))).toBe(1);
    expect(needs({ ...asking(5), district: closed })).toBe(1);
    expect(needs(asking(5, { active: false }))).toBe(1);
  });

  it("is kept for what may begin on any day: a test, and the end of a pause", () => {
    expect(needs(asking(5, { everyWeeks: 2, anchor: "2026-01-12", weeklyInDo: true }))).toBe(2);
    expect(needs({ ...asking(5), team: { ...team, paused: true } })).toBe(2);
  });

  it("is kept before a convening, where the rule asks around it", () => {
    const quiet = { ...asking(5, { aroundConvenings: true, everyWeeks: 4 }), convenings: [convening("2026-01-28")] };
    expect(needs(quiet)).toBe(2);
  });
});
