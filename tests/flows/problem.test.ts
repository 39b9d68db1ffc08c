import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FormValues } from "../../src/core/ui/form.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, notesIn, notYours, plan, said, valuesIn } from "./scenes.js";

let house: House;
const scope = { networkId: "network-1" };
const seeAll = { do: "see-problem", team: "team-1" } as const;
const edit = { do: "edit-problem", team: "team-1" } as const;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const current = async () => (await house.store.read((view) => view.cycles.problems(scope, "team-1")))[0]?.current;
const opens = (who = "lead") => formOf(house.press(who, edit));
const sends = (who: string, context: Record<string, string>, values: FormValues) =>
  house.submit(who, "problem", context, values);

const asking = { statement: "", focusArea: "D and F rates", studentGroups: "English learners, grade 9" };
const found = { ...asking, statement: "Students pass the tests and fail the course", evidence: "120 of 410 in fall" };

describe("a problem of practice", () => {
  it("begins in the learning zone, and is described when the team sees it, with who, when and why", async () => {
    expect(await said(house.command("teacher", "problem"))).toContain("Your team is in the learning zone");
    const first = await opens();
    expect(Object.keys(valuesIn(first.form))).toEqual(["statement", "focusArea", "studentGroups", "evidence"]);
    await sends("lead", first.context, asking);
    expect(await current()).toMatchObject({
      statement: null,
      studentGroups: ["English learners", "grade 9"],
      version: 1,
    });
    expect(await said(house.command("lead", "problem"))).toContain("learning zone");

    await house.at(at("22", "10:00"));
    const second = await opens("teacher");
    expect(await sends("teacher", second.context, found)).toEqual({
      kind: "keep-form",
      errors: { why: expect.any(String) },
    });
    await sends("teacher", second.context, { ...found, why: "The interviews pointed to grading" });
    const card = await said(house.press("lead", seeAll));
    expect(card).toContain(found.statement);
    expect(card).toContain("Version 2, Jan 22, Teacher teacher: The interviews pointed to grading");
    expect(card).toContain("It serves the collaboration's aim: Every student ready");
    const history = await said(house.press("lead", { do: "problem-history", team: "team-1" }));
    expect(history).toMatch(/Version 2[\s\S]*Version 1, Jan 20, Teacher lead/);
  });

  it("keeps what the shorter form did not ask, and its other facts with a form of their own", async () => {
    await sends("lead", (await opens()).context, found);
    const more = await formOf(house.press("lead", { do: "problem-more", team: "team-1" }));
    const values = {
      gradeBands: "8, 9",
      rootCauses: "Homework counts half\nLate work counts zero",
      dashboardColor: "orange",
    };
    await house.submit("lead", "problem-more", more.context, { ...values, why: "What we know by now" });
    expect(await current()).toMatchObject({
      statement: found.statement,
      gradeBands: ["8", "9"],
      rootCauses: ["Homework counts half", "Late work counts zero"],
      dashboardColor: "orange",
      version: 2,
    });
    expect(await said(house.press("lead", seeAll))).toContain("Color on the state dashboard: Orange");
  });

  it("keeps the words of both who change it at once: the second sees the first", async () => {
    await sends("lead", (await opens()).context, found);
    const [leads, teachers] = [await opens("lead"), await opens("teacher")];
    await sends("lead", leads.context, { ...found, statement: "Grades hide what they know", why: "Closer to it" });
    const mine = { ...found, statement: "Homework decides the grade", why: "We counted" };
    const kept = await formOf(sends("teacher", teachers.context, mine));
    expect(notesIn(kept.form)[0]).toContain("Grades hide what they know");
    expect(valuesIn(kept.form)).toMatchObject({ statement: mine.statement, why: "We counted" });
    expect(await sends("teacher", kept.context, mine)).toMatchObject({ kind: "close-form" });
    expect(await current()).toMatchObject({ statement: mine.statement, version: 3 });
  });

  it("is what a new cycle works on", async () => {
    await sends("lead", (await opens()).context, found);
    await plan(house);
    const [cycle] = await house.store.read((view) => view.cycles.all(scope));
    expect(cycle?.problemId).toBe((await current())?.problemId);
  });

  it("is read by its program manager, a line a team, and changed by nobody outside of the team", async () => {
    await sends("lead", (await opens()).context, found);
    const pm = house.as("pm", "HUB");
    expect(await said(pm.command("problem"))).toContain(found.statement);
    expect(await said(pm.press(edit))).toBe(notYours);
    expect(await said(pm.submit("problem", { team: "team-1", seen: "1" }, { ...found, why: "x" }))).toBe(notYours);
    expect(await said(pm.press({ do: "problem-history", team: "team-1" }))).toBe(notYours);
    expect(await said(pm.press(seeAll))).toBe(notYours);
    expect(await current()).toMatchObject({ version: 1 });
  });

  it("is read outside without what it says about few, and a share of many stands", async () => {
    const few = "Only 12 % of our newcomers, a group of 8, read at grade level; passed: 1, failed: 7. 42 % of 310 do.";
    await sends("lead", (await opens()).context, { ...found, statement: few });
    const shown = await said(house.as("pm", "HUB").command("problem"));
    expect(shown).toContain("Only … of our newcomers, a …, read at grade level; …, …. 42 % of 310 do.");
    expect(shown).toContain("Numbers about few people show as …");
    expect(await said(house.command("teacher", "problem"))).toContain(few);
  });
});
