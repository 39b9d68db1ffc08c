import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cycle, district, member, person, rule, situation, update } from "../../scripts/gallery/examples.js";
import { instantAt, localDateOf, localTimeOf } from "../../src/core/calendar/local.js";
import { planCheckIns } from "../../src/core/checkin/plan-check-ins.js";
import { isSlotDate } from "../../src/core/checkin/slots.js";
import { cardAsText } from "../../src/core/ui/fallback.js";

const zone = district.timeZone;
const wednesday = "2026-01-21";
const at = (time: string, date = wednesday) => instantAt(date, time, zone);
const everybody = new Set(["lead", "owner"]);
const paused = situation({ team: { ...situation().team, paused: true } });
const today = (plan: ReturnType<typeof planCheckIns>) => plan.filter((one) => one.slot.localDate === wednesday);

describe("planning check-ins", () => {
  it("asks nobody before the school day begins", () => {
    expect(today(planCheckIns([situation()], everybody, at("07:29")))).toEqual([]);
  });

  it("asks the cycle's owner at the rule's time of day", () => {
    const owner = member(person("owner"));
    const lead = member(person("lead"), { lead: true });
    const plan = today(
      planCheckIns(
        [
          situation({
            members: [lead, owner],
            cycles: [{ cycle: cycle({ ownerId: "owner" }), updates: [], measures: [] }],
          }),
        ],
        everybody,
        at("07:30"),
      ),
    );
    expect(plan[0]?.prompts.map((one) => [one.personId, one.askAt])).toEqual([["owner", at("15:00")]]);
    expect(plan[0]?.effects).toMatchObject([
      { effect: "tell", personId: "owner", notBefore: at("15:00"), expiresAt: at("16:30") },
    ]);
  });

  it("asks the lead when the owner is no longer on the team", () => {
    const plan = today(
      planCheckIns(
        [situation({ cycles: [{ cycle: cycle({ ownerId: "gone" }), updates: [], measures: [] }] })],
        everybody,
        at("07:30"),
      ),
    );
    expect(plan[0]?.prompts.map((one) => one.personId)).toEqual(["lead"]);
  });

  it("asks a person who owns two cycles once", () => {
    const cycles = [
      { cycle: cycle(), updates: [], measures: [] },
      { cycle: cycle({ id: "cycle-2" }), updates: [], measures: [] },
    ];
    expect(today(planCheckIns([situation({ cycles })], everybody, at("07:30")))[0]?.prompts).toHaveLength(1);
  });

  it("asks the lead to plan a first cycle when there is none", () => {
    const plan = today(planCheckIns([situation({ cycles: [] })], everybody, at("07:30")));
    expect(plan[0]?.prompts).toMatchObject([{ personId: "lead", cycleId: null, state: "asked" }]);
    expect(JSON.stringify(plan[0]?.effects)).toContain("What will you try first?");
  });

  it("asks at her own time of day, and never outside contact hours", () => {
    const asks = (askAt: string) => {
      const members = [member(person("lead", { askAt }), { lead: true })];
      return today(planCheckIns([situation({ members })], everybody, at("07:30")))[0]?.prompts[0]?.askAt;
    };
    expect(asks("09:30")).toEqual(at("09:30"));
    expect(asks("05:00")).toEqual(at("07:30"));
    expect(asks("21:00")).toEqual(at("16:00"));
  });

  it("says hello before the first question, and only then", () => {
    const members = [member(person("lead", { welcomedAt: null }), { lead: true })];
    const plan = today(planCheckIns([situation({ members })], everybody, at("07:30")))[0];
    expect(plan?.effects.map((one) => one.effect === "tell" && one.kind)).toEqual(["welcome", "check-in"]);
    expect(plan?.welcomed).toEqual(["lead"]);
    expect(today(planCheckIns([situation()], everybody, at("07:30")))[0]?.welcomed).toEqual([]);
  });

  it("records who is muted as skipped, and sends nothing", () => {
    const members = [member(person("lead", { muted: true }), { lead: true })];
    const plan = today(planCheckIns([situation({ members })], everybody, at("07:30")))[0];
    expect(plan?.prompts).toMatchObject([{ state: "skipped", reason: "muted", messageId: null }]);
    expect(plan?.effects).toEqual([]);
  });

  it("waits with a slot in which nobody can be reached until its day is over, then records why", () => {
    expect(today(planCheckIns([situation()], new Set(), at("12:00")))).toEqual([]);
    expect(today(planCheckIns([situation()], everybody, at("12:00")))[0]?.prompts).toMatchObject([{ state: "asked" }]);
    const plan = today(planCheckIns([situation()], new Set(), at("16:30")))[0];
    expect(plan?.prompts).toMatchObject([{ state: "skipped", reason: "not claimed or not reachable" }]);
    expect(plan?.effects).toEqual([]);
  });

  it("asks nothing on a closed day, on a week in between, or while the team is paused", () => {
    const closed = {
      ...district,
      calendar: { ...district.calendar, closed: [{ from: wednesday, to: wednesday, name: "Snow" }] },
    };
    expect(today(planCheckIns([situation({ district: closed })], everybody, at("10:00")))).toEqual([]);
    expect(
      planCheckIns([situation()], everybody, at("10:00", "2026-01-28")).filter(
        (one) => one.slot.localDate === "2026-01-28",
      ),
    ).toEqual([]);
    expect(today(planCheckIns([paused], everybody, at("10:00")))).toEqual([]);
  });

  it("records a slot of a pause as that when its day's contact hours are over, and asks nobody", () => {
    expect(today(planCheckIns([paused], everybody, at("16:29")))).toEqual([]);
    const [plan, ...more] = today(planCheckIns([paused], everybody, at("16:30")));
    expect([plan?.slot.state, plan?.slot.reason]).toEqual(["skipped", "the team is paused"]);
    expect([plan?.prompts, plan?.effects, more]).toEqual([[], [], []]);
  });

  it("plans a recorded slot no second time", () => {
    const recorded = new Map([
      [wednesday, "open" as const],
      ["2026-01-07", "skipped" as const],
    ]);
    expect(planCheckIns([situation({ recorded })], everybody, at("15:00"))).toEqual([]);
  });

  it("records slots that were missed as skipped, and asks only today's", () => {
    const plan = planCheckIns([situation()], everybody, at("10:00"));
    expect(plan.map((one) => [one.slot.localDate, one.slot.state, one.prompts.length])).toEqual([
      ["2026-01-07", "skipped", 0],
      [wednesday, "open", 1],
    ]);
  });

  it("asks late in the day no more, and says why", () => {
    const members = [member(person("lead", { askAt: "08:00" }), { lead: true })];
    expect(today(planCheckIns([situation({ members })], everybody, at("12:01")))[0]?.prompts).toMatchObject([
      { state: "skipped", reason: "too late in the day" },
    ]);
    expect(today(planCheckIns([situation()], everybody, at("16:30")))[0]?.prompts).toMatchObject([
      { state: "skipped", reason: "too late in the day" },
    ]);
  });

  it("gives the same ids when it plans again", () => {
    expect(planCheckIns([situation()], everybody, at("15:00"))[1]?.prompts[0]?.id).toBe(
      planCheckIns([situation()], everybody, at("15:10"))[1]?.prompts[0]?.id,
    );
  });

  it("brings her own prediction and last result back to her", () => {
    const plan = today(
      planCheckIns(
        [situation({ cycles: [{ cycle: cycle(), updates: [update()], measures: [] }] })],
        everybody,
        at("15:00"),
      ),
    )[0];
    const effect = plan?.effects[0];
    const text = effect?.effect === "tell" ? cardAsText(effect.card) : "";
    expect(text).toContain("You predicted: 60 % of students get it right. You look at it by Feb 4.");
    expect(text).toContain("Last result: 47.8 % (22 of 46), Jan 14.");
    expect(text).toContain("Week 3 of 4.");
  });

  it("never asks outside contact hours or on a day off, in any zone and at any instant", () => {
    const zones = [
      "America/Los_Angeles",
      "America/New_York",
      "Pacific/Honolulu",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Europe/London",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("00:00", "07:30", "12:15", "16:29", "23:59"),
        (timeZone, instant, weekday, everyWeeks, askAt) => {
          const here = { ...district, timeZone };
          const every = { ...rule, weekday, everyWeeks };
          const members = [member(person("lead", { askAt }), { lead: true })];
          for (const { slot, prompts, effects } of planCheckIns(
            [situation({ district: here, rule: every, members })],
            everybody,
            new Date(instant),
          )) {
            expect(isSlotDate({ rule: every, convenings: [], testSince: null }, here.calendar, slot.localDate)).toBe(
              true,
            );
            for (const prompt of prompts) {
              expect(localDateOf(prompt.askAt, timeZone)).toBe(slot.localDate);
              expect(
                localTimeOf(prompt.askAt, timeZone) >= "07:30" && localTimeOf(prompt.askAt, timeZone) < "16:30",
              ).toBe(true);
            }
            if (slot.state === "skipped") expect(effects).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
