import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../src/core/ui/action.js";
import type { Card } from "../../src/core/ui/card.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, cardOf, everyRow, formOf, notYours, plan, quotesIn, report, said, updatesOf, valuesIn } from "./scenes.js";

let house: House;
const lead = "@lead";
const network = { networkId: "network-1" };
type RecordAction = Extract<Action, { do: "record-draft" }>;

function buttonIn(card: Card, label: string): Action {
  const buttons = card.blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : []));
  const found = buttons.find((one) => one.label === label);
  if (found === undefined) throw new Error(`no button “${label}”`);
  return found.action;
}

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const draftsOf = (person: string) => house.store.read((view) => view.cycles.openDrafts(network, person));

async function typed(text: string, message = "m") {
  await house.type("lead", text, message);
  await house.settle();
  const [draft] = await draftsOf("lead");
  if (draft === undefined) throw new Error("no draft");
  return draft;
}

describe("a picture or a file", () => {
  it("is not fetched, and she is told so once; what she wrote with it is kept", async () => {
    const message = { platform: "paper", workspace: "W1", channel: "@lead", message: "with-file" };
    const event = { kind: "message" as const, key: "file", person: house.ref("lead"), direct: true, message };
    await house.handle({ ...event, text: "Nine of twelve read it", files: true });
    await house.handle({ ...event, text: "Nine of twelve read it", files: true });
    await house.handle({ ...event, key: "alone", message: { ...message, message: "alone" }, text: "", files: true });
    await house.settle();
    const told = house.platform.seenBy("@lead").filter((text) => text.includes("I cannot keep pictures or files"));
    expect(told).toHaveLength(2);
    const drafts = await house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"));
    expect(drafts.map(({ text }) => text)).toEqual(["Nine of twelve read it"]);
  });
});

describe("a text that begins with ask", () => {
  const ask = "ask how did you get families to answer calls about absence?";
  const shown = () => house.platform.seenBy(lead).at(-1) ?? "";
  const button = (label: string) => house.press("lead", house.platform.button(lead, label));

  it("and a question is kept, and offered as a question to peers before anything else", async () => {
    await plan(house);
    const draft = await typed(ask);
    expect(draft.text).toBe(ask);
    expect(shown()).toMatch(/^Ask your peers this\?\n“how did you get families to answer calls about absence\?”/);
    expect(shown()).toContain("[Ask a question] [Record as an update instead] [No]");
    expect(shown()).not.toMatch(/\[Record\]|Record this for/);
    const { form } = await formOf(button("Ask a question"));
    expect(valuesIn(form)).toMatchObject({ question: "how did you get families to answer calls about absence?" });
  });

  it("and a question becomes an update when she says so, with all of her words", async () => {
    await plan(house);
    await report(house, { happened: "They liked it" });
    await typed(ask);
    await button("Record as an update instead");
    await house.settle();
    expect(shown()).toContain("Record this for Exit tickets?");
    await button("Record");
    await house.settle();
    expect((await updatesOf(house)).at(-1)?.answers).toMatchObject({ happened: ask });
  });

  it("and a question is let go when she says no", async () => {
    await typed(ask);
    await button("No");
    expect((await everyRow(house)).join()).not.toContain("families to answer calls");
  });

  it("and a question that may name a student is held first, also as an update", async () => {
    await plan(house);
    await typed("ask how did you help Maria in 3rd grade who never comes on Mondays?");
    expect(shown()).not.toMatch(/\[Ask a question\]|\[Record/);
    await button("It is not a student");
    await house.settle();
    expect(shown()).toContain("[Record as an update instead]");
    await button("Record as an update instead");
    await house.settle();
    expect(shown()).toContain("[Record]");
  });

  it("but is no question is offered as an update, and as a question beside it", async () => {
    await plan(house);
    await typed("Ask students to write one sentence each went well today");
    expect(shown()).toContain("Record this for Exit tickets?");
    expect(shown()).toContain("[Ask a question]");
  });

  it("is decided by who wrote it, once", async () => {
    await plan(house);
    const { id } = await typed(ask);
    expect(await said(house.press("teacher", { do: "draft-as-update", draft: id }))).toBe(notYours);
    await button("No");
    expect(await said(house.press("lead", { do: "draft-as-update", draft: id }))).toContain("already");
  });
});

describe("a text that becomes a plan", () => {
  it("stands in the plan's form when the team has no cycle yet, and is settled when the form is sent", async () => {
    await typed("Exit tickets every Friday");
    const opened = await formOf(house.press("lead", house.platform.button(lead, "Open the form")));
    expect(valuesIn(opened.form).change).toBe("Exit tickets every Friday");
    const values = { change: "Exit tickets every Friday", prediction: "60 %" };
    expect(await house.submit("lead", "update", opened.context, values)).toEqual({ kind: "close-form" });
    await house.settle();
    expect(await draftsOf("lead")).toEqual([]);
    expect(house.platform.seenBy(lead)).toHaveLength(1);
    expect(house.platform.seenBy(lead)[0]).toContain("Exit tickets every Friday is planned.");
  });

  it("stands in the form of a cycle that waits for its plan", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "adapt", reason: "Shorter ones" });
    await typed("Two questions, not five");
    const { form } = await formOf(house.press("lead", house.platform.button(lead, "Open the form")));
    expect(valuesIn(form).change).toBe("Two questions, not five");
  });

  it("stands in the form that is opened from her page", async () => {
    await plan(house);
    await typed("Nine of twelve");
    const home = await cardOf(house.as("lead").home());
    expect(quotesIn(home)).toEqual(["Nine of twelve"]);
    const actions = home.blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : []));
    const action = actions.find((one) => one.action.do === "update" && one.action.draft !== undefined)?.action;
    if (action === undefined) throw new Error("no button for the draft");
    expect(valuesIn((await formOf(house.press("lead", action))).form).happened).toBe("Nine of twelve");
  });
});

