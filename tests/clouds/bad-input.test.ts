import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, updatesOf } from "../flows/scenes.js";
import { declareOutcome, firstQuestion, heldIn, plan } from "./scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

describe.each(bothClouds)("what a form cannot take as it is, on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("20", "09:00"));
    await firstQuestion(town);
  }, 20_000);
  afterEach(() => town.close());

  const recorded = async () => (await updatesOf(town.house)).at(-1)?.answers;

  it("is a rough figure: shown back once, and taken when she sends it", async () => {
    await plan(town);
    await declareOutcome(town);
    await town.wait(1);
    const form = await town.lead.opens("update");
    expect(await form.send({ happened: "A rough look", result: "about 40 %" })).toBe("again");
    expect(form.shows()).toContain("I read “about 40 %” as 40 %. If that is right, send it once more");
    expect(heldIn(form, "result")).toBe("40 %");
    expect(heldIn(form, "happened")).toBe("A rough look");
    expect(await updatesOf(town.house)).toHaveLength(1);
    expect(await form.send()).toBe("closed");
    expect(await recorded()).toMatchObject({ happened: "A rough look", value: 40, unit: "percent" });
    expect(town.lead.reads().at(-1)).toContain("Result: Tickets that are right: 40 %. 20 under the prediction.");
  }, 20_000);

  it("is a figure that cannot be, or a day that is still ahead: each is told what to do, and nothing she typed is gone", async () => {
    await plan(town);
    await declareOutcome(town);
    await town.wait(1);
    const form = await town.lead.opens("update");
    const wrong: [Record<string, string>, Record<string, string>][] = [
      [{ result: "140 %" }, { result: "Please give a percentage from 0 to 100." }],
      [{ result: "5 of 0" }, { result: "Out of how many? That number should be at least 1." }],
      [{ result: "46 of 22" }, { result: "46 is more than 22. Please check the two numbers." }],
      [
        { result: "12 of 45", observedOn: "2026-01-22" },
        { observedOn: "This date is still ahead. Please give the day it happened." },
      ],
    ];
    for (const [typed, errors] of wrong) {
      expect(await form.send({ happened: "A count", ...typed })).toBe("again");
      expect(form.errors()).toEqual(errors);
      expect(heldIn(form, "happened")).toBe("A count");
      expect(heldIn(form, "result")).toBe(typed.result);
    }
    expect(await updatesOf(town.house)).toHaveLength(1);
    expect(await form.send({ observedOn: "2026-01-21" })).toBe("closed");
    expect(await recorded()).toMatchObject({ count: 12, outOf: 45, observedOn: "2026-01-21" });
  }, 20_000);

  it("is a required field that is empty: the platform asks for it itself", async () => {
    await plan(town);
    const form = await town.lead.opens("update");
    expect(await form.send({ result: "12 of 45" })).toBe("incomplete");
    expect(Object.keys(form.errors())).toEqual(["happened"]);
  }, 20_000);
});
