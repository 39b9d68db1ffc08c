import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../src/core/ui/action.js";
import type { Card } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { FormId, FormValues } from "../../src/core/ui/form.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, cardOf, formOf, notesIn, notYours, plan, report, said, updatesOf, valuesIn } from "./scenes.js";

let house: House;
const lead = "@lead";
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const cycles = () => house.store.read((view) => view.cycles.all(network));
const first = async () => (await cycles()).at(-1)?.id ?? "";
const measures = async () => house.store.read(async (view) => view.cycles.measuresOf(network, [await first()]));

async function fill(who: string, action: Action, form: FormId, values: FormValues): Promise<string> {
  const { context } = await formOf(house.press(who, action));
  const reply = await house.submit(who, form, context, values);
  if (reply.kind !== "close-form") throw new Error(JSON.stringify(reply));
  await house.settle();
  return JSON.stringify(reply.notice ?? "");
}

const measure = async (kind: string, name: string, more: FormValues = {}, who = "lead") =>
  fill(who, { do: "add-measure", cycle: await first() }, "measure", {
    ...{ kind, name, unit: "percent", better: "up", source: "achievement" },
    ...more,
  });

describe("what a cycle measures", () => {
  it("is declared by kind, says which kind is missing, and what came after the test had started", async () => {
    await plan(house);
    expect(await measure("outcome", "Tickets that are right")).toContain(
      "Not measured yet: implementation and experience.",
    );
    await house.press("lead", house.platform.button(lead, "We have started"));
    await house.at(at("22", "10:00"));
    expect(await measure("experience", "Students who say it helps")).toContain(
      "added Jan 22, after the test had started",
    );
    expect(await measure("implementation", "Lessons with a ticket")).toContain("All three kinds are there");
    expect((await measures()).map(({ kind, predicts, about }) => [kind, predicts, about])).toEqual([
      ["outcome", true, "students"],
      ["experience", false, "students"],
      ["implementation", false, "adults"],
    ]);
  });

  it("is asked for one at a time, the one that was counted last first, with what it came to", async () => {
    await plan(house);
    await measure("outcome", "Tickets that are right");
    await measure("experience", "Students who say it helps");
    await report(house, { happened: "A quiet week", measure: (await measures())[0]?.id ?? "", result: "20 of 45" });
    const { form } = await formOf(house.command("lead", "update"));
    expect(valuesIn(form).measure).toBe((await measures())[0]?.id);
    const { form: again } = await formOf(house.press("lead", house.platform.button(lead, "Edit")));
    expect(valuesIn(again)).toMatchObject({ measure: (await measures())[0]?.id, result: "20 of 45" });
    expect(JSON.stringify(again)).toContain("Last time: 44.4 % (20 of 45).");
  });

  it("is not changed by an edit: a result that named none goes on naming none, unless she chooses", async () => {
    await plan(house);
    await report(house, { happened: "A small group", result: "5 of 9" });
    const channel = () => house.platform.seenBy("C1").at(-1) ?? "";
    expect(channel()).not.toContain("5 of 9");
    await measure("implementation", "Lessons taught");
    const id = (await updatesOf(house)).at(-1)?.id ?? "";
    const { form, context } = await formOf(house.press("lead", { do: "edit-update", update: id }));
    expect(valuesIn(form)).toMatchObject({ measure: "none", result: "5 of 9" });
    await house.submit("lead", "update", context, { happened: "A small group.", measure: "none", result: "5 of 9" });
    await house.settle();
    expect((await updatesOf(house)).at(-1)?.answers).toMatchObject({ measure: null, count: 5 });
    expect(channel()).toContain("A small group.");
    expect(channel()).not.toMatch(/5 of 9|55\.6|Lessons taught/);
  });

  it("is not given one that was declared while she wrote: she never saw its name", async () => {
    await plan(house);
    const { context } = await formOf(house.command("lead", "update"));
    await measure("implementation", "Lessons taught", {}, "teacher");
    const values = { happened: "Many", result: "27 of 45", next: "keep testing" };
    expect(await house.submit("lead", "update", context, values)).toEqual({ kind: "close-form" });
    const done = (await updatesOf(house)).find(({ stage }) => stage === "do");
    expect(done?.answers).toMatchObject({ measure: null, count: 27 });
  });

  it("stands beside the prediction alone where the prediction is about it, by name, with hit or miss", async () => {
    await plan(house);
    await measure("outcome", "Tickets that are right");
    await measure("implementation", "Lessons", { unit: "number", unitName: "lessons" });
    const [tickets, lessons] = await measures();
    await report(house, { happened: "First", measure: tickets?.id ?? "", result: "20 of 45" });
    expect(house.platform.seenBy(lead).at(-1)).toContain("15.6 under the prediction. Not as good as predicted.");
    await report(house, { happened: "More", measure: lessons?.id ?? "", result: "44", next: "ready to study" });
    expect(house.platform.seenBy(lead).at(-1)).not.toContain("the prediction.");
    const study = notesIn((await formOf(house.command("lead", "update"))).form).join("\n");
    expect(study).toContain("Tickets that are right came to 44.4 % (20 of 45): not as good as predicted.");
    expect(study).not.toContain("44 lessons");
    await house.at("2026-02-04T15:00:00-08:00");
    const question = house.platform.seenBy(lead).at(-1) ?? "";
    expect(question).toContain("You predicted: 60 % get it right. Tickets that are right came to 44.4 % (20 of 45):");
    const card = await said(house.press("lead", { do: "see-cycle", cycle: await first() }));
    expect(card).toContain("20 of 45");
  });

  it("is named in the question, and marked where it is about few", async () => {
    await plan(house);
    await measure("outcome", "Tickets that are right");
    await report(house, { happened: "A small group", result: "5 of 9" });
    await house.at("2026-02-04T15:00:00-08:00");
    const question = house.platform.seenBy(lead).at(-1) ?? "";
    expect(question).toContain("Last result, Tickets that are right: 55.6 % (5 of 9), Jan 21.");
    expect(question).toContain("do not share");
  });

  it("takes no percentage where it counts something, and is no percentage where the prediction is none", async () => {
    await plan(house, { predictedFigure: "120" });
    const refused = await house.submit(
      "lead",
      "measure",
      { cycle: await first() },
      {
        ...{ kind: "outcome", name: "Tickets", unit: "percent", better: "up", source: "achievement" },
      },
    );
    expect(refused).toMatchObject({ kind: "keep-form", errors: { unit: expect.stringContaining("120") } });
    await measure("outcome", "Minutes to settle", { unit: "number", unitName: "minutes", better: "down" });
    const { context } = await formOf(house.command("lead", "update"));
    const values = { happened: "x", result: "40 %", next: "keep testing" };
    expect(await house.submit("lead", "update", context, values)).toMatchObject({
      kind: "keep-form",
      errors: { result: expect.stringContaining("without %") },
    });
  });

  it("belongs to its own team: nobody else declares, and nobody else is shown it", async () => {
    await plan(house);
    const action = { do: "add-measure" as const, cycle: await first() };
    expect(await said(house.as("pm", "HUB").press(action))).toBe(notYours);
    const sent = house.as("pm", "HUB").submit("measure", { cycle: await first() }, { kind: "outcome", name: "Forged" });
    expect(await said(sent)).toBe(notYours);
    expect(await measures()).toEqual([]);
  });

  it("does not fit a percentage outside of 0 to 100, and a rough figure is shown back before it is taken", async () => {
    await plan(house);
    await measure("outcome", "Tickets that are right");
    const { context } = await formOf(house.command("lead", "update"));
    const send = (result: string) =>
      house.submit("lead", "update", context, { happened: "x", result, next: "keep testing" });
    expect(await send("140")).toEqual({
      kind: "keep-form",
      errors: { result: "Please give a percentage from 0 to 100." },
    });
    const shown = await formOf(send("about 40 %"));
    expect(notesIn(shown.form)[0]).toContain("I read “about 40 %” as **40 %**.");
    expect(valuesIn(shown.form)).toMatchObject({ happened: "x", result: "40 %" });
    expect(await updatesOf(house)).toHaveLength(1);
    expect(
      await house.submit("lead", "update", shown.context, { happened: "x", result: "40 %", next: "keep testing" }),
    ).toEqual({
      kind: "close-form",
    });
    expect((await updatesOf(house)).at(-1)?.answers).toMatchObject({ value: 40, unit: "percent", count: null });
  });
});

