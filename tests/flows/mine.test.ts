import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { at, everyRow, formOf, gone, notYours, plan, report, said, updatesOf, valuesIn } from "./scenes.js";

let house: House;
const lead = "@lead";
const words = "The back row could hardly hear it";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const recorded = async (index: number) => (await updatesOf(house))[index]?.id ?? "";
const remove = async (index: number, who = "lead") => {
  const reply = await said(house.press(who, { do: "delete-update", update: await recorded(index) }));
  await house.settle();
  return reply;
};
/** Everything that anybody still has or that is stored. */
const anywhere = async () =>
  [...(await everyRow(house)), ...[lead, "@teacher", "@pm", "C1"].flatMap((to) => house.platform.seenBy(to))].join(
    "\n",
  );

describe("mine", () => {
  it("shows what she recorded, the latest first, and what lies before it", async () => {
    await plan(house);
    for (let nth = 1; nth <= 6; nth += 1) await report(house, { happened: `Seen for the ${nth}. time` });
    const first = await said(house.command("lead", "mine"));
    expect(first).toMatch(/6\. time[\s\S]*2\. time/);
    expect(first).not.toContain("1. time");
    expect(first).toContain("[Earlier]");
    expect(await said(house.press("lead", { do: "see-mine", skip: 5 }))).toContain("Seen for the 1. time");
    expect(await said(house.command("teacher", "mine"))).toBe("You have not recorded anything yet.");
  });

  it("gives her own words back to begin with, in the form of where the cycle is now", async () => {
    await plan(house);
    await report(house, { happened: words, next: "ready to study" });
    const shown = await formOf(house.press("lead", { do: "reuse-update", update: await recorded(1) }));
    expect(shown.context.stage).toBe("study");
    expect(valuesIn(shown.form)).toMatchObject({ learned: words });
    expect(await said(house.press("teacher", { do: "reuse-update", update: await recorded(1) }))).toBe(notYours);
  });

  it("asks before it deletes, and only her", async () => {
    await plan(house);
    await report(house, { happened: words });
    const ask = { do: "ask-delete" as const, update: await recorded(1) };
    expect(await said(house.press("lead", ask))).toContain("[Delete it] [Keep it]");
    expect(await said(house.press("teacher", ask))).toBe(notYours);
    expect(await remove(1, "teacher")).toBe(notYours);
    expect(await anywhere()).toContain(words);
  });

  it("takes her words and figures out of the record, its versions, her messages, the digest and the summaries", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await report(house, { happened: `${words}, at first`, result: "17 of 45" });
    const { context } = await formOf(house.press("lead", { do: "edit-update", update: await recorded(1) }));
    await house.submit("lead", "update", context, { happened: words, result: "19 of 45" });
    await house.at("2026-02-04T16:05:00-08:00");
    expect(house.platform.seenBy("@pm").join()).toContain(words);
    expect(house.platform.seenBy("C1").join()).toContain(words);
    expect(await remove(1)).toBe("Deleted. What it said is gone.");
    const left = await anywhere();
    expect(left).not.toContain(words);
    expect(left).not.toMatch(/1[79] of 45/);
    expect(house.platform.seenBy("@pm").join()).toContain("Removed by its author.");
    expect((await updatesOf(house))[1]).toMatchObject({ answers: {}, deletedAt: house.now() });
    expect(await said(house.command("lead", "mine"))).not.toContain("Feb 4");
    expect(await said(house.press("lead", { do: "edit-update", update: await recorded(1) }))).toBe(gone);
  });

  it("takes words out of a summary that the program manager read before they were changed", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await report(house, { happened: "The first words" });
    await house.at("2026-02-04T16:05:00-08:00");
    expect(house.platform.seenBy("@pm").join()).toContain("The first words");
    const { context } = await formOf(house.press("lead", { do: "edit-update", update: await recorded(1) }));
    await house.submit("lead", "update", context, { happened: words });
    await house.settle();
    expect(await remove(1)).toBe("Deleted. What it said is gone.");
    expect(await anywhere()).not.toContain("The first words");
    expect(house.platform.seenBy("@pm").join()).toContain("Removed by its author.");
  });

  it("takes its figures out of the digests of later weeks, and out of what was sent of them", async () => {
    await plan(house);
    await house.at("2026-01-28T15:00:00-08:00");
    await report(house, { happened: words, result: "19 of 45" });
    await house.at("2026-02-04T15:00:00-08:00");
    await report(house, { happened: "Again", result: "30 of 45" });
    expect(house.platform.seenBy("C1").at(-1)).toContain("Jan 28, 42.2 %");
    expect(await remove(1)).toBe("Deleted. What it said is gone.");
    const left = await anywhere();
    expect(left).not.toMatch(/19 of 45|42\.2 %/);
    expect(left).toContain("30 of 45");
  });

  it("takes its result out of a question that is open, and the question stays", async () => {
    await plan(house);
    await house.at("2026-01-28T15:00:00-08:00");
    await report(house, { happened: words, result: "19 of 45" });
    await house.at("2026-02-04T15:00:00-08:00");
    const question = () => house.platform.seenBy(lead).find((text) => text.includes("What have you seen since?")) ?? "";
    expect(question()).toContain("Last result: 42.2 % (19 of 45), Jan 28.");
    await remove(1);
    expect(question()).toContain("Last result: taken back, Jan 28. What have you seen since?");
    expect(await anywhere()).not.toContain("19 of 45");
  });

  it("takes its result out of a question of which only a part was answered", async () => {
    await house.store.write(async (tables) => {
      const [rule] = await tables.checkIns.rules({ networkId: "network-1" });
      if (rule !== undefined)
        await tables.roster.save({ networkId: "network-1" }, { rules: [{ ...rule, aroundConvenings: true }] });
    });
    await plan(house);
    await report(house, { happened: words, result: "19 of 45" });
    const { context } = await formOf(house.press("lead", { do: "add-commitment", team: "team-1" }));
    await house.submit("lead", "commitment", context, { what: "Call ten families", who: "lead" });
    await house.at("2026-02-13T15:00:00-08:00");
    await house.press("lead", house.platform.button(lead, "Done"));
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("Last result: 42.2 % (19 of 45), Jan 21.");
    await remove(1);
    expect(house.platform.seenBy(lead).at(-1)).toContain("Last result: taken back, Jan 21.");
    expect(await anywhere()).not.toContain("19 of 45");
  });

  it("leaves a colleague's equal result where a question quotes that", async () => {
    await plan(house);
    await report(house, { happened: words, result: "19 of 45" });
    await house.at("2026-01-28T15:00:00-08:00");
    const { context } = await formOf(house.command("teacher", "update"));
    await house.submit("teacher", "update", context, { happened: "Mine", result: "19 of 45", next: "keep testing" });
    await house.at("2026-02-04T15:00:00-08:00");
    const said = "Last result: 42.2 % (19 of 45), Jan 28.";
    expect(house.platform.seenBy(lead).at(-1)).toContain(said);
    await remove(1);
    expect(house.platform.seenBy(lead).at(-1)).toContain(said);
  });

  it("takes a text with it that she had typed and then recorded", async () => {
    await plan(house);
    await house.at(at("21", "15:01"));
    await house.type("lead", words);
    await house.settle();
    await house.press("lead", house.platform.button(lead, "Record"));
    await house.settle();
    await remove(1);
    expect(await anywhere()).not.toContain(words);
  });

  it("keeps a decision, whose reason goes, and a plan, which is the team's", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "It helps", decision: "scale", reason: words });
    await remove(2);
    const [cycle] = await house.store.read((view) => view.cycles.all({ networkId: "network-1" }));
    expect(cycle).toMatchObject({ stage: "closed", decision: "scale", reason: null });
    expect(await remove(0)).toContain("A plan belongs to your team by now.");
    expect(cycle).toMatchObject({ title: "Exit tickets" });
  });

  it("does not take a form that was open meanwhile: her new words stay in it", async () => {
    await plan(house);
    await report(house, { happened: words });
    const { context } = await formOf(house.press("lead", { do: "edit-update", update: await recorded(1) }));
    await remove(1);
    expect(await house.submit("lead", "update", context, { happened: "Other words" })).toMatchObject({
      kind: "keep-form",
    });
    expect((await updatesOf(house))[1]?.answers).toEqual({});
  });
});
