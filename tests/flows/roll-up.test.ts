import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person } from "../../scripts/gallery/examples.js";
import type { CheckInPrompt } from "../../src/core/checkin/model.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishAssignment, furnishSecondDistrict, furnishSecondTeam } from "./neighbours.js";
import { at, cardOf, formOf, plan, report, said } from "./scenes.js";

let house: House;
const scope = { networkId: "network-1" };
const valley = "Sample Valley Unified (sample), Sample Valley team";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const status = () => said(pm().command("status"));
const summaries = () => house.platform.seenBy("@pm");

/** How the teacher's and the principal's questions of the first Wednesday stand. */
async function asked(of: Record<string, Partial<CheckInPrompt>>): Promise<void> {
  const slots = await house.store.read((view) => view.checkIns.slotsSince(scope, "2026-01-21"));
  const slot = slots.find((one) => one.teamId === "team-1");
  if (slot === undefined) throw new Error("nobody was asked");
  const [first] = await house.store.read((view) => view.checkIns.promptsOf(scope, slot.id));
  if (first === undefined) throw new Error("nobody was asked");
  await house.store.write(async (tables) => {
    const prompts = Object.entries(of).map(([personId, changes]) => ({
      ...{ ...first, id: `asked-${personId}`, personId, state: "asked" as const, settledAt: null, messageId: null },
      ...changes,
    }));
    const again = { ...slot, id: "slot-again", localDate: "2026-01-22" };
    await tables.checkIns.openSlot(
      scope,
      again,
      prompts.map((one) => ({ ...one, slotId: again.id })),
    );
  });
}

async function outOfReach(personId: string, since: string): Promise<void> {
  await house.store.write(async (tables) => {
    const hers = (await tables.workspaces.identities(scope)).filter((one) => one.personId === personId);
    await tables.workspaces.saveIdentities(
      scope,
      hers.map((one) => ({ ...one, unreachableSince: new Date(since) })),
    );
  });
}

describe("a program manager's roll-up", () => {
  it("has a line for each team with news, in order of silence, and none for the others", async () => {
    await furnishAssignment(house, "pm", "team-2");
    await furnishAssignment(house, "pm", "team-3");
    await house.at(at("20", "16:00"));
    await plan(house);
    await outOfReach("coast-teacher", at("21", "12:00"));
    await house.at(at("21", "16:00"));
    const lines = summaries()[1]?.split("\n") ?? [];
    expect(lines[1]).toBe("2 teams have news since your last summary.");
    expect(lines[2]).toMatch(/^Sample Coast Unified \(sample\), Sample Coast team: The coast cycle: do, 7 days since/);
    expect(lines[2]).toContain("1 at classroom level cannot be reached.");
    expect(lines[3]).toBe(`${valley}: Exit tickets: do, updated today. Convening in 4 weeks.`);
    expect(summaries()[1]).not.toMatch(/reading/i);
  });

  it("says who cannot be reached and who has not answered as levels and counts, and names nobody", async () => {
    await plan(house);
    const over = { closesAt: new Date(at("22", "15:00")) };
    await house.at(at("22", "09:00"));
    await asked({ teacher: over, principal: over });
    await house.at(at("22", "15:30"));
    await outOfReach("lead", at("22", "15:30"));
    await house.at(at("22", "16:00"));
    const text = `${summaries().at(-1)}\n${await status()}`;
    expect(text.match(/2 have not answered: 1 classroom, 1 school\./g)).toHaveLength(2);
    expect(text.match(/1 at classroom level cannot be reached\./g)).toHaveLength(2);
    expect(text).not.toMatch(/Teacher (?:lead|teacher|principal)/);
    // Who cannot be reached is not said to have failed to answer.
    await outOfReach("principal", at("22", "17:00"));
    expect(await status()).toContain(
      "1 has not answered: 1 classroom. 1 at classroom level and 1 at school level cannot",
    );
  });

  it("says of nobody who is away, or whose team pauses, that she has not answered", async () => {
    await house.at(at("21", "15:00"));
    await house.at(at("23", "15:01"));
    expect(await status()).toContain("1 has not answered: 1 classroom.");
    const { context } = await formOf(house.command("lead", "settings"));
    const settings = { askAt: "15:00", askMe: "yes", weekly: "4", awayFrom: "2026-01-23", awayUntil: "2026-01-23" };
    await house.submit("lead", "settings", context, settings);
    expect(await status()).not.toContain("not answered");
    await house.submit("lead", "settings", context, { ...settings, awayFrom: "", awayUntil: "" });
    expect(await status()).toContain("1 has not answered");
    const pausing = { team: "team-1", why: "A flood" };
    expect(await pm().submit("pause-team", { team: "team-1" }, pausing)).toMatchObject({ kind: "close-form" });
    expect(await status()).not.toContain("not answered");
  });

  it("tells a stated reason and nothing new as news, without what was written beside it", async () => {
    await plan(house);
    await house.at(at("21", "16:00"));
    expect(summaries()).toHaveLength(1);
    const settledAt = new Date(at("22", "10:00"));
    await house.at(at("22", "10:00"));
    await asked({
      teacher: { state: "not this week", reason: "no substitute", note: "Our colleague is ill", settledAt },
      principal: { state: "nothing new", settledAt },
    });
    await house.at(at("22", "16:00"));
    expect(summaries()).toHaveLength(2);
    expect(summaries()[1]).toContain(
      `${valley}: Exit tickets: do, 1 day since the last update. Not this week: no substitute. Nothing new, they said.`,
    );
    expect(summaries()[1]).not.toContain("colleague");
    await house.at(at("23", "16:00"));
    expect(summaries()).toHaveLength(2);
  });

  it("names the decision of the day", async () => {
    await plan(house);
    await report(house, { happened: "Done", next: "ready to study" });
    await report(house, { learned: "It helped", decision: "adapt", reason: "Shorter" });
    await house.at(at("21", "16:00"));
    expect(summaries()[0]).toContain("Exit tickets: change it and try again, updated today, 1 more cycle is open.");
  });

  it("is the same line as in her status, where teams without news stand too", async () => {
    await furnishAssignment(house, "pm", "team-3");
    await house.at(at("20", "16:00"));
    await plan(house);
    await house.at(at("21", "16:00"));
    const line = summaries()[1]?.split("\n")[2] ?? "";
    expect(line).toContain(valley);
    const shown = (await status()).split("\n");
    expect(shown).toContain(line);
    const reading = shown.findIndex((one) => one.includes("reading team: The reading cycle: do, 7 days since"));
    expect(reading).toBeGreaterThan(0);
    expect(reading).toBeLessThan(shown.indexOf(line));
  });
});

