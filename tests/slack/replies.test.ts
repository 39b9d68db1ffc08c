import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { respond } from "../../adapters/slack/client.js";
import type { Card } from "../../src/core/ui/card.js";
import type { Form } from "../../src/core/ui/form.js";
import {
  acts,
  eventBody,
  messageEvent,
  pressed,
  type Running,
  running,
  send,
  sendCommand,
  sendInteraction,
  submitted,
} from "./harness.js";

let app: Running;
afterEach(() => app?.stop());

const card: Card = { heading: "Recorded", blocks: [{ kind: "text", text: "55 % by May 5" }] };
const form: Form = {
  id: "update",
  title: "Add a result",
  submit: "Record",
  fields: [{ kind: "long", name: "seen", label: "Seen", required: true }],
};
const answers = { seen: { value: "about half of them" } };
const json = (body: string): Record<string, unknown> => (body === "" ? {} : JSON.parse(body));

/** Waits for what is done after Slack has its answer. */
async function called(method: string): Promise<Record<string, unknown>> {
  for (let i = 0; i < 100 && app.api.called(method).length === 0; i += 1) await pause(10);
  expect(app.api.called(method)).toHaveLength(1);
  return app.api.called(method)[0]?.args ?? {};
}

describe("a form as the answer", () => {
  const open = { kind: "show-form" as const, form, context: { cycle: "c1" } };

  it("opens on a command and on a button, with their trigger", async () => {
    app = await running();
    app.answer(open);
    expect(await sendCommand(app, { text: "update", trigger_id: "5.6.t" })).toMatchObject({ status: 200, body: "" });
    expect(await called("views.open")).toMatchObject({
      trigger_id: "5.6.t",
      view: { callback_id: "update", private_metadata: '{"form":"update","context":{"cycle":"c1"}}' },
    });
    await sendInteraction(app, pressed({ do: "update", cycle: "c1" }, { trigger_id: "7.8.t" }));
    await app.platform.stop();
    expect(app.api.called("views.open")[1]?.args).toMatchObject({ trigger_id: "7.8.t" });
  });

  it("goes on top of a window, and takes the place of the one that was sent", async () => {
    app = await running();
    app.answer(open);
    const inWindow = {
      container: { type: "view", view_id: "V1" },
      channel: null,
      message: null,
      view: { id: "V1", type: "modal" },
    };
    await sendInteraction(app, pressed({ do: "mute" }, inWindow));
    expect(await called("views.push")).toMatchObject({ view: { callback_id: "update" } });
    const answer = await sendInteraction(app, submitted(answers));
    expect(json(answer.body)).toMatchObject({ response_action: "update", view: { callback_id: "update" } });
    expect(app.api.called("views.open")).toEqual([]);
  });

  it.each([
    ["expired_trigger_id", "That took too long"],
    ["exchanged_trigger_id", "That took too long"],
    ["internal_error", "We could not open this just now"],
  ])("that cannot open (%s) is told to the person", async (error, words) => {
    app = await running();
    app.answer(open);
    app.api.on("views.open", () => ({ ok: false, error }));
    await sendInteraction(
      app,
      pressed(
        { do: "mute" },
        {
          container: { type: "message", message_ts: "1.5", thread_ts: "1.1", channel_id: "C1" },
          channel: { id: "C1" },
        },
      ),
    );
    const told = await called("chat.postEphemeral");
    expect(told).toMatchObject({ channel: "C1", user: "U1", thread_ts: "1.1", text: expect.stringContaining(words) });
  });

  it("that cannot open from the home page is told in the private conversation", async () => {
    app = await running();
    app.answer(open);
    app.api.on("views.open", () => ({ ok: false, error: "expired_trigger_id" }));
    await sendInteraction(
      app,
      pressed(
        { do: "mute" },
        { container: { type: "view", view_id: "V9" }, channel: null, message: null, view: { id: "V9", type: "home" } },
      ),
    );
    expect(await called("chat.postMessage")).toMatchObject({
      channel: "DU1",
      text: expect.stringContaining("That took too long"),
    });
  });
});

