import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../src/core/ui/action.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, cardOf, everyRow, formOf, gone, plan, report, said } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
type Asked = Extract<Action, { do: "ask-remove" }>;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await plan(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const seenTeam = () => said(pm().press({ do: "see-team", team: "team-1" }));
const everywhere = async () =>
  [
    ...(await everyRow(house)),
    ...["@lead", "@teacher", "@pm", "C1"].flatMap((to) => house.platform.seenBy(to)),
    await seenTeam(),
    await said(pm().command("nudge")),
    await said(house.command("lead", "status")),
    await said(house.command("lead", "cycle")),
    await said(house.command("lead", "mine")),
  ].join("\n");

/** What `mine` offers her to delete of one kind. */
async function offered(what: Asked["what"], who = "lead"): Promise<Asked> {
  const { blocks } = await cardOf(house.command(who, "mine"));
  const actions = blocks.flatMap((one) => (one.kind === "buttons" ? one.buttons.map(({ action }) => action) : []));
  const found = actions.find((one): one is Asked => one.do === "ask-remove" && one.what === what);
  if (found === undefined) throw new Error(`nothing of ${what} is offered`);
  return found;
}

/** Asked first, refused to a colleague, then gone. */
async function deletes(what: Asked["what"], words: string): Promise<void> {
  expect(await said(house.command("lead", "mine"))).toContain(words);
  const ask = await offered(what);
  const remove = { ...ask, do: "remove-words" } as const;
  expect(await said(house.press("lead", ask))).toContain("[Delete it] [Keep it]");
  expect(await said(house.press("teacher", ask))).toBe(gone);
  expect(await said(house.press("teacher", remove))).toBe(gone);
  expect(await everywhere()).toContain(words);
  expect(await said(house.press("lead", remove))).toBe("Deleted. What it said is gone.");
  await house.settle();
  expect(await everywhere()).not.toContain(words);
  expect(await said(house.press("lead", remove))).toBe(gone);
}

async function cycleId(): Promise<string> {
  return (await house.store.read((view) => view.cycles.all(network)))[0]?.id ?? "";
}

async function fill(action: Action, form: "spread" | "amend", values: Record<string, string>): Promise<void> {
  const { context } = await formOf(house.press("lead", action));
  expect(await house.submit("lead", form, context, values)).toMatchObject({ kind: "close-form" });
}

describe("what she wrote beside her updates", () => {
  it("is shown by mine among her updates, the latest first, with what it is", async () => {
    await house.at(at("22", "10:00"));
    const spread = { step: "site", place: "Grade 7", depth: "They plan together", reachedOn: "2026-01-21" };
    await fill({ do: "add-spread", cycle: await cycleId() }, "spread", spread);
    await house.at(at("23", "10:00"));
    await report(house, { happened: "Seen again" });
    const mine = await said(house.command("lead", "mine"));
    expect(mine).toMatch(/Seen again[\s\S]*Spread · Exit tickets · Jan 22[\s\S]*They plan together/);
    expect(mine.indexOf("Seen again")).toBeLessThan(mine.indexOf("The whole site: Grade 7"));
    expect(await said(house.command("teacher", "mine"))).toBe("You have not recorded anything yet.");
  });

  it("is deleted: an entry of the spread ledger", async () => {
    const words = "They plan together by now";
    const spread = { step: "site", place: "Grade 7 east", depth: words, reachedOn: "2026-01-21" };
    await fill({ do: "add-spread", cycle: await cycleId() }, "spread", spread);
    expect(await seenTeam()).toContain("Grade 7 east");
    await deletes("spread", words);
    expect(await everywhere()).not.toContain("Grade 7 east");
  });

  it("is deleted: what she added to “not this week”", async () => {
    const words = "The room is flooded";
    await house.at("2026-02-04T15:00:00-08:00");
    const [prompt] = await house.store.read((view) => view.checkIns.openPromptsOf(network, "lead"));
    const { context } = await formOf(
      house.press("lead", { do: "why-not-more", prompt: prompt?.id ?? "", reason: "other" }),
    );
    await house.submit("lead", "why-not", context, { reason: "other", note: words });
    await house.settle();
    expect(await seenTeam()).toContain(words);
    await deletes("note", words);
    expect(await house.store.read((view) => view.checkIns.prompt(network, prompt?.id ?? ""))).toMatchObject({
      state: "not this week",
      note: null,
    });
  });

  it("is deleted: an answer to a nudge, in each message that told it", async () => {
    const nudge = await formOf(pm().press({ do: "nudge", team: "team-1" }));
    await pm().submit("nudge", nudge.context, { to: ["lead"], text: "How is it going?" });
    await house.settle();
    for (const [label, answer] of [
      ["Answer", "Slowly, to be honest"],
      ["Add to my answer", "Slowly still"],
    ] as const) {
      const { context } = await formOf(house.press("lead", house.platform.button("@lead", label)));
      await house.submit("lead", "answer-nudge", context, { answer });
      await house.settle();
    }
    await deletes("nudge answer", "Slowly");
    const told = house.platform.seenBy("@pm");
    expect(told.filter((text) => text === "Removed by its author.")).toHaveLength(2);
    expect(await said(pm().command("nudge"))).toContain("Teacher lead, Jan 21: answered\nRemoved by its author.");
    expect(house.platform.seenBy("@lead").join()).toContain("Removed by its author.");
    const { context } = await formOf(house.press("lead", house.platform.button("@lead", "Answer")));
    await house.submit("lead", "answer-nudge", context, { answer: "Better now" });
    const [asked] = await house.store.read((view) => view.nudges.ofTeams(network, ["team-1"], new Date(0)));
    expect(asked?.answer).toBe("Better now");
  });

  it("is deleted: why she amended the prediction; what is expected stays", async () => {
    await house.press("lead", { do: "start-test", cycle: await cycleId() });
    const words = "Two weeks were lost to storms";
    await fill({ do: "amend", cycle: await cycleId() }, "amend", { prediction: "50 % get it right", why: words });
    await deletes("amendment", words);
    expect(await said(house.command("lead", "cycle"))).toContain("50 % get it right (Removed by its author.)");
  });
});
