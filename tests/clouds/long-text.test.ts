import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, updatesOf } from "../flows/scenes.js";
import { firstQuestion, namesIn, plan } from "./scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

/** Figures in her words would be kept from the channel beside a result of nobody knows how many. */
const letters = (nth: number) => String.fromCharCode(97 + (nth % 26), 97 + Math.floor(nth / 26));
const sentences = Array.from(
  { length: 400 },
  (_, nth) => `Class by class the tickets said more, line ${letters(nth)}.`,
);
const long = `${sentences.join(" ").slice(0, 9_999)}.`;
const closeUp = (text: string) => text.replace(/\s+/g, "");

describe.each(bothClouds)("an answer of 10,000 characters on $name", ({ name, open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("20", "09:00"));
    await firstQuestion(town);
    await plan(town);
    await town.wait(1);
  }, 20_000);
  afterEach(() => town.close());

  const recorded = async () => (await updatesOf(town.house)).at(-1)?.answers.happened;

  it("arrives whole from the form, or Slack says itself that its field ends at 3,000", async () => {
    expect(long).toHaveLength(10_000);
    const form = await town.lead.opens("update");
    expect(await form.send({ happened: long })).toBe(name === "Slack" ? "incomplete" : "closed");
    if (name === "Slack") expect(form.errors()).toEqual({ happened: "Please enter at most 3000 characters." });
    else expect(await recorded()).toBe(long);
  }, 20_000);

  it("arrives whole when it is typed to the bot, and stands whole in the form in which she adds a figure", async () => {
    await town.lead.types(long);
    expect(closeUp(town.lead.reads().join(""))).toContain(closeUp(long));
    const form = await town.lead.presses("Add figures");
    // What one field of Slack's cannot hold lies in several, and comes back as one.
    expect(namesIn(form).filter((one) => one.startsWith("happened"))).toHaveLength(name === "Slack" ? 5 : 1);
    expect(await form.send({ result: "about 45 %" }), "shown again with all of it").toBe("again");
    expect(await form.send()).toBe("closed");
    expect(await recorded()).toBe(long);
    expect(closeUp(town.channel().join(""))).toContain(closeUp(long));
  }, 20_000);
});
