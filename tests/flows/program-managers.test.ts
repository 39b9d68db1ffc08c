import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishAssignment, furnishSecondDistrict, furnishSecondTeam, identify, leaves } from "./neighbours.js";
import { at, cardOf, formOf, notYours, plan, quotesIn, report, said } from "./scenes.js";

let house: House;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const other = () => house.as("pm-2", "HUB");

describe("a program manager", () => {
  it("is shown the teams that she coaches by status, update, cycle and on her page, and no other team", async () => {
    await plan(house);
    for (const word of ["status", "update", "cycle", "home"]) {
      const hers = await said(pm().command(word));
      expect(hers, word).toContain(
        "Sample Valley Unified (sample), Sample Valley team: Exit tickets: do, updated today. Convening in 4 weeks.",
      );
      expect(hers, word).not.toMatch(/coast|reading/i);
      const theirs = await said(other().command(word));
      expect(theirs, word).toContain("Sample Coast team: The coast cycle: do");
      expect(theirs, word).not.toMatch(/valley|reading/i);
    }
    expect(await said(pm().home())).not.toMatch(/coast|reading/i);
    expect(await said(pm().command("convening"))).toContain("Spring convening");
    expect(await said(pm().command("convening"))).not.toContain("Coast convening");
  });

  it("is offered a team's updates by a button of that team", async () => {
    await plan(house);
    const card = await cardOf(pm().command("status"));
    const buttons = card.blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons : []));
    expect(buttons.map((one) => one.action)).toEqual([
      { do: "see-team", team: "team-1" },
      { do: "nudge" },
      { do: "find-match" },
    ]);
  });

  it("finds a match for each of her teams from her status, with a cycle or without, in the network's workspace alone", async () => {
    await furnishAssignment(house, "pm", "team-2");
    const actions = async (reply: ReturnType<typeof house.command>) =>
      (await cardOf(reply)).blocks.flatMap((one) =>
        one.kind === "buttons" ? one.buttons.map(({ action }) => action) : [],
      );
    expect(await actions(pm().press({ do: "find-match" }))).toEqual([
      { do: "find-match", team: "team-2" },
      { do: "find-match", team: "team-1" },
    ]);
    expect(await said(other().press({ do: "find-match" }))).toContain("Sample Coast team");
    await identify(house, { id: "pm" }, "workspace-1", "pm-guest");
    expect(await actions(house.as("pm-guest", "W1").command("status"))).not.toContainEqual({ do: "find-match" });
    expect(await said(house.as("pm-guest", "W1").press({ do: "find-match" }))).toContain("network's own workspace");
    expect(await said(house.press("lead", { do: "find-match" }))).toBe(notYours);
  });

  it("reads the words and the results of a team that she coaches", async () => {
    await plan(house);
    await report(house, { happened: "They liked it", result: "25 of 45" });
    const card = await cardOf(pm().press({ do: "see-team", team: "team-1" }));
    expect(card.heading).toBe("Sample Valley team");
    expect(quotesIn(card)).toEqual(["They liked it", "Exit tickets"]);
    expect(cardAsText(card)).toContain("Exit tickets · do · Predicted: 60 % get it right");
    expect(cardAsText(card)).toContain("Jan 21 · 55.6 % (25 of 45)");
  });

  it("reads how far an idea has come, without small numbers; its team reads all of it in its status", async () => {
    await plan(house);
    const [cycle] = await house.store.read((view) =>
      view.cycles.all({ networkId: "network-1", districtId: "district-1" }),
    );
    const reach = async (step: string, place: string, people: string) => {
      const { context } = await formOf(house.press("lead", { do: "add-spread", cycle: cycle?.id ?? "" }));
      await house.submit("lead", "spread", context, { step, place, people, reachedOn: "2026-01-21" });
    };
    await reach("next teachers", "Grade 7, the 4 of 9 behind", "2");
    await reach("test kitchen", "Grade 8", "2");
    const line = (place: string) => `How far it has come\n- Exit tickets, the next 2 to 5 teachers: ${place}, Jan 21`;
    expect(await said(house.command("lead", "status"))).toContain(line("Grade 7, the 4 of 9 behind, 2 people"));
    expect(await said(pm().press({ do: "see-team", team: "team-1" }))).toContain(line("Grade 7, the … behind"));
  });

  it("reads a team's commitments with small numbers left out", async () => {
    const { context } = await formOf(house.press("lead", { do: "add-commitment", team: "team-1" }));
    await house.submit("lead", "commitment", context, { what: "Call the 4 of 9 who left", who: "team" });
    expect(await said(house.command("lead", "convening"))).toContain("Call the 4 of 9 who left");
    expect(await said(pm().command("convening"))).toContain("Call the … who left");
  });

  it("reads nothing of a team that she does not coach, in her own district or another", async () => {
    for (const team of ["team-2", "team-3", "no-team"])
      expect(await said(pm().press({ do: "see-team", team })), team).toBe(notYours);
    expect(await said(other().press({ do: "see-team", team: "team-1" }))).toBe(notYours);
    expect(await said(other().press({ do: "see-team", team: "team-2" }))).toContain("What the coast team saw");
  });

  it("who coaches in two districts reads in the workspace of each what that district wrote, and in the network's all", async () => {
    await plan(house);
    await identify(house, { id: "pm" }, "workspace-1", "pm-guest");
    await identify(house, { id: "pm" }, "workspace-3", "pm-guest");
    await furnishAssignment(house, "pm", "team-2");
    const read = async (workspace: string, user: string) => {
      const there = house.as(user, workspace);
      const team = (id: string) => said(there.press({ do: "see-team", team: id }));
      return [
        await said(there.command("status")),
        await said(there.home()),
        await team("team-1"),
        await team("team-2"),
      ];
    };
    const [valley, coast] = [/Exit tickets/, /The coast cycle/];
    for (const text of (await read("W1", "pm-guest")).slice(0, 3)) expect(text).toMatch(valley);
    expect((await read("W1", "pm-guest")).join()).not.toMatch(coast);
    expect((await read("W1", "pm-guest"))[3]).toBe(notYours);
    expect((await read("W2", "pm-guest")).join()).toMatch(coast);
    expect((await read("W2", "pm-guest")).join()).not.toMatch(valley);
    expect((await read("HUB", "pm")).join()).toMatch(coast);
    expect((await read("HUB", "pm")).join()).toMatch(valley);
  });

  it("is told so when she coaches nobody", async () => {
    await house.store.write(async (tables) => {
      const scope = { networkId: "network-1" };
      const { pmAssignments } = await tables.roster.load(scope);
      await tables.roster.save(scope, { pmAssignments: pmAssignments.map((one) => ({ ...one, until: "2026-01-01" })) });
    });
    for (const word of ["status", "update", "cycle"])
      expect(await said(pm().command(word)), word).not.toMatch(/Sample|cycle:/);
  });
});

