import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person } from "../../scripts/gallery/examples.js";
import { type House, openHouse } from "./house.js";
import { blocks, keepsApart, playIn } from "./introduction-play.js";
import { allPlaces, furnishFive, leadName, nameOf, pauses, scope, userOf } from "./introduction-scenes.js";
import { formOf, said } from "./scenes.js";

let house: House;
let play: ReturnType<typeof playIn>;
beforeEach(async () => {
  house = await openHouse({ at: "2026-01-30T09:00:00-08:00" });
  await furnishFive(house);
  play = playIn(house);
});
afterEach(() => house.close());

function nobodyIsNamed(): void {
  for (let n = 1; n <= 5; n++)
    for (const text of play.reads(n))
      for (const [at, place] of allPlaces.entries())
        if (at + 1 !== n) for (const name of [place, leadName(at + 1)]) expect(text).not.toContain(name);
}

const consents = () => house.store.read((view) => view.matching.consentsInForce(scope, "introduction"));

/** Her lead leaves, and somebody else leads the team from then on, or nobody. */
async function leaves(n: number, next?: string): Promise<void> {
  await house.store.write(async (tables) => {
    const { memberships } = await tables.roster.membersOf(scope, [`team-${n}`]);
    const [old] = memberships.filter(({ lead }) => lead);
    if (old === undefined) throw new Error("nobody led");
    const districtId = `district-${n}`;
    await tables.roster.save(scope, {
      people: next === undefined ? [] : [person(next, { districtId, name: "Team lead, the next" })],
      memberships: [
        { ...old, until: "2026-02-01" },
        ...(next === undefined ? [] : [{ ...old, id: `m-${next}`, personId: next, from: "2026-02-01", until: null }]),
      ],
    });
  });
}

async function saysProblemStays(n: number): Promise<void> {
  await house.store.write(async (tables) => {
    const said = await tables.matching.consentsTo(scope, "problem", [`problem-${n}`]);
    for (const { id } of said) await tables.matching.withdrawConsent(scope, id, userOf(n), house.now());
  });
}

/** What comes between the approval and the second yes, in the order of the sides `a` and `b`. */
const since: [string, (a: number, b: number) => Promise<void>][] = [
  ["a program manager wants them apart", (a, b) => keepsApart(house, a, b)],
  ["the first has blocked the other", (a, b) => blocks(house, a, b)],
  ["the other has blocked the first", (a, b) => blocks(house, b, a)],
  ["one does not share its problem any more", (_, b) => saysProblemStays(b)],
  ["a team pauses", (a) => pauses(house, a)],
  ["a team has no lead any more", (a) => leaves(a)],
  ["somebody else leads the team than who said yes", (a) => leaves(a, "next-lead")],
];

