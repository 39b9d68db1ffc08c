import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, plan, report, said } from "./scenes.js";

let house: House;
const lead = "@lead";
const question = "What will you try first?";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const asked = () => house.platform.seenBy(lead).filter((text) => text.includes(question));

async function saysLater(): Promise<void> {
  await house.at(at("21", "15:00"));
  await house.press("lead", house.platform.button(lead, "Later"));
  await house.settle();
  expect(asked()).toEqual([]);
}

describe("a “later” that comes due while nobody is there to ask", () => {
  it("is not asked in the evening but on the next school day, at the same time", async () => {
    await saysLater();
    await house.at(at("22", "18:00"));
    await house.at(at("22", "23:00"));
    expect(asked()).toEqual([]);
    await house.at(at("23", "07:30"));
    await house.at(at("23", "14:59"));
    expect(asked()).toEqual([]);
    await house.at(at("23", "15:00"));
    await house.at(at("23", "15:20"));
    expect(asked()).toHaveLength(1);
  });

  it("is not asked from half past four on", async () => {
    await saysLater();
    await house.at(at("22", "16:30"));
    expect(asked()).toEqual([]);
  });

  it("is asked on the same day while it is still a school day's hour", async () => {
    await saysLater();
    await house.at(at("22", "16:20"));
    expect(asked()).toHaveLength(1);
  });

  it("waits over the weekend", async () => {
    await saysLater();
    await house.at(at("22", "18:00"));
    await house.at(at("23", "18:00"));
    await house.at(at("25", "18:00"));
    expect(asked()).toEqual([]);
    await house.at(at("26", "15:00"));
    expect(asked()).toHaveLength(1);
  });

  it("waits over days on which the schools are closed", async () => {
    await house.store.write(async (tables) => {
      const scope = { networkId: "network-1" };
      const { districts } = await tables.roster.load(scope);
      const closed = [{ from: "2026-01-23", to: "2026-01-26", name: "Snow" }];
      const calendar = { terms: [], closed, earlyRelease: [] };
      await tables.roster.save(scope, { districts: districts.map((one) => ({ ...one, calendar })) });
    });
    await saysLater();
    await house.at(at("22", "18:00"));
    await house.at(at("23", "15:00"));
    await house.at(at("26", "15:00"));
    expect(asked()).toEqual([]);
    await house.at(at("27", "15:00"));
    expect(asked()).toHaveLength(1);
  });
});

const scope = { networkId: "network-1" };
const hers = async () => (await house.store.read((view) => view.checkIns.promptsSince(scope, "2026-01-01")))[0];
const reminders = () => house.platform.seenBy(lead).filter((text) => text.includes("is still open"));
const status = () => said(house.as("pm", "HUB").command("status"));

