import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tick } from "../../src/app/tick.js";
import type { Person } from "../../src/core/network/model.js";
import type { FormValues } from "../../src/core/ui/form.js";
import { described, furnishPeers, furnishTeamOf, furnishThird, question } from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { leaves } from "./neighbours.js";
import { at, everyRow, formOf, gone, notYours, said, valuesIn } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const offered = "We call at six in the evening.";
const taken = "Call at six, in the language of the family";

beforeEach(async () => {
  house = await openHouse({ at: at("22", "13:00") });
  await furnish(house);
  await furnishPeers(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const coast = () => house.as("coast-lead", "W2");
const seen = (who: string) => house.platform.seenBy(who.startsWith("C") ? who : `@${who}`).join("\n--\n");
const button = (who: string, label: string) => house.platform.button(`@${who}`, label);
const requests = () => house.store.read((view) => view.help.requests(network));
const offers = () => house.store.read((view) => view.help.offers(network));
const consents = async () => {
  const [request] = await requests();
  const all = await house.store.read((view) => view.matching.consentsTo(network, "help request", [request?.id ?? ""]));
  return all.map(({ districtId, level, towardsDistrictId, withdrawnAt }) => [
    districtId,
    level,
    towardsDistrictId,
    withdrawnAt === null,
  ]);
};

async function asks(values: FormValues = {}, who = "lead") {
  const { context } = await formOf(house.press(who, { do: "ask" }));
  const reply = await house.submit(who, "ask", context, { question, level: "network", ...values });
  await house.settle();
  return reply;
}

async function presses(who: string, label: string, workspace = "W1") {
  const reply = await house.as(who, workspace).press(button(who, label));
  await house.settle();
  return reply;
}

/** From the question to the districts; gives what is shown before it goes out. */
async function preview(): Promise<string> {
  await presses("lead", "Ask my program manager");
  return said(presses("lead", "Ask districts that may know"));
}

async function sends(): Promise<string> {
  const { plan, request } = await planned();
  const reply = await said(house.press("lead", { do: "send-help", request, plan }));
  await house.settle();
  return reply;
}

async function planned(): Promise<{ plan: string; request: string }> {
  const reply = await house.press("lead", button("lead", "Ask districts that may know"));
  const blocks = reply.kind === "notice" ? reply.card.blocks : [];
  for (const block of blocks)
    for (const { action } of block.kind === "buttons" ? block.buttons : [])
      if (action.do === "send-help") return action;
  throw new Error(`nothing to send: ${JSON.stringify(reply)}`);
}

async function offers20(text = offered) {
  const { context } = await formOf(coast().press(button("coast-lead", "Offer 20 minutes")));
  const reply = await coast().submit("help-offer", context, { answer: text });
  await house.settle();
  return reply;
}

async function person(id: string, changes: Partial<Person>): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.roster.person(network, id);
    if (found) await tables.roster.savePerson(network, { ...found, ...changes });
  });
}

describe("the word ask", () => {
  it("says what it does, and of give and get nothing while there is none", async () => {
    const text = await said(house.command("lead", "ask"));
    expect(text).toContain("[Ask a question]");
    expect(text).not.toMatch(/Your district asked|0 times/);
  });

  it("with a question behind it opens the form with the question in it", async () => {
    const { form } = await formOf(house.command("lead", "ask", question));
    expect(valuesIn(form)).toMatchObject({ question, level: "collaboration" });
  });

  it("typed as a message with a question is kept, and offered as one", async () => {
    await house.type("lead", `ask ${question}`);
    await house.settle();
    expect(seen("lead")).toContain(question);
    const { form, context } = await formOf(house.press("lead", button("lead", "Ask a question")));
    expect(valuesIn(form)).toMatchObject({ question });
    await house.submit("lead", "ask", context, { question, level: "network" });
    await house.settle();
    expect(await requests()).toMatchObject([{ question }]);
    expect((await everyRow(house)).filter((row) => row.startsWith("draft") && row.includes(question))).toEqual([]);
  });

  it("tells a program manager what it is for", async () => {
    expect(await said(pm().command("ask"))).toContain("With this word a team asks");
  });
});

