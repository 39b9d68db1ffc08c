import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startTeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";
import { createWorld } from "../../adapters/sandbox/teams-cloud/state.js";
import { formDialog } from "../../adapters/teams/form.js";
import { dialogField } from "../../adapters/teams/inbound.js";
import { createReceiver } from "../../adapters/teams/receiver.js";
import {
  acts,
  appId,
  fetched,
  home,
  journalOf,
  pressed,
  type Running,
  running,
  send,
  submitted,
  tenant,
  typed,
  user,
} from "./in-world.js";

let app: Running;
afterEach(() => app?.stop());

const form = {
  id: "update" as const,
  title: "Record an update",
  submit: "Record",
  fields: [{ kind: "long" as const, name: "what", label: "What did you try?" }],
};
const button = formDialog(form, { cycle: "c1", [dialogField]: "f:1" }).card.content.actions?.[0]?.data as object;
const sent = (at: Running, what: string) => submitted(at, { ...button, what });

/** What stands in a dialog that is answered. */
function dialogIn(body: string): { texts: string; values: string[] } {
  const pieces: Record<string, unknown>[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) pieces.push(value as Record<string, unknown>);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(JSON.parse(body));
  const texts = pieces
    .flatMap(({ text, errorMessage }) => [text, errorMessage])
    .filter((one) => typeof one === "string");
  const values = pieces.filter(({ type }) => String(type).startsWith("Input.")).map(({ value }) => String(value));
  return { texts: texts.join("\n"), values };
}

