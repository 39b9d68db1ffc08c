import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createChartFor } from "../../src/app/charts.js";
import type { Card } from "../../src/core/ui/card.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, cardOf, formOf, plan, report, said, updatesOf } from "./scenes.js";

let house: House;

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  house.app.pictureLink = ({ chart, audience, content }) =>
    `https://pictures.example.org/${chart}/${audience}/${content}`;
});
afterEach(() => house.close());

const tooFew = "A result was recorded. The group is too small to show here.";
const leftOut = "Numbers are left out here. Your team sees them.";
const doNotShare = "please do not share this outside your team";
const pm = () => house.as("pm", "HUB");
const channel = () => house.platform.seenBy("C1")[0] ?? "";
const seenTeam = () => said(pm().press({ do: "see-team", team: "team-1" }));
const picturesOn = (card: Card | undefined) =>
  (card?.blocks ?? []).flatMap((block) => (block.kind === "picture" ? [block] : []));

async function change(nth: number, result: string): Promise<void> {
  const update = (await updatesOf(house))[nth];
  const { context, form } = await formOf(house.press("lead", { do: "edit-update", update: update?.id ?? "" }));
  const values = Object.fromEntries(
    form.fields.flatMap((one) => (one.kind === "note" ? [] : [[one.name, `${one.value ?? ""}`]])),
  );
  expect(await house.submit("lead", "update", context, { ...values, result })).toEqual({ kind: "close-form" });
  await house.settle();
}