describe("a question", () => {
  it("goes to the own team at once and to nobody else", async () => {
    expect(await asks()).toEqual({ kind: "close-form" });
    expect(seen("C1")).toContain(`**Teacher lead** asks:\n“${question}”\n[I can help]`.replaceAll("**", ""));
    expect(seen("lead")).toContain("Program manager: not asked");
    expect(seen("lead")).toContain("[Chronic absence]");
    expect(seen("pm") + seen("coast-lead")).toBe("");
    expect(await requests()).toMatchObject([{ question, step: "team", level: "network", state: "open" }]);
  });

  it("sent twice by the same form is one", async () => {
    const { context } = await formOf(house.press("lead", { do: "ask" }));
    for (const _ of [1, 2]) await house.submit("lead", "ask", context, { question, level: "network" }, "same");
    expect(await requests()).toHaveLength(1);
  });

  it("goes to the lead where the team has no channel", async () => {
    await house.store.write((tables) =>
      tables.workspaces.saveChannel(network, {
        id: "channel-1",
        networkId: "network-1",
        districtId: "district-1",
        workspaceId: "workspace-1",
        externalId: "C1",
        teamId: null,
      }),
    );
    await asks({}, "teacher");
    expect(seen("lead")).toContain("Teacher teacher asks:");
    expect(seen("C1")).toBe("");
  });

  it("is about what she says it is about", async () => {
    await asks();
    await presses("lead", "Chronic absence");
    expect(await requests()).toMatchObject([{ topics: ["absence"] }]);
    expect(seen("lead")).toContain("About: Chronic absence");
    expect(seen("lead")).not.toContain("What is it about?");
  });

  it("can be about something that she chooses herself, of at most three", async () => {
    await asks();
    const { context } = await formOf(presses("lead", "Something else"));
    const four = { topics: ["absence", "grading", "writing", "science"] };
    expect(await house.submit("lead", "ask-topics", context, four)).toMatchObject({ kind: "keep-form" });
    await house.submit("lead", "ask-topics", context, { topics: ["absence", "grading"] });
    expect(await requests()).toMatchObject([{ topics: ["absence", "grading"] }]);
  });

  it("is answered by her team at any step, to her alone", async () => {
    await asks();
    await preview();
    const { context } = await formOf(house.press("teacher", house.platform.button("C1", "I can help")));
    await house.submit("teacher", "help-answer", context, { answer: "The office has the numbers." });
    await house.settle();
    expect(seen("lead")).toContain("Teacher teacher, your team:\n“The office has the numbers.”");
    expect(seen("C1") + seen("pm")).not.toContain("The office has the numbers.");
  });

  it("is answered by its program manager once it was sent to her, without small figures in it", async () => {
    const few = "How did you reach families? 3 of 12 students came back, and nobody else answers our calls.";
    await asks({ question: few });
    const [request] = await requests();
    expect(await said(pm().press({ do: "help-answer", request: request?.id ?? "" }))).toBe(notYours);
    expect(seen("lead")).toContain("Outside your district it reads so.");
    await presses("lead", "Ask my program manager");
    expect(seen("pm")).toContain("How did you reach families? … students came back");
    expect(seen("pm")).not.toContain("3 of 12");
    const { context } = await formOf(pm().press(button("pm", "Answer")));
    await pm().submit("help-answer", context, { answer: "Look at the spring convening's notes." });
    await house.settle();
    expect(seen("lead")).toContain("your program manager:\n“Look at the spring convening's notes.”");
  });

  it("is shown before it goes to other districts, and only goes as it was shown", async () => {
    await asks();
    const shown = await preview();
    expect(shown).toContain("Ask 1 district?");
    expect(shown).toContain(described);
    expect(shown).toContain(question);
    expect(shown).not.toMatch(/coast/i);
    expect(seen("coast-lead")).toBe("");
    expect(await consents()).toEqual([]);
    const [request] = await requests();
    const other = { do: "send-help", request: request?.id ?? "", plan: "another" } as const;
    expect(await said(house.press("lead", other))).toContain("Something changed since you looked.");
    expect(await offers()).toEqual([]);
    expect(await sends()).toBe("Sent to 1 district.");
    expect(await consents()).toEqual([["district-1", "network", null, true]]);
    const read = seen("coast-lead");
    expect(read).toContain(described);
    expect(read).toContain(question);
    expect(read).toContain("They will see your name only if you offer.");
    expect(read).not.toMatch(/valley|Teacher lead|3,000|3000/i);
  });

  it("says of the asker only what fits three districts, and asks nobody where none does", async () => {
    await house.close();
    house = await openHouse({ at: at("22", "13:00") });
    await furnish(house);
    await furnishPeers(house, 1);
    await asks();
    expect(await preview()).toContain("I say nothing of other districts here");
    expect(await offers()).toEqual([]);
  });
});

