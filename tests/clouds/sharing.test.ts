import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle, update } from "../../scripts/gallery/examples.js";
import { openHouse } from "../flows/house.js";
import { at, said } from "../flows/scenes.js";
import { heldIn } from "./scenes.js";
import { bothWays, type TwoClouds } from "./two-clouds.js";
import type { Hands } from "./two-houses.js";

const network = { networkId: "network-1" };
const statement = "One in five of our students misses more than 18 days a year, and attendance falls in winter";
const nothing = "I found no cycle";
const gone = "This is not there any more, or it is no longer shared with you.";
const slow = 40_000;

const latest = (who: Hands) => who.reads().at(-1) ?? "";

async function finds(who: Hands, words: string): Promise<string> {
  await who.types(`find ${words}`);
  return latest(who);
}

async function sets(who: Hands, title: string, level: string): Promise<void> {
  await who.types("cycle");
  await who.presses("See it", title);
  await who.presses("Who may find this");
  await who.presses(level);
}

describe.each(bothWays)("what a district shares, $name,", ({ open }) => {
  let town: TwoClouds;

  beforeEach(async () => {
    town = await open(at("22", "10:00"));
    const counted = update({ cycleId: "cycle-1", answers: { happened: "Many", count: 132, outOf: 240 } });
    const { districtId, answers, personId, changedAt } = counted;
    const version = { ...network, id: "version-1", districtId, updateId: counted.id, version: 1 };
    await town.house.store.write(async (tables) => {
      await tables.cycles.save(network, cycle({ stage: "act", title: "Phone calls home", ownerId: "lead" }), 0);
      const told = { ...version, answers, personId, at: changedAt };
      await tables.cycles.saveUpdate(network, { ...counted, version: 1 }, told, 0);
    });
  }, slow);
  afterEach(() => town.close());

  const cyclesOf = (team: string) => town.house.store.read((view) => view.cycles.ofTeams(network, [team]));

  async function stops(level: string): Promise<void> {
    const act = await town.here.opens("update");
    expect(await act.send({ decision: "abandon", reason: "Nobody had time to call" })).toBe("closed");
    expect(latest(town.here)).toContain("What did not work helps others as much.");
    await town.here.presses(level);
  }

  it(
    "begins with a problem whose topic is confirmed and whose level is set by its lead",
    async () => {
      await town.here.types("problem");
      const form = await town.here.presses("Describe the problem");
      expect(await form.send({ statement })).toBe("closed");
      expect(latest(town.here)).toContain("Which fits best?");
      await town.here.presses("Chronic absence");
      expect(latest(town.here)).toContain("May we look for districts like yours?");
      await town.here.presses("Our collaboration");
      await town.here.types("problem");
      expect(latest(town.here)).toContain("Chronic absence, as your team said");
      expect(latest(town.here)).toContain("your collaboration");
    },
    slow,
  );

  it(
    "at act is found by the other, opened, and begins a plan of her own with credit",
    async () => {
      expect(await finds(town.there, "phone calls")).toContain(nothing);
      await stops("Whole network");
      const found = await finds(town.there, "phone calls");
      expect(found).toContain("Phone calls home · Sample Valley");
      expect(found).toContain("It came to 55 % (132 of 240).");
      await town.there.presses("Open", "Phone calls home");
      expect(latest(town.there)).toContain("Nobody had time to call");
      expect(latest(town.there)).toContain("Shared with you by this district.");
      const form = await town.there.presses("Use this plan", "Shared with you by this district.");
      expect(form.shows()).toContain("This begins with a plan of Sample Valley Unified");
      expect(heldIn(form, "change")).toBe("Phone calls home");
      expect(await form.send({ prediction: "Half of them answer", dueOn: "2026-02-11" })).toBe("closed");
      const made = (await cyclesOf("team-2")).find(({ title }) => title === "Phone calls home");
      expect(made).toMatchObject({ creditCycleId: "cycle-1", creditDistrictId: "district-1", stage: "do" });

      await town.here.types("cycle");
      await town.here.presses("See it", "Phone calls home");
      expect(latest(town.here)).toContain("Used by 1 other district.");
      expect(town.here.reads().join("\n")).not.toContain("Coast");
    },
    slow,
  );

  it(
    "is not found by the other as long as it stays in the team, the collaboration or with partners",
    async () => {
      await stops("Keep it in the team");
      expect(await finds(town.there, "phone calls")).toContain(nothing);
      for (const level of ["Our collaboration", "Partners"]) {
        await sets(town.here, "Phone calls home", level);
        expect(await finds(town.there, "phone calls"), level).toContain(nothing);
      }
      await sets(town.here, "Phone calls home", "Whole network");
      expect(await finds(town.there, "phone calls")).toContain("1 cycle found");
    },
    slow,
  );

  it(
    "is gone from the moment that it is taken back, from old messages and from another process too",
    async () => {
      const { house, thereRef } = town;
      const replica = await openHouse({ at: house.now().toISOString(), url: house.url });
      const asks = (key: string) =>
        said(
          replica.handle({
            ...{ kind: "command", key, person: thereRef, name: "find", text: "phone calls" },
            channel: { platform: thereRef.platform, workspace: thereRef.workspace, channel: "C" },
          }),
        );
      try {
        await stops("Whole network");
        expect(await finds(town.there, "phone calls")).toContain("1 cycle found");
        expect(await asks("before")).toContain("1 cycle found");
        await town.there.presses("Open", "Phone calls home");
        await sets(town.here, "Phone calls home", "Keep it in the team");
        const since = performance.now();
        expect(await asks("after")).toContain(nothing);
        expect(performance.now() - since).toBeLessThan(1_000);
        expect(await finds(town.there, "phone calls")).toContain(nothing);
        await town.there.presses("Open", "Phone calls home");
        expect(latest(town.there)).toContain(gone);
        await town.there.presses("Use this plan", "Shared with you by this district.");
        expect(latest(town.there)).toContain(gone);
        expect(await cyclesOf("team-2")).toHaveLength(1);
      } finally {
        await replica.close();
      }
    },
    slow,
  );

  it(
    "and kept may be offered by a program manager to her own teams, in her words",
    async () => {
      const coastal = { districtId: "district-2", teamId: "team-2", id: "walks", title: "Walking school bus" };
      const closedAt = new Date("2026-01-15T18:00:00Z");
      const kept = {
        stage: "closed",
        decision: "scale",
        reason: "It helped",
        ownerId: "coast-lead",
        closedAt,
      } as const;
      await town.house.store.write((tables) => tables.cycles.save(network, cycle({ ...coastal, ...kept }), 0));
      await sets(town.there, "Walking school bus", "Whole network");
      expect(await finds(town.here, "walking bus")).toContain("1 cycle found");

      await town.pm.types("find walking");
      const offer = await town.pm.presses("Offer it to my teams");
      const words = "Your families asked for just this";
      expect(await offer.send({ teams: ["team-1"], words })).toBe("told");
      expect(latest(town.here)).toContain(words);
      await town.here.presses("Not now");
      expect(town.here.reads().some((one) => one.includes(words))).toBe(false);
    },
    slow,
  );
});
