import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followTimeZones } from "../../src/app/follow-time-zones.js";
import { importNetwork } from "../../src/app/import-network.js";
import { tick } from "../../src/app/tick.js";
import { readNetworkFile } from "../../src/network-file/read.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, said } from "./scenes.js";

let house: House;
const lead = "@lead";
const scope = { networkId: "network-1" };
const hello = "Hello from Throughline";
const question = "What will you try first?";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const asked = () => house.platform.seenBy(lead).filter((text) => text.includes(question));
const greeted = () => house.platform.seenBy(lead).filter((text) => text.includes(hello));
const slots = async () =>
  (await house.store.read((view) => view.checkIns.slotsSince(scope, "2000-01-01"))).map((one) => [
    one.localDate,
    one.state,
    one.reason,
  ]);
const pending = async () =>
  (await house.store.read((view) => view.outbox.list(scope, { states: ["pending"] })))
    .map((one) => [one.kind, one.notBefore.toISOString(), one.expiresAt?.toISOString()])
    .sort();

/** As `throughline import` does it. */
async function imports(text: string): Promise<void> {
  const read = readNetworkFile(Buffer.from(text), "network.yaml");
  const outcome = await importNetwork(house.store, read, { now: house.now(), dryRun: false });
  if (outcome.outcome !== "imported") throw new Error(JSON.stringify(outcome));
}

const rule = (weekday: string, time: string, everyWeeks = 2) =>
  imports(`
teams:
  - district: Sample Valley Unified (sample)
    collaboration: Early math
    check_in: { weekday: ${weekday}, at: "${time}", every_weeks: ${everyWeeks} }
`);
const closes = (from: string, to: string) =>
  imports(`
districts:
  - name: Sample Valley Unified (sample)
    kind: district
    time_zone: America/Los_Angeles
    calendar: { closed: [{ from: ${from}, to: ${to}, name: Snow }] }
`);

const pause = (paused: boolean) =>
  house.store.write(async (tables) => {
    const [team] = (await tables.roster.load(scope)).teams;
    if (team !== undefined) await tables.roster.save(scope, { teams: [{ ...team, paused }] });
  });

