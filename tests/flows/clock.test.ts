import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { at } from "./scenes.js";

let house: House;
const lead = "@lead";
const scope = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const questions = () => house.platform.seenBy(lead).filter((text) => text.includes("What will you try first?"));
const slots = () => house.store.read((view) => view.checkIns.slotsSince(scope, "2026-01-01"));

describe("a clock that is wrong for a while", () => {
  it("asks once when it is set back, by minutes or by a day, and comes to three o'clock again", async () => {
    await house.at(at("21", "15:00"));
    expect(questions()).toHaveLength(1);
    const opened = (await slots()).length;
    for (const [day, time] of [
      ["21", "14:40"],
      ["21", "15:00"],
      ["20", "15:00"],
      ["21", "09:00"],
      ["21", "15:01"],
    ] as const)
      await house.at(at(day, time));
    expect(questions()).toHaveLength(1);
    expect(await slots()).toHaveLength(opened);
  });

  it("asks at most once a rule when it is a day ahead and set right again", async () => {
    await house.at(at("20", "15:00"));
    const rules = (await house.store.read((view) => view.checkIns.rules(scope))).length;
    await house.at(at("22", "09:00"));
    expect((await slots()).length).toBeLessThanOrEqual(rules);
    await house.at(at("21", "09:00"));
    await house.at(at("21", "15:00"));
    await house.at(at("22", "15:00"));
    expect(questions().length).toBeLessThanOrEqual(1);
    const due = (await slots()).filter(({ localDate }) => localDate === "2026-01-21");
    expect(due).toHaveLength(rules);
  });

  it("catches up with one question a rule when it jumps over weeks", async () => {
    const rules = (await house.store.read((view) => view.checkIns.rules(scope))).length;
    await house.at("2026-03-04T23:30:00Z");
    await house.at("2026-03-04T23:31:00Z");
    expect(questions()).toHaveLength(1);
    const days = (await slots()).map(({ localDate }) => localDate);
    expect(new Set(days).size).toBe(days.length / rules);
  });
});