describe("the text of somebody else on the team", () => {
  const teacher = () => house.as("teacher");

  it("is not recorded and not dropped, and stays as it is", async () => {
    await plan(house);
    const draft = await typed("Nine of twelve");
    const [{ cycleId = "" } = {}] = await updatesOf(house);
    const before = await everyRow(house);
    expect(await said(teacher().press({ do: "record-draft", draft: draft.id, cycle: cycleId }))).toBe(notYours);
    expect(await said(teacher().press({ do: "drop-draft", draft: draft.id }))).toBe(notYours);
    const hers = { platform: "paper", workspace: "W1", channel: "@lead", message: "m" };
    const change = { person: house.ref("teacher"), direct: true, message: hers };
    await house.handle({ kind: "edited", key: "another's edit", ...change, text: "Mine now" });
    await house.handle({ kind: "deleted", key: "another's removal", ...change, text: "" });
    await house.settle();
    expect(await everyRow(house)).toEqual(before);
    expect(await draftsOf("lead")).toEqual([draft]);
  });

  it("is not shown in anybody's form but hers, and stays open when a form with its id is sent", async () => {
    const first = await typed("Exit tickets every Friday");
    const planning = await formOf(teacher().press({ do: "start-cycle", team: "team-1", draft: first.id }));
    expect(JSON.stringify(planning.form)).not.toContain("Friday");
    await plan(house);
    const [{ cycleId = "" } = {}] = await updatesOf(house);
    const doing = await formOf(teacher().press({ do: "update", cycle: cycleId, draft: first.id }));
    expect(JSON.stringify(doing.form)).not.toContain("Friday");
    const values = { happened: "What I saw", next: "keep testing" };
    expect(await teacher().submit("update", { ...doing.context, draft: first.id }, values)).toEqual({
      kind: "close-form",
    });
    await house.settle();
    expect((await updatesOf(house)).at(-1)?.answers.happened).toBe("What I saw");
    expect(await draftsOf("lead")).toEqual([first]);
    expect(house.platform.seenBy(lead).join()).toContain("Shall I record this?");
    await house.press("lead", { do: "record-draft", draft: first.id, cycle: cycleId, stage: "do" });
    // What has become of another's text is nothing to her own; that the cycle has another update she is told.
    const again = await formOf(teacher().submit("update", { ...doing.context, draft: first.id }, values));
    expect(await teacher().submit("update", again.context, values)).toEqual({ kind: "close-form" });
  });
});