describe("a district that was asked", () => {
  beforeEach(async () => {
    await asks();
    await preview();
    await sends();
  });

  it("offers by name, and is introduced when the asker says so", async () => {
    expect(await offers20()).toEqual({ kind: "close-form" });
    expect(seen("lead")).toContain("Sample Coast Unified (sample), its team lead, offers 20 minutes.");
    expect(seen("lead")).not.toContain("Teacher coast-lead");
    expect(seen("coast-lead")).not.toMatch(/valley/i);
    expect(await consents()).toContainEqual(["district-2", "partner", "district-1", true]);
    await presses("lead", "Introduce us");
    expect(seen("lead")).toContain("Teacher coast-lead, Sample Coast Unified (sample)");
    expect(seen("coast-lead")).toContain("Teacher lead, Sample Valley Unified (sample)");
    expect(await consents()).toContainEqual(["district-1", "partner", "district-2", true]);
    expect(await said(house.command("lead", "ask"))).toContain("asked 1 time and got 1 answer");
    expect(await said(coast().command("ask"))).toContain("It helped 1 time; introduced 1.");
    expect(await said(pm().press({ do: "see-team", team: "team-1" }))).toContain("asked 1 time, got 1 answer");
  });

  it("answers in words without a name", async () => {
    const { context } = await formOf(coast().press(button("coast-lead", "Write a short answer")));
    await coast().submit("help-offer", context, { answer: "We call at six; 4 of 9 students came back." });
    await house.settle();
    expect(seen("lead")).toContain("One of the districts that were asked:\n“We call at six; … students came back.”");
    expect(seen("lead")).not.toMatch(/coast/i);
    expect(await consents()).toHaveLength(1);
  });

  it("says “not now” and is not asked again", async () => {
    await coast().press(button("coast-lead", "Not now"));
    await house.settle();
    expect(seen("coast-lead")).toContain("Not now. Thank you for saying so.");
    expect(seen("lead")).not.toMatch(/coast/i);
    expect(await said(presses("lead", "Ask more districts"))).toContain("All districts that may know have been asked.");
  });

  it("names a student: the form stays, and nothing is told", async () => {
    const { context } = await formOf(coast().press(button("coast-lead", "Offer 20 minutes")));
    const reply = await coast().submit("help-offer", context, {
      answer: "Maria in 3rd grade came back when we called.",
    });
    expect(reply.kind).toBe("show-form");
    expect((await offers())[0]).toMatchObject({ state: "asked", text: null });
  });

  it("is answered for by its lead alone", async () => {
    const offer = (await offers())[0]?.id ?? "";
    expect(await said(house.press("teacher", { do: "help-not-now", offer }))).toBe(gone);
    expect(await said(house.as("coast-teacher", "W2").press({ do: "help-not-now", offer }))).toBe(
      "Your team's lead answers this.",
    );
    expect(await said(coast().press({ do: "introduce", offer }))).toBe(notYours);
  });

  it("says how often it may be asked, and is then left alone", async () => {
    const { context } = await formOf(coast().press(button("coast-lead", "Ask us less")));
    await coast().submit("help-cap", context, { most: "0" });
    const choices = await house.store.read((view) => view.matching.choices(network));
    expect(choices).toMatchObject([{ districtId: "district-2", openRequests: 0 }]);
    await asks({ question: `${question} What did you say first?` });
    await presses("lead", "Ask my program manager");
    expect(await said(presses("lead", "Ask districts that may know"))).toContain("has enough requests just now");
    expect(await offers()).toHaveLength(1);
  });

  it("reads that it was taken back, and can answer no more", async () => {
    await presses("lead", "Take it back");
    expect(seen("coast-lead")).toContain("This question was taken back.");
    expect(seen("coast-lead") + seen("C1") + seen("pm")).not.toContain(question);
    const offer = (await offers())[0]?.id ?? "";
    expect(await said(coast().press({ do: "help-offer", offer, how: "time" }))).toBe("This question was taken back.");
    expect(await consents()).toEqual([["district-1", "network", null, false]]);
  });

  it("reads what was taken when it is closed", async () => {
    await offers20();
    await presses("lead", "Introduce us");
    const { context } = await formOf(house.press("lead", button("lead", "Close it")));
    expect(await house.submit("lead", "close-help", context, {})).toMatchObject({ kind: "keep-form" });
    expect(await house.submit("lead", "close-help", context, { taken })).toEqual({ kind: "close-form" });
    await house.settle();
    expect(seen("coast-lead")).toContain(`This was taken from it:\n“${taken}”`);
    expect(seen("C1")).toContain("This question is closed.");
    expect(await requests()).toMatchObject([{ state: "closed", taken, nextAt: null }]);
  });

  it("can delete what it said, wherever it was told", async () => {
    await offers20();
    await presses("lead", "Introduce us");
    const offer = (await offers())[0]?.id ?? "";
    expect(await said(coast().command("mine"))).toContain(offered);
    expect(await said(house.press("lead", { do: "remove-words", what: "help given", id: offer }))).toBe(gone);
    await coast().press({ do: "remove-words", what: "help given", id: offer });
    await house.settle();
    expect([seen("lead"), seen("coast-lead"), ...(await everyRow(house))].join("\n")).not.toContain(offered);
    expect(seen("lead")).toContain("Removed by its author.");
  });

  it("keeps nothing of a question that its asker deleted", async () => {
    await offers20();
    const id = (await requests())[0]?.id ?? "";
    expect(await said(house.command("lead", "mine"))).toContain(question);
    await house.press("lead", { do: "remove-words", what: "question", id });
    await house.settle();
    const all = ["lead", "coast-lead", "pm", "C1"].map(seen);
    expect([...all, ...(await everyRow(house))].join("\n")).not.toContain(question);
  });

  it("keeps nothing of the thanks that were deleted", async () => {
    await offers20();
    const { context } = await formOf(house.press("lead", button("lead", "Close it")));
    await house.submit("lead", "close-help", context, { taken });
    await house.settle();
    await house.press("lead", { do: "remove-words", what: "help closed", id: (await requests())[0]?.id ?? "" });
    await house.settle();
    expect([seen("lead"), seen("coast-lead"), ...(await everyRow(house))].join("\n")).not.toContain(taken);
    expect(seen("coast-lead")).toContain("Removed by its author.");
  });
});