describe("the rest of a plan", () => {
  const details = { hypothesis: "If tickets, then talk", hard: "Time", kitchenSize: "3", testers: ["teacher"] };
  const open = async (who = "lead") => formOf(house.press(who, { do: "plan-details", cycle: await first() }));

  it("is kept with every version, and stands on the cycle's card", async () => {
    await plan(house);
    const { form, context } = await open();
    expect(notesIn(form)[0]).toContain("The collaboration's aim: Every student ready");
    expect(await house.submit("lead", "plan-details", context, details)).toMatchObject({ kind: "close-form" });
    expect(await cycles()).toMatchObject([
      { details: { hypothesis: "If tickets, then talk", hard: "Time", kitchenSize: 3 }, testers: ["teacher"] },
    ]);
    const { context: second } = await open();
    await house.submit("lead", "plan-details", second, { hard: "Time, and paper" });
    const versions = await house.store.read(async (view) => view.cycles.planDetailsOf(network, await first()));
    expect(versions.map((one) => [one.version, one.details.hard])).toEqual([
      [1, "Time"],
      [2, "Time, and paper"],
    ]);
    expect(await said(house.command("lead", "cycle"))).toContain("Time, and paper");
  });

  it("keeps the words of both who fill it in at once: the second sees the first", async () => {
    await plan(house);
    const [leads, teachers] = [await open("lead"), await open("teacher")];
    await house.submit("lead", "plan-details", leads.context, details);
    const mine = { hard: "Paper", place: "Room by room" };
    const kept = await formOf(house.submit("teacher", "plan-details", teachers.context, mine));
    expect(notesIn(kept.form)[0]).toContain("A colleague filled in some of this");
    expect(notesIn(kept.form)[0]).toContain("Time");
    expect(valuesIn(kept.form)).toMatchObject({ hypothesis: details.hypothesis, ...mine });
    const all = { hypothesis: details.hypothesis, hard: "Time, and paper", place: "Room by room" };
    expect(await house.submit("teacher", "plan-details", kept.context, all)).toMatchObject({ kind: "close-form" });
    expect((await cycles())[0]?.details).toEqual(all);
  });
});

