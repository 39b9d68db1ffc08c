import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at } from "../flows/scenes.js";
import { declareOutcome, firstQuestion, heldIn, namesIn, plan, report } from "./scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

const february = (day: string, time: string) => `2026-02-${day}T${time}:00-08:00`;

describe.each(bothClouds)("a whole cycle on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("20", "09:00"));
    await firstQuestion(town);
  }, 20_000);
  afterEach(() => town.close());

  it("goes from a plan with its measure over adapt to a linked next one, and from there to scale", async () => {
    await plan(town);
    expect((await declareOutcome(town)).shows()).toContain("Not measured yet: implementation and experience.");
    const details = await town.lead.presses("More of the plan");
    expect(details.shows()).toContain("The collaboration's aim: Every student ready");
    expect(await details.send({ hypothesis: "If tickets, then talk", hard: "Time", testers: ["teacher"] })).toBe(
      "told",
    );
    await town.lead.presses("We have started");
    expect(town.lead.reads().at(-1)).toContain("The test has started. The prediction now stays as it is");

    // The tester is asked about her part by the heartbeat, two weeks later, with the prediction before her.
    await town.at(february("04", "15:00"));
    expect(town.teacher.reads().at(-1)).toContain("You predicted: 60 % get it right");
    const seen = await town.teacher.presses("Add a result");
    expect(await seen.send({ happened: "Most of them wrote it down", result: "27 of 60" })).toBe("closed");
    expect(town.teacher.reads().at(-1)).toContain(
      "Result: Tickets that are right: 45 % (27 of 60). 15 under the prediction.",
    );
    expect(town.channel()).toHaveLength(2);
    expect(town.channel().at(-1)).toContain("45 % (27 of 60) against a predicted 60 %");

    await report(town, town.lead, { happened: "Enough to look at it", next: "ready to study" });
    const study = await town.lead.opens("update");
    expect(study.shows()).toContain("You predicted: 60 % get it right");
    expect(study.shows()).toContain("Tickets that are right came to 45 % (27 of 60): not as good as predicted.");
    const learned = { learned: "Too long for the lesson", decision: "adapt", reason: "Shorter tickets" };
    expect(await study.send(learned)).toBe("closed");
    expect(town.lead.reads().at(-1)).toContain("A new cycle is open to plan: Exit tickets.");

    const next = await town.lead.presses("Plan the next cycle");
    expect(heldIn(next, "change")).toBe("Exit tickets");
    expect(heldIn(next, "prediction"), "a new test is predicted anew").toBe("");
    const shorter = { change: "Short exit tickets", prediction: "70 % get it right", predictedFigure: "70" };
    expect(await next.send({ ...shorter, dueOn: "2026-02-25" })).toBe("closed");
    await report(town, town.lead, { happened: "Two minutes", result: "48 of 60", next: "ready to study" });
    const result = "80 % (48 of 60). 10 over the prediction.";
    expect(town.lead.reads().at(-1)).toContain(`Result: Tickets that are right: ${result}`);
    await town.lead.types("cycle");
    const card = town.lead.reads().at(-1);
    expect(card).toContain("What would make it hard? Time");
    expect(card).toContain("What students learn: Tickets that are right");
    expect(card).toContain(
      "Exit tickets: Tickets that are right: 45 % (27 of 60), not as good as predicted; change it and try again; Shorter tickets",
    );
    expect(card).toContain(
      "Short exit tickets: Tickets that are right: 80 % (48 of 60), as good as predicted, or better; study",
    );

    await report(town, town.lead, {
      learned: "Two minutes are enough",
      decision: "scale",
      reason: "Every class gained",
    });
    expect(town.lead.reads().at(-1)).toContain("Spread without a result for implementation and experience.");
    await town.lead.types("cycle");
    await town.lead.presses("See it", "Short exit tickets", 0);
    expect(town.lead.reads().at(-1)).toContain(
      "Short exit tickets: Tickets that are right: 80 % (48 of 60), as good as predicted, or better; keep it and spread it; Every class gained",
    );
  }, 20_000);

  it("keeps its prediction from the start of the test on, and an amendment stands beside it", async () => {
    await plan(town);
    const older = await town.lead.presses("Edit");
    await town.teacher.types("cycle");
    await town.teacher.presses("We have started");
    expect(await older.send({ prediction: "90 % get it right", predictedFigure: "90" })).toBe("again");
    expect(older.errors()).toMatchObject({
      prediction: expect.stringContaining("type cycle and press Amend"),
      predictedFigure: expect.stringContaining("type cycle and press Amend"),
    });
    expect(heldIn(older, "prediction"), "her words are still there").toBe("90 % get it right");

    const now = await town.lead.presses("Edit");
    expect(namesIn(now)).toEqual(["change", "question", "dueOn"]);
    expect(now.shows()).toContain("Your prediction stays as it was when the test started: 60 % get it right");

    await town.lead.types("cycle");
    const amend = await town.lead.presses("Amend the prediction");
    expect(amend.shows()).toContain("The prediction stays on record: 60 % get it right");
    expect(await amend.send({ prediction: "Half of them", predictedFigure: "50", why: "Two classes were away" })).toBe(
      "told",
    );
    await town.teacher.types("cycle");
    const card = town.teacher.reads().at(-1);
    expect(card).toMatch(/Predicted\n60 % get it right/);
    expect(card).toMatch(/Amended Jan 21\nHalf of them \(Two classes were away\)/);
    await report(town, town.lead, { happened: "Done", result: "33 of 60" });
    expect(town.lead.reads().at(-1), "compared with what was predicted first").toContain("5 under the prediction");
    expect(town.channel().at(-1)).toContain("against a predicted 60 %");
  }, 20_000);
});
