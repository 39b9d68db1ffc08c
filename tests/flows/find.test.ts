import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cycle, update } from "../../scripts/gallery/examples.js";
import type { Cycle, CycleUpdate } from "../../src/core/cycle/model.js";
import { idOf } from "../../src/core/id.js";
import type { DistrictBlock, Match, MatchSide, SharingLevel } from "../../src/core/matching/records.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishAssignment, furnishSecondDistrict, furnishSecondTeam } from "./neighbours.js";
import { at, cardOf, formOf, notesIn, notYours, said, valuesIn } from "./scenes.js";

let house: House;
const scope = { networkId: "network-1" };
const closed = new Date("2026-01-15T18:00:00Z");
const gone = "This is not there any more, or it is no longer shared with you.";
const nothing = "I found no cycle with these words";

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await furnishSecondTeam(house);
});
afterEach(() => house.close());

const coast = { districtId: "district-2", teamId: "team-2" };
const phone: Partial<Cycle> = {
  ...coast,
  id: "phone",
  title: "Phone calls home after the second absence",
  question: "Do families answer?",
  prediction: "80 % of families answer",
  predictedFigure: 80,
  stage: "closed",
  decision: "abandon",
  reason: "Nobody had time to call",
  closedAt: closed,
  details: { hypothesis: "If we call early, then families tell us why", place: "Room 12, with the counselor" },
};

async function keep(changes: Partial<Cycle>, answers: CycleUpdate["answers"][] = []): Promise<void> {
  const one = cycle({ version: 1, ...changes });
  await house.store.write(async (tables) => {
    await tables.cycles.save(scope, one, 0);
    for (const [nth, given] of answers.entries()) {
      const stage = "learned" in given ? "study" : "do";
      const { districtId, teamId } = one;
      const id = `${one.id}-update-${nth}`;
      const made = update({ id, cycleId: one.id, districtId, teamId, stage, answers: given, version: 1 });
      const version = { id: `${id}-1`, networkId: "network-1", districtId, updateId: id, version: 1, answers: given };
      await tables.cycles.saveUpdate(scope, made, { ...version, personId: made.personId, at: made.changedAt }, 0);
    }
  });
}

const share = (level: SharingLevel, who = "coast-lead", id = "phone", workspace = "W2") =>
  said(house.as(who, workspace).press({ do: "share", cycle: id, level }));
const find = (words: string, who = "lead", workspace = "W1") => said(house.as(who, workspace).command("find", words));
const open = (who = "lead", workspace = "W1", id = "phone") =>
  said(house.as(who, workspace).press({ do: "see-shared", cycle: id }));

async function introduced(state: Match["state"] = "introduced"): Promise<void> {
  const match: Match = {
    ...{ id: "match-1", networkId: "network-1", collaborationId: null, purpose: "introduction", state, ending: null },
    ...{ score: 0.5, proposedBy: null, proposedAt: closed, note: null, approvedBy: null, offeredAt: closed },
    ...{ introducedAt: closed, dueOn: null, metAsked: 0, renewals: 0, nextAt: null, endedAt: null, version: 1 },
  };
  const side = (districtId: string, teamId: string): MatchSide => ({
    ...{ id: `side-${districtId}`, networkId: "network-1", districtId, teamId, matchId: "match-1" },
    problemId: `problem-${districtId}`,
    ...{ reasons: [], described: "", answer: "yes", answeredBy: null, answeredAt: closed, whyNot: null, met: null },
    renew: null,
  });
  const sides = [side("district-1", "team-1"), side("district-2", "team-2")];
  await house.store.write(async (tables) => {
    const before = await tables.matches.find(scope, match.id);
    for (const { problemId, districtId, teamId } of before === undefined ? sides : []) {
      const owned = { networkId: "network-1", districtId };
      const problem = { ...owned, id: problemId, teamId, version: 1, createdAt: closed };
      const none = { studentGroups: [], gradeBands: [], rootCauses: [], evidence: null, dashboardColor: null };
      const rest = { intendedOutcome: null, investment: null, why: null, personId: null, at: closed };
      const version = { ...owned, id: `${problemId}-1`, problemId, version: 1, statement: "Absence", focusArea: null };
      await tables.cycles.saveProblem(scope, problem, { ...version, ...none, ...rest });
    }
    const version = (before?.match.version ?? 0) + 1;
    await tables.matches.save(scope, { match: { ...match, version }, sides }, before?.match.version ?? 0);
  });
}

