import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { district, rule as example, member, person, situation } from "../../scripts/gallery/examples.js";
import { addDays, instantAt, localDateOf, mondayOf, weekdayOf } from "../../src/core/calendar/local.js";
import { contactEnds, isContactTime } from "../../src/core/calendar/school-day.js";
import type { CheckInRule, CheckInSlot } from "../../src/core/checkin/model.js";
import { mayBeDue, type PlannedSlot, planCheckIns } from "../../src/core/checkin/plan-check-ins.js";
import { isSlotDate } from "../../src/core/checkin/slots.js";

const zones = [
  "America/Los_Angeles",
  "America/New_York",
  "America/Phoenix",
  "Pacific/Honolulu",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Europe/London",
  "Pacific/Kiritimati",
];
const hour = 3_600_000;
const day = 24 * hour;

/** A heart that beats on a store that remembers slots by rule and date, as the database does. */
function programme(rule: CheckInRule, timeZone: string, askAt: string | null) {
  const here = { ...district, timeZone };
  const members = [member(person("lead", { askAt }), { lead: true })];
  const slots = new Map<string, CheckInSlot>();
  const asked: { at: Date; slot: CheckInSlot; askAt: Date }[] = [];
  return {
    here,
    slots,
    asked,
    beat(now: Date): PlannedSlot[] {
      const recorded = new Map([...slots.values()].map((one) => [one.localDate, one.state]));
      const teams = [situation({ district: here, rule, members, recorded })];
      const plans = planCheckIns(teams, new Set(["lead"]), now);
      // What is not due is not even looked for.
      if (plans.length > 0) expect(teams.every((one) => mayBeDue(one, now))).toBe(true);
      for (const { slot, prompts } of plans) {
        expect(slots.has(slot.localDate), `${slot.localDate} twice`).toBe(false);
        slots.set(slot.localDate, slot);
        for (const prompt of prompts) if (prompt.state === "asked") asked.push({ at: now, slot, askAt: prompt.askAt });
      }
      return plans;
    },
  };
}

const rules = fc.record({
  weekday: fc.integer({ min: 1, max: 5 }),
  everyWeeks: fc.integer({ min: 1, max: 3 }),
  at: fc.constantFrom("07:30", "09:15", "12:00", "15:00", "16:29"),
});
const starts = fc.integer({ min: Date.UTC(2026, 0, 12), max: Date.UTC(2026, 11, 20) });
const withRule = (change: Partial<CheckInRule>): CheckInRule => ({ ...example, anchor: "2026-01-05", ...change });

/** Most would wake at a time at which there is nothing to ask: every second is put near the rule's own time. */
function wakesAt(rule: CheckInRule, timeZone: string, at: number): Date {
  if (at % 2 === 0) return new Date(at);
  const date = localDateOf(new Date(at), timeZone);
  const own = instantAt(addDays(date, (rule.weekday - weekdayOf(date) + 7) % 7), rule.at, timeZone).getTime();
  return new Date(own + (at % (6 * hour)) - hour);
}

