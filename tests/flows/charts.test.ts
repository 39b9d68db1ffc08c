import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createChartFor } from "../../src/app/charts.js";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { furnish, type House, openHouse } from "./house.js";
import { at, cardOf, notYours, plan, report, said } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };

beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  house.app.pictureLink = ({ chart, audience, content }) =>
    `https://pictures.example.org/${chart}/${audience}/${content}`;
});
afterEach(() => house.close());

const cycleId = async () => (await house.store.read((view) => view.cycles.all(network)))[0]?.id ?? "";
const pictures = async (who = "lead") => {
  const card = await cardOf(house.press(who, { do: "see-chart", cycle: await cycleId() }));
  return card.blocks.flatMap((block) => (block.kind === "picture" ? [block] : []));
};

describe("a cycle's pictures", () => {
  it("show the result beside the prediction first, and say the same in words", async () => {
    await plan(house);
    expect(await said(house.press("lead", { do: "see-chart", cycle: await cycleId() }))).toBe("No result yet.");
    await report(house, { happened: "Begun", result: "25 of 45", observedOn: "2026-01-21" });
    const [picture, ...more] = await pictures();
    expect(more).toEqual([]);
    expect(picture?.url).toMatch(/^https:\/\/pictures\.example\.org\/prediction\/team\//);
    expect(picture?.alt).toContain("60 %");
    expect(picture?.alt).toContain("55.6 %");
    expect(picture?.alt).toContain("45");
  });

  it("have a run chart beside it once there is a run, which says what cannot be told yet", async () => {
    await plan(house);
    for (const count of [20, 22, 19, 25, 27]) await report(house, { happened: "A class", result: `${count} of 45` });
    const [, run] = await pictures();
    expect(run?.url).toContain("/run/team/");
    expect(run?.alt).toContain("Too few points to tell");
  });

  it("get a new address when a result is added, and are drawn as they are known when they are opened", async () => {
    await plan(house);
    await report(house, { happened: "Begun", result: "25 of 45" });
    const [before] = await pictures();
    await report(house, { happened: "More", result: "30 of 45" });
    const [after] = await pictures();
    expect(after?.url).not.toBe(before?.url);
    const chartFor = createChartFor(house.store);
    const chart = before?.chart && (await chartFor(before.chart));
    expect(chart?.points.map(({ says }) => says)).toEqual(["55.6 %", "66.7 %"]);
    expect(before?.chart && (await chartFor({ ...before.chart, networkId: "another" }))).toBeUndefined();
  });

  it("warn of small numbers, which its own team sees", async () => {
    await plan(house);
    await report(house, { happened: "One group", result: "4 of 6" });
    expect((await pictures())[0]?.alt).toContain("do not share");
  });

  it("are for the cycle's own team", async () => {
    await plan(house);
    await report(house, { happened: "Begun", result: "25 of 45" });
    const action = { do: "see-chart" as const, cycle: await cycleId() };
    expect(await said(house.as("pm", "HUB").press(action))).toBe(notYours);
  });

  it("are said in words where no public address is configured", async () => {
    delete house.app.pictureLink;
    await plan(house);
    await report(house, { happened: "Begun", result: "25 of 45" });
    const card = await cardOf(house.press("lead", { do: "see-chart", cycle: await cycleId() }));
    expect(card.blocks.some((block) => block.kind === "picture" && block.url !== undefined)).toBe(false);
    expect(cardAsText(card)).toContain("55.6 %");
  });
});