const block = (districtId: string, otherDistrictId: string) => {
  const made: DistrictBlock = {
    ...{ id: idOf("block", districtId), networkId: "network-1", districtId, otherDistrictId, personId: "lead" },
    ...{ at: closed, liftedAt: null },
  };
  return house.store.write((tables) => tables.matching.saveBlock(scope, made));
};

describe("find, by a team member", () => {
  it("finds all of her own team's tests, abandoned and open ones too, marked as her own", async () => {
    await keep({ id: "one", title: "Exit tickets in math", stage: "closed", decision: "abandon", closedAt: closed });
    await keep({ id: "two", title: "Exit interviews with families" });
    const card = await find("exit");
    expect(card).toContain("2 cycles found");
    expect(card).toContain("Exit tickets in math · your team");
    expect(card).toContain("Decision, Jan 15: stop here.");
    expect(card).toContain("Stage: do.");
  });

  it("finds by other endings of a word, by its beginning, and with a typo", async () => {
    await keep({ id: "one", title: "Calling families after absences" });
    for (const words of ["call family", "absence", "absense", "famil", "the calls"])
      expect(await find(words)).toContain("1 cycle found");
    expect(await find("welding")).toContain(nothing);
  });

  it("says what to do without words, and where nothing is found", async () => {
    expect(await said(house.command("lead", "find"))).toContain("such as: find exit tickets");
    expect(await find("zebra")).toContain("ask your program manager");
  });

  it("finds another district's test only at a level that reaches her", async () => {
    await keep(phone, [{ learned: "Mornings are best", decision: "abandon" }]);
    expect(await find("phone calls")).toContain(nothing);
    expect(await open()).toBe(gone);
    await share("collaboration");
    expect(await find("phone calls"), "they are of another collaboration").toContain(nothing);
    await share("partner");
    expect(await find("phone calls"), "they were not introduced").toContain(nothing);
    await share("network");
    const card = await find("phone calls");
    expect(card).toContain("Phone calls home after the second absence · Sample Coast Unified (sample)");
    expect(card).toContain("Decision, Jan 15: stop here.");
    expect(card).toContain("Sample: people and results are invented.");
    expect(await open()).toContain("Mornings are best");
  });

  it("finds what partners share as long as they have not parted, and nothing of whom either has blocked", async () => {
    await keep(phone);
    await share("partner");
    await introduced("offered");
    expect(await find("phone")).toContain(nothing);
    await introduced();
    expect(await find("phone")).toContain("1 cycle found");
    await introduced("ended");
    expect(await find("phone")).toContain(nothing);
    await share("network");
    expect(await find("phone")).toContain("1 cycle found");
    await block("district-2", "district-1");
    expect(await find("phone"), "blocked by the other").toContain(nothing);
    expect(await open()).toBe(gone);
  });

  it("finds nothing of a district that her own has blocked", async () => {
    await keep(phone);
    await share("network");
    await block("district-1", "district-2");
    expect(await find("phone")).toContain(nothing);
  });

  it("finds what is taken back no more, not even behind a button that still stands there", async () => {
    await keep(phone);
    await share("network");
    const card = await cardOf(house.as("lead").command("find", "phone"));
    expect(cardAsText(card)).toContain("[Open]");
    await share("team");
    expect(await find("phone")).toContain(nothing);
    expect(await open()).toBe(gone);
    expect(await said(house.press("lead", { do: "use-plan", cycle: "phone" }))).toBe(gone);
  });

  it("finds what another team of her own district shares with the collaboration, and nothing that it keeps", async () => {
    const reading = { districtId: "district-1", teamId: "team-3", id: "reading", title: "Decodable books" };
    await keep({ ...phone, ...reading });
    expect(await find("decodable")).toContain(nothing);
    await share("partner", "reading-lead", "reading", "W1");
    expect(await find("decodable"), "they are no partners of themselves").toContain(nothing);
    await share("collaboration", "reading-lead", "reading", "W1");
    expect(await find("decodable")).toContain("1 cycle found");
  });

  it("neither shows nor finds figures about few, people and places", async () => {
    const words = "Only 4 of 9 families answered; the zinnia campaign helped";
    await keep(phone, [
      { happened: "x", count: 4, outOf: 9, observedOn: "2026-01-14" },
      { learned: words, decision: "abandon" },
    ]);
    await share("network");
    const card = `${await find("phone calls")}\n${await open()}`;
    expect(card).not.toMatch(/\b4 of 9\b|44|Room 12|counselor|zinnia/);
    expect(card).toContain("The group is too small to show here.");
    expect(card).toContain("Numbers are left out here.");
    expect(card).toContain("If we call early, then families tell us why");
    for (const hidden of ["zinnia", "counselor", "44"]) expect(await find(hidden), hidden).toContain(nothing);
    expect(await find("zinnia", "coast-lead", "W2"), "her own team finds it").toContain("1 cycle found");
  });

  it("shows what came out of many beside the prediction", async () => {
    await keep(phone, [{ happened: "x", count: 120, outOf: 200, observedOn: "2026-01-14" }]);
    await share("network");
    expect(await find("phone")).toContain("It came to 60 % (120 of 200).");
  });

  it("shows five, and says how many more there are", async () => {
    for (let nth = 0; nth < 7; nth++) await keep({ id: `c${nth}`, title: `Exit ticket ${nth}` });
    const card = await find("exit ticket");
    expect(card).toContain("7 cycles found");
    expect(card).toContain("And 2 more.");
  });

  it("takes a few words after find for a search, and anything longer for a text of hers", async () => {
    await keep({ id: "one", title: "Exit tickets in math" });
    await house.type("lead", "find exit tickets");
    await house.settle();
    expect(house.platform.seenBy("@lead").at(-1)).toContain("1 cycle found");
    for (const text of [
      "Find: nine of twelve read it",
      "find out why nobody came on Monday to the meeting",
      "mine is here",
    ]) {
      await house.type("lead", text);
      await house.settle();
      expect(house.platform.seenBy("@lead").at(-1), text).toContain(text);
    }
  });

  it("is for people on a team", async () => {
    await keep(phone);
    await share("network");
    await house.store.write(async (tables) => {
      const { memberships } = await tables.roster.load(scope);
      const until = "2026-01-10";
      await tables.roster.save(scope, { memberships: memberships.map((one) => ({ ...one, until })) });
    });
    expect(await find("phone")).toContain("You are not on a team yet");
    expect(await open()).toBe(gone);
  });
});

