import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, call, otherToken, start } from "./world.js";

// The machine may be slow: its clock stands still, and is moved by hand.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

type World = Awaited<ReturnType<typeof start>>;
const wait = (ms: number) => vi.setSystemTime(Date.now() + ms);
const post = ({ cloud }: World, channel = "CTEAM", token?: string) =>
  call(cloud, "chat.postMessage", { channel, text: "x" }, token === undefined ? {} : { token });

describe("strict limits", () => {
  it("let one message a second into a channel, without bursts", async () => {
    const world = await start({ rateLimits: true });
    expect([(await post(world)).status, (await post(world)).status]).toEqual([200, 429]);
    wait(1_000);
    expect([(await post(world)).status, (await post(world)).status]).toEqual([200, 429]);
  });

  it("let three hundred messages a minute into a workspace, in however many conversations", async () => {
    const world = await start({ rateLimits: true });
    const channels = ["CTEAM", "CINSIDE", "CSHARED", "ULEAD", "UTEACHER"];
    for (let nth = 0; nth < 300; nth += 1) {
      if (nth % 5 === 0) wait(1_000);
      expect((await post(world, channels[nth % 5])).status).toBe(200);
    }
    wait(500);
    const refused = await post(world);
    // The first ones came fifty-nine seconds and a half ago.
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect((await post(world, "CRIVER", otherToken)).status).toBe(200);
    wait(500);
    expect((await post(world)).status).toBe(200);
  });

  it("do not count what was refused", async () => {
    const world = await start({ rateLimits: true });
    for (let nth = 0; nth < 5; nth += 1) {
      await post(world);
      wait(900);
    }
    // At 0, 1.8 and 3.6 seconds: a refusal did not push the next one away.
    expect(world.cloud.messages("TOAKFIELD", "CTEAM")).toHaveLength(3);
  });

  it.each([
    ["team.info", {}, 50],
    ["auth.test", {}, 500],
    ["conversations.members", { channel: "CTEAM" }, 100],
  ])("hold %s to its tier", async (method, args, most) => {
    const { cloud } = await start({ rateLimits: true });
    const answers = [];
    for (let nth = 0; nth < Math.min(most, 120) + 1; nth += 1)
      answers.push((await call(cloud, method, args, { form: true })).status);
    expect(answers.filter((status) => status === 429)).toHaveLength(most > 120 ? 0 : 1);
    wait(60_000);
    expect((await call(cloud, method, args, { form: true })).status).toBe(200);
  });
});

describe("lenient limits", () => {
  it("let five messages at once into a channel, and then as many as a second each allows", async () => {
    const world = await start({ rateLimits: "lenient" });
    const burst = [];
    for (let nth = 0; nth < 6; nth += 1) burst.push((await post(world)).status);
    expect(burst).toEqual([200, 200, 200, 200, 200, 429]);
    wait(5_000);
    expect((await post(world)).status).toBe(200);
  });

  it("can be chosen while it runs", async () => {
    const world = await start();
    world.cloud.setRateLimits("lenient");
    for (let nth = 0; nth < 5; nth += 1) expect((await post(world)).status).toBe(200);
    world.cloud.setRateLimits(true);
    expect([(await post(world)).status, (await post(world)).status]).toEqual([200, 429]);
    world.cloud.setRateLimits(false);
    for (let nth = 0; nth < 10; nth += 1) expect((await post(world)).status).toBe(200);
  });
});

describe("an app outside the Marketplace", () => {
  it("looks into a history once a minute, and sees fifteen messages", async () => {
    const { cloud } = await start({ unlisted: true });
    for (let nth = 0; nth < 20; nth += 1) await api(cloud, "chat.postMessage", { channel: "CTEAM", text: `${nth}` });
    cloud.setRateLimits(true);
    const look = () => api(cloud, "conversations.history", { channel: "CTEAM", limit: 100 });
    const seen = await look();
    expect([seen.messages.length, seen.has_more]).toEqual([15, true]);
    expect(await look()).toMatchObject({ ok: false, error: "ratelimited" });
    expect(await api(cloud, "team.info")).toMatchObject({ ok: true });
    wait(60_000);
    expect(await look()).toMatchObject({ ok: true });
  });
});
