import { afterEach, describe, expect, it } from "vitest";
import { createSlackPlatform } from "../../adapters/slack/index.js";
import type { Card } from "../../src/core/ui/card.js";
import { PlatformError, type SendFailure } from "../../src/ports/chat-platform.js";
import { journalOf, type Running, running, signingSecret } from "./harness.js";

let app: Running;
afterEach(() => app?.stop());

const card: Card = { blocks: [{ kind: "text", text: "What have you seen?" }] };
const message = { card, marker: "outbox-1" };
const person = { platform: "slack", workspace: "T1", user: "U1" };
const channel = { platform: "slack", workspace: "T1", channel: "C1" };
const long: Card = {
  heading: "Brief",
  blocks: [{ kind: "quote", text: Array.from({ length: 2600 }, (_, i) => `word${i}`).join(" ") }],
};
const longMessage = { card: long, marker: "outbox-2" };

async function failure(call: Promise<unknown>): Promise<SendFailure> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PlatformError);
  return (error as PlatformError).failure;
}

describe("sending", () => {
  it("to a person never met opens the conversation once and answers where the message is", async () => {
    app = await running();
    const ref = await app.platform.sendDirect(person, message);
    expect(ref).toEqual({ platform: "slack", workspace: "T1", channel: "DU1", message: expect.any(String) });
    expect(app.api.called("chat.postMessage")[0]?.args).toEqual({
      channel: "DU1",
      text: "What have you seen?",
      blocks: [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "What have you seen?" }] }],
        },
      ],
      metadata: { event_type: "throughline_message", event_payload: { id: "outbox-1" } },
      unfurl_links: "false",
      unfurl_media: "false",
    });
    await app.platform.sendDirect(person, message);
    expect(app.api.called("conversations.open")).toHaveLength(1);
    await app.platform.sendDirect({ ...person, user: "U2", direct: "DKNOWN" }, message);
    expect(app.api.called("chat.postMessage").map(({ args }) => args.channel)).toEqual(["DU1", "DU1", "DKNOWN"]);
  });

  it("to a channel, in a thread, and in the thread of a reply goes to the root of the thread", async () => {
    app = await running();
    const root = await app.platform.post(channel, message);
    const reply = await app.platform.reply(root, message);
    expect(reply).toMatchObject({ channel: "C1", thread: root.message });
    await app.platform.reply(reply, message);
    expect(app.api.called("chat.postMessage").map(({ args }) => args.thread_ts)).toEqual([
      undefined,
      root.message,
      root.message,
    ]);
  });

  it("edits and removes the same message; one that is gone is removed", async () => {
    app = await running();
    const ref = await app.platform.post(channel, message);
    expect(
      await app.platform.edit(ref, { card: { blocks: [{ kind: "text", text: "Recorded" }] }, marker: "outbox-3" }),
    ).toEqual(ref);
    expect(app.api.called("chat.update")[0]?.args).toMatchObject({ channel: "C1", ts: ref.message, text: "Recorded" });
    expect(app.api.called("chat.update")[0]?.args).not.toHaveProperty("metadata");
    await app.platform.remove(ref);
    app.api.on("chat.delete", () => ({ ok: false, error: "message_not_found" }));
    await app.platform.remove(ref);
    expect(app.api.called("chat.delete").map(({ args }) => args.ts)).toEqual([ref.message, ref.message]);
    expect(app.api.called("conversations.replies")).toEqual([]);
  });

  it("works from a reference alone, in a process that never met the message", async () => {
    app = await running();
    const ref = JSON.parse(JSON.stringify(await app.platform.sendDirect(person, message)));
    const fresh = createSlackPlatform({
      signingSecret,
      botToken: "xoxb-one",
      apiUrl: app.api.url,
      credentials: { find: async () => undefined },
      journal: journalOf(),
    });
    await fresh.start(async () => ({ kind: "none" }));
    await fresh.edit(ref, message);
    await fresh.reply(ref, message);
    expect(app.api.called("chat.update")[0]?.args).toMatchObject({ channel: "DU1", ts: ref.message });
    expect(app.api.called("chat.postMessage")[1]?.args).toMatchObject({ channel: "DU1", thread_ts: ref.message });
  });
});

