import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { enqueue } from "../../src/app/enqueue.js";
import type { Effect, MessageKind } from "../../src/core/effects.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondTeam } from "./neighbours.js";
import { at } from "./scenes.js";

let house: House;
const scope = { networkId: "network-1" };
const lead = "@lead";
const question = "What will you try first?";
const reading = "The reading cycle";
const keptBack = "To keep my messages few";
const second = (time: string) => `2026-02-04T${time}:00-08:00`;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
});
afterEach(() => house.close());

/** The lead of the first team also tests in the reading team: both ask her on the same Wednesdays. */
async function inTwoTeams(): Promise<void> {
  await furnishSecondTeam(house, { anchor: "2026-01-21" });
  await house.store.write(async (tables) => {
    const { memberships } = await tables.roster.load(scope);
    const hers = memberships.find((one) => one.personId === "lead");
    if (hers === undefined) throw new Error("no lead");
    await tables.roster.save(scope, {
      memberships: [{ ...hers, id: "lead-in-reading", teamId: "team-3", lead: false }],
    });
    const cycle = await tables.cycles.cycle(scope, "reading-cycle");
    if (cycle === undefined) throw new Error("no cycle");
    await tables.cycles.save(scope, { ...cycle, ownerId: "lead", version: 2 }, 1);
  });
}

const settings = async (weekly: string) => {
  const reply = await house.submit("lead", "settings", {}, { askAt: "15:00", askMe: "yes", weekly });
  expect(reply.kind).toBe("close-form");
};

const headings = () => house.platform.seenBy(lead).map((text) => text.split("\n")[0]);

const prompts = async () =>
  house.store.read(async (view) => {
    const found = [];
    for (const { id } of await view.checkIns.slotsSince(scope, "2026-01-20"))
      found.push(...(await view.checkIns.promptsOf(scope, id)));
    return found.filter(({ personId }) => personId === "lead").map(({ state, reason }) => ({ state, reason }));
  });

/** Something that the bot says to a person of its own accord, at once unless `notBefore` is given. */
const telling = (id: string, kind: MessageKind, more: Partial<Extract<Effect, { effect: "tell" }>> = {}): Effect => ({
  effect: "tell",
  id,
  personId: "lead",
  kind,
  card: { heading: `About ${id}`, blocks: [{ kind: "text", text: "Words" }] },
  ...more,
});
const tell = (...effects: Effect[]) => house.store.write((tables) => enqueue(tables, scope, effects, house.now()));

describe("a person's week", () => {
  it("has room for the questions of both her teams, as many as a lead is sent", async () => {
    await inTwoTeams();
    await house.at(at("21", "15:00"));
    expect(headings()).toEqual(["Hello from Throughline", expect.anything(), expect.anything()]);
    expect(house.platform.seenBy(lead).join()).not.toContain(keptBack);
  });

  it("is one over all her teams: what is above it is recorded as not asked, and said in short with her next question", async () => {
    await inTwoTeams();
    await settings("1");
    await house.at(at("21", "15:00"));
    const [, asked] = headings();
    const other = asked === question ? reading : question;
    expect([question, reading]).toContain(asked);
    expect(headings()).toHaveLength(2);
    expect(await prompts()).toEqual(
      expect.arrayContaining([
        { state: "asked", reason: null },
        { state: "skipped", reason: "her week was full" },
      ]),
    );
    await house.at(second("15:00"));
    const [, , next] = house.platform.seenBy(lead);
    expect(headings()).toHaveLength(3);
    expect(next).toContain(keptBack);
    expect(next).toContain(other);
    expect(next?.startsWith(other)).toBe(false);
  });

  it("does not count what she asked for: “later” comes although her week is full", async () => {
    await settings("1");
    await house.at(at("21", "15:00"));
    await house.press("lead", house.platform.button(lead, "Later"));
    await house.at(at("22", "15:00"));
    expect(headings().filter((one) => one === question)).toHaveLength(1);
    expect(house.platform.seenBy(lead)).toHaveLength(3);
  });

  it("keeps to what she has set since a question was promised its place", async () => {
    await inTwoTeams();
    await house.at(at("21", "07:30"));
    await settings("1");
    await house.at(at("21", "15:00"));
    expect(headings()).toHaveLength(2);
    expect((await prompts()).map(({ reason }) => reason).sort()).toEqual(["her week was full", null]);
  });

  it("leaves her choice as it was when a form of before is sent", async () => {
    await settings("3");
    await house.submit("lead", "settings", {}, { askAt: "09:00", askMe: "yes" });
    const person = await house.store.read((view) => view.roster.person(scope, "lead"));
    expect(person).toMatchObject({ askAt: "09:00", weeklyMessages: 3 });
    await settings("usual");
    expect(await house.store.read((view) => view.roster.person(scope, "lead"))).toMatchObject({ weeklyMessages: null });
  });
});

