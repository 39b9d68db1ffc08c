import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle, rule } from "../../scripts/gallery/examples.js";
import { type Answers, bothClouds, type TwoHouses, type Who } from "./two-houses.js";

const scope = { networkId: "network-1" };
const tickets = "Sort tickets on Tuesdays";
const families = "Call ten families";
const hour = "Give them the hour";
const asks = "What you said you would do";
/** The convening is on February 18 and 19, the next one on March 25. */
const lastDay = "2026-02-19T14:00:00-08:00";
const before = "2026-02-24T14:59:00-08:00";
const after = "2026-02-24T15:00:00-08:00";
const between = "2026-03-11T15:00:00-07:00";
const ahead = "2026-03-20T15:00:00-07:00";

describe.each(bothClouds)("what a team says at a convening that it will do, on $name", ({ open }) => {
  let town: TwoHouses;

  beforeEach(async () => {
    town = await open(lastDay);
    await town.house.store.write(async (tables) => {
      const { convenings } = await tables.roster.load(scope);
      const next = { id: "convening-2", name: "Summer convening", startsOn: "2026-03-25", endsOn: "2026-03-25" };
      await tables.roster.save(scope, {
        rules: [{ ...rule, anchor: "2026-02-18", aroundConvenings: true }],
        convenings: convenings.map((one) => ({ ...one, ...next })),
      });
    });
  }, 20_000);
  afterEach(() => town.close());

  const latest = (who: Who) => town[who].sees().at(-1);
  const asked = (who: Who) => town[who].reads().filter((text) => text.includes(asks)).length;
  const states = async () => {
    const all = await town.house.store.read((view) => view.cycles.commitments(scope, "team-1"));
    return Object.fromEntries(all.map(({ what, state }) => [what, state]));
  };

  /** By the word's form; what comes of sending it. */
  async function commits(who: Who, answers: Answers) {
    await town[who].types("convening");
    const form = await town[who].presses("Add a commitment");
    return { sent: await form.send(answers), form };
  }

  /** One tap on what stands there last: it changes that message, brings no other, and opens nothing. */
  async function taps(who: Who, label: string, nth?: number): Promise<void> {
    const stands = town[who].sees();
    const opened = await town[who].presses(label, "", nth);
    expect(opened.shows()).toBe("nothing");
    expect(town[who].sees().map(({ id }) => id)).toEqual(stands.map(({ id }) => id));
    expect(latest(who)?.edited, "it was changed in place").toBe(true);
  }

  it("is written down with the form of `convening`, and stands on everybody's page", async () => {
    const late = await commits("lead", { what: tickets, who: "teacher", by: "2026-02-18" });
    expect(late.sent).toBe("again");
    expect(late.form.errors()).toEqual({ by: expect.stringContaining("This date has passed.") });
    expect(late.form.shows(), "her words are still there").toContain(tickets);
    expect(await late.form.send({ by: "2026-03-06" })).toBe("told");
    expect(late.form.shows()).toContain(`Kept: ${tickets}.`);
    await commits("principal", { what: hour, who: "team" });
    await town.teacher.types("convening");
    expect(latest("teacher")?.text).toContain(`${tickets} · Teacher teacher · Mar 6`);
    expect(latest("teacher")?.text).toContain(hour);
    expect(await states()).toEqual({ [tickets]: "open", [hour]: "open" });
    await town.pm.types("convening");
    expect(latest("pm")?.text).toContain(tickets);
    expect(latest("pm")?.buttons, "it is the team's to say what it will do").toEqual([]);
  }, 20_000);

  it("comes back three school days later as a question to whose it is, and one tap changes the card in place", async () => {
    await commits("lead", { what: tickets, who: "teacher", by: "2026-03-06" });
    await commits("principal", { what: hour, who: "team" });
    await town.at(before);
    expect([asked("lead"), asked("teacher"), asked("principal")]).toEqual([0, 0, 0]);
    await town.at(after);
    expect([asked("lead"), asked("teacher"), asked("principal")], "what is everybody's, the lead").toEqual([1, 1, 0]);
    expect(latest("teacher")?.text).toContain(`${tickets}, by Mar 6`);
    expect(latest("teacher")?.text).not.toContain(hour);
    expect(latest("teacher")?.buttons.slice(0, 3)).toEqual(["Done", "Still on it", "Not any more"]);
    expect(latest("lead")?.text).toContain(hour);
    expect(latest("lead")?.text).not.toContain(tickets);

    await taps("teacher", "Done");
    expect(latest("teacher")).toMatchObject({ text: `${tickets}: done\nNoted. Thank you for saying so.`, buttons: [] });
    await taps("lead", "Still on it");
    expect(latest("lead")?.text).toContain(`${hour}: still on it`);
    expect(await states()).toEqual({ [tickets]: "done", [hour]: "open" });
    await town.at("2026-02-26T11:24:00-08:00");
    expect(town.teacher.reads().join(), "who has said all is not reminded").not.toContain("is still open");
    const reminders = town.lead.reads().filter((text) => text.includes("is still open"));
    expect(reminders, "the lead, once, of the plan that her question asks for too").toHaveLength(1);
  }, 20_000);

  it("that was several things is answered one by one on the same card", async () => {
    await commits("teacher", { what: tickets, who: "teacher" });
    await commits("teacher", { what: families, who: "teacher" });
    await town.at(after);
    expect(asked("teacher")).toBe(1);
    const each = (label: string) => latest("teacher")?.buttons.filter((one) => one === label).length;
    expect(each("Done")).toBe(2);
    const text = latest("teacher")?.text ?? "";
    const [first, second] = text.indexOf(tickets) < text.indexOf(families) ? [tickets, families] : [families, tickets];
    await taps("teacher", "Done", 1);
    expect(each("Done"), "the other still waits").toBe(1);
    expect(latest("teacher")?.text).toContain(`${second}: done`);
    expect(await states()).toEqual({ [first]: "open", [second]: "done" });
    await taps("teacher", "Not any more");
    expect(latest("teacher")).toMatchObject({
      text: `${first}: not any more\nNoted. Thank you for saying so.`,
      buttons: [],
    });
    expect(await states()).toEqual({ [first]: "dropped", [second]: "done" });
  }, 20_000);

  it("comes back once more before the next convening while it is still open, and not in between", async () => {
    await commits("teacher", { what: tickets, who: "teacher" });
    await commits("principal", { what: families, who: "principal" });
    await commits("lead", { what: hour, who: "lead" });
    await town.at(after);
    await town.teacher.presses("Done");
    await town.principal.presses("Still on it");
    await town.lead.presses("Not any more");
    await town.at(between);
    expect([asked("teacher"), asked("principal"), asked("lead")]).toEqual([0, 0, 0]);
    await town.at("2026-03-20T14:59:00-07:00");
    expect(asked("principal")).toBe(0);
    await town.at(ahead);
    expect([asked("teacher"), asked("principal"), asked("lead")]).toEqual([0, 1, 0]);
    expect(latest("principal")?.text).toContain("The convening is on Mar 25.");
    expect(latest("principal")?.text).toContain(families);
    await taps("principal", "Done");
    expect(latest("principal")).toMatchObject({
      text: `${families}: done\nNoted. Thank you for saying so.`,
      buttons: [],
    });
    expect(await states()).toMatchObject({ [families]: "done" });
  }, 20_000);

  it("is asked together with the cycle in one message, and one of the two can wait", async () => {
    const tested = cycle({ ownerId: "lead", title: "Exit tickets", dueOn: "2026-05-06" });
    await town.house.store.write((tables) => tables.cycles.save(scope, tested, 0));
    await commits("lead", { what: families, who: "lead" });
    const stands = town.lead.reads().length;
    await town.at(after);
    // The hello, which is her first message, and one question.
    expect(town.lead.reads()).toHaveLength(stands + 2);
    expect(latest("lead")?.text).toContain("And Exit tickets: what have you seen since?");
    await taps("lead", "Done");
    expect(latest("lead")?.text).toContain(`${families}: done`);
    expect(latest("lead")?.buttons).toEqual(expect.arrayContaining(["Add a result", "Nothing new"]));
    const form = await town.lead.presses("Add a result");
    expect(form.shows()).toContain("What happened?");
  }, 20_000);

  it("that was put off is asked the day after, with what is still open then", async () => {
    await commits("teacher", { what: tickets, who: "teacher" });
    await town.at(after);
    await taps("teacher", "Later");
    expect(latest("teacher")?.text).toBe("I will ask again on Wednesday, Feb 25 at 3 pm.");
    await town.at("2026-02-25T15:00:00-08:00");
    await town.at("2026-02-26T15:00:00-08:00");
    expect(asked("teacher")).toBe(1);
    expect(latest("teacher")?.text).toContain(tickets);
    await taps("teacher", "Still on it");
    expect(latest("teacher")?.text).toContain(`${tickets}: still on it`);
  }, 20_000);
});