describe("who is asked", () => {
  const apart = () =>
    house.store.write((tables) =>
      tables.matching.saveBlock(network, {
        id: "block-1",
        networkId: "network-1",
        districtId: "district-2",
        otherDistrictId: "district-1",
        personId: "coast-lead",
        at: house.now(),
        liftedAt: null,
      }),
    );

  it("is never a district that is kept apart, and it is not said why", async () => {
    await apart();
    await asks();
    expect(await preview()).toMatch(/^I know no other district/);
  });

  it("is not a district that was kept apart after it was written and before it left", async () => {
    await asks();
    await preview();
    const { plan, request } = await planned();
    await house.press("lead", { do: "send-help", request, plan });
    await apart();
    await house.settle();
    expect(seen("coast-lead")).toBe("");
    expect(await offers()).toMatchObject([{ state: "released" }]);
  });

  it.each([
    ["has muted the bot", () => person("coast-lead", { muted: true })],
    ["is away", () => person("coast-lead", { awayFrom: "2026-01-20", awayUntil: "2026-01-30" })],
    ["has a full week", () => person("coast-lead", { weeklyMessages: 0 })],
    ["has left", () => leaves(house, "coast-lead", "2026-01-15")],
  ])("is no lead who %s", async (_why, happens) => {
    await happens();
    await asks();
    expect(await preview()).toContain("can be asked just now");
    expect(await offers()).toEqual([]);
  });

  it("is the district that others want least, and one that has enough is left out without a name", async () => {
    await furnishThird(house);
    await house.store.write((tables) =>
      tables.matching.saveChoice(network, {
        networkId: "network-1",
        districtId: "district-2",
        outOfGroups: false,
        openRequests: 0,
        personId: "coast-lead",
        at: house.now(),
      }),
    );
    await asks();
    const shown = await preview();
    expect(shown).toContain("Ask 1 district?");
    expect(shown).toContain("One district that may know has enough requests just now.");
    expect(shown).not.toMatch(/coast|hill/i);
    await sends();
    expect(seen("hill-lead")).toContain(question);
    expect(seen("coast-lead")).toBe("");
  });

  it("is nobody of another collaboration where the asker stays in her own", async () => {
    for (const n of [0, 1, 2]) await furnishTeamOf(house, n);
    await asks({ level: "collaboration" });
    expect(await preview()).toMatch(/^I know no other district/);
  });
});

