import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle } from "../../scripts/gallery/examples.js";
import type { SharingLevel } from "../../src/core/matching/records.js";
import type { Action } from "../../src/core/ui/action.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { FormValues } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, cardOf, formOf, gone, notYours, said, valuesIn } from "./scenes.js";

let house: House;
const scope = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const absence = {
  statement: "One in five of our students misses more than 18 days a year, and attendance falls in winter",
  focusArea: "",
  studentGroups: "",
  evidence: "",
};

/** The lead writes the team's problem, or its next version; gives the card that answers. */
async function writes(values: FormValues, who = "lead"): Promise<Reply> {
  const { context } = await formOf(house.press(who, { do: "edit-problem", team: "team-1" }));
  expect(await house.submit(who, "problem", context, values)).toEqual({ kind: "close-form" });
  await house.settle();
  const card = house.platform.cards(`@${who}`).at(-1)?.card;
  if (card === undefined) throw new Error("no card answers");
  return { kind: "notice", card };
}

function buttonsOf(reply: Reply): Map<string, Action> {
  const card = reply.kind === "close-form" ? reply.notice : reply.kind === "notice" ? reply.card : undefined;
  const all = (card?.blocks ?? []).flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  return new Map(all.map(({ label, action }) => [label, action]));
}
function press(from: Reply, label: string, who = "lead"): Promise<Reply> {
  const action = buttonsOf(from).get(label);
  if (action === undefined) throw new Error(`no button “${label}” among ${[...buttonsOf(from).keys()]}`);
  return house.press(who, action);
}
const told = (reply: Reply) => {
  const card = reply.kind === "close-form" ? reply.notice : reply.kind === "notice" ? reply.card : undefined;
  return card === undefined ? JSON.stringify(reply) : cardAsText(card);
};
const problemId = async () =>
  (await house.store.read((view) => view.cycles.problems(scope, "team-1")))[0]?.problem.id ?? "";
const choices = async () => {
  const id = await problemId();
  return house.store.read((view) => view.matching.topicChoices(scope, [id]));
};
const ledger = async (what: "problem" | "cycle" = "problem", id?: string) => {
  const subject = id ?? (await problemId());
  return house.store.read((view) => view.matching.consentsTo(scope, what, [subject]));
};
const withoutLead = () =>
  house.store.write(async (tables) => {
    const { memberships } = await tables.roster.load(scope);
    await tables.roster.save(scope, { memberships: memberships.map((one) => ({ ...one, lead: false })) });
  });

