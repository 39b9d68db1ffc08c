import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, updatesOf } from "../flows/scenes.js";
import { declareOutcome, firstQuestion, plan } from "./scenes.js";
import { type Answers, bothClouds, type OpenForm, type TwoHouses } from "./two-houses.js";

/**
 * What an answer costs her, counted from the cards and forms as both clouds have them. docs/check-in-effort.md shows the same:
 *
 *                                      taps   fields filled in   required   on the form
 *   nothing new                         1            0              –            –
 *   not this week                       1            0              –            –
 *   do, with a result                   2            2              1            4
 *   do, and ready to look at it         3            2              1            4
 *   study, with the decision            3            2              1            3
 *   a standup of three (Geekbot)        3            3              three questions, one message after the other
 *
 * A tap: a button pressed (the one that sends the form, too), or an option chosen that was not chosen already. A field: one
 * that she writes in; what is there already and may stay does not count. Getting to the conversation, and from one
 * field to the next, is not counted for anybody.
 */
type Cost = { taps: number; fields: number; required?: number; asked?: number };

describe.each(bothClouds)("what an answer costs on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(at("20", "09:00"));
    await firstQuestion(town);
    await plan(town);
    await declareOutcome(town);
    await town.at("2026-02-04T15:00:00-08:00");
  }, 20_000);
  afterEach(() => town.close());

  const last = () => town.lead.reads().at(-1);

  /** Opens the form with one tap, fills in no more than this, and sends it: it is recorded. */
  async function costOf(button: string, answers: Answers): Promise<Cost> {
    const form = await town.lead.presses(button);
    const chosen = Object.keys(answers).filter((name) => field(form, name).options.length > 0);
    const required = form.fields().filter((one) => one.required).length;
    const asked = form.fields().length;
    const before = (await updatesOf(town.house)).length;
    expect(await form.send(answers)).toBe("closed");
    expect(await updatesOf(town.house)).toHaveLength(before + 1);
    return { taps: 2 + chosen.length, fields: Object.keys(answers).length - chosen.length, required, asked };
  }

  function field(form: OpenForm, name: string) {
    const found = form.fields().find((one) => one.name === name);
    if (found === undefined) throw new Error(`the form has no ${name}`);
    return found;
  }

  it("is one tap for “nothing new” and for “not this week”: no form, and nobody asks again before the next time", async () => {
    for (const [button, noted] of [
      ["Nothing new", "Noted: nothing new. I will ask again on"],
      ["Not this week", "Not this week. I will ask again on"],
    ] as const) {
      const form = await town.lead.presses(button);
      expect(form.shows()).toBe("nothing");
      expect(last()).toContain(noted);
      const before = town.lead.reads().length;
      // When whoever has not answered is reminded.
      await town.wait(44.5 * 60);
      expect(town.lead.reads()).toHaveLength(before);
      await listed(button.toLowerCase(), { taps: 1, fields: 0 });
      await town.at("2026-02-18T15:00:00-08:00");
    }
  }, 20_000);

  it("is at most three taps and two fields in do, with a result", async () => {
    const cost = await costOf("Add a result", { happened: "They liked it", result: "25 of 45" });
    expect(cost).toEqual({ taps: 2, fields: 2, required: 1, asked: 4 });
    expect(last()).toContain("55.6 % (25 of 45)");
    await listed("do, with a result", cost);
  }, 20_000);

  it("is no more where the test is over with it, and at most five fields in study, with the decision", async () => {
    const answers = { happened: "They liked it", result: "25 of 45", next: "ready to study" };
    const cost = await costOf("Add a result", answers);
    expect(cost).toEqual({ taps: 3, fields: 2, required: 1, asked: 4 });
    await listed("do, and ready to look at it", cost);

    await town.at("2026-02-18T15:00:00-08:00");
    const decided = { learned: "Too long for the lesson", decision: "adapt", reason: "Shorter tickets" };
    const study = await costOf("Say what you learned", decided);
    expect(study).toEqual({ taps: 3, fields: 2, required: 1, asked: 3 });
    expect(study.asked).toBeLessThanOrEqual(5);
    await listed("study, with the decision", study);
  }, 20_000);

  it("stays so where all three kinds are measured: which result it is is asked, and chosen already", async () => {
    await town.lead.types("cycle");
    for (const kind of ["implementation", "experience"]) {
      const measure = await town.lead.presses("Add a measure");
      const declared = { kind, source: "observation", unit: "percent", better: "up", name: `By ${kind}` };
      expect(await measure.send(declared)).toBe("told");
    }
    const cost = await costOf("Add a result", { happened: "They liked it", result: "25 of 45" });
    expect(cost).toEqual({ taps: 2, fields: 2, required: 1, asked: 5 });
    expect(town.lead.reads().join("\n")).toContain("Tickets that are right: 55.6 % (25 of 45)");
  }, 20_000);
});

/** The page says what is counted here. */
async function listed(what: string, { taps, fields, required, asked }: Cost): Promise<void> {
  const page = await readFile(new URL("../../docs/check-in-effort.md", import.meta.url), "utf8");
  expect(page).toContain(`| ${what} | ${taps} | ${fields} | ${required ?? "–"} | ${asked ?? "–"} |`);
}