describe("a text whose cycle goes on before she presses Record", () => {
  const cycleNow = async () => (await house.store.read((view) => view.cycles.all(network))).at(0);
  const recorded = async () => (await updatesOf(house)).map((one) => [one.personId, one.stage]);
  const typedBy = async (text: string) => {
    await house.type("teacher", text);
    await house.settle();
    return house.platform.button("@teacher", "Record");
  };
  const movedOn =
    "This cycle is in “study” now, so I have recorded nothing yet. Your text is kept: open the form to put it there.";

  it("is recorded nowhere by itself: she is told, and finds it in the form of the stage", async () => {
    await plan(house);
    const record = await typedBy("Nine of twelve");
    await report(house, { happened: "Done", next: "ready to study" });
    const before = await recorded();
    const told = await cardOf(house.press("teacher", record));
    expect(cardAsText(told)).toContain(movedOn);
    expect([await recorded(), (await cycleNow())?.stage]).toEqual([before, "study"]);
    expect((await draftsOf("teacher")).map((one) => one.text)).toEqual(["Nine of twelve"]);
    const opened = await formOf(house.press("teacher", buttonIn(told, "Open the form")));
    expect(valuesIn(opened.form).learned).toBe("Nine of twelve");
    const values = { learned: "Nine of twelve", decision: "undecided" };
    expect(await house.submit("teacher", "update", opened.context, values)).toEqual({ kind: "close-form" });
    expect(await recorded()).toEqual([...before, ["teacher", "study"]]);
    expect(await draftsOf("teacher")).toEqual([]);
  });

  it("finds its place with the cycle that follows where its own is closed", async () => {
    await plan(house);
    const record = await typedBy("Nine of twelve");
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "adapt", reason: "Shorter ones" });
    const before = await recorded();
    const told = await cardOf(house.press("teacher", record));
    expect(cardAsText(told)).toContain("This cycle is closed now, so I have recorded nothing yet.");
    const { form } = await formOf(house.press("teacher", buttonIn(told, "Exit tickets")));
    expect(valuesIn(form).change).toBe("Nine of twelve");
    expect(await recorded()).toEqual(before);
  });

  it("is recorded beside a colleague's where the stage is the same", async () => {
    await plan(house);
    const record = await typedBy("Nine of twelve");
    await report(house, { happened: "Ten of twelve" });
    expect(await house.press("teacher", record)).toEqual({ kind: "none" });
    expect(await recorded()).toContainEqual(["teacher", "do"]);
  });

  it("is judged by what was recorded since where the button is an old one that names no stage", async () => {
    await plan(house);
    await house.at(at("21", "16:00"));
    const { stage: _unnamed, ...old } = (await typedBy("Nine of twelve")) as RecordAction;
    await report(house, { happened: "Done", next: "ready to study" });
    expect(await said(house.press("teacher", old))).toContain(movedOn);
    await house.at(at("21", "16:10"));
    const { stage: _nor, ...fresh } = (await typedBy("Too long")) as RecordAction;
    expect(await house.press("teacher", fresh)).toEqual({ kind: "none" });
    expect((await updatesOf(house)).at(-1)?.answers).toEqual({ learned: "Too long" });
  });
});

