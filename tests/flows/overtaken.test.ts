import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Form, FormContext, FormValues } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, notesIn, plan, report, updatesOf, valuesIn } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const closed = { kind: "close-form" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const cycles = () => house.store.read((view) => view.cycles.all(network));
const opens = (user: string) => formOf(house.command(user, "update"));
const sends = (user: string, context: FormContext, values: FormValues, key?: string) =>
  house.submit(user, "update", context, values, key);

/** The form that stays open: what it says on top, what is typed in, and what it carries. */
async function keptOpen(reply: Promise<Reply>): Promise<{ says: string; form: Form; context: FormContext }> {
  const { form, context } = await formOf(reply);
  return { says: notesIn(form)[0] ?? "", form, context };
}

async function later(minutes: number): Promise<void> {
  await house.at(new Date(house.now().getTime() + minutes * 60_000).toISOString());
}

const seen = { happened: "Fewer hands up\n  than last week", result: "20 of 48", next: "keep testing" };
const hers = { happened: "“Mine” & <more>", result: "36 of 60", observedOn: "", next: "ready to study" };

describe("two people who record something on one cycle", () => {
  it("tells the second what was recorded, by whom and when, keeps all that she wrote, and adds it when she sends again", async () => {
    await plan(house);
    const [teacher, lead] = [await opens("teacher"), await opens("lead")];
    await later(10);
    expect(await sends("teacher", teacher.context, seen)).toEqual(closed);
    await later(5);
    const kept = await keptOpen(sends("lead", lead.context, hers));
    expect(kept.says).toBe(
      "Teacher teacher recorded 41.7 % (20 of 48) at 3:10 pm. Your words are still here. Send again to add them.",
    );
    expect(valuesIn(kept.form)).toEqual({
      happened: hers.happened,
      result: "36 of 60",
      observedOn: undefined,
      next: "ready to study",
    });
    expect((await updatesOf(house)).map((one) => one.personId)).toEqual(["lead", "teacher"]);
    expect(await sends("lead", kept.context, hers)).toEqual(closed);
    expect((await updatesOf(house)).map((one) => [one.personId, one.answers.happened])).toEqual([
      ["lead", undefined],
      ["teacher", seen.happened],
      ["lead", hers.happened],
    ]);
    expect((await cycles()).map((one) => one.stage)).toEqual(["study"]);
    await house.settle();
    const [digest, ...more] = house.platform.seenBy("C1");
    expect(more).toEqual([]);
    expect(digest).toContain("41.7 % (20 of 48)");
    expect(digest).toContain("60 % (36 of 60)");
  });

  it("lets one of two who send at the same moment in, and tells the other", async () => {
    await plan(house);
    const forms = [await opens("teacher"), await opens("lead"), await opens("principal")];
    const users = ["teacher", "lead", "principal"];
    const replies = await Promise.all(
      users.map((user, n) =>
        sends(user, forms[n]?.context ?? {}, { happened: `What ${user} saw`, next: "keep testing" }),
      ),
    );
    expect(replies.map((one) => one.kind).sort()).toEqual(["close-form", "show-form", "show-form"]);
    for (const [n, reply] of replies.entries()) {
      let again = reply;
      for (let tries = 0; again.kind === "show-form"; tries++) {
        expect(tries).toBeLessThan(3);
        again = await sends(users[n] ?? "", again.context, { happened: `What ${users[n]} saw`, next: "keep testing" });
      }
      expect(again).toEqual(closed);
    }
    const words = (await updatesOf(house)).flatMap((one) => one.answers.happened ?? []);
    expect(words.sort()).toEqual(["What lead saw", "What principal saw", "What teacher saw"]);
  });

  it("tells her again when somebody is faster once more", async () => {
    await plan(house);
    const lead = await opens("lead");
    await sends("teacher", (await opens("teacher")).context, seen);
    const first = await keptOpen(sends("lead", lead.context, hers));
    await later(1);
    await sends("principal", (await opens("principal")).context, {
      happened: "From the corridor",
      next: "keep testing",
    });
    const second = await keptOpen(sends("lead", first.context, hers));
    expect(second.says).toContain("Teacher principal recorded an update at 3:01 pm.");
    expect(second.says).not.toContain("more change");
    expect(await sends("lead", second.context, hers)).toEqual(closed);
  });

  it("says how much more there was", async () => {
    await plan(house);
    const lead = await opens("lead");
    for (const user of ["teacher", "principal", "teacher"]) {
      await later(1);
      await sends(user, (await opens(user)).context, { happened: "Something", next: "keep testing" });
    }
    const kept = await keptOpen(sends("lead", lead.context, hers));
    expect(kept.says).toContain("Teacher teacher recorded an update at 3:03 pm. There are 2 more changes.");
  });

  it("is not taken for a second try when the platform delivers the overtaken form twice", async () => {
    await plan(house);
    const lead = await opens("lead");
    await sends("teacher", (await opens("teacher")).context, seen);
    for (const key of ["same", "same"])
      expect(await sends("lead", lead.context, hers, key)).toMatchObject({ kind: "show-form" });
    expect(await updatesOf(house)).toHaveLength(2);
  });

  it("tells her also what she recorded herself on another screen, so that nothing is recorded twice unseen", async () => {
    await plan(house);
    const [phone, desk] = [await opens("lead"), await opens("lead")];
    await later(1);
    expect(await sends("lead", phone.context, seen)).toEqual(closed);
    const kept = await keptOpen(sends("lead", desk.context, hers));
    expect(kept.says).toContain("You recorded 41.7 % (20 of 48) at 3:01 pm.");
    expect(await updatesOf(house)).toHaveLength(2);
  });

  it("takes a form from before versions as it came", async () => {
    await plan(house);
    const { context } = await opens("lead");
    const { version: _version, ...old } = context;
    await sends("teacher", (await opens("teacher")).context, seen);
    expect(await sends("lead", old, hers)).toEqual(closed);
  });

  it("says no name of a team that is not hers, whatever ids she sends", async () => {
    await plan(house);
    const { context } = await opens("lead");
    await sends("teacher", (await opens("teacher")).context, seen);
    const stranger = { ...context, version: "1" };
    expect(await house.as("pm", "HUB").submit("update", stranger, hers)).toMatchObject({
      kind: "keep-form",
      notice: "Only the team that this belongs to can do that.",
    });
  });
});

describe("a cycle that went on while she wrote", () => {
  it("is said to be elsewhere; what she adds then does not take it back", async () => {
    await plan(house);
    const lead = await opens("lead");
    await sends("teacher", (await opens("teacher")).context, { ...seen, next: "ready to study" });
    const kept = await keptOpen(sends("lead", lead.context, hers));
    expect(kept.says).toBe(
      "Teacher teacher recorded 41.7 % (20 of 48) at 3 pm. The cycle is in “study” now. Your words are still here. Send again to add them; the cycle stays where it is.",
    );
    expect(kept.context.stage).toBe("do");
    expect(await sends("lead", kept.context, hers)).toEqual(closed);
    expect((await cycles()).map((one) => one.stage)).toEqual(["study"]);
  });

  it("keeps a decision as it was made, and her reason beside it", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "undecided" });
    const lead = await opens("lead");
    await later(1);
    await sends("teacher", (await opens("teacher")).context, { decision: "scale", reason: "Every class gained" });
    const mine = { decision: "abandon", reason: "It took the whole lesson" };
    const kept = await keptOpen(sends("lead", lead.context, mine));
    expect(kept.says).toContain(
      "Teacher teacher decided: keep it and spread it, at 3:03 pm. The decision stands: keep it and spread it.",
    );
    expect(valuesIn(kept.form)).toEqual(mine);
    expect(await sends("lead", kept.context, mine)).toEqual(closed);
    expect(await cycles()).toMatchObject([{ stage: "closed", decision: "scale", reason: "Every class gained" }]);
    const last = (await updatesOf(house)).at(-1);
    expect(last?.answers.reason).toBe(mine.reason);
    // Changing her words later does not make them the decision's.
    await later(1);
    const edit = await formOf(house.press("lead", { do: "edit-update", update: last?.id ?? "" }));
    expect(await sends("lead", edit.context, { reason: "It took two lessons" })).toEqual(closed);
    expect(await cycles()).toMatchObject([{ decision: "scale", reason: "Every class gained" }]);
  });

  it("keeps the first one's reason when the second, who decided the same, changes hers and then deletes it", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "undecided" });
    const teacher = await opens("teacher");
    await report(house, { decision: "abandon", reason: "No time for it" });
    await later(1);
    const mine = { decision: "abandon", reason: "It was too loud" };
    const kept = await keptOpen(sends("teacher", teacher.context, mine));
    expect(await sends("teacher", kept.context, mine)).toEqual(closed);
    const reason = async () => (await cycles())[0]?.reason;
    const update = (await updatesOf(house)).at(-1)?.id ?? "";
    const edit = await formOf(house.press("teacher", { do: "edit-update", update }));
    expect(await sends("teacher", edit.context, { reason: "It was far too loud" })).toEqual(closed);
    expect(await reason()).toBe("No time for it");
    await house.press("teacher", { do: "delete-update", update });
    expect(await reason()).toBe("No time for it");
    const decided = (await updatesOf(house)).at(-2)?.id ?? "";
    await house.press("lead", { do: "delete-update", update: decided });
    expect(await reason()).toBe(null);
  });
});