describe("after a downtime of up to ninety days", () => {
  it("asks the latest slot at most, on its own day and less than four hours late, and records each older one as skipped", () => {
    let caughtUp = 0;
    let skipped = 0;
    fc.assert(
      fc.property(
        rules,
        fc.constantFrom(...zones),
        starts,
        fc.integer({ min: 0, max: 83 * day }),
        fc.option(fc.constantFrom("08:00", "13:30", "16:00")),
        (change, timeZone, start, asleep, askAt) => {
          const rule = withRule(change);
          const { here, beat, slots, asked } = programme(rule, timeZone, askAt);
          beat(new Date(start));
          const [known, before] = [new Set(slots.keys()), asked.length];
          const back = wakesAt(rule, timeZone, start + day + asleep);
          const plans = beat(back);
          const today = localDateOf(back, timeZone);
          const fresh = asked.slice(before);
          expect(fresh.length).toBeLessThanOrEqual(1);
          for (const one of fresh) {
            caughtUp++;
            expect(one.slot.localDate).toBe(today);
            expect(back.getTime() - one.askAt.getTime()).toBeLessThanOrEqual(4 * hour);
            expect(back < contactEnds(here.calendar, today, timeZone)).toBe(true);
            expect(isContactTime(here.calendar, one.askAt, timeZone)).toBe(true);
          }
          // Every date of the downtime leaves a trace, the older ones as missed, and no date that is none.
          for (let date = localDateOf(new Date(start), timeZone); date < today; date = addDays(date, 1)) {
            expect(slots.has(date)).toBe(
              isSlotDate({ rule, convenings: [], testSince: null }, here.calendar, date) || known.has(date),
            );
          }
          for (const { slot, effects } of plans.filter((one) => one.slot.localDate < today)) {
            skipped++;
            expect([slot.state, slot.reason, effects]).toEqual(["skipped", "missed", []]);
          }
          // Beating on changes nothing more.
          expect(beat(new Date(back.getTime() + 20_000)).filter((one) => one.slot.localDate < today)).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 4 },
    );
    expect(caughtUp).toBeGreaterThan(20);
    expect(skipped).toBeGreaterThan(300);
  }, 60_000);
});

describe("a clock that is wrong", () => {
  it("repeats nothing when it is set back by up to a day, and asks once when the day comes again", () => {
    fc.assert(
      fc.property(
        rules,
        fc.constantFrom(...zones),
        starts,
        fc.integer({ min: 1, max: 24 * 60 }),
        (change, timeZone, start, minutes) => {
          const rule = withRule(change);
          const { beat, asked } = programme(rule, timeZone, null);
          for (let at = start; at < start + 9 * day; at += 5 * hour) beat(new Date(at));
          const before = asked.length;
          const wrong = start + 9 * day - minutes * 60_000;
          for (let at = wrong; at < start + 9 * day; at += hour) beat(new Date(at));
          expect(asked.length - before).toBeLessThanOrEqual(1);
          expect(new Set(asked.map(({ slot }) => slot.localDate)).size).toBe(asked.length);
        },
      ),
      { numRuns: 120, seed: 5 },
    );
  });

  it("catches up at most once for each rule when it jumps a day ahead, and repeats nothing when it comes back", () => {
    let jumpedOver = 0;
    fc.assert(
      fc.property(rules, fc.constantFrom(...zones), starts, (change, timeZone, start) => {
        const rule = withRule(change);
        const { beat, asked, slots } = programme(rule, timeZone, null);
        beat(new Date(start));
        const before = asked.length;
        beat(new Date(start + day));
        expect(asked.length - before).toBeLessThanOrEqual(1);
        jumpedOver += Number([...slots.values()].some((one) => one.reason === "missed"));
        for (let at = start; at < start + 3 * day; at += 3 * hour) beat(new Date(at));
        const weeks = asked.map(({ slot }) => mondayOf(slot.localDate));
        expect(new Set(weeks).size).toBe(weeks.length);
      }),
      { numRuns: 150, seed: 6 },
    );
    expect(jumpedOver).toBeGreaterThan(10);
  });
});

describe("a rule that is moved to another day", () => {
  it("never asks twice in a week, whenever and however often it is moved", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 8, maxLength: 8 }),
        (weekdays, gaps) => {
          const slots = new Map<string, CheckInSlot>();
          const asked: string[] = [];
          let at = instantAt("2026-02-02", "08:00", district.timeZone).getTime();
          for (const [n, weekday] of weekdays.entries()) {
            for (const end = at + (gaps[n] ?? 1) * hour; at < end; at += 3 * hour) {
              const recorded = new Map([...slots.values()].map((one) => [one.localDate, one.state]));
              const rule = withRule({ weekday, everyWeeks: 1, anchor: "2026-02-02" });
              for (const { slot, prompts } of planCheckIns(
                [situation({ rule, recorded })],
                new Set(["lead"]),
                new Date(at),
              )) {
                slots.set(slot.localDate, slot);
                if (prompts.some((one) => one.state === "asked")) asked.push(mondayOf(slot.localDate));
              }
            }
          }
          expect(new Set(asked).size).toBe(asked.length);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});