describe("a card as the answer", () => {
  const notice = { kind: "notice" as const, card };

  it("to a command goes to its response_url, for her eyes only", async () => {
    app = await running();
    app.answer(notice);
    await sendCommand(app, { text: "status", response_url: `${app.api.url}respond` });
    expect(await called("respond")).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringContaining("55 % by May 5"),
      blocks: [{ type: "header" }, { type: "rich_text" }],
    });
  });

  it("to a command falls back to the channel where the response_url is not Slack's", async () => {
    app = await running();
    app.answer(notice);
    await sendCommand(app, { text: "status", response_url: "not a url" });
    expect(await called("chat.postEphemeral")).toMatchObject({ channel: "C1", user: "U1" });
  });

  it("is never sent to a foreign address", async () => {
    app = await running();
    const real = { timeoutMs: 500 };
    const foreign = [
      `${app.api.url}respond`,
      "https://evil.example/x",
      "https://hooks.slack.com.evil.example/x",
      "https://hooks.slack.com@evil.example/x",
      "http://hooks.slack.com/x",
      "http://169.254.169.254/latest",
    ];
    for (const url of foreign) await expect(respond(url, {}, real)).rejects.toThrow("foreign host");
    await expect(respond("http://169.254.169.254/x", {}, { ...real, apiUrl: app.api.url })).rejects.toThrow(
      "foreign host",
    );
    expect(app.api.called("respond")).toEqual([]);
  });

  it("to a button on a message stands in its thread, for her eyes only", async () => {
    app = await running();
    app.answer(notice);
    await sendInteraction(
      app,
      pressed(
        { do: "mute" },
        {
          container: { type: "message", message_ts: "1.5", thread_ts: "1.1", channel_id: "C1" },
          channel: { id: "C1" },
        },
      ),
    );
    expect(await called("chat.postEphemeral")).toMatchObject({ channel: "C1", user: "U1", thread_ts: "1.1" });
  });

  it("to a button on the home page or in a window is a window", async () => {
    app = await running();
    app.answer(notice);
    await sendInteraction(
      app,
      pressed(
        { do: "mute" },
        { container: { type: "view", view_id: "V9" }, channel: null, message: null, view: { id: "V9", type: "home" } },
      ),
    );
    expect(await called("views.open")).toMatchObject({
      view: { title: { text: "Recorded" }, close: { text: "Close" } },
    });
  });

  it("to opening the home page is the page", async () => {
    app = await running();
    app.answer(notice);
    await send(app, eventBody({ type: "app_home_opened", user: "U1", tab: "home" }));
    expect(await called("views.publish")).toMatchObject({
      user_id: "U1",
      view: { type: "home", blocks: [{ type: "header" }, { type: "rich_text" }] },
    });
  });

  it("to a typed message stays in the private conversation; in a channel only she sees it", async () => {
    app = await running();
    app.answer(notice);
    await send(app, eventBody(messageEvent()));
    expect(await called("chat.postMessage")).toMatchObject({
      channel: "DU1",
      text: expect.stringContaining("Recorded"),
    });
    await send(app, eventBody(messageEvent({ channel: "C1", channel_type: "channel", thread_ts: "1.1" })));
    expect(await called("chat.postEphemeral")).toMatchObject({ channel: "C1", user: "U1", thread_ts: "1.1" });
  });

  it("that Slack is slow to take does not keep Slack waiting for the event's answer", async () => {
    app = await running({ deadlines: { form: 200, other: 200 } });
    app.answer(notice);
    app.api.on("views.publish", async () => {
      await pause(400);
      return {};
    });
    expect((await send(app, eventBody({ type: "app_home_opened", user: "U1", tab: "home" }))).status).toBe(200);
    await app.platform.stop();
    expect(app.journal.lines).toEqual([]);
  });

  it("that cannot be delivered is written down, and the event is not asked for again", async () => {
    app = await running();
    app.answer(notice);
    app.api.on("views.publish", () => ({ ok: false, error: "not_enabled" }));
    expect((await send(app, eventBody({ type: "app_home_opened", user: "U1", tab: "home" }))).status).toBe(200);
    await app.platform.stop();
    expect(app.journal.lines.join()).toMatch(/slack\.reply-not-delivered.*not_enabled.*Home tab/);
  });
});

