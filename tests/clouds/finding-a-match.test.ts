import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnishAssignment, furnishSecondDistrict } from "../flows/neighbours.js";
import { at } from "../flows/scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

describe.each(bothClouds)("finding a match on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("21", "10:00"));
  }, 20_000);
  afterEach(() => town.close());

  it("begins on the program manager's status, for a team without a cycle too", async () => {
    await furnishSecondDistrict(town.house);
    await furnishAssignment(town.house, "pm", "team-2");
    await town.pm.types("status");
    await town.pm.presses("Find a match");
    expect(town.pm.reads().at(-1)).toContain("Find a match for which team?");
    await town.pm.presses("Sample Valley team");
    expect(town.pm.reads().at(-1)).toContain("it has not described its problem yet");
  }, 20_000);

  it("needs no choice where there is one team", async () => {
    await town.pm.types("status");
    await town.pm.presses("Find a match");
    expect(town.pm.reads().at(-1)).toContain("Who fits?");
  }, 20_000);
});