describe("the endpoint", () => {
  it("answers 200 after the commit, and not before", async () => {
    app = await running();
    let committed = false;
    app.answer(async () => {
      await pause(80);
      committed = true;
      return { kind: "none" };
    });
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
    expect(committed).toBe(true);
  });

  it("answers 5xx where nothing was committed, and says nothing of why", async () => {
    app = await running();
    app.answer(async () => {
      throw new Error("the database at secret.example is away");
    });
    for (const activity of [typed(app, "precious text"), pressed(app, { do: "mute" })])
      expect(await send(app, activity)).toEqual({ status: 500, body: "" });
    expect(app.journal.lines.join("\n")).toMatch(/teams.request-failed.*"request":"message".*"at":\[/);
    expect(app.journal.lines.join("\n")).not.toMatch(/secret|precious/);
  });

  it("answers 5xx where what is known of the tenant cannot be read or stored", async () => {
    app = await running({
      credentials: {
        find: () => Promise.reject(new Error("away")),
      },
    });
    expect((await send(app, typed(app, "hello"))).status).toBe(500);
    expect(app.events).toEqual([]);
  });

  it.each([
    ["null", "null", 400, "no-activity"],
    ["an empty list", "[]", 400, "no-activity"],
    ["a number", "7", 400, "no-activity"],
    ["bad JSON", '{"type":', 400, "unreadable-body"],
    ["nothing", "", 400, "unreadable-body"],
    ["no type", "{}", 400, "no-activity"],
    ["a type that is a list", '{"type":["message"]}', 400, "no-activity"],
    ["no conversation", { conversation: undefined }, 400, "unreadable-message"],
    ["a conversation that is a text", { conversation: "a:1" }, 400, "unreadable-message"],
    ["no sender", { from: null }, 400, "unreadable-message"],
    ["no id", { id: undefined }, 400, "unreadable-message"],
    ["a text that is an object", { text: { evil: true } }, 400, "unreadable-message"],
    ["entities that are no list", { entities: "at" }, 400, "unreadable-message"],
    ["more than a megabyte", { text: "x".repeat(1_100_000) }, 413, "too-large"],
  ])("refuses %s at once", async (_name, body, status, reason) => {
    app = await running();
    const started = Date.now();
    const whole = typeof body === "string" ? body : typed(app, "x", body);
    expect((await send(app, whole)).status).toBe(status);
    expect(Date.now() - started).toBeLessThan(1000);
    expect(app.journal.counts).toEqual([`refused teams:${reason}`]);
    expect(app.events).toEqual([]);
    expect((await send(app, typed(app, "still there?"))).status).toBe(200);
  });

  it("refuses what does not say that it is JSON", async () => {
    app = await running();
    const headers = { "content-type": "text/plain" };
    expect((await send(app, JSON.stringify(typed(app, "x")), { headers })).status).toBe(400);
  });

  it("takes JSON behind a byte order mark", async () => {
    app = await running();
    expect((await send(app, `\uFEFF${JSON.stringify(typed(app, "x"))}`)).status).toBe(200);
    expect(acts(app)).toHaveLength(1);
  });

  it("answers 200 to what it does not know, and counts it by a reason of ours", async () => {
    app = await running();
    const unknown = [
      { type: "hologram", value: { of: "next year" } },
      { type: "hologram", from: "nobody" },
      { type: "invoke", name: "composeExtension/query" },
      { type: "messageReaction", reactionsAdded: [{ type: "like" }] },
      { type: "conversationUpdate", channelData: { tenant: { id: tenant }, eventType: "teamPainted" } },
      { type: "event", name: "application/vnd.microsoft.meetingStart" },
    ];
    for (const fields of unknown) expect((await send(app, typed(app, "x", fields))).status).toBe(200);
    expect(app.journal.counts).toEqual([
      "ignored teams:unknown-activity",
      "ignored teams:unknown-activity",
      "ignored teams:unknown-invoke",
      "ignored teams:reaction",
      "ignored teams:conversation-changed",
      "ignored teams:unknown-activity",
    ]);
    expect(acts(app)).toEqual([]);
  });

  it("survives who breaks off in the middle", async () => {
    app = await running();
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${app.url}/api/messages`, { method: "POST", headers: { "content-length": "1000" } });
      request.on("error", () => resolve());
      request.write('{"type":');
      setTimeout(() => request.destroy(), 30);
    });
    expect((await send(app, typed(app, "x"))).status).toBe(200);
  });
});

describe("an answer that does not come in time", () => {
  const deadlines = { invoke: 120, other: 200 };
  /** A house that takes its time, and commits. */
  const slowly = async (at: Running, ms: number) => {
    let done = 0;
    at.answer(async () => {
      await pause(ms);
      done += 1;
      return { kind: "none" };
    });
    return () => done;
  };

  it("is 503 for a message, which is then delivered again with the same key", async () => {
    app = await running({ deadlines });
    const done = await slowly(app, 350);
    const message = typed(app, "hello");
    const started = Date.now();
    expect((await send(app, message)).status).toBe(503);
    expect(Date.now() - started).toBeLessThan(330);
    app.answer({ kind: "none" });
    expect((await send(app, message)).status).toBe(200);
    const [first, second] = acts(app);
    expect(second?.key).toBe(first?.key);
    await app.platform.stop();
    expect(done()).toBe(1);
  });

  it("keeps a form open with its text, and says that it may be saved", async () => {
    app = await running({ deadlines });
    await slowly(app, 300);
    const answer = await send(app, sent(app, "Something precious"));
    expect(answer.status).toBe(200);
    expect(dialogIn(answer.body).texts).toContain("It may already be saved, and your text is still here");
    expect(dialogIn(answer.body).values).toContain("Something precious");
    // She sends the same again from the dialog that she was shown.
    const data = JSON.parse(answer.body).task.value.card.content.actions[0].data;
    app.answer({ kind: "close-form" });
    await send(app, submitted(app, { ...data, what: "Something precious" }));
    const [first, second] = acts(app);
    expect(second?.key).toBe(first?.key);
  });

  it("is a sentence where a dialog was to open", async () => {
    app = await running({ deadlines });
    await slowly(app, 300);
    const answer = await send(app, fetched(app, { action: { do: "update", cycle: "c1" } }));
    expect(JSON.parse(answer.body)).toEqual({
      task: { type: "message", value: expect.stringContaining("took too long") },
    });
  });

  it("is an error where the form is too large to be shown again: Teams keeps it", async () => {
    app = await running({ deadlines });
    await slowly(app, 300);
    expect((await send(app, sent(app, "x".repeat(200_000)))).status).toBe(503);
    expect((await send(app, typed(app, "x"))).status).toBe(503);
  });
});

describe("unless told otherwise, a request is answered", () => {
  const options = { appId, appPassword: "x", homeTenant: home, appUrl: () => "", tenants: [] };
  const patience = createWorld(options).answerWithinMs;
  afterEach(() => vi.useRealTimers());

  /** One request whose handler never comes back. */
  async function unanswered(fields: Record<string, unknown>) {
    const receiver = createReceiver({
      journal: journalOf(),
      authenticate: async () => ({ kind: "genuine" }),
      handle: () => new Promise(() => {}),
      instead: () => undefined,
    });
    receiver.start();
    const activity = typed({ microsoft: { serviceUrl: "https://smba.trafficmanager.net/amer/" } }, "x", fields);
    const headers = { authorization: "Bearer x", "content-type": "application/json" };
    const request = Object.assign(Readable.from([Buffer.from(JSON.stringify(activity))]), { headers });
    const response = { headersSent: false, status: 0, writeHead: (status: number) => set(status), end: () => {} };
    const set = (status: number) => Object.assign(response, { status, headersSent: true });
    void receiver.route(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    return response;
  }

  it.each([
    ["an invoke", { type: "invoke", name: "task/fetch" }, patience.invoke, 700],
    ["a message", {}, patience.other, 1500],
  ])("well before Teams gives up on it, and not too soon: %s", async (_name, fields, givesUp, margin) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const response = await unanswered(fields);
    await vi.advanceTimersByTimeAsync(givesUp / 2);
    expect(response.status).toBe(0);
    await vi.advanceTimersByTimeAsync(givesUp / 2 - margin);
    expect(response.status).toBe(503);
  });
});

describe("an invoke that Teams delivers twice", () => {
  async function besideCloud() {
    const cloud = await startTeamsCloud({
      appId,
      appPassword: "a-password-of-this-test",
      homeTenant: home,
      appUrl: () => app.url,
      tenants: [
        {
          id: tenant,
          name: "Newark Unified",
          installed: true,
          people: [{ id: user, name: "Team lead, Newark Unified", reachable: true }],
          teams: [],
        },
      ],
    });
    const { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts } = cloud;
    const clouds = { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts };
    // The cloud makes its keys when they are first asked for.
    app = await running({ known: false, timeoutMs: 5000, clouds });
    app.answer(async (event) => {
      if (event.kind === "action") return { kind: "show-form", form, context: { cycle: "c1" } };
      if (event.kind === "submit")
        return { kind: "close-form", notice: { blocks: [{ kind: "text", text: "Thanks" }] } };
      return { kind: "notice", card: opening };
    });
    const action = { do: "update" as const, cycle: "c1" };
    const opening = { blocks: [{ kind: "buttons" as const, buttons: [{ label: "Update", action }] }] };
    await cloud.say(tenant, user, "bot", "hello");
    const chat = cloud.personal(tenant, user);
    const answered = () => cloud.messages(tenant, chat).filter(({ ownBot }) => ownBot).length;
    await expect.poll(answered, { timeout: 5000 }).toBe(1);
    const message = cloud.messages(tenant, chat).find(({ ownBot }) => ownBot)?.id ?? "";
    const { opened, problem } = await cloud.press(tenant, user, { channel: chat, message }, "Update");
    if (!opened) throw new Error(problem);
    const delivered = (name: string) => {
      const found = cloud.deliveries().find(({ type }) => type === name);
      if (!found) throw new Error(`no ${name}`);
      return found;
    };
    /** As it came first, and twice more: with its id, and with another. */
    const again = async (name: string) => {
      const answers = [
        await cloud.invokeAgain(delivered(name)),
        await cloud.invokeAgain(delivered(name), { anew: true }),
      ];
      return answers.map(({ answer: { status, body } }) => ({ status, body, ...dialogIn(body) }));
    };
    return { cloud, opened, again, stop: () => cloud.stop() };
  }

  it("is one act where it sends a form, and is answered well each time", async () => {
    const { cloud, opened, again, stop } = await besideCloud();
    const what = "Exit tickets";
    expect((await cloud.submit(tenant, user, opened.id, { what })).outcome).toBe("continued");
    expect(await again("task/submit")).toMatchObject(Array(2).fill({ status: 200, texts: "Thanks" }));
    const sent = acts(app).filter(({ kind }) => kind === "submit");
    expect(sent).toMatchObject(Array(3).fill({ values: { what } }));
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    await stop();
  });

  it("opens the form again where it opens one", async () => {
    const { again, stop } = await besideCloud();
    const answers = await again("task/fetch");
    expect(answers).toMatchObject(Array(2).fill({ status: 200, body: expect.stringContaining("What did you try?") }));
    await stop();
  });
});

describe("stopping", () => {
  it("lets work under way finish, and refuses what comes", async () => {
    app = await running();
    let done = false;
    app.answer(async () => {
      await pause(150);
      done = true;
      return { kind: "none" };
    });
    const sending = send(app, typed(app, "hello"));
    await pause(60);
    const stopping = app.platform.stop();
    expect((await send(app, typed(app, "late"))).status).toBe(503);
    await stopping;
    expect(done).toBe(true);
    expect((await sending).status).toBe(200);
    expect(acts(app)).toHaveLength(1);
  });

  it("waits for what is said after the answer, too", async () => {
    app = await running();
    app.answer({ kind: "notice", card: { blocks: [{ kind: "text", text: "Here you are." }] } });
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
    await app.platform.stop();
    expect(app.microsoft.called(/activities$/)).toHaveLength(1);
  });

  it("can be followed by a start", async () => {
    app = await running();
    await app.platform.stop();
    expect((await send(app, typed(app, "hello"))).status).toBe(503);
    await app.platform.start(async () => ({ kind: "none" }));
    expect((await send(app, typed(app, "hello"))).status).toBe(200);
  });
});
