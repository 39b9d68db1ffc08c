import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  appPassword,
  attached,
  block,
  call,
  cardOf,
  channel,
  inConversation,
  lead,
  oakfield,
  posted,
  start,
  teacher,
  team,
  text,
  withCard,
} from "./world.js";

describe("size", () => {
  const long = (length: number) => "x".repeat(length);

  it("of a message over 100 kB, counted as UTF-16, is too much", async () => {
    const { cloud } = await start();
    const path = inConversation(cloud.personal(oakfield, lead));
    expect((await call(cloud, "POST", path, text(long(51_000)))).status).toBe(201);
    const answer = await call(cloud, "POST", path, text(long(51_200)));
    expect(answer.status).toBe(413);
    expect(answer.json).toEqual({ error: { code: "MessageSizeTooBig", message: "Message size too large." } });
    expect(cloud.messages(oakfield, "bot", { as: lead })).toHaveLength(1);
  });

  it("of a card over 40 kB is too much, also in an edit", async () => {
    const { cloud } = await start();
    const chat = cloud.personal(oakfield, lead);
    const small = withCard(cardOf([block(long(40_800))]));
    const big = withCard(cardOf([block(long(40_960))]));
    const sent = await call(cloud, "POST", inConversation(chat), small);
    expect(sent.status).toBe(201);
    expect((await call(cloud, "POST", inConversation(chat), big)).status).toBe(413);
    expect((await call(cloud, "PUT", inConversation(chat, `activities/${sent.json.id}`), big)).status).toBe(413);
  });
});

