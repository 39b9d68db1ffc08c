import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { at, plan, report } from "./scenes.js";

let house: House;
const lead = "@lead";
const question = "What will you try first?";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const asked = () => house.platform.seenBy(lead).filter((text) => text.includes(question));

async function saysLater(): Promise<void> {
  await house.at(at("21", "15:00"));
  await house.press("lead", house.platform.button(lead, "Later"));
  await house.settle();
  expect(asked()).toEqual([]);
}

describe("a “later” that comes due while nobody is there to ask", () => {
  it("is not asked in the evening but on the next school day, at the same time", async () => {
    await saysLater();
    await house.at(at("22", "18:00"));
    await house.at(at("22", "23:00"));
    expect(asked()).toEqual([]);
    await house.at(at("23", "07:30"));
    await house.at(at("23", "14:59"));
    expect(asked()).toEqual([]);
    await house.at(at("23", "15:00"));
    await house.at(at("23", "15:20"));
    expect(asked()).toHaveLength(1);
  });

  it("is not asked from half past four on", async () => {
    await saysLater();
    await house.at(at("22", "16:30"));
    expect(asked()).toEqual([]);
  });

  it("is asked on the same day while it is still a school day's hour", async () => {
    await saysLater();
    await house.at(at("22", "16:20"));
    expect(asked()).toHaveLength(1);
  });

  it("waits over the weekend", async () => {
    await saysLater();
    await house.at(at("22", "18:00"));
    await house.at(at("23", "18:00"));
    await house.at(at("25", "18:00"));
    expect(asked()).toEqual([]);
    await house.at(at("26", "15:00"));
    expect(asked()).toHaveLength(1);
  });

  it("waits over days on which the schools are closed", async () => {
    await house.store.write(async (tables) => {
      const scope = { networkId: "network-1" };
      const { districts } = await tables.roster.load(scope);
      const closed = [{ from: "2026-01-23", to: "2026-01-26", name: "Snow" }];
      const calendar = { terms: [], closed, earlyRelease: [] };
      await tables.roster.save(scope, { districts: districts.map((one) => ({ ...one, calendar })) });
    });
    await saysLater();
    await house.at(at("22", "18:00"));
    await house.at(at("23", "15:00"));
    await house.at(at("26", "15:00"));
    expect(asked()).toEqual([]);
    await house.at(at("27", "15:00"));
    expect(asked()).toHaveLength(1);
  });
});

describe("a “later”", () => {
  it("is not asked any more once she has recorded something by herself", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await house.press("lead", house.platform.button(lead, "Later"));
    await report(house, { happened: "Said by myself" });
    const before = house.platform.seenBy(lead).length;
    await house.at("2026-02-05T15:00:00-08:00");
    expect(house.platform.seenBy(lead)).toHaveLength(before);
  });
});