describe("use this plan", () => {
  const plan = { prediction: "Half of them", dueOn: "2026-02-11" };
  beforeEach(async () => {
    await keep({ ...phone, question: "Do the 7 students in room 12 answer?" });
    await share("network");
  });
  const usesIt = () => formOf(house.press("lead", { do: "use-plan", cycle: "phone" }));
  const made = async () =>
    (await house.store.read((view) => view.cycles.ofTeams(scope, ["team-1"]))).find(({ title }) => /calls/.test(title));

  it("opens her plan form with the idea and the question, without prediction, people or few", async () => {
    const { form, context } = await usesIt();
    expect(valuesIn(form)).toMatchObject({ change: phone.title, prediction: undefined, predictedFigure: undefined });
    expect(valuesIn(form).question).toContain("Do the …");
    expect(notesIn(form)[0]).toContain("begins with a plan of Sample Coast Unified");
    expect(notesIn(form)[0]).toContain("If we call early");
    expect(JSON.stringify(form)).not.toMatch(/Room 12|counselor|80/);
    expect(context).toMatchObject({ team: "team-1", stage: "plan", from: "phone" });
  });

  it("records whose plan it was; both cycles say so, by name and by number", async () => {
    const { form, context } = await usesIt();
    const { change } = valuesIn(form);
    await house.submit("lead", "update", context, { ...plan, change: `${change}` });
    await house.settle();
    const mine = await made();
    expect(mine).toMatchObject({
      creditCycleId: "phone",
      creditDistrictId: "district-2",
      predictedFigure: null,
      details: { hypothesis: "If we call early, then families tell us why" },
    });
    const shown = () => said(house.press("lead", { do: "see-cycle", cycle: mine?.id ?? "" }));
    expect(await shown()).toContain("Began with a plan of Sample Coast Unified (sample).");
    const source = () => said(house.as("coast-lead", "W2").press({ do: "see-cycle", cycle: "phone" }));
    expect(await source()).toContain("Used by 1 other district.");
    expect(await source()).not.toContain("Valley");
    expect(house.platform.seenBy("@coast-lead").join(), "no message to the source").not.toContain("Used by");
    await share("team");
    expect(await shown()).toContain("Began with a plan of another district.");
    expect(await shown()).not.toContain("Coast");
  });

  it("keeps her words, and copies nothing, where it is taken back while she writes", async () => {
    const { context } = await usesIt();
    await share("team");
    await house.submit("lead", "update", context, { ...plan, change: "Phone calls, our way" });
    expect(await made()).toMatchObject({ title: "Phone calls, our way", creditCycleId: null, details: {} });
  });

  it("gives no credit for a plan that she was never shared", async () => {
    await share("team");
    const { context } = await formOf(house.press("lead", { do: "start-cycle", team: "team-1" }));
    await house.submit("lead", "update", { ...context, from: "phone" }, { ...plan, change: "Phone calls, our way" });
    expect(await made()).toMatchObject({ creditCycleId: null, creditDistrictId: null });
  });

  it("of her own team's earlier test gives no credit to anybody", async () => {
    await keep({ id: "old", title: "Early phone calls", stage: "closed", decision: "adapt", closedAt: closed });
    const { context } = await formOf(house.press("lead", { do: "use-plan", cycle: "old" }));
    await house.submit("lead", "update", context, { ...plan, change: "Later phone calls" });
    const all = await house.store.read((view) => view.cycles.ofTeams(scope, ["team-1"]));
    expect(all.find(({ title }) => title === "Later phone calls")).toMatchObject({ creditCycleId: null });
  });
});

