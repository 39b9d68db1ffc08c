import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, plan, report, said } from "./scenes.js";

let house: House;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await plan(house);
});
afterEach(() => house.close());

const seenTeam = () => said(house.as("pm", "HUB").press({ do: "see-team", team: "team-1" }));

describe("an amended prediction", () => {
  const amend = async (prediction: string) => {
    const [cycle] = await house.store.read((view) => view.cycles.all({ networkId: "network-1" }));
    await house.press("lead", { do: "start-test", cycle: cycle?.id ?? "" });
    const { context } = await formOf(house.press("lead", { do: "amend", cycle: cycle?.id ?? "" }));
    const reply = await house.submit("lead", "amend", context, { prediction, why: "Storms took two weeks" });
    expect(reply).toMatchObject({ kind: "close-form" });
    await house.settle();
  };
  const both = "Predicted: 60 % get it right · now expected: 50 % get it right (Jan 22)";

  it("stands beside the prediction on what was recorded, in the digest and on the program manager's page", async () => {
    await house.at(at("22", "10:00"));
    expect(await seenTeam()).toContain("Predicted: 60 % get it right");
    await amend("50 % get it right");
    expect(house.platform.seenBy("C1").join()).toContain(both);
    expect(await seenTeam()).toContain(both);
    expect(await seenTeam()).not.toContain("Storms");
    await report(house, { happened: "Seen", result: "25 of 45" });
    expect(house.platform.seenBy("@lead").at(-1)).toContain(both);
    expect(house.platform.seenBy("C1").join()).toContain(both);
    expect(house.platform.seenBy("C1").join()).not.toContain("Storms");
  });

  it("is read outside without figures about few", async () => {
    await house.at(at("22", "10:00"));
    await amend("4 of 9 get it right");
    const outside = "now expected: … get it right (Jan 22)";
    expect(house.platform.seenBy("C1").join()).toContain(outside);
    expect(await seenTeam()).toContain(outside);
    await report(house, { happened: "Seen", result: "25 of 45" });
    expect(house.platform.seenBy("@lead").at(-1)).toContain("now expected: 4 of 9 get it right (Jan 22)");
    expect(house.platform.seenBy("C1").join()).not.toContain("4 of 9");
  });
});

describe("the day of a result", () => {
  it("is refused more than a year before its test, with what to do, and kept where it is later", async () => {
    await house.at(at("22", "10:00"));
    const send = async (observedOn: string) => {
      const { context } = await formOf(house.command("lead", "update"));
      return house.submit("lead", "update", context, {
        ...{ happened: "Seen", result: "25 of 45", next: "keep testing" },
        observedOn,
      });
    };
    for (const day of ["0202-01-21", "2025-01-19"])
      expect(await send(day)).toEqual({
        kind: "keep-form",
        errors: { observedOn: "This is more than a year before your test. Please check the year, such as 2026-05-12." },
      });
    expect(await send("2025-01-21")).toEqual({ kind: "close-form" });
  });
});
