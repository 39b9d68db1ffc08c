import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../src/core/network/model.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { type House, openHouse } from "./house.js";
import { playIn, round } from "./introduction-play.js";
import { furnishFive, keepsToItself, matchesOf, pauses, says, scope, userOf } from "./introduction-scenes.js";
import { cardOf, said } from "./scenes.js";

/** What waits for whom, and what is said to whom when nothing is asked. */

let house: House;
let play: ReturnType<typeof playIn>;
beforeEach(async () => {
  house = await openHouse({ at: "2026-01-30T09:00:00-08:00" });
  await furnishFive(house);
  play = playIn(house);
});
afterEach(() => house.close());

const told = (n: number, words: string) => play.reads(n).filter((text) => text.includes(words));

async function is(id: string, change: Partial<Person>): Promise<void> {
  await house.store.write(async (tables) => {
    const found = await tables.roster.person(scope, id);
    if (found === undefined) throw new Error(`nobody is ${id}`);
    await tables.roster.savePerson(scope, { ...found, ...change });
  });
}

/** The button with this label on her status. */
async function onStatus(who: ReturnType<typeof play.pm>, label: string) {
  const card = await cardOf(who.command("status"));
  return card.blocks
    .flatMap((block) => (block.kind === "buttons" ? block.buttons : []))
    .filter((one) => one.label === label);
}

describe("by when she is asked to answer", () => {
  it("is reckoned by her own calendar; the question stays open for both until the later day", async () => {
    const { id, a, b } = await play.proposed();
    await house.store.write(async (tables) => {
      const found = await tables.roster.district(scope, `district-${b}`);
      if (found === undefined) throw new Error("no district");
      const closed = [{ name: "ski week", from: "2026-02-02", to: "2026-02-13" }];
      await tables.roster.save(scope, { districts: [{ ...found, calendar: { ...found.calendar, closed } }] });
    });
    await play.decides(id, "approve");
    await house.settle();
    expect(told(a, "Please answer by Feb 16.")).toHaveLength(1);
    await house.at("2026-02-16T10:00:00-08:00");
    await house.at("2026-02-18T10:00:00-08:00");
    expect(told(b, "Please answer by Mar 2.")).toHaveLength(1);
    expect((await play.current(id)).match.state).toBe("offered");
    await play.answers(id, a, "yes");
    await play.answers(id, b, "yes");
    expect((await play.current(id)).match.state).toBe("introduced");
  });
});

describe("who is away, muted or in a team that pauses", () => {
  it("is asked when she is back, and so long the match waits", async () => {
    const { id, a, b } = await play.proposed();
    await is(userOf(b), { awayFrom: "2026-02-01", awayUntil: "2026-02-10" });
    await play.decides(id, "approve");
    await house.settle();
    expect(told(a, "Please answer by Feb 16.")).toHaveLength(1);
    expect(told(b, "Shall I introduce you")).toEqual([]);
    await house.at("2026-02-11T09:00:00-08:00");
    expect(told(b, "Please answer by Feb 25.")).toHaveLength(1);
    expect((await play.current(id)).match.dueOn).toBe("2026-02-25");
  });

  it("is asked when she is back where she has left since the approval", async () => {
    const { id, b } = await play.proposed();
    house.setNow("2026-02-02T20:00:00-08:00");
    await play.decides(id, "approve");
    await is(userOf(b), { awayFrom: "2026-02-02", awayUntil: "2026-02-05" });
    await house.at("2026-02-03T10:00:00-08:00");
    expect(told(b, "Shall I introduce you")).toEqual([]);
    await house.at("2026-02-06T10:00:00-08:00");
    expect(told(b, "Shall I introduce you")).toHaveLength(1);
  });

  it.each([
    [
      "away for longer than a question can wait",
      { awayFrom: "2026-02-01", awayUntil: "2026-06-01" },
      "is away for longer",
    ],
    ["muted", { muted: true }, "asked me not to write"],
  ] as const)("is not asked where she is %s: her program manager is told", async (_, change, words) => {
    const { id, a, b } = await play.proposed();
    await is(userOf(b), change);
    expect(await said(play.decides(id, "approve"))).toContain(words);
    await house.settle();
    for (const n of [a, b]) expect(told(n, "Shall I")).toEqual([]);
  });

  it.each([
    ["her team pauses", (n: number) => pauses(house, n)],
    ["she has muted the bot", (n: number) => is(userOf(n), { muted: true })],
    ["she is away for long", (n: number) => is(userOf(n), { awayFrom: "2026-02-02", awayUntil: "2026-06-01" })],
  ] as const)("is not asked in the morning where since the evening %s; her status shows it", async (_, happens) => {
    const { id, b } = await play.proposed();
    house.setNow("2026-02-02T20:00:00-08:00");
    await play.decides(id, "approve");
    await happens(b);
    await house.at("2026-02-03T10:00:00-08:00");
    expect(told(b, "Shall I introduce you")).toEqual([]);
    expect(await onStatus(play.lead(b), "See it")).toHaveLength(1);
  });
});