describe("when a problem of practice is written", () => {
  it("the card that answers asks which topic fits, with three and a way out", async () => {
    const answer = await writes(absence);
    expect(told(answer)).toContain("Which fits best?");
    const labels = [...buttonsOf(answer).keys()];
    expect(labels).toContain("Chronic absence");
    expect(labels.indexOf("Something else")).toBe(3);
    expect(labels.slice(4)).toEqual(["More about it"]);
    expect(told(answer)).not.toContain("May we look");
    const all = await press(answer, "More about it");
    expect([...buttonsOf(all).keys()]).toEqual(
      expect.arrayContaining(["Change it", "Add details", "Change who sees it", "Choose the topic"]),
    );
    expect(told(all)).not.toContain("Which fits best?");
  });

  it("a tap says the topic, of just this version, and asks once who may be compared", async () => {
    const answer = await writes(absence);
    const next = await press(answer, "Chronic absence");
    expect(await choices()).toMatchObject([{ topics: ["absence"], other: null, version: 1, personId: "lead" }]);
    expect(told(next)).toContain("May we look for districts like yours?");
    expect(told(next)).toContain("Names are shown only after both say yes");
    expect(told(next)).toContain("program managers see names");
    expect(told(next)).toContain("take it back any time");
    await press(next, "Whole network");
    expect(await ledger()).toMatchObject([{ level: "network", personId: "lead", withdrawnAt: null }]);
    await house.settle();
    const stands = house.platform.seenBy("@lead").at(-1);
    expect(stands, "the card that asked asks no more").not.toContain("Which fits best?");
    expect(stands).toContain("Compared with: the whole network");
    const card = await said(house.command("teacher", "problem"));
    expect(card).toContain("Chronic absence, as your team said");
    expect(card).toContain("the whole network");
  });

  it("a button pressed twice is one entry", async () => {
    const answer = await writes(absence);
    const next = await press(answer, "Chronic absence");
    await press(answer, "Chronic absence");
    await press(next, "Our collaboration");
    await press(next, "Our collaboration");
    expect(await choices()).toHaveLength(1);
    expect(await ledger()).toHaveLength(1);
  });

  it("who sees it is changed and taken back by the lead, and the ledger keeps what was", async () => {
    await press(await press(await writes(absence), "Chronic absence"), "Whole network");
    const asked = await press(await house.command("lead", "problem"), "Change who sees it");
    expect(told(asked)).toContain("in the whole network");
    expect(told(await press(asked, "Keep it in the team"))).toContain("stays with your team");
    expect(await ledger()).toMatchObject([{ level: "network", withdrawnBy: "lead" }]);
    expect(await said(house.command("lead", "problem"))).toContain("Compared with: nobody");
  });

  it("a level is the lead's: others are told who decides, and where there is no lead anybody on the team may", async () => {
    const next = await press(await writes(absence, "teacher"), "Chronic absence", "teacher");
    expect(told(next)).toContain("Your team lead decides");
    const compare = { do: "compare", team: "team-1", level: "network" } as const;
    expect(await said(house.press("teacher", compare))).toContain("Your team lead decides");
    expect(await said(house.press("teacher", { do: "ask-compare", team: "team-1" }))).toContain("Your team lead");
    expect(await ledger()).toEqual([]);
    await withoutLead();
    expect(await said(house.press("teacher", compare))).toContain("in the whole network");
    expect(await ledger()).toMatchObject([{ level: "network", personId: "teacher" }]);
  });

  it("a lead whose colleague named the topic first is asked all the same, once", async () => {
    await press(await writes(absence, "teacher"), "Chronic absence", "teacher");
    const card = await house.command("lead", "problem");
    const next = await house.press("lead", { do: "choose-topic", team: "team-1", version: 1, topic: "absence" });
    expect(told(card)).toContain("Compared with: nobody");
    expect(told(next)).toContain("May we look for districts like yours?");
    await press(next, "Keep it in the team");
    house.setNow(at("20", "09:10"));
    const again = await house.press("lead", { do: "choose-topic", team: "team-1", version: 1, topic: "absence" });
    expect(told(again)).not.toContain("May we look");
  });

  it("who may be compared is asked once, whatever the answer was; the topic again only where the words say something else", async () => {
    await press(await press(await writes(absence), "Chronic absence"), "Keep it in the team");
    house.setNow(at("20", "09:10"));
    const closer = { ...absence, statement: `${absence.statement}, most of all on Mondays`, why: "We counted" };
    const second = await writes(closer);
    expect(told(second)).not.toContain("Which fits best?");
    const other = { ...absence, statement: "Half of our third graders cannot decode words when reading", why: "Focus" };
    const third = await writes(other);
    expect(told(third)).toContain("Your problem reads differently now. Which fits best?");
    const last = await press(third, "Early reading");
    expect(told(last)).not.toContain("May we look");
    expect(await choices()).toMatchObject([
      { topics: ["absence"], version: 1 },
      { topics: ["early-literacy"], version: 3 },
    ]);
    expect(await ledger()).toEqual([]);
  });

  it("a topic button of an earlier version says nothing of the new words: she is shown what stands there now", async () => {
    const old = await writes(absence);
    await writes({ ...absence, statement: "Half of our third graders cannot decode words when reading", why: "Focus" });
    const answer = await press(old, "Chronic absence");
    expect(told(answer)).toContain("Your problem was changed since that button was shown");
    expect(told(answer)).toContain("third graders");
    expect(await choices()).toEqual([]);
  });

  it("something else is said with any topic or in her own words, which the student guard reads too", async () => {
    const answer = await writes(absence);
    const { form, context } = await formOf(press(answer, "Something else"));
    expect(Object.keys(valuesIn(form))).toEqual(["topic", "other"]);
    expect(await house.submit("lead", "problem-topic", context, {})).toMatchObject({
      kind: "keep-form",
      errors: { topic: expect.any(String) },
    });
    const held = await house.submit("lead", "problem-topic", context, { other: "Maria in 3rd grade read ten pages" });
    expect(held).toMatchObject({ kind: "show-form" });
    expect(await choices()).toEqual([]);
    const done = await house.submit("lead", "problem-topic", context, { topic: "none", other: "School gardens" });
    expect(told(done)).toContain("Noted: School gardens.");
    expect(await choices()).toMatchObject([{ topics: [], other: "School gardens" }]);
    expect(await said(house.command("lead", "problem"))).toContain("School gardens, as your team said");
  });

  it("one that says too little gets one clarifying question, one in another language is told what is compared", async () => {
    const short = await writes({ ...absence, statement: "Attendance" });
    expect(told(short)).toContain("Who is it about, and what do you see?");
    expect(buttonsOf(short).get("Add a sentence")).toEqual({ do: "edit-problem", team: "team-1" });
    expect(told(short)).not.toContain("Which fits best?");
    const typed = await house.command("lead", "problem");
    expect([...buttonsOf(typed).keys()], "once, and nothing beside it").toEqual(["Add a sentence", "More about it"]);
    expect(told(typed)).not.toContain("No match yet");
    await house.press("lead", { do: "compare", team: "team-1", level: "network" });
    expect(told(await house.command("lead", "problem"))).not.toContain("No match yet");
    expect(told(await press(typed, "More about it"))).toContain("No match yet: your problem is too short");
    const spanish = "Los estudiantes no leen en casa y las familias no tienen libros para leer con sus niños";
    const other = await writes({ ...absence, statement: spanish, why: "Clearer" });
    expect(told(other)).toContain("I read English only");
  });

  it("the learning zone asks nothing", async () => {
    const answer = await writes({ ...absence, statement: "", focusArea: "Attendance" });
    expect(told(answer)).not.toMatch(/Which fits|Topic|Compared|May we/);
  });

  it("nobody outside of the team says anything about it", async () => {
    await writes(absence);
    const pm = house.as("pm", "HUB");
    const choose = { do: "choose-topic", team: "team-1", version: 1, topic: "absence" } as const;
    expect(await said(pm.press(choose))).toBe(notYours);
    expect(await said(pm.press({ do: "compare", team: "team-1", level: "network" }))).toBe(notYours);
    expect(await said(pm.submit("problem-topic", { team: "team-1" }, { topic: "absence" }))).toBe(notYours);
    expect(await choices()).toEqual([]);
    expect(await ledger()).toEqual([]);
  });

  it("a button of a problem that is not there answers kindly", async () => {
    const choose = { do: "choose-topic", team: "team-1", version: 1, topic: "absence" } as const;
    expect(await said(house.press("lead", choose))).toBe(gone);
    await writes(absence);
    expect(await said(house.press("lead", { ...choose, topic: "no such topic" }))).toBe(gone);
  });
});

