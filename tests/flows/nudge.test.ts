import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { enqueue } from "../../src/app/enqueue.js";
import type { Person, Team } from "../../src/core/network/model.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { Field, FormValues } from "../../src/core/ui/form.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishAssignment, furnishSecondDistrict, furnishSecondTeam, identify, leaves } from "./neighbours.js";
import { at, cardOf, everyRow, formOf, notesIn, notYours, plan, said, valuesIn } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const words = "Before Thursday's call, could you add the last exit-ticket result? Even a rough count helps.";
const nudge = { do: "nudge", team: "team-1" } as const;

/** A cycle in do, owned by the lead and tested by the teacher, on Wednesday, Jan 21, 3 pm. */
beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
  await plan(house);
  await fill({ do: "plan-details", cycle: await cycleId() }, "plan-details", { testers: ["teacher"] });
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const cycleId = async () => (await house.store.read((view) => view.cycles.openOf(network, "team-1")))[0]?.id ?? "";
const nudges = () => house.store.read((view) => view.nudges.ofTeams(network, ["team-1"], new Date(0)));
const outbox = (id: string) => house.store.read((view) => view.outbox.find(network, id));
const seen = (who: string) => house.platform.seenBy(`@${who}`);
const last = (who: string) => seen(who).at(-1) ?? "";
const opens = () => formOf(pm().press(nudge));

async function fill(action: Parameters<House["press"]>[1], form: "plan-details", values: FormValues) {
  const { context } = await formOf(house.press("lead", action));
  await house.submit("lead", form, context, values);
}

/** The program manager opens the form and sends it as it stands but for `values`. */
async function sends(values: FormValues = {}) {
  const { form, context } = await opens();
  const reply = await pm().submit("nudge", context, { to: ["lead"], ...written(form.fields), text: words, ...values });
  if (reply.kind === "close-form") await house.settle();
  return reply;
}

const written = (fields: Field[]) =>
  Object.fromEntries(fields.flatMap((one) => (one.kind === "choices" ? [[one.name, one.value ?? []]] : [])));

function choices(fields: Field[], name: string): { value: string; label: string }[] {
  const field = fields.find((one) => one.kind === "choices" && one.name === name);
  return field?.kind === "choices" ? field.options : [];
}

async function person(id: string, changes: Partial<Person>): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.roster.person(network, id);
    if (found) await tables.roster.savePerson(network, { ...found, ...changes });
  });
}

async function team(changes: Partial<Team>): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.roster.team(network, "team-1");
    if (found) await tables.roster.save(network, { teams: [{ ...found, ...changes }] });
  });
}

/** One question is all that her week has room for, and she has had it. */
async function fillsWeek(id: string): Promise<void> {
  await person(id, { weeklyMessages: 1 });
  const card = { blocks: [{ kind: "text" as const, text: "What have you seen?" }] };
  const question = { effect: "tell" as const, id: `question-${id}`, personId: id, kind: "check-in" as const, card };
  await house.store.write((tables) => enqueue(tables, network, [question], house.now()));
}

describe("the word nudge", () => {
  it("shows a program manager her teams: stage, days since the update, room and last contact", async () => {
    await house.at(at("22", "10:00"));
    const card = await cardOf(pm().command("nudge"));
    const text = cardAsText(card);
    expect(text).toContain("Sample Valley team");
    expect(text).toContain("Exit tickets: do, 1 day since the last update");
    expect(text).toContain("Teacher lead · room for 3 more this week · last message Jan 21");
    expect(text).not.toMatch(/coast|reading/i);
    const buttons = card.blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : []));
    expect(buttons.map(({ action }) => action)).toEqual([nudge]);
  });

  it("tells everybody else what it is for", async () => {
    expect(await said(house.command("lead", "nudge"))).toContain("With this word a program manager sends");
    expect(await said(house.press("lead", nudge))).toContain("With this word a program manager sends");
  });

  it("shows in a district's workspace that district's teams alone", async () => {
    await identify(house, { id: "pm" }, "workspace-3", "pm-guest");
    expect(await said(house.as("pm-guest", "W2").command("nudge"))).toContain("belong to other districts");
    expect(await said(house.as("pm-guest", "W2").press(nudge))).toContain("belong to other districts");
    await furnishAssignment(house, "pm", "team-2");
    expect(await said(house.as("pm-guest", "W2").command("nudge"))).not.toContain("Valley");
    expect(await said(house.as("pm-guest", "W2").press(nudge))).toBe(notYours);
  });
});

