import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { helpHands } from "./help-hands.js";
import { furnishPeers, keepApart, question } from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, gone, notYours, said } from "./scenes.js";

let house: House;
let help: ReturnType<typeof helpHands>;
const notPossible = "This is not possible any more.";
/** Coaches the second district's team, and not the one that asks. */
const otherManager = () => house.as("pm-2", "HUB");

beforeEach(async () => {
  house = await openHouse({ at: at("22", "13:00") });
  await furnish(house);
  await furnishPeers(house);
  help = helpHands(house);
  await help.asks();
});
afterEach(() => house.close());

describe("districts that are kept apart since one of them was asked", () => {
  beforeEach(() => help.sends());

  it("are not introduced by an offer that was made before", async () => {
    await help.offers20();
    await keepApart(house, "district-1", "district-2");
    expect(await said(help.presses("lead", "Introduce us"))).toBe(notPossible);
    expect((await help.first()).offer.state).toBe("offered");
    expect(help.seen("lead") + help.seen("coast-lead")).not.toMatch(/Teacher coast-lead|Teacher lead/);
    expect(await help.consents()).not.toContainEqual(["district-1", "district-2", true]);
  });

  it("neither offer nor answer, also not by a form that was open before", async () => {
    const open = await formOf(help.coast().press(help.button("coast-lead", "Offer 20 minutes")));
    await keepApart(house, "district-1", "district-2");
    for (const label of ["Offer 20 minutes", "Write a short answer", "Not now"])
      expect(await said(help.coast().press(help.button("coast-lead", label))), label).toBe(notPossible);
    const reply = await help.coast().submit("help-offer", open.context, { answer: "We call at six." });
    expect(await said(Promise.resolve(reply))).toBe(notPossible);
    await house.settle();
    expect((await help.first()).offer).toMatchObject({ state: "asked", text: null });
    expect(help.seen("lead")).not.toMatch(/coast|at six/i);
  });
});

describe("what is said when a question is closed", () => {
  it("is kept word for word: what was taken, what was given back, what was changed to fit", async () => {
    const words = { taken: "Call at six", givenBack: "Our letter in two languages", adapted: "A teacher calls" };
    await help.closes(words);
    expect(await help.requests()).toMatchObject([{ state: "closed", ...words }]);
    for (const text of Object.values(words)) expect(help.seen("lead")).toContain(text);
  });

  it.each(["taken", "givenBack", "adapted"])("may be “%s” alone", async (name) => {
    await help.closes({ [name]: "In the language of the family" });
    const none = { taken: null, givenBack: null, adapted: null };
    expect(await help.requests()).toMatchObject([
      { ...none, state: "closed", [name]: "In the language of the family" },
    ]);
    expect(help.seen("lead")).toContain("In the language of the family");
  });
});

describe("the program manager of another team", () => {
  it("neither reads nor answers a question that was sent to a program manager", async () => {
    await help.presses("lead", "Ask my program manager");
    const request = (await help.requests())[0]?.id ?? "";
    const mine = await formOf(house.as("pm", "HUB").press(help.button("pm", "Answer")));
    expect(await said(otherManager().command("ask"))).not.toContain(question);
    expect([gone, notYours]).toContain(await said(otherManager().press({ do: "help-answer", request })));
    const reply = await otherManager().submit("help-answer", mine.context, { answer: "Look at our notes." });
    expect([gone, notYours]).toContain(await said(Promise.resolve(reply)));
    await house.settle();
    expect(help.seen("pm-2") + help.seen("lead")).not.toMatch(/Look at our notes/);
    expect(help.seen("pm-2")).not.toContain(question);
    expect(await help.offers()).toEqual([]);
  });
});
