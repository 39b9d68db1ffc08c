import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DistrictProfile } from "../../src/core/network/model.js";
import { type House, openHouse } from "./house.js";
import { blocks, keepsApart, playIn } from "./introduction-play.js";
import { furnishFive, keepsToItself, matchesOf, numberOf, scope } from "./introduction-scenes.js";
import { said } from "./scenes.js";

/** Whoever is described before both agreed fits at least three whom the reader could mean: when it is proposed and when it is shown. */

let house: House;
let play: ReturnType<typeof playIn>;
beforeEach(async () => {
  house = await openHouse({ at: "2026-01-30T09:00:00-08:00" });
  await furnishFive(house);
  play = playIn(house);
});
afterEach(() => house.close());

const propose = (a: number, b: number) =>
  said(play.pm().press({ do: "propose-match", team: `team-${a}`, problem: `problem-${b}` }));
const between = async (a: number, b: number) => {
  const found = (await matchesOf(house)).find(({ sides }) =>
    [a, b].every((n) => sides.some((side) => numberOf(side) === n)),
  );
  if (found === undefined) throw new Error(`nothing between ${a} and ${b}`);
  return found;
};
const profile = (n: number, change: Partial<DistrictProfile>) =>
  house.store.write(async (tables) => {
    const found = await tables.roster.district(scope, `district-${n}`);
    if (found === undefined) throw new Error("no district");
    await tables.roster.save(scope, { districts: [{ ...found, profile: { ...found.profile, ...change } }] });
  });

const tooFew = "fewer than three districts fit";

describe("between the proposal and its approval", () => {
  it("too few may be left to be meant: then nobody is asked", async () => {
    await propose(1, 2);
    const { match } = await between(1, 2);
    await blocks(house, 3, 1);
    await blocks(house, 1, 4);
    expect(await said(play.decides(match.id, "approve"))).toContain(tooFew);
    await house.settle();
    expect((await play.current(match.id)).match.state).toBe("proposed");
    for (const n of [1, 2]) expect(play.reads(n)).toEqual([]);
  });

  it("it may come to be read otherwise: then the program manager sees how before anybody is asked", async () => {
    await propose(1, 2);
    const { match } = await between(1, 2);
    const before = (await play.current(match.id)).sides.map(({ described }) => described);
    for (const n of [1, 2, 3, 4, 5]) await profile(n, { locale: n === 3 ? "Rural" : "City" });
    const told = await said(play.decides(match.id, "approve"));
    expect(told).toContain("is not what it was");
    const { match: still, sides } = await play.current(match.id);
    expect(still.state).toBe("proposed");
    expect(sides.map(({ described }) => described)).not.toEqual(before);
    expect(await said(play.decides(match.id, "approve"))).toContain("both leads are asked");
  });

  it("their topic may be shared by two alone: then it is not said of them", async () => {
    await propose(1, 2);
    const { match } = await between(1, 2);
    for (const n of [4, 5]) await keepsToItself(house, n);
    expect(await said(play.decides(match.id, "approve"))).toContain("I may not say why without naming one of them.");
    expect((await play.current(match.id)).match.state).toBe("proposed");
  });
});

describe("whom it cannot be for the reader", () => {
  it.each([
    [
      "two from whom she is kept apart by a rule",
      async () => {
        for (const n of [3, 4]) await keepsApart(house, 1, n);
      },
    ],
    [
      "two that have blocked her",
      async () => {
        for (const n of [3, 4]) await blocks(house, n, 1);
      },
    ],
    [
      "two whom she has been introduced to",
      async () => {
        for (const n of [3, 4]) await meets(1, n);
      },
    ],
    [
      "two from whom she has parted lately",
      async () => {
        for (const n of [3, 4]) await parts(1, n);
      },
    ],
    [
      "two who were described to her more than half a year ago",
      async () => {
        for (const n of [3, 4]) await parts(1, n);
        house.setNow("2026-09-15T10:00:00-07:00");
      },
    ],
  ] as const)("counts for nothing: %s", async (_, happens) => {
    await happens();
    await propose(1, 2);
    expect((await matchesOf(house)).filter(({ match }) => match.state === "proposed")).toEqual([]);
  });

  it("counts for nothing as having the topic where it shares its problem with partners only", async () => {
    for (const n of [4, 5]) await keepsToItself(house, n, "partner");
    expect(await propose(1, 2)).toContain("I may not say why without naming one of them.");
    expect(await matchesOf(house)).toEqual([]);
  });
});

describe("what was said of a district once", () => {
  it("is said again, word for word", async () => {
    await propose(1, 2);
    const { match, sides } = await between(1, 2);
    await play.decides(match.id, "approve");
    await play.answers(match.id, 1, "no");
    for (const n of [1, 2, 3, 4, 5]) await profile(n, { enrollment: 30_000 });
    house.setNow("2026-09-15T10:00:00-07:00");
    await propose(1, 2);
    const again = (await matchesOf(house)).find((one) => one.match.state === "proposed");
    expect(again?.match.id).not.toBe(match.id);
    const told = (all: typeof sides | undefined) =>
      all
        ?.map(({ teamId, described, reasons }) => ({ teamId, described, reasons }))
        .sort((a, b) => (a.teamId < b.teamId ? -1 : 1));
    expect(told(again?.sides)).toEqual(told(sides));
    expect(await said(play.decides(again?.match.id ?? "", "approve"))).toContain("both leads are asked");
  });
});

/** Introduced by the bot, with both yes. */
async function meets(a: number, b: number): Promise<string> {
  await propose(a, b);
  const { match } = await between(a, b);
  await play.decides(match.id, "approve");
  for (const n of [a, b]) await play.answers(match.id, n, "yes");
  expect((await play.current(match.id)).match.state).toBe("introduced");
  return match.id;
}

async function parts(a: number, b: number): Promise<void> {
  await play.answers(await meets(a, b), a, "end");
}