describe("a nudge", () => {
  it("is offered with the next step, to the owner before the testers, and leaves as it was edited", async () => {
    const { form } = await opens();
    expect(choices(form.fields, "to").map(({ label }) => label)).toEqual([
      "Teacher lead · owner, classroom · room for 3",
      "Teacher teacher · tester, classroom · room for 2",
    ]);
    expect(valuesIn(form)).toEqual({
      to: ["lead"],
      text: "Could you add the latest result of “Exit tickets”? Even a rough count helps.",
    });
    expect(await said(sends().then((reply) => ({ kind: "notice", card: noticeOf(reply) })))).toContain(
      "Teacher lead: leaves now",
    );
    expect(last("lead")).toBe(
      [
        "From your program manager: Exit tickets",
        `“${words}”`,
        "[Add a result] [Answer]",
        "Only your program manager reads an answer. A recorded update is read by your team, too.",
      ].join("\n"),
    );
    expect(await nudges()).toMatchObject([
      { fromId: "pm", toId: "lead", teamId: "team-1", cycleId: await cycleId(), text: words, overBudget: null },
    ]);
    expect(seen("teacher")).toEqual([]);
  });

  it("takes a place in her week like a question", async () => {
    await sends();
    expect(choices((await opens()).form.fields, "to")[0]?.label).toContain("room for 2");
    const [sent] = await nudges();
    expect(await outbox(sent?.id ?? "")).toMatchObject({ contact: "nudge", week: "2026-01-19", state: "sent" });
  });

  it("to several people is a message for each", async () => {
    await sends({ to: ["lead", "teacher"] });
    expect(last("lead")).toContain(words);
    expect(last("teacher")).toContain(words);
    expect(await nudges()).toHaveLength(2);
  });

  it("is one however often the same form is sent", async () => {
    await person("lead", { weeklyMessages: 2 });
    const { context } = await opens();
    const values = { to: ["lead"], text: words };
    await pm().submit("nudge", context, values, "same");
    await pm().submit("nudge", context, values, "same");
    const again = await pm().submit("nudge", context, { ...values, text: `${words} ` }, "pressed again");
    // It has filled her week itself, and that is no reason to ask for one.
    expect(cardAsText(noticeOf(again))).toContain("Teacher lead: leaves now");
    await house.settle();
    expect(await nudges()).toHaveLength(1);
    expect(seen("lead").filter((text) => text.includes(words))).toHaveLength(1);
  });

  it("opens the stage's own form", async () => {
    await sends();
    const { form } = await formOf(house.press("lead", house.platform.button("@lead", "Add a result")));
    expect(form.title).toBe("What happened");
  });

  it("waits for her contact hours when it is written in the evening, and leaves no more after two school days", async () => {
    await house.at(at("23", "19:00"));
    const { context } = await opens();
    const sent = await pm().submit("nudge", context, { to: ["lead"], text: words });
    expect(cardAsText(noticeOf(sent))).toContain("leaves Monday, Jan 26 at 7:30 am");
    await house.at(at("25", "12:00"));
    expect(last("lead")).not.toContain(words);
    await house.at(at("26", "07:30"));
    expect(last("lead")).toContain(words);
    const [found] = await nudges();
    expect((await outbox(found?.id ?? ""))?.expiresAt).toEqual(new Date(at("28", "16:30")));
  });

  it("that is held up past her contact hours waits for the next ones", async () => {
    house.platform.failFor("@lead", { kind: "rate-limited", retryAfterMs: 1000 });
    const { context } = await opens();
    await pm().submit("nudge", context, { to: ["lead"], text: words });
    await house.deliverOnce(at("21", "15:10"));
    house.platform.failFor("@lead", undefined);
    await house.at(at("21", "20:00"));
    expect(last("lead")).not.toContain(words);
    await house.at(at("22", "07:30"));
    expect(last("lead")).toContain(words);
  });

  it("to people of several teams begins with the teams", async () => {
    await furnishAssignment(house, "pm", "team-2");
    const { form, context } = await formOf(pm().press({ do: "nudge" }));
    expect(choices(form.fields, "teams").map(({ label }) => label)).toEqual([
      "Sample Coast team",
      "Sample Valley team",
    ]);
    const next = await formOf(pm().submit("nudge-teams", context, { teams: ["team-1", "team-2"] }));
    expect(valuesIn(next.form)).toMatchObject({
      to: ["coast-lead", "lead"],
      text: "Could you add the latest result of your cycle? Even a rough count helps.",
    });
    await pm().submit("nudge", next.context, { to: ["coast-lead", "lead"], text: words });
    await house.settle();
    expect(last("lead")).toContain(words);
    expect(last("coast-lead")).toContain("From your program manager: The coast cycle");
  });
});