describe("a send that fails", () => {
  it("after Slack accepted it (500): ambiguous, exactly one POST", async () => {
    app = await running();
    app.api.on("chat.postMessage", (_call, response) => {
      response.writeHead(500).end("error");
      return "taken";
    });
    expect(await failure(app.platform.post(channel, message))).toEqual({ kind: "ambiguous", reason: "http-500" });
    expect(app.api.called("chat.postMessage")).toHaveLength(1);
  });

  it("because Slack never answers: ambiguous after the timeout, exactly one POST", async () => {
    app = await running({ timeoutMs: 200 });
    app.api.on("chat.postMessage", () => "taken");
    const began = Date.now();
    expect(await failure(app.platform.post(channel, message))).toEqual({ kind: "ambiguous", reason: "TimeoutError" });
    expect(Date.now() - began).toBeLessThan(1500);
    expect(app.api.called("chat.postMessage")).toHaveLength(1);
  });

  it("because the answer stops half way: ambiguous after the timeout", async () => {
    app = await running({ timeoutMs: 200 });
    app.api.on("chat.postMessage", (_call, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"ok":');
      return "taken";
    });
    expect(await failure(app.platform.post(channel, message))).toMatchObject({ kind: "ambiguous" });
    expect(app.api.called("chat.postMessage")).toHaveLength(1);
  });

  it("because the connection broke: ambiguous, exactly one POST", async () => {
    app = await running();
    app.api.on("chat.postMessage", (_call, response) => {
      response.socket?.destroy();
      return "taken";
    });
    expect(await failure(app.platform.post(channel, message))).toMatchObject({ kind: "ambiguous" });
    expect(app.api.called("chat.postMessage")).toHaveLength(1);
  });

  it.each(["null", "[]", "<html>", "", '"ok"'])("because the answer is %j: ambiguous", async (body) => {
    app = await running();
    app.api.on("chat.postMessage", (_call, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(body);
      return "taken";
    });
    expect(await failure(app.platform.post(channel, message))).toMatchObject({ kind: "ambiguous" });
  });

  it.each([
    ["2", 2000],
    ["120", 120_000],
    [null, 60_000],
    ["soon", 60_000],
  ])("because of a rate limit (Retry-After %j): says until when, at once, exactly one POST", async (retryAfter, ms) => {
    app = await running();
    app.api.on("chat.postMessage", (_call, response) => {
      const header = retryAfter === null ? {} : { "retry-after": retryAfter };
      response.writeHead(429, header).end('{"ok":false,"error":"ratelimited"}');
      return "taken";
    });
    const began = Date.now();
    expect(await failure(app.platform.post(channel, message))).toEqual({ kind: "rate-limited", retryAfterMs: ms });
    expect(Date.now() - began).toBeLessThan(450);
    expect(app.api.called("chat.postMessage")).toHaveLength(1);
  });

  it("because of a rate limit that ends at a date: not before it", async () => {
    app = await running();
    const until = Date.now() + 90_000;
    app.api.on("chat.postMessage", (_call, response) => {
      response.writeHead(429, { "retry-after": new Date(until).toUTCString() }).end();
      return "taken";
    });
    const limited = await failure(app.platform.post(channel, message));
    const again = Date.now() + (limited.kind === "rate-limited" ? limited.retryAfterMs : 0);
    // A date has whole seconds.
    expect(again).toBeGreaterThan(until - 1000);
    expect(again).toBeLessThan(until + 10_000);
  });

  it("before anything was connected: not sent", async () => {
    app = await running();
    const { platform, api } = app;
    await api.close();
    expect(await failure(platform.post(channel, message))).toEqual({ kind: "not-sent", reason: "ECONNREFUSED" });
  });

  it("to another place than the API's is impossible: redirects are not followed", async () => {
    app = await running();
    app.api.on("chat.postMessage", (_call, response) => {
      response.writeHead(302, { location: `${app.api.url}elsewhere` }).end();
      return "taken";
    });
    expect(await failure(app.platform.post(channel, message))).toMatchObject({ kind: "ambiguous" });
    expect(app.api.called("elsewhere")).toEqual([]);
  });

  it("while opening the conversation has posted nothing, whatever went wrong", async () => {
    app = await running();
    app.api.on("conversations.open", () => ({ ok: false, error: "internal_error" }));
    expect(await failure(app.platform.sendDirect(person, message))).toEqual({
      kind: "not-sent",
      reason: "internal_error",
    });
    app.api.on("conversations.open", () => ({ ok: false, error: "user_disabled" }));
    expect(await failure(app.platform.sendDirect(person, message))).toEqual({
      kind: "unreachable",
      reason: "user_disabled",
    });
    expect(app.api.called("chat.postMessage")).toEqual([]);
  });

  it("where the app is not installed: unreachable, and Slack is not asked", async () => {
    app = await running();
    expect(await failure(app.platform.post({ ...channel, workspace: "T2" }, message))).toEqual({
      kind: "unreachable",
      reason: "not-installed",
    });
    expect(app.api.called("chat.postMessage")).toEqual([]);
  });

  it("where the credentials cannot be read: not sent", async () => {
    const oauth = { clientId: "1", clientSecret: "s", stateSecret: "t", publicUrl: "https://a.b" };
    app = await running({ oauth, credentials: { find: () => Promise.reject(new Error("locked")) } });
    expect(await failure(app.platform.post(channel, message))).toMatchObject({ kind: "not-sent" });
  });
});