describe("find, by a program manager", () => {
  const hub = (words: string, who = "pm") => find(words, who, "HUB");

  it("finds her own teams' tests as the outside sees them, and what is shared in the network", async () => {
    await keep({ id: "own", title: "Phone trees", stage: "do" }, [{ happened: "x", count: 4, outOf: 9 }]);
    await keep(phone);
    expect(await hub("phone")).toContain("1 cycle found");
    expect(await hub("phone")).not.toContain("4 of 9");
    await share("partner");
    expect(await hub("phone"), "partners are districts").toContain("1 cycle found");
    await share("collaboration");
    expect(await hub("phone")).toContain("2 cycles found");
    expect(await open("pm", "HUB")).toContain("Sample Coast");
  });

  it("reads what districts share in the network's own workspace alone", async () => {
    await keep(phone);
    await share("network");
    await house.store.write((tables) =>
      tables.workspaces.saveIdentities(scope, [
        {
          ...{ id: "pm-in-w1", networkId: "network-1", workspaceId: "workspace-1", personId: "pm" },
          ...{ externalUser: "pm", direct: null, claimedBy: "code", claimedAt: closed, unreachableSince: null },
        },
      ]),
    );
    expect(await find("phone", "pm", "W1")).not.toContain("Phone calls home");
    expect(await open("pm", "W1")).toBe(gone);
  });
});

