import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { member, person, rule, team } from "../../scripts/gallery/examples.js";
import { tick } from "../../src/app/tick.js";
import { askingIn } from "./asking-scenes.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, notYours, plan, report, said } from "./scenes.js";

let house: House;
const lead = "@lead";
const scope = { networkId: "network-1" };
const asked = "What will you try first?";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const { hers, press, last, rhythm } = askingIn(() => house);

describe("an answer without an update", () => {
  it("is “nothing new” in one tap, and names the next time", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await press("Nothing new");
    expect(last()).toContain("Noted: nothing new. I will ask again on Wednesday, Feb 18.");
    expect((await hers()).at(-1)).toMatchObject({ state: "nothing new", remindAt: null });
    expect(await press("Record something")).toMatchObject({ kind: "show-form" });
  });

  it("is “not this week” in one tap, and its reason in one more, only if she likes", async () => {
    await house.at(at("21", "15:00"));
    await press("Not this week");
    expect((await hers())[0]).toMatchObject({ state: "not this week", reason: null });
    expect(last()).toContain("What is in the way? Only if you like");
    await press("Waiting for data");
    expect(last()).toContain("Noted: waiting for data. I will ask again on Wednesday, Feb 4.");
    expect((await hers())[0]).toMatchObject({ state: "not this week", reason: "waiting for data", note: null });
  });

  it("says in her own words what else is in the way", async () => {
    await house.at(at("21", "15:00"));
    await press("Not this week");
    const { context } = await formOf(press("Something else"));
    const values = { reason: "other", note: "The hall is flooded" };
    expect(await house.submit("lead", "why-not", context, values)).toEqual({ kind: "close-form" });
    expect((await hers())[0]).toMatchObject({ reason: "other", note: "The hall is flooded" });
    await house.settle();
    expect(last()).toContain("Noted: something else.");
  });

  it("is read where the form says: by the team's lead and the program manager, small numbers left out for her", async () => {
    await plan(house);
    await house.store.write(async (tables) => {
      await tables.roster.save(scope, { memberships: [member(person("principal"), { level: "school" }).membership] });
    });
    const [cycle] = await house.store.read((view) => view.cycles.all(scope));
    const { context: details } = await formOf(house.press("lead", { do: "plan-details", cycle: cycle?.id ?? "" }));
    await house.submit("lead", "plan-details", details, { testers: ["teacher"] });
    await house.at("2026-02-04T15:00:00-08:00");
    await press("Not this week", "teacher");
    const { context } = await formOf(press("Something else", "teacher"));
    await house.submit("teacher", "why-not", context, { reason: "other", note: "Only 4 of 9 were there" });
    expect(await said(house.command("lead", "status"))).toContain(
      "Teacher teacher, not this week:\n“Only 4 of 9 were there”",
    );
    const coached = await said(house.as("pm", "HUB").press({ do: "see-team", team: "team-1" }));
    expect(coached).toContain("From the classroom, not this week:\n“Only … were there”");
    expect(coached).toContain("Numbers about few people show as …");
    const others = [house.command("teacher", "status"), house.command("principal", "status")];
    for (const reply of others) expect(await said(reply)).not.toContain("were there");
    expect(house.platform.seenBy("C1").join()).not.toContain("were there");
  });

  it("takes her days away with it: nobody asks her until she is back, and a date that has passed does not fit", async () => {
    await house.at(at("21", "15:00"));
    await press("Not this week");
    const { context } = await formOf(press("Away"));
    const send = (awayUntil: string) => house.submit("lead", "why-not", context, { reason: "away", awayUntil });
    expect(await send("2026-01-20")).toMatchObject({ kind: "keep-form", errors: { awayUntil: expect.any(String) } });
    expect(await send("2026-02-04")).toMatchObject({ kind: "close-form" });
    const before = house.platform.seenBy(lead).length;
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead)).toHaveLength(before);
    expect((await hers()).at(-1)).toMatchObject({ state: "skipped", reason: "away" });
    await house.at("2026-02-18T15:00:00-08:00");
    expect(last()).toContain(asked);
  });

  it("keeps her days away also where she has answered the question meanwhile", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await press("Not this week");
    const { context } = await formOf(press("Away"));
    const update = await formOf(press("Record something"));
    await house.submit("lead", "update", update.context, { happened: "Something after all", next: "keep testing" });
    const values = { reason: "away", awayUntil: "2026-02-20" };
    expect(await house.submit("lead", "why-not", context, values)).toMatchObject({ kind: "close-form" });
    expect(await house.store.read((view) => view.roster.person(scope, "lead"))).toMatchObject({
      awayUntil: "2026-02-20",
    });
    expect((await hers()).at(-1)).toMatchObject({ state: "answered" });
  });

  it("is nobody's to give for her", async () => {
    await house.at(at("21", "15:00"));
    const [prompt] = await hers();
    const forged = { do: "why-not" as const, prompt: prompt?.id ?? "", reason: "testing" as const };
    expect(await said(house.press("teacher", forged))).toBe(notYours);
    expect(await said(house.press("teacher", { do: "nothing-new", prompt: prompt?.id ?? "" }))).toBe(notYours);
    expect((await hers())[0]).toMatchObject({ state: "asked", reason: null });
  });
});