describe("a question that her week had no room for", () => {
  it("is found in her status: whether they met, and whether they go on", async () => {
    const { id, a, b } = await play.introduced();
    await is(userOf(a), { weeklyMessages: 0 });
    expect(await onStatus(play.lead(a), "See it")).toEqual([]);
    await house.at("2026-02-23T10:00:00-08:00");
    expect(told(a, "Did you meet?")).toEqual([]);
    const [met] = await onStatus(play.lead(a), "See it");
    if (met === undefined) throw new Error("nothing waits");
    const asked = await cardOf(play.lead(a).press(met.action));
    expect(cardAsText(asked)).toContain("Did you speak or meet?");
    expect(await said(play.answers(id, a, "met"))).toContain("Good to know.");
    expect(await onStatus(play.lead(a), "See it")).toEqual([]);
    await house.at("2026-04-27T10:00:00-07:00");
    expect(told(a, "Do you want to go on?")).toEqual([]);
    const [goOn] = await onStatus(play.lead(a), "See it");
    if (goOn === undefined) throw new Error("nothing waits");
    expect(await said(play.lead(a).press(goOn.action))).toContain("ending is fine");
    expect(await said(play.answers(id, a, "renew"))).toContain("You go on if they want to as well.");
    await play.answers(id, b, "renew");
    expect((await play.current(id)).match.renewals).toBe(1);
  });
});

describe("a program manager whose week is full", () => {
  beforeEach(() => is("pm", { weeklyMessages: 0 }));

  it("finds the proposals of the round in her status, in the network's workspace only", async () => {
    await house.at(round);
    expect(house.platform.seenBy("@pm").join()).not.toContain("Introductions you could make");
    const open = await onStatus(play.pm(), "Look at it");
    expect(open).toHaveLength(2);
    const [first] = open;
    if (first === undefined) throw new Error("no proposal");
    expect(await said(play.pm().press(first.action))).toContain("would read");
    for (const { match } of await matchesOf(house)) await play.decides(match.id, "reject");
    expect(await onStatus(play.pm(), "Look at it")).toEqual([]);
  });

  it("finds the team that asked for a match, and the team is told where she finds it", async () => {
    for (const n of [2, 3, 4, 5]) await keepsToItself(house, n);
    const words = await said(play.lead(1).press({ do: "ask-match", team: "team-1" }));
    expect(words).toContain("finds it in her status");
    const status = await said(play.pm().command("status"));
    expect(status).toContain("would like to be introduced to another district");
  });
});

describe("where fewer than three districts are in reach", () => {
  /** The teams of the last three districts work elsewhere: one other is left in the first one's collaboration. */
  async function twoOnly(): Promise<void> {
    await house.store.write(async (tables) => {
      const { teams, collaborations } = await tables.roster.outline(scope, ["teams", "collaborations"]);
      const [one] = collaborations;
      if (one === undefined) throw new Error("no collaboration");
      await tables.roster.save(scope, {
        collaborations: [{ ...one, id: "elsewhere", name: "Elsewhere" }],
        teams: teams
          .filter(({ id }) => ["team-3", "team-4", "team-5"].includes(id))
          .map((team) => ({ ...team, collaborationId: "elsewhere" })),
      });
    });
  }
  const problem = async () => {
    const text = await said(play.lead(1).press({ do: "see-problem", team: "team-1" }));
    return text.split("\n").filter((line) => line.includes("No match yet"));
  };

  it("the same is said whether the one other fits, does not fit, has no room, or keeps to itself", async () => {
    await twoOnly();
    const fits = await problem();
    expect(fits).toHaveLength(1);
    expect(fits[0]).toContain("too few districts are in reach");
    await house.store.write((tables) =>
      tables.matching.saveChoice(scope, {
        ...{ networkId: "network-1", personId: "lead", at: house.now(), outOfGroups: false },
        ...{ districtId: "district-2", openRequests: 0 },
      }),
    );
    expect(await problem()).toEqual(fits);
    await pauses(house, 2);
    expect(await problem()).toEqual(fits);
    await keepsToItself(house, 2);
    expect(await problem()).toEqual(fits);
    await house.at(round);
    expect(told(1, "No match yet")).toEqual([]);
  });

  it("what is about her own problem is said all the same", async () => {
    await twoOnly();
    await says(house, 1, { text: "Math grades", level: "team", version: 2 });
    expect((await problem())[0]).toContain("too short to compare");
  });
});

describe("who has a match", () => {
  it("is not proposed another one while they are introduced, and is not told that there is none", async () => {
    const { a, b } = await play.introduced();
    await house.at("2026-03-02T10:00:00-08:00");
    const proposals = (await matchesOf(house)).filter(({ match }) => match.state === "proposed");
    for (const n of [a, b]) {
      expect(proposals.flatMap(({ sides }) => sides.map(({ teamId }) => teamId))).not.toContain(`team-${n}`);
      expect(await said(play.lead(n).press({ do: "see-problem", team: `team-${n}` }))).not.toContain("No match yet");
    }
  });
});
