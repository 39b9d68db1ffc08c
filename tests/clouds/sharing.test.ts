import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle, update } from "../../scripts/gallery/examples.js";
import { furnishSecondDistrict } from "../flows/neighbours.js";
import { at, said } from "../flows/scenes.js";
import { heldIn } from "./scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

const network = { networkId: "network-1" };
const statement = "One in five of our students misses more than 18 days a year, and attendance falls in winter";

describe.each(bothClouds)("between two districts, one of them on $name,", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("22", "10:00"));
    await furnishSecondDistrict(town.house);
    const counted = update({ cycleId: "cycle-1", answers: { happened: "Many", count: 132, outOf: 240 } });
    const { districtId, answers, personId, changedAt } = counted;
    const version = { ...network, id: "version-1", districtId, updateId: counted.id, version: 1 };
    await town.house.store.write(async (tables) => {
      await tables.cycles.save(network, cycle({ stage: "act", title: "Phone calls home", ownerId: "lead" }), 0);
      const told = { ...version, answers, personId, at: changedAt };
      await tables.cycles.saveUpdate(network, { ...counted, version: 1 }, told, 0);
    });
  }, 20_000);
  afterEach(() => town.close());

  const coast = () => town.house.as("coast-lead", "W2");
  const latest = () => town.lead.reads().at(-1) ?? "";

  it("a problem is written, its topic confirmed and its level set, a test shared at act and found by the other", async () => {
    await town.lead.types("problem");
    const form = await town.lead.presses("Describe the problem");
    expect(await form.send({ statement })).toBe("closed");
    expect(latest()).toContain("Which fits best?");
    await town.lead.presses("Chronic absence");
    expect(latest()).toContain("May we look for districts like yours?");
    await town.lead.presses("Our collaboration");
    await town.lead.types("problem");
    expect(latest()).toContain("Chronic absence, as your team said");
    expect(latest()).toContain("your collaboration");

    expect(await said(coast().command("find", "phone calls"))).toContain("I found no cycle");
    const act = await town.lead.opens("update");
    expect(await act.send({ decision: "abandon", reason: "Nobody had time to call" })).toBe("closed");
    expect(latest()).toContain("What did not work helps others as much.");
    await town.lead.presses("Whole network");
    const found = await said(coast().command("find", "phone calls"));
    expect(found).toContain("Phone calls home · Sample Valley");
    expect(found).toContain("It came to 55 % (132 of 240).");
    expect(await said(coast().press({ do: "see-shared", cycle: "cycle-1" }))).toContain("Nobody had time to call");

    await town.lead.types("cycle");
    await town.lead.presses("See it", "Phone calls home");
    await town.lead.presses("Who may find this");
    await town.lead.presses("Keep it in the team");
    expect(await said(coast().command("find", "phone calls"))).toContain("I found no cycle");
  }, 30_000);

  it("what the other shares is found by typed words, opened, and begins a plan of her own", async () => {
    const coastal = { districtId: "district-2", teamId: "team-2", id: "walks", title: "Walking school bus" };
    const decided = {
      stage: "closed",
      decision: "scale",
      reason: "It helped",
      closedAt: new Date("2026-01-15T18:00:00Z"),
    };
    await town.house.store.write((tables) =>
      tables.cycles.save(network, cycle({ ...coastal, ...decided, stage: "closed", decision: "scale" }), 0),
    );
    await coast().press({ do: "share", cycle: "walks", level: "network" });
    await town.lead.types("find walking bus");
    expect(latest()).toContain("1 cycle found");
    await town.lead.presses("Open", "Walking school bus");
    expect(latest()).toContain("Shared with you by this district.");
    const form = await town.lead.presses("Use this plan", "Shared with you by this district.");
    expect(form.shows()).toContain("This begins with a plan of Sample Coast Unified");
    expect(heldIn(form, "change")).toBe("Walking school bus");
    expect(await form.send({ prediction: "Ten more on time", dueOn: "2026-02-11" })).toBe("closed");
    const made = await town.house.store.read((view) => view.cycles.ofTeams(network, ["team-1"]));
    expect(made.find(({ title }) => title === "Walking school bus")).toMatchObject({ creditCycleId: "walks" });

    await town.pm.types("find walking");
    const offer = await town.pm.presses("Offer it to my teams");
    const words = "Your families asked for just this";
    expect(await offer.send({ teams: ["team-1"], words })).toBe("told");
    expect(latest()).toContain(words);
    await town.lead.presses("Not now");
    expect(town.lead.reads().some((one) => one.includes(words))).toBe(false);
  }, 30_000);
});