describe("a prediction that is amended", () => {
  it("stays what it was; what is expected now stands beside it, with the reason", async () => {
    await plan(house);
    const amend = { do: "amend" as const, cycle: await first() };
    expect(await said(house.press("lead", amend))).toContain("press Edit on the plan");
    await report(house, { happened: "Begun" });
    const now = { prediction: "Half of them", predictedFigure: "50", why: "Two classes were away" };
    expect(await fill("lead", amend, "amend", now)).toContain("Kept beside the prediction.");
    expect(await cycles()).toMatchObject([{ prediction: "60 % get it right", predictedFigure: 60 }]);
    const card = await said(house.command("lead", "cycle"));
    expect(card).toContain("Predicted: 60 % get it right");
    expect(card).toContain("Amended Jan 21: Half of them (Two classes were away)");
  });
});

describe("a whole cycle", () => {
  it("goes from plan over adapt to a linked next one, which is prefilled, and from there to scale", async () => {
    await plan(house);
    await measure("outcome", "Tickets that are right");
    await fill("lead", { do: "plan-details", cycle: await first() }, "plan-details", { hard: "Time" });
    await report(house, { happened: "Done", result: "27 of 60", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "adapt", reason: "Shorter tickets" });
    const [next, before] = await cycles();
    expect(next).toMatchObject({ previousId: before?.id, stage: "plan", details: { hard: "Time" } });
    const again = await house.store.read((view) => view.cycles.measuresOf(network, [next?.id ?? ""]));
    expect(again.map(({ name, declaredAt }) => [name, declaredAt])).toEqual([["Tickets that are right", house.now()]]);

    const planned = await formOf(house.command("lead", "update"));
    expect(valuesIn(planned.form)).toMatchObject({ change: "Exit tickets" });
    await house.submit("lead", "update", planned.context, { change: "Short exit tickets", prediction: "70 %" });
    await report(house, { happened: "Shorter", result: "48 of 60", next: "ready to study" });
    await report(house, { learned: "Two minutes are enough", decision: "scale", reason: "Every class gained" });
    const recorded = house.platform.seenBy(lead).at(-1) ?? "";
    expect(recorded).toContain("Spread without a result for implementation and experience.");

    const spread = { step: "next teachers", place: "Grade 7", people: "4", reachedOn: "2026-01-21" };
    const id = next?.id ?? "";
    expect(await fill("lead", { do: "add-spread", cycle: id }, "spread", spread)).toContain("Grade 7");
    const card = await said(house.press("lead", { do: "see-cycle", cycle: id }));
    expect(card).not.toMatch(/^- \d\./m);
    expect(card).toContain(
      "1. Exit tickets: Tickets that are right: 45 % (27 of 60), not as good as predicted; change it and try again; Shorter tickets",
    );
    expect(card).toContain(
      "2. Short exit tickets: Tickets that are right: 80 % (48 of 60); keep it and spread it; Every class gained",
    );
    expect(card).toContain("The next 2 to 5 teachers: Grade 7, 4 people, Jan 21");
  });

  it("stays to be found when it was stopped: what came of it, what was learned, and its picture", async () => {
    await plan(house);
    await report(house, { happened: "A start", result: "20 of 48" });
    await report(house, { happened: "Done", result: "4 of 9", next: "ready to study" });
    await report(house, { learned: "It did not help", decision: "abandon", reason: "No time for it" });
    expect(await said(house.command("lead", "cycle"))).toContain("Exit tickets: stop here");
    const card = await cardOf(house.press("teacher", { do: "see-cycle", cycle: await first() }));
    const text = cardAsText(card);
    expect(text).toContain("Why: No time for it");
    expect(text).toContain("What was learned\n“It did not help”");
    expect(text).toContain("- Jan 21: 41.7 % (20 of 48)\n- Jan 21: 44.4 % (4 of 9)");
    expect(text).toContain("This may tell about a few people: please do not share this outside your team.");
    const [picture, ...more] = card.blocks.filter((block) => block.kind === "picture");
    expect(more).toEqual([]);
    expect(picture).toMatchObject({ chart: { cycleId: await first(), chart: "prediction", audience: "team" } });
    const stranger = { do: "see-cycle" as const, cycle: await first() };
    expect(await said(house.as("pm", "HUB").press(stranger))).toBe(notYours);
  });

  it("says “do not share” for a small result that is not the last, and leads to its pictures where there is a result", async () => {
    await plan(house);
    expect(await said(house.command("lead", "cycle"))).not.toContain("See the chart");
    await report(house, { happened: "A start", result: "4 of 9" });
    await report(house, { happened: "More", result: "20 of 48" });
    const card = await said(house.command("lead", "cycle"));
    expect(card).toContain("- Jan 21: 44.4 % (4 of 9)\n- Jan 21: 41.7 % (20 of 48)\n[See the chart]");
    expect(card).toContain("please do not share this outside your team.");
    expect(card).not.toContain("What was learned");
    const action = buttonIn(await cardOf(house.command("lead", "cycle")), "See the chart");
    expect(await said(house.press("lead", action))).toContain("41.7");
  });

  it("is found however many were closed after it, five at a time", async () => {
    for (let nth = 1; nth <= 7; nth += 1) {
      if (nth === 1) await plan(house, { change: "Idea 1" });
      else {
        const { context } = await formOf(house.command("lead", "update"));
        await house.submit("lead", "update", context, { change: `Idea ${nth}`, prediction: "More" });
      }
      await report(house, { happened: "Done", next: "ready to study" });
      await report(house, { learned: `Learned ${nth}`, decision: "abandon", reason: "No" });
    }
    const ideas = (text: string) => [...text.matchAll(/Idea (\d)/g)].map(([, nth]) => Number(nth));
    const shown = await cardOf(house.command("lead", "cycle"));
    expect(ideas(cardAsText(shown))).toEqual([7, 6, 5, 4, 3]);
    const earlier = await cardOf(house.press("lead", buttonIn(shown, "Earlier")));
    expect(ideas(cardAsText(earlier))).toEqual([2, 1]);
    expect(cardAsText(earlier)).not.toContain("[Earlier]");
    const [oldest] = earlier.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])).slice(-1);
    if (oldest === undefined) throw new Error("no button");
    expect(await said(house.press("teacher", oldest.action))).toContain("“Learned 1”");
    const { context } = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", context, { change: "Idea 8", prediction: "More" });
    const open = await cardOf(house.command("lead", "cycle"));
    expect(ideas(cardAsText(open))).toEqual([8, 7, 6, 5, 4, 3]);
    expect(ideas(await said(house.press("lead", buttonIn(open, "Earlier"))))).toEqual([2, 1]);
    expect(await said(house.as("pm", "HUB").press({ do: "see-cycles", skip: 5 }))).not.toContain("Idea");
  });
});

function buttonIn({ blocks }: Card, label: string): Action {
  const all = blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  const found = all.find((one) => one.label === label);
  if (found === undefined) throw new Error(`no button “${label}”`);
  return found.action;
}
