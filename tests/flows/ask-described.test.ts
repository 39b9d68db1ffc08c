import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { helpHands } from "./help-hands.js";
import {
  described,
  furnishPartners,
  furnishPeers,
  furnishTeamOf,
  furnishThird,
  keepApart,
  saveSharedProblem,
} from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, said } from "./scenes.js";

let house: House;
let help: ReturnType<typeof helpHands>;
const elsewhere = { collaborationId: "collaboration-2" };
const sayNothing = /^I say nothing of other districts here/;
const exactly = "A district in your network. It has between 2,000 and 6,000 students";
const others = "How did you get kindergartners who come without preschool ready for school in the fall?";

beforeEach(async () => {
  house = await openHouse({ at: at("22", "13:00") });
  await furnish(house);
  help = helpHands(house);
});
afterEach(() => house.close());

const looks = () => said(help.looks());
const lines = (text: string) => text.split("\n").filter((line) => line.startsWith("- "));

describe("how the two sides of a question are described to each other", () => {
  it("is “a district in your network” and no more where fewer than three work on what is asked", async () => {
    await furnishPeers(house);
    await furnishThird(house);
    await help.asks();
    expect(new Set(lines(await looks()))).toEqual(new Set([`- ${described}`]));
    await help.sends();
    expect(help.seen("coast-lead")).toContain(described);
    expect(help.seen("coast-lead")).not.toContain("students");
  });

  it("says more where three do, and then what fits three of them", async () => {
    await furnishPeers(house);
    await furnishThird(house);
    await furnishTeamOf(house, 0, { ...elsewhere, shares: true });
    await saveSharedProblem(house, "1");
    await help.asks();
    const found = lines(await looks());
    expect(found.length).toBeGreaterThan(1);
    for (const line of found) expect(line).toContain(exactly);
    await help.sends();
    expect(help.seen("coast-lead")).toContain(exactly);
  });

  it("counts no district that was asked before over this question", async () => {
    await furnishPeers(house, 1);
    await furnishThird(house);
    const full = (openRequests: number | null) =>
      house.store.write((tables) =>
        tables.matching.saveChoice(
          { networkId: "network-1" },
          {
            ...{ networkId: "network-1", districtId: "district-3", outOfGroups: false, personId: "hill-lead" },
            ...{ openRequests, at: house.now() },
          },
        ),
      );
    await full(0);
    await help.asks();
    await help.sends();
    await help.offers20();
    await full(null);
    expect(await looks()).toMatch(sayNothing);
    expect(await help.offers()).toHaveLength(1);
  });

  it("counts no district that the asker is a partner of", async () => {
    await furnishPeers(house, 2);
    await saveSharedProblem(house, "1");
    await furnishTeamOf(house, 0, { ...elsewhere, shares: true });
    await help.asks();
    expect(await looks()).toContain("Ask 1 district?");
    await furnishPartners(house, { districtId: "district-1", n: "1" }, { districtId: "other-0", n: "other-0" });
    expect(await looks()).toMatch(sayNothing);
  });

  it("asks a partner where she could as well be another", async () => {
    await furnishPeers(house, 3);
    await saveSharedProblem(house, "1");
    await furnishPartners(house, { districtId: "district-1", n: "1" }, { districtId: "district-2", n: "2" });
    await help.asks();
    expect(await looks()).toContain("Ask 1 district?");
  });

  it("counts no district that is kept apart from the reader", async () => {
    await furnishPeers(house, 2);
    await help.asks();
    expect(await looks()).toContain("Ask 1 district?");
    await keepApart(house, "district-1", "other-0");
    expect(await looks()).toMatch(sayNothing);
  });

  it("counts only districts of the collaboration where nobody else is asked", async () => {
    await furnishPeers(house, 4);
    for (const n of [0, 1]) await furnishTeamOf(house, n, { collaborationId: "collaboration-1", shares: n === 0 });
    await help.asks({ level: "collaboration" });
    expect(await looks()).toMatch(sayNothing);
    await furnishTeamOf(house, 2);
    expect(await looks()).not.toMatch(sayNothing);
  });

  it("is the asker's own matter to decide on where it is she who would be given away", async () => {
    await furnishPeers(house, 4);
    for (const n of [0, 1, 2]) await keepApart(house, "district-2", `other-${n}`);
    await help.asks();
    expect(await looks()).toContain("I cannot ask without giving your district away");
    expect(await help.offers()).toEqual([]);
  });
});

describe("where she could mean fewer than three", () => {
  it("every question is answered alike, whatever the others work on, share, or have before them", async () => {
    await furnishPeers(house, 0);
    await furnishThird(house);
    const answers = new Set<string>();
    const look = async () => answers.add(await looks());
    await help.asks({ level: "network" });
    await look();
    await help.coast().command("ask");
    await house.store.write((tables) =>
      tables.matching.saveChoice(
        { networkId: "network-1" },
        {
          ...{ networkId: "network-1", districtId: "district-2", outOfGroups: false, personId: "coast-lead" },
          ...{ openRequests: 0, at: house.now() },
        },
      ),
    );
    await look();
    await keepApart(house, "district-1", "district-2");
    await look();
    await help.presses("lead", "Take it back");
    await help.asks({ level: "network", question: others });
    await look();
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toMatch(sayNothing);
  });
});