describe("a reminder", () => {
  const reminders = (who = lead) => house.platform.seenBy(who).filter((text) => text.includes("is still open"));

  it("comes once, when most of two school days are over, to who has not answered", async () => {
    await house.at(at("21", "15:00"));
    await house.at(at("23", "11:23"));
    expect(reminders()).toEqual([]);
    await house.at(at("23", "11:24"));
    await house.at(at("23", "13:00"));
    await house.at(at("26", "09:00"));
    expect(reminders()).toHaveLength(1);
  });

  it("does not come to who has answered, put it off, muted, or whose team pauses", async () => {
    const answers = ["Nothing new", "Later", "Mute", "Not this week"];
    await plan(house);
    let week = Date.parse("2026-02-04T15:00:00-08:00");
    for (const answer of answers) {
      await house.at(new Date(week).toISOString());
      await press(answer);
      await house.at(new Date(week + 44.5 * 3_600_000).toISOString());
      expect([answer, reminders()]).toEqual([answer, []]);
      if (answer === "Mute") await house.press("lead", { do: "unmute" });
      week += 14 * 24 * 3_600_000;
    }
  });

  it("asks no more once she has answered: it shows what was recorded", async () => {
    await plan(house);
    await house.at("2026-02-04T15:00:00-08:00");
    await house.at("2026-02-06T11:30:00-08:00");
    expect(reminders()).toHaveLength(1);
    await report(house, { happened: "A good week", result: "25 of 45" });
    expect(reminders()).toEqual([]);
    expect(last()).toContain("A good week");
  });

  it("is left out where her week has no room for it", async () => {
    const { context } = await formOf(house.command("lead", "settings"));
    await house.submit("lead", "settings", context, { askAt: "15:00", askMe: "yes", weekly: "1" });
    await house.at(at("21", "15:00"));
    await house.at(at("23", "12:00"));
    expect(reminders()).toEqual([]);
    expect((await hers())[0]).toMatchObject({ state: "asked", remindAt: null });
  });

  /** Two messages a week; her first team asks on Mondays, another on Fridays while `active`. */
  const twoTeams = async (active: boolean) => {
    const { context } = await formOf(house.command("lead", "settings"));
    await house.submit("lead", "settings", context, { askAt: "15:00", askMe: "yes", weekly: "2" });
    await rhythm({ weekday: 1, anchor: at("26", "15:00").slice(0, 10) });
    const other = { ...member(person("lead"), { id: "second", teamId: "team-2" }).membership };
    const fridays = {
      ...rule,
      id: "rule-2",
      teamId: "team-2",
      weekday: 5,
      everyWeeks: 1,
      anchor: "2026-01-26",
      active,
    };
    await house.store.write((tables) =>
      tables.roster.save(scope, {
        teams: [{ ...team, id: "team-2", name: "Second team" }],
        memberships: [{ ...other, lead: true }],
        rules: [fridays],
      }),
    );
    for (const time of [at("26", "15:00"), at("28", "11:24"), at("28", "16:00"), at("30", "15:00")])
      await house.at(time);
    return { asked: (await hers()).map(({ teamId, state }) => `${teamId} ${state}`), reminded: reminders().length };
  };

  it("never takes the place of a question that another of her teams puts later in the week", async () => {
    expect(await twoTeams(true)).toEqual({ asked: ["team-1 asked", "team-2 asked"], reminded: 0 });
  });

  it("comes where no other question does", async () => {
    expect(await twoTeams(false)).toEqual({ asked: ["team-1 asked"], reminded: 1 });
  });

  it("does not come half an hour after it was due", async () => {
    await house.at(at("21", "15:00"));
    house.setNow(at("23", "11:24"));
    await tick(house.app);
    await house.deliverOnce(at("23", "11:55"));
    expect(reminders()).toEqual([]);
  });
});

describe("who tests a cycle", () => {
  it("is asked about her part, weekly while the test is under way, and can say that nothing is new", async () => {
    await rhythm({ weeklyInDo: true });
    await plan(house);
    const id = (await house.store.read((view) => view.cycles.all(scope)))[0]?.id ?? "";
    const { context } = await formOf(house.press("lead", { do: "plan-details", cycle: id }));
    await house.submit("lead", "plan-details", context, { testers: ["teacher"] });
    await house.press("lead", { do: "start-test", cycle: id });
    await house.at(at("28", "15:00"));
    expect(last("@teacher")).toContain("You test it. What have you seen in your part?");
    await press("Nothing new", "teacher");
    expect((await hers("teacher")).at(-1)).toMatchObject({ part: "tester", state: "nothing new" });
  });
});
