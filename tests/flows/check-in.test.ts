import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/ports/chat-platform.js";
import { furnish, type House, openHouse } from "./house.js";

let house: House;
const lead = "@lead";
const channel = "C1";

/** Wednesday, January 21, 2026 is the first slot; Pacific time is UTC−8. */
const at = (day: string, time: string) => `2026-01-${day}T${time}:00-08:00`;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

async function plan(title = "Exit tickets", change: Record<string, string> = {}): Promise<void> {
  await house.at(at("21", "15:00"));
  const reply = await house.press("lead", house.platform.button(lead, "Plan it"));
  if (reply.kind !== "show-form") throw new Error(reply.kind);
  const values = {
    change: title,
    prediction: "60 % get it right",
    predictedFigure: "60",
    dueOn: "2026-02-11",
    ...change,
  };
  expect(await house.submit("lead", "update", reply.context, values)).toEqual({ kind: "close-form" });
  await house.settle();
}

async function formOf(reply: Promise<Reply>) {
  const shown = await reply;
  if (shown.kind !== "show-form") throw new Error(`no form but ${JSON.stringify(shown)}`);
  return shown;
}

describe("a check-in", () => {
  it("says hello and asks at three in the afternoon, once, however often the heart beats", async () => {
    await house.at(at("21", "07:30"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    await house.at(at("21", "15:00"));
    await house.at(at("21", "15:00"));
    await house.at(at("21", "15:20"));
    const seen = house.platform.seenBy(lead);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toContain(
      "Your team, in its channel, and your program manager read the answers. You can pause or stop me any time.",
    );
    expect(seen[1]).toContain("What will you try first?");
  });

  it("turns into what was recorded, and the team's channel gets a digest", async () => {
    await plan();
    expect(house.platform.seenBy(lead)[1]).toContain("Exit tickets is planned. You look at the result by Feb 11.");
    expect(house.platform.seenBy(channel)).toHaveLength(1);
    expect(house.platform.seenBy(channel)[0]).toContain("This week: Exit tickets");
  });

  it("keeps one digest a week in the channel and replaces it as answers come in", async () => {
    await plan();
    const form = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", form.context, {
      happened: "They liked it",
      result: "25 of 45",
      observedOn: "2026-01-21",
      next: "keep testing",
    });
    await house.settle();
    const [digest, ...more] = house.platform.cards(channel);
    expect(more).toEqual([]);
    expect(digest?.edits).toBe(1);
    expect(house.platform.seenBy(channel)[0]).toContain("55.6 % (25 of 45) against a predicted 60 %");
  });

  it("starts a new digest in a new week", async () => {
    await plan();
    await house.at(at("27", "10:00"));
    const form = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", form.context, { happened: "Quiet week", next: "keep testing" });
    await house.settle();
    expect(house.platform.cards(channel)).toHaveLength(2);
  });

  it("tells the program manager once a day, without figures", async () => {
    await plan();
    await house.at(at("21", "16:00"));
    await house.at(at("21", "16:10"));
    expect(house.platform.seenBy("@pm")).toHaveLength(1);
    expect(house.platform.seenBy("@pm")[0]).toContain("Exit tickets: do, updated today. Convening in 4 weeks.");
  });

  it("shows the errors below the fields, records nothing, and takes the same form again", async () => {
    await plan();
    const { context } = await formOf(house.command("lead", "update"));
    const reply = await house.submit("lead", "update", context, {
      happened: "x",
      result: "46 of 22",
      next: "keep testing",
    });
    expect(reply).toEqual({
      kind: "keep-form",
      errors: { result: "46 is more than 22. Please check the two numbers." },
    });
    expect(
      await house.submit("lead", "update", context, { happened: "x", result: "22 of 46", next: "keep testing" }),
    ).toEqual({ kind: "close-form" });
  });

  it("records a submit that is delivered twice once, and says the same both times", async () => {
    await plan();
    const { context } = await formOf(house.command("lead", "update"));
    const values = { happened: "Only once", next: "keep testing" };
    expect(await house.submit("lead", "update", context, values, "same")).toEqual({ kind: "close-form" });
    expect(await house.submit("lead", "update", context, values, "same")).toEqual({ kind: "close-form" });
    await house.settle();
    expect(house.platform.seenBy(channel)[0]?.match(/Only once/g)).toHaveLength(1);
  });

  it("does not ask what she has already said by herself", async () => {
    await plan();
    await house.at("2026-02-04T08:00:00-08:00");
    const { context } = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", context, { happened: "Ahead of the question", next: "keep testing" });
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead).filter((text) => text.includes("What have you seen since?"))).toEqual([]);
  });

  it("takes “not this week” as an answer and names the next time", async () => {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Not this week"));
    await house.settle();
    expect(house.platform.seenBy(lead)[1]).toContain("Not this week. I will ask again on Wednesday, Feb 4.");
  });

  it("asks again on the next school day after “later”, once", async () => {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.settle();
    expect(house.platform.seenBy(lead)[1]).toContain("I will ask again on Thursday, Jan 22 at 3 pm.");
    await house.at(at("22", "15:00"));
    await house.at(at("22", "15:10"));
    expect(house.platform.seenBy(lead)).toHaveLength(3);
    expect(house.platform.seenBy(lead)[2]).toContain("What will you try first?");
  });

  it("asks a person who muted no more, and again when she wishes", async () => {
    await house.press("lead", { do: "mute" });
    await house.at(at("21", "15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    await house.press("lead", { do: "unmute" });
    await house.at("2026-02-04T15:00:00-08:00");
    expect(house.platform.seenBy(lead)).toHaveLength(2);
  });

  it("asks at the time of day that she has chosen", async () => {
    const { context } = await formOf(house.command("lead", "settings"));
    expect(await house.submit("lead", "settings", context, { askAt: "08:30", askMe: "yes" })).toMatchObject({
      kind: "close-form",
    });
    await house.at(at("21", "08:30"));
    expect(house.platform.seenBy(lead)).toHaveLength(2);
  });

  it("walks a whole cycle to its decision, and opens the next one when the team adapts", async () => {
    await plan();
    const step = async (values: Record<string, string>) => {
      const { context } = await formOf(house.command("lead", "update"));
      expect(await house.submit("lead", "update", context, values)).toEqual({ kind: "close-form" });
      await house.settle();
    };
    await step({ happened: "Done", result: "33 of 60", next: "ready to study" });
    await step({ learned: "Too long for the lesson", decision: "undecided" });
    await step({ decision: "adapt", reason: "Shorter tickets" });
    expect(house.platform.seenBy(lead).at(-1)).toContain("A new cycle is open to plan: Exit tickets.");
    const next = await formOf(house.press("lead", house.platform.button(lead, "Plan the next cycle")));
    expect(next.context.stage).toBe("plan");
  });

  it("lets her change what she recorded, in every place where it stands", async () => {
    await plan();
    const { context } = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", context, { happened: "Tpyo", next: "keep testing" });
    await house.settle();
    const form = await formOf(house.press("lead", house.platform.button(lead, "Edit")));
    expect(form.form.fields).toContainEqual(expect.objectContaining({ name: "happened", value: "Tpyo" }));
    expect(
      await house.submit("lead", "update", form.context, { happened: "Typo, mended", next: "keep testing" }),
    ).toEqual({ kind: "close-form" });
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("Typo, mended");
    expect(house.platform.seenBy(channel)[0]).toContain("Typo, mended");
    expect(house.platform.seenBy(channel)[0]).not.toContain("Tpyo");
  });
});