describe("a bright spot", () => {
  const kept: Partial<Cycle> = { ...phone, decision: "scale", reason: "It helped" };
  const words = "Your families asked for just this";
  const pm = () => house.as("pm", "HUB");
  const offer = () => pm().press({ do: "offer-plan", cycle: "phone" });
  const sends = async (teams = ["team-1"]) => {
    const { context } = await formOf(offer());
    const reply = await pm().submit("offer-plan", context, { teams, words });
    await house.settle();
    return reply.kind === "close-form" && reply.notice !== undefined ? cardAsText(reply.notice) : JSON.stringify(reply);
  };
  const told = () => house.platform.seenBy("@lead").filter((one) => one.includes(words));

  beforeEach(async () => {
    await keep(kept);
    await furnishAssignment(house, "pm", "team-3");
  });

  it("goes with her words to the lead of each team that may read it, and is counted in the week", async () => {
    await share("network");
    const card = await cardOf(pm().command("find", "phone"));
    expect(cardAsText(card)).toContain("[Offer it to my teams]");
    const { form } = await formOf(offer());
    expect(form.fields.find((field) => field.kind === "choices")).toMatchObject({
      options: [{ value: "team-3" }, { value: "team-1" }],
    });
    expect(await sends()).toContain("On its way to: Sample Valley");
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain("From your program manager:");
    expect(told()[0]).toContain("Phone calls home after the second absence, kept by Sample Coast");
    const sent = await house.store.read((view) => view.outbox.list(scope, { personId: "lead" }));
    expect(sent.filter(({ kind }) => kind === "bright spot")).toMatchObject([{ contact: "match or help request" }]);
    const { context } = await formOf(house.press("lead", house.platform.button("@lead", "Use this plan")));
    expect(context).toMatchObject({ team: "team-1", from: "phone" });
  });

  it("is offered to a lead once, and “Not now” ends it without a word to anybody", async () => {
    await share("network");
    await sends();
    expect(await sends()).toContain("I wrote nothing to: Sample Valley");
    expect(told()).toHaveLength(1);
    const pms = house.platform.seenBy("@pm").length;
    await house.press("lead", house.platform.button("@lead", "Not now"));
    await house.settle();
    expect(told()).toEqual([]);
    expect(house.platform.seenBy("@lead").join()).toContain("Nobody is told");
    expect(house.platform.seenBy("@pm")).toHaveLength(pms);
  });

  it("goes to no team that may not read it, and to nobody where it was not kept or is not hers to offer", async () => {
    await share("collaboration");
    expect(await said(offer()), "of another collaboration").toContain("None of your teams can be offered this");
    await share("team");
    expect(await said(offer())).toBe(gone);
    await share("network");
    await keep({ ...phone, id: "stopped" });
    await share("network", "coast-lead", "stopped");
    expect(await said(pm().press({ do: "offer-plan", cycle: "stopped" }))).toContain("Only a cycle that was kept");
    expect(await said(house.press("lead", { do: "offer-plan", cycle: "phone" }))).toBe(notYours);
  });

  it("does not leave when the test is taken back while it waits for contact hours", async () => {
    await share("network");
    house.setNow(at("20", "21:00"));
    await sends();
    expect(told()).toEqual([]);
    await share("team");
    await house.at(at("21", "10:00"));
    expect(told()).toEqual([]);
    const sent = await house.store.read((view) => view.outbox.list(scope, { personId: "lead" }));
    expect(sent.filter(({ kind }) => kind === "bright spot")).toMatchObject([{ state: "skipped" }]);
  });

  it("is answered by whom it was offered to alone", async () => {
    await share("network");
    await sends();
    const action = house.platform.button("@lead", "Not now");
    expect(await said(house.press("teacher", action))).toBe(notYours);
    expect(told()).toHaveLength(1);
  });
});