describe("a card too long for one message", () => {
  it("is posted as one marked message and the rest in its thread, whole and in order", async () => {
    app = await running();
    const ref = await app.platform.post(channel, longMessage);
    const posts = app.api.called("chat.postMessage").map(({ args }) => args);
    expect(posts).toHaveLength(3);
    expect(posts.map(({ thread_ts }) => thread_ts)).toEqual([undefined, ref.message, ref.message]);
    expect(posts.map(({ metadata }) => metadata)).toEqual([
      { event_type: "throughline_message", event_payload: { id: "outbox-2" } },
      { event_type: "throughline_part", event_payload: { of: ref.message, part: 1 } },
      { event_type: "throughline_part", event_payload: { of: ref.message, part: 2 } },
    ]);
    const text = JSON.stringify(posts.map(({ blocks }) => blocks));
    for (const i of [0, 1, 1300, 2599]) expect(text).toContain(`word${i}`);
  });

  it("waits for a rate limit between its parts instead of losing the rest", async () => {
    app = await running();
    let refusals = 1;
    app.api.on("chat.postMessage", ({ args }, response) => {
      if (args.thread_ts === undefined || refusals-- <= 0)
        return { channel: args.channel, ts: `170000000${app.api.calls.length}.1` };
      response.writeHead(429, { "retry-after": "1" }).end();
      return "taken";
    });
    await app.platform.post(channel, longMessage);
    expect(
      app.api
        .called("chat.postMessage")
        .map(({ args }) => (args.metadata as { event_payload: { part?: number } }).event_payload.part),
    ).toEqual([undefined, 1, 1, 2]);
  });

  it("does not fail when a part is refused: the message is there, and the operator is told what is missing", async () => {
    app = await running();
    app.api.on("chat.postMessage", ({ args }) =>
      args.thread_ts ? { ok: false, error: "restricted_action_thread_locked" } : { channel: "C1", ts: "1.1" },
    );
    await expect(app.platform.post(channel, longMessage)).resolves.toMatchObject({ message: "1.1" });
    expect(app.journal.lines.join()).toMatch(/error slack\.rest-of-message-missing.*"posted":1,"of":3/);
  });

  const part = (ts: string, n: number, of = "1.1") => ({
    ts,
    metadata: { event_type: "throughline_part", event_payload: { of, part: n } },
  });

  it("is edited in its parts: those that stand are changed, missing ones posted, others left alone", async () => {
    app = await running();
    app.api.on("conversations.replies", () => ({
      messages: [{ ts: "1.1" }, part("1.2", 1), part("1.9", 1, "1.8"), { ts: "1.10", text: "a person's reply" }],
    }));
    const ref = await app.platform.edit({ ...channel, message: "1.1" }, longMessage);
    expect(ref).toMatchObject({ message: "1.1", thread: "1.1" });
    expect(app.api.called("chat.update").map(({ args }) => args.ts)).toEqual(["1.1", "1.2"]);
    expect(app.api.called("chat.postMessage").map(({ args }) => args.metadata)).toEqual([
      { event_type: "throughline_part", event_payload: { of: "1.1", part: 2 } },
    ]);
    expect(app.api.called("chat.delete")).toEqual([]);
  });

  it("that becomes short loses its parts, and all of them when it is removed", async () => {
    app = await running();
    app.api.on("conversations.replies", () => ({ messages: [{ ts: "1.1" }, part("1.2", 1), part("1.3", 2)] }));
    await app.platform.edit({ ...channel, message: "1.1", thread: "1.1" }, message);
    expect(app.api.called("chat.delete").map(({ args }) => args.ts)).toEqual(["1.2", "1.3"]);
    await app.platform.remove({ ...channel, message: "1.1", thread: "1.1" });
    expect(
      app.api
        .called("chat.delete")
        .map(({ args }) => args.ts)
        .slice(2),
    ).toEqual(["1.2", "1.3", "1.1"]);
  });

  it("is removed from a thread with its parts, and without them where the app may not look for them", async () => {
    app = await running();
    app.api.on("conversations.replies", () => ({ messages: [part("1.7", 1, "1.6")] }));
    await app.platform.remove({ ...channel, message: "1.6", thread: "1.1" });
    app.api.on("conversations.replies", () => ({ ok: false, error: "missing_scope", needed: "channels:history" }));
    await app.platform.remove({ ...channel, message: "1.6", thread: "1.1" });
    expect(app.api.called("chat.delete").map(({ args }) => args.ts)).toEqual(["1.6", "1.7", "1.6"]);
  });
});

