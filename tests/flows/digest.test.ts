import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict } from "./neighbours.js";
import { at, cardOf, formOf, plan, quotesIn, report, updatesOf } from "./scenes.js";

let house: House;
const channel = "C1";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

/** What the second district's lead reports; her team's cycle is under way. */
async function coastReports(happened: string): Promise<void> {
  const lead = house.as("coast-lead", "W2");
  const { context } = await formOf(lead.command("update"));
  expect(await lead.submit("update", context, { happened, next: "keep testing" })).toEqual({ kind: "close-form" });
  await house.settle();
}

describe("the week of a digest", () => {
  it("ends with Sunday night in the district, when it is Monday already in London", async () => {
    await plan(house);
    await house.at(at("25", "20:00"));
    await report(house, { happened: "Sunday evening" });
    expect(house.platform.cards(channel)).toHaveLength(1);
    expect(house.platform.seenBy(channel)[0]).toContain("Sunday evening");
    await house.at(at("26", "00:30"));
    await report(house, { happened: "Monday, just after midnight" });
    const [first, second] = house.platform.seenBy(channel);
    expect(first).toContain("Sunday evening");
    expect(first).not.toContain("just after midnight");
    expect(second).toContain("just after midnight");
    expect(second).not.toContain("Sunday evening");
  });

  it("begins with Monday in the district, when it was Sunday still in another", async () => {
    await plan(house);
    await house.at(at("26", "07:00"));
    await report(house, { happened: "Monday morning" });
    await house.at("2026-02-01T15:00:00-08:00");
    await report(house, { happened: "The Sunday after" });
    const [first, second, ...more] = house.platform.seenBy(channel);
    expect(more).toEqual([]);
    expect(first).not.toContain("Monday morning");
    expect(second).toContain("Monday morning");
    expect(second).toContain("The Sunday after");
  });

  it("is the district's own where the network lives by another clock", async () => {
    await furnishSecondDistrict(house);
    await house.at(at("22", "12:00"));
    await coastReports("Thursday");
    // Half past midnight on Monday for the network; half past ten on Sunday evening on the coast.
    await house.at(at("26", "00:30"));
    await coastReports("Still Sunday");
    await house.at(at("26", "02:30"));
    await coastReports("Monday now");
    const [first, second, ...more] = house.platform.seenBy("C2");
    expect(more).toEqual([]);
    expect(first).toMatch(/Thursday[\s\S]*Still Sunday/);
    expect(second).toContain("Monday now");
    expect(second).not.toContain("Still Sunday");
  });

  it("names the convening of the team's own collaboration", async () => {
    await furnishSecondDistrict(house);
    await plan(house);
    await coastReports("On the coast");
    expect(house.platform.seenBy(channel)[0]).toContain("Convening in 4 weeks.");
    expect(house.platform.seenBy("C2")[0]).toContain("Convening in 9 weeks.");
  });
});

describe("a correction of last week's update", () => {
  it("is shown in last week's message: no new one, and this week's is as it was", async () => {
    await plan(house);
    await report(house, { happened: "Tpyo" });
    const [, { id = "" } = {}] = await updatesOf(house);
    await house.at(at("27", "10:00"));
    const correct = async (happened: string) => {
      const { context } = await formOf(house.press("lead", { do: "edit-update", update: id }));
      expect(await house.submit("lead", "update", context, { happened })).toEqual({ kind: "close-form" });
      await house.settle();
    };
    await correct("Typo, mended");
    expect(house.platform.cards(channel)).toHaveLength(1);
    expect(house.platform.seenBy(channel)[0]).toContain("Typo, mended");
    await report(house, { happened: "A new week" });
    await correct("Typo, mended twice");
    const [last, current, ...more] = house.platform.cards(channel);
    expect(more).toEqual([]);
    expect(quotesIn(last?.card)).toEqual(["Typo, mended twice"]);
    expect(quotesIn(current?.card)).toEqual(["A new week"]);
    expect(current?.edits).toBe(0);
  });
});

describe("long texts", () => {
  const long = (word: string) =>
    `${word}.\n\n${"What we saw in the room, in many words. ".repeat(60)}And the end of it.`;

  it("stand whole in the digest, on the card, and wherever else they are read", async () => {
    await plan(house);
    await report(house, { happened: long("Done"), next: "ready to study" });
    await report(house, { learned: long("Learned"), decision: "abandon", reason: long("Because") });
    expect(quotesIn(house.platform.cards(channel)[0]?.card)).toEqual([long("Done"), long("Learned"), long("Because")]);
    expect(quotesIn(house.platform.cards("@lead").at(-1)?.card)).toEqual([long("Learned")]);
    await house.at(at("21", "15:30"));
    const mine = await cardOf(house.command("lead", "mine"));
    expect(quotesIn(mine)).toEqual([long("Learned"), long("Done"), "Exit tickets"]);
  });

  it("stand whole where the program manager reads them", async () => {
    await plan(house);
    await report(house, { happened: long("Done") });
    await house.at(at("21", "16:00"));
    expect(quotesIn(house.platform.cards("@pm")[0]?.card)).toEqual(["Exit tickets", long("Done")]);
    const team = await cardOf(house.as("pm", "HUB").press({ do: "see-team", team: "team-1" }));
    expect(quotesIn(team)).toContain(long("Done"));
  });

  it("stand whole beside a heading that is shorter, when they name the cycle", async () => {
    const title = "Exit tickets in every 8th-grade classroom of the three middle schools, on Fridays";
    await plan(house, { change: title, prediction: `${"60 % of them. ".repeat(60)}The end` });
    expect(house.platform.seenBy(channel)[0]).toContain(title);
    expect(house.platform.seenBy(channel)[0]).toContain("The end");
    expect(house.platform.seenBy("@lead").at(-1)).toContain(title);
    const card = await cardOf(house.command("lead", "cycle"));
    expect(quotesIn(card)).toEqual([title]);
    await house.at("2026-02-04T15:00:00-08:00");
    expect(quotesIn(house.platform.cards("@lead").at(-1)?.card)).toEqual([title]);
    expect(house.platform.seenBy("@lead").at(-1)).toContain("60 % of them. The end.");
  });
});
