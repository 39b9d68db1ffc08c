import { describe, expect, it } from "vitest";
import { startTeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { appId, appPassword, block, cardOf, fetchButton, home, lead, oakfield, posted, seeds, start } from "./world.js";

describe("an activity that the app did not take", () => {
  it("is sent again as it is, with a fresh token, until there is no more patience", async () => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status: 500 });
    const said = await cloud.say(oakfield, lead, "bot", "x");
    expect(said.status).toBe(500);
    expect(said.delivery?.settled).toBe(false);
    await cloud.idle();
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map((one) => one.body)).size).toBe(1);
    expect(said.delivery).toMatchObject({
      settled: true,
      attempts: [{ status: 500, failure: "http_error" }, { status: 500 }, { status: 500 }],
    });
  });

  it("is not sent again once it was taken", async () => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status: heard.length > 1 ? 200 : 503 });
    await cloud.say(oakfield, lead, "bot", "x");
    await cloud.idle();
    expect(heard).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 429])("is not sent again after a refusal (%d)", async (status) => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status });
    const said = await cloud.say(oakfield, lead, "bot", "x");
    await cloud.idle();
    expect(heard).toHaveLength(1);
    expect(said).toMatchObject({ status, delivery: { settled: true } });
  });

  it("is sent again after silence", async () => {
    const { cloud, app, heard } = await start({ answerWithinMs: { invoke: 100, other: 100 } });
    app.answer = () => (heard.length === 1 ? "never" : {});
    const said = await cloud.say(oakfield, lead, "bot", "x");
    expect(said.status).toBeUndefined();
    await cloud.idle();
    expect(said.delivery?.attempts).toMatchObject([{ failure: "http_timeout" }, { status: 200 }]);
  });

  it("is sent again where nobody listens, and ends with the cloud", async () => {
    const lonely = await startTeamsCloud({
      appId,
      appPassword,
      homeTenant: home,
      appUrl: () => "http://127.0.0.1:9",
      tenants: seeds(),
      retryDelaysMs: [5, 60_000],
    });
    const said = await lonely.say(oakfield, lead, "bot", "x");
    await expect.poll(() => said.delivery?.attempts.length).toBe(2);
    const asked = Date.now();
    await lonely.stop();
    expect(Date.now() - asked).toBeLessThan(2000);
    expect(said.delivery).toMatchObject({
      settled: true,
      attempts: [{ failure: "connection_failed" }, { failure: "connection_failed" }],
    });
  });
});

describe("by hand", () => {
  it("an activity is delivered once more, with its id", async () => {
    const { cloud, heard } = await start();
    const { delivery } = await cloud.say(oakfield, lead, "bot", "x");
    if (!delivery) throw new Error("not delivered");
    const again = await cloud.redeliver(delivery);
    expect(again.attempts).toMatchObject([{ status: 200 }]);
    expect(heard[1]?.body).toBe(heard[0]?.body);
    expect(cloud.deliveries()).toHaveLength(2);
  });

  it("an invoke is delivered once more, with its id, or with another id and time, and its answer read", async () => {
    const { cloud, app, heard } = await start();
    const chat = cloud.personal(oakfield, lead);
    const message = await posted(cloud, chat, cardOf([block("x")], [fetchButton("Update")]));
    await cloud.press(oakfield, lead, { channel: chat, message }, "Update");
    const [first] = cloud.deliveries();
    if (!first) throw new Error("not delivered");
    app.answer = () => ({ body: "again" });
    expect(await cloud.invokeAgain(first)).toMatchObject({ delivery: { settled: true }, answer: { body: "again" } });
    expect(heard[1]?.body).toBe(heard[0]?.body);
    await cloud.invokeAgain(first, { anew: true });
    const { id, timestamp, ...rest } = heard[2]?.json ?? {};
    expect(heard[0]?.json).toMatchObject(rest);
    expect(id).toMatch(/^f:/);
    expect(heard[0]?.json.id).not.toBe(id);
    expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(Date.parse(heard[0]?.json.timestamp));
    expect(cloud.deliveries()).toHaveLength(3);
    const { delivery } = await cloud.say(oakfield, lead, "bot", "x");
    await expect(cloud.invokeAgain(delivery as typeof first)).rejects.toThrow("no invoke");
  });

  it("any activity can be sent, as it is", async () => {
    const { cloud, heard } = await start();
    const activity = { type: "event", name: "something new", id: "f:1", channelId: "msteams" };
    const delivery = await cloud.sendActivity(oakfield, activity);
    expect(delivery).toMatchObject({ type: "event", tenant: oakfield, attempts: [{ status: 200 }] });
    expect(heard[0]?.json).toEqual(activity);
  });

  it("any body can be posted, and the answer read", async () => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status: 418, body: "no" });
    expect(await cloud.post("{", { "content-type": "text/plain" })).toMatchObject({ status: 418, body: "no" });
    expect(heard[0]).toMatchObject({ body: "{", headers: { "content-type": "text/plain" } });
  });
});
