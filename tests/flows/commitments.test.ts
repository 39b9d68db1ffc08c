import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FormValues } from "../../src/core/ui/form.js";
import { askingIn } from "./asking-scenes.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, notYours, plan, report, said } from "./scenes.js";

let house: House;
const lead = "@lead";
const scope = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const { hers, press, last, rhythm } = askingIn(() => house);

describe("around a convening", () => {
  const commit = async (who: string, values: FormValues) => {
    const { context } = await formOf(house.press(who, { do: "add-commitment", team: "team-1" }));
    const reply = await house.submit(who, "commitment", context, values);
    expect(reply).toMatchObject({ kind: "close-form" });
  };

  it("asks what the team said it would do: each person about hers, the lead about what is everybody's", async () => {
    await rhythm({ aroundConvenings: true });
    await house.at("2026-02-19T14:00:00-08:00");
    await commit("lead", { what: "Sort tickets on Tuesdays", who: "teacher", by: "2026-03-06" });
    await commit("principal", { what: "Give them the hour", who: "team" });
    expect(await said(house.command("teacher", "convening"))).toContain(
      "Sort tickets on Tuesdays · Teacher teacher · Mar 6",
    );
    await house.at("2026-02-23T15:00:00-08:00");
    expect(house.platform.seenBy("@teacher")).toEqual([]);
    await house.at("2026-02-24T15:00:00-08:00");
    expect(last("@teacher")).toContain("Sort tickets on Tuesdays, by Mar 6");
    expect(last("@teacher")).not.toContain("Give them the hour");
    expect(last()).toContain("Give them the hour");

    await press("Done", "teacher");
    expect(last("@teacher")).toContain("Sort tickets on Tuesdays: done");
    await press("Still on it");
    expect(last()).toContain("Give them the hour: still on it");
    const kept = await house.store.read((view) => view.cycles.commitments(scope, "team-1"));
    expect(kept.map(({ state }) => state).sort()).toEqual(["done", "open"]);
    expect((await hers("teacher")).at(-1)).toMatchObject({ state: "answered", part: "commitment" });
  });

  it("comes back before the next one with what is still open", async () => {
    await rhythm({ aroundConvenings: true });
    await commit("lead", { what: "Call ten families", who: "lead" });
    await house.at("2026-02-13T15:00:00-08:00");
    expect(last()).toContain("The convening is on Feb 18.");
    expect(last()).toContain("Call ten families");
  });

  /** The lead is asked about her cycle and about what she said she would do. */
  const both = async (...promised: string[]) => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    for (const what of promised) await commit("lead", { what, who: "lead" });
    await house.at("2026-02-13T15:00:00-08:00");
    expect(last()).toContain("And Exit tickets: what have you seen since?");
  };

  it("goes on asking how the cycle goes when the commitments are spoken of, and takes that answer too", async () => {
    await both("Call ten families");
    await press("Done");
    expect(last()).toContain("Call ten families: done");
    expect(last()).toContain("What came of it?");
    expect(last()).not.toContain("[Still on it]");
    expect((await hers()).at(-1)).toMatchObject({ state: "asked", settledAt: null });
    expect(await press("Not this week")).toEqual({ kind: "none" });
    await press("Waiting for data");
    expect(last()).toContain("Noted: waiting for data.");
    expect((await hers()).at(-1)).toMatchObject({ state: "not this week", reason: "waiting for data" });
  });

  it("reminds once of the cycle when only the commitments were spoken of", async () => {
    await both("Call ten families");
    await press("Done");
    await house.at("2026-02-17T11:30:00-08:00");
    await house.at("2026-02-17T14:00:00-08:00");
    expect(house.platform.seenBy(lead).filter((text) => text.includes("is still open"))).toHaveLength(1);
    await press("Nothing new");
    expect(house.platform.seenBy(lead).filter((text) => text.includes("is still open"))).toEqual([]);
    expect((await hers()).at(-1)).toMatchObject({ state: "nothing new" });
  });

  it("is answered with the last of several commitments, and asks about none twice, also when it is put off", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    for (const what of ["First", "Second", "Third"]) await commit("lead", { what, who: "teacher" });
    await house.at("2026-02-13T15:00:00-08:00");
    const asks = () => ["First", "Second", "Third"].filter((what) => last("@teacher").includes(`${what}\n[Done]`));
    expect(asks()).toHaveLength(3);
    await press("Still on it", "teacher");
    expect(asks()).toHaveLength(2);
    const left = asks();
    await press("Later", "teacher");
    await house.at("2026-02-16T15:00:00-08:00");
    expect(asks()).toEqual(left);
    await press("Still on it", "teacher");
    expect(asks()).toHaveLength(1);
    expect((await hers("teacher")).at(-1)).toMatchObject({ state: "asked" });
    await press("Done", "teacher");
    expect(asks()).toEqual([]);
    expect(last("@teacher")).toContain("Noted. Thank you for saying so.");
    expect((await hers("teacher")).at(-1)).toMatchObject({ state: "answered", settledAt: house.now() });
  });

  it("goes on asking about the commitments when how the cycle goes was recorded first, and not about that", async () => {
    await both("Call ten families", "Print the tickets");
    await report(house, { happened: "A good week" });
    const question = () => house.platform.seenBy(lead).find((text) => text.includes("[Still on it]")) ?? "";
    expect(question()).toContain("Print the tickets");
    expect(question()).not.toMatch(/what have you seen since|What came of it/);
    expect(last()).toContain("Recorded");
    await press("Done");
    expect(question()).not.toMatch(/what have you seen since|What came of it/);
    expect((await hers()).at(-1)).toMatchObject({ state: "asked" });
    await press("Done");
    expect(question()).toBe("");
    expect((await hers()).at(-1)).toMatchObject({ state: "answered" });
  });

  it("asks about the commitments alone at three where the update was recorded before, and when it was put off", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    await commit("lead", { what: "Call ten families", who: "lead" });
    await house.at("2026-02-13T10:00:00-08:00");
    await report(house, { happened: "A good week" });
    await house.at("2026-02-13T15:00:00-08:00");
    expect(last()).toContain("Call ten families");
    expect(last()).not.toContain("what have you seen since");
    await press("Later");
    await report(house, { happened: "Another thing" });
    await house.at("2026-02-16T15:00:00-08:00");
    expect(last()).toContain("Call ten families");
    expect(last()).not.toContain("what have you seen since");
  });

  it("is not answered about her commitment by an update that nobody asked her for", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    await commit("lead", { what: "Print the tickets", who: "teacher" });
    await house.at("2026-02-13T15:00:00-08:00");
    const { context } = await formOf(house.command("teacher", "update"));
    await house.submit("teacher", "update", context, { happened: "Seen by me", next: "keep testing" });
    await house.settle();
    expect(house.platform.seenBy("@teacher").join()).toContain("[Still on it]");
    expect((await hers("teacher")).at(-1)).toMatchObject({ state: "asked" });
  });

  it("leaves what was recorded where a commitment is spoken of below a card that is older", async () => {
    await both("Call ten families");
    const done = house.platform.button(lead, "Done");
    await report(house, { happened: "A good week" });
    expect(await house.press("lead", done)).toEqual({ kind: "none" });
    await house.settle();
    expect(house.platform.seenBy(lead).join()).toContain("A good week");
    const [kept] = await house.store.read((view) => view.cycles.commitments(scope, "team-1"));
    expect(kept?.state).toBe("done");
    expect((await hers()).at(-1)).toMatchObject({ state: "answered" });
  });

  it("does not come back when anybody on the team has taken it back; it stays on record", async () => {
    await rhythm({ aroundConvenings: true });
    await commit("lead", { what: "Call ten families", who: "lead" });
    const [kept] = await house.store.read((view) => view.cycles.commitments(scope, "team-1"));
    const drop = { do: "drop-commitment" as const, commitment: kept?.id ?? "" };
    expect(await said(house.command("teacher", "convening"))).toContain("[Not any more]");
    expect(await said(house.as("pm", "HUB").command("convening"))).not.toContain("[Not any more]");
    expect(await said(house.as("pm", "HUB").press(drop))).toMatch(/^(?:Only the team|This commitment is not there)/);
    expect(await said(house.press("teacher", drop))).toBe("Call ten families: not any more");
    const shown = await said(house.command("lead", "convening"));
    expect(shown).toContain("Call ten families · Teacher lead · not any more");
    expect(shown).not.toContain("[Not any more]");
    await house.at("2026-02-13T15:00:00-08:00");
    expect(house.platform.seenBy("@lead").join()).not.toContain("Call ten families");
  });

  const takeBack = async (what: string) => {
    const all = await house.store.read((view) => view.cycles.commitments(scope, "team-1"));
    await house.press("principal", {
      do: "drop-commitment",
      commitment: all.find((one) => one.what === what)?.id ?? "",
    });
    await house.settle();
  };

  it("is not asked any more where it was put off and then taken back by a colleague", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    await commit("lead", { what: "Print the tickets", who: "teacher" });
    await house.at("2026-02-13T15:00:00-08:00");
    await press("Later", "teacher");
    await takeBack("Print the tickets");
    expect(house.platform.seenBy("@teacher")).toHaveLength(1);
    expect(last("@teacher")).toBe("Print the tickets: not any more");
    for (const day of ["16", "17", "18"]) await house.at(`2026-02-${day}T15:00:00-08:00`);
    expect(house.platform.seenBy("@teacher")).toHaveLength(1);
    expect((await hers("teacher")).at(-1)).toMatchObject({ state: "skipped", reason: "nothing left to ask" });
  });

  it("leaves open questions when a colleague takes it back, is reminded of by nobody, and an old card does not bring it back", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    await commit("lead", { what: "Print the tickets", who: "teacher" });
    await commit("lead", { what: "Sort them", who: "teacher" });
    await commit("lead", { what: "Call ten families", who: "lead" });
    await house.at("2026-02-13T15:00:00-08:00");
    const shown = last("@teacher").indexOf("Print") < last("@teacher").indexOf("Sort") ? 0 : 1;
    const still = house.platform.button("@teacher", "Still on it");
    const [first = "", second = ""] =
      shown === 0 ? ["Print the tickets", "Sort them"] : ["Sort them", "Print the tickets"];
    await takeBack(first);
    expect(last("@teacher")).toContain(`${first}: not any more`);
    expect(last("@teacher")).toContain(`${second}\n[Done]`);
    expect(last("@teacher")).not.toContain(`${first}\n[Done]`);
    expect(await said(house.press("teacher", still))).toBe(`${first}: not any more`);
    await takeBack(second);
    expect(last("@teacher")).toBe(`${second}: not any more`);
    await takeBack("Call ten families");
    expect(last()).toContain("Call ten families: not any more");
    expect(last()).toContain("What came of it?");
    for (const time of ["17T10:00", "17T11:30", "17T14:00"]) await house.at(`2026-02-${time}:00-08:00`);
    expect(house.platform.seenBy("@teacher")).toHaveLength(1);
    const kept = await house.store.read((view) => view.cycles.commitments(scope, "team-1"));
    expect(kept.map(({ state }) => state)).toEqual(["dropped", "dropped", "dropped"]);
  });

  it("is not asked once more where all of it was settled elsewhere meanwhile", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    await commit("lead", { what: "Print the tickets", who: "teacher" });
    await house.at("2026-02-13T15:00:00-08:00");
    await press("Later", "teacher");
    await house.store.write(async (tables) => {
      for (const one of await tables.cycles.commitments(scope, "team-1"))
        await tables.cycles.saveCommitment(scope, { ...one, state: "done", settledAt: house.now() });
    });
    await house.at("2026-02-16T15:00:00-08:00");
    expect(house.platform.seenBy("@teacher")).toHaveLength(1);
    expect((await hers("teacher")).at(-1)).toMatchObject({ state: "skipped", reason: "nothing left to ask" });
  });

  it("is not asked at three where it was taken back in the morning", async () => {
    await rhythm({ aroundConvenings: true });
    await plan(house);
    await commit("lead", { what: "Print the tickets", who: "teacher" });
    await commit("lead", { what: "Call ten families", who: "lead" });
    await house.at("2026-02-13T10:00:00-08:00");
    await takeBack("Print the tickets");
    await takeBack("Call ten families");
    await house.at("2026-02-13T15:00:00-08:00");
    expect(house.platform.seenBy("@teacher")).toEqual([]);
    expect(last()).not.toContain("[Still on it]");
    expect(last()).toContain("What came of it?");
  });

  it("takes a commitment of a member of the team alone, with a day that is ahead", async () => {
    const action = { do: "add-commitment" as const, team: "team-1" };
    expect(await said(house.as("pm", "HUB").press(action))).toBe(notYours);
    const { context } = await formOf(house.press("lead", action));
    const late = await house.submit("lead", "commitment", context, { what: "x", who: "team", by: "2026-01-02" });
    expect(late).toMatchObject({ kind: "keep-form", errors: { by: expect.any(String) } });
  });

  it("does not ask a second time in the week of the convening's questions", async () => {
    await rhythm({ aroundConvenings: true });
    await house.at("2026-02-24T15:00:00-08:00");
    const before = house.platform.seenBy(lead).length;
    await house.at("2026-02-25T15:00:00-08:00");
    await house.at("2026-02-27T16:00:00-08:00");
    const after = house.platform.seenBy(lead).filter((text) => !text.includes("is still open")).length;
    expect(after).toBe(before);
  });
});
