import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle, person } from "../../scripts/gallery/examples.js";
import type { Cycle } from "../../src/core/cycle/model.js";
import { idOf } from "../../src/core/id.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { type House, openHouse } from "./house.js";
import { playIn } from "./introduction-play.js";
import { allPlaces, furnishFive, keepsToItself, matchesOf, scope, userOf } from "./introduction-scenes.js";
import { furnishAssignment, identify } from "./neighbours.js";
import { cardOf, everyRow, formOf, gone, said } from "./scenes.js";

/** What one of the two, or her program manager, must not come to read of the other. */

let house: House;
let play: ReturnType<typeof playIn>;
beforeEach(async () => {
  house = await openHouse({ at: "2026-01-30T09:00:00-08:00" });
  await furnishFive(house);
  play = playIn(house);
});
afterEach(() => house.close());

const pm2 = () => house.as("pm2", "HUB");

/** The first program manager goes on with the others, and a second one has this team alone. */
async function secondManagerHas(n: number): Promise<void> {
  await house.store.write(async (tables) => {
    const all = await tables.roster.assignments(scope);
    const before = all.filter(({ teamId }) => teamId === `team-${n}`).map((one) => ({ ...one, until: "2026-01-29" }));
    await tables.roster.save(scope, {
      people: [person("pm2", { districtId: null, networkRole: "program manager" })],
      pmAssignments: before,
    });
  });
  await identify(house, { id: "pm2" }, "workspace-2");
  await furnishAssignment(house, "pm2", `team-${n}`);
}

const tried = (n: number, change: Partial<Cycle>): Cycle =>
  cycle({
    ...{ id: `cycle-${n}`, districtId: `district-${n}`, teamId: `team-${n}`, problemId: `problem-${n}`, version: 1 },
    ...{ title: "Structured talk protocols every day", stage: "closed", closedAt: new Date("2026-01-10T18:00:00Z") },
    ...change,
  });

const keep = (one: Cycle) => house.store.write((tables) => tables.cycles.save(scope, one, 0));

/** A test of the team that everybody in the network may find. */
async function sharesTest(n: number): Promise<void> {
  await keep(tried(n, { decision: "scale" }));
  await house.store.write((tables) =>
    tables.matching.addConsent(scope, {
      ...{ networkId: scope.networkId, districtId: `district-${n}`, teamId: `team-${n}`, id: `shared-${n}` },
      ...{ what: "cycle", subjectId: `cycle-${n}`, level: "network", towardsDistrictId: null, personId: userOf(n) },
      ...{ at: house.now(), withdrawnAt: null, withdrawnBy: null },
    }),
  );
}

describe("why one of the two said no", () => {
  const why = "Their superintendent and ours are in court.";
  it.each(["yes", "no"])("is read by her own program manager and by no other (blocked: %s)", async (block) => {
    const { id, a, b } = await play.offered();
    await secondManagerHas(a);
    const form = await formOf(play.lead(b).press(play.button(b, "Not this one")));
    await play.lead(b).submit("introduction-why-not", form.context, { why, block });
    await house.settle();
    const other = await said(pm2().press({ do: "introduction", match: id, act: "see" }));
    expect(other).not.toContain(why);
    expect(other).toContain("one of the two said not now");
    expect(other).not.toContain("does not want this one");
    const own = await said(play.decides(id, "see"));
    expect(own).toContain(why);
    expect(own).toContain(block === "yes" ? "does not want this one" : "one of the two said not now");
  });
});

describe("what a team tried and did not share", () => {
  it("is not read by a program manager who accompanies the other one alone: what did not work", async () => {
    await keep(tried(4, { decision: "abandon" }));
    for (const n of [1, 2, 3, 5]) await sharesTest(n);
    await secondManagerHas(5);
    const theirs = await said(pm2().press({ do: "propose-match", team: "team-5", problem: "problem-4" }));
    expect(theirs).toContain("Sample Orchard team would read");
    expect(theirs).toContain("Sample Canyon team would read");
    expect(theirs).not.toMatch(/did not/);
    const [two] = await matchesOf(house);
    // The first one accompanies the team that tried it, and reads it: among the reasons, and in what it would read.
    const own = await said(play.decides(two?.match.id ?? "", "see"));
    expect(own.match(/for you it did not/g)?.length).toBe(2);
  });

  it("is not read by a program manager who accompanies the other one alone: what worked", async () => {
    await keep(tried(4, { decision: "scale" }));
    await secondManagerHas(5);
    const theirs = await said(pm2().press({ do: "propose-match", team: "team-5", problem: "problem-4" }));
    expect(theirs).toContain("would read");
    expect(theirs).not.toMatch(/tried|worked/);
  });
});

