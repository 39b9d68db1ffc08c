import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../src/core/network/model.js";
import type { FormValues } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { furnishPeers, furnishTeamOf, question } from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { leaves } from "./neighbours.js";
import { at, formOf, notYours, plan, report, said, updatesOf } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("22", "13:00") });
  await furnish(house);
  await furnishPeers(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const seen = (who: string) => house.platform.seenBy(who.startsWith("C") ? who : `@${who}`).join("\n--\n");
const button = (who: string, label: string) => house.platform.button(who.startsWith("C") ? who : `@${who}`, label);
const requests = () => house.store.read((view) => view.help.requests(network));

/** Written and not delivered yet. */
async function writes(values: FormValues = {}, who = "lead"): Promise<void> {
  const { context } = await formOf(house.press(who, { do: "ask" }));
  const reply = await house.submit(who, "ask", context, { question, level: "network", ...values });
  if (reply.kind !== "close-form") throw new Error(JSON.stringify(reply));
}

async function asks(values: FormValues = {}, who = "lead"): Promise<void> {
  await writes(values, who);
  await house.settle();
}

async function presses(who: string, label: string) {
  const reply = await house.press(who, button(who, label));
  await house.settle();
  return reply;
}

async function person(id: string, changes: Partial<Person>): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.roster.person(network, id);
    if (found) await tables.roster.savePerson(network, { ...found, ...changes });
  });
}

async function team(paused: boolean): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.roster.team(network, "team-1");
    if (found) await tables.roster.save(network, { teams: [{ ...found, paused }] });
  });
}

const noChannel = () =>
  house.store.write(async (tables) => {
    const found = await tables.workspaces.channelOf(network, "team-1");
    if (found) await tables.workspaces.removeChannel(network, found.channel.id);
  });

describe("a question to the team whose channel moves", () => {
  it("before it was delivered is told in the new channel, and not in the old one", async () => {
    await writes();
    await house.command("lead", "link", "here", "C9");
    await house.settle();
    expect(seen("C9")).toContain(question);
    expect(seen("C9")).toContain("[I can help]");
    expect(seen("C1")).toBe("");
    expect(seen("lead")).toContain("Your team: asked in its channel");
    await presses("lead", "Take it back");
    expect(seen("C9")).toContain("This question was taken back.");
    expect(seen("C9")).not.toContain(question);
  });

  it("after it was delivered is taken back in the old channel", async () => {
    await asks();
    await house.command("lead", "link", "here", "C9");
    await presses("lead", "Take it back");
    expect(seen("C1")).toContain("This question was taken back.");
    expect(seen("C1")).not.toContain(question);
  });

  it("after it was delivered is deleted in the old channel with its words", async () => {
    await asks();
    await house.command("lead", "link", "here", "C9");
    await house.press("lead", { do: "remove-words", what: "question", id: (await requests())[0]?.id ?? "" });
    await house.settle();
    expect(seen("C1") + seen("C9") + seen("lead")).not.toContain(question);
  });

  it("away altogether before it was delivered is told to the lead instead", async () => {
    await writes({}, "teacher");
    await noChannel();
    await house.settle();
    expect(seen("lead")).toContain("Teacher teacher asks:");
    expect(seen("teacher")).toContain("your team lead was asked");
  });

  it("away altogether, where the lead herself asks: her card says that nobody was asked", async () => {
    await writes();
    await noChannel();
    await house.settle();
    expect(seen("lead")).toContain("Your team: I could not ask it, so please tell them yourself");
  });
});

describe("a digest whose channel moved after it was delivered", () => {
  it("does not keep in the old channel what its author deletes", async () => {
    await plan(house);
    await report(house, { happened: "The back row could hardly hear it" });
    await house.command("lead", "link", "here", "C9");
    const update = (await updatesOf(house))[1]?.id ?? "";
    await house.press("lead", { do: "delete-update", update });
    await house.settle();
    expect(seen("C1")).toContain("Removed by its author.");
    expect(seen("C1") + seen("C9")).not.toContain("The back row");
  });
});

