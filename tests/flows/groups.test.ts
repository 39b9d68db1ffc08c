import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { person } from "../../scripts/gallery/examples.js";
import type { GroupRound } from "../../src/core/matching/records.js";
import type { Action } from "../../src/core/ui/action.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import type { Form, FormValues } from "../../src/core/ui/form.js";
import type { Reply } from "../../src/ports/chat-platform.js";
import { blocks, districtOf, furnishTowns, leadOf, problems, shares, type Town, teamOf, towns } from "./groups-town.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, identify, leaves } from "./neighbours.js";
import { at, cardOf, formOf, notesIn, said, valuesIn } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const collaboration = "collaboration-1";
const make = { do: "make-groups", collaboration } as const;
const everybody = ["valley", ...towns] as const;

/** Wednesday, Jan 21, ten in the morning; the next convening is on Feb 18. */
beforeEach(async () => {
  house = await openHouse({ at: at("21", "10:00") });
  await furnish(house);
  await furnishTowns(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const seen = (who: string) => house.platform.seenBy(`@${who}`);
const drafted = () => seen("pm").at(-1) ?? "";
const told = (town: Town) => seen(leadOf(town)).filter((text) => /group/i.test(text));
const rounds = () => house.store.read((view) => view.groups.rounds(network, collaboration));
const latest = async () => (await rounds())[0] as GroupRound;
const draftButton = (label: string): Action => house.platform.button("@pm", label);
const presses = async (label: string) => {
  const reply = await pm().press(draftButton(label));
  await house.settle();
  return reply;
};

/** A minute later she opens the form and sends it as it stands but for `values`. */
async function makes(values: FormValues = {}): Promise<Reply> {
  house.setNow(new Date(house.now().getTime() + 60_000).toISOString());
  const { form, context } = await formOf(pm().press(make));
  const reply = await pm().submit("groups", context, { ...(valuesIn(form) as FormValues), ...values });
  await house.settle();
  return reply;
}

async function rule(kind: "must" | "never", a: Town, b: Town): Promise<Reply> {
  const { context } = await formOf(pm().press({ do: "add-pair-rule", collaboration }));
  return pm().submit("pair-rule", context, { a: districtOf(a), b: districtOf(b), rule: kind });
}

async function optsOut(town: Town): Promise<Reply> {
  const lead = town === "valley" ? house.as("lead") : house.as(leadOf(town), `W-${town}`);
  return lead.press({ do: "groups-part", team: teamOf(town), out: true });
}

async function moves(town: Town, to: string): Promise<Reply> {
  const { context } = await formOf(pm().press(draftButton("Change by hand")));
  const reply = await pm().submit("move-district", context, { district: districtOf(town), to });
  await house.settle();
  return reply;
}

const together = ({ groups }: GroupRound, a: Town, b: Town) =>
  groups.some((group) => group.includes(districtOf(a)) && group.includes(districtOf(b)));
const wordsOf = (town: Town) => problems[town].match(/(\w+)\.$/)?.[1] ?? "";
const options = (form: Form, name: string) =>
  form.fields.flatMap((one) =>
    one.kind === "choices" && one.name === name ? one.options.map(({ value }) => value) : [],
  );
const keptSaying = (reply: Reply) => (reply.kind === "keep-form" ? reply.notice : JSON.stringify(reply));

describe("the word groups", () => {
  it("shows a program manager her collaborations, with what was published and what waits", async () => {
    const before = cardAsText(await cardOf(pm().command("groups")));
    expect(before).toContain("Early math");
    expect(before).toContain("No groups have been published yet.");
    expect(before).toContain("[Make groups] [Pairs and rules]");
    await makes();
    expect(cardAsText(await cardOf(pm().command("groups")))).toContain(
      "A draft of Jan 21 is waiting: Spring convening, Feb 18.",
    );
    await presses("Publish");
    const after = cardAsText(await cardOf(pm().command("groups")));
    expect(after).toContain("Published Jan 21: Spring convening, Feb 18, 2 groups.");
    expect(after).not.toContain("[See the draft]");
  });

  it("tells everybody else what it is for, and shows nothing in a district's workspace", async () => {
    expect(await said(house.command("teacher", "groups"))).toContain("With this word a program manager puts districts");
    expect(await said(house.press("teacher", make))).toContain("With this word a program manager puts districts");
    await identify(house, { id: "pm" }, "workspace-birch", "pm-guest");
    const guest = house.as("pm-guest", "W-birch");
    expect(await said(guest.command("groups"))).toContain("in your network's own workspace");
    expect(await said(guest.press(make))).toContain("in your network's own workspace");
  });

  it("is for whoever works with the collaboration now: others and former ones are refused kindly", async () => {
    await furnishSecondDistrict(house);
    const other = house.as("pm-2", "HUB");
    expect(await said(other.press(make))).toContain("somebody else's");
    await makes();
    const publish = draftButton("Publish");
    const { context } = await formOf(pm().press(draftButton("Change by hand")));
    expect(await said(other.press(publish))).toContain("somebody else's");
    await leaves(house, "pm", "2026-01-20");
    expect(await said(pm().press(publish))).toContain("You are not working with a team at the moment");
    const moving = pm().submit("move-district", context, { district: districtOf("oak"), to: "none" });
    expect(await said(moving)).toContain("You are not working with a team at the moment");
    expect(await latest()).toMatchObject({ state: "draft", version: 1 });
  });

  it("shows an admin of the network every collaboration", async () => {
    await furnishSecondDistrict(house);
    const admin = person("admin", { districtId: null, networkRole: "admin" });
    await house.store.write((tables) => tables.roster.save(network, { people: [admin] }));
    await identify(house, admin, "workspace-2");
    const card = cardAsText(await cardOf(house.as("admin", "HUB").command("groups")));
    expect(card).toContain("Early math");
    expect(card).toContain("Attendance");
  });
});

describe("a draft", () => {
  it("puts alike districts together, with likeness, topic and last meeting of each pair, and tells nobody", async () => {
    expect(await makes({ dial: "alike", size: "3-3" })).toEqual({ kind: "close-form" });
    const round = await latest();
    expect(round).toMatchObject({ state: "draft", purpose: "convening", conveningId: "convening-1", novelty: 0.25 });
    expect(together(round, "valley", "birch") && together(round, "valley", "cedar")).toBe(true);
    expect(drafted()).toContain("Draft groups: Spring convening, Feb 18");
    expect(drafted()).toMatch(
      /Birch Unified and Cedar Unified: (very much|much|somewhat) alike \(\d+ %\) · both on chronic absence · have not met/,
    );
    for (const town of everybody) expect(told(town)).toEqual([]);
  });

  it("leaves out whoever opted out, pauses or is away on that day, and says so", async () => {
    await optsOut("oak");
    await house.store.write(async (tables) => {
      const paused = await tables.roster.team(network, teamOf("elm"));
      const lead = await tables.roster.person(network, leadOf("fir"));
      if (paused) await tables.roster.save(network, { teams: [{ ...paused, paused: true }] });
      if (lead) await tables.roster.savePerson(network, { ...lead, awayFrom: "2026-02-10", awayUntil: "2026-02-20" });
    });
    const { form } = await formOf(pm().press(make));
    expect(options(form, "who")).toEqual(["birch", "cedar", "valley"].map((town) => districtOf(town as Town)));
    const note = notesIn(form).join(" ");
    expect(note).toContain("Elm Unified (the team pauses)");
    expect(note).toContain("Fir Unified (its team lead is away that day)");
    expect(note).toContain("Oak Unified (asked to be left out of groups)");
    await makes({ size: "3-3" });
    const { groups, leftOut } = await latest();
    expect(groups.flat().sort()).toEqual(["birch", "cedar", "valley"].map((town) => districtOf(town as Town)).sort());
    expect(Object.fromEntries(leftOut.map(({ districtId, why }) => [districtId, why]))).toEqual({
      [districtOf("elm")]: "paused",
      [districtOf("fir")]: "away",
      [districtOf("oak")]: "opted out",
    });
    expect(drafted()).toContain("Oak Unified: asked to be left out of groups");
  });

  it("never puts together whom a rule or a district keeps apart, and says of neither who wanted it", async () => {
    await rule("never", "valley", "birch");
    await blocks(house, "cedar", "birch");
    for (const dial of ["alike", "balanced", "new"]) {
      await makes({ dial, size: "3-3" });
      const round = await latest();
      expect(together(round, "valley", "birch") || together(round, "cedar", "birch")).toBe(false);
      expect(round.groups.flat()).toHaveLength(6);
    }
    const reply = await moves(
      "birch",
      `${(await latest()).groups.findIndex((group) => group.includes(districtOf("cedar")))}`,
    );
    expect(keptSaying(reply)).toContain(
      "Birch Unified and Cedar Unified are kept apart. This cannot be overridden here.",
    );
  });

  it("names the constraint that cannot be met, keeps what she chose, and keeps nothing", async () => {
    await rule("must", "oak", "elm");
    const everyone = everybody.map(districtOf);
    const without = await makes({ who: everyone.filter((id) => id !== districtOf("elm")) });
    expect(keptSaying(without)).toBe(
      "A rule wants Elm Unified and Oak Unified together, and Elm Unified is not ticked. Tick it, or lift the rule under Pairs and rules.",
    );
    await blocks(house, "oak", "elm");
    expect(keptSaying(await makes())).toContain("Elm Unified and Oak Unified are kept apart, and rules want");
    expect(keptSaying(await makes({ who: [districtOf("birch")], size: "2-2" }))).toContain("A rule wants");
    expect(await rounds()).toEqual([]);
  });

  it("is made once where the form is sent twice, and the same facts give the same groups", async () => {
    const { form, context } = await formOf(pm().press(make));
    const values = valuesIn(form) as FormValues;
    await pm().submit("groups", context, values);
    await pm().submit("groups", context, values);
    expect(await rounds()).toHaveLength(1);
    await makes();
    const [second, first] = await rounds();
    expect(second?.groups).toEqual(first?.groups);
  });

  it("says when trying again gives the same, and goes when it is dropped", async () => {
    await makes();
    expect(await said(presses("Try again"))).toContain("The same groups came out");
    expect(await said(presses("Drop"))).toBe("Dropped. Nobody was told.");
    expect(drafted()).not.toContain("[Publish]");
    expect(await latest()).toMatchObject({ state: "dropped" });
    const again: Action = { do: "publish-groups", round: (await latest()).id, version: 2 };
    expect(await said(pm().press(again))).toContain("These groups were dropped.");
  });
});

describe("a change by hand", () => {
  it("moves a district, in the card that stands there", async () => {
    await makes({ dial: "alike", size: "3-4" });
    const before = seen("pm").length;
    const { groups } = await latest();
    const from = groups.findIndex((group) => group.includes(districtOf("oak")));
    expect(await moves("oak", `${1 - from}`)).toMatchObject({ kind: "show-form" });
    const { context } = await formOf(moves("oak", `${1 - from}`));
    const values = { district: districtOf("oak"), to: `${1 - from}` };
    await pm().submit("move-district", context, values);
    await house.settle();
    const round = await latest();
    expect(round).toMatchObject({ version: 2 });
    expect(round.groups[1 - from]).toContain(districtOf("oak"));
    expect(seen("pm")).toHaveLength(before);
    expect(drafted()).toMatch(new RegExp(`Group ${2 - from} .*Oak Unified`));
  });

  it("asks once more before a size or a wish is broken, and again for another move", async () => {
    await rule("must", "valley", "birch");
    await makes({ size: "3-3" });
    const first = await formOf(moves("valley", "none"));
    const note = notesIn(first.form).join(" ");
    expect(note).toContain("A group would have 2, and you asked for at least 3.");
    expect(note).toContain("A rule wants Sample Valley Unified (sample) and Birch Unified together.");
    expect(valuesIn(first.form)).toMatchObject({ district: districtOf("valley"), to: "none" });
    const other = { district: districtOf("oak"), to: "none" };
    expect(await pm().submit("move-district", first.context, other)).toMatchObject({ kind: "show-form" });
    expect(await latest()).toMatchObject({ version: 1 });
    await pm().submit("move-district", first.context, { district: districtOf("valley"), to: "none" });
    const round = await latest();
    expect(round.groups.flat()).not.toContain(districtOf("valley"));
    expect(round.leftOut).toEqual([{ districtId: districtOf("valley"), why: "by hand" }]);
  });

  it("that somebody else was faster than shows the groups as they are now", async () => {
    await makes({ size: "3-3" });
    const opened = await formOf(pm().press(draftButton("Change by hand")));
    const stale = draftButton("Publish");
    const first = await formOf(moves("oak", "none"));
    await pm().submit("move-district", first.context, { district: districtOf("oak"), to: "none" });
    const late = await formOf(
      pm().submit("move-district", opened.context, { district: districtOf("elm"), to: "none" }),
    );
    expect(notesIn(late.form).join(" ")).toContain("These groups were changed meanwhile.");
    expect(late.context.version).toBe("2");
    expect(await said(pm().press(stale))).toContain("These groups were changed meanwhile.");
    expect(await latest()).toMatchObject({ state: "draft", version: 2 });
  });
});

describe("publishing", () => {
  it("tells each team lead her group in her own workspace, once, and names no problem that is not shared by both", async () => {
    await shares(house, "valley");
    await shares(house, "birch", "network");
    await shares(house, "elm", "partner");
    await shares(house, "oak", "partner");
    await makes({ dial: "alike", size: "3-3" });
    const publish = draftButton("Publish");
    expect(await said(presses("Publish"))).toContain("Published. 6 team leads are told.");
    expect(await said(pm().press(publish))).toContain("These groups are published already.");
    await house.settle();
    expect(told("valley")).toHaveLength(1);
    expect(told("valley")[0]).toContain(
      "For Spring convening on Wednesday, Feb 18 you are in a group with Birch Unified and Cedar Unified.",
    );
    expect(told("valley")[0]).toMatch(/Birch Unified: You both seem to work on chronic absence/);
    expect(told("birch")[0]).toContain("chronic absence");
    for (const town of ["cedar", "elm", "fir", "oak"] as const) {
      expect(told(town), town).toHaveLength(1);
      expect(told(town)[0]).not.toContain("Why these");
    }
    for (const reader of everybody)
      for (const town of everybody) expect(seen(leadOf(reader)).join(" ")).not.toContain(wordsOf(town));
    expect(drafted()).toContain("Published Jan 21.");
    expect(seen("teacher").filter((text) => text.includes("in a group"))).toEqual([]);
  });

  it("is refused where somebody opted out, or was kept apart, since the draft", async () => {
    await makes({ size: "3-3" });
    await optsOut("oak");
    expect(await said(presses("Publish"))).toContain("Not published yet. Oak Unified: asked to be left out of groups.");
    await house.as("oak-lead", "W-oak").press({ do: "groups-part", team: teamOf("oak"), out: false });
    const { groups } = await latest();
    const group = groups.find((ids) => ids.includes(districtOf("oak"))) ?? [];
    const neighbour = everybody.find((town) => town !== "oak" && group.includes(districtOf(town))) ?? "elm";
    await blocks(house, "oak", neighbour);
    expect(await said(presses("Publish"))).toContain("are kept apart.");
    expect(await latest()).toMatchObject({ state: "draft" });
    for (const town of everybody) expect(told(town)).toEqual([]);
  });

  it("is refused for a district alone in a group, and for a convening that is over", async () => {
    await makes({ size: "3-3" });
    const first = await formOf(moves("oak", "new"));
    await pm().submit("move-district", first.context, { district: districtOf("oak"), to: "new" });
    await house.settle();
    expect(await said(presses("Publish"))).toContain("Not published yet. A group needs two districts at least.");
    house.setNow("2026-02-20T10:00:00-08:00");
    expect(await said(presses("Publish"))).toContain("This convening is over");
    expect(await latest()).toMatchObject({ state: "draft" });
  });

  it("tells whoever was left out why, kindly, and places her first the next time", async () => {
    await makes({ who: everybody.filter((town) => town !== "valley").map(districtOf), size: "2-2" });
    const [left] = (await latest()).leftOut;
    const town = everybody.find((one) => districtOf(one) === left?.districtId) ?? "valley";
    expect(left?.why).toBe("number");
    await presses("Publish");
    expect(told(town)[0]).toContain("there is no group for you this time. The number of districts did not divide.");
    expect(told("valley")).toEqual([]);
    await makes({
      purpose: "consultancy",
      who: everybody.filter((one) => one !== "valley").map(districtOf),
      size: "2-2",
    });
    expect((await latest()).leftOut.map(({ districtId }) => districtId)).not.toContain(left?.districtId);
  });

  it("of a second round names who meets again and why", async () => {
    await makes({ size: "3-3" });
    expect(drafted()).not.toContain("Meeting again");
    await presses("Publish");
    await rule("must", "valley", "birch");
    await makes({ purpose: "consultancy", size: "3-3" });
    const round = await latest();
    const repeats = drafted().split("Meeting again")[1] ?? "";
    expect(round.groups.flat()).toHaveLength(6);
    expect(repeats).toMatch(
      /: (one of the two has met everybody else|new partners were there|a rule wants them together)/,
    );
  });

  it("for the same convening again takes the place of the first, in memory and before the leads", async () => {
    await makes({ size: "3-3" });
    await presses("Publish");
    await makes({ size: "2-2" });
    expect(drafted(), "the first round is no past: it will not take place").not.toContain("Meeting again");
    await presses("Publish");
    expect((await rounds()).map(({ state }) => state)).toEqual(["published", "dropped"]);
    for (const town of everybody) {
      const [first, second] = told(town);
      expect(first).toContain("Other groups have taken the place of these.");
      expect(second).toContain("This takes the place of the groups that I told you about before.");
    }
  });

  it("says whom the program manager has to tell herself", async () => {
    await house.store.write(async (tables) => {
      const lead = await tables.roster.person(network, leadOf("fir"));
      if (lead) await tables.roster.savePerson(network, { ...lead, muted: true });
    });
    await makes({ size: "3-3" });
    expect(await said(presses("Publish"))).toContain(
      "I do not write to: Team lead, Fir Unified (does not want to be asked).",
    );
    expect(told("fir")).toEqual([]);
  });

  it.each([
    ["has muted the bot", { muted: true }],
    ["is away", { awayFrom: "2026-01-22", awayUntil: "2026-01-30" }],
  ])("does not tell one who %s since it was published; her next message mentions it", async (_why, changes) => {
    house.setNow(at("21", "20:00"));
    await makes({ size: "3-3" });
    await presses("Publish");
    await house.store.write(async (tables) => {
      const lead = await tables.roster.person(network, leadOf("fir"));
      if (lead) await tables.roster.savePerson(network, { ...lead, ...changes });
    });
    await house.at(at("22", "10:00"));
    expect(told("fir")).toEqual([]);
    expect(told("elm")).not.toEqual([]);
    const notes = await house.store.read((view) => view.budget.unsaid(network, leadOf("fir"), new Date(0)));
    expect(notes).toHaveLength(1);
  });

  it("waits for contact hours, and leaves out a reason that is not shared any more by then", async () => {
    house.setNow(at("21", "20:00"));
    await shares(house, "valley");
    await shares(house, "birch");
    await makes({ dial: "alike", size: "3-3" });
    await presses("Publish");
    expect(told("valley")).toEqual([]);
    await house.store.write((tables) =>
      tables.matching.withdrawConsent(network, "consent-birch", leadOf("birch"), house.now()),
    );
    await house.at(at("22", "10:00"));
    expect(told("valley")).toHaveLength(1);
    expect(told("valley")[0]).toContain("Birch Unified and Cedar Unified");
    expect(told("valley")[0]).not.toContain("chronic absence");
  });
});

describe("a group that waits for the morning", () => {
  it("is not told to somebody who does not lead the team any more", async () => {
    house.setNow(at("21", "20:00"));
    await makes({ size: "3-3" });
    await presses("Publish");
    await leaves(house, leadOf("birch"), "2026-01-22");
    await house.at(at("22", "10:00"));
    expect(told("birch")).toEqual([]);
    expect(told("valley")).toHaveLength(1);
  });
});

describe("a team lead", () => {
  it("reads her group again with the word, and takes her district out of the next ones and back in", async () => {
    expect(await said(house.command("lead", "groups"))).toContain("Your district is in no group at the moment.");
    await makes({ size: "3-3" });
    await presses("Publish");
    expect(await said(house.command("lead", "groups"))).toContain("For Spring convening on Wednesday, Feb 18");
    expect(await said(house.press("lead", house.platform.button("@lead", "Leave us out of groups")))).toContain(
      "left out of groups",
    );
    expect(options((await formOf(pm().press(make))).form, "who")).not.toContain(districtOf("valley"));
    expect(await said(house.press("lead", { do: "groups-part", team: teamOf("valley"), out: false }))).toContain(
      "in groups again",
    );
    expect(options((await formOf(pm().press(make))).form, "who")).toContain(districtOf("valley"));
  });

  it("alone decides that", async () => {
    const out = { do: "groups-part", team: teamOf("valley"), out: true } as const;
    expect(await said(house.press("teacher", out))).toBe("Only the team lead can do that.");
    expect(await said(house.as("oak-lead", "W-oak").press(out))).toBe("Only the team lead can do that.");
    expect(await house.store.read((view) => view.matching.choices(network))).toEqual([]);
  });
});

describe("rules", () => {
  it("are listed with who and when, one a pair, and lifted", async () => {
    await rule("never", "elm", "oak");
    const card = cardAsText(await cardOf(pm().press({ do: "group-rules", collaboration })));
    expect(card).toContain("Elm Unified and Oak Unified never sit together (Teacher pm, Jan 21)");
    expect(keptSaying(await rule("never", "oak", "elm"))).toBe("This rule is there already.");
    expect(keptSaying(await rule("must", "oak", "elm"))).toContain("There is a rule for the opposite.");
    expect(await rule("must", "oak", "oak")).toMatchObject({ errors: { b: "Please choose two different districts." } });
    await blocks(house, "fir", "birch");
    expect(keptSaying(await rule("must", "birch", "fir"))).toBe(
      "These two are kept apart, so they cannot be put together.",
    );
    const { form, context } = await formOf(pm().press({ do: "lift-pair-rule", collaboration }));
    const [one] = form.fields.flatMap((field) => (field.kind === "choice" ? field.options : []));
    await pm().submit("lift-rule", context, { which: one?.value ?? "" });
    expect(cardAsText(await cardOf(pm().press({ do: "group-rules", collaboration })))).toContain("There are no rules.");
  });
});
