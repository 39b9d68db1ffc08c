import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle } from "../../scripts/gallery/examples.js";
import { at } from "../flows/scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

const network = { networkId: "network-1" };
const words = "Before the call on Thursday, could you add the last count?";
const why = "The convening is on Thursday";
const answer = "Tomorrow, after the second class";

describe.each(bothClouds)("a nudge on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("22", "10:00"));
    const { store } = town.house;
    await store.write((tables) => tables.cycles.save(network, cycle({ ownerId: "lead", title: "Exit tickets" }), 0));
  }, 20_000);
  afterEach(() => town.close());

  const nudges = () => town.house.store.read((view) => view.nudges.ofTeams(network, ["team-1"], new Date(0)));
  const told = (who: "lead" | "pm", text: string) => town[who].reads().filter((one) => one.includes(text)).length;

  it("goes from the program manager's card to the lead, and her answer back", async () => {
    await town.pm.types("nudge");
    const form = await town.pm.presses("Nudge");
    expect(form.shows()).toContain("room for 4");
    expect(form.shows()).toContain("Could you add the latest result of “Exit tickets”?");
    await form.send({ to: ["lead"], text: words });
    expect(told("lead", words)).toBe(1);

    const answering = await town.lead.presses("Answer");
    expect(answering.shows()).toContain(words);
    expect(await answering.send({ answer })).toBe("closed");
    expect(await nudges()).toMatchObject([{ text: words, answer, overBudget: null }]);
    expect(told("lead", words), "her card was changed where it stands").toBe(1);
    expect(told("lead", answer)).toBe(1);
    expect(told("lead", "Add to my answer")).toBe(1);
    expect(told("pm", answer)).toBe(1);
  }, 20_000);

  it("above the week's room asks for a reason in the same form, with her words in it, and leaves then", async () => {
    await town.house.store.write(async (tables) => {
      const lead = await tables.roster.person(network, "lead");
      if (lead) await tables.roster.savePerson(network, { ...lead, weeklyMessages: 0 });
    });
    await town.pm.types("nudge");
    const form = await town.pm.presses("Nudge");
    expect(form.shows()).toContain("no room");
    expect(await form.send({ to: ["lead"], text: words })).toBe("again");
    expect(form.shows()).toContain("Why, although her week is full?");
    expect(form.shows()).toContain(words);
    expect(told("lead", words)).toBe(0);
    await form.send({ why });
    expect(told("lead", words)).toBe(1);
    expect(told("lead", why)).toBe(0);
    expect(await nudges()).toMatchObject([{ text: words, overBudget: why }]);
  }, 20_000);
});
