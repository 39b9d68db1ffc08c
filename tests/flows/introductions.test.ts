import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SharingLevel } from "../../src/core/matching/records.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { MatchOfTwo } from "../../src/ports/matching.js";
import { type House, openHouse } from "./house.js";
import {
  allPlaces,
  furnishFive,
  keepsToItself,
  leadName,
  matchesOf,
  nameOf,
  numberOf,
  says,
  scope,
  shares,
  userOf,
  workspaceOf,
} from "./introduction-scenes.js";
import { cardOf, formOf, gone, notYours, said } from "./scenes.js";

let house: House;
/** Monday, February 2: the first school day of the month. */
const round = "2026-02-02T10:00:00-08:00";

beforeEach(async () => {
  house = await openHouse({ at: "2026-01-30T09:00:00-08:00" });
  await furnishFive(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const lead = (n: number) => house.as(userOf(n), workspaceOf(n));
const reads = (n: number) => house.platform.seenBy(`@${userOf(n)}`);
const introductions = (n: number) => reads(n).filter((text) => /introduc|Did you meet|go on/i.test(text));
const proposals = () => house.platform.seenBy("@pm").filter((text) => text.includes("Introductions you could make"));
const button = (n: number, label: string) => house.platform.button(`@${userOf(n)}`, label);

async function proposed(): Promise<MatchOfTwo> {
  await house.at(round);
  const [two] = await matchesOf(house);
  if (two === undefined) throw new Error("nothing was proposed");
  return two;
}

/** The two of the first proposal, by number, once both are asked. */
async function offered(): Promise<{ two: MatchOfTwo; a: number; b: number }> {
  const two = await proposed();
  await pm().press({ do: "introduction", match: two.match.id, act: "approve" });
  await house.settle();
  const [a = 0, b = 0] = two.sides.map(numberOf);
  return { two, a, b };
}

const current = async (id: string) => (await matchesOf(house)).find(({ match }) => match.id === id) as MatchOfTwo;

async function introduced() {
  const { two, a, b } = await offered();
  await lead(a).press(button(a, "Yes, introduce us"));
  await lead(b).press(button(b, "Yes, introduce us"));
  await house.settle();
  return { two: await current(two.match.id), a, b };
}

/** What could tell somebody of district `n` who another district is. */
function namesOfOthers(n: number): string[] {
  return allPlaces.flatMap((place, at) => (at + 1 === n ? [] : [place, leadName(at + 1), `lead-${at + 1}@`]));
}

function nobodyIsNamed(): void {
  for (let n = 1; n <= 5; n++)
    for (const text of reads(n)) for (const name of namesOfOthers(n)) expect(text).not.toContain(name);
}

describe("the round of the month", () => {
  it("proposes pairs to the program manager on its first school day, once, and asks nobody else", async () => {
    await house.at("2026-02-02T09:59:00-08:00");
    expect(await matchesOf(house)).toEqual([]);
    await house.at(round);
    const all = await matchesOf(house);
    expect(all).toHaveLength(2);
    const teams = all.flatMap(({ sides }) => sides.map(({ teamId }) => teamId));
    expect(new Set(teams).size).toBe(4);
    expect(proposals()).toHaveLength(1);
    expect(proposals()[0]).toContain("Sample Harbor team");
    for (let n = 1; n <= 5; n++) expect(introductions(n).filter((text) => text.includes("Shall I"))).toEqual([]);
    await house.at("2026-02-02T10:01:00-08:00");
    await house.at("2026-02-03T10:00:00-08:00");
    expect(await matchesOf(house)).toHaveLength(2);
    expect(proposals()).toHaveLength(1);
  });

  it("is held late after the process was down, and not a fortnight late", async () => {
    await house.at("2026-02-05T11:00:00-08:00");
    expect(await matchesOf(house)).toHaveLength(2);
    const other = await openHouse({ at: "2026-02-16T09:00:00-08:00" });
    await furnishFive(other);
    await other.at("2026-02-16T10:00:00-08:00");
    expect(await matchesOf(other)).toEqual([]);
    await other.close();
  });

  it("leaves out who does not share and says nothing of it; who says too little is told what is missing", async () => {
    await keepsToItself(house, 1);
    await says(house, 2, { text: "Math grades", level: "team", version: 2 });
    await house.at(round);
    const teams = (await matchesOf(house)).flatMap(({ sides }) => sides.map(numberOf));
    expect(teams).toHaveLength(2);
    expect(teams).not.toContain(1);
    expect(teams).not.toContain(2);
    const told = (n: number) => reads(n).filter((text) => text.includes("No match yet"));
    expect(told(1)).toEqual([]);
    expect(told(2)).toHaveLength(1);
    expect(told(2)[0]).toContain("Your problem is too short to compare. What happens, for whom");
    expect(told(2)[0]?.match(/No match yet/g), "the heading alone says so").toHaveLength(1);
    expect(told(2)[0]).toContain("[Change our problem]");
    expect(proposals()[0]).toContain("Sample Harbor team: its problem is too short to compare.");
    expect(proposals()[0]).not.toContain("Sample Valley team");
  });

  it("tells the fifth that there is nobody for it this time, and only the first time", async () => {
    await house.at(round);
    const taken = (await matchesOf(house)).flatMap(({ sides }) => sides.map(numberOf));
    const left = [1, 2, 3, 4, 5].find((n) => !taken.includes(n)) ?? 0;
    const told = () => reads(left).filter((text) => text.includes("No match yet"));
    expect(told()).toHaveLength(1);
    expect(proposals()[0]).toContain("No match this time");
    await house.at("2026-03-02T10:00:00-08:00");
    expect(told()).toHaveLength(1);
  });

  it("makes no proposal where fewer than three districts could be meant", async () => {
    for (const n of [3, 4, 5]) await keepsToItself(house, n);
    const outsiders = { ...scope };
    await house.store.write(async (tables) => {
      const { teams } = await tables.roster.outline(outsiders, ["teams"]);
      await tables.roster.save(outsiders, {
        collaborations: [
          {
            ...{ id: "elsewhere", networkId: "network-1", name: "Elsewhere", focus: "x", aim: "y" },
            ...{ startsOn: "2025-08-01", endsOn: "2028-06-30" },
          },
        ],
        teams: teams
          .filter(({ id }) => ["team-3", "team-4", "team-5"].includes(id))
          .map((team) => ({ ...team, collaborationId: "elsewhere" })),
      });
    });
    await house.at(round);
    expect(await matchesOf(house)).toEqual([]);
    expect(proposals()[0]).toContain("fewer than three districts fit");
  });

  it("makes none where it may not say why, and tells the program manager alone whom she could introduce herself", async () => {
    // Two of five let their problem be compared: the topic would name them, "a district in your collaboration" does not.
    for (const n of [3, 4, 5]) await keepsToItself(house, n);
    await house.at(round);
    expect(await matchesOf(house)).toEqual([]);
    expect(proposals()).toHaveLength(1);
    expect(proposals()[0]).toContain(
      "Sample Valley team and Sample Harbor team: I may not say why without naming one of them. You can introduce them yourself.",
    );
    for (const n of [1, 2]) expect(introductions(n)).toEqual([]);
    const card = await cardOf(pm().press({ do: "find-match", team: "team-1" }));
    const [propose] = card.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    if (propose === undefined) throw new Error("nobody to propose");
    expect(await said(pm().press(propose.action))).toBe(
      "I may not say why without naming one of them. You can introduce them yourself.",
    );
    expect(await matchesOf(house)).toEqual([]);
  });
});

describe("a program manager", () => {
  it("sees what each side would read, adds words without names, and lets both be asked", async () => {
    const two = await proposed();
    const see = house.platform.button("@pm", "Look at it");
    const seen = cardAsText(await cardOf(pm().press(see)));
    expect(seen).toContain("would read");
    expect(seen).toContain("A district in your collaboration.");
    const [id] = see.do === "introduction" ? [see.match] : [];
    const form = await formOf(pm().press({ do: "introduction-form", match: id ?? "", form: "words" }));
    const named = two.sides.map(numberOf)[0] ?? 1;
    const refused = await pm().submit("introduction-words", form.context, { note: `Talk to ${nameOf(named)} soon` });
    expect(refused).toMatchObject(
      id === two.match.id ? { kind: "keep-form", errors: { note: expect.stringContaining("leave") } } : {},
    );
    const note = "You both try to change how grades are given.";
    expect(await pm().submit("introduction-words", form.context, { note })).toMatchObject({ kind: "close-form" });
    const after = cardAsText(await cardOf(pm().press({ do: "introduction", match: id ?? "", act: "approve" })));
    expect(after.match(/both leads are asked/gi), "said once").toHaveLength(1);
    await house.settle();
    for (const side of (await current(id ?? "")).sides) {
      const [text] = introductions(numberOf(side));
      expect(text).toContain(note);
      expect(text).toContain("They see your name only if you both say yes.");
      expect(text).toContain("You both work on D and F grades.");
    }
    nobodyIsNamed();
  });

  it("is told that a lead cannot be reached who is known in another district's workspace only", async () => {
    const two = await proposed();
    const [a = 0, b = 0] = two.sides.map(numberOf);
    const elsewhere = b === 1 ? "workspace-1" : `workspace-of-${b}`;
    await house.store.write(async (tables) => {
      const [home] = await tables.workspaces.addressesOf(scope, userOf(a));
      if (home === undefined) throw new Error("nowhere at home");
      // Her account is the same; the workspace that it is in is another district's.
      await tables.workspaces.saveIdentities(scope, [{ ...home.identity, workspaceId: elsewhere }]);
    });
    const told = await said(pm().press({ do: "introduction", match: two.match.id, act: "approve" }));
    expect(told).toContain("cannot be reached in her own workspace");
    expect(introductions(b).filter((text) => text.includes("Shall I"))).toEqual([]);
  });

  it("puts one away, and nobody hears of it", async () => {
    const two = await proposed();
    await pm().press({ do: "introduction", match: two.match.id, act: "reject" });
    await house.settle();
    expect((await current(two.match.id)).match).toMatchObject({ state: "ended", ending: "rejected" });
    for (const side of two.sides)
      expect(introductions(numberOf(side)).filter((text) => text.includes("Shall I"))).toEqual([]);
  });

  it("is told why the two cannot be asked: no room, and a lead who wants no messages", async () => {
    const two = await proposed();
    const [a = 0, b = 0] = two.sides.map(numberOf);
    const approve = () => said(pm().press({ do: "introduction", match: two.match.id, act: "approve" }));
    await house.store.write(async (tables) => {
      const choice = { networkId: "network-1", personId: "lead", at: house.now(), outOfGroups: false };
      await tables.matching.saveChoice(scope, { ...choice, districtId: `district-${a}`, openRequests: 0 });
    });
    expect(await approve()).toContain("has enough requests");
    await house.store.write(async (tables) => {
      const choice = { networkId: "network-1", personId: "lead", at: house.now(), outOfGroups: false };
      await tables.matching.saveChoice(scope, { ...choice, districtId: `district-${a}`, openRequests: null });
      const person = await tables.roster.person(scope, userOf(b));
      if (person) await tables.roster.savePerson(scope, { ...person, muted: true });
    });
    expect(await approve()).toContain("asked me not to write");
    expect((await current(two.match.id)).match.state).toBe("proposed");
  });

  it("finds a match for one of her teams and proposes it herself", async () => {
    const card = await cardOf(pm().press({ do: "find-match", team: "team-1" }));
    expect(cardAsText(card)).toContain("Sample");
    const propose = card.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
    expect(propose.map(({ label }) => label)).toEqual(["Propose", "Propose", "Propose"]);
    const [first] = propose;
    if (first === undefined) throw new Error("nobody to propose");
    expect(await said(pm().press(first.action))).toContain("would read");
    expect((await matchesOf(house)).map(({ match }) => match)).toMatchObject([{ state: "proposed", proposedBy: "pm" }]);
  });

  it("reads other districts' names in the network's own workspace only, and decides for her own teams only", async () => {
    const two = await proposed();
    const stranger = await said(lead(1).press({ do: "introduction", match: two.match.id, act: "approve" }));
    expect(stranger).toBe(gone);
    expect(await said(lead(1).press({ do: "find-match", team: "team-1" }))).toBe(notYours);
    expect(await said(lead(1).press({ do: "introduction", match: two.match.id, act: "see", team: "team-2" }))).toBe(
      gone,
    );
  });
});

describe("the two", () => {
  it("are introduced when both said yes: names, reasons with plain numbers, and what to do next", async () => {
    const { a, b } = await offered();
    await lead(a).press(button(a, "Yes, introduce us"));
    await house.settle();
    expect(introductions(a)[0]).toContain("You said yes");
    expect(introductions(b)[0]).toContain("Yes, introduce us");
    nobodyIsNamed();
    await lead(b).press(button(b, "Yes, introduce us"));
    await house.settle();
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const text = introductions(own).at(-1) ?? "";
      expect(text).toContain(nameOf(other));
      expect(text).toContain(leadName(other));
      expect(text).toContain("3,000 students with you, 3,000 with them");
      expect(text).toContain("20 minutes");
      expect(introductions(own)).toHaveLength(own === a ? 2 : 1);
    }
    const consents = await house.store.read((view) => view.matching.consentsInForce(scope, "introduction"));
    expect(consents.map(({ teamId, towardsDistrictId }) => [teamId, towardsDistrictId]).sort()).toEqual(
      [
        [`team-${a}`, `district-${b}`],
        [`team-${b}`, `district-${a}`],
      ].sort(),
    );
  });

  it("learn only “not now” of each other: one no, with a reason and a block, ends it", async () => {
    const { two, a, b } = await offered();
    await lead(a).press(button(a, "Yes, introduce us"));
    await house.settle();
    const form = await formOf(lead(b).press(button(b, "Not this one")));
    const why = "They compared us in the newspaper.";
    expect(await lead(b).submit("introduction-why-not", form.context, { why, block: "yes" })).toEqual({
      kind: "close-form",
    });
    await house.settle();
    expect((await current(two.match.id)).match.ending).toBe("blocked");
    expect(introductions(a)).toHaveLength(1);
    expect(introductions(a)[0]).toContain("Not now");
    expect(introductions(a)[0]).not.toMatch(/newspaper|block|declin/i);
    expect(introductions(b)[0]).toContain("I do not bring you together with this district again.");
    nobodyIsNamed();
    const blocks = await house.store.read((view) => view.matching.blocks(scope));
    expect(blocks).toMatchObject([{ districtId: `district-${b}`, otherDistrictId: `district-${a}`, liftedAt: null }]);
    const consents = await house.store.read((view) => view.matching.consentsInForce(scope, "introduction"));
    expect(consents).toEqual([]);
    // Her program manager reads why.
    expect(await said(pm().press({ do: "introduction", match: two.match.id, act: "see" }))).toContain(why);
    await house.at("2026-03-02T10:00:00-08:00");
    const again = (await matchesOf(house)).filter(({ match, sides }) => {
      return match.id !== two.match.id && [a, b].every((n) => sides.some((side) => numberOf(side) === n));
    });
    expect(again).toEqual([]);
  });

  it("may take a yes back while the other has not answered: her consent ends with it", async () => {
    const { two, a, b } = await offered();
    await lead(a).press(button(a, "Yes, introduce us"));
    await house.settle();
    await lead(a).press(button(a, "Take it back"));
    await house.settle();
    expect((await current(two.match.id)).match.ending).toBe("declined");
    expect(introductions(b)[0]).toContain("Not now");
    for (const n of [a, b]) expect(introductions(n)[0]).not.toContain("Shall I introduce you");
    expect(await house.store.read((view) => view.matching.consentsInForce(scope, "introduction"))).toEqual([]);
    await lead(b).press({ do: "introduction", match: two.match.id, team: `team-${b}`, act: "yes" });
    expect((await current(two.match.id)).match.state).toBe("ended");
    nobodyIsNamed();
  });

  it("are not kept waiting: after two weeks it is put away, and who said yes learns only “not now”", async () => {
    const { two, a, b } = await offered();
    await lead(a).press(button(a, "Yes, introduce us"));
    await house.settle();
    await house.at("2026-02-17T10:00:00-08:00");
    expect((await current(two.match.id)).match).toMatchObject({ state: "ended", ending: "expired" });
    expect(introductions(a)[0]).toContain("Not now");
    expect(introductions(b)[0]).toContain("Two weeks have passed");
    nobodyIsNamed();
  });

  const level = (n: number, to: SharingLevel) => lead(n).press({ do: "compare", team: `team-${n}`, level: to });

  it.each([
    ["a program manager has it before her", "team", []],
    ["both are asked", "team", ["asked"]],
    ["the other has said yes", "team", ["asked", "yes of the other"]],
    ["she has said yes herself", "team", ["asked", "her own yes"]],
    ["the other has said yes, and partners may go on reading it", "partner", ["asked", "yes of the other"]],
  ] as const)("are introduced by nothing after one of them took it back: while %s", async (_, to, before) => {
    const two = await proposed();
    const [a = 0, b = 0] = two.sides.map(numberOf);
    const approve = () => pm().press({ do: "introduction", match: two.match.id, act: "approve" });
    const yes = (n: number) =>
      lead(n).press({ do: "introduction", match: two.match.id, team: `team-${n}`, act: "yes" });
    for (const one of before) {
      await (one === "asked" ? approve() : yes(one === "her own yes" ? b : a));
      await house.settle();
    }
    await level(b, to);
    expect((await current(two.match.id)).match).toMatchObject({ state: "ended", ending: "consent withdrawn" });
    await approve();
    for (const n of [a, b]) await yes(n);
    // Shared anew, it is another question.
    await level(b, "network");
    for (const n of [b, a]) await yes(n);
    await house.at("2026-02-02T10:05:00-08:00");
    expect((await current(two.match.id)).match.ending).toBe("consent withdrawn");
    for (const n of [a, b])
      expect(introductions(n).filter((text) => text.includes("Not now"))).toHaveLength(before.length > 0 ? 1 : 0);
    nobodyIsNamed();
  });

  it("go on where one of them lets her problem be compared more widely, and in their collaboration where more narrowly", async () => {
    const { two, a, b } = await offered();
    await level(a, "network");
    await level(b, "network");
    await level(b, "collaboration");
    for (const n of [a, b]) await lead(n).press(button(n, "Yes, introduce us"));
    expect((await current(two.match.id)).match.state).toBe("introduced");
  });

  it("hear “not now” where one of them keeps to her collaboration, in which the other is not", async () => {
    for (let n = 1; n <= 5; n++) await shares(house, n, "network");
    await house.store.write(async (tables) => {
      const { teams, collaborations } = await tables.roster.outline(scope, ["teams", "collaborations"]);
      const apart = teams.map((team) => ({ ...team, collaborationId: `of ${team.id}` }));
      await tables.roster.save(scope, {
        collaborations: apart.map(
          ({ collaborationId: id }) => ({ ...collaborations[0], id }) as (typeof collaborations)[0],
        ),
        teams: apart,
      });
    });
    const { two, a, b } = await offered();
    expect(two.match.collaborationId).toBeNull();
    await lead(a).press(button(a, "Yes, introduce us"));
    await level(b, "collaboration");
    expect((await current(two.match.id)).match.ending).toBe("consent withdrawn");
    nobodyIsNamed();
  });

  it("are not asked at all where consent is taken back while the question waits for the morning", async () => {
    const two = await proposed();
    house.setNow("2026-02-02T20:00:00-08:00");
    await pm().press({ do: "introduction", match: two.match.id, act: "approve" });
    await house.settle();
    const [a = 0, b = 0] = two.sides.map(numberOf);
    expect(introductions(a)).toEqual([]);
    await keepsToItself(house, b);
    house.setNow("2026-02-03T07:30:00-08:00");
    await house.settle();
    expect(introductions(a)).toEqual([]);
    expect(introductions(b)).toEqual([]);
    expect((await current(two.match.id)).match.ending).toBe("consent withdrawn");
  });

  it("can be answered by the lead alone, and found in her status where her week had no room for the question", async () => {
    const two = await proposed();
    const [a = 0] = two.sides.map(numberOf);
    await house.store.write(async (tables) => {
      const person = await tables.roster.person(scope, userOf(a));
      if (person) await tables.roster.savePerson(scope, { ...person, weeklyMessages: 0 });
    });
    await pm().press({ do: "introduction", match: two.match.id, act: "approve" });
    await house.settle();
    expect(introductions(a)).toEqual([]);
    const status = await cardOf(lead(a).command("status"));
    expect(cardAsText(status)).toContain("An introduction waits for your answer.");
    const see = status.blocks
      .flatMap((block) => (block.kind === "buttons" ? block.buttons : []))
      .find(({ label }) => label === "See it");
    if (see === undefined) throw new Error("no button");
    expect(await said(lead(a).press(see.action))).toContain("Shall I introduce you");
    expect(await said(lead(a).press({ ...see.action, act: "yes" } as typeof see.action))).toContain("You said yes");
    if (a === 1)
      expect(await said(house.as("teacher", "W1").press({ ...see.action, act: "no" } as typeof see.action))).toBe(
        notYours,
      );
  });
});

describe("afterwards", () => {
  it("asks after three weeks whether they met, once more, and lets go", async () => {
    const { two, a, b } = await introduced();
    await house.at("2026-02-23T10:00:00-08:00");
    for (const n of [a, b]) expect(introductions(n).filter((text) => text.includes("Did you meet?"))).toHaveLength(1);
    await lead(a).press(button(a, "Not yet"));
    await house.settle();
    expect(introductions(a).at(-1)).toContain("I ask once more in two weeks.");
    await house.at("2026-03-09T10:00:00-07:00");
    expect(introductions(b).filter((text) => text.includes("Did you meet?"))).toHaveLength(2);
    await house.at("2026-03-23T10:00:00-07:00");
    expect((await current(two.match.id)).match).toMatchObject({ state: "ended", ending: "did not meet" });
    expect(introductions(b).at(-1)).toContain("has come to its end");
  });

  it("asks after twelve weeks whether they go on: two yes renew it, and silence ends it kindly", async () => {
    const { two, a, b } = await introduced();
    await house.at("2026-02-23T10:00:00-08:00");
    await lead(b).press(button(b, "Yes"));
    await house.settle();
    expect(introductions(a).at(-1)).toContain("After twelve weeks I ask");
    await house.at("2026-04-27T10:00:00-07:00");
    for (const n of [a, b]) {
      expect(introductions(n).at(-1)).toContain("Do you want to go on?");
      await lead(n).press(button(n, "Go on for twelve weeks"));
      await house.settle();
    }
    expect((await current(two.match.id)).match).toMatchObject({ state: "introduced", renewals: 1 });
    expect(introductions(a).at(-1)).toContain("You both want to go on.");
    await house.at("2026-07-20T10:00:00-07:00");
    await house.at("2026-08-04T10:00:00-07:00");
    expect((await current(two.match.id)).match).toMatchObject({ state: "ended", ending: "not renewed" });
  });

  it("lets either of them end it", async () => {
    const { two, a, b } = await introduced();
    await lead(a).press(button(a, "End it"));
    await house.settle();
    expect((await current(two.match.id)).match).toMatchObject({ state: "ended", ending: "ended by a team" });
    expect(introductions(b).at(-1)).toContain(`Your introduction with ${nameOf(a)} has come to its end.`);
  });
});

describe("who has no match", () => {
  it("reads why below the problem, with one next step, and her program manager hears of it", async () => {
    for (const n of [2, 3, 4, 5]) await keepsToItself(house, n);
    const card = await cardOf(lead(1).command("problem"));
    expect(cardAsText(card)).toContain("No match yet: nobody else who shares it");
    const ask = card.blocks
      .flatMap((block) => (block.kind === "buttons" ? block.buttons : []))
      .find(({ label }) => label === "Ask my program manager");
    if (ask === undefined) throw new Error("no button");
    expect(await said(lead(1).press(ask.action))).toContain("I pass it on to your program manager");
    await house.settle();
    expect(house.platform.seenBy("@pm").at(-1)).toContain("would like to be introduced");
  });
});