describe("when her week is full", () => {
  beforeEach(() => settings("1"));

  it("a question takes the place of a summary that has not left, which is let go", async () => {
    const waits = { notBefore: new Date(at("21", "16:00")) };
    expect(await tell(telling("summary", "program manager digest", waits))).toBe(0);
    await house.store.write(async (tables) => {
      const identities = await tables.workspaces.identities(scope);
      const hers = identities.find((one) => one.personId === "lead");
      if (hers) await tables.workspaces.saveIdentities(scope, [{ ...hers, workspaceId: "workspace-2" }]);
    });
    expect(await tell(telling("summary", "program manager digest", waits))).toBe(1);
    expect(await tell(telling("question", "check-in", waits))).toBe(1);
    const message = await house.store.read((view) => view.outbox.find(scope, "summary"));
    expect(message).toMatchObject({ state: "skipped", error: "her week was full" });
    expect(await house.store.read((view) => view.budget.unsaid(scope, "lead", new Date(0)))).toEqual([]);
  });

  it("the same message asked for twice keeps its one place, and one that had none gets none the second time", async () => {
    expect(await tell(telling("first", "check-in"), telling("first", "check-in"))).toBe(1);
    expect(await tell(telling("second", "check-in"))).toBe(0);
    await settings("5");
    expect(await tell(telling("second", "check-in"))).toBe(0);
    expect(await tell(telling("third", "check-in"))).toBe(1);
  });

  it("answers to her own act and what stands in a channel come all the same", async () => {
    await tell(telling("question", "check-in"));
    expect(await tell(telling("answer", "answer"), telling("draft", "draft"))).toBe(2);
  });

  it("the next week has room again, counted from Monday in her own time zone", async () => {
    await tell(telling("question", "check-in"));
    const sunday = new Date("2026-01-25T23:00:00-08:00");
    const monday = new Date("2026-01-26T08:00:00-08:00");
    expect(await tell(telling("sunday", "check-in", { notBefore: sunday }))).toBe(0);
    expect(await tell(telling("monday", "check-in", { notBefore: monday }))).toBe(1);
    const said = await house.store.read((view) => view.outbox.find(scope, "monday"));
    expect(JSON.stringify(said?.delivery)).toContain("About sunday");
  });

  it("what a message said in short is said again where that message was taken back", async () => {
    await tell(telling("question", "check-in"), telling("kept", "check-in"));
    const monday = new Date("2026-01-26T08:00:00-08:00");
    await tell(telling("monday", "check-in", { notBefore: monday }));
    await house.store.write((tables) => tables.outbox.skip("monday", "muted"));
    await tell(telling("tuesday", "check-in", { notBefore: new Date("2026-01-27T08:00:00-08:00") }));
    const said = await house.store.read((view) => view.outbox.find(scope, "tuesday"));
    expect(JSON.stringify(said?.delivery)).toContain("About kept");
  });
});
