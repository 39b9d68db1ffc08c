import { describe, expect, it } from "vitest";
import { opaqueId } from "../../src/app/opaque-id.js";
import { idOf } from "../../src/core/id.js";
import { furnishPeers, question } from "./help-scene.js";
import { furnish, openHouse } from "./house.js";
import { furnishFive, matchesOf, scope } from "./introduction-scenes.js";
import { at, formOf } from "./scenes.js";

describe("an id of what two districts have together", () => {
  it("is the same each time, another for anything else, and another in every installation", async () => {
    const houses = [await openHouse({ at: "2026-02-02T18:00:00Z" }), await openHouse({ at: "2026-02-02T18:00:00Z" })];
    const made = [];
    for (const { store } of houses)
      made.push(
        await store.read(async (view) => [
          await opaqueId(view, "match", "team-1", "team-2", "2026-02"),
          await opaqueId(view, "match", "team-1", "team-2", "2026-02"),
          await opaqueId(view, "match", "team-1", "team-3", "2026-02"),
          await opaqueId(view, "help offer", "team-1", "team-2", "2026-02"),
        ]),
      );
    const [here, there] = made;
    expect(here?.[0]).toBe(here?.[1]);
    expect(new Set([...(here ?? []), ...(there ?? [])]).size).toBe(6);
    expect(here).not.toContain(idOf("match", "team-1", "team-2", "2026-02"));
    for (const house of houses) await house.close();
  });

  it("is what an introduction has, so that nobody finds out by trying who the other one is", async () => {
    const house = await openHouse({ at: "2026-01-30T09:00:00-08:00" });
    await furnishFive(house);
    await house.at("2026-02-02T10:00:00-08:00");
    const [two] = await matchesOf(house);
    const teams = two?.sides.map(({ teamId }) => teamId).sort() ?? [];
    expect(teams).toHaveLength(2);
    expect(two?.match.id).not.toBe(idOf("match", ...teams, "2026-02"));
    expect(two?.match.id).toBe(await house.store.read((view) => opaqueId(view, "match", ...teams, "2026-02")));
    await house.close();
  });

  it("is what an offer of help has, and the plan that names whom it would be put to", async () => {
    const house = await openHouse({ at: at("22", "13:00") });
    await furnish(house);
    await furnishPeers(house);
    const { context } = await formOf(house.press("lead", { do: "ask" }));
    await house.submit("lead", "ask", context, { question, level: "network" });
    await house.settle();
    const [request] = await house.store.read((view) => view.help.requests(scope));
    const id = request?.id ?? "";
    await house.press("lead", { do: "ask-manager", request: id });
    await house.settle();
    const reply = await house.press("lead", { do: "ask-districts", request: id });
    const plan = /"do":"send-help"[^}]*"plan":"([^"]+)"/.exec(JSON.stringify(reply))?.[1] ?? "";
    await house.press("lead", { do: "send-help", request: id, plan });
    const offers = await house.store.read((view) => view.help.offers(scope));
    expect(offers.length).toBeGreaterThan(0);
    for (const offer of offers) {
      expect(offer.id).not.toBe(idOf("help offer", id, offer.districtId));
      expect(offer.id).toBe(await house.store.read((view) => opaqueId(view, "help offer", id, offer.districtId)));
    }
    expect(plan).not.toBe("");
    await house.close();
  });
});
