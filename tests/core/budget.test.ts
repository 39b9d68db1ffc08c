import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit } from "../../src/core/budget/admit.js";
import {
  allowanceOf,
  type ContactClass,
  contactClasses,
  contactWeek,
  type Reservation,
} from "../../src/core/budget/model.js";

const held = (...contacts: ContactClass[]): Reservation[] =>
  contacts.map((contact, n) => ({ messageId: `m${n}`, personId: "p", week: "2026-01-19", contact }));
const all = (reservations: Reservation[]) => new Set(reservations.map((one) => one.messageId));

describe("a person's week", () => {
  it("begins on Monday in her own time zone", () => {
    const sundayNight = new Date("2026-01-26T05:00:00Z");
    expect(contactWeek(sundayNight, "America/Los_Angeles")).toBe("2026-01-19");
    expect(contactWeek(sundayNight, "Europe/Berlin")).toBe("2026-01-26");
  });

  it("holds two messages, a lead's four, and what she has set for herself before both", () => {
    expect([allowanceOf(null, false), allowanceOf(null, true), allowanceOf(1, true), allowanceOf(0, false)]).toEqual([
      2, 4, 1, 0,
    ]);
  });
});

describe("a message in a full week", () => {
  it("takes the place of the least important one that still waits", () => {
    const week = held("check-in", "nudge", "reminder", "check-in");
    expect(admit("phase due", week, all(week), 4)).toEqual({ do: "send", inPlaceOf: week[2] });
    expect(admit("commitment", week, new Set(["m0", "m1", "m3"]), 4)).toEqual({ do: "send", inPlaceOf: week[1] });
  });

  it("takes nobody's place who has been heard already, or who is as important", () => {
    const week = held("check-in", "reminder");
    expect(admit("phase due", week, new Set(), 2)).toEqual({ do: "fold" });
    expect(admit("check-in", held("check-in", "check-in"), all(week), 2)).toEqual({ do: "fold" });
  });

  it("is let go when it only reminds or sums up, and said with the next one otherwise", () => {
    const week = held("check-in", "check-in");
    const verdicts = contactClasses.map((contact) => admit(contact, week, new Set(), 2).do);
    expect(verdicts).toEqual(["fold", "fold", "fold", "fold", "fold", "drop", "drop"]);
  });

  it("never makes the week longer than it may be, whatever comes in whatever order", () => {
    const contact = fc.constantFrom(...contactClasses);
    const wishes = fc.array(fc.record({ contact, leaves: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(wishes, fc.integer({ min: 0, max: 5 }), (coming, allowance) => {
        let week: Reservation[] = [];
        const waiting = new Set<string>();
        const lost: ContactClass[] = [];
        for (const [n, wish] of coming.entries()) {
          const verdict = admit(wish.contact, week, waiting, allowance);
          if (verdict.do !== "send") lost.push(wish.contact);
          else {
            const { inPlaceOf } = verdict;
            if (inPlaceOf !== undefined) {
              expect(waiting.has(inPlaceOf.messageId)).toBe(true);
              lost.push(inPlaceOf.contact);
              week = week.filter((one) => one !== inPlaceOf);
            }
            week.push({ messageId: `m${n}`, personId: "p", week: "w", contact: wish.contact });
            if (wish.leaves) waiting.delete(`m${n}`);
            else waiting.add(`m${n}`);
          }
          expect(week.length).toBeLessThanOrEqual(allowance);
        }
        expect(week.length + lost.length).toBe(coming.length);
      }),
    );
  });
});
