import { describe, expect, it } from "vitest";
import { readInbound } from "../../adapters/slack/inbound.js";
import { readBody } from "../../adapters/slack/payloads.js";
import { installationOf } from "../../adapters/slack/workspaces.js";
import type { InboundEvent } from "../../src/ports/chat-platform.js";
import { commandFields, eventBody, messageEvent, pressed, submitted } from "./harness.js";

const ourselves = { botUserId: "UBOT", botId: "BBOT", appId: "A1" };

/** The event in a payload, or the reason why there is none. */
function read(payload: unknown): InboundEvent | string {
  const reading = readBody(payload);
  if (reading.kind !== "body") return reading.kind === "ignored" ? reading.reason : reading.kind;
  const installation = installationOf(reading.body);
  if (!installation) return "no-installation";
  const result = readInbound(reading.body, installation, ourselves);
  return "event" in result ? result.event : result.ignored;
}

const said = (fields: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) =>
  read(eventBody(messageEvent(fields), envelope));
const ref = (message: string, channel = "DU1") => ({ platform: "slack", workspace: "T1", channel, message });

describe("a message", () => {
  it("in the private conversation is direct, and says where to answer", () => {
    expect(said({}, { event_id: "Ev1" })).toEqual({
      kind: "message",
      key: "slack:T1:Ev1",
      person: { platform: "slack", workspace: "T1", user: "U1", direct: "DU1" },
      direct: true,
      message: ref("1700000001.000100"),
      text: "half of them & more",
    });
  });

  it.each(["channel", "group"])("in a %s is not direct", (channel_type) => {
    expect(said({ channel: "C1", channel_type })).toMatchObject({
      direct: false,
      person: { user: "U1" },
      message: ref("1700000001.000100", "C1"),
    });
  });

  it("in a thread knows the root of the thread; the root itself is in none", () => {
    expect(said({ thread_ts: "1700000000.5" })).toMatchObject({ message: { thread: "1700000000.5" } });
    expect(said({ thread_ts: "1700000001.000100" })).toHaveProperty("message", ref("1700000001.000100"));
    expect(said({ subtype: "thread_broadcast", thread_ts: "1700000000.5", channel_type: "channel" })).toMatchObject({
      kind: "message",
      message: { thread: "1700000000.5" },
    });
  });

  it("with a file keeps its text", () => {
    expect(said({ subtype: "file_share", files: [{ id: "F1" }] })).toMatchObject({
      kind: "message",
      text: "half of them & more",
    });
  });

  it.each([
    ["of the app itself, by its bot", { bot_id: "BBOT", user: "UBOT" }, "own-message"],
    ["of the app itself, by its user", { user: "UBOT" }, "own-message"],
    ["of the app itself, by its id", { app_id: "A1", bot_id: "BX", user: "UX" }, "own-message"],
    ["of another bot", { bot_id: "BX", app_id: "A2", user: "UX" }, "bot-message"],
    ["of an old bot", { subtype: "bot_message", bot_id: "BX", user: null }, "bot-message"],
    ["of Slack", { user: "USLACKBOT" }, "no-author"],
    ["about joining", { subtype: "channel_join" }, "message-subtype"],
    ["in a conversation of several", { channel: "G1", channel_type: "mpim" }, "group-conversation"],
  ])("%s is ignored", (_name, fields, reason) => {
    expect(said(fields)).toBe(reason);
  });

  const before = { user: "U1", text: "half", ts: "1700000001.000100", team: "T1" };
  const change = (fields: object) =>
    said({
      subtype: "message_changed",
      user: undefined,
      text: undefined,
      ts: "1700000009.1",
      message: { ...before, text: "two thirds" },
      previous_message: before,
      ...fields,
    });

  it("that was edited is the same message with its new text, by its author", () => {
    expect(change({})).toMatchObject({
      kind: "edited",
      person: { user: "U1" },
      message: ref("1700000001.000100"),
      text: "two thirds",
    });
  });

  it("that only got a preview was not edited", () => {
    expect(change({ message: { ...before, attachments: [{}] } })).toBe("unchanged-text");
  });

  it("that the app edited itself is its own", () => {
    expect(change({ message: { ...before, user: "UBOT", bot_id: "BBOT", text: "new" } })).toBe("own-message");
  });

  it("that was deleted names its author, and no text", () => {
    const deleted = {
      subtype: "message_deleted",
      user: undefined,
      text: undefined,
      ts: "1700000009.1",
      deleted_ts: "1700000001.000100",
      previous_message: { ...before, thread_ts: "1700000000.5" },
    };
    expect(said(deleted)).toMatchObject({
      kind: "deleted",
      person: { user: "U1" },
      message: { message: "1700000001.000100", thread: "1700000000.5" },
      text: "",
    });
    expect(said({ ...deleted, previous_message: null })).toBe("no-author");
  });

  it("that was deleted and had replies is deleted, though Slack calls it changed", () => {
    expect(
      change({
        message: { subtype: "tombstone", user: "USLACKBOT", text: "This message was deleted.", ts: before.ts },
      }),
    ).toMatchObject({ kind: "deleted", person: { user: "U1" }, text: "" });
  });

  it("reads as its author typed it", () => {
    const text =
      "see <https://a.b/c|a.b/c> and <https://a.b/x?y=1&amp;z=2> or <mailto:p@d.org|p@d.org> in <#C9|math>, <@U7> <!here> <!subteam^S1|@leads> 1 &lt; 2 <https://e.f|the brief>";
    expect(said({ text })).toHaveProperty(
      "text",
      "see https://a.b/c and https://a.b/x?y=1&z=2 or p@d.org in #math, <@U7> @here @leads 1 < 2 the brief (https://e.f)",
    );
  });
});