describe("who has not answered yet", () => {
  const waiting = "Not answered yet: Teacher principal; Teacher teacher. Only you see this.";

  beforeEach(async () => {
    await plan(house);
    await house.at(at("22", "09:00"));
    await asked({ teacher: { askAt: new Date(at("22", "08:00")) }, principal: { askAt: new Date(at("22", "08:00")) } });
  });

  it("is told by name to the team's own lead, in her status and on her page", async () => {
    expect(await said(house.command("lead", "status"))).toContain(waiting);
    expect(await said(house.as("lead").home())).toContain(waiting);
  });

  it("leaves out who is away, and everybody while the team pauses", async () => {
    const days = { awayFrom: "2026-01-22", awayUntil: "2026-01-30" };
    await house.store.write((tables) => tables.roster.save(scope, { people: [person("teacher", days)] }));
    expect(await said(house.command("lead", "status"))).toContain("Not answered yet: Teacher principal. Only you");
    await house.submit("lead", "pause-team", { team: "team-1" }, { team: "team-1", why: "" });
    expect(await said(house.command("lead", "status"))).not.toContain("Not answered yet");
  });

  it("is told to nobody else: another member, the program manager, another team's lead, the channel", async () => {
    const others = [
      house.command("teacher", "status"),
      house.command("principal", "status"),
      house.command("reading-lead", "status"),
      pm().command("status"),
    ];
    for (const reply of others) expect(await said(reply)).not.toContain("Not answered yet");
    expect(house.platform.seenBy("C1").join()).not.toContain("Not answered yet");
  });
});

describe("many teams", () => {
  it("stand in one status, and each can be chosen; a team that is not hers cannot", async () => {
    const names = Array.from({ length: 24 }, (_, i) => `Team number ${String(i + 1).padStart(2, "0")}`);
    await house.store.write(async (tables) => {
      const { teams, collaborations } = await tables.roster.outline(scope);
      const [like] = teams;
      if (like === undefined || collaborations.length === 0) throw new Error("no team");
      const more = names.map((name, i) => ({ ...like, id: `many-${i}`, name }));
      const owned = { networkId: scope.networkId, districtId: like.districtId, personId: "pm", until: null };
      const pmAssignments = more.map((one) => ({ ...owned, id: `pm-${one.id}`, teamId: one.id, from: "2025-08-01" }));
      await tables.roster.save(scope, { teams: more, people: [person("nobody")], pmAssignments });
    });
    const text = await status();
    for (const name of names) expect(text).toContain(`${name}: No cycle yet.`);
    const chosen = await cardOf(pm().press({ do: "see-teams" }));
    const buttons = chosen.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    expect(buttons.map(({ label }) => label)).toEqual(["Sample Valley team", ...names]);
    expect(await said(house.press("lead", { do: "see-teams" }))).toContain("You are not on a team yet");
  });
});
