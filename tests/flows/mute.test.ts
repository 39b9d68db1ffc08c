import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondTeam } from "./neighbours.js";
import { at, said } from "./scenes.js";

let house: House;
const lead = "@lead";
const network = { networkId: "network-1" };
const second = (time: string) => `2026-02-04T${time}:00-08:00`;
const third = (time: string) => `2026-02-18T${time}:00-08:00`;

const hello = "Hello from Throughline";
const question = "What will you try first?";
const muted = "I will not ask you any more.";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

/** Every way of saying stop. */
const ways: Record<string, () => Promise<unknown>> = {
  "the button": () => house.press("lead", { do: "mute" }),
  "the command pause": () => house.command("lead", "pause"),
  "the command stop": () => house.command("lead", "stop"),
  "the typed word pause": () => house.type("lead", "pause"),
  "the typed word “Stop.”": () => house.type("lead", "Stop."),
  "her settings": () => house.submit("lead", "settings", {}, { askAt: "15:00", askMe: "no" }),
};

/** Questions and hellos that stand in her conversation now. */
const asked = () => house.platform.seenBy(lead).filter((text) => text.includes(hello) || text.includes(question));

const waiting = async () =>
  (await house.store.read((view) => view.outbox.list(network, { states: ["pending"] }))).map((one) => one.kind).sort();

const unmuted = async () => {
  await house.press("lead", { do: "unmute" });
  await house.settle();
};

describe("who says stop", () => {
  for (const [way, mute] of Object.entries(ways)) {
    it(`by ${way}, before her first question is due: is neither greeted nor asked, until she wishes`, async () => {
      await house.at(at("21", "07:30"));
      expect(await waiting()).toEqual(["check-in", "welcome"]);
      await mute();
      await house.settle();
      expect(await waiting()).toEqual([]);
      await house.at(at("21", "15:00"));
      await house.at(second("15:00"));
      expect(asked()).toEqual([]);
      await unmuted();
      await house.at(second("15:10"));
      expect(asked()).toEqual([]);
      await house.at(third("15:00"));
      expect(asked()).toEqual([expect.stringContaining(hello), expect.stringContaining(question)]);
    });
  }

  for (const way of ["the button", "the typed word “Stop.”", "her settings"]) {
    it(`by ${way}, after “later”: is not asked again, and is at the next check-in once she wishes`, async () => {
      await house.at(at("21", "15:00"));
      await house.press("lead", house.platform.button(lead, "Later"));
      await ways[way]?.();
      await house.settle();
      await house.at(at("22", "15:00"));
      await unmuted();
      await house.at(at("22", "15:10"));
      await house.at(at("23", "15:00"));
      expect(asked().filter((text) => text.includes(question))).toEqual([]);
      await house.at(second("15:00"));
      expect(asked().map((text) => text.split("\n")[0])).toEqual([hello, question]);
    });
  }

  it("between two questions gets no second hello when she is asked again", async () => {
    await house.at(at("21", "15:00"));
    await house.at(second("07:30"));
    await house.press("lead", { do: "mute" });
    await house.at(second("15:00"));
    expect(asked()).toHaveLength(2);
    await unmuted();
    await house.at(third("15:00"));
    expect(asked().map((text) => text.split("\n")[0])).toEqual([hello, question, question]);
  });

  it("on the hello itself, by its button, is asked no more", async () => {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Stop"));
    await house.at(second("15:00"));
    expect(asked()).toHaveLength(2);
  });

  it("and then presses Later on an old question, is told that she is not asked", async () => {
    await house.at(at("21", "15:00"));
    const later = house.platform.button(lead, "Later");
    await house.press("lead", { do: "mute" });
    expect(await said(house.press("lead", later))).toBe("You are not asked at the moment.");
    await house.at(at("22", "15:00"));
    expect(asked()).toHaveLength(2);
  });

  it("stays muted when the same word is delivered twice, and hears it once", async () => {
    const pause = () => house.as("lead").command("pause", "", "C1", "same");
    const first = await pause();
    expect(first).toMatchObject({ kind: "notice" });
    expect(JSON.stringify(first)).toContain(muted);
    expect(await pause()).toEqual({ kind: "none" });
    expect((await house.store.read((view) => view.roster.person(network, "lead")))?.muted).toBe(true);
    await house.at(at("21", "15:00"));
    expect(asked()).toEqual([]);
    expect(await said(house.command("lead", "status"))).toContain("You are not asked at the moment.");
  });

  it("and wishes to be asked again at once, is asked at the next check-in and not at the time she put it off to", async () => {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.press("lead", { do: "mute" });
    await unmuted();
    await house.at(at("22", "15:00"));
    expect(asked().filter((text) => text.includes(question))).toEqual([]);
    await house.at(second("15:00"));
    expect(asked().filter((text) => text.includes(question))).toHaveLength(1);
  });

  it("stops nobody else's questions, and nobody else's hello", async () => {
    await furnishSecondTeam(house, { anchor: "2026-01-21", welcomedAt: null });
    await house.at(at("21", "07:30"));
    await house.press("teacher", { do: "mute" });
    await house.press("lead", { do: "mute" });
    await house.at(at("21", "15:00"));
    expect(asked()).toEqual([]);
    expect(house.platform.seenBy("@reading-lead").map((text) => text.split("\n")[0])).toEqual([
      hello,
      "The reading cycle",
    ]);
  });
});

describe("the hello", () => {
  it("comes before the question of another team on the day on which she said stop and go on", async () => {
    await house.at(at("21", "07:30"));
    await house.press("lead", { do: "mute" });
    await unmuted();
    // At noon she becomes the owner of another team's cycle.
    await furnishSecondTeam(house, { anchor: "2026-01-21" });
    await house.store.write(async (tables) => {
      const [hers] = await tables.roster.membershipsOf(network, "lead");
      const [cycle] = await tables.cycles.openOf(network, "team-3");
      if (hers === undefined || cycle === undefined) throw new Error("nothing furnished");
      await tables.roster.save(network, { memberships: [{ ...hers, id: "another", teamId: "team-3", lead: false }] });
      await tables.cycles.save(network, { ...cycle, ownerId: "lead", version: cycle.version + 1 }, cycle.version);
    });
    await house.at(at("21", "12:00"));
    await house.at(at("21", "15:00"));
    expect(house.platform.seenBy(lead).map((text) => text.split("\n")[0])).toEqual([hello, "The reading cycle"]);
  });

  it("comes once, before the first question", async () => {
    await house.at(at("21", "15:00"));
    await house.at(second("15:00"));
    await house.at(third("15:00"));
    expect(asked().map((text) => text.split("\n")[0])).toEqual([hello, question, question, question]);
  });
});