describe("an id of somebody else's introduction", () => {
  it("is answered like one of none, to leads and to program managers", async () => {
    const { id, a, b } = await play.offered();
    await secondManagerHas([1, 2, 3, 4, 5].find((n) => n !== a && n !== b) ?? 0);
    const third = [1, 2, 3, 4, 5].find((n) => n !== a && n !== b) ?? 0;
    const none = idOf("match", "none");
    for (const act of ["see", "yes"] as const) {
      const ask = (match: string) =>
        said(play.lead(third).press({ do: "introduction", match, team: `team-${a}`, act }));
      expect([await ask(id), await ask(none)]).toEqual([gone, gone]);
    }
    for (const act of ["see", "approve"] as const) {
      const ask = (match: string) => said(pm2().press({ do: "introduction", match, act }));
      expect([await ask(id), await ask(none)]).toEqual([gone, gone]);
    }
    const open = (match: string) => said(pm2().press({ do: "introduction-form", match, form: "words" }));
    expect([await open(id), await open(none)]).toEqual([gone, gone]);
  });
});

describe("a problem that its team took back", () => {
  it("is not compared any more, not even for the one whom it was introduced to", async () => {
    const { id, a, b } = await play.introduced();
    const see = () => said(play.answers(id, a, "see"));
    expect(await see()).toContain("D and F grades");
    await keepsToItself(house, b, "partner");
    expect(await see()).toContain("D and F grades");
    await keepsToItself(house, b);
    expect(await see()).not.toContain("D and F grades");
    expect(await see()).not.toContain("Why you two");
    expect(await see()).toContain("You are introduced");
  });

  it("does not lend its topic to a test that goes further than it does", async () => {
    await sharesTest(2);
    const read = async () => said(play.lead(1).press({ do: "see-shared", cycle: "cycle-2" }));
    expect(await read()).toContain("D and F grades");
    await keepsToItself(house, 2);
    expect(await read()).toContain("Structured talk protocols");
    expect(await read()).not.toContain("D and F grades");
    const finds = (n: number) => said(play.lead(n).command("find", "D and F grades"));
    expect(await finds(1)).not.toContain("Structured talk");
    expect(await finds(2)).toContain("Structured talk");
  });
});

describe("what was written about an introduction", () => {
  const offeredIn = async (mine: ReturnType<typeof play.lead>, what: string) => {
    const { blocks } = await cardOf(mine.command("mine"));
    return blocks
      .flatMap((one) => (one.kind === "buttons" ? one.buttons.map(({ action }) => action) : []))
      .find((one) => one.do === "ask-remove" && one.what === what);
  };
  const rows = async (words: string) => (await everyRow(house)).filter((row) => row.includes(words));

  it("is found by mine and deleted: why one did not want it", async () => {
    const { id, b } = await play.offered();
    const why = "They compared us in the newspaper.";
    const form = await formOf(play.lead(b).press(play.button(b, "Not this one")));
    await play.lead(b).submit("introduction-why-not", form.context, { why, block: "no" });
    await house.settle();
    expect(await said(play.lead(b).command("mine"))).toContain(why);
    const ask = await offeredIn(play.lead(b), "why not together");
    if (ask?.do !== "ask-remove") throw new Error("not offered");
    expect(await said(play.pm().press({ ...ask, do: "remove-words" }))).toBe(gone);
    expect(await said(play.lead(b).press(ask))).toContain(why);
    expect(await said(play.lead(b).press({ ...ask, do: "remove-words" }))).toContain("Deleted.");
    expect(await rows(why)).toEqual([]);
    expect(await said(play.decides(id, "see"))).not.toContain(why);
  });

  it("is found by mine and deleted: a program manager's words to both, in their questions too", async () => {
    const { id, a, b } = await play.proposed();
    const note = "You would have much to tell each other.";
    const { context } = await formOf(play.pm().press({ do: "introduction-form", match: id, form: "words" }));
    await play.pm().submit("introduction-words", context, { note });
    await play.decides(id, "approve");
    await house.settle();
    for (const n of [a, b]) expect(play.reads(n).join()).toContain(note);
    const ask = await offeredIn(play.pm(), "words to both");
    if (ask?.do !== "ask-remove") throw new Error("not offered");
    expect(await said(play.lead(a).press({ ...ask, do: "remove-words" }))).toBe(gone);
    expect(await said(play.pm().press({ ...ask, do: "remove-words" }))).toContain("Deleted.");
    await house.settle();
    for (const n of [a, b]) {
      expect(play.reads(n).join()).not.toContain(note);
      expect(play.reads(n).join()).toContain("Yes, introduce us");
    }
    expect(await rows(note)).toEqual([]);
  });
});

