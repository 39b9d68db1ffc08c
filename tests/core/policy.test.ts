import { describe, expect, it } from "vitest";
import { messageKinds } from "../../src/core/effects.js";
import { isTooLate, policies, policyOf } from "../../src/core/policy.js";

describe("what becomes of a message of which nobody knows whether it arrived", () => {
  it("is as its kind demands: rather lost than doubled, but for changes, which can be repeated", () => {
    expect(Object.fromEntries(messageKinds.map((kind) => [kind, policyOf(kind)]))).toEqual({
      welcome: "once",
      "check-in": "once",
      draft: "once",
      digest: "once",
      "program manager digest": "once",
      edit: "repeatable",
      answer: "once",
      reminder: "passing",
      nudge: "once",
      "nudge answer": "once",
      "help request": "once",
      "help answer": "once",
      "bright spot": "once",
      introduction: "once",
      introductions: "once",
      groups: "once",
      "groups draft": "once",
    });
  });

  it("is looked for before it is sent again, wherever anything could be doubled", () => {
    for (const [policy, { lookUp }] of Object.entries(policies)) expect(lookUp, policy).toBe(policy !== "repeatable");
  });

  it("is left to a person where nobody can look, unless a loss would be worse", () => {
    const again = Object.entries(policies).filter(([, rule]) => rule.otherwise === "is sent again");
    expect(again.map(([policy]) => policy)).toEqual(["surely", "repeatable"]);
  });

  it("is not sent when its time is over: what only matters now after half an hour, the rest when it says so", () => {
    const due = new Date("2026-01-21T15:00:00Z");
    const minutesLater = (minutes: number) => new Date(due.getTime() + minutes * 60_000);
    const message = { notBefore: due, expiresAt: null };
    expect(isTooLate({ ...message, policy: "passing" }, minutesLater(30))).toBe(false);
    expect(isTooLate({ ...message, policy: "passing" }, minutesLater(31))).toBe(true);
    expect(isTooLate({ ...message, policy: "once" }, minutesLater(100_000))).toBe(false);
    expect(isTooLate({ ...message, policy: "once", expiresAt: minutesLater(90) }, minutesLater(90))).toBe(false);
    expect(isTooLate({ ...message, policy: "once", expiresAt: minutesLater(90) }, minutesLater(91))).toBe(true);
  });
});
