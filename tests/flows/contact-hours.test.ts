import { afterEach, beforeEach, expect, it } from "vitest";
import { furnishPeers, question } from "./help-scene.js";
import { furnish, type House, openHouse } from "./house.js";
import { furnishFive, matchesOf, numberOf, userOf } from "./introduction-scenes.js";
import { formOf } from "./scenes.js";

/** What has to do with others was due in contact hours and is held up past them, as when a platform is down. */
let house: House;
const seen = (who: string) => house.platform.seenBy(`@${who}`).join("\n--\n");
const messages = (who: string) => house.platform.cards(`@${who}`).length;
/** Friday afternoon, and the night to Saturday. */
const friday = "2026-01-30T15:00:00-08:00";
const night = "2026-01-31T03:00:00-08:00";

beforeEach(async () => {
  house = await openHouse({ at: friday });
});
afterEach(() => house.close());

/** What is due for this person at `due` cannot be sent before `at`. */
async function heldUp(who: string, due: string, at: string): Promise<void> {
  house.platform.failFor(`@${who}`, { kind: "rate-limited", retryAfterMs: 1000 });
  await house.deliverOnce(due);
  house.platform.failFor(`@${who}`, undefined);
  await house.at(at);
}

it("introductions that are held up reach neither a program manager nor a lead in the night", async () => {
  await furnishFive(house);
  await heldUp("pm", "2026-02-02T10:00:00-08:00", "2026-02-02T21:00:00-08:00");
  expect(seen("pm")).not.toContain("Introductions you could make");
  await house.at("2026-02-03T07:30:00-08:00");
  expect(seen("pm")).toContain("Introductions you could make");
  const [two] = await matchesOf(house);
  if (two === undefined) throw new Error("nothing was proposed");
  const who = userOf(two.sides.map(numberOf)[0] ?? 0);
  await house.as("pm", "HUB").press({ do: "introduction", match: two.match.id, act: "approve" });
  await heldUp(who, "2026-02-03T07:40:00-08:00", "2026-02-04T03:00:00-08:00");
  expect(seen(who)).not.toContain("Shall I introduce you");
  await house.at("2026-02-04T07:30:00-08:00");
  expect(seen(who)).toContain("Shall I introduce you");
});

it("a colleague's answer that is held up does not arrive on a Saturday at three in the morning", async () => {
  await furnish(house);
  await furnishPeers(house);
  await asks();
  const [request] = await house.store.read((view) => view.help.requests({ networkId: "network-1" }));
  const { context } = await formOf(house.press("teacher", { do: "help-answer", request: request?.id ?? "" }));
  await house.submit("teacher", "help-answer", context, { answer: "We call at six in the evening." });
  const before = messages("lead");
  await heldUp("lead", "2026-01-30T15:10:00-08:00", night);
  expect(messages("lead")).toBe(before);
  await house.at("2026-02-02T07:30:00-08:00");
  expect(messages("lead")).toBe(before + 1);
});

it("her own card of a question that she asks at night is there at once", async () => {
  await furnish(house);
  await furnishPeers(house);
  house.setNow(night);
  await asks();
  expect(seen("lead")).toContain(question);
});

async function asks(): Promise<void> {
  const { context } = await formOf(house.press("lead", { do: "ask" }));
  await house.submit("lead", "ask", context, { question, level: "network" });
  await house.settle();
}
