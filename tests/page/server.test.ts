import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ActRefused } from "../../adapters/sandbox/page/cloud.js";
import { openStream, startPage } from "./page-under-test.js";

let started: Awaited<ReturnType<typeof startPage>>;
let assets: string;

beforeEach(async () => {
  assets = await mkdtemp(join(tmpdir(), "page-"));
  await writeFile(join(assets, "main.js"), "export {};\n");
  await writeFile(join(assets, "secret.txt"), "not for the page\n");
  started = await startPage({ assets });
});

afterEach(async () => {
  started.page.close();
  await started.server.close();
  await rm(assets, { recursive: true });
});

const lead = { cloud: "slack", workspace: "T1", user: "U1" };
const say = { ...lead, act: { do: "say", conversation: "D1", text: "55 percent" } };

describe("what the page is made of", () => {
  test("loads from its own origin alone", async () => {
    const { status, headers, body } = await started.ask("GET", "/");
    expect(status).toBe(200);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(body.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
  });

  test("serves the bundle and nothing else of the disk", async () => {
    const script = await started.ask("GET", "/sandbox/assets/main.js");
    expect(script.status).toBe(200);
    expect(script.headers["content-type"]).toContain("text/javascript");
    for (const path of ["secret.txt", "missing.js", "../main.js", "%2e%2e%2fmain.js", ""]) {
      expect((await started.ask("GET", `/sandbox/assets/${path}`)).status, path).toBe(404);
    }
  });

  test("gives the state with what comes and what went out", async () => {
    const state = (await started.ask("GET", "/sandbox/state")).json();
    expect(state).toMatchObject({
      about: { notice: "Sample: people and results are invented." },
      now: "2025-10-10T16:20:00.000Z",
      upcoming: [{ at: "2025-10-14T22:30:00.000Z", title: "Check-in, Newark Unified" }],
      recent: [{ id: "m1", state: "sent" }],
      clouds: [{ platform: "slack", workspaces: [] }],
    });
  });

  test("shows the last known lists while they cannot be read", async () => {
    await started.ask("GET", "/sandbox/state");
    started.control.upcoming = () => Promise.reject(new Error("database is locked"));
    const answer = await started.ask("GET", "/sandbox/state");
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ upcoming: [{ title: "Check-in, Newark Unified" }] });
    expect(started.warnings).toEqual(["sandbox lists not read"]);
  });
});

describe("who may use it", () => {
  test("answers under no name but this machine's own", async () => {
    for (const host of ["sandbox.example.org", "127.0.0.1.example.org", "192.168.1.20:3000", "not a host"]) {
      for (const path of ["/", "/sandbox/state", "/sandbox/live"]) {
        expect((await started.ask("GET", path, { headers: { host } })).status, `${host} ${path}`).toBe(403);
      }
      expect((await started.post("/sandbox/act", say, { host })).status, host).toBe(403);
    }
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) {
      expect((await started.ask("GET", "/sandbox/state", { headers: { host } })).status, host).toBe(200);
    }
    expect(started.cloud.acts).toEqual([]);
  });

  test("lets no other site look or act", async () => {
    const elsewhere: Record<string, string>[] = [
      { origin: "https://example.org" },
      { origin: "http://localhost:1" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of elsewhere) {
      expect((await started.post("/sandbox/act", say, headers)).status, JSON.stringify(headers)).toBe(403);
      expect((await started.post("/sandbox/clock", { by: "day" }, headers)).status).toBe(403);
    }
    const looked = await started.ask("GET", "/sandbox/state", { headers: { "sec-fetch-site": "cross-site" } });
    expect(looked.status).toBe(403);
    expect(started.cloud.acts).toEqual([]);
    expect(started.control.jumps).toEqual([]);
  });

  test("takes JSON only, which a form on another site cannot send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      expect((await started.post("/sandbox/act", say, { "content-type": type })).status, type).toBe(415);
    }
    expect(started.cloud.acts).toEqual([]);
  });

  test("lets its own page act", async () => {
    const own = { origin: `http://127.0.0.1:${started.port}`, "sec-fetch-site": "same-origin" };
    const answer = await started.post("/sandbox/act", say, own);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ outcome: "done" });
    expect(started.cloud.acts).toEqual([{ as: { workspace: "T1", user: "U1" }, act: say.act }]);
  });

  test("may be opened by a link from another site", async () => {
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await started.ask("GET", "/", { headers })).status).toBe(200);
  });
});