describe("free text in the bot's conversation", () => {
  it("is kept before anything else, and asked about", async () => {
    await plan();
    await house.type("lead", "Nine of twelve read it *fluently* <!channel>");
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("Nine of twelve read it *fluently* <!channel>");
    expect(house.platform.seenBy(lead).at(-1)).toContain("Record this for Exit tickets?");
    const drafts = await house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"));
    expect(drafts.map((one) => one.text)).toEqual(["Nine of twelve read it *fluently* <!channel>"]);
  });

  it("becomes an update with one press, and only one however often it is pressed", async () => {
    await plan();
    await house.type("lead", "The word bank helped");
    await house.settle();
    const record = house.platform.button(lead, "Record");
    await house.press("lead", record);
    expect(await house.press("lead", record)).toMatchObject({ kind: "notice" });
    await house.settle();
    expect(house.platform.seenBy(channel)[0]?.match(/The word bank helped/g)).toHaveLength(1);
  });

  it("comes back in the form when figures are added", async () => {
    await plan();
    await house.type("lead", "Nine of twelve read it");
    await house.settle();
    const { form, context } = await formOf(house.press("lead", house.platform.button(lead, "Add figures")));
    expect(form.fields).toContainEqual(expect.objectContaining({ name: "happened", value: "Nine of twelve read it" }));
    await house.submit("lead", "update", context, {
      happened: "Nine of twelve read it",
      result: "9 of 12",
      next: "keep testing",
    });
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("Result: 75 % (9 of 12). 15 over the prediction.");
    expect(await house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"))).toEqual([]);
  });

  it("follows the message when she edits it, and is let go when she deletes it", async () => {
    await plan();
    await house.type("lead", "Nine of twleve", "m");
    const message = { platform: "paper", workspace: "W1", channel: "@lead", message: "m" };
    await house.handle({
      kind: "edited",
      key: "e1",
      person: house.ref("lead"),
      direct: true,
      message,
      text: "Nine of twelve",
    });
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("Nine of twelve");
    await house.handle({ kind: "deleted", key: "e2", person: house.ref("lead"), direct: true, message, text: "" });
    await house.settle();
    expect(await house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"))).toEqual([]);
    expect(house.platform.seenBy(lead).at(-1)).not.toContain("twelve");
  });

  it("is a command only when it is one of the words alone", async () => {
    await house.type("lead", "Status");
    await house.type("lead", "status: nine of twelve");
    await house.settle();
    expect(house.platform.seenBy(lead)[0]).toContain("Where things stand");
    expect(house.platform.seenBy(lead)[1]).toContain("status: nine of twelve");
  });
});

describe("who may do what", () => {
  it("keeps nothing of an unlinked workspace or an unknown person, and says so", async () => {
    const stranger = { platform: "paper", workspace: "ELSEWHERE", user: "lead" };
    const message = { platform: "paper", workspace: "ELSEWHERE", channel: "@lead", message: "m" };
    const fromElsewhere = await house.handle({
      kind: "message",
      key: "k1",
      person: stranger,
      direct: true,
      message,
      text: "hello",
    });
    expect(fromElsewhere).toMatchObject({ kind: "notice", card: { heading: "Not linked yet" } });
    expect(await house.type("guest", "hello")).toMatchObject({
      kind: "notice",
      card: { heading: "We have not met yet" },
    });
    await house.settle();
    expect(await house.store.read((view) => view.events.seen("k1"))).toBe(false);
  });

  it("keeps no text of a channel", async () => {
    const message = { platform: "paper", workspace: "W1", channel: "C1", message: "m" };
    await house.handle({
      kind: "message",
      key: "k2",
      person: house.ref("lead"),
      direct: false,
      message,
      text: "lunch?",
    });
    expect(await house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"))).toEqual([]);
    expect(await house.store.read((view) => view.events.seen("k2"))).toBe(false);
  });

  it("lets nobody but the asked person settle a question, whatever ids she sends", async () => {
    await house.at(at("21", "15:00"));
    const action = house.platform.button(lead, "Not this week");
    expect(JSON.stringify(await house.press("teacher", action))).toContain(
      "Only the team that this belongs to can do that.",
    );
    await house.settle();
    expect(house.platform.seenBy(lead)[1]).toContain("What will you try first?");
  });

  it("lets nobody but its author change an update", async () => {
    await plan();
    const action = house.platform.button(lead, "Edit");
    expect(JSON.stringify(await house.press("teacher", action))).toContain(
      "Only the team that this belongs to can do that.",
    );
    const update = action.do === "edit-update" ? action.update : "";
    const reply = await house.submit(
      "teacher",
      "update",
      { update, version: "1", stage: "plan" },
      { change: "Mine", prediction: "x" },
    );
    expect(reply).toMatchObject({ kind: "keep-form" });
  });

  it("opens no form for a program manager who sends a team's ids", async () => {
    await plan();
    const action = house.platform.button(lead, "Edit");
    const update = action.do === "edit-update" ? action.update : "";
    const pm = house.ref("pm", "HUB");
    expect(
      await house.handle({ kind: "action", key: "pm1", person: pm, action: { do: "edit-update", update } }),
    ).toMatchObject({ kind: "notice" });
  });

  it("answers an unknown word with the list of words", async () => {
    expect(JSON.stringify(await house.command("lead", "frobnicate"))).toContain("I do not know the word “frobnicate”");
  });
});
