import { describe, expect, it } from "vitest";
import { renderMessages } from "../../adapters/slack/card.js";
import { renderMessages as renderTeams } from "../../adapters/teams/card.js";
import { bytesOf } from "../../adapters/teams/text.js";
import { cycle, district, member, person, team, update } from "../../scripts/gallery/examples.js";
import { line, manyTeams, record } from "../../scripts/gallery/rollup.js";
import type { CheckInPrompt } from "../../src/core/checkin/model.js";
import { pmDigestCard } from "../../src/core/digest/pm-digest.js";
import { missingIn, notAnswered, saidIn, stuckFirst, teamLine } from "../../src/core/digest/team-line.js";
import { seenOutside } from "../../src/core/privacy/outside.js";
import { statusCard } from "../../src/core/status/cards.js";
import { coachedBlocks, teamsCard } from "../../src/core/status/coached.js";
import type { Card } from "../../src/core/ui/card.js";
import { plainText } from "../../src/core/ui/markup.js";

const said = (changes: Parameters<typeof line>[0]) => plainText(teamLine(line(changes)));
const name = "Sample Valley Unified (sample), Sample Valley team";
const now = new Date("2026-01-21T23:30:00Z");
const place = { team, district };
const prompt = (personId: string, changes: Partial<CheckInPrompt> = {}): CheckInPrompt => ({
  ...{ id: personId, networkId: "network-1", districtId: "district-1", teamId: "team-1", slotId: "slot-1", personId },
  ...{
    cycleId: "cycle-1",
    state: "asked",
    reason: null,
    note: null,
    part: null,
    askAt: new Date("2026-01-20T23:00:00Z"),
  },
  ...{ againAt: null, settledAt: null, remindAt: null, closesAt: new Date("2026-01-21T23:00:00Z"), messageId: "m" },
  ...changes,
});

describe("a team's line", () => {
  it("says cycle, stage, how long ago, and when the team meets next", () => {
    expect(said({})).toBe(
      `${name}: Exit tickets in 8th-grade math: do, 7 days since the last update. Convening in 4 weeks.`,
    );
    expect(said({ lastUpdateOn: "2026-01-21" })).toContain("do, updated today.");
    expect(said({ lastUpdateOn: undefined })).toContain("do, no update yet.");
    expect(said({ cycle: undefined, convening: undefined })).toBe(`${name}: No cycle yet.`);
    expect(said({ cycle: cycle({ stage: "closed", decision: "scale" }) })).toContain(": keep it and spread it, ");
    expect(said({ moreCycles: 1, team: { ...team, paused: true } })).toContain("1 more cycle is open, paused.");
  });

  it("names the district once where the team is called after it", () => {
    const called = { ...team, name: "Sample Valley Unified, math" };
    expect(said({ team: called, district: { ...district, name: "Sample Valley Unified" } })).toMatch(
      /^Sample Valley Unified, math: /,
    );
  });

  it("says the stated reason, and nothing that somebody wrote beside it", () => {
    const not = saidIn([
      prompt("a", { state: "not this week", reason: "no substitute", note: "Ms. Example is out" }),
      prompt("b", { state: "not this week", reason: "My words about a colleague" }),
    ]);
    expect(said({ said: not })).toContain("Not this week: no substitute.");
    expect(said({ said: not })).not.toMatch(/colleague|Example/);
    expect(said({ said: saidIn([prompt("a", { state: "not this week", reason: "other" })]) })).toContain(
      "Not this week. Convening",
    );
    expect(said({ said: saidIn([prompt("a", { state: "nothing new" })]) })).toContain("Nothing new, they said.");
  });

  it("counts who has not answered in time, and who cannot be reached, by level and never by name", () => {
    const members = [
      member(person("a")),
      member(person("b"), { level: "school" }),
      member(person("c"), { level: "district office" }),
    ];
    const prompts = [
      prompt("a"),
      prompt("b"),
      prompt("c", { closesAt: new Date("2026-01-22T23:00:00Z") }),
      prompt("left the team"),
    ];
    const missing = missingIn(prompts, members, place, now);
    expect(said({ missing, unreachable: ["school", "school"] })).toContain(
      "2 have not answered: 1 classroom, 1 school. 2 at school level cannot be reached.",
    );
    const settled = [prompt("a", { state: "answered" }), prompt("b", { closesAt: null })];
    expect(missingIn(settled, members, place, now)).toEqual([]);
  });

  it("counts nobody who is away, or was while the question was open, and nobody while the team pauses", () => {
    const missing = (awayFrom: string | null, awayUntil: string | null) =>
      missingIn([prompt("a")], [member(person("a", { awayFrom, awayUntil }))], place, later);
    const later = new Date("2026-01-26T23:30:00Z");
    expect(missing("2026-01-26", null)).toEqual([]);
    expect(missing("2026-01-21", "2026-01-23")).toEqual([]);
    expect(missing("2026-01-12", "2026-01-20")).toEqual([]);
    expect(missing("2026-01-12", "2026-01-19")).toEqual(["classroom"]);
    expect(missing("2026-01-22", "2026-01-25")).toEqual(["classroom"]);
    expect(missing("2026-01-27", null)).toEqual(["classroom"]);
    const pausing = { ...place, team: { ...team, paused: true } };
    expect(missingIn([prompt("a")], [member(person("a"))], pausing, later)).toEqual([]);
  });
});

