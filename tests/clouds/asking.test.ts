import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle } from "../../scripts/gallery/examples.js";
import type { SchoolCalendar } from "../../src/core/calendar/model.js";
import { at } from "../flows/scenes.js";
import { bothClouds, type TwoHouses, type Who } from "./two-houses.js";

const scope = { networkId: "network-1" };
const title = "Exit tickets";
const asks = { lead: "What have you seen since?", teacher: "What have you seen in your part?" };
const firstTime = at("21", "15:00");
const secondTime = "2026-02-04T15:00:00-08:00";
const thirdTime = "2026-02-18T15:00:00-08:00";

/** The lead owns a cycle whose test is under way, the teacher tests it: every second Wednesday at three both are asked. */
async function testing(open: (typeof bothClouds)[number]["open"]): Promise<TwoHouses> {
  const town = await open(at("20", "09:00"));
  const tested = cycle({ ownerId: "lead", testers: ["teacher"], title, dueOn: "2026-03-25" });
  await town.house.store.write((tables) => tables.cycles.save(scope, tested, 0));
  return town;
}

describe.each(bothClouds)("a question on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await testing(open);
  }, 20_000);
  afterEach(() => town.close());

  /** How often the question, as a question, stands before her now. */
  const asked = (who: "lead" | "teacher") => town[who].reads().filter((text) => text.includes(asks[who])).length;
  const latest = (who: Who) => town[who].sees().at(-1);
  const has = (who: Who, words: string) => town[who].reads().filter((text) => text.includes(words)).length;
  const prompts = async (who: Who) =>
    (await town.house.store.read((view) => view.checkIns.promptsSince(scope, "2026-01-01")))
      .filter(({ personId }) => personId === who)
      .sort((a, b) => a.askAt.getTime() - b.askAt.getTime());

  const closes = (closed: SchoolCalendar["closed"], earlyRelease: string[]) =>
    town.house.store.write(async (tables) => {
      const { districts } = await tables.roster.load(scope);
      const calendar = { terms: [], closed, earlyRelease };
      await tables.roster.save(scope, { districts: districts.map((one) => ({ ...one, calendar })) });
    });

  /** One tap on what stands there last: it changes that message, brings no other, and opens nothing. */
  async function taps(who: Who, label: string): Promise<void> {
    const before = town[who].sees();
    const opened = await town[who].presses(label);
    expect(opened.shows()).toBe("nothing");
    expect(town[who].sees().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(latest(who)?.edited, "it was changed in place").toBe(true);
  }

  it("is answered with “nothing new” in one tap: the card changes in place and names the next time", async () => {
    await town.at(firstTime);
    expect([asked("lead"), asked("teacher")]).toEqual([1, 1]);
    await taps("lead", "Nothing new");
    expect(latest("lead")).toMatchObject({
      text: "Noted: nothing new. I will ask again on Wednesday, Feb 4.",
      buttons: ["Record something"],
    });
    expect((await prompts("lead")).at(-1)).toMatchObject({ state: "nothing new", remindAt: null });
    expect([asked("lead"), asked("teacher")], "the teacher's stays open").toEqual([0, 1]);
    await town.at(secondTime);
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("is put off to the next time with “not this week”, and the reason is one more tap", async () => {
    await town.at(firstTime);
    await taps("lead", "Not this week");
    expect((await prompts("lead"))[0]).toMatchObject({ state: "not this week", reason: null });
    expect(latest("lead")?.text).toContain("Not this week. I will ask again on Wednesday, Feb 4.");
    expect(latest("lead")?.text).toContain("your program manager sees the reason, nobody else");
    await taps("lead", "Waiting for data");
    expect(latest("lead")).toMatchObject({
      text: "Noted: waiting for data. I will ask again on Wednesday, Feb 4.",
      buttons: ["Record something"],
    });
    expect((await prompts("lead"))[0]).toMatchObject({ reason: "waiting for data", note: null });
    await town.pm.types("status");
    expect(has("pm", "waiting for data")).toBe(1);
    await town.at(at("28", "15:00"));
    expect(asked("lead")).toBe(0);
    await town.at(secondTime);
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("takes a reason in her own words, which her program manager reads and her colleague does not", async () => {
    const words = "The hall is flooded";
    await town.at(firstTime);
    await town.teacher.presses("Not this week");
    const messages = town.teacher.reads().length;
    const form = await town.teacher.presses("Something else");
    expect(form.shows()).toContain("for your team's lead and your program manager");
    expect(await form.send({ note: words })).toBe("closed");
    expect(latest("teacher")?.text).toBe("Noted: something else. I will ask again on Wednesday, Feb 4.");
    expect(town.teacher.reads()).toHaveLength(messages);
    expect(await prompts("teacher")).toMatchObject([{ state: "not this week", reason: "other", note: words }]);
    await town.lead.types("status");
    await town.principal.types("status");
    await town.pm.types("status");
    await town.pm.presses("See the updates");
    expect({ lead: has("lead", words), pm: has("pm", words), principal: has("principal", words) }).toEqual({
      lead: 1,
      pm: 1,
      principal: 0,
    });
    expect(town.channel().join()).not.toContain(words);
  }, 20_000);

  it("is put off to tomorrow with “later”, and comes again once", async () => {
    await town.at(firstTime);
    await taps("lead", "Later");
    expect(latest("lead")?.text).toBe("I will ask again on Thursday, Jan 22 at 3 pm.");
    expect(asked("lead")).toBe(0);
    await town.at(at("22", "14:59"));
    expect(asked("lead")).toBe(0);
    await town.at(at("22", "15:00"));
    await town.at(at("22", "15:20"));
    await town.at(at("23", "15:00"));
    expect(asked("lead")).toBe(1);
    expect(has("lead", "I will ask again on Thursday"), "what she put off stays as it was").toBe(1);
    expect(await prompts("lead")).toMatchObject([{ state: "asked", againAt: null }]);
  }, 20_000);

  it("comes after “later” on the next open day, while she may be written to", async () => {
    await closes([{ from: "2026-01-22", to: "2026-01-23", name: "Snow" }], ["2026-01-26"]);
    await town.at(firstTime);
    await taps("lead", "Later");
    expect(latest("lead")?.text, "that day ends early").toBe("I will ask again on Monday, Jan 26 at 12:30 pm.");
    for (const closed of ["22", "23", "24"]) await town.at(at(closed, "15:00"));
    await town.at(at("26", "12:29"));
    expect(asked("lead")).toBe(0);
    await town.at(at("26", "12:30"));
    await town.at(at("26", "15:00"));
    await town.at(at("27", "15:00"));
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("that was put off to a day that ends early, and not sent before its end, comes the day after at her usual time", async () => {
    await closes([], ["2026-01-22"]);
    await town.at(firstTime);
    await taps("lead", "Later");
    await town.at(at("22", "13:00"));
    await town.at(at("23", "12:30"));
    await town.at(at("23", "14:59"));
    expect(asked("lead")).toBe(0);
    await town.at(at("23", "15:00"));
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("that was put off does not come in the evening when nobody was there to send it, but the day after", async () => {
    await town.at(firstTime);
    await taps("lead", "Later");
    await town.at(at("22", "16:30"));
    await town.at(at("22", "23:00"));
    await town.at(at("23", "14:59"));
    expect(asked("lead")).toBe(0);
    await town.at(at("23", "15:00"));
    await town.at(at("26", "15:00"));
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("comes to nobody who has said on it until when she is away", async () => {
    await town.at(firstTime);
    await town.lead.presses("Not this week");
    const form = await town.lead.presses("Away");
    expect(await form.send({ awayUntil: "2026-01-20" })).toBe("again");
    expect(form.errors()).toEqual({ awayUntil: expect.stringContaining("This date has passed.") });
    await form.send({ awayUntil: "2026-02-06" });
    expect(has("lead", "Noted: away.")).toBe(1);
    expect([form.shows(), ...town.lead.reads()].join("\n")).toContain(
      "I will not ask you until Friday, Feb 6 is over.",
    );
    const before = town.lead.reads();
    await town.at(at("23", "11:24"));
    await town.at(secondTime);
    expect(asked("teacher"), "who is there is asked").toBe(2);
    await town.at("2026-02-06T11:30:00-08:00");
    expect(town.lead.reads()).toEqual(before);
    expect((await prompts("lead")).at(-1)).toMatchObject({ state: "skipped", reason: "away" });
    await town.at(thirdTime);
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("comes to nobody on the days away of her settings", async () => {
    const form = await town.lead.opens("settings");
    expect(await form.send({ awayFrom: "2026-01-28", awayUntil: "2026-01-19" })).toBe("again");
    expect(form.errors()).toEqual({ awayUntil: expect.stringContaining("before the first day") });
    await form.send({ awayFrom: "2026-01-19", awayUntil: "2026-01-23" });
    await town.at(firstTime);
    expect([asked("lead"), asked("teacher")]).toEqual([0, 1]);
    await town.at(secondTime);
    expect(asked("lead")).toBe(1);
  }, 20_000);

  it("stops with one tap and begins again with one more, for her alone", async () => {
    await town.at(firstTime);
    await town.lead.presses("Mute");
    expect(latest("lead")).toMatchObject({
      text: "I will not ask you any more. You can still record something any time.",
      buttons: ["Ask me again", "Pause the whole team"],
    });
    await town.at(at("23", "11:24"));
    await town.at(secondTime);
    expect([asked("lead"), asked("teacher")]).toEqual([1, 2]);
    expect(has("lead", "is still open")).toBe(0);
    await town.lead.presses("Ask me again");
    expect(latest("lead")).toMatchObject({
      text: "I will ask you again at the next check-in.",
      buttons: ["Mute"],
    });
    await town.at("2026-02-04T15:10:00-08:00");
    expect(asked("lead"), "not before the next check-in").toBe(1);
    await town.at(thirdTime);
    expect(asked("lead")).toBe(2);
  }, 20_000);

  it("is reminded of once, when four fifths of its two school days are over, to who has not answered", async () => {
    const reminders = (who: Who) => has(who, "The question about Exit tickets is still open.");
    await town.at(firstTime);
    await town.teacher.presses("Nothing new");
    const answered = town.teacher.reads();
    await town.at(at("23", "11:23"));
    expect(reminders("lead")).toBe(0);
    await town.at(at("23", "11:24"));
    await town.at(at("23", "14:00"));
    await town.at(at("26", "09:00"));
    expect(reminders("lead")).toBe(1);
    expect(town.teacher.reads()).toEqual(answered);
    expect(town.principal.reads(), "who was not asked").toEqual([]);

    await taps("lead", "Nothing new");
    expect(reminders("lead")).toBe(0);
    expect(asked("lead"), "the question that it spoke of asks no more either").toBe(0);
    expect(has("lead", "Noted: nothing new.")).toBe(2);
  }, 20_000);
});

describe.each(bothClouds)("a team that pauses on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await testing(open);
  }, 20_000);
  afterEach(() => town.close());

  const asked = (who: "lead" | "teacher") => town[who].reads().filter((text) => text.includes(asks[who])).length;
  const team = () => town.house.store.read((view) => view.roster.team(scope, "team-1"));
  const everything = (who: Who) => town[who].reads().join("\n");

  it("is asked nothing from its lead's word on, says why, and is asked again when she says so", async () => {
    await town.lead.types("pause");
    const form = await town.lead.presses("Pause the whole team");
    const told = await form.send({ team: "team-1", why: "Wildfire" });
    expect([told, form.shows()]).toEqual([
      "told",
      expect.stringContaining("pauses (Wildfire): nobody on it is asked."),
    ]);
    // The word has stopped her own questions too, and those of the team are what is looked at.
    await town.lead.presses("Ask me again");
    await town.at(firstTime);
    await town.at(at("23", "11:24"));
    expect([asked("lead"), asked("teacher")]).toEqual([0, 0]);
    await town.teacher.types("status");
    expect(everything("teacher")).toContain("Paused since Jan 20: Wildfire.");
    await town.lead.types("status");
    await town.lead.presses("Ask the team again");
    expect(everything("lead")).toContain("Sample Valley team is asked again from the next check-in on.");
    expect(await team()).toMatchObject({ paused: false, pauseReason: null });
    await town.at(secondTime);
    expect([asked("lead"), asked("teacher")]).toEqual([1, 1]);
  }, 20_000);

  it("is paused and asked again by its program manager, and hears no more of what it was asked before", async () => {
    await town.at(firstTime);
    const [lead, teacher] = [town.lead.reads(), town.teacher.reads()];
    await town.pm.types("pause");
    expect(everything("pm")).toContain("None of your teams pauses.\n[Pause a team]");
    const form = await town.pm.presses("Pause a team");
    await form.send({ team: "team-1", why: "End of term" });
    expect(form.shows()).toContain("Sample Valley team pauses (End of term)");
    expect(await team()).toMatchObject({ paused: true, pauseReason: "End of term" });
    await town.at(at("23", "11:24"));
    await town.at(secondTime);
    expect([town.lead.reads(), town.teacher.reads()]).toEqual([lead, teacher]);
    await town.pm.types("pause");
    expect(town.pm.sees().at(-1)).toMatchObject({ text: expect.stringContaining("pauses (End of term)") });
    await town.pm.presses("Ask the team again");
    expect(await team()).toMatchObject({ paused: false });
    await town.at(thirdTime);
    expect([asked("lead"), asked("teacher")]).toEqual([2, 2]);
  }, 20_000);

  it("is not a teacher's to pause: the word stops her own questions alone", async () => {
    await town.teacher.types("pause");
    expect(town.teacher.sees().at(-1)?.buttons).toEqual(["Ask me again"]);
    await town.at(firstTime);
    expect([asked("lead"), asked("teacher")]).toEqual([1, 0]);
    expect(await team()).toMatchObject({ paused: false });
  }, 20_000);
});