describe("a program manager whose week is full", () => {
  beforeEach(async () => {
    await person("pm", { weeklyMessages: 0 });
    await asks();
  });

  it("is told with her next messages, and the asker is told so", async () => {
    const reply = await said(house.press("lead", button("lead", "Ask my program manager")));
    await house.settle();
    expect(reply).toContain("Your program manager reads it in short");
    expect(seen("lead")).toContain("Program manager: will read it with the next message, no answer yet");
    expect(seen("pm")).toBe("");
  });

  it("finds the question under her word ask, without small figures, and answers it there", async () => {
    await presses("lead", "Ask my program manager");
    const reply = await pm().command("ask");
    const text = await said(Promise.resolve(reply));
    expect(text).toContain("Questions that your teams sent to you");
    expect(text).toContain(question);
    const buttons =
      reply.kind === "notice" ? reply.card.blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : [])) : [];
    const answer = buttons.find(({ label }) => label === "Answer");
    if (answer === undefined) throw new Error("no button to answer with");
    const { context } = await formOf(pm().press(answer.action));
    await pm().submit("help-answer", context, { answer: "Look at the spring notes." });
    await house.settle();
    expect(seen("lead")).toContain("Look at the spring notes.");
    expect(await said(pm().command("ask"))).toContain("[Add to your answer]");
  });

  it("sees there nothing that was not sent to her, or is closed, or is of a team that she left", async () => {
    expect(await said(pm().command("ask"))).not.toContain(question);
    await presses("lead", "Ask my program manager");
    expect(await said(pm().command("ask"))).toContain(question);
    await presses("lead", "Take it back");
    expect(await said(pm().command("ask"))).not.toContain(question);
    await asks({ question: `${question} Who calls?` });
    await presses("lead", "Ask my program manager");
    await leaves(house, "pm", "2026-01-20");
    expect(await said(pm().command("ask"))).not.toContain("Who calls?");
  });
});

describe("a program manager", () => {
  it("who can be reached is said to be asked", async () => {
    await asks();
    expect(await presses("lead", "Ask my program manager")).toEqual({ kind: "none" });
    expect(seen("lead")).toContain("Program manager: asked, no answer yet");
    expect(seen("pm")).toContain(question);
  });

  it("who is not there is said not to be", async () => {
    await leaves(house, "pm", "2026-01-20");
    await asks();
    expect(await said(house.press("lead", button("lead", "Ask my program manager")))).toContain(
      "Your team has no program manager whom I can reach.",
    );
    await house.settle();
    expect(seen("lead")).toContain("Program manager: nobody whom I can reach");
  });

  it.each([
    ["has muted the bot", { muted: true }],
    ["is away", { awayFrom: "2026-01-20", awayUntil: "2026-01-30" }],
  ])("who %s is not asked, before it was written and after", async (_why, changes) => {
    await asks();
    await person("pm", changes);
    expect(await said(house.press("lead", button("lead", "Ask my program manager")))).toContain("reads it in short");
    await person("pm", { muted: false, awayFrom: null, awayUntil: null });
    await asks({ question: `${question} Who calls?` });
    await house.press("lead", button("lead", "Ask my program manager"));
    await person("pm", changes);
    await house.settle();
    expect(seen("pm")).toBe("");
    expect(await said(pm().command("ask"))).toContain("Who calls?");
  });
});

describe("how a question stands", () => {
  const asked = () => seen("lead").match(/How does your question stand\?/g)?.length ?? 0;

  it.each([
    ["has muted the bot", () => person("lead", { muted: true }), () => person("lead", { muted: false })],
    ["is away", () => person("lead", { awayFrom: "2026-01-26", awayUntil: "2026-01-29" }), async () => {}],
    ["is on a team that pauses", () => team(true), () => team(false)],
  ])("is not asked of one who %s, and is when she is back", async (_why, leavesIt, isBack) => {
    await asks({ by: "2026-01-27" });
    await leavesIt();
    for (const day of ["28", "29"]) await house.at(at(day, "10:00"));
    expect(asked()).toBe(0);
    await isBack();
    await house.at(at("30", "10:00"));
    expect(asked()).toBe(1);
    await house.at("2026-02-02T10:00:00-08:00");
    expect(asked()).toBe(1);
  });

  it("is not asked of one who mutes the bot after it was written, and is when she is back", async () => {
    await asks({ by: "2026-01-27" });
    house.platform.failFor("@lead", { kind: "rate-limited", retryAfterMs: 10 });
    await house.deliverOnce(at("28", "09:00"));
    house.platform.failFor("@lead", undefined);
    await person("lead", { muted: true });
    await house.at(at("28", "10:00"));
    expect(asked()).toBe(0);
    await person("lead", { muted: false });
    await house.at(at("29", "10:00"));
    expect(asked()).toBe(1);
  });

  it("is not asked of a question that was closed before it left", async () => {
    await asks({ by: "2026-01-27" });
    house.platform.failFor("@lead", { kind: "rate-limited", retryAfterMs: 10 });
    await house.deliverOnce(at("28", "09:00"));
    const { context } = await formOf(
      house.press("lead", { do: "close-help", request: (await requests())[0]?.id ?? "" }),
    );
    await house.submit("lead", "close-help", context, { taken: "Call at six" });
    house.platform.failFor("@lead", undefined);
    await house.settle();
    expect(asked()).toBe(0);
  });

  it("is asked of the team's lead where who asked has left the team, without the answers", async () => {
    await asks({ by: "2026-01-27" }, "teacher");
    await leaves(house, "teacher", "2026-01-26");
    await house.at(at("28", "10:00"));
    expect(seen("teacher")).not.toContain("How does your question stand?");
    expect(seen("lead")).toContain("How does your team's question stand?");
    expect(seen("lead")).not.toContain("[See it]");
    const { context } = await formOf(house.press("lead", button("lead", "Close it")));
    expect(await house.submit("lead", "close-help", context, { taken: "Call at six" })).toEqual({ kind: "close-form" });
    expect(await requests()).toMatchObject([{ state: "closed", taken: "Call at six" }]);
  });
});