describe("a rule that is edited while its question waits", () => {
  it("moves the question and its hello to the new time, and asks once", async () => {
    await house.at(at("21", "08:00"));
    await rule("wednesday", "10:00");
    expect(await pending()).toEqual([
      ["check-in", "2026-01-21T18:00:00.000Z", "2026-01-22T00:30:00.000Z"],
      ["welcome", "2026-01-21T18:00:00.000Z", "2026-01-22T00:30:00.000Z"],
    ]);
    await house.at(at("21", "09:59"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    for (const time of ["10:00", "10:20", "15:00", "16:00"]) await house.at(at("21", time));
    expect([greeted().length, asked().length]).toEqual([1, 1]);
  });

  it("asks at once when the new time has just passed", async () => {
    await house.at(at("21", "11:00"));
    await rule("wednesday", "09:00");
    await house.settle();
    expect(asked()).toHaveLength(1);
  });

  it("skips it, with the reason, when the new time is hours ago", async () => {
    await house.at(at("21", "12:30"));
    await rule("wednesday", "08:00");
    for (const time of ["12:31", "15:00"]) await house.at(at("21", time));
    expect([greeted(), asked()]).toEqual([[], []]);
    const [prompt] = await house.store.read((view) => view.checkIns.promptsSince(scope, "2026-01-21"));
    expect(prompt).toMatchObject({ state: "skipped", reason: "too late in the day" });
    // The hello was not lost with it.
    await house.at("2026-02-04T08:00:00-08:00");
    expect([greeted().length, asked().length]).toEqual([1, 1]);
  });

  it("asks on the new day instead, with the hello, and once", async () => {
    await house.at(at("21", "08:00"));
    await rule("thursday", "15:00");
    expect([await slots(), await pending()]).toEqual([[], []]);
    await house.at(at("21", "15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    for (const [day, time] of [
      ["22", "15:00"],
      ["22", "15:20"],
      ["23", "15:00"],
    ] as const)
      await house.at(at(day, time));
    expect([greeted().length, asked().length]).toEqual([1, 1]);
    expect(await slots()).toEqual([["2026-01-22", "open", null]]);
  });

  it("is as it was when it is edited back on the same day", async () => {
    await house.at(at("21", "08:00"));
    await rule("thursday", "15:00");
    await house.at(at("21", "08:10"));
    await rule("wednesday", "15:00");
    for (const [day, time] of [
      ["21", "08:20"],
      ["21", "15:00"],
      ["22", "15:00"],
    ] as const)
      await house.at(at(day, time));
    expect([greeted().length, asked().length]).toEqual([1, 1]);
  });

  it("does not ask again in the week in which it has asked, on whatever day it asks from now on", async () => {
    await house.at(at("21", "15:00"));
    expect(asked()).toHaveLength(1);
    await rule("friday", "15:00", 1);
    for (const day of ["22", "23"]) await house.at(at(day, "15:00"));
    expect(asked()).toHaveLength(1);
    await house.at(at("30", "15:00"));
    expect(asked()).toHaveLength(2);
  });

  it("does not call a day missed on which the old rule never asked", async () => {
    await house.at(at("21", "15:00"));
    await house.at("2026-02-11T09:00:00-08:00");
    const before = await slots();
    await rule("tuesday", "15:00", 1);
    await house.at("2026-02-11T09:10:00-08:00");
    const [marker, ...more] = (await slots()).slice(before.length);
    expect(more).toEqual([]);
    expect(marker).toEqual(["2026-02-10", "skipped", "the check-in was moved"]);
  });

  it("records what it missed before the edit as missed, and says so in the status of the team and its program manager", async () => {
    // The program sleeps over two slots; the rule is edited before it wakes.
    house.setNow("2026-02-10T09:00:00-08:00");
    await rule("thursday", "15:00");
    await house.at("2026-02-10T09:10:00-08:00");
    expect((await slots()).filter(([, , reason]) => reason === "missed").map(([date]) => date)).toEqual([
      "2026-01-21",
      "2026-02-04",
    ]);
    const line = "I did not get to ask: Feb 4, Jan 21.";
    expect(await said(house.command("lead", "status"))).toContain(line);
    expect(await said(house.as("pm", "HUB").command("status"))).toContain(line);
  });
});

describe("a team that pauses", () => {
  it("is told of no slot of its pause as missed when it goes on", async () => {
    await pause(true);
    for (const day of ["2026-01-21", "2026-02-04", "2026-02-18"])
      for (const time of ["15:05", "16:35"]) await house.at(`${day}T${time}:00-08:00`);
    await pause(false);
    await house.at("2026-02-20T10:00:00-08:00");
    expect(await slots()).toEqual(
      ["2026-01-21", "2026-02-04", "2026-02-18"].map((date) => [date, "skipped", "the team is paused"]),
    );
    expect(await said(house.command("lead", "status"))).not.toContain("I did not get to ask");
    expect(house.platform.seenBy(lead)).toEqual([]);
    await house.at("2026-03-04T15:00:00-08:00");
    expect(asked()).toHaveLength(1);
  });

  it("and goes on before the day's contact hours end is asked on that day", async () => {
    await pause(true);
    await house.at(at("21", "12:00"));
    await pause(false);
    await house.at(at("21", "15:00"));
    expect(asked()).toHaveLength(1);
  });
});

describe("a calendar that is edited", () => {
  it("takes back the question of a day that is closed now", async () => {
    await house.at(at("21", "08:00"));
    await closes("2026-01-21", "2026-01-21");
    for (const time of ["15:00", "16:00"]) await house.at(at("21", time));
    expect([house.platform.seenBy(lead), await slots()]).toEqual([[], []]);
    await house.at("2026-02-04T15:00:00-08:00");
    expect([greeted().length, asked().length]).toEqual([1, 1]);
  });

  describe("and opened again on the same day, asks whoever was to be asked", () => {
    const openAgain = () => closes("2026-03-02", "2026-03-02");
    const prompts = async () =>
      (await house.store.read((view) => view.checkIns.promptsSince(scope, "2026-01-21"))).map((one) => [
        one.personId,
        one.state,
        one.reason,
      ]);
    const change = (weeklyMessages: number | null) =>
      house.store.write(async (tables) => {
        const person = await tables.roster.person(scope, "lead");
        if (person !== undefined) await tables.roster.savePerson(scope, { ...person, weeklyMessages });
      });

    it("although she had said stop for a while", async () => {
      await house.at(at("21", "08:00"));
      await house.press("lead", { do: "mute" });
      expect(await prompts()).toEqual([["lead", "skipped", "muted"]]);
      await closes("2026-01-21", "2026-01-21");
      expect(await slots()).toEqual([]);
      await openAgain();
      await house.press("lead", { do: "unmute" });
      await house.at(at("21", "15:00"));
      expect([greeted().length, asked().length]).toEqual([1, 1]);
      expect(await prompts()).toEqual([["lead", "asked", null]]);
    });

    it("although her week was full when it was closed, unless it still is", async () => {
      await change(0);
      await house.at(at("21", "08:00"));
      const full = [["lead", "skipped", "her week was full"]];
      expect(await prompts()).toEqual(full);
      await closes("2026-01-21", "2026-01-21");
      await openAgain();
      await house.at(at("21", "08:20"));
      expect(await prompts()).toEqual(full);
      await closes("2026-01-21", "2026-01-21");
      await change(null);
      await openAgain();
      await house.at(at("21", "15:00"));
      expect([greeted().length, asked().length]).toEqual([1, 1]);
      expect(await prompts()).toEqual([["lead", "asked", null]]);
    });
  });

  it("moves a “later” to the next day with school", async () => {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await closes("2026-01-22", "2026-01-23");
    for (const day of ["22", "23"]) await house.at(at(day, "15:00"));
    expect(asked()).toEqual([]);
    for (const time of ["15:00", "15:20"]) await house.at(at("26", time));
    expect(asked()).toHaveLength(1);
  });
});

describe("an edit that comes between what a heartbeat reads and what it writes", () => {
  /** A heartbeat of which another process is faster by one edit. */
  async function overtaken(edit: () => Promise<unknown>): Promise<void> {
    let edited = false;
    const write: typeof house.store.write = async (work, brief) => {
      if (!edited) {
        edited = true;
        await edit();
      }
      return house.store.write(work, brief);
    };
    await tick({ ...house.app, store: { ...house.store, write } });
    expect(edited).toBe(true);
  }
  const edits: Record<string, () => Promise<unknown>> = {
    "the day is closed": () => closes("2026-01-21", "2026-01-21"),
    "the rule asks on Friday": () => rule("friday", "15:00"),
    "the team is paused": () => pause(true),
  };

  for (const [name, edit] of Object.entries(edits)) {
    it(`is followed where ${name}: nothing is opened on that day`, async () => {
      house.setNow(at("21", "09:00"));
      await overtaken(edit);
      expect(await pending()).toEqual([]);
      await house.at(at("21", "15:00"));
      expect([asked(), greeted(), (await slots()).filter(([, state]) => state === "open")]).toEqual([[], [], []]);
    });
  }

  it("is followed where the time of day is another: the next beat asks at that", async () => {
    house.setNow(at("21", "09:00"));
    await overtaken(() => rule("wednesday", "10:00"));
    expect(await slots()).toEqual([]);
    await house.at(at("21", "09:01"));
    await house.at(at("21", "10:00"));
    expect([asked().length, greeted().length]).toEqual([1, 1]);
  });
});

describe("a time of day that she chooses", () => {
  async function chooses(askAt: string): Promise<void> {
    const { context } = await formOf(house.command("lead", "settings"));
    expect(await house.submit("lead", "settings", context, { askAt, askMe: "yes" })).toMatchObject({
      kind: "close-form",
    });
  }

  it("holds for the question of the day that waits, and for what she put off", async () => {
    await house.at(at("21", "08:00"));
    await chooses("09:30");
    await house.at(at("21", "09:30"));
    expect(asked()).toHaveLength(1);
    await house.press("lead", house.platform.button(lead, "Later"));
    await chooses("13:00");
    await house.at(at("22", "09:30"));
    expect(asked()).toHaveLength(0);
    for (const time of ["13:00", "15:00"]) await house.at(at("22", time));
    expect(asked()).toHaveLength(1);
  });

  it("does not bring back a question that has left", async () => {
    await house.at(at("21", "15:00"));
    await chooses("16:00");
    await house.at(at("21", "16:00"));
    expect(asked()).toHaveLength(1);
  });
});

describe("other time zone data than the stored instants were reckoned with", () => {
  /** As if the old data had been an hour off. */
  async function wronglyReckoned(): Promise<void> {
    const hour = 3_600_000;
    await house.store.write(async (tables) => {
      for (const { id, notBefore, expiresAt } of await tables.outbox.list(scope, { states: ["pending"] })) {
        const ends = expiresAt && new Date(expiresAt.getTime() + hour);
        await tables.outbox.reschedule(scope, id, { notBefore: new Date(notBefore.getTime() + hour), expiresAt: ends });
      }
      for (const prompt of await tables.checkIns.promptsSince(scope, "2026-01-20")) {
        const againAt = prompt.againAt && new Date(prompt.againAt.getTime() + hour);
        await tables.checkIns.savePrompt(scope, { ...prompt, askAt: new Date(prompt.askAt.getTime() + hour), againAt });
      }
    });
  }

  it("has the question of the day and what was put off reckoned anew from local date and time, once", async () => {
    await followTimeZones(house.app, "2025b");
    await house.at(at("21", "08:00"));
    const right = await pending();
    await wronglyReckoned();
    expect(await pending()).not.toEqual(right);
    await followTimeZones(house.app, "2025b");
    expect(await pending()).not.toEqual(right);
    await followTimeZones(house.app, "2026a");
    expect(await pending()).toEqual(right);
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    const againAt = () => house.store.read((view) => view.checkIns.nextAgain(house.now()));
    expect((await againAt())?.toISOString()).toBe("2026-01-22T23:00:00.000Z");
    await wronglyReckoned();
    await followTimeZones(house.app, "2026b");
    expect((await againAt())?.toISOString()).toBe("2026-01-22T23:00:00.000Z");
    for (const time of ["15:00", "15:20"]) await house.at(at("22", time));
    expect([greeted().length, asked().length]).toEqual([1, 1]);
    expect(await house.store.read((view) => view.settings.get("tz data"))).toBe("2026b");
  });

  it("does not touch what has left, and calls nothing missed or moved", async () => {
    await followTimeZones(house.app, "2025b");
    await house.at(at("21", "15:00"));
    const before = [await slots(), house.platform.seenBy(lead)];
    await followTimeZones(house.app, "2026a");
    await house.at(at("21", "15:10"));
    expect([await slots(), house.platform.seenBy(lead)]).toEqual(before);
  });
});
