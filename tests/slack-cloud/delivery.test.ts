import { describe, expect, it } from "vitest";
import { startSlackCloud } from "../../adapters/sandbox/slack-cloud/index.js";
import { api, people, secret, seeds, start } from "./world.js";

const lead = people.lead;

describe("retries of events", () => {
  it("come three times, with number and reason, and are the same event", async () => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status: 500 });
    const said = await cloud.say("TOAKFIELD", lead, "dm", "x");
    expect(said.status).toBe(500);
    await cloud.idle();
    expect(heard.map((one) => [one.headers["x-slack-retry-num"], one.headers["x-slack-retry-reason"]])).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      ["2", "http_error"],
      ["3", "http_error"],
    ]);
    expect(new Set(heard.map((one) => one.body)).size).toBe(1);
    expect(heard.every((one) => one.genuine)).toBe(true);
    expect(said.delivery).toMatchObject({
      settled: true,
      attempts: [{ status: 500 }, { status: 500 }, { status: 500 }, { status: 500 }],
    });
  });

  it("stop when one is taken", async () => {
    const { cloud, app, heard } = await start();
    app.answer = ({ headers }) => ({ status: headers["x-slack-retry-num"] === "1" ? 200 : 503 });
    await cloud.say("TOAKFIELD", lead, "dm", "x");
    await cloud.idle();
    expect(heard).toHaveLength(2);
  });

  it("stop when the app says so", async () => {
    const { cloud, app, heard } = await start();
    app.answer = () => ({ status: 500, headers: { "x-slack-no-retry": "1" } });
    await cloud.say("TOAKFIELD", lead, "dm", "x");
    await cloud.idle();
    expect(heard).toHaveLength(1);
  });

  it("come after three seconds of silence", async () => {
    const { cloud, app, heard } = await start();
    app.answer = ({ headers }) => (headers["x-slack-retry-num"] === undefined ? "never" : {});
    const asked = Date.now();
    const said = await cloud.say("TOAKFIELD", lead, "dm", "x");
    expect(Date.now() - asked).toBeGreaterThanOrEqual(2950);
    expect(said.status).toBeUndefined();
    await cloud.idle();
    expect(heard[1]?.headers["x-slack-retry-reason"]).toBe("http_timeout");
  });

  it("say when nobody listens, and when the app redirects without end", async () => {
    const { cloud, app } = await start({ retryDelaysMs: [] });
    app.answer = () => ({ status: 302, headers: { location: "/elsewhere" } });
    const redirected = await cloud.say("TOAKFIELD", lead, "dm", "x");
    expect(redirected.delivery?.attempts[0]?.failure).toBe("too_many_redirects");
    expect(app.paths).toEqual(["/slack/events", "/elsewhere", "/elsewhere"]);
    const lonely = await startSlackCloud({
      signingSecret: secret,
      appUrl: () => "http://127.0.0.1:9",
      workspaces: seeds(),
      retryDelaysMs: [],
    });
    const said = await lonely.say("TOAKFIELD", lead, "dm", "x");
    expect(said.delivery).toMatchObject({ attempts: [{ failure: "connection_failed" }] });
    await lonely.stop();
  });

  it("wait as long as they are told, and end with the cloud", async () => {
    const { cloud, app, heard } = await start({ retryDelaysMs: [0, 60_000] });
    app.answer = () => ({ status: 500 });
    const said = await cloud.say("TOAKFIELD", lead, "dm", "x");
    await expect.poll(() => heard.length).toBe(2);
    const asked = Date.now();
    await cloud.stop();
    expect(Date.now() - asked).toBeLessThan(2000);
    expect(said.delivery?.settled).toBe(true);
    expect(heard).toHaveLength(2);
  });

  it("can be asked for: the same event once more, freshly signed", async () => {
    const { cloud, heard } = await start();
    const { delivery } = await cloud.say("TOAKFIELD", lead, "dm", "x");
    if (!delivery) throw new Error("the app was not told");
    await cloud.redeliver(delivery);
    expect(heard[1]?.body).toBe(heard[0]?.body);
    expect(heard[1]).toMatchObject({
      genuine: true,
      headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" },
    });
  });
});