function noticeOf(reply: Awaited<ReturnType<ReturnType<typeof pm>["press"]>>) {
  if (reply.kind !== "close-form" || reply.notice === undefined) throw new Error(JSON.stringify(reply));
  return reply.notice;
}

describe("a nudge to somebody whose week is full", () => {
  beforeEach(() => fillsWeek("teacher"));
  const over = { to: ["teacher"], text: words };
  const why = "The convening is on Thursday";

  it("needs a reason, asked once below her own words; then it leaves all the same and is on record", async () => {
    const { form, context } = await opens();
    expect(choices(form.fields, "to")[1]?.label).toContain("no room");
    const again = await formOf(pm().submit("nudge", context, over));
    expect(notesIn(again.form)[0]).toContain("No room this week: Teacher teacher.");
    expect(valuesIn(again.form)).toMatchObject({ ...over, why: undefined });
    expect(await pm().submit("nudge", again.context, over)).toEqual({
      kind: "keep-form",
      errors: { why: expect.any(String) },
    });
    expect(await nudges()).toEqual([]);
    await pm().submit("nudge", again.context, { ...over, why });
    await house.settle();
    expect(last("teacher")).toContain(words);
    expect(last("teacher")).not.toContain(why);
    const [sent] = await nudges();
    expect(sent).toMatchObject({ overBudget: why });
    expect(await outbox(sent?.id ?? "")).toMatchObject({ contact: null, week: null, state: "sent" });
    const audit = await house.store.read((view) => view.events.auditOf(network, 10));
    const [entry] = audit.filter(({ action }) => action === "nudge over budget");
    expect(entry).toMatchObject({ actor: "pm", subject: sent?.id, districtId: "district-1", detail: null });
  });

  it("pushes nothing out of her week", async () => {
    const waits = { notBefore: new Date(at("21", "16:00")) };
    await person("teacher", { weeklyMessages: 2 });
    const card = { heading: "From somebody else", blocks: [] };
    const effect = {
      effect: "tell" as const,
      id: "kept",
      personId: "teacher",
      kind: "nudge" as const,
      card,
      ...waits,
    };
    await house.store.write((tables) => enqueue(tables, network, [effect], house.now()));
    const again = await formOf(pm().submit("nudge", (await opens()).context, over));
    await pm().submit("nudge", again.context, { ...over, why });
    await house.settle();
    await house.at(at("21", "16:00"));
    expect(await outbox("kept")).toMatchObject({ state: "sent", contact: "nudge" });
  });

  it("needs none for the others: who is left out of it again is not asked about", async () => {
    const { context } = await opens();
    const again = await formOf(pm().submit("nudge", context, { to: ["lead", "teacher"], text: words }));
    await pm().submit("nudge", again.context, { to: ["lead"], text: words, why });
    await house.settle();
    expect(await nudges()).toMatchObject([{ toId: "lead", overBudget: null }]);
  });
});

describe("a nudge that lost its place before it left", () => {
  it("is folded like anything else: her next message says it in short", async () => {
    await person("lead", { weeklyMessages: 2 });
    await house.at(at("21", "20:00"));
    await pm().submit("nudge", (await opens()).context, { to: ["lead"], text: words });
    await person("lead", { weeklyMessages: 1 });
    await house.at(at("22", "07:30"));
    const [waiting] = await nudges();
    expect(await outbox(waiting?.id ?? "")).toMatchObject({ state: "skipped", error: "her week was full" });
    const notes = await house.store.read((view) => view.budget.unsaid(network, "lead", new Date(0)));
    expect(notes.map(({ heading }) => heading)).toEqual(["From your program manager: Exit tickets"]);
    expect(await said(pm().command("nudge"))).toContain("Teacher lead, Jan 21: did not leave");
  });
});