describe("somebody from outside", () => {
  it.each([{ team: "T9" }, { user_team: "T9" }, { source_team: "T9" }, { team: "T1", user_team: "T9" }])(
    "in a shared channel is keyed by her own team, whatever says so: %j",
    (teams) => {
      expect(said({ user: "U1", channel: "C1", channel_type: "channel", ...teams })).toMatchObject({
        person: { workspace: "T9", user: "U1" },
        message: { workspace: "T1" },
      });
    },
  );

  it("has no private conversation here", () => {
    expect(said({ team: "T9" })).not.toHaveProperty("person.direct");
  });

  it("who presses a button or sends a window is keyed by her own team", () => {
    expect(read(pressed({ do: "mute" }, { user: { id: "U1", team_id: "T9" } }))).toMatchObject({
      person: { workspace: "T9" },
    });
    expect(read(submitted({}, {}, { user: { id: "U1", team_id: "T9" } }))).toMatchObject({
      person: { workspace: "T9" },
      key: expect.stringMatching(/^slack:T1:/),
    });
  });

  it("leaves a channel under her own team", () => {
    expect(read(eventBody({ type: "member_left_channel", user: "U5", channel: "C1", team: "T9" }))).toMatchObject({
      kind: "member-left",
      person: { workspace: "T9", user: "U5" },
      channel: { workspace: "T1" },
    });
  });

  it("who wrote in a channel hosted elsewhere: the event belongs to the installation, not to the host", () => {
    const body = eventBody(messageEvent({ team: "TA", channel: "C1", channel_type: "channel" }), {
      team_id: "THOST",
      authorizations: [{ team_id: "TA", enterprise_id: null, is_enterprise_install: false }],
    });
    expect(read(body)).toMatchObject({ person: { workspace: "TA" }, message: { workspace: "TA" } });
  });
});

describe("an organisation with one installation", () => {
  const org = {
    enterprise_id: "E1",
    authorizations: [{ team_id: null, enterprise_id: "E1", is_enterprise_install: true }],
  };

  it("is keyed by the organisation, and so are its people", () => {
    expect(said({}, org)).toMatchObject({
      key: expect.stringMatching(/^slack:E1:/),
      person: { workspace: "E1" },
      message: { workspace: "E1" },
    });
    expect(said({ user_team: "E1" }, org)).toMatchObject({ person: { workspace: "E1" } });
    expect(said({ team: "T7" }, org)).toMatchObject({ person: { workspace: "T7" } });
    const fields = { is_enterprise_install: true, enterprise: { id: "E1" }, team: { id: "T1", enterprise_id: "E1" } };
    expect(read(pressed({ do: "mute" }, fields))).toMatchObject({ person: { workspace: "E1" } });
    expect(read(submitted({}, { app_installed_team_id: "E1" }, fields))).toMatchObject({ person: { workspace: "E1" } });
    expect(read({ ...commandFields, is_enterprise_install: "true", enterprise_id: "E1" })).toMatchObject({
      person: { workspace: "E1" },
    });
  });
});

describe("a button", () => {
  it("carries its action, the message it is on and the person", () => {
    expect(read(pressed({ do: "update", cycle: "c1", prompt: "p1" }))).toEqual({
      kind: "action",
      key: "slack:T1:action:1700000005.000100:1700000006.5:U1:update.0.0",
      person: { platform: "slack", workspace: "T1", user: "U1", direct: "DU1" },
      action: { do: "update", cycle: "c1", prompt: "p1" },
      on: ref("1700000005.000100"),
    });
  });

  it("in a channel's thread knows the thread, and no private conversation", () => {
    const container = { type: "message", message_ts: "1.5", thread_ts: "1.1", channel_id: "C1", is_ephemeral: false };
    const event = read(pressed({ do: "mute" }, { container, channel: { id: "C1" } }));
    expect(event).toMatchObject({ on: { channel: "C1", message: "1.5", thread: "1.1" } });
    expect(event).not.toHaveProperty("person.direct");
  });

  it("on a message that only she sees names no message, because that cannot be edited", () => {
    const event = read(
      pressed(
        { do: "mute" },
        { container: { type: "message", message_ts: "1.5", channel_id: "DX", is_ephemeral: true } },
      ),
    );
    expect(event).not.toHaveProperty("on");
    expect(event).not.toHaveProperty("person.direct");
  });

  it("on the home page is known by the page", () => {
    const event = read(
      pressed(
        { do: "mute" },
        { container: { type: "view", view_id: "V9" }, channel: null, message: null, view: { id: "V9", type: "home" } },
      ),
    );
    expect(event).toMatchObject({ key: "slack:T1:action:V9:1700000006.5:U1:update.0.0" });
    expect(event).not.toHaveProperty("on");
  });

  it.each([
    ["another app's value", "click_me_123"],
    ["an action nobody knows", { do: "launch" }],
    ["an id that is too long", { do: "later", prompt: "x".repeat(65) }],
    ["no value", "null"],
  ])("with %s is ignored", (_name, value) => {
    expect(read(pressed(value))).toBe("unknown-action");
  });
});

