import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { texts } from "../../src/core/texts.js";
import type { Action } from "../../src/core/ui/action.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict } from "./neighbours.js";
import { cardOf, formOf, notYours, said } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const wednesday = (time: string) => `2026-01-21T${time}:00-08:00`;
const timeout = { kind: "ambiguous", reason: "timeout" } as const;

beforeEach(async () => {
  house = await openHouse({ at: "2026-01-20T09:00:00-08:00" });
  await furnish(house);
  await furnishSecondDistrict(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
/** Who coaches in another district. */
const other = () => house.as("pm-2", "HUB");
const messages = () => house.store.read((view) => view.outbox.list(network, {}));
const states = async () => (await messages()).map((one) => `${one.kind}: ${one.state}`).sort();
const idOfKind = async (kind: string) => (await messages()).find((one) => one.kind === kind)?.id ?? "";

/** Her hello and her question leave, and nobody learns what became of them. Shown to her in the end, or not. */
async function bothUnclear(shown: boolean): Promise<void> {
  house.platform.fail(timeout, shown);
  house.platform.fail(timeout, shown);
  await house.at(wednesday("15:00"));
  expect(await states()).toEqual(["check-in: unknown", "welcome: unknown"]);
}

async function buttons(who = pm()): Promise<Action[]> {
  const { blocks } = await cardOf(who.command("status"));
  const all = blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : [])).map((one) => one.action);
  return all.filter((one) => one.do === "send-again" || one.do === "has-arrived");
}

describe("a message of which nobody knows whether it arrived", () => {
  it("is shown to its team's program manager, by whom it was for and when, and to nobody else", async () => {
    await bothUnclear(true);
    const status = await said(pm().command("status"));
    expect(status).toContain(texts.unclear.heading);
    expect(status).toContain("My hello for Teacher lead, Jan 21");
    expect(status).toContain("The check-in for Teacher lead, Jan 21");
    expect(await buttons()).toHaveLength(4);
    for (const somebody of [other(), house.as("lead"), house.as("principal")])
      expect(await said(somebody.command("status"))).not.toContain(texts.unclear.heading);
  });

  it("leaves once more when she asks for it, in its order, however often she presses", async () => {
    await bothUnclear(false);
    const [welcome, checkIn] = [await idOfKind("welcome"), await idOfKind("check-in")];
    expect(await said(pm().press({ do: "send-again", message: checkIn }, "press 1"))).toBe(texts.unclear.sending);
    expect(await said(pm().press({ do: "send-again", message: welcome }))).toBe(texts.unclear.sending);
    const twice = pm().press({ do: "send-again", message: checkIn });
    expect(await said(twice)).toBe(texts.link.handledBefore);
    await pm().press({ do: "send-again", message: checkIn }, "press 1");
    await house.settle();
    await pm().press({ do: "send-again", message: checkIn });
    await house.settle();
    expect(house.platform.cards("@lead").map(({ marker }) => marker)).toEqual([welcome, checkIn]);
    expect(await states()).toEqual(["check-in: sent", "welcome: sent"]);
    expect(await buttons()).toEqual([]);
    const audit = await house.store.read((view) => view.events.auditOf(network, 10));
    expect(audit.map(({ actor, action, subject, detail }) => [actor, action, subject, detail]).sort()).toEqual(
      [
        ["pm", "message sent again", welcome, "welcome"],
        ["pm", "message sent again", checkIn, "check-in"],
      ].sort(),
    );
  });

  it("is looked for first where the platform can be asked, and not sent again when it is there", async () => {
    const { platform } = house.platform;
    await bothUnclear(true);
    platform.capabilities.find = true;
    const standing = house.platform.cards("@lead").length;
    platform.find = async (_to, marker) => ({ platform: "paper", workspace: "W1", channel: "@lead", message: marker });
    const message = await idOfKind("check-in");
    expect(await said(pm().press({ do: "send-again", message }))).toBe(texts.unclear.lookingFirst);
    await house.settle();
    expect(house.platform.cards("@lead")).toHaveLength(standing);
    expect(await states()).toEqual(["check-in: sent", "welcome: unknown"]);

    platform.find = async () => undefined;
    await pm().press({ do: "send-again", message: await idOfKind("welcome") });
    await house.settle();
    expect(house.platform.cards("@lead")).toHaveLength(standing + 1);
    expect(await states()).toEqual(["check-in: sent", "welcome: sent"]);
  });

  it("is settled without being sent when she says that it arrived", async () => {
    await bothUnclear(true);
    const message = await idOfKind("check-in");
    expect(await said(pm().press({ do: "has-arrived", message }))).toBe(texts.unclear.closed);
    expect(await said(pm().press({ do: "has-arrived", message }))).toBe(texts.link.handledBefore);
    expect(await said(pm().press({ do: "send-again", message }))).toBe(texts.link.handledBefore);
    await house.settle();
    expect(house.platform.cards("@lead")).toHaveLength(2);
    expect(await states()).toEqual(["check-in: sent", "welcome: unknown"]);
    const [entry] = await house.store.read((view) => view.events.auditOf(network, 10));
    expect(entry).toMatchObject({ actor: "pm", action: "message taken as arrived", subject: message });
  });

  it("is decided by nobody without the right, whatever ids she sends", async () => {
    await bothUnclear(false);
    const before = await messages();
    for (const message of before.map(({ id }) => id))
      for (const somebody of [other(), house.as("lead"), house.as("principal"), house.as("coast-lead", "W2")])
        for (const action of ["send-again", "has-arrived"] as const)
          expect(await said(somebody.press({ do: action, message })), action).not.toMatch(/send|take/);
    expect(await said(pm().press({ do: "send-again", message: "no-such-message" }))).toBe(notYours);
    expect(await messages()).toEqual(before);
  });

  it("is not offered any more when it is too late for it, when it was answered, or when the right was taken", async () => {
    await bothUnclear(false);
    const message = await idOfKind("check-in");
    const [prompt] = await house.store.read((view) => view.checkIns.openPromptsOf(network, "lead"));
    await house.press("lead", { do: "not-this-week", prompt: prompt?.id ?? "" });
    expect((await buttons()).map((one) => "message" in one && one.message)).not.toContain(message);
    expect(await said(pm().press({ do: "send-again", message }))).toBe(texts.unclear.tooLate);

    const welcome = await idOfKind("welcome");
    expect(await buttons()).toHaveLength(2);
    await house.at(wednesday("17:00"));
    expect(await buttons()).toEqual([]);
    expect(await said(pm().press({ do: "send-again", message: welcome }))).toBe(texts.unclear.tooLate);
    await house.settle();
    expect(house.platform.cards("@lead")).toEqual([]);
    expect(await states()).toEqual(["check-in: unknown", "welcome: unknown"]);
  });

  it("is not offered for a digest whose channel is no longer its team's, to the program manager of neither team", async () => {
    const { context } = await formOf(house.press("lead", { do: "start-cycle", team: "team-1" }));
    house.platform.failFor("C1", timeout);
    await house.submit("lead", "update", context, { change: "Exit tickets", prediction: "60 %" });
    await house.settle();
    expect(await buttons()).toHaveLength(2);
    await house.store.write(async (tables) => {
      const hers = await tables.workspaces.channelOf(network, "team-1");
      if (hers === undefined) throw new Error("no channel");
      await tables.workspaces.saveChannel(network, { ...hers.channel, teamId: "team-2", districtId: "district-2" });
    });
    const message = await idOfKind("digest");
    expect([await buttons(), await buttons(other())]).toEqual([[], []]);
    expect(await said(pm().press({ do: "send-again", message }))).toBe(texts.unclear.tooLate);
    expect(await said(other().press({ do: "send-again", message }))).toBe(notYours);
  });

  it("is decided by the roles as they are stored when she presses", async () => {
    await bothUnclear(false);
    const message = await idOfKind("check-in");
    expect(await said(other().press({ do: "send-again", message }))).toBe(notYours);
    await house.store.write(async (tables) => {
      const { pmAssignments } = await tables.roster.load(network);
      const ended = pmAssignments.map((one) => ({ ...one, until: "2026-01-20" }));
      await tables.roster.save(network, { pmAssignments: ended });
    });
    expect(await said(pm().press({ do: "send-again", message }))).toBe(notYours);
    await house.store.write(async (tables) => {
      const person = await tables.roster.person(network, "pm-2");
      if (person !== undefined) await tables.roster.savePerson(network, { ...person, networkRole: "admin" });
    });
    expect(await buttons(other())).toHaveLength(4);
    expect(await said(other().press({ do: "send-again", message }))).toBe(texts.unclear.sending);
  });
});
