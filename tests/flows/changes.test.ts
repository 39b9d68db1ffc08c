import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FormValues } from "../../src/core/ui/form.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, notesIn, notYours, plan, report, said, updatesOf, valuesIn } from "./scenes.js";

let house: House;
const lead = "@lead";
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

/** Opens what she recorded as number `index` and sends it with these values. */
async function change(index: number, values: FormValues) {
  const update = (await updatesOf(house))[index];
  const shown = await formOf(house.press("lead", { do: "edit-update", update: update?.id ?? "" }));
  expect(await house.submit("lead", "update", shown.context, values)).toEqual({ kind: "close-form" });
  await house.settle();
  return shown.form;
}

const cycles = () => house.store.read((view) => view.cycles.all(network));

describe("a plan that is changed", () => {
  const changed = {
    ...{ change: "Exit slips", question: "Do slips show who is lost?", dueOn: "2026-02-25" },
    ...{ prediction: "60 % get it right", predictedFigure: "60" },
  };
  const start = () => house.press("lead", house.platform.button(lead, "We have started"));

  it("is followed by the card, the word cycle and the digest: title, question and day", async () => {
    await plan(house);
    await change(0, changed);
    expect(house.platform.seenBy(lead).at(-1)).toContain("Exit slips is planned. You look at the result by Feb 25.");
    const card = await said(house.command("lead", "cycle"));
    expect(card).toContain("Exit slips");
    expect(card).toContain("Question: Do slips show who is lost?");
    expect(card).toContain("Look at it by: Feb 25");
    const [digest, ...more] = house.platform.seenBy("C1");
    expect(more).toEqual([]);
    expect(digest).toContain("This week: Exit slips");
    expect(digest).toContain("Next: decide by Feb 25.");
    expect([card, digest, house.platform.seenBy(lead).at(-1)].join()).not.toMatch(/Exit tickets|Feb 11/);
  });

  it("may change its prediction until the test starts, and every place follows", async () => {
    await plan(house);
    await change(0, { ...changed, prediction: "70 % get it right", predictedFigure: "70" });
    expect(await cycles()).toMatchObject([{ prediction: "70 % get it right", predictedFigure: 70, startedAt: null }]);
    expect(house.platform.seenBy("C1")[0]).toContain("70 % get it right");
    expect(house.platform.seenBy("C1")[0]).not.toContain("60 %");
  });

  it("starts its test once, with a button or with the first result", async () => {
    await plan(house);
    expect(await said(start())).toContain("The test has started.");
    const again = { do: "start-test" as const, cycle: (await cycles())[0]?.id ?? "" };
    expect(await said(house.press("teacher", again))).toBe("This test has started already.");
    expect(await said(house.as("pm", "HUB").press(again))).toBe(notYours);
    expect(await cycles()).toMatchObject([{ startedAt: house.now(), predictionLockedAt: house.now() }]);
  });

  it("keeps its prediction once the test has started: the form says so, and an older form is told what to do", async () => {
    await plan(house);
    const before = await formOf(house.press("lead", house.platform.button(lead, "Edit")));
    await start();
    const later = { ...changed, prediction: "90 % get it right", predictedFigure: "90" };
    expect(await house.submit("lead", "update", before.context, later)).toEqual({
      kind: "keep-form",
      errors: {
        prediction: expect.stringContaining("press Amend"),
        predictedFigure: expect.stringContaining("press Amend"),
      },
    });
    const form = await change(0, changed);
    expect(Object.keys(valuesIn(form))).toEqual(["change", "question", "dueOn"]);
    expect(notesIn(form)[0]).toBe("Your prediction stays as it was when the test started: 60 % get it right");
    expect(await cycles()).toMatchObject([{ prediction: "60 % get it right", predictedFigure: 60, stage: "do" }]);
    expect((await updatesOf(house))[0]?.answers).toMatchObject({
      prediction: "60 % get it right",
      predictedFigure: 60,
    });
    await report(house, { happened: "Done", result: "25 of 45" });
    expect(house.platform.seenBy(lead).at(-1)).toContain("Result: 55.6 % (25 of 45). 4.4 under the prediction.");
    expect(house.platform.seenBy("C1")[0]).not.toContain("90");
  });

  it("may be changed after its day has passed, and does not take the cycle back", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await house.at("2026-02-16T10:00:00-08:00");
    await change(0, { change: "Exit slips", dueOn: "2026-02-11" });
    expect(await cycles()).toMatchObject([{ title: "Exit slips", stage: "study", question: null }]);
  });

  it("keeps what it said before as a version", async () => {
    await plan(house);
    await change(0, changed);
    const [update] = await updatesOf(house);
    const versions = await house.store.read((view) => view.cycles.versionsOf(network, update?.id ?? ""));
    expect(versions.map((one) => [one.version, one.answers.change])).toEqual([
      [1, "Exit tickets"],
      [2, "Exit slips"],
    ]);
  });
});