describe("a window", () => {
  const inputs = {
    what: { value: "half" },
    figure: { value: null },
    next: { selected_option: { value: "keep" } },
    who: { selected_options: [{ value: "a" }, { value: "b" }] },
    by: { selected_date: "2026-05-12" },
  };

  it("comes back with its form, context and values", () => {
    expect(read(submitted(inputs))).toMatchObject({
      kind: "submit",
      form: "update",
      context: { cycle: "cycle-1" },
      values: { what: "half", figure: "", next: "keep", who: ["a", "b"], by: "2026-05-12" },
      person: { workspace: "T1", user: "U1" },
    });
  });

  it("sent twice has the same key; corrected after field errors it is another act", () => {
    const key = (payload: unknown) => (read(payload) as InboundEvent).key;
    expect(key(submitted(inputs))).toBe(key(submitted(inputs)));
    expect(key(submitted(inputs))).toMatch(/^slack:T1:submit:V1:1700000007\.abc:[0-9a-f]{32}$/);
    expect(key(submitted({ ...inputs, what: { value: "two thirds" } }))).not.toBe(key(submitted(inputs)));
    expect(key(submitted(inputs, { id: "V2" }))).not.toBe(key(submitted(inputs)));
  });

  it.each(["", "This is for you!", "[]", '{"form":"launch","context":{}}', '{"form":"update","context":{"a":1}}'])(
    "that is not ours (%j) is ignored",
    (private_metadata) => {
      expect(read(submitted(inputs, { private_metadata }))).toBe("unknown-form");
    },
  );
});

describe("a command", () => {
  it.each([
    ["", "help", ""],
    ["   ", "help", ""],
    ["Update", "update", ""],
    ["  LINK  abc DEF  ", "link", "abc DEF"],
    ["ask how\nmany", "ask", "how\nmany"],
  ])("%j is %s with %j", (text, name, rest) => {
    expect(read({ ...commandFields, text })).toEqual({
      kind: "command",
      key: "slack:T1:command:1.2.command",
      person: { platform: "slack", workspace: "T1", user: "U1" },
      name,
      text: rest,
      channel: { platform: "slack", workspace: "T1", channel: "C1" },
    });
  });
});

describe("comings and goings", () => {
  const event = (fields: Record<string, unknown>, envelope = {}) =>
    read(eventBody(fields, { event_id: "Ev7", event_time: 1_700_000_100, ...envelope }));

  it("the home page is opened; the messages tab is not the home page", () => {
    expect(event({ type: "app_home_opened", user: "U1", tab: "home" })).toEqual({
      kind: "home",
      key: "slack:T1:Ev7",
      person: { platform: "slack", workspace: "T1", user: "U1" },
    });
    expect(event({ type: "app_home_opened", user: "U1", tab: "messages" })).toBe("messages-tab-opened");
  });

  it("the app is removed at Slack's time, said either way; a person's token is not the app", () => {
    const removed = {
      kind: "removed",
      key: "slack:T1:Ev7",
      workspace: { platform: "slack", workspace: "T1" },
      at: new Date(1_700_000_100_000),
    };
    expect(event({ type: "app_uninstalled" }, { authorizations: undefined })).toEqual(removed);
    expect(event({ type: "tokens_revoked", tokens: { bot: ["UBOT"], oauth: [] } })).toEqual(removed);
    expect(event({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } })).toBe("user-tokens-revoked");
    expect(event({ type: "tokens_revoked", tokens: { oauth: ["U1"] } })).toBe("user-tokens-revoked");
  });

  it("the bot is invited by somebody; others who join are not noted", () => {
    const joined = { type: "member_joined_channel", user: "UBOT", channel: "C1", team: "T1", inviter: "U2" };
    expect(event(joined)).toMatchObject({
      kind: "added-to-channel",
      channel: { workspace: "T1", channel: "C1" },
      person: { workspace: "T1", user: "U2" },
    });
    expect(event(joined, { is_ext_shared_channel: true })).not.toHaveProperty("person");
    expect(event({ ...joined, user: "U3" })).toBe("member-joined");
  });

  it("somebody leaves a channel; the bot leaving is not a person leaving", () => {
    expect(event({ type: "member_left_channel", user: "U3", channel: "C1", team: "T1" })).toMatchObject({
      kind: "member-left",
      person: { workspace: "T1", user: "U3" },
    });
    expect(event({ type: "member_left_channel", user: "UBOT", channel: "C1", team: "T1" })).toBe("bot-left-channel");
  });
});