describe("a question that is asked again", () => {
  /** Put off on Friday, asked again on Monday at three. */
  async function askedOnMonday(): Promise<void> {
    await house.at(at("21", "15:00"));
    await house.at(at("23", "10:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.at(at("26", "15:00"));
    expect(asked()).toHaveLength(1);
  }

  it("has a window of its own: nobody is said not to have answered what she was asked minutes ago", async () => {
    await askedOnMonday();
    await house.at(at("26", "15:10"));
    expect(await status()).not.toContain("not answered");
    await house.at(at("28", "15:01"));
    expect(await status()).toContain("1 has not answered: 1 classroom.");
  });

  it("is reminded of once, inside its new window", async () => {
    await askedOnMonday();
    await house.at(at("28", "11:23"));
    expect(reminders()).toEqual([]);
    await house.at(at("28", "11:24"));
    await house.at(at("28", "14:00"));
    expect(reminders()).toHaveLength(1);
  });

  it("is reminded of no second time when she puts it off after its reminder", async () => {
    await house.at(at("21", "15:00"));
    await house.at(at("23", "11:30"));
    expect(reminders()).toHaveLength(1);
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.at(at("26", "15:00"));
    expect(await hers()).toMatchObject({ state: "asked", remindAt: null, closesAt: new Date(at("28", "15:00")) });
    await house.at(at("28", "11:30"));
    expect(reminders()).toEqual([]);
    await house.press("lead", house.platform.button(lead, "Not this week"));
    await house.settle();
    expect(house.platform.seenBy(lead).filter((text) => text.includes("I will ask again on Monday"))).toHaveLength(1);
  });

  it("is reminded of no more when the next check-in has asked her", async () => {
    await house.at(at("21", "15:00"));
    await house.at("2026-02-02T10:00:00-08:00");
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.at("2026-02-03T15:00:00-08:00");
    await house.at("2026-02-04T15:00:00-08:00");
    await house.at("2026-02-05T11:30:00-08:00");
    expect(reminders()).toEqual([]);
    await house.at("2026-02-06T11:30:00-08:00");
    expect(reminders()).toHaveLength(1);
  });
});

describe("a question that is put off to one of her days away", () => {
  const away = async (awayFrom: string, awayUntil: string) => {
    const { context } = await formOf(house.command("lead", "settings"));
    const values = { askAt: "15:00", askMe: "yes", weekly: "4", awayFrom, awayUntil };
    expect(await house.submit("lead", "settings", context, values)).toMatchObject({ kind: "close-form" });
    await house.settle();
  };
  const told = () => house.platform.seenBy(lead).at(-1) ?? "";

  it("is asked on the first school day after them, and she is told so", async () => {
    await saysLater();
    expect(told()).toContain("I will ask again on Thursday, Jan 22 at 3 pm.");
    await away("2026-01-22", "2026-01-23");
    expect(told()).toContain("I will ask again on Monday, Jan 26 at 3 pm.");
    for (const day of ["22", "23"]) await house.at(at(day, "15:00"));
    expect(asked()).toEqual([]);
    await house.at(at("26", "15:00"));
    expect(asked()).toHaveLength(1);
    expect(await hers()).toMatchObject({ state: "asked", closesAt: new Date(at("28", "15:00")) });
  });

  it("is asked then also where her days were noted in another way, and where she put it off knowing of them", async () => {
    await saysLater();
    const days = { awayFrom: "2026-01-22", awayUntil: "2026-01-22" };
    await house.store.write(async (tables) => {
      const person = await tables.roster.person(scope, "lead");
      if (person !== undefined) await tables.roster.savePerson(scope, { ...person, ...days });
    });
    await house.at(at("22", "15:00"));
    expect(asked()).toEqual([]);
    expect(told()).toContain("I will ask again on Friday, Jan 23 at 3 pm.");
    await house.at(at("23", "15:00"));
    expect(asked()).toHaveLength(1);
    await away("2026-01-26", "2026-01-26");
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.settle();
    expect(house.platform.seenBy(lead).join()).toContain("I will ask again on Tuesday, Jan 27 at 3 pm.");
  });

  it("gives way to the next check-in where that comes before she is back", async () => {
    await saysLater();
    await away("2026-01-22", "2026-02-06");
    await house.at(at("22", "15:00"));
    expect(await hers()).toMatchObject({ state: "skipped", reason: "away" });
    expect(told()).toContain("I will not ask you until Friday, Feb 6 is over.");
    await house.at("2026-02-09T15:00:00-08:00");
    expect(asked()).toEqual([]);
  });

  it("is asked once where she is back on the day of the next check-in", async () => {
    await saysLater();
    await away("2026-01-22", "2026-02-03");
    await house.at(at("22", "15:00"));
    await house.at("2026-02-04T15:00:00-08:00");
    await house.at("2026-02-05T15:00:00-08:00");
    expect(asked()).toHaveLength(1);
  });
});

describe("a question about a commitment that is put off", () => {
  const promise = async (who: string, change: object = {}) => {
    await house.store.write(async (tables) => {
      const [rule] = await tables.checkIns.rules(scope);
      if (rule !== undefined)
        await tables.roster.save(scope, { rules: [{ ...rule, aroundConvenings: true, ...change }] });
    });
    await plan(house);
    const { context } = await formOf(house.press("lead", { do: "add-commitment", team: "team-1" }));
    await house.submit("lead", "commitment", context, { what: "Print the tickets", who });
    await house.at("2026-02-24T15:00:00-08:00");
    await house.press(who, house.platform.button(`@${who}`, "Later"));
    await house.settle();
  };
  const isAway = (id: string, awayFrom: string | null, awayUntil: string | null) =>
    house.store.write(async (tables) => {
      const person = await tables.roster.person(scope, id);
      if (person !== undefined) await tables.roster.savePerson(scope, { ...person, awayFrom, awayUntil });
    });
  const asking = (who: string) => house.platform.seenBy(`@${who}`).filter((text) => text.includes("[Still on it]"));

  it("waits for her also where her team is asked before she is back", async () => {
    await promise("teacher");
    await isAway("teacher", "2026-02-25", "2026-03-13");
    for (const day of ["02-25T15:00:00-08", "03-04T15:00:00-08", "03-11T15:00:00-07"]) await house.at(`2026-${day}:00`);
    expect(asking("teacher")).toEqual([]);
    expect(house.platform.seenBy("@teacher").at(-1)).toContain("I will ask again on Monday, Mar 16 at 3 pm.");
    await house.at("2026-03-16T15:00:00-07:00");
    expect(asking("teacher")).toHaveLength(1);
  });

  it("does not give way to a question that leaves the commitment out, and asks nothing else beside it", async () => {
    await promise("lead");
    await isAway("lead", "2026-02-25", "2026-03-10");
    await house.at("2026-02-25T15:00:00-08:00");
    await house.at("2026-03-11T15:00:00-07:00");
    expect(asking("lead")).toHaveLength(1);
    expect(asking("lead").join()).not.toContain("what have you seen since");
    expect(house.platform.seenBy(lead).filter((text) => text.includes("Exit tickets\n"))).toHaveLength(1);
  });

  it("is asked when she is back where nobody knew when that would be, and she is told so", async () => {
    await promise("teacher");
    await isAway("teacher", "2026-02-25", null);
    for (const day of ["02-25", "02-26", "03-04"]) await house.at(`2026-${day}T15:00:00-08:00`);
    expect(house.platform.seenBy("@teacher").at(-1)).toContain("I will ask again when you are back.");
    await isAway("teacher", null, null);
    await house.at("2026-03-05T15:00:00-08:00");
    expect(asking("teacher")).toHaveLength(1);
  });
});

describe("a “later”", () => {
  it("names no day where she is away from then on and has not said until when", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await house.store.write(async (tables) => {
      const person = await tables.roster.person(scope, "lead");
      if (person !== undefined)
        await tables.roster.savePerson(scope, { ...person, awayFrom: "2026-02-05", awayUntil: null });
    });
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("I will ask again when you are back.");
  });

  it("is not asked any more once she has recorded something by herself", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await house.press("lead", house.platform.button(lead, "Later"));
    await report(house, { happened: "Said by myself" });
    const before = house.platform.seenBy(lead).length;
    await house.at("2026-02-05T15:00:00-08:00");
    expect(house.platform.seenBy(lead)).toHaveLength(before);
  });
});