describe("a team's member", () => {
  it("does not read her team as a program manager would, nor another", async () => {
    for (const team of ["team-1", "team-2", "team-3"])
      expect(await said(house.press("lead", { do: "see-team", team })), team).toBe(notYours);
  });
});

describe("the program manager's summary of the day", () => {
  it("has the words of her teams and no figures, once a day", async () => {
    await plan(house);
    await report(house, { happened: "They liked it", result: "25 of 45", next: "ready to study" });
    await report(house, { learned: "Too long for the lesson", decision: "undecided" });
    await house.at(at("21", "16:00"));
    await house.at(at("21", "16:20"));
    const [summary, ...more] = house.platform.cards("@pm");
    expect(more).toEqual([]);
    expect(quotesIn(summary?.card)).toEqual(["Exit tickets", "They liked it", "Too long for the lesson"]);
    const text = house.platform.seenBy("@pm")[0] ?? "";
    expect(text).toContain("1 team has news since your last summary.");
    expect(text).toContain("Sample Valley Unified (sample), Sample Valley team: Exit tickets: act, updated today.");
    expect(text).not.toMatch(/%|\b25\b|\b45\b|55\.6|\b60\b/);
  });

  it("has the teams that she coaches alone", async () => {
    await plan(house);
    await house.at(at("21", "16:00"));
    expect(house.platform.seenBy("@pm").join()).toContain("Exit tickets");
    expect(house.platform.seenBy("@pm").join()).not.toMatch(/coast|reading/i);
    expect(house.platform.seenBy("@pm-2").join()).not.toMatch(/valley/i);
  });

  it("does not leave any more for who accompanies no team by then", async () => {
    await plan(house);
    house.platform.failFor("@pm", { kind: "rate-limited", retryAfterMs: 1000 });
    await house.deliverOnce(at("21", "16:00"));
    await leaves(house, "pm", "2026-01-21");
    house.platform.failFor("@pm", undefined);
    await house.settle();
    expect(house.platform.seenBy("@pm")).toEqual([]);
  });

  it("says nothing on a day without news", async () => {
    await plan(house);
    await house.at(at("21", "16:00"));
    await house.at(at("22", "16:00"));
    expect(house.platform.seenBy("@pm")).toHaveLength(1);
  });
});
