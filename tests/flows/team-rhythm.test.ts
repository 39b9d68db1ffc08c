import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../src/core/ui/action.js";
import type { Card } from "../../src/core/ui/card.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, formOf, said } from "./scenes.js";

let house: House;
const lead = "@lead";
const scope = { networkId: "network-1" };
const change = { do: "change-rhythm", team: "team-1" } as const;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

const rule = async () => (await house.store.read((view) => view.checkIns.rules(scope)))[0];
const asked = () => house.platform.seenBy(lead).filter((text) => text.includes("What will you try first?"));

function buttonOn(card: Card | undefined, label: string): Action {
  for (const block of card?.blocks ?? [])
    for (const button of block.kind === "buttons" ? block.buttons : [])
      if (button.label === label) return button.action;
  throw new Error(`no button “${label}”`);
}

async function choose(values: Record<string, string>, by = house.as("lead")): Promise<Card | undefined> {
  const { context } = await formOf(by.press(change));
  const all = { weekday: "3", at: "15:00", everyWeeks: "2", aroundConvenings: "no", weeklyInDo: "no", ...values };
  const reply = await by.submit("rhythm", context, all);
  if (reply.kind !== "close-form") throw new Error(JSON.stringify(reply));
  return reply.notice;
}

describe("a team's rhythm", () => {
  it("is seen as dates before anything changes, and holds once it is used", async () => {
    const preview = await choose({ weekday: "4", aroundConvenings: "yes" });
    const shown = JSON.stringify(preview);
    expect(shown).toContain("Thursday, Jan 22");
    expect(shown).toContain("Friday, Feb 13 (before the convening)");
    expect(shown).toContain("Tuesday, Feb 24 (after the convening)");
    expect(await rule()).toMatchObject({ weekday: 3, aroundConvenings: false });
    expect(await said(house.press("lead", buttonOn(preview, "Use it")))).toContain("Done.");
    expect(await rule()).toMatchObject({ weekday: 4, aroundConvenings: true, everyWeeks: 2 });
    await house.at(at("21", "15:00"));
    expect(asked()).toEqual([]);
    await house.at(at("22", "15:00"));
    expect(asked()).toHaveLength(1);
  });

  it("is its lead's and its program manager's to change, whatever a button carries", async () => {
    const preview = await choose({ weekday: "4" }, house.as("pm", "HUB"));
    const use = buttonOn(preview, "Use it");
    const refused = "Only a team's lead or its program manager can change when it is asked.";
    expect(await said(house.press("teacher", change))).toBe(refused);
    expect(await said(house.press("teacher", use))).toBe(refused);
    expect(await rule()).toMatchObject({ weekday: 3 });
    expect(await said(house.as("pm", "HUB").press(use))).toContain("Done.");
    expect(await rule()).toMatchObject({ weekday: 4 });
  });

  it("is never set to what could not have been offered", async () => {
    const odd = { do: "use-rhythm" as const, ...{ team: "team-1", aroundConvenings: true, weeklyInDo: true } };
    for (const part of [
      { weekday: 6, at: "15:00", everyWeeks: 1 },
      { weekday: 3, at: "22:00", everyWeeks: 1 },
      { weekday: 3, at: "15:00", everyWeeks: 0 },
    ])
      await house.press("lead", { ...odd, ...part });
    expect(await rule()).toMatchObject({ weekday: 3, at: "15:00", everyWeeks: 2 });
  });
});

describe("a team that pauses", () => {
  const pause = async (who = house.as("lead")) => {
    const { context } = await formOf(who.press({ do: "pause-team", team: "team-1" }));
    return who.submit("pause-team", context, { team: "team-1", why: "Wildfire" });
  };

  it("is asked nothing, says why and since when, and is asked again when its lead says so", async () => {
    expect(await said(house.command("lead", "pause"))).toContain("[Pause the whole team]");
    await house.press("lead", { do: "unmute" });
    expect(await pause()).toMatchObject({ kind: "close-form" });
    await house.at(at("21", "15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    expect(await said(house.command("teacher", "status"))).toContain("Paused since Jan 20: Wildfire.");
    expect(await said(house.press("lead", { do: "resume-team", team: "team-1" }))).toContain("is asked again");
    await house.at("2026-02-04T15:00:00-08:00");
    expect(asked()).toHaveLength(1);
    const audit = await house.store.read((view) => view.events.auditOf(scope, 10));
    expect(audit.map(({ action, actor }) => [action, actor]).sort()).toEqual([
      ["team paused", "lead"],
      ["team resumed", "lead"],
    ]);
  });

  it("is paused by its program manager too, and by nobody else", async () => {
    expect(await said(house.press("teacher", { do: "pause-team", team: "team-1" }))).toContain("Only a team's lead");
    expect(await said(house.press("teacher", { do: "resume-team", team: "team-1" }))).toContain("Only a team's lead");
    const forged = house.as("teacher").submit("pause-team", { team: "team-1" }, { team: "team-1" });
    expect(await forged).toMatchObject({ kind: "keep-form" });
    expect(await house.store.read((view) => view.roster.team(scope, "team-1"))).toMatchObject({ paused: false });
    await pause(house.as("pm", "HUB"));
    expect(await house.store.read((view) => view.roster.team(scope, "team-1"))).toMatchObject({
      paused: true,
      pauseReason: "Wildfire",
    });
    expect(await said(house.as("pm", "HUB").command("pause"))).toContain("pauses (Wildfire)");
  });
});

describe("days away", () => {
  it("are set beside the time of day, and keep her from being asked", async () => {
    const { context } = await formOf(house.command("lead", "settings"));
    const send = (values: object) =>
      house.submit("lead", "settings", context, { askAt: "15:00", askMe: "yes", ...values });
    expect(await send({ awayFrom: "2026-01-28", awayUntil: "2026-01-20" })).toMatchObject({
      kind: "keep-form",
      errors: { awayUntil: expect.any(String) },
    });
    expect(await send({ awayFrom: "2026-01-19", awayUntil: "2026-01-23" })).toMatchObject({ kind: "close-form" });
    await house.at(at("21", "15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
    await house.at("2026-02-04T15:00:00-08:00");
    expect(asked()).toHaveLength(1);
  });

  it("hold for a question that was written before them and has not left", async () => {
    await house.at(at("21", "08:00"));
    const { context } = await formOf(house.command("lead", "settings"));
    await house.submit("lead", "settings", context, { askAt: "15:00", askMe: "yes", awayUntil: "2026-01-23" });
    await house.at(at("21", "15:00"));
    expect(house.platform.seenBy(lead)).toEqual([]);
  });
});