describe("a program manager's answer to a question of one of her teams", () => {
  it("is found by mine, hers alone, and deleted", async () => {
    const words = "Ask the counselors first.";
    const { context } = await formOf(play.lead(1).press({ do: "ask" }));
    await play.lead(1).submit("ask", context, {
      question: "How did you get ninth graders to hand in homework without lowering their grades?",
      level: "collaboration",
    });
    await house.settle();
    const [request] = await house.store.read((view) => view.help.requests(scope));
    if (request === undefined) throw new Error("nothing asked");
    await play.lead(1).press({ do: "ask-manager", request: request.id });
    await house.settle();
    const form = await formOf(play.pm().press({ do: "help-answer", request: request.id }));
    const [field] = form.form.fields.flatMap((one) => (one.kind === "long" ? [one.name] : []));
    await play.pm().submit(form.form.id, form.context, { [field ?? "text"]: words });
    await house.settle();
    expect(await said(play.lead(1).command("mine"))).not.toContain(words);
    expect(await said(play.pm().command("mine"))).toContain(words);
    const [offer] = await house.store.read((view) => view.help.offers(scope));
    const remove = { do: "remove-words", what: "help given", id: offer?.id ?? "" } as const;
    expect(await said(play.lead(1).press(remove))).toBe(gone);
    expect(await said(play.pm().press(remove))).toContain("Deleted.");
    await house.settle();
    expect((await everyRow(house)).filter((row) => row.includes(words))).toEqual([]);
    expect(play.reads(1).join()).not.toContain(words);
  });
});

describe("a district that hers does not want to be brought together with", () => {
  it("stands in the status of her lead, described and not named, and may be asked about again once she is sure", async () => {
    const { a, b } = await play.offered();
    const form = await formOf(play.lead(b).press(play.button(b, "Not this one")));
    await play.lead(b).submit("introduction-why-not", form.context, { why: "", block: "yes" });
    const status = await cardOf(play.lead(b).command("status"));
    expect(cardAsText(status)).toMatch(
      /You asked me not to bring you together with:\nA district in your collaboration\..*since Feb 2/,
    );
    expect(cardAsText(status)).not.toContain(allPlaces[a - 1]);
    expect(await said(play.lead(a).command("status"))).not.toContain("You asked me not to");
    const lift = status.blocks
      .flatMap((block) => (block.kind === "buttons" ? block.buttons : []))
      .find(({ action }) => action.do === "lift-block")?.action;
    if (lift?.do !== "lift-block") throw new Error("no button");
    expect(await said(play.lead(a).press({ ...lift, sure: true }))).toBe(gone);
    expect(await said(play.pm().press({ ...lift, sure: true }))).toBe(gone);
    expect(await said(play.lead(b).press(lift))).toContain("They are told nothing.");
    const blocks = () => house.store.read((view) => view.matching.blocks(scope));
    expect(await blocks()).toMatchObject([{ liftedAt: null }]);
    expect(await said(play.lead(b).press({ ...lift, sure: true }))).toContain(
      "I may ask you about this district again.",
    );
    expect(await blocks()).toMatchObject([{ liftedAt: house.now() }]);
    expect(await said(play.lead(b).command("status"))).not.toContain("You asked me not to");
    expect(await said(play.lead(b).press({ ...lift, sure: true }))).toBe(gone);
  });
});