describe("a decision that is changed", () => {
  async function decided(decision: string): Promise<void> {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "undecided" });
    await report(house, { decision, reason: "It did not help" });
  }

  it("stays what it was, and its reason follows", async () => {
    await decided("abandon");
    const form = await change(3, { decision: "scale", reason: "It did not help enough" });
    expect(Object.keys(valuesIn(form))).toEqual(["reason"]);
    expect(notesIn(form)[0]).toBe("A decision stays as it was made. What you learned and why can be changed.");
    expect(await cycles()).toMatchObject([{ stage: "closed", decision: "abandon", reason: "It did not help enough" }]);
    expect((await updatesOf(house))[3]?.answers).toMatchObject({ decision: "abandon" });
    expect(house.platform.seenBy(lead).at(-1)).toContain("Stopped here.");
    expect(house.platform.seenBy("C1")[0]).toContain("Decision: stop here.");
    expect(house.platform.seenBy("C1")[0]).toContain("“It did not help enough”");
  });

  it("opens no second cycle when it was to adapt", async () => {
    await decided("adapt");
    await change(3, { reason: "Shorter ones" });
    expect((await cycles()).map((one) => one.stage).sort()).toEqual(["closed", "plan"]);
  });

  it("stays what it was when it was made with the learning", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "It helps", decision: "scale", reason: "Every class gained" });
    const values = { learned: "It helps a lot", decision: "undecided", reason: "Every class gained a lot" };
    const form = await change(2, values);
    expect(Object.keys(valuesIn(form))).toEqual(["learned", "reason"]);
    expect(notesIn(form)[0]).toContain("A decision stays as it was made.");
    expect(await cycles()).toMatchObject([{ stage: "closed", decision: "scale", reason: "Every class gained a lot" }]);
    expect((await updatesOf(house))[2]?.answers).toMatchObject({ learned: "It helps a lot", decision: "scale" });
    expect(house.platform.seenBy("C1")[0]).toContain("“It helps a lot”");
    expect(house.platform.seenBy("C1")[0]).toContain("Decision: keep it and spread it.");
  });
});

describe("a result that is changed", () => {
  it("is followed by the figures, and leaves the cycle where it is", async () => {
    await plan(house);
    await report(house, { happened: "Done", result: "20 of 45", next: "ready to study" });
    const form = await change(1, { happened: "Done", result: "32 of 45", next: "keep testing" });
    expect(Object.keys(valuesIn(form))).toEqual(["happened", "result", "observedOn", "note"]);
    expect(house.platform.seenBy(lead).at(-1)).toContain("Result: 71.1 % (32 of 45). 11.1 over the prediction.");
    expect(house.platform.seenBy("C1")[0]).toContain("71.1 % (32 of 45) against a predicted 60 %");
    expect(house.platform.seenBy("C1")[0]).not.toContain("20 of 45");
    expect(await cycles()).toMatchObject([{ stage: "study" }]);
  });
});
