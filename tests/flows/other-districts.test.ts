import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, furnishSecondTeam } from "./neighbours.js";
import { at, cardOf, everyRow, formOf, gone, plan, report, said, updatesOf, valuesIn } from "./scenes.js";

let house: House;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
});
afterEach(() => house.close());

describe("somebody of another district", () => {
  it("cannot record her own text for their cycle", async () => {
    await house.type("lead", "Mine", "m");
    await house.settle();
    const [draft] = await house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"));
    const before = await everyRow(house);
    const action = { do: "record-draft" as const, draft: draft?.id ?? "", cycle: "coast-cycle" };
    expect(await said(house.press("lead", action))).toBe(gone);
    expect(await everyRow(house)).toEqual(before);
  });

  it("cannot bring their text or their question into her own form", async () => {
    await plan(house);
    const theirs = await everyRow(house, "district-2");
    const [{ cycleId = "" } = {}] = await updatesOf(house);
    const { form, context } = await formOf(
      house.press("lead", { do: "update", cycle: cycleId, prompt: "coast-prompt", draft: "coast-draft" }),
    );
    expect(valuesIn(form).happened).toBeUndefined();
    expect(JSON.stringify(form)).not.toMatch(/coast/i);
    await house.submit("lead", "update", context, { happened: "Mine", next: "keep testing" });
    await house.settle();
    expect((await updatesOf(house)).at(-1)).toMatchObject({ answers: { happened: "Mine" }, promptId: null });
    expect(await everyRow(house, "district-2")).toEqual(theirs);
  });

  it("changes only her own settings, whatever ids come with them", async () => {
    const theirs = await everyRow(house, "district-2");
    const context = { cycle: "coast-cycle", team: "team-2", prompt: "coast-prompt", update: "coast-update" };
    await house.submit("lead", "settings", context, { askAt: "08:30", askMe: "no" });
    expect(await everyRow(house, "district-2")).toEqual(theirs);
  });

  it("is shown nothing of it by any word, nor on her page", async () => {
    await plan(house);
    await report(house, { happened: "Mine" });
    for (const word of ["status", "cycle", "problem", "mine", "convening", "home"])
      expect(JSON.stringify(await cardOf(house.command("lead", word))), word).not.toMatch(/coast|attendance/i);
    expect(JSON.stringify(await cardOf(house.as("lead").home()))).not.toMatch(/coast/i);
    expect(house.platform.seenBy("C1").join()).toContain("Mine");
    expect([...house.platform.seenBy("C1"), ...house.platform.seenBy("@lead")].join()).not.toMatch(/coast/i);
  });
});

describe("somebody of another team in the same district", () => {
  it("is shown nothing of it by any word, nor on her page", async () => {
    await plan(house);
    await report(house, { happened: "Mine" });
    for (const word of ["status", "cycle", "problem", "mine", "convening", "home"])
      expect(JSON.stringify(await cardOf(house.command("lead", word))), word).not.toMatch(/reading/i);
    expect(JSON.stringify(await cardOf(house.as("lead").home()))).not.toMatch(/reading/i);
    expect(house.platform.seenBy("C3")).toEqual([]);
  });

  it("cannot answer their question with her own update", async () => {
    await plan(house);
    const [{ cycleId = "" } = {}] = await updatesOf(house);
    const { context } = await formOf(house.press("lead", { do: "update", cycle: cycleId, prompt: "reading-prompt" }));
    await house.submit("lead", "update", context, { happened: "Mine", next: "keep testing" });
    await house.settle();
    expect((await updatesOf(house)).at(-1)).toMatchObject({ answers: { happened: "Mine" }, promptId: null });
    const scope = { networkId: "network-1" };
    const prompt = await house.store.read((view) => view.checkIns.prompt(scope, "reading-prompt"));
    expect(prompt?.state).toBe("asked");
  });

  it("keeps a text for her own team alone when both have open cycles", async () => {
    await plan(house);
    await house.type("lead", "Nine of twelve");
    await house.settle();
    expect(house.platform.seenBy("@lead").at(-1)).toContain("Record this for Exit tickets?");
  });
});
