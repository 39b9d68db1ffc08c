import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, updatesOf } from "../flows/scenes.js";
import { firstQuestion, heldIn, plan } from "./scenes.js";
import { bothClouds, type TwoHouses } from "./two-houses.js";

describe.each(bothClouds)("two members who write about one cycle at once, on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("20", "09:00"));
    await firstQuestion(town);
    await plan(town);
    await town.wait(1);
  }, 20_000);
  afterEach(() => town.close());

  it("are both kept: whoever is second is shown what the first recorded, with her own words still there", async () => {
    const written = [
      { form: await town.lead.opens("update"), happened: "Quiet in the first class", result: "12 of 45" },
      { form: await town.teacher.opens("update"), happened: "Loud in the second class", result: "20 of 45" },
    ];
    const sent = await Promise.all(written.map(({ form, ...answers }) => form.send(answers)));
    expect([...sent].sort()).toEqual(["again", "closed"]);
    const first = written[sent.indexOf("closed")];
    const second = written[sent.indexOf("again")];
    if (first === undefined || second === undefined) throw new Error("nobody was second");

    expect(second.form.shows()).toMatch(new RegExp(`Teacher (lead|teacher) recorded [\\d.]+ % \\(${first.result}\\)`));
    expect(second.form.shows()).toContain("Your words are still here. Send again to add them.");
    expect(heldIn(second.form, "happened")).toBe(second.happened);
    expect(heldIn(second.form, "result")).toBe(second.result);
    expect(await second.form.send()).toBe("closed");

    const kept = (await updatesOf(town.house)).flatMap(({ answers }) => answers.happened ?? []);
    expect(kept.sort()).toEqual(written.map(({ happened }) => happened).sort());
    const [digest, ...more] = town.channel();
    expect(more).toEqual([]);
    for (const { happened } of written) expect(digest).toContain(happened);
  }, 20_000);

  it("keep what the other put into the plan: it stands in the field that the second left empty", async () => {
    await town.teacher.types("cycle");
    const [leads, teachers] = [
      await town.lead.presses("More of the plan"),
      await town.teacher.presses("More of the plan"),
    ];
    expect(await leads.send({ hypothesis: "If tickets, then talk", hard: "Time" })).toBe("told");
    expect(await teachers.send({ hard: "Paper", place: "Room by room" })).toBe("again");
    expect(teachers.shows()).toContain("A colleague filled in some of this while you wrote.");
    expect(teachers.shows()).toContain("What would make it hard? Time");
    expect(heldIn(teachers, "hypothesis")).toBe("If tickets, then talk");
    expect(heldIn(teachers, "hard")).toBe("Paper");
    expect(await teachers.send({ hard: "Time, and paper" })).toBe("told");
    await town.lead.types("cycle");
    const card = town.lead.reads().at(-1);
    for (const words of ["If tickets, then talk", "Time, and paper", "Room by room"]) expect(card).toContain(words);
  }, 20_000);
});
