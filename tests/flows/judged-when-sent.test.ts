import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDeliverer } from "../../src/app/deliver.js";
import { enqueue } from "../../src/app/enqueue.js";
import { tick } from "../../src/app/tick.js";
import { beginSending, leaveUnknown } from "../store/sending.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, identify, leaves } from "./neighbours.js";
import { at, formOf, plan, report } from "./scenes.js";

let house: House;
const lead = "@lead";
/** The second slot: Wednesday, February 4. */
const second = (time: string) => `2026-02-04T${time}:00-08:00`;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const questions = (to: string) =>
  house.platform.seenBy(to).filter((text) => /What have you seen since\?|What came of it\?/.test(text));

describe("a question that was written in the morning", () => {
  it("does not leave for somebody who is no longer on the team at three", async () => {
    await plan(house);
    await house.at(second("08:00"));
    await leaves(house, "lead", "2026-02-04");
    await house.at(second("15:00"));
    expect(questions(lead)).toEqual([]);
  });

  it("does not come again after “later” for somebody who has left since", async () => {
    await plan(house);
    await house.at(second("15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await leaves(house, "lead", "2026-02-05");
    await house.at("2026-02-05T15:00:00-08:00");
    expect(questions(lead)).toEqual([]);
  });

  it("does not leave when its cycle has been closed since", async () => {
    await plan(house);
    await house.at(second("08:00"));
    const scope = { networkId: "network-1" };
    await house.store.write(async (tables) => {
      const [cycle] = await tables.cycles.openOf(scope, "team-1");
      if (cycle !== undefined)
        await tables.cycles.save(scope, { ...cycle, stage: "closed", version: cycle.version + 1 }, cycle.version);
    });
    await house.at(second("15:00"));
    expect(questions(lead)).toEqual([]);
  });

  it("is judged only by whoever still holds it: asked by another meanwhile, it is not recorded as not asked", async () => {
    await plan(house);
    house.setNow(second("15:00"));
    await tick(house.app);
    let stoodStill = false;
    const at = async (step: string) => {
      if (step !== "after claim" || stoodStill) return;
      stoodStill = true;
      await house.settle();
      await leaves(house, "lead", "2026-02-04");
    };
    const slow = createDeliverer({ ...house.app, at }, { leaseMs: 0, paceMs: 0 });
    await slow.deliver();
    await slow.stop();
    expect([stoodStill, questions(lead).length]).toEqual([true, 1]);
    const scope = { networkId: "network-1" };
    const states = (await house.store.read((view) => view.checkIns.promptsSince(scope, "2026-02-01"))).map(
      (one) => one.state,
    );
    expect(states).toEqual(["asked"]);
  });

  it("takes the place of one that was put off: not two alike on one day", async () => {
    await plan(house);
    await house.at(second("15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    const scope = { networkId: "network-1" };
    const [prompt] = await house.store.read((view) => view.checkIns.openPromptsOf(scope, "lead"));
    const nextSlot = new Date("2026-02-18T15:00:00-08:00");
    await house.store.write((tables) =>
      tables.checkIns.savePrompt(scope, { ...(prompt as NonNullable<typeof prompt>), againAt: nextSlot }),
    );
    await house.at("2026-02-18T15:00:00-08:00");
    expect(questions(lead)).toHaveLength(1);
  });

  it("is not reopened by a late press on “later” after “not this week”", async () => {
    await plan(house);
    await house.at(second("15:00"));
    const later = house.platform.button(lead, "Later");
    await house.press("lead", house.platform.button(lead, "Not this week"));
    expect(JSON.stringify(await house.press("lead", later))).toContain("You have settled this already.");
    await house.at("2026-02-05T15:00:00-08:00");
    expect(questions(lead)).toEqual([]);
  });
});

describe("a question that could not leave in time", () => {
  const scope = { networkId: "network-1" };
  const prompts = () => house.store.read((view) => view.checkIns.promptsSince(scope, "2026-01-01"));
  const greeted = () => house.platform.seenBy(lead).filter((text) => text.includes("Hello from Throughline"));

  it("is recorded as not asked, and the status says so", async () => {
    await house.at(at("21", "09:00"));
    await house.at(at("22", "09:00"));
    expect((await prompts()).map(({ state, reason }) => [state, reason])).toEqual([["skipped", "too late in the day"]]);
    expect(JSON.stringify(await house.command("lead", "status"))).toContain("Jan 21");
  });

  it("of one who said “later” and was asked before does not count as a date on which nobody was asked", async () => {
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    house.platform.failFor(lead, { kind: "rate-limited", retryAfterMs: 20 });
    await house.deliverOnce(at("22", "15:00"));
    house.platform.failFor(lead, undefined);
    await house.at(at("23", "09:00"));
    expect((await prompts()).map(({ state, reason }) => [state, reason])).toEqual([["skipped", "came too late"]]);
    expect(JSON.stringify(await house.command("lead", "status"))).not.toContain("Jan 21");
  });

  it("leaves a hello no reason to go alone, however old questions stand", async () => {
    await house.at(at("21", "15:00"));
    const [old] = await prompts();
    await house.store.write(async (tables) => {
      const person = await tables.roster.person(scope, "lead");
      if (person !== undefined) await tables.roster.savePerson(scope, { ...person, welcomedAt: null });
    });
    await house.at(second("09:00"));
    await house.store.write(async (tables) => {
      const [asked] = (await tables.checkIns.openPromptsOf(scope, "lead")).filter((one) => one.id !== old?.id);
      if (asked === undefined || old === undefined) throw new Error("nothing was asked");
      await tables.checkIns.savePrompt(scope, { ...asked, state: "skipped", reason: "her week was full" });
      await tables.checkIns.savePrompt(scope, { ...old, state: "asked" });
      await tables.outbox.skip(asked.messageId ?? "", "her week was full");
    });
    await house.at(second("15:01"));
    expect(greeted()).toHaveLength(1);
  });
});

describe("after a message of unknown outcome", () => {
  it("her answer is confirmed in a message of its own", async () => {
    await plan(house);
    house.platform.fail({ kind: "ambiguous", reason: "timeout" }, true);
    await house.at(second("15:00"));
    const form = await formOf(house.press("lead", house.platform.button(lead, "Add a result")));
    await house.submit("lead", "update", form.context, { happened: "It worked", next: "keep testing" });
    await house.settle();
    expect(house.platform.seenBy(lead).at(-1)).toContain("Recorded");
    expect(house.platform.seenBy(lead).at(-1)).toContain("It worked");
  });

  it("the digest goes on with the next update", async () => {
    await plan(house);
    await house.at(at("27", "10:00"));
    house.platform.fail({ kind: "ambiguous", reason: "timeout" });
    await report(house, { happened: "First of the week" });
    await report(house, { happened: "Second of the week" });
    expect(house.platform.seenBy("C1").at(-1)).toContain("Second of the week");
  });

  it("an edit that was on its way when the program ended is made again", async () => {
    await plan(house);
    const { context } = await formOf(house.command("lead", "update"));
    await house.submit("lead", "update", context, { happened: "After the restart", next: "keep testing" });
    const scope = { networkId: "network-1" };
    const pending = await house.store.read((view) => view.outbox.list(scope, { states: ["pending"] }));
    const edit = pending.find((one) => one.kind === "edit" && one.lane.endsWith(":C1"));
    await house.store.write((tables) => beginSending(tables, edit?.id ?? ""));
    await house.settle();
    expect(house.platform.seenBy("C1")[0]).toContain("After the restart");
  });
});

describe("what one district wrote", () => {
  it("is sent to a program manager in the network's own workspace, wherever else she was claimed later", async () => {
    await furnishSecondDistrict(house);
    await identify(house, { id: "pm" }, "workspace-1", "pm-guest");
    const scope = { networkId: "network-1" };
    await house.store.write(async (tables) => {
      const guest = (await tables.workspaces.identities(scope)).filter((one) => one.externalUser === "pm-guest");
      await tables.workspaces.saveIdentities(
        scope,
        guest.map((one) => ({ ...one, claimedAt: new Date("2026-01-01") })),
      );
    });
    await plan(house);
    await house.at(at("21", "16:00"));
    expect(house.platform.seenBy("@pm")).toHaveLength(1);
    expect(house.platform.seenBy("@pm-guest")).toEqual([]);
  });

  it("reaches her a day later when the summary could not be sent", async () => {
    await plan(house);
    await house.at(at("22", "09:00"));
    await house.at(at("22", "16:00"));
    expect(house.platform.seenBy("@pm").join()).toContain("Exit tickets");
    await house.at(at("23", "16:00"));
    expect(house.platform.seenBy("@pm")).toHaveLength(1);
  });
});

describe("what was written for one person", () => {
  const scope = { networkId: "network-1" };
  const card = { blocks: [{ kind: "text" as const, text: "Recorded: nine of twelve" }] };
  const tell = (id: string) =>
    house.store.write((tables) =>
      enqueue(tables, scope, [{ effect: "tell", id, personId: "lead", kind: "answer", card }], house.now()),
    );
  const find = (id: string) => house.store.read((view) => view.outbox.find(scope, id));
  const giveAccountTo = (personId: string) =>
    house.store.write(async (tables) => {
      const hers = (await tables.workspaces.identities(scope)).filter((one) => one.externalUser === "lead");
      await tables.workspaces.saveIdentities(
        scope,
        hers.map((one) => ({ ...one, personId })),
      );
    });

  it("does not reach an account that has become somebody else's, and is not changed there", async () => {
    await tell("seen");
    await house.settle();
    await tell("waits");
    const edit = { effect: "replace" as const, id: "change", messageId: "seen", card };
    await house.store.write((tables) => enqueue(tables, scope, [edit], house.now()));
    await giveAccountTo("teacher");
    await house.settle();
    expect(house.platform.seenBy(lead)).toHaveLength(1);
    for (const id of ["waits", "change"])
      expect(await find(id)).toMatchObject({ state: "skipped", error: "the account is somebody else's" });
    await giveAccountTo("lead");
    await tell("hers again");
    await house.settle();
    expect(house.platform.seenBy(lead)).toHaveLength(2);
  });

  it("is not offered to be sent again when the account is somebody else's", async () => {
    const offered = async () => JSON.stringify(await house.as("pm", "HUB").command("status")).includes("send-again");
    await tell("unclear");
    await house.store.write((tables) => leaveUnknown(tables, "unclear"));
    expect(await offered()).toBe(true);
    await giveAccountTo("teacher");
    expect(await offered()).toBe(false);
  });

  it.each([
    ["team-1", "of which it speaks", 0],
    ["team-9", "of which it does not speak", 1],
  ])("is told to a program manager who has lost %s since, %s, so often: %i", async (lost, _what, told) => {
    const [team] = (await house.store.read((view) => view.roster.load(scope))).teams;
    const quiet = { ...(team as NonNullable<typeof team>), id: "team-9", name: "Team without news" };
    await house.store.write((tables) => tables.roster.save(scope, { teams: [quiet] }));
    const [first] = await house.store.read((view) => view.roster.assignments(scope));
    const both = ["team-1", quiet.id].map((teamId) => ({
      ...(first as NonNullable<typeof first>),
      id: teamId,
      teamId,
    }));
    await house.store.write((tables) =>
      tables.roster.save(scope, { pmAssignments: [{ ...(first as (typeof both)[0]), until: "2026-01-01" }, ...both] }),
    );
    await plan(house);
    house.setNow(at("21", "16:00"));
    await tick(house.app);
    const waiting = await house.store.read((view) => view.outbox.list(scope, { states: ["pending"], personId: "pm" }));
    expect(waiting.map(({ kind }) => kind)).toEqual(["program manager digest"]);
    const ended = both.filter(({ teamId }) => teamId === lost).map((one) => ({ ...one, until: "2026-01-21" }));
    await house.store.write((tables) => tables.roster.save(scope, { pmAssignments: ended }));
    await house.settle();
    expect(house.platform.seenBy("@pm")).toHaveLength(told);
  });

  it("is told to her new account when she has moved there, and nothing more to the old one", async () => {
    await house.at(at("21", "15:00"));
    const { context } = await formOf(house.press("lead", house.platform.button(lead, "Plan it")));
    const before = house.platform.seenBy(lead);
    await giveAccountTo("teacher");
    await identify(house, { id: "lead" }, "workspace-1", "lead-new");
    const values = {
      ...{ change: "Exit tickets", prediction: "60 % get it right" },
      ...{ predictedFigure: "60", dueOn: "2026-02-11" },
    };
    expect(await house.submit("lead-new", "update", context, values)).toMatchObject({ kind: "close-form" });
    await house.settle();
    expect(house.platform.seenBy(lead)).toEqual(before);
    expect(house.platform.seenBy("@lead-new").join()).toContain("Exit tickets");
  });
});

describe("what is typed to the bot", () => {
  const message = (id: string) => ({ platform: "paper", workspace: "W1", channel: "@lead", message: id });
  const drafts = () => house.store.read((view) => view.cycles.openDrafts({ networkId: "network-1" }, "lead"));

  it("is kept when a command is edited into a text", async () => {
    await house.type("lead", "mine", "m1");
    await house.handle({
      kind: "edited",
      key: "e1",
      person: house.ref("lead"),
      direct: true,
      message: message("m1"),
      text: "Mine: nine of twelve",
    });
    expect((await drafts()).map((one) => one.text)).toEqual(["Mine: nine of twelve"]);
  });

  it("stays as it was edited when the edit is delivered first, and away when the deletion is", async () => {
    const edited = { kind: "edited" as const, person: house.ref("lead"), direct: true };
    await house.handle({ ...edited, key: "e2", message: message("m2"), text: "Nine of twelve" });
    await house.type("lead", "Nine of twleve", "m2");
    expect((await drafts()).map((one) => one.text)).toEqual(["Nine of twelve"]);
    await house.handle({
      kind: "deleted",
      key: "d3",
      person: house.ref("lead"),
      direct: true,
      message: message("m3"),
      text: "",
    });
    await house.type("lead", "Not for you", "m3");
    expect((await drafts()).map((one) => one.text)).toEqual(["Nine of twelve"]);
  });
});
