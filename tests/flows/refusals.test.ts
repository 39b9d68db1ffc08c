import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Action } from "../../src/core/ui/action.js";
import type { FormContext, FormValues } from "../../src/core/ui/form.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, furnishSecondTeam } from "./neighbours.js";
import { at, everyRow, gone, notYours, said } from "./scenes.js";

/** One house for all: each test here ends with the very rows that it began with. */
let house: House;

beforeAll(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
});
afterAll(() => house.close());

/** Everything that a button can carry, with the ids of one neighbour's rows. */
function actionsWithIdsOf(word: string, team: string): Record<string, Action> {
  return {
    "opens the form": { do: "update", cycle: `${word}-cycle`, prompt: `${word}-prompt`, draft: `${word}-draft` },
    "opens the plan": { do: "start-cycle", team, prompt: `${word}-prompt`, draft: `${word}-draft` },
    "opens what was recorded": { do: "edit-update", update: `${word}-update` },
    "says not this week": { do: "not-this-week", prompt: `${word}-prompt` },
    "says later": { do: "later", prompt: `${word}-prompt` },
    "reads the team": { do: "see-team", team },
    "records a text": { do: "record-draft", draft: `${word}-draft`, cycle: `${word}-cycle` },
    "drops a text": { do: "drop-draft", draft: `${word}-draft` },
  };
}

/** Everything that a form can be sent with. */
function formsWithIdsOf(word: string, team: string): Record<string, { context: FormContext; values: FormValues }> {
  const happened = { happened: "What a stranger says", next: "ready to study" };
  const planned = { change: "What a stranger says", prediction: "Mine" };
  return {
    "an update": { context: { cycle: `${word}-cycle`, stage: "do" }, values: happened },
    "an update with its team": { context: { cycle: `${word}-cycle`, team, stage: "do" }, values: happened },
    "an update with her own team": {
      context: { cycle: `${word}-cycle`, team: "team-1", stage: "do" },
      values: happened,
    },
    "a plan": { context: { team, stage: "plan" }, values: planned },
    "a change": { context: { update: `${word}-update`, version: "1", stage: "do" }, values: happened },
  };
}

describe("somebody of another district who sends a district's ids", () => {
  const answers: Record<string, string> = { "opens the plan": notYours, "reads the team": notYours };

  for (const [act, action] of Object.entries(actionsWithIdsOf("coast", "team-2"))) {
    it(`${act}: is told that it is not there, and nothing changes`, async () => {
      const before = await everyRow(house);
      expect(await said(house.press("lead", action))).toBe(answers[act] ?? gone);
      await house.settle();
      expect(await everyRow(house)).toEqual(before);
    });
  }

  for (const [form, { context, values }] of Object.entries(formsWithIdsOf("coast", "team-2"))) {
    it(`sends ${form}: the form stays open, and nothing changes`, async () => {
      const before = await everyRow(house);
      const answer = form === "a change" ? gone : notYours;
      expect(await house.submit("lead", "update", context, values)).toEqual({
        kind: "keep-form",
        errors: {},
        notice: answer,
      });
      await house.settle();
      expect(await everyRow(house)).toEqual(before);
    });
  }
});

describe("somebody of another team in the same district who sends its ids", () => {
  for (const [act, action] of Object.entries(actionsWithIdsOf("reading", "team-3"))) {
    it(`${act}: is told that it is the team's, and nothing changes`, async () => {
      const before = await everyRow(house);
      expect(await said(house.press("lead", action))).toBe(notYours);
      await house.settle();
      expect(await everyRow(house)).toEqual(before);
    });
  }

  for (const [form, { context, values }] of Object.entries(formsWithIdsOf("reading", "team-3"))) {
    it(`sends ${form}: the form stays open, and nothing changes`, async () => {
      const before = await everyRow(house);
      expect(await said(house.submit("lead", "update", context, values))).toBe(notYours);
      await house.settle();
      expect(await everyRow(house)).toEqual(before);
    });
  }
});

describe("a program manager who sends a team's ids", () => {
  // She sees the whole network, and still acts for no team.
  for (const [word, team] of [
    ["coast", "team-2"],
    ["reading", "team-3"],
  ] as const) {
    for (const [act, action] of Object.entries(actionsWithIdsOf(word, team))) {
      it(`${act} (${word}): is refused, and nothing changes`, async () => {
        const before = await everyRow(house);
        const answer = action.do === "not-this-week" || action.do === "later" ? gone : notYours;
        expect(await said(house.as("pm", "HUB").press(action))).toBe(answer);
        await house.settle();
        expect(await everyRow(house)).toEqual(before);
      });
    }
  }

  it("cannot act for the team that she coaches either", async () => {
    const before = await everyRow(house);
    const coach = house.as("pm-2", "HUB");
    for (const action of Object.values(actionsWithIdsOf("coast", "team-2")).filter((one) => one.do !== "see-team"))
      expect([gone, notYours]).toContain(await said(coach.press(action)));
    for (const { context, values } of Object.values(formsWithIdsOf("coast", "team-2")))
      expect(await said(coach.submit("update", context, values))).toBe(notYours);
    await house.settle();
    expect(await everyRow(house)).toEqual(before);
  });
});