describe("two plans at once", () => {
  const mine = { change: "Warm-up questions", question: "", prediction: "More hands up", dueOn: "2026-02-11" };

  it("tells the second of two who plan the team's first cycle, and makes hers a cycle of its own", async () => {
    await house.at(at("21", "15:00"));
    const lead = await formOf(house.press("lead", house.platform.button("@lead", "Plan it")));
    const teacher = await opens("teacher");
    await sends("teacher", teacher.context, { change: "Exit tickets", prediction: "60 %" });
    const kept = await keptOpen(sends("lead", lead.context, mine));
    expect(kept.says).toBe(
      "Teacher teacher began the cycle “Exit tickets” at 3 pm. Your words are still here. Send again to plan them as a cycle of its own.",
    );
    expect(valuesIn(kept.form)).toMatchObject({
      change: mine.change,
      question: undefined,
      prediction: mine.prediction,
    });
    expect(await cycles()).toHaveLength(1);
    expect(await sends("lead", kept.context, mine)).toEqual(closed);
    expect((await cycles()).map((one) => [one.title, one.prediction]).sort()).toEqual([
      ["Exit tickets", "60 %"],
      ["Warm-up questions", "More hands up"],
    ]);
    // Her question is answered, whichever cycle her answer became.
    await house.settle();
    expect(house.platform.seenBy("@lead").at(-1)).toContain("Warm-up questions is planned.");
  });

  it("tells the second of two who plan the next cycle, and leaves the first one's plan alone", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "Too long", decision: "adapt", reason: "Shorter" });
    const forms = [await opens("lead"), await opens("teacher")];
    expect(forms[0]?.context).toMatchObject({ stage: "plan", version: "1" });
    await sends("teacher", forms[1]?.context ?? {}, { change: "Shorter tickets", prediction: "70 %" });
    const kept = await keptOpen(sends("lead", forms[0]?.context ?? {}, mine));
    expect(kept.says).toContain("Teacher teacher planned “Shorter tickets” at 3:02 pm.");
    expect(await sends("lead", kept.context, mine)).toEqual(closed);
    const open = (await cycles()).filter((one) => one.stage === "do");
    expect(open.map((one) => [one.title, one.prediction]).sort()).toEqual([
      ["Shorter tickets", "70 %"],
      ["Warm-up questions", "More hands up"],
    ]);
  });
});