describe("a result of nine students", () => {
  beforeEach(async () => {
    await plan(house);
    await report(house, { happened: "Four of nine got it", result: "4 of 9", observedOn: "2026-01-21" });
  });

  const figures = /\b4 of 9\b|44|four of nine|n 9\b/i;

  it("is shown to the team, marked not to be shared", async () => {
    const recorded = house.platform.seenBy("@lead").at(-1);
    expect(recorded).toContain("Result: 44.4 % (4 of 9).");
    expect(recorded).toContain("“Four of nine got it”");
    expect(recorded).toContain(doNotShare);
    const cycle = await said(house.command("teacher", "cycle"));
    expect(cycle).toContain("44.4 % (4 of 9)");
    expect(cycle).toContain(doNotShare);
  });

  it("is withheld in the channel, with the words that tell it", () => {
    expect(channel()).toContain(tooFew);
    expect(channel()).toContain(leftOut);
    expect(channel()).not.toMatch(figures);
    expect(picturesOn(house.platform.cards("C1")[0]?.card)).toEqual([]);
  });

  it("is not told by any number in what is said about it, however it is written", async () => {
    const words = "In my group of nine: passed: 5, failed: 4. 5 (of 9). half of them";
    await house.at(at("21", "15:00"));
    await report(house, { happened: words, result: "5 of 9", observedOn: "2026-01-21" });
    await house.at(at("21", "16:00"));
    for (const text of [house.platform.seenBy("C1").join(), house.platform.seenBy("@pm").join(), await seenTeam()]) {
      expect(text).toContain(leftOut);
      expect(text).not.toMatch(/group of|passed: 5|half of them|5 \(of 9\)/);
    }
    expect(house.platform.seenBy("@lead").join()).toContain(words);
  });

  it("is withheld in the program manager's summary, in her status, and on the team's page", async () => {
    await house.at(at("21", "16:00"));
    const summary = house.platform.seenBy("@pm")[0];
    expect(summary).toContain(leftOut);
    expect(summary).not.toMatch(figures);
    expect(await seenTeam()).toContain(tooFew);
    for (const text of [await seenTeam(), await said(pm().command("status")), await said(pm().home())])
      expect(text).not.toMatch(figures);
  });

  it("is a mark without a value in the picture for the outside, and in its description", async () => {
    await report(house, { happened: "The whole grade", result: "25 of 45", observedOn: "2026-01-21" });
    const [picture, ...more] = picturesOn(house.platform.cards("C1")[0]?.card);
    expect(more).toEqual([]);
    expect(picture?.url).toMatch(/^https:\/\/pictures\.example\.org\/prediction\/outside\//);
    expect(picture?.alt).toContain("Jan 21, not shown; Jan 21, 55.6 % (n 45)");
    expect(picture?.alt).toContain("Last result: 55.6 % on Jan 21, 4.4 points under the prediction.");
    expect(picture?.alt).not.toMatch(figures);
    const chart = picture?.chart && (await createChartFor(house.store)(picture.chart));
    expect(chart?.points.map(({ mark, says }) => [mark, says])).toEqual([
      ["withheld", ""],
      ["value", "55.6 %"],
    ]);
    const team = picture?.chart && (await createChartFor(house.store)({ ...picture.chart, audience: "team" }));
    expect(team?.points.map(({ says }) => says)).toEqual(["44.4 %", "55.6 %"]);
    expect(picturesOn(await cardOf(pm().press({ do: "see-team", team: "team-1" })))).toHaveLength(1);
  });
});

describe("a result that others have seen", () => {
  beforeEach(async () => {
    await plan(house);
    await report(house, { happened: "Begun", result: "25 of 45", observedOn: "2026-01-21" });
  });

  it("stands beside the prediction, in words and as a picture", () => {
    expect(channel()).toContain("55.6 % (25 of 45) against a predicted 60 %");
    expect(picturesOn(house.platform.cards("C1")[0]?.card)[0]?.alt).toContain("Predicted 60 %");
  });

  it("is not followed by a correction of one child, there or on the team's page; the team has it whole", async () => {
    await change(1, "26 of 45");
    expect(channel()).toContain("An earlier result was corrected. The change would tell about a few people");
    expect(channel()).not.toMatch(/2[56] of 45|5[57]\.\d/);
    expect(await seenTeam()).not.toMatch(/2[56] of 45|5[57]\.\d/);
    expect(house.platform.seenBy("@lead").at(-1)).toContain("Result: 57.8 % (26 of 45).");
  });

  it("is followed by a correction of many", async () => {
    await change(1, "40 of 45");
    expect(channel()).toContain("An earlier result was corrected.");
    await report(house, { happened: "Again", result: "12 of 45", observedOn: "2026-01-20" });
    expect(channel()).toContain("26.7 % (12 of 45)");
    await change(2, "30 of 45");
    expect(channel()).toContain("66.7 % (30 of 45)");
  });

  it("is not told again by a second one that differs by a few students", async () => {
    await report(house, { happened: "Later", result: "28 of 50", observedOn: "2026-01-21" });
    expect(channel()).toContain("Beside an earlier one it would tell about a few people");
    expect(channel()).not.toContain("28 of 50");
  });
});

describe("a result of last week that is changed", () => {
  it("is changed in the pictures of the digests that came after it", async () => {
    await plan(house);
    await report(house, { happened: "Begun", result: "20 of 45", observedOn: "2026-01-21" });
    await house.at(at("27", "10:00"));
    await report(house, { happened: "A week later", result: "32 of 45", observedOn: "2026-01-27" });
    const later = () => picturesOn(house.platform.cards("C1")[1]?.card)[0]?.alt;
    expect(later()).toContain("Jan 21, 44.4 % (n 45); Jan 27, 71.1 % (n 45)");
    await change(1, "33 of 45");
    expect(later()).toContain("Jan 21, 73.3 % (n 45); Jan 27, 71.1 % (n 45)");
    expect(house.platform.cards("C1")).toHaveLength(2);
  });
});

describe("a rounded result beside the prediction", () => {
  it("is called about, and how far it is from the prediction is not told", async () => {
    await plan(house, { prediction: "Nearly all", predictedFigure: "90" });
    await report(house, { happened: "Many", result: "40 of 45" });
    const alt = picturesOn(house.platform.cards("C1")[0]?.card)[0]?.alt ?? "";
    expect(alt).toContain("about 90 %");
    expect(alt).toContain("Last result: about 90 % on Jan 21.");
    expect(alt).not.toMatch(/Hit|Miss/);
  });
});

describe("a level of the team that nobody hears", () => {
  it("is named in the channel by its level, until somebody of it records something", async () => {
    const latest = () => house.platform.seenBy("C1").at(-1) ?? "";
    await plan(house);
    expect(channel(), "in its first month nobody is late").not.toContain("has not been heard");
    await house.at("2026-02-25T15:00:00-08:00");
    await report(house, { happened: "A month later" });
    expect(latest()).toContain("The school has not been heard this month.");
    expect(latest()).not.toMatch(/principal/i);
    const { context } = await formOf(house.command("principal", "update"));
    await house.submit("principal", "update", context, { happened: "I looked in", next: "keep testing" });
    await house.settle();
    expect(latest()).toContain("I looked in");
    expect(latest()).not.toContain("has not been heard");
  });
});