describe("events by hand", () => {
  it("carry the id and the time they are given", async () => {
    const { cloud, events } = await start();
    await cloud.sendEvent("TOAKFIELD", { type: "app_uninstalled" }, { eventTime: 1_700_000_000, eventId: "EvLATE" });
    expect(events()[0]).toMatchObject({
      event_id: "EvLATE",
      event_time: 1_700_000_000,
      event: { type: "app_uninstalled" },
    });
  });

  it("can be any signed body", async () => {
    const { cloud, heard } = await start();
    expect(await cloud.post("application/json", "null")).toMatchObject({ status: 200 });
    expect(heard[0]).toMatchObject({ body: "null", genuine: true });
  });

  it("can be signed wrongly on purpose", async () => {
    const { cloud, heard, appUrl } = await start();
    for (const forged of [{ secret: "another" }, { timestamp: Math.floor(Date.now() / 1000) - 301 }]) {
      await fetch(`${appUrl}/slack/events`, { method: "POST", headers: cloud.sign("{}", forged), body: "{}" });
    }
    await fetch(`${appUrl}/slack/events`, { method: "POST", headers: cloud.sign("{}"), body: "{}" });
    expect(heard.map((one) => one.genuine)).toEqual([false, false, true]);
  });
});

describe("failures on demand", () => {
  const post = (cloud: Awaited<ReturnType<typeof start>>["cloud"], text: string) =>
    fetch(`${cloud.apiUrl}chat.postMessage`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer xoxb-oakfield" },
      body: JSON.stringify({ channel: "CTEAM", text }),
      signal: AbortSignal.timeout(300),
    });
  const posted = (cloud: Awaited<ReturnType<typeof start>>["cloud"]) =>
    cloud.messages("TOAKFIELD", "CTEAM").map((message) => message.text);

  it("before: nothing is posted; after: it is posted, and the app is told otherwise", async () => {
    const { cloud } = await start();
    cloud.failNext({ method: "chat.postMessage", when: "before", how: "500" });
    expect((await post(cloud, "before")).status).toBe(500);
    cloud.failNext({ method: "chat.postMessage", when: "after", how: "500" });
    expect((await post(cloud, "after")).status).toBe(500);
    expect((await post(cloud, "well")).status).toBe(200);
    expect(posted(cloud)).toEqual(["after", "well"]);
  });

  it("silent: accepted and never answered; reset: the connection breaks", async () => {
    const { cloud } = await start();
    cloud.failNext({ method: "chat.postMessage", when: "after", how: "silent" });
    await expect(post(cloud, "silent")).rejects.toThrow(/timeout/);
    cloud.failNext({ method: "chat.postMessage", when: "after", how: "reset" });
    await expect(post(cloud, "reset")).rejects.toThrow("fetch failed");
    expect(posted(cloud)).toEqual(["silent", "reset"]);
    expect(cloud.calls("chat.postMessage").map((call) => call.status)).toEqual([undefined, undefined]);
  });

  it("429 with any Retry-After, or none", async () => {
    const { cloud } = await start();
    const seen = [];
    for (const retryAfter of [undefined, 30, "Wed, 21 Oct 2026 07:28:00 GMT", null]) {
      cloud.failNext({ method: "*", when: "before", how: "429", ...(retryAfter === undefined ? {} : { retryAfter }) });
      const answer = await post(cloud, "x");
      seen.push([answer.status, answer.headers.get("retry-after")]);
    }
    expect(seen).toEqual([
      [429, "1"],
      [429, "30"],
      [429, "Wed, 21 Oct 2026 07:28:00 GMT"],
      [429, null],
    ]);
    expect(posted(cloud)).toEqual([]);
  });

  it("any error code, as many times as asked, for one workspace only", async () => {
    const { cloud } = await start();
    cloud.failNext({
      method: "auth.test",
      when: "before",
      how: { error: "fatal_error" },
      times: 2,
      workspace: "TOAKFIELD",
    });
    expect((await api(cloud, "auth.test", {}, { token: "xoxb-riverside" })).ok).toBe(true);
    const errors = [];
    for (let i = 0; i < 3; i += 1) errors.push((await api(cloud, "auth.test")).error);
    expect(errors).toEqual(["fatal_error", "fatal_error", undefined]);
    cloud.failNext({ method: "auth.test", when: "before", how: "500" });
    cloud.clearFaults();
    expect((await api(cloud, "auth.test")).ok).toBe(true);
  });
});
