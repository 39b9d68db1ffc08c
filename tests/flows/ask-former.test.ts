import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { helpHands, offered } from "./help-hands.js";
import { furnishPeers, question } from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { leaves } from "./neighbours.js";
import { at, formOf, notYours, said } from "./scenes.js";

let house: House;
let help: ReturnType<typeof helpHands>;
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("22", "13:00") });
  await furnish(house);
  await furnishPeers(house);
  help = helpHands(house);
});
afterEach(() => house.close());

async function leads(personId: string): Promise<void> {
  await house.store.write(async (tables) => {
    const { memberships } = await tables.roster.load(network);
    const hers = memberships.filter((one) => one.personId === personId);
    await tables.roster.save(network, { memberships: hers.map((one) => ({ ...one, lead: true })) });
  });
}

describe("a question whose asker has left the team", () => {
  beforeEach(async () => {
    await help.asks({}, "teacher");
    await help.sends("teacher");
  });

  it("is answered to the team's lead, who is introduced in her place", async () => {
    await leaves(house, "teacher", "2026-01-22");
    await help.offers20();
    expect(help.seen("teacher")).toContain("You are no longer on the team that asked this.");
    expect(help.seen("teacher")).not.toContain(offered);
    expect(help.seen("lead")).toContain("Sample Coast Unified (sample), its team lead, offers 20 minutes.");
    expect(help.seen("lead")).toContain("Asked by somebody who has left your team since:");
    const { offer } = await help.first();
    expect(await said(house.press("teacher", { do: "introduce", offer: offer.id }))).toBe(notYours);
    await help.presses("lead", "Introduce us");
    expect(help.seen("lead")).toContain("Teacher coast-lead, Sample Coast Unified (sample)");
    expect(help.seen("coast-lead")).toContain("Teacher lead, Sample Valley Unified (sample)");
    expect(help.seen("coast-lead") + help.seen("teacher")).not.toMatch(/Teacher teacher, Sample|Teacher coast/);
  });

  it("before an answer left: it goes to the lead, and nothing of it stands before her", async () => {
    house.setNow(at("22", "21:00"));
    await help.offers20();
    expect(help.seen("lead")).not.toContain(offered);
    await leaves(house, "teacher", "2026-01-22");
    await house.at(at("23", "10:00"));
    expect(help.seen("teacher").split("An offer of help")).toHaveLength(1);
    expect(help.seen("lead").split(offered)).toHaveLength(2);
  });

  it("is seen by the lead without what her team wrote to her, and by no other member", async () => {
    const { context } = await formOf(
      house.press("principal", { do: "help-answer", request: (await help.first()).request.id }),
    );
    await house.submit("principal", "help-answer", context, { answer: "Ask me in the corridor." });
    await help.offers20();
    const see = { do: "see-help", request: (await help.first()).request.id } as const;
    expect(await said(house.press("lead", see))).toBe(notYours);
    await leaves(house, "teacher", "2026-01-22");
    const text = await said(house.press("lead", see));
    expect(text).toContain(offered);
    expect(text).not.toContain("corridor");
    expect(await said(house.command("lead", "ask"))).toContain("[See it]");
    expect(await said(house.press("principal", see))).toBe(notYours);
    expect(await said(house.press("teacher", see))).toBe(notYours);
  });

  it("says to who answers nearby whom it goes to", async () => {
    await leaves(house, "teacher", "2026-01-22");
    const request = (await help.first()).request.id;
    const { form, context } = await formOf(house.press("principal", { do: "help-answer", request }));
    expect(JSON.stringify(form)).toContain("its lead reads this");
    const reply = await house.submit("principal", "help-answer", context, { answer: "The office has the numbers." });
    expect(JSON.stringify(reply)).toContain("Sent to the team's lead");
    await house.settle();
    expect(help.seen("lead")).toContain("The office has the numbers.");
    expect(help.seen("teacher")).not.toContain("The office has the numbers.");
  });
});

describe("a helper who has left", () => {
  beforeEach(async () => {
    await help.asks();
    await help.sends();
    await help.offers20();
  });

  it("is not introduced: the lead of that team is, and she learns nobody's name", async () => {
    await leaves(house, "coast-lead", "2026-01-22");
    await leads("coast-teacher");
    await help.presses("lead", "Introduce us");
    expect(help.seen("lead")).toContain("Teacher coast-teacher, Sample Coast Unified (sample)");
    expect(help.seen("lead")).not.toContain("Teacher coast-lead");
    expect(help.seen("coast-teacher")).toContain("Teacher lead, Sample Valley Unified (sample)");
    expect(help.seen("coast-lead")).not.toMatch(/valley|Teacher lead/i);
  });

  it("is not introduced where nobody leads that team: the offer stands", async () => {
    await leaves(house, "coast-lead", "2026-01-22");
    expect(await said(help.presses("lead", "Introduce us"))).toContain("They cannot meet now");
    expect(help.seen("lead")).not.toContain("Teacher coast-lead");
    expect((await help.first()).offer.state).toBe("offered");
    await leads("coast-teacher");
    await help.presses("lead", "Introduce us");
    expect(help.seen("lead")).toContain("Teacher coast-teacher");
  });

  it("after the yes and before it left is named to nobody, and learns no name", async () => {
    house.setNow(at("22", "23:30"));
    await help.presses("lead", "Introduce us");
    await leaves(house, "coast-lead", "2026-01-22");
    await house.at(at("23", "10:00"));
    await house.at(at("23", "15:00"));
    expect(help.seen("lead")).toContain("They cannot meet now");
    expect(help.seen("lead") + help.seen("coast-lead")).not.toMatch(/Teacher coast-lead|Teacher lead, Sample/);
  });

  it("leaves the thanks to the lead of that team", async () => {
    await leaves(house, "coast-lead", "2026-01-22");
    await leads("coast-teacher");
    await help.closes({ taken: "Call at six" });
    expect(help.seen("coast-teacher")).toContain("This was taken from it:\n“Call at six”");
    expect(help.seen("coast-lead")).not.toContain("Call at six");
  });
});

describe("words that are deleted after an introduction", () => {
  it("go from it, and who met whom stays as it was told", async () => {
    await help.asks();
    await help.sends();
    await help.offers20();
    await help.presses("lead", "Introduce us");
    const { offer, request } = await help.first();
    await help.coast().press({ do: "remove-words", what: "help given", id: offer.id });
    await house.settle();
    await leaves(house, "coast-lead", "2026-01-22");
    await leads("coast-teacher");
    await house.press("lead", { do: "remove-words", what: "question", id: request.id });
    await house.settle();
    const all = ["lead", "coast-lead", "coast-teacher"].map(help.seen).join("\n");
    expect(all).not.toContain(offered);
    expect(all).not.toContain(question);
    expect(help.seen("lead")).toContain("Teacher coast-lead, Sample Coast Unified (sample)");
    expect(help.seen("coast-lead")).toContain("Teacher lead, Sample Valley Unified (sample)");
  });
});
