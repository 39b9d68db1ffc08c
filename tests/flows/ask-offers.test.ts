import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { helpHands, offered } from "./help-hands.js";
import { furnishPeers } from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, notYours, said } from "./scenes.js";

let house: House;
let help: ReturnType<typeof helpHands>;
const gone = "An offer of help was made, and is no longer there.";

beforeEach(async () => {
  house = await openHouse({ at: at("22", "13:00") });
  await furnish(house);
  await furnishPeers(house);
  help = helpHands(house);
  await help.asks();
  await help.sends();
});
afterEach(() => house.close());

describe("an offer", () => {
  it("is taken back on the card of who made it: nobody is introduced by it, and its consent is withdrawn", async () => {
    await help.offers20();
    await help.presses("coast-lead", "Take it back", "W2");
    expect(help.seen("coast-lead")).toContain("You took your offer back.");
    expect(help.seen("lead").split(gone)).toHaveLength(3);
    expect(help.seen("lead")).not.toMatch(/coast|Introduce us/i);
    expect(help.seen("lead")).not.toContain(offered);
    expect(help.seen("lead")).toContain("Other districts: 1 was asked, no answer yet");
    expect(await help.consents()).toContainEqual(["district-2", "district-1", false]);
    const { offer } = await help.first();
    expect(offer).toMatchObject({ state: "released", text: offered });
    expect(await said(house.press("lead", { do: "introduce", offer: offer.id }))).toBe(gone);
    await house.settle();
    expect(help.seen("lead") + help.seen("coast-lead")).not.toMatch(/Teacher coast-lead|Teacher lead/);
  });

  it("that was deleted with its words brings nobody's name out any more", async () => {
    await help.offers20();
    const { offer } = await help.first();
    await help.coast().press({ do: "remove-words", what: "help given", id: offer.id });
    await house.settle();
    expect(help.seen("lead")).toContain(gone);
    expect(help.seen("lead")).not.toMatch(/coast|Introduce us/i);
    await house.press("lead", { do: "introduce", offer: offer.id });
    await house.settle();
    expect(help.seen("lead") + help.seen("coast-lead")).not.toMatch(/Teacher coast-lead|Teacher lead/);
    expect(await help.consents()).toContainEqual(["district-2", "district-1", false]);
    expect((await help.first()).offer).toMatchObject({ state: "released", text: "" });
  });

  it("that was taken back before the asker's contact hours never reaches her", async () => {
    await house.at(at("22", "21:00"));
    await help.offers20();
    await help.presses("coast-lead", "Take it back", "W2");
    await house.at(at("23", "10:00"));
    expect(help.seen("lead")).not.toMatch(/An offer of help\n|coast/i);
  });

  it("is taken back by who made it or leads that team, and not once they are introduced", async () => {
    await help.offers20();
    const { offer } = await help.first();
    const back = { do: "help-take-back", offer: offer.id } as const;
    expect(await said(house.press("lead", back))).not.toBe("");
    expect(await said(house.as("pm", "HUB").press(back))).toBe(notYours);
    expect(await said(house.as("coast-teacher", "W2").press(back))).toBe("Your team's lead answers this.");
    expect((await help.first()).offer.state).toBe("offered");
    await help.presses("lead", "Introduce us");
    expect(await said(help.coast().press(back))).toBe("This was answered already.");
    expect((await help.first()).offer.state).toBe("introduced");
  });
});

describe("what both sides agreed to over a question", () => {
  const both = [
    ["district-1", "network"],
    ["district-2", "district-1"],
    ["district-1", "district-2"],
  ];
  beforeEach(async () => {
    await help.offers20();
    await help.presses("lead", "Introduce us");
    expect((await help.consents()).sort()).toEqual(both.map((one) => [...one, true]).sort());
  });

  it("is withdrawn when it is taken back", async () => {
    await help.presses("lead", "Take it back");
    expect((await help.consents()).sort()).toEqual(both.map((one) => [...one, false]).sort());
  });

  it("is withdrawn when it is closed", async () => {
    await help.closes({ taken: "Call at six" });
    expect((await help.consents()).sort()).toEqual(both.map((one) => [...one, false]).sort());
  });
});
