import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, leaves } from "./neighbours.js";
import { at, everyRow, formOf, notYours, plan, report, said, updatesOf } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const second = (time: string) => `2026-02-04T${time}:00-08:00`;
/** The teacher's last day on the team is Tuesday, February 3. */
const lastDay = "2026-02-03T12:00:00-08:00";
const today = second("09:00");

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const teacher = () => house.as("teacher");

/** The teacher plans the cycle, so that it is hers, reports once, and types a text that she has not decided about. */
async function teachersCycle() {
  await house.at(at("21", "10:00"));
  const planning = await formOf(teacher().press({ do: "start-cycle", team: "team-1" }));
  await teacher().submit("update", planning.context, { change: "Exit tickets", prediction: "60 %" });
  const doing = await formOf(teacher().command("update"));
  await teacher().submit("update", doing.context, { happened: "They liked it", next: "keep testing" });
  await teacher().type("Nine of twelve", "m");
  await house.settle();
  const [draft] = await house.store.read((view) => view.cycles.openDrafts(network, "teacher"));
  const [, update] = await updatesOf(house);
  if (draft === undefined || update === undefined) throw new Error("nothing recorded");
  return { cycle: update.cycleId, update: update.id, draft: draft.id, form: doing.context };
}

describe("somebody who has left the team", () => {
  it("opens and changes nothing any more, and what she sends is not recorded", async () => {
    const { cycle, update, draft, form } = await teachersCycle();
    await leaves(house, "teacher", "2026-02-04");
    await house.at(today);
    const before = await everyRow(house);
    for (const action of [
      { do: "update", cycle } as const,
      { do: "start-cycle", team: "team-1" } as const,
      { do: "edit-update", update } as const,
      { do: "record-draft", draft, cycle } as const,
      { do: "see-team", team: "team-1" } as const,
    ])
      expect(await said(teacher().press(action)), action.do).toBe(notYours);
    const values = { happened: "After I left", next: "keep testing" };
    expect(await teacher().submit("update", form, values)).toEqual({ kind: "keep-form", errors: {}, notice: notYours });
    const change = { update, version: "1", stage: "do" };
    expect(await said(teacher().submit("update", change, values))).toBe(notYours);
    await house.settle();
    expect(await everyRow(house)).toEqual(before);
  });

  it("is shown the team no more, and can still let her own text go", async () => {
    const { draft } = await teachersCycle();
    await leaves(house, "teacher", "2026-02-04");
    await house.at(today);
    for (const word of ["status", "cycle", "mine", "problem", "convening", "update", "home"])
      expect(await said(teacher().command(word)), word).not.toMatch(/Exit tickets|Sample Valley|Spring convening/);
    expect(await said(teacher().command("status"))).toContain("You are not on a team yet.");
    await teacher().press({ do: "drop-draft", draft });
    expect(await house.store.read((view) => view.cycles.openDrafts(network, "teacher"))).toEqual([]);
  });

  it("is asked no more about the cycle that was hers: the lead is", async () => {
    await teachersCycle();
    await leaves(house, "teacher", "2026-02-04");
    const before = house.platform.seenBy("@teacher").length;
    await house.at(second("15:00"));
    expect(house.platform.seenBy("@teacher")).toHaveLength(before);
    expect(house.platform.seenBy("@lead").at(-1)).toContain("What have you seen since?");
  });

  it("belongs to the team until the end of her last day", async () => {
    const { cycle } = await teachersCycle();
    await leaves(house, "teacher", "2026-02-04");
    await house.at(lastDay);
    expect((await formOf(teacher().press({ do: "update", cycle }))).context.cycle).toBe(cycle);
    expect(await said(teacher().command("status"))).toContain("Exit tickets");
  });
});

describe("somebody who has not begun yet", () => {
  it("is not on the team before her first day", async () => {
    const { cycle } = await teachersCycle();
    await house.store.write(async (tables) => {
      const { memberships } = await tables.roster.load(network);
      const hers = memberships.filter((one) => one.personId === "teacher");
      await tables.roster.save(network, { memberships: hers.map((one) => ({ ...one, from: "2026-02-05" })) });
    });
    await house.at(second("15:00"));
    expect(await said(teacher().press({ do: "update", cycle }))).toBe(notYours);
    expect(house.platform.seenBy("@lead").at(-1)).toContain("What have you seen since?");
    await house.at("2026-02-05T09:00:00-08:00");
    expect((await formOf(teacher().press({ do: "update", cycle }))).context.cycle).toBe(cycle);
  });
});

describe("a program manager whose assignment has ended", () => {
  it("reads nothing of the team and gets no summary any more", async () => {
    await furnishSecondDistrict(house);
    const pm = house.as("pm", "HUB");
    await plan(house);
    expect(await said(pm.press({ do: "see-team", team: "team-1" }))).toContain("Exit tickets");
    await leaves(house, "pm", "2026-01-21");
    await report(house, { happened: "They liked it" });
    await house.at(at("21", "16:00"));
    expect(house.platform.seenBy("@pm")).toEqual([]);
    expect(await said(pm.press({ do: "see-team", team: "team-1" }))).toBe(notYours);
    for (const word of ["status", "update", "cycle", "convening", "home"])
      expect(await said(pm.command(word)), word).not.toMatch(/Sample Valley|Exit tickets|Spring convening/);
  });
});