describe("the answer to a sent window", () => {
  const sent = async () => {
    const answer = await sendInteraction(app, submitted(answers));
    expect(answer.status).toBe(200);
    return json(answer.body);
  };

  it("closes it, or shows what was recorded in its place", async () => {
    app = await running();
    app.answer({ kind: "close-form" });
    expect(await sent()).toEqual({});
    app.answer({ kind: "none" });
    expect(await sent()).toEqual({});
    app.answer({ kind: "close-form", notice: card });
    expect(await sent()).toMatchObject({
      response_action: "update",
      view: { type: "modal", title: { text: "Recorded" } },
    });
  });

  it("keeps it open with errors under their fields", async () => {
    app = await running();
    app.answer({ kind: "keep-form", errors: { seen: "Please write a sentence." } });
    expect(await sent()).toEqual({ response_action: "errors", errors: { seen: "Please write a sentence." } });
    app.answer({ kind: "keep-form", errors: { other: "Two." }, notice: "One." });
    expect(await sent()).toEqual({ response_action: "errors", errors: { seen: "One. Two." } });
  });

  const kept = {
    response_action: "errors",
    errors: { seen: "We could not save this just now. Your text is still here. Please try again in a minute." },
  };

  it("keeps it open when nothing could be saved, and says so", async () => {
    app = await running();
    app.answer(async () => {
      throw new Error("the database is locked");
    });
    expect(await sent()).toEqual(kept);
  });

  it("keeps it open when it cannot be found out whose it is", async () => {
    app = await running({
      botToken: undefined,
      oauth,
      credentials: { find: () => Promise.reject(new Error("the database is locked")) },
    });
    expect(await sent()).toEqual(kept);
  });

  it("keeps it open when the app is not installed there any more", async () => {
    app = await running({ botToken: undefined, oauth });
    expect(await sent()).toEqual(kept);
  });

  it("keeps it open when saving takes too long, says that it may be saved, and the second send is the same act", async () => {
    app = await running({ deadlines: { form: 80, other: 2900 } });
    app.answer(async () => {
      await pause(250);
      return { kind: "close-form" };
    });
    const answer = await sent();
    expect(answer).toMatchObject({
      response_action: "errors",
      errors: { seen: expect.stringMatching(/may already be saved.*text is still here/) },
    });
    await sent();
    await app.platform.stop();
    const keys = acts(app).map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("is in time for Slack: before three seconds", async () => {
    app = await running();
    app.answer(() => new Promise((resolve) => setTimeout(resolve, 2950, { kind: "none" as const })));
    const began = Date.now();
    expect(await sent()).toMatchObject({ response_action: "errors" });
    expect(Date.now() - began).toBeLessThan(2900);
    expect((await send(app, eventBody(messageEvent()))).status).toBe(503);
    expect(Date.now() - began).toBeLessThan(5900);
  });

  it("keeps a window open that is not known any more, so that its text can be copied", async () => {
    app = await running();
    const answer = await sendInteraction(app, submitted(answers, { private_metadata: "{}" }));
    expect(json(answer.body)).toMatchObject({ errors: { seen: expect.stringContaining("please copy it") } });
    expect(acts(app)).toEqual([]);
    expect(app.journal.counts).toEqual(["ignored slack:unknown-form"]);
  });

  it("closes it when it was saved and only the answer cannot be drawn", async () => {
    app = await running();
    app.answer({ kind: "show-form", form: { ...form, title: "x".repeat(30) }, context: {} });
    expect(await sent()).toEqual({});
    expect(app.journal.lines.join()).toContain("slack.reply-not-drawn");
  });
});

const oauth = { clientId: "1.2", clientSecret: "s", stateSecret: "t", publicUrl: "https://throughline.example.org" };

describe("whose request it is", () => {
  it("is found in the stored installations, and each is answered with its own token", async () => {
    app = await running({
      oauth,
      stored: { T1: { botToken: "xoxb-1", botUserId: "UBOT" }, T2: { botToken: "xoxb-2", botUserId: "UBOT2" } },
    });
    app.answer({ kind: "notice", card });
    await send(
      app,
      eventBody(messageEvent({ team: "T2" }), {
        team_id: "T2",
        authorizations: [{ team_id: "T2", enterprise_id: null }],
      }),
    );
    await send(app, eventBody(messageEvent()));
    expect(acts(app).map((event) => "person" in event && event.person?.workspace)).toEqual(["T2", "T1"]);
    await app.platform.stop();
    expect(
      app.api
        .called("chat.postMessage")
        .map(({ token }) => token)
        .sort(),
    ).toEqual(["xoxb-1", "xoxb-2"]);
  });

  it("where the app is not installed: answered 200, counted, and no event", async () => {
    app = await running({ oauth });
    expect((await send(app, eventBody(messageEvent()))).status).toBe(200);
    expect((await send(app, eventBody({ type: "app_uninstalled" }))).status).toBe(200);
    expect((await sendCommand(app, { text: "update" })).status).toBe(200);
    expect((await sendInteraction(app, pressed({ do: "mute" }))).status).toBe(200);
    expect(acts(app)).toEqual([]);
    expect(app.journal.counts).toEqual(Array(4).fill("ignored slack:unknown-workspace"));
  });

  it("where the store cannot be asked: answered 500, so that Slack delivers again", async () => {
    app = await running({ oauth, credentials: { find: () => Promise.reject(new Error("locked")) } });
    expect((await send(app, eventBody(messageEvent()))).status).toBe(500);
    expect((await send(app, eventBody({ type: "app_uninstalled" }))).status).toBe(500);
  });

  it("with one token is that token's workspace, announced once as installed, and no other", async () => {
    app = await running();
    expect(app.events).toMatchObject([
      { kind: "installed", workspace: { platform: "slack", workspace: "T1" }, name: "Sample Unified", credentials: {} },
    ]);
    await send(
      app,
      eventBody(messageEvent({ team: "T2" }), {
        team_id: "T2",
        authorizations: [{ team_id: "T2", enterprise_id: null }],
      }),
    );
    expect(acts(app)).toEqual([]);
    await send(app, eventBody(messageEvent()));
    expect(app.api.called("auth.test")).toHaveLength(1);
    expect(JSON.stringify(app.events)).not.toContain("xoxb");
  });

  it("removal is an event as long as there is something to remove", async () => {
    app = await running({ oauth, stored: { T1: { botToken: "xoxb-1" } } });
    await send(app, eventBody({ type: "app_uninstalled" }, { authorizations: undefined }));
    await send(app, eventBody({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } }));
    expect(acts(app)).toMatchObject([{ kind: "removed", workspace: { workspace: "T1" } }, { kind: "removed" }]);
  });
});

describe("starting", () => {
  it("with a token that Slack refuses names the variable and the page", async () => {
    const { createSlackPlatform } = await import("../../adapters/slack/index.js");
    app = await running();
    app.api.on("auth.test", () => ({ ok: false, error: "invalid_auth" }));
    const platform = createSlackPlatform({
      signingSecret: "x",
      botToken: "xoxb-bad",
      apiUrl: app.api.url,
      credentials: { find: async () => undefined },
      journal: app.journal,
    });
    await expect(platform.start(async () => ({ kind: "none" }))).rejects.toThrow(
      /SLACK_BOT_TOKEN.*invalid_auth.*OAuth & Permissions/,
    );
  });

  it("without Slack being there starts, and asks at the first request", async () => {
    const { createSlackPlatform } = await import("../../adapters/slack/index.js");
    app = await running();
    let there = false;
    app.api.on("auth.test", () =>
      there ? { team_id: "T1", user_id: "UBOT" } : { ok: false, error: "internal_error" },
    );
    const platform = createSlackPlatform({
      signingSecret: "x",
      botToken: "xoxb-one",
      apiUrl: app.api.url,
      credentials: { find: async () => undefined },
      journal: app.journal,
    });
    await platform.start(async () => ({ kind: "none" }));
    const to = { platform: "slack", workspace: "T1", channel: "C1" };
    await expect(platform.post(to, { card, marker: "m" })).rejects.toMatchObject({ failure: { kind: "not-sent" } });
    there = true;
    await expect(platform.post(to, { card, marker: "m" })).resolves.toMatchObject({ channel: "C1" });
  });

  it.each([[{ botToken: undefined }], [{ oauth, botToken: "xoxb-1" }]])(
    "needs one way to a token, not none and not two (%#)",
    async (options) => {
      const { createSlackPlatform } = await import("../../adapters/slack/index.js");
      app = await running();
      expect(() =>
        createSlackPlatform({
          signingSecret: "x",
          credentials: { find: async () => undefined },
          journal: app.journal,
          ...options,
        }),
      ).toThrow(/SLACK_BOT_TOKEN.*SLACK_CLIENT_ID/);
    },
  );
});
