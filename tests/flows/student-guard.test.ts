import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FormValues } from "../../src/core/ui/form.js";
import { furnish, type House, openHouse } from "./house.js";
import { says } from "./introduction-scenes.js";
import { at, everyRow, formOf, notesIn, plan, updatesOf, valuesIn } from "./scenes.js";

let house: House;
const lead = "@lead";
const scope = { networkId: "network-1" };
const student = "Maria in 3rd grade read ten pages";
const another = "Maria in 3rd grade read ten pages. Diego in 4th grade cried.";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await plan(house);
  await house.at(at("21", "15:01"));
});
afterEach(() => house.close());

const audits = async () =>
  (await house.store.read((view) => view.events.auditOf(scope, 10))).filter(({ action }) => action.includes("student"));
const opens = () => formOf(house.command("lead", "update"));

describe("a form with words that look like a student", () => {
  it("stays open with all that she typed, and nothing of it is saved anywhere", async () => {
    const { context } = await opens();
    const held = await formOf(
      house.submit("lead", "update", context, { happened: student, result: "3 of 9", next: "keep testing" }),
    );
    expect(notesIn(held.form)[0]).toMatch(/^This looks like it may name a student \(“.*Maria.*”\)\./);
    expect(valuesIn(held.form)).toMatchObject({ happened: student, result: "3 of 9" });
    expect((await everyRow(house)).join()).not.toContain("Maria");
  });

  it("is taken when the name is out", async () => {
    const { context } = await opens();
    const held = await formOf(house.submit("lead", "update", context, { happened: student, next: "keep testing" }));
    const values = { happened: "One child read ten pages", next: "keep testing" };
    expect(await house.submit("lead", "update", held.context, values)).toEqual({ kind: "close-form" });
    expect(await audits()).toEqual([]);
  });

  it("is taken when she confirms, for just these words; who confirmed is kept, and not the words", async () => {
    const { context } = await opens();
    const held = await formOf(house.submit("lead", "update", context, { happened: student, next: "keep testing" }));
    const field = held.form.fields.find((one) => one.kind === "choice" && one.name === "notStudent");
    const mark = field?.kind === "choice" ? (field.options[0]?.value ?? "") : "";
    const more = { happened: another, next: "keep testing", notStudent: mark };
    expect(await house.submit("lead", "update", held.context, more)).toMatchObject({ kind: "show-form" });
    const sure = { happened: student, next: "keep testing", notStudent: mark };
    expect(await house.submit("lead", "update", held.context, sure)).toEqual({ kind: "close-form" });
    expect((await updatesOf(house)).at(-1)?.answers.happened).toBe(student);
    expect(await audits()).toMatchObject([{ actor: "lead", detail: null }]);
    expect(JSON.stringify(await audits())).not.toContain("Maria");
  });

  it("is any form: what a cycle measures, a problem, a commitment", async () => {
    const [cycle] = await house.store.read((view) => view.cycles.all(scope));
    const measure = await formOf(house.press("lead", { do: "add-measure", cycle: cycle?.id ?? "" }));
    const named = { kind: "outcome", name: student, unit: "percent", better: "up" };
    expect(await house.submit("lead", "measure", measure.context, named)).toMatchObject({ kind: "show-form" });
    const problem = await formOf(house.press("lead", { do: "edit-problem", team: "team-1" }));
    expect(await house.submit("lead", "problem", problem.context, { statement: student })).toMatchObject({
      kind: "show-form",
    });
    const commitment = await formOf(house.press("lead", { do: "add-commitment", team: "team-1" }));
    const what = { what: student, who: "team" };
    expect(await house.submit("lead", "commitment", commitment.context, what)).toMatchObject({ kind: "show-form" });
    expect((await everyRow(house)).join()).not.toContain("Maria");
  });
});

describe("a field that holds something already", () => {
  const opensProblem = () => formOf(house.press("lead", { do: "edit-problem", team: "team-1" }));
  const sends = async (values: FormValues) => {
    const { form, context } = await opensProblem();
    const left = Object.fromEntries(Object.entries(valuesIn(form)).filter(([, value]) => value !== undefined));
    return house.submit("lead", "problem", context, { ...(left as FormValues), ...values });
  };

  beforeEach(async () => {
    // Imported, or confirmed by a colleague.
    await says(house, 1, { text: student });
  });

  it("is not judged where she leaves it as it is, whatever the platform does to its ends", async () => {
    expect(valuesIn((await opensProblem()).form)).toMatchObject({ statement: student });
    expect(
      await sends({ statement: ` ${student}\r\n`, evidence: "Few read at home", why: "More is known" }),
    ).toMatchObject({
      kind: "close-form",
    });
  });

  it("is judged as soon as she changes it, and so is every other field", async () => {
    expect(await sends({ statement: `${student} again`, why: "More is known" })).toMatchObject({ kind: "show-form" });
    expect(await sends({ evidence: another, why: "More is known" })).toMatchObject({ kind: "show-form" });
  });
});

describe("a typed text that looks like a student", () => {
  const last = () => house.platform.seenBy(lead).at(-1) ?? "";
  const type = async (text: string, message = "m1") => {
    await house.type("lead", text, message);
    await house.settle();
  };

  it("is held in her own conversation: nothing is offered for it until she has looked", async () => {
    await type(student);
    expect(last()).toContain("This looks like it may name a student");
    expect(last()).toContain("[It is not a student] [No]");
    expect(last()).not.toContain("[Record]");
    const [draft] = await house.store.read((view) => view.cycles.openDrafts(scope, "lead"));
    const [cycle] = await house.store.read((view) => view.cycles.all(scope));
    const forged = {
      do: "record-draft" as const,
      draft: draft?.id ?? "",
      cycle: cycle?.id ?? "",
      stage: "do" as const,
    };
    expect(JSON.stringify(await house.press("lead", forged))).toContain("This looks like it may name a student");
    expect(await updatesOf(house)).toHaveLength(1);
  });

  it("is a draft like any other when she edits the name out, or confirms", async () => {
    await type(student);
    await house.as("lead").edit("m1", "One child read ten pages");
    await house.settle();
    expect(last()).toContain("[Record]");

    await type(student, "m2");
    await house.press("lead", house.platform.button(lead, "It is not a student"));
    await house.settle();
    await house.press("lead", house.platform.button(lead, "Record"));
    await house.settle();
    expect((await updatesOf(house)).at(-1)?.answers.happened).toBe(student);
    expect(await audits()).toHaveLength(1);
  });
});