describe("how many, and for how long", () => {
  it("a team has two open at most, and what she wrote stays before her", async () => {
    await asks();
    const { context } = await formOf(house.press("lead", { do: "ask" }));
    await asks({ question: `${question} Who calls?` });
    const third = await house.submit("lead", "ask", context, { question: `${question} When?`, level: "network" });
    expect(third).toMatchObject({ kind: "keep-form" });
    expect(await said(Promise.resolve(third))).toContain("Your words are still here.");
    expect(await said(house.press("lead", { do: "ask" }))).toContain("Your team has 2 open questions.");
    await presses("lead", "Take it back");
    expect((await formOf(house.press("lead", { do: "ask" }))).form.id).toBe("ask");
  });

  it("she is asked once how it stands, and nobody is reminded", async () => {
    await asks({ by: "2026-01-27" });
    await preview();
    await sends();
    await house.at(at("27", "15:00"));
    expect(seen("lead")).not.toContain("How does your question stand?");
    const before = seen("coast-lead").split("--").length;
    await house.at(at("28", "09:00"));
    await house.at(at("29", "09:00"));
    expect(seen("lead").match(/How does your question stand\?/g)).toHaveLength(1);
    expect(seen("coast-lead").split("--")).toHaveLength(before);
    expect(seen("coast-lead")).toContain("Nothing more is needed from you.");
    await tick(house.app);
    expect(await requests()).toMatchObject([{ state: "open", nextAt: null }]);
  });
});

describe("a question that cannot be asked so", () => {
  it.each([
    ["", "Please fill this in."],
    ["   ", "Please fill this in."],
    ["???", "Could you say a little more?"],
    ["families not answering", "Could you say a little more?"],
    ["x ".repeat(5000), "Please keep this under 1500 characters."],
  ])("“%s”: one thing is asked, and nothing is kept", async (words, says) => {
    const reply = await asks({ question: words });
    expect(JSON.stringify(reply)).toContain(says);
    expect(await requests()).toEqual([]);
  });

  it("because it may name a student: held, and nothing is kept", async () => {
    const reply = await asks({ question: "How do you help Maria in 3rd grade, who never comes on Mondays?" });
    expect(reply.kind).toBe("show-form");
    expect(await requests()).toEqual([]);
    expect(seen("C1")).toBe("");
  });

  it("because the day has passed", async () => {
    expect(JSON.stringify(await asks({ by: "2026-01-02" }))).toContain("This date has passed.");
  });

  it("in another language is asked, and it says how", async () => {
    await asks({ question: "¿Cómo lograron que las familias contesten las llamadas sobre la falta de asistencia?" });
    expect(seen("lead")).toContain("I read English only.");
    await presses("lead", "Ask my program manager");
    expect(await said(presses("lead", "Ask districts that may know"))).toMatch(/^I know no other district|Ask 1/);
  });
});