describe("looking for a message", () => {
  const marked = (ts: string, id: string) => ({
    ts,
    metadata: { event_type: "throughline_message", event_payload: { id } },
  });
  const since = new Date("2026-05-12T10:00:00Z");

  it("finds it by its marker, in the conversation since then", async () => {
    app = await running();
    app.api.on("conversations.history", () => ({
      messages: [{ ts: "9.1", metadata: "odd" }, marked("9.2", "other"), marked("9.3", "outbox-1")],
      has_more: false,
    }));
    expect(await app.platform.find(channel, "outbox-1", since)).toEqual({ ...channel, message: "9.3" });
    expect(await app.platform.find(person, "outbox-1", since)).toEqual({ ...channel, channel: "DU1", message: "9.3" });
    expect(await app.platform.find(channel, "outbox-9", since)).toBeUndefined();
    const [first] = app.api.called("conversations.history");
    expect(first?.args).toMatchObject({ channel: "C1", include_all_metadata: "true", limit: "15" });
    expect(Number(first?.args.oldest)).toBe(since.getTime() / 1000 - 60);
  });

  it("finds a reply in its thread, because Slack keeps replies out of the history", async () => {
    app = await running();
    app.api.on("conversations.replies", () => ({ messages: [marked("9.4", "outbox-1")] }));
    expect(await app.platform.find({ ...channel, message: "9.1" } as never, "outbox-1", since)).toEqual({
      ...channel,
      message: "9.4",
      thread: "9.1",
    });
    expect(app.api.called("conversations.replies")[0]?.args).toMatchObject({ ts: "9.1" });
  });

  it("looks through every page before it says that it is not there", async () => {
    app = await running();
    app.api.on("conversations.history", ({ args }) =>
      args.cursor === "next"
        ? { messages: [marked("9.5", "outbox-1")] }
        : { messages: [], has_more: true, response_metadata: { next_cursor: "next" } },
    );
    expect(await app.platform.find(channel, "outbox-1", since)).toMatchObject({ message: "9.5" });
  });

  it("does not say that it is not there when it could not look", async () => {
    app = await running();
    app.api.on("conversations.history", () => ({
      messages: [],
      has_more: true,
      response_metadata: { next_cursor: "again" },
    }));
    expect(await failure(app.platform.find(channel, "outbox-1", since))).toMatchObject({ kind: "not-sent" });
    app.api.on("conversations.history", () => ({ messages: "none" }));
    expect(await failure(app.platform.find(channel, "outbox-1", since))).toMatchObject({ kind: "not-sent" });
    app.api.on("conversations.history", () => ({ ok: false, error: "missing_scope", needed: "channels:history" }));
    expect(await failure(app.platform.find(channel, "outbox-1", since))).toMatchObject({
      kind: "refused",
      fix: expect.stringContaining("channels:history"),
    });
  });
});

describe("a person by e-mail", () => {
  const workspace = { platform: "slack", workspace: "T1" };
  const user = {
    id: "U7",
    team_id: "T1",
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };

  it("is a full member", async () => {
    app = await running();
    app.api.on("users.lookupByEmail", () => ({ user }));
    expect(await app.platform.personByEmail(workspace, "lead@example.org")).toEqual({ ...workspace, user: "U7" });
    expect(app.api.called("users.lookupByEmail")[0]?.args).toMatchObject({ email: "lead@example.org" });
  });

  it.each([
    { deleted: true },
    { is_bot: true },
    { is_restricted: true },
    { is_ultra_restricted: true },
    { is_stranger: true },
    { team_id: "T2" },
    { is_workflow_bot: true },
  ])("is nobody when Slack says %j", async (change) => {
    app = await running();
    app.api.on("users.lookupByEmail", () => ({ user: { ...user, ...change } }));
    expect(await app.platform.personByEmail(workspace, "lead@example.org")).toBeUndefined();
  });

  it("is a member of an organisation's workspace that is not her first", async () => {
    app = await running();
    app.api.on("users.lookupByEmail", () => ({
      user: { ...user, team_id: "T8", enterprise_user: { enterprise_id: "E1", teams: ["T8", "T1"] } },
    }));
    expect(await app.platform.personByEmail(workspace, "lead@example.org")).toMatchObject({
      workspace: "T1",
      user: "U7",
    });
  });

  it("is nobody when Slack knows no such address, and a failure when it cannot say", async () => {
    app = await running();
    app.api.on("users.lookupByEmail", () => ({ ok: false, error: "users_not_found" }));
    expect(await app.platform.personByEmail(workspace, "x@example.org")).toBeUndefined();
    app.api.on("users.lookupByEmail", () => ({ ok: false, error: "fatal_error" }));
    expect(await failure(app.platform.personByEmail(workspace, "x@example.org"))).toEqual({
      kind: "not-sent",
      reason: "fatal_error",
    });
  });
});