describe("two who may not be brought together any more", () => {
  it.each(since)("are not named to each other by the second yes where meanwhile %s", async (_, happens) => {
    const { id, a, b } = await play.offered();
    await play.answers(id, a, "yes");
    await happens(a, b);
    await play.answers(id, b, "yes");
    await house.settle();
    expect((await play.current(id)).match).toMatchObject({ state: "ended", ending: "kept apart" });
    expect(play.reads(b).at(-1)).toContain("Not now: this introduction does not come about at the moment.");
    expect(await consents()).toEqual([]);
    nobodyIsNamed();
  });

  it("are not kept waiting by a first yes either", async () => {
    const { id, a, b } = await play.offered();
    await keepsApart(house, b, a);
    await play.answers(id, a, "yes");
    await house.settle();
    expect((await play.current(id)).match.ending).toBe("kept apart");
    for (const n of [a, b]) expect(play.reads(n).at(-1)).toContain("Not now");
  });

  it("hear “not now” as soon as a program manager sets the rule", async () => {
    const { id, a, b } = await play.offered();
    const { context } = await formOf(play.pm().press({ do: "add-pair-rule", collaboration: "collaboration-1" }));
    const values = { a: `district-${a}`, b: `district-${b}`, rule: "never" };
    expect(await play.pm().submit("pair-rule", context, values)).toMatchObject({ kind: "close-form" });
    await house.settle();
    expect((await play.current(id)).match.ending).toBe("kept apart");
    for (const n of [a, b]) expect(play.reads(n).at(-1)).toContain("Not now");
    nobodyIsNamed();
  });

  it.each(since.slice(0, 4))("are not asked in the morning where in the evening %s", async (_, happens) => {
    const { id, a, b } = await play.proposed();
    house.setNow("2026-02-02T20:00:00-08:00");
    await play.decides(id, "approve");
    await happens(a, b);
    house.setNow("2026-02-03T07:30:00-08:00");
    await house.settle();
    for (const n of [a, b]) expect(play.reads(n).join()).not.toContain("Shall I introduce you");
    expect((await play.current(id)).match.state).toBe("ended");
  });

  it.each(since.slice(0, 6))("are not asked at all where before the approval %s", async (_, happens) => {
    const { id, a, b } = await play.proposed();
    await happens(a, b);
    expect(await said(play.decides(id, "approve"))).toMatch(
      /does not share|pauses|no team lead|cannot be brought together/,
    );
    expect((await play.current(id)).match.state).toBe("proposed");
  });

  it("are introduced where the one who leads the team since says yes herself", async () => {
    const { id, a, b } = await play.offered();
    await play.answers(id, a, "yes");
    await leaves(a, "next-lead");
    await house.store.write(async (tables) => {
      const [home] = await tables.workspaces.addressesOf(scope, userOf(a));
      if (home === undefined) throw new Error("nowhere at home");
      const next = { ...home.identity, externalUser: "next-lead", personId: "next-lead", direct: null };
      await tables.workspaces.saveIdentities(scope, [next]);
    });
    const workspace = a === 1 ? "W1" : `W${a}`;
    await house.as("next-lead", workspace).press({ do: "introduction", match: id, team: `team-${a}`, act: "yes" });
    await play.answers(id, b, "yes");
    await house.settle();
    expect((await play.current(id)).match.state).toBe("introduced");
    expect(play.reads(b).at(-1)).toContain("Team lead, the next");
  });
});

describe("what both agreed to", () => {
  it.each([
    ["the other says no", (id: string, b: number) => play.answers(id, b, "no")],
    ["it ran out", () => house.at("2026-02-17T10:00:00-08:00")],
  ] as const)("is taken out of the ledger for both where %s", async (_, ends) => {
    const { id, a, b } = await play.offered();
    await play.answers(id, a, "yes");
    expect(await consents()).toHaveLength(1);
    await ends(id, b);
    await house.settle();
    expect((await play.current(id)).match.state).toBe("ended");
    expect(await consents()).toEqual([]);
  });

  it("is taken out for both, under nobody's name but her own, where one of them ends it", async () => {
    const { id, a, b } = await play.introduced();
    expect(await consents()).toHaveLength(2);
    await play.answers(id, a, "end");
    expect(await consents()).toEqual([]);
    const said = await house.store.read((view) => view.matching.consentsTo(scope, "introduction", [id]));
    const by = (n: number) => said.find(({ teamId }) => teamId === `team-${n}`)?.withdrawnBy;
    expect([by(a), by(b)]).toEqual([userOf(a), null]);
  });
});

describe("what each of the two is told once", () => {
  const told = (n: number, words: string) => play.reads(n).filter((text) => text.includes(words));

  it("that they are introduced: who pressed reads it where she pressed, the other gets a message", async () => {
    const { a, b } = await play.introduced();
    expect(told(b, "You are introduced")).toHaveLength(1);
    expect(told(b, nameOf(a))).toHaveLength(1);
    expect(told(a, "You are introduced")).toHaveLength(2);
  });

  it("is not asked whether they met where the other has said so while her question waited", async () => {
    const { id, a, b } = await play.introduced();
    await house.store.write(async (tables) => {
      const district = await tables.roster.district(scope, `district-${b}`);
      if (district === undefined) throw new Error("no district");
      const closed = [{ name: "winter break", from: "2026-02-23", to: "2026-02-24" }];
      await tables.roster.save(scope, { districts: [{ ...district, calendar: { ...district.calendar, closed } }] });
    });
    await house.at("2026-02-23T10:00:00-08:00");
    expect(told(a, "Did you meet?")).toHaveLength(1);
    await play.answers(id, a, "met");
    await house.at("2026-02-25T10:00:00-08:00");
    expect(told(b, "Did you meet?")).toEqual([]);
  });
});