describe("bad bodies", () => {
  const bodies: [string, unknown][] = [
    ["nothing", ""],
    ["no JSON", "{"],
    ["null", null],
    ["a list", []],
    ["no act", lead],
    ["an unknown act", { ...lead, act: { do: "format the disk" } }],
    ["a field too much", { ...say, admin: true }],
    ["an empty text", { ...lead, act: { do: "say", conversation: "D1", text: "" } }],
    ["a number for a text", { ...lead, act: { do: "say", conversation: "D1", text: 55 } }],
    ["a command that is none", { ...lead, act: { do: "command", conversation: "D1", command: "update", text: "" } }],
    ["a cloud that is not there", { ...say, cloud: "teams" }],
    ["a cloud that nobody knows", { ...say, cloud: "irc" }],
  ];

  test.each(bodies)("refuses %s with a reason", async (_, body) => {
    const answer = await started.post("/sandbox/act", body);
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({ reason: expect.stringMatching(/\w+ \w+/) });
    expect(started.cloud.acts).toEqual([]);
  });

  test("refuses a body over its limit and lives on", async () => {
    const answer = await started.post("/sandbox/act", `{"text":"${"a".repeat(300_000)}"}`);
    expect(answer.status).toBe(413);
    expect((await started.ask("GET", "/sandbox/state")).status).toBe(200);
  });

  test.each([
    ["back", { by: "-1 day" }],
    ["to a date", { to: "2025-01-01" }],
    ["twice", { by: "day", to: "next check-in" }],
  ])("does not move the clock %s", async (_, body) => {
    expect((await started.post("/sandbox/clock", body)).status).toBe(400);
    expect(started.control.jumps).toEqual([]);
  });
});

describe("acts that do not succeed", () => {
  test("says plainly why a person cannot do this", async () => {
    started.cloud.answer = () => Promise.reject(new ActRefused("That is not there any more."));
    const answer = await started.post("/sandbox/act", say);
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({ reason: "That is not there any more." });
  });

  test("keeps the inside of a fault to itself", async () => {
    started.cloud.answer = () => Promise.reject(new Error("cannot read ts of undefined"));
    const answer = await started.post("/sandbox/act", say);
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("undefined");
    expect(started.warnings).toEqual(["sandbox act failed"]);
  });
});

describe("the clock", () => {
  test("moves forward and says where it stopped", async () => {
    const answer = await started.post("/sandbox/clock", { to: "next check-in" });
    expect(answer.json()).toEqual({ now: "2025-10-14T22:30:00.000Z", stops: 2 });
    expect(started.control.jumps).toEqual([{ to: "next check-in" }]);
  });

  test("is shown as moving for as long as it moves", async () => {
    let arrive = () => {};
    started.control.move = () => new Promise((resolve) => (arrive = resolve));
    const answer = started.post("/sandbox/clock", { by: "day" });
    await expect.poll(() => started.control.jumps).toHaveLength(1);
    expect((await started.ask("GET", "/sandbox/state")).json()).toMatchObject({ moving: { by: "day" } });
    arrive();
    await answer;
    expect((await started.ask("GET", "/sandbox/state")).json()).not.toHaveProperty("moving");
  });

  test("says why it could not be moved, and is not stuck", async () => {
    started.control.move = () => Promise.reject(new Error("There is no convening after this one."));
    const answer = await started.post("/sandbox/clock", { to: "next convening" });
    expect(answer.status).toBe(409);
    expect(answer.json()).toEqual({ reason: "The clock was not moved. There is no convening after this one." });
    expect((await started.ask("GET", "/sandbox/state")).json()).not.toHaveProperty("moving");
  });
});

describe("the live stream", () => {
  test("begins with the full state and sends it again after a change", async () => {
    const stream = openStream(started.port);
    expect(await stream.next()).toMatchObject({ now: "2025-10-10T16:20:00.000Z", clouds: [{ platform: "slack" }] });
    const next = stream.next();
    await started.post("/sandbox/clock", { by: "day" });
    started.cloud.changed();
    expect(await next).toMatchObject({ recent: [{ id: "m1" }] });
    stream.stop();
  });

  test("makes one state of changes that come close together", async () => {
    const stream = openStream(started.port);
    await stream.next();
    const begun = performance.now();
    while (performance.now() - begun < 400) {
      started.cloud.changed();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await stream.next();
    /* One at most in a tenth of a second, and the one that was waited for. */
    const most = 1 + Math.ceil((performance.now() - begun) / 100) + 1;
    expect(stream.states.length).toBeGreaterThan(2);
    expect(stream.states.length).toBeLessThanOrEqual(most);
    stream.stop();
  });

  test("sends to several pages, and does not mind one that leaves", async () => {
    const [one, two] = [openStream(started.port), openStream(started.port)];
    await Promise.all([one.next(), two.next()]);
    one.stop();
    await one.ended;
    const next = two.next();
    started.cloud.changed();
    expect(await next).toMatchObject({ clouds: [{ platform: "slack" }] });
    two.stop();
  });

  test("outlives a state that could not be put together", async () => {
    const { state } = started.cloud;
    started.cloud.state = () => {
      throw new Error("no such channel");
    };
    const stream = openStream(started.port);
    await expect.poll(() => started.warnings).toEqual(["sandbox state not sent"]);
    started.cloud.state = state;
    const next = stream.next();
    started.cloud.changed();
    expect(await next).toMatchObject({ clouds: [{ platform: "slack" }] });
    stream.stop();
  });

  test("ends when the page is closed, so that the server can close", async () => {
    const stream = openStream(started.port);
    await stream.next();
    started.page.close();
    await stream.ended;
    expect(started.cloud.listening()).toBe(0);
    expect((await started.ask("GET", "/sandbox/live")).status).toBe(503);
  });
});
