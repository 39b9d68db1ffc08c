import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, everyRow, updatesOf } from "../flows/scenes.js";
import { firstQuestion, heldIn, plan, report } from "./scenes.js";
import { bothClouds, everybody, type TwoHouses } from "./two-houses.js";

const network = { networkId: "network-1" };
const words = "Nobody could hear the back row";

describe.each(bothClouds)("what was recorded and is changed later, on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("20", "09:00"));
    await firstQuestion(town);
    await plan(town);
    await report(town, town.lead, { happened: words, result: "17 of 45" });
  }, 20_000);
  afterEach(() => town.close());

  it("is edited in the form that it came from: her message and the channel follow in place, versions stay", async () => {
    const before = town.lead.sees();
    expect(before.at(-1)).toMatchObject({ edited: false, text: expect.stringContaining("17 of 45") });
    const form = await town.lead.presses("Edit", words);
    expect(heldIn(form, "happened")).toBe(words);
    expect(heldIn(form, "result")).toBe("17 of 45");
    expect(await form.send({ happened: "The back row heard it in the end", result: "19 of 45" })).toBe("closed");

    const after = town.lead.sees();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.at(-1)).toMatchObject({ edited: true, text: expect.stringContaining("42.2 % (19 of 45)") });
    const [digest, ...more] = town.channel();
    expect(more).toEqual([]);
    expect(digest).toContain("The back row heard it in the end");
    expect(digest).not.toContain(words);
    const update = (await updatesOf(town.house)).at(-1);
    const versions = await town.house.store.read((view) => view.cycles.versionsOf(network, update?.id ?? ""));
    expect(versions.map(({ version, answers }) => [version, answers.happened])).toEqual([
      [1, words],
      [2, "The back row heard it in the end"],
    ]);
  }, 20_000);

  it("is deleted by the word mine: what she said goes from every place, and in each it is said that something stood there", async () => {
    await town.at(at("21", "16:05"));
    expect(town.pm.reads().at(-1)).toContain(words);
    expect(town.channel().at(-1)).toContain(words);

    await town.lead.types("mine");
    await town.lead.presses("Delete");
    expect(town.lead.reads().at(-1)).toContain("Delete what you wrote?");
    expect(town.channel().at(-1), "asked first").toContain(words);
    await town.lead.presses("Delete it");
    expect(town.lead.reads().at(-1)).toContain("Deleted. What it said is gone.");

    const standing = [town.channel(), ...everybody.map((who) => town[who].reads())].map((texts) => texts.join("\n"));
    const [channel, lead, teacher, principal, pm] = standing;
    for (const text of [channel, teacher, principal, pm]) expect(text).not.toMatch(/back row|17 of 45/);
    expect(channel).toContain("An update was taken back, Jan 21.");
    expect(pm).toContain("Removed by its author.");
    expect(lead).toContain("Removed by its author.");
    expect((await everyRow(town.house)).join("\n")).not.toMatch(/back row|17 of 45/);
    expect((await updatesOf(town.house)).at(-1)).toMatchObject({ answers: {}, deletedAt: town.house.now() });
  }, 20_000);
});
