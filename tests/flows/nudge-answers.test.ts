import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cardAsText } from "../../src/core/ui/fallback.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishSecondDistrict, identify, leaves } from "./neighbours.js";
import { at, cardOf, formOf, notesIn, notYours, plan, quotesIn, report, said } from "./scenes.js";

let house: House;
const network = { networkId: "network-1" };
const words = "Before Thursday's call, could you add the last exit-ticket result? Even a rough count helps.";

/** A cycle in do, owned by the lead, on Wednesday, Jan 21, 3 pm. */
beforeEach(async () => {
  house = await openHouse({ at: at("20", "09:00") });
  await furnish(house);
  await furnishSecondDistrict(house);
  await plan(house);
});
afterEach(() => house.close());

const pm = () => house.as("pm", "HUB");
const nudges = () => house.store.read((view) => view.nudges.ofTeams(network, ["team-1"], new Date(0)));
const seen = (who: string) => house.platform.seenBy(`@${who}`);
const last = (who: string) => seen(who).at(-1) ?? "";

/** The program manager nudges the lead. */
async function sends(): Promise<void> {
  const { context } = await formOf(pm().press({ do: "nudge", team: "team-1" }));
  const reply = await pm().submit("nudge", context, { to: ["lead"], text: words });
  if (reply.kind !== "close-form") throw new Error(JSON.stringify(reply));
  await house.settle();
}

describe("an answer to a nudge", () => {
  const answer = "On Thursday, after the second class";
  const opensAnswer = () => formOf(house.press("lead", house.platform.button("@lead", "Answer")));
  const answers = async (words: string, label = "Answer") => {
    const { context } = await formOf(house.press("lead", house.platform.button("@lead", label)));
    const reply = await house.submit("lead", "answer-nudge", context, { answer: words });
    await house.settle();
    return reply;
  };

  it("is kept, stands where she was asked, and comes back with name, team and cycle, uncounted", async () => {
    await sends();
    expect(notesIn((await opensAnswer()).form)[0]).toBe(`You were asked: ${words}`);
    expect(await answers(answer)).toEqual({ kind: "close-form" });
    expect(await nudges()).toMatchObject([{ answer, answeredAt: house.now() }]);
    expect(last("lead")).toContain(`You answered:\n“${answer}”\n[Add a result] [Add to my answer]`);
    expect(seen("lead").filter((text) => text.includes(words))).toHaveLength(1);
    expect(last("pm")).toContain(`Teacher lead, Sample Valley team: Exit tickets\n“${answer}”`);
    expect(last("pm")).toContain(`You wrote:\n“${words}”`);
    const told = await house.store.read((view) => view.outbox.list(network, { personId: "pm" }));
    expect(told).toMatchObject([{ kind: "nudge answer", workspace: "HUB", contact: null, week: null }]);
    const card = await cardOf(pm().command("nudge"));
    expect(cardAsText(card)).toContain("Teacher lead, Jan 21: answered");
    expect(quotesIn(card)).toEqual([answer]);
  });

  it("about few people comes back with its numbers left out, and stays whole where she gave it", async () => {
    await sends();
    await answers("Only 2 of 8 handed it in, I ask again");
    expect(last("lead")).toContain("“Only 2 of 8 handed it in, I ask again”");
    expect(last("pm")).toContain("“Only … handed it in, I ask again”\nNumbers about few people show as …");
    const card = await cardOf(pm().command("nudge"));
    expect(quotesIn(card)).toEqual(["Only … handed it in, I ask again"]);
  });

  it("can be added to, and loses nothing", async () => {
    await sends();
    await answers(answer);
    await answers("Friday, sorry", "Add to my answer");
    await answers("Friday, sorry", "Add to my answer");
    expect(await nudges()).toMatchObject([{ answer: `${answer}\n\nFriday, sorry` }]);
    expect(seen("pm").map((text) => /\n“(.*)”\nYou wrote/.exec(text)?.[1])).toEqual([answer, "Friday, sorry"]);
    expect(last("lead")).toContain(`“${answer}\n\nFriday, sorry”`);
  });

  it("goes to the network's own workspace alone; where she cannot be reached there it is on her list", async () => {
    await sends();
    await identify(house, { id: "pm" }, "workspace-1", "pm-guest");
    await house.store.write(async (tables) => {
      const hub = (await tables.workspaces.identities(network)).filter(({ id }) => id === "identity-pm");
      const away = hub.map((one) => ({ ...one, unreachableSince: house.now() }));
      await tables.workspaces.saveIdentities(network, away);
    });
    expect(await answers(answer)).toMatchObject({ kind: "close-form", notice: expect.anything() });
    expect([...seen("pm"), ...seen("pm-guest")]).toEqual([]);
    expect(quotesIn(await cardOf(pm().command("nudge")))).toEqual([answer]);
  });

  it("waits for the network's contact hours", async () => {
    await sends();
    await house.at(at("21", "21:00"));
    await answers(answer);
    expect(seen("pm").join()).not.toContain(answer);
    await house.at(at("22", "07:30"));
    expect(last("pm")).toContain(answer);
  });

  it("is of whoever was asked, and of nobody else", async () => {
    await sends();
    const [asked] = await nudges();
    const press = { do: "answer-nudge", nudge: asked?.id ?? "" } as const;
    for (const other of [house.as("teacher"), pm()]) {
      expect(await said(other.press(press))).toBe(notYours);
      expect(await said(other.submit("answer-nudge", { nudge: press.nudge }, { answer: "Forged" }))).toBe(notYours);
    }
    const stranger = house.as("coast-lead", "W2");
    expect(await said(stranger.press(press))).toBe("This is not there any more.");
    expect(await said(stranger.submit("answer-nudge", { nudge: press.nudge }, { answer: "Forged" }))).not.toBe("");
    expect(await nudges()).toMatchObject([{ answer: null }]);
  });

  it("is kept and goes to nobody where its reader no longer works with the team, and she is told before", async () => {
    await sends();
    await leaves(house, "pm", "2026-01-21");
    expect(notesIn((await opensAnswer()).form).join()).toContain("nobody is sent your answer");
    expect(await answers(answer)).toMatchObject({ kind: "close-form", notice: expect.anything() });
    expect(await nudges()).toMatchObject([{ answer }]);
    expect(seen("pm")).toEqual([]);
  });

  it("may be an update: the nudge says so where it stands, and so does her list", async () => {
    await sends();
    await report(house, { happened: "They liked it" });
    expect(await nudges()).toMatchObject([{ answer: null, answeredAt: house.now() }]);
    expect(seen("lead").join()).toContain("You recorded an update. Your program manager sees that.");
    expect(await said(pm().command("nudge"))).toContain("Teacher lead, Jan 21: recorded an update");
    expect(await answers(answer)).toMatchObject({ kind: "close-form" });
    expect(await said(pm().command("nudge"))).toContain("Teacher lead, Jan 21: answered");
  });

  it("given by an update before the nudge has left takes it back: nobody is asked what she has said", async () => {
    await house.at(at("21", "20:00"));
    await sends();
    await report(house, { happened: "They liked it" });
    await house.at(at("22", "07:30"));
    expect(seen("lead").join()).not.toContain(words);
    expect(await said(pm().command("nudge"))).toContain("Teacher lead, Jan 21: recorded an update");
  });

  it("is not an update that comes after two weeks", async () => {
    await sends();
    await house.at("2026-02-05T10:00:00-08:00");
    await report(house, { happened: "They liked it" });
    expect(await nudges()).toMatchObject([{ answeredAt: null }]);
  });
});