describe("when a cycle is decided", () => {
  const closes = async (decision: string, who = "lead") => {
    await house.store.write((tables) => tables.cycles.save(scope, cycle({ stage: "act", ownerId: who }), 0));
    const { context } = await formOf(house.press(who, { do: "update", cycle: "cycle-1" }));
    const reply = await house.submit(who, "update", context, { decision, reason: "Nobody had time" });
    expect(reply).toEqual({ kind: "close-form" });
    await house.settle();
    return house.platform.seenBy(`@${who}`).at(-1) ?? "";
  };
  const share = (level: SharingLevel, who = "lead") => house.press(who, { do: "share", cycle: "cycle-1", level });

  it.each(["abandon", "adapt", "scale"])("the card of “%s” lets the lead share it with one tap", async (decision) => {
    const card = await closes(decision);
    expect(card).toContain("Who may find this cycle?");
    expect(card).toContain("under your district's name");
    expect(card).toContain("Results about few students are left out");
    expect(card.includes("What did not work helps others as much.")).toBe(decision !== "scale");
    const labels = [...card.matchAll(/\[(.+?)\]/g)].map(([, label]) => label);
    expect(labels.slice(0, 4)).toEqual(["Partners", "Our collaboration", "Whole network", "Keep it in the team"]);
    expect(labels.slice(4)).toEqual([...(decision === "adapt" ? ["Plan the next cycle"] : []), "More about it"]);
    const all = await house.press("lead", house.platform.button("@lead", "More about it"));
    expect([...buttonsOf(all).keys()]).toContain("Edit");
    expect([...buttonsOf(all).keys()].includes("Add to the spread")).toBe(decision === "scale");
    expect(await said(house.press("lead", house.platform.button("@lead", "Our collaboration")))).toContain(
      "Your collaboration may find this cycle.",
    );
    expect(await ledger("cycle", "cycle-1")).toMatchObject([
      { what: "cycle", level: "collaboration", personId: "lead" },
    ]);
  });

  it("one pressed twice is one entry, and what is taken back stays in the ledger", async () => {
    await closes("abandon");
    await share("network");
    await share("network");
    expect(await ledger("cycle", "cycle-1")).toHaveLength(1);
    expect(await said(share("team"))).toContain("stays with your team");
    expect(await ledger("cycle", "cycle-1")).toMatchObject([{ level: "network", withdrawnBy: "lead" }]);
  });

  it("whoever is not the lead is told who decides, and nothing is kept", async () => {
    const card = await closes("scale", "teacher");
    expect(card).toContain("Your team lead decides who may find this cycle.");
    expect(card).not.toContain("[Whole network]");
    expect(await said(share("network", "teacher"))).toContain("Your team lead decides");
    expect(await ledger("cycle", "cycle-1")).toEqual([]);
  });

  it("later, the closed cycle says who may find it and lets the lead change that", async () => {
    await closes("abandon");
    await share("partner");
    const card = await cardOf(house.press("lead", { do: "see-cycle", cycle: "cycle-1" }));
    expect(cardAsText(card)).toContain("Districts that you were introduced to may find this cycle.");
    const asked = await press({ kind: "notice", card }, "Who may find this");
    expect(buttonsOf(asked).get("Keep it in the team")).toEqual({ do: "share", cycle: "cycle-1", level: "team" });
  });

  it("one that goes on, one of another team, and one that is not there are not shared", async () => {
    await house.store.write((tables) => tables.cycles.save(scope, cycle({ stage: "do" }), 0));
    expect(await said(share("network"))).toContain("once it is decided");
    expect(await said(house.as("pm", "HUB").press({ do: "share", cycle: "cycle-1", level: "network" }))).toBe(notYours);
    expect(await said(house.press("lead", { do: "share", cycle: "nothing", level: "network" }))).toBe(gone);
    expect(await ledger("cycle", "cycle-1")).toEqual([]);
  });
});