describe("rate", () => {
  // The machine may be slow: its clock stands still, and is moved by hand.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is seven writes in a second in one conversation; others are unhurt", async () => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    for (let i = 0; i < 7; i += 1) expect((await call(cloud, "POST", chat, text(String(i)))).status).toBe(201);
    const refused = await call(cloud, "POST", chat, text("one too many"));
    expect(refused.status).toBe(429);
    expect(refused.json).toMatchObject({ error: { code: "Throttled" } });
    expect(refused.headers.get("retry-after")).toBeNull();
    expect((await call(cloud, "POST", inConversation(cloud.personal(oakfield, teacher)), text("x"))).status).toBe(201);
    expect(cloud.messages(oakfield, "bot", { as: lead })).toHaveLength(7);
  });

  it("is eight in two seconds", async () => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    for (let i = 0; i < 7; i += 1) await call(cloud, "POST", chat, text(String(i)));
    vi.setSystemTime(Date.now() + 1000);
    expect((await call(cloud, "POST", chat, text("eighth"))).status).toBe(201);
    expect((await call(cloud, "POST", chat, text("ninth"))).status).toBe(429);
    vi.setSystemTime(Date.now() + 1000);
    expect((await call(cloud, "POST", chat, text("ninth"))).status).toBe(201);
  });

  it("is sixty in thirty seconds", async () => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    for (let i = 0; i < 60; i += 1) {
      expect((await call(cloud, "POST", chat, text(String(i)))).status).toBe(201);
      vi.setSystemTime(Date.now() + 300);
    }
    expect((await call(cloud, "POST", chat, text("too many"))).status).toBe(429);
    vi.setSystemTime(Date.now() + 13_000);
    expect((await call(cloud, "POST", chat, text("again"))).status).toBe(201);
  });

  it("counts edits, deletions and new threads as writes, and text with card twice", async () => {
    const { cloud } = await start();
    const body = { isGroup: true, channelData: { channel: { id: channel } }, activity: text("x") };
    const { json } = await call(cloud, "POST", "v3/conversations", body);
    const both = { ...text("x"), attachments: [attached(cardOf([block("x")]))] };
    await call(cloud, "PUT", inConversation(json.id, `activities/${json.activityId}`), text("y"));
    await call(cloud, "POST", inConversation(json.id), both);
    await call(cloud, "POST", inConversation(json.id), both);
    await call(cloud, "DELETE", inConversation(json.id, `activities/${json.activityId}`));
    expect((await call(cloud, "POST", inConversation(channel), text("eighth"))).status).toBe(429);
  });

  it("does not count what was refused", async () => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    for (let i = 0; i < 10; i += 1) await call(cloud, "POST", chat, { type: "message" });
    expect((await call(cloud, "POST", chat, text("x"))).status).toBe(201);
  });

  it("is fourteen rosters in a second, and fifty calls of all kinds in a tenant", async () => {
    const { cloud } = await start();
    const roster = (id: string) => call(cloud, "GET", inConversation(id, "pagedmembers"));
    const statuses = await Promise.all(Array.from({ length: 15 }, () => roster(team)));
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(1);
    cloud.setRateLimits(true);
    const places = [team, channel, cloud.personal(oakfield, lead), cloud.personal(oakfield, teacher)];
    const many = await Promise.all(Array.from({ length: 52 }, (_, i) => roster(String(places[i % 4]))));
    expect(many.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it("says when to come again only where it is told to", async () => {
    const { cloud } = await start({ tellRetryAfter: true });
    const chat = inConversation(cloud.personal(oakfield, lead));
    const often = async (times: number) => {
      const answers = [];
      for (let i = 0; i < times; i += 1) answers.push(await call(cloud, "POST", chat, text(String(i))));
      return answers.map(({ status, headers }) => [status, headers.get("retry-after")]);
    };
    expect((await often(8)).at(-1)).toEqual([429, "1"]);
    for (let second = 0; second < 27; second += 1) {
      vi.setSystemTime(Date.now() + 1000);
      await often(2);
    }
    // Sixty-one in twenty-seven seconds: the first seven leave the half minute after three more.
    expect((await often(1))[0]).toEqual([429, "3"]);
    vi.setSystemTime(Date.now() + 3000);
    expect((await often(1))[0]).toEqual([201, null]);
  });

  it("leniently read is each thread's own, and changes are free", async () => {
    const { cloud } = await start({ rateLimits: "lenient" });
    const roots: string[] = [];
    for (const words of ["one", "two"])
      roots.push((await call(cloud, "POST", inConversation(channel), text(words))).json.id);
    const threads = roots.map((root) => `${channel};messageid=${root}`);
    for (const thread of threads)
      for (let i = 0; i < 7; i += 1)
        expect((await call(cloud, "POST", inConversation(thread), text(String(i)))).status).toBe(201);
    expect((await call(cloud, "POST", inConversation(threads[0] ?? ""), text("eighth"))).status).toBe(429);
    const edit = () => call(cloud, "PUT", inConversation(channel, `activities/${roots[0]}`), text("changed"));
    for (let i = 0; i < 9; i += 1) expect((await edit()).status).toBe(200);
  });

  it("is fifty calls a second in a tenant, over all its conversations and also leniently", async () => {
    const { cloud } = await start({ rateLimits: "lenient" });
    const roots = [];
    for (let i = 0; i < 7; i += 1) roots.push((await call(cloud, "POST", inConversation(channel), text("x"))).json.id);
    const statuses = [];
    for (let i = 0; i < 44; i += 1) {
      const thread = `${channel};messageid=${roots[i % 7]}`;
      statuses.push((await call(cloud, "POST", inConversation(thread), text(String(i)))).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it("is none where it is switched off", async () => {
    const { cloud } = await start({ rateLimits: false });
    const chat = inConversation(cloud.personal(oakfield, lead));
    for (let i = 0; i < 9; i += 1) expect((await call(cloud, "POST", chat, text(String(i)))).status).toBe(201);
  });
});

describe("a fault", () => {
  it.each<["500" | "502", number]>([
    ["500", 500],
    ["502", 502],
  ])("%s comes before anything is done, or after", async (how, status) => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    cloud.failNext({ method: "send", when: "before", how });
    expect((await call(cloud, "POST", chat, text("lost"))).status).toBe(status);
    expect(cloud.messages(oakfield, "bot", { as: lead })).toEqual([]);
    cloud.failNext({ method: "send", when: "after", how });
    const answer = await call(cloud, "POST", chat, text("there"));
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: { code: "ServiceError" } });
    expect(cloud.messages(oakfield, "bot", { as: lead })).toMatchObject([{ text: "there" }]);
  });

  it("429 says when to come again only if it is told to", async () => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    cloud.failNext({ method: "*", when: "before", how: "429" });
    cloud.failNext({ method: "*", when: "before", how: "429", retryAfter: "soon" });
    expect((await call(cloud, "POST", chat, text("x"))).headers.get("retry-after")).toBeNull();
    expect((await call(cloud, "POST", chat, text("x"))).headers.get("retry-after")).toBe("soon");
  });

  it("silent: accepted and never answered; reset: the connection breaks", async () => {
    const { cloud } = await start();
    const path = cloud.serviceUrl(oakfield) + inConversation(cloud.personal(oakfield, lead));
    const send = (words: string) =>
      fetch(path, {
        method: "POST",
        headers: { authorization: `Bearer ${cloud.accessToken()}`, "content-type": "application/json" },
        body: JSON.stringify(text(words)),
        signal: AbortSignal.timeout(300),
      });
    cloud.failNext({ method: "send", when: "after", how: "silent" });
    await expect(send("silent")).rejects.toMatchObject({ name: "TimeoutError" });
    cloud.failNext({ method: "send", when: "before", how: "reset" });
    await expect(send("reset")).rejects.toThrow("fetch failed");
    expect(cloud.messages(oakfield, "bot", { as: lead })).toMatchObject([{ text: "silent" }]);
    expect(cloud.calls("send").map((one) => one.status)).toEqual([undefined, undefined]);
  });

  it("is for one method and tenant, as often as asked, and can be taken back", async () => {
    const { cloud } = await start();
    const chat = inConversation(cloud.personal(oakfield, lead));
    cloud.failNext({ method: "update", when: "before", how: "500" });
    cloud.failNext({ method: "send", when: "before", how: "500", tenant: "another" });
    expect((await call(cloud, "POST", chat, text("x"))).status).toBe(201);
    cloud.clearFaults();
    const own = { status: 412, code: "PreconditionFailed" };
    cloud.failNext({ method: "send", when: "before", how: own, times: 2 });
    const first = await call(cloud, "POST", chat, text("x"));
    expect([first.status, first.json]).toEqual([412, { error: { code: "PreconditionFailed", message: own.code } }]);
    expect((await call(cloud, "POST", chat, text("x"))).status).toBe(412);
    expect((await call(cloud, "POST", chat, text("x"))).status).toBe(201);
  });

  it("spoils a roster too, and no password is told", async () => {
    const { cloud } = await start();
    await posted(cloud, channel, cardOf([block("x")]));
    cloud.failNext({ method: "members", when: "before", how: "500" });
    const { status, text: body } = await call(cloud, "GET", inConversation(team, "pagedmembers"));
    expect(status).toBe(500);
    expect(body).not.toContain(appPassword);
  });
});