describe("who has not answered, for the lead", () => {
  it("is who was asked and said nothing, late or not; not who is still to be asked, or asked not to be", () => {
    const people = ["a", "b", "c", "d"].map((id) => member(person(id, { muted: id === "d" })));
    const prompts = [
      prompt("a", { closesAt: null }),
      prompt("b", { askAt: new Date("2026-01-22T23:00:00Z") }),
      prompt("c", { state: "not this week" }),
      prompt("d"),
    ];
    expect(notAnswered(prompts, people, place, now).map(({ id }) => id)).toEqual(["a"]);
    const away = people.map((one) => ({ person: { ...one.person, awayFrom: "2026-01-21", awayUntil: "2026-01-21" } }));
    expect(notAnswered(prompts, away, place, now)).toEqual([]);
    expect(notAnswered(prompts, people, { ...place, team: { ...team, paused: true } }, now)).toEqual([]);
  });
});

describe("all teams of a program manager", () => {
  it("begin with the one that is silent for longest, then with the nearest convening; who pauses comes last", () => {
    const later = { ...line().convening, startsOn: "2026-05-01" } as NonNullable<ReturnType<typeof line>["convening"]>;
    const of = (id: string, changes: Parameters<typeof line>[0]) => line({ ...changes, team: { ...team, id } });
    const lines = [
      of("new", { lastUpdateOn: "2026-01-20" }),
      of("later", { lastUpdateOn: "2026-01-10", convening: later }),
      of("sooner", { lastUpdateOn: "2026-01-10" }),
      of("never", { lastUpdateOn: undefined }),
      line({ lastUpdateOn: undefined, team: { ...team, id: "paused", paused: true } }),
    ];
    expect(stuckFirst(lines).map((one) => one.team.id)).toEqual(["never", "sooner", "later", "new", "paused"]);
  });

  it("are twenty-five lines in one message on Slack and on Teams", () => {
    expect(manyTeams).toHaveLength(25);
    const card = statusCard([], manyTeams, [], false);
    const [{ blocks }, ...more] = renderMessages(card) as [ReturnType<typeof renderMessages>[number]];
    expect(more).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(50);
    const [{ attachments }, ...others] = renderTeams(card) as [ReturnType<typeof renderTeams>[number]];
    expect(others).toEqual([]);
    expect(bytesOf(attachments[0].content)).toBeLessThanOrEqual(28_000);
  });

  it("can each be reached: the eight that are stuck by a button, all by one more", () => {
    const actionsOf = (card: Card) =>
      card.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons.map(({ action }) => action) : []));
    const stuck = stuckFirst(manyTeams)
      .slice(0, 8)
      .map((one) => ({ do: "see-team", team: one.team.id }));
    expect(actionsOf(statusCard([], manyTeams, [], false))).toEqual([...stuck, { do: "see-teams" }, { do: "nudge" }]);
    expect(actionsOf(statusCard([], manyTeams.slice(0, 8), [], false))).not.toContainEqual({ do: "see-teams" });
    const chosen = actionsOf(teamsCard(manyTeams.map((one) => one.team)));
    expect(chosen).toHaveLength(25);
    expect(new Set(chosen.map((action) => action.do === "see-team" && action.team))).toEqual(
      new Set(manyTeams.map((one) => one.team.id)),
    );
  });

  it("are one message with news of all twenty-five", () => {
    const card = pmDigestCard(manyTeams.map((one) => ({ line: one, updates: [] })));
    expect(renderMessages(card)).toHaveLength(1);
    expect(renderTeams(card)).toHaveLength(1);
  });

  it("are quoted with their three latest updates over all teams", () => {
    const news = ["team-1", "team-2"].map((id, place) => ({
      line: line({ team: { ...team, id } }),
      updates: [1, 2].map((nth) => {
        const recordedAt = new Date(now.getTime() + (nth * 2 + place) * 60_000);
        const one = update({ id: `${id}-${nth}`, teamId: id, recordedAt, answers: { happened: `${id} wrote ${nth}` } });
        return { update: one, seen: seenOutside(record([one])) };
      }),
    }));
    const quotes = pmDigestCard(news).blocks.flatMap((block) => (block.kind === "quote" ? [block.text] : []));
    expect(quotes).toEqual(["team-1 wrote 2", "team-2 wrote 1", "team-2 wrote 2"]);
  });
});

describe("the button to what a team recorded", () => {
  const labels = (...names: string[]) =>
    coachedBlocks(names.map((name) => line({ team: { ...team, id: name, name } }))).flatMap((one) =>
      one.kind === "buttons" ? one.buttons.map(({ label }) => label) : [],
    );

  it("names its team where there are several", () => {
    expect(labels("Valley math")).toContain("See the updates");
    expect(labels("Coast math", "Valley math")).toEqual(
      expect.arrayContaining(["Updates: Coast math", "Updates: Valley math"]),
    );
    expect(labels("Coast math", "Valley math")).not.toContain("See the updates");
    const long = labels("A team whose name goes on for longer than a button", "Valley math");
    expect(Math.max(...long.map((label) => label.length))).toBeLessThanOrEqual(40);
  });
});