describe("who is not to be written to", () => {
  it.each([
    ["muted", () => person("teacher", { muted: true }), "Teacher teacher (does not want to be asked)"],
    ["away", () => person("teacher", { awayFrom: "2026-01-21", awayUntil: "2026-01-21" }), "Teacher teacher (is away)"],
    ["not reachable", () => unreachable("teacher"), "Teacher teacher (cannot be reached)"],
    [
      "no longer on the team",
      () => leaves(house, "teacher", "2026-01-21"),
      "Teacher teacher (is no longer on the team)",
    ],
  ])("is named with the reason and gets nothing: %s", async (_why, become, reason) => {
    const before = await opens();
    await become();
    const { form } = await opens();
    expect(choices(form.fields, "to").map(({ value }) => value)).toEqual(["lead"]);
    expect(notesIn(form).join()).toContain(`I write nothing to: ${reason}.`);
    // Open since before: it is said what has changed, and nothing leaves until she has seen it.
    const again = await formOf(pm().submit("nudge", before.context, { to: ["lead", "teacher"], text: words }));
    expect(valuesIn(again.form)).toMatchObject({ to: ["lead"], text: words });
    expect(notesIn(again.form).join()).toContain(reason);
    expect(await nudges()).toEqual([]);
    await pm().submit("nudge", again.context, { to: ["lead"], text: words });
    await house.settle();
    expect((await nudges()).map(({ toId }) => toId)).toEqual(["lead"]);
    expect(seen("teacher").join()).not.toContain(words);
  });

  it("is a whole team that pauses; her words stay in the form", async () => {
    const { context } = await opens();
    await team({ paused: true });
    expect(await said(pm().press(nudge))).toContain("Teacher lead (the team pauses)");
    const kept = await pm().submit("nudge", context, { to: ["lead"], text: words });
    expect(kept).toMatchObject({ kind: "keep-form", notice: expect.stringContaining("the team pauses") });
    expect(await nudges()).toEqual([]);
  });

  it.each([
    ["muted", () => person("lead", { muted: true }), "muted"],
    ["away", () => person("lead", { awayFrom: "2026-01-22", awayUntil: "2026-01-30" }), "away"],
    ["paused", () => team({ paused: true }), "the team is paused"],
    ["moved on", () => leaves(house, "lead", "2026-01-22"), "no longer on the team"],
    ["given to another program manager", () => leaves(house, "pm", "2026-01-22"), "no longer accompanies the team"],
  ])("is judged once more when it leaves: %s", async (_why, become, reason) => {
    await house.at(at("21", "20:00"));
    await pm().submit("nudge", (await opens()).context, { to: ["lead"], text: words });
    await become();
    await house.at(at("22", "07:30"));
    expect(last("lead")).not.toContain(words);
    const [waiting] = await nudges();
    expect(await outbox(waiting?.id ?? "")).toMatchObject({ state: "skipped", error: expect.stringContaining(reason) });
  });

  async function unreachable(id: string): Promise<void> {
    await house.store.write(async (tables) => {
      const hers = (await tables.workspaces.identities(network)).filter(({ personId }) => personId === id);
      await tables.workspaces.saveIdentities(
        network,
        hers.map((one) => ({ ...one, unreachableSince: house.now() })),
      );
    });
  }
});

describe("a program manager of other teams", () => {
  it("can open, send and see nothing here", async () => {
    const { context } = await opens();
    const other = house.as("pm-2", "HUB");
    expect(await said(other.press(nudge))).toBe(notYours);
    expect(await said(other.submit("nudge", context, { to: ["lead"], text: "Forged" }))).toBe(notYours);
    await sends();
    expect(await said(other.command("nudge"))).not.toMatch(/valley|Teacher lead,/i);
    expect(seen("lead").join()).not.toContain("Forged");
    expect(await nudges()).toHaveLength(1);
  });

  it("of the same team sees that somebody was nudged, and not what was written or answered", async () => {
    await furnishAssignment(house, "pm-2", "team-1");
    await sends();
    const card = await said(house.as("pm-2", "HUB").command("nudge"));
    expect(card).toContain("last nudge Jan 21");
    expect(card).not.toContain("Your nudges");
  });

  it("nudges nobody who is not on the team that she chose", async () => {
    const { context } = await opens();
    const reply = await formOf(pm().submit("nudge", context, { to: ["coast-lead"], text: words }));
    expect(valuesIn(reply.form)).toMatchObject({ to: [], text: words });
    expect(await nudges()).toEqual([]);
  });

  it("leaves no word of one district with another: not its rows, and not its workspace", async () => {
    await identify(house, { id: "lead" }, "workspace-3", "lead-visits");
    await house.store.write(async (tables) => {
      const home = (await tables.workspaces.identities(network)).filter(({ id }) => id === "identity-lead");
      await tables.workspaces.saveIdentities(
        network,
        home.map((one) => ({ ...one, unreachableSince: house.now() })),
      );
    });
    const { form } = await opens();
    expect(notesIn(form).join()).toContain("Teacher lead (cannot be reached)");
    await sends({ to: ["teacher"] });
    const rows = (await everyRow(house, "district-2")).join("\n");
    expect(rows).not.toContain(words);
    expect(seen("lead-visits")).toEqual([]);
  });
});