describe("an update that she changes on two screens", () => {
  it("tells the second, and takes her words when she sends again; both stay as versions", async () => {
    await plan(house);
    const edit = { do: "edit-update" as const, update: (await updatesOf(house))[0]?.id ?? "" };
    const [phone, desk] = [await formOf(house.press("lead", edit)), await formOf(house.press("lead", edit))];
    await later(2);
    expect(await sends("lead", phone.context, { change: "Exit slips", prediction: "60 %" })).toEqual(closed);
    const mine = { change: "Exit cards", question: "", prediction: "60 %", predictedFigure: "", dueOn: "" };
    const kept = await keptOpen(sends("lead", desk.context, mine));
    expect(kept.says).toBe(
      "You changed this on another screen at 3:02 pm. Your words are still here. Send again to put them in its place; the earlier text is kept with it.",
    );
    expect(valuesIn(kept.form)).toMatchObject({ change: "Exit cards", question: undefined, dueOn: undefined });
    expect(await sends("lead", kept.context, mine)).toEqual(closed);
    expect((await cycles()).map((one) => one.title)).toEqual(["Exit cards"]);
    const versions = await house.store.read((view) => view.cycles.versionsOf(network, edit.update));
    expect(versions.map((one) => one.answers.change)).toEqual(["Exit tickets", "Exit slips", "Exit cards"]);
  });
});