describe("where no district can be asked", () => {
  const labels = async (reply: Promise<Reply>) =>
    [...(await said(reply)).matchAll(/\[([^\]]+)\]/g)].map(([, one]) => one);
  const alike = "Families do not answer our phone calls about chronic absence. What do you say?";
  beforeEach(async () => {
    for (const n of [0, 1, 2]) await furnishTeamOf(house, n);
  });

  it("a topic, the whole network or the question itself is the next step", async () => {
    await asks({ level: "collaboration", question: "How did you find time each week to read exit tickets?" });
    await presses("lead", "Ask my program manager");
    const ask = button("lead", "Ask districts that may know");
    expect(await labels(house.press("lead", ask))).toEqual(["Choose the topic", "Ask the whole network", "See it"]);
  });

  it("the whole network is asked when she says so, after she has seen whom", async () => {
    await asks({ level: "collaboration", question: alike });
    await presses("lead", "Ask my program manager");
    const request = (await requests())[0]?.id ?? "";
    expect(await said(house.press("lead", { do: "ask-districts", request }))).toMatch(/^I know no other district/);
    expect(await said(house.press("teacher", { do: "widen-help", request }))).toBe(notYours);
    expect(await requests()).toMatchObject([{ level: "collaboration" }]);
    expect(await said(house.press("lead", { do: "widen-help", request }))).toContain("Ask 1 district?");
    await house.settle();
    expect(await requests()).toMatchObject([{ level: "network", step: "program manager" }]);
    expect(seen("coast-lead")).toBe("");
  });

  it("a search that found nothing leads to a question", async () => {
    expect(await labels(house.command("lead", "find", "heliotrope"))).toEqual(["Ask a question"]);
  });
});

describe("a question of which the topic cannot be told", () => {
  it("has one button for it, and no topic is guessed", async () => {
    await asks({ question: "How did you find time each week to read exit tickets?" });
    expect(seen("lead")).toContain("What is it about?\n[Choose the topic]");
    expect((await formOf(house.press("lead", button("lead", "Choose the topic")))).form.id).toBe("ask-topics");
  });
});

describe("a colleague's question", () => {
  beforeEach(() => asks({}, "teacher"));

  it("is seen, closed and taken back by the team's lead under her word ask, and read by who asked alone", async () => {
    const text = await said(house.command("lead", "ask"));
    expect(text).toContain("Open questions of your team");
    expect(text).toContain(question);
    const request = (await requests())[0]?.id ?? "";
    expect(await said(house.press("lead", { do: "see-help", request }))).toBe(notYours);
    expect(await said(house.press("lead", { do: "ask-manager", request }))).toBe(notYours);
    await house.press("lead", { do: "withdraw-help", request });
    await house.settle();
    expect(await requests()).toMatchObject([{ state: "withdrawn" }]);
    expect(seen("teacher")).toContain("This question was taken back.");
    expect(seen("teacher")).not.toContain("You took");
  });

  it("is not ended by another member, another team's lead or the program manager", async () => {
    const request = (await requests())[0]?.id ?? "";
    for (const who of [house.as("principal"), house.as("coast-lead", "W2"), pm()])
      for (const act of ["withdraw-help", "close-help"] as const) await who.press({ do: act, request });
    expect(await requests()).toMatchObject([{ state: "open" }]);
    expect(await said(house.command("principal", "ask"))).not.toContain(question);
  });
});

describe("a lead who is not to be written to", () => {
  it.each([
    ["has muted the bot", { muted: true }],
    ["is away", { awayFrom: "2026-01-20", awayUntil: "2026-01-30" }],
  ])("because she %s is not told a question of her team, and the asker is told so", async (_why, changes) => {
    await noChannel();
    await person("lead", changes);
    await asks({}, "teacher");
    expect(seen("lead")).toBe("");
    expect(seen("teacher")).toContain("please tell them yourself");
  });

  it("since it was written is not told it, and the asker is told so", async () => {
    await noChannel();
    await writes({}, "teacher");
    await person("lead", { muted: true });
    await house.settle();
    expect(seen("lead")).toBe("");
    expect(seen("teacher")).toContain("please tell them yourself");
  });
});