describe("a text that is recorded by two ways", () => {
  it("is one update when she presses Record and then sends the form that was open, which keeps her text", async () => {
    await plan(house);
    await typed("Nine of twelve");
    const { context } = await formOf(house.press("lead", house.platform.button(lead, "Add figures")));
    await house.press("lead", house.platform.button(lead, "Record"));
    const values = { happened: "Nine of twelve", result: "9 of 12", next: "keep testing" };
    for (const key of ["first", "first", "second"])
      expect(await house.submit("lead", "update", context, values, key)).toEqual({
        kind: "keep-form",
        errors: {},
        notice:
          "This text was recorded already. To change it, close this and press Edit. Your text is still here to copy.",
      });
    const [, ...updates] = await updatesOf(house);
    expect(updates.map((one) => one.answers)).toEqual([{ happened: "Nine of twelve" }]);
  });

  it("is one update when she sends the form and then presses Record", async () => {
    await plan(house);
    await typed("Nine of twelve");
    const record = house.platform.button(lead, "Record");
    const figures = house.platform.button(lead, "Add figures");
    const { context } = await formOf(house.press("lead", figures));
    await house.submit("lead", "update", context, { happened: "Nine of twelve", next: "keep testing" });
    expect(await said(house.press("lead", record))).toContain("This was answered already.");
    expect(await said(house.press("lead", figures))).toContain("This was answered already.");
    expect((await updatesOf(house)).slice(1)).toHaveLength(1);
  });

  it("is not changed by an edit of her message afterwards, and she is told how to change it", async () => {
    await plan(house);
    await typed("Nine of twelve");
    await house.press("lead", house.platform.button(lead, "Record"));
    await house.settle();
    await house.as("lead").edit("m", "Ten of twelve");
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toBe(
      "You had decided about this text already. To change what was recorded, press Edit there.",
    );
    expect((await updatesOf(house)).at(-1)?.answers.happened).toBe("Nine of twelve");
    expect(house.platform.seenBy("C1").join()).not.toContain("Ten of twelve");
  });
});

describe("a text that she does not want kept", () => {
  const secret = "Nine of twelve in room seventeen";

  const kept = async () => (await everyRow(house)).join("\n");

  it("is gone from every row when she presses No", async () => {
    await plan(house);
    await typed("Nine of twelve in room");
    await house.as("lead").edit("m", secret);
    await house.settle();
    expect(await kept()).toContain(secret);
    await house.press("lead", house.platform.button(lead, "No"));
    expect(await kept()).not.toContain("Nine of twelve");
    await house.settle();
    expect(await kept()).not.toContain("Nine of twelve");
    expect(house.platform.seenBy(lead).at(-1)).toContain("Not recorded, and not kept.");
    expect(house.platform.seenBy(lead).join()).not.toContain("Nine of twelve");
  });

  it("is gone from every row when she deletes her message, before it was asked about or after", async () => {
    await typed(secret);
    await house.as("lead").remove("m");
    await house.settle();
    expect(await kept()).not.toContain("Nine of twelve");
    expect(house.platform.seenBy(lead)).toEqual(["This is not there any more."]);
    await house.type("lead", secret, "quick");
    await house.as("lead").remove("quick");
    await house.settle();
    expect(await kept()).not.toContain("Nine of twelve");
    expect(house.platform.seenBy(lead)).toHaveLength(1);
  });

  it("is not in a form that was offered for it before", async () => {
    await plan(house);
    await typed(secret);
    const figures = house.platform.button(lead, "Add figures");
    await house.press("lead", house.platform.button(lead, "No"));
    await house.settle();
    expect(JSON.stringify(await house.press("lead", figures))).not.toContain("Nine of twelve");
  });
});

describe("a long text", () => {
  const long = `First line.\n\n${"What we saw in the room, in many words. ".repeat(60)}And the last word.`;

  it("is asked about whole, and recorded whole", async () => {
    await plan(house);
    await typed(long);
    expect(quotesIn(house.platform.cards(lead).at(-1)?.card)).toEqual([long]);
    await house.as("lead").edit("m", `${long} Really.`);
    await house.settle();
    expect(quotesIn(house.platform.cards(lead).at(-1)?.card)).toEqual([`${long} Really.`]);
    expect(quotesIn(await cardOf(house.as("lead").home()))).toEqual([`${long} Really.`]);
    await house.press("lead", house.platform.button(lead, "Record"));
    await house.settle();
    expect(quotesIn(house.platform.cards(lead).at(-1)?.card)).toEqual([`${long} Really.`]);
    expect((await updatesOf(house)).at(-1)?.answers.happened).toBe(`${long} Really.`);
  });
});
