import { describe, expect, it } from "vitest";
import { formDialog } from "../../adapters/teams/form.js";
import { dialogField, readInbound } from "../../adapters/teams/inbound.js";
import { readActivity } from "../../adapters/teams/payloads.js";
import { placeOf } from "../../adapters/teams/places.js";
import type { InboundEvent } from "../../src/ports/chat-platform.js";
import { appId, chat, fetched, posted, pressed, submitted, team, tenant, thread, typed, user } from "./in-world.js";

const app = { microsoft: { serviceUrl: "https://smba.trafficmanager.net/amer/" } };
const channel = thread.split(";")[0] as string;
const root = "1700000000001";
const person = { platform: "teams", workspace: tenant, user };
const elsewhere = "33333333-0000-4000-8000-000000000003";
const at = new Date("2026-02-17T01:01:47.451Z");

type Fields = Record<string, unknown>;

/** What one activity says: its events, or why there are none. */
function read(activity: Fields, homes: Record<string, string> = {}): InboundEvent[] | string {
  const about = {
    type: String(activity.type),
    name: activity.name as string,
    channelId: "msteams",
    serviceUrl: undefined,
  };
  const reading = readActivity(activity, about);
  if (reading.kind !== "activity") return `${reading.kind}: ${reading.reason}`;
  const place = placeOf(reading.activity);
  if (!place) return "no-tenant";
  const found = readInbound(reading.activity, place, appId, (id) => homes[id]);
  return "events" in found ? found.events : found.ignored;
}

function only(activity: Fields, homes?: Record<string, string>): InboundEvent {
  const events = read(activity, homes);
  const [event] = events;
  if (typeof events === "string" || typeof event !== "object" || events.length > 1) throw new Error(String(events));
  return event;
}

describe("what somebody types", () => {
  it("in her own chat with the bot is a message, with where to reach her", () => {
    expect(only(typed(app, "55 % & <more>", { id: "17" }))).toEqual({
      kind: "message",
      key: `teams:${tenant}:${chat}:17:message`,
      person: { ...person, direct: chat },
      direct: true,
      message: { platform: "teams", workspace: tenant, channel: chat, message: "17" },
      text: "55 % & <more>",
    });
  });

  it("is taken to the letter, also what looks encoded and the ends of it", () => {
    for (const text of ["a &amp; b &nbsp; &lt;c&gt;", " two\n\nlines \n", "<at>Someone</at> said", "\u00a0x", "", "🙂"])
      expect(only(typed(app, text))).toMatchObject({ text });
  });

  it("in a channel without a mention is a message of its thread; the thread's first one has none", () => {
    expect(only(posted(app, "in the thread", { id: "19" }))).toMatchObject({
      kind: "message",
      direct: false,
      person,
      message: { channel, message: "19", thread: root },
    });
    const first = only(posted(app, "first", { id: root }));
    expect(first).toMatchObject({ message: { channel, message: root } });
    expect(first).not.toHaveProperty("message.thread");
    expect(first).not.toHaveProperty("person.direct");
  });

  it.each([
    ["<at>Throughline</at> find  attendance calls", "find", "attendance calls"],
    ["<at>Throughline</at>&nbsp;Find more\n", "find", "more"],
    ["<at>Throughline</at>\u00a0link here", "link", "here"],
    ["find <at>Throughline</at> it", "find", "it"],
    ["<at>Throughline</at>", "help", ""],
    ["<at>Throughline</at> ask <at>Someone</at> &amp; us", "ask", "<at>Someone</at> &amp; us"],
  ])("in a channel with a mention is a command: %j is %s with %j", (text, name, rest) => {
    expect(only(posted(app, text))).toMatchObject({
      kind: "command",
      name,
      text: rest,
      person,
      channel: { platform: "teams", workspace: tenant, channel },
    });
  });

  it("mentions the bot only where Teams says so: the words alone are a text", () => {
    const text = "<at>Throughline</at> help";
    expect(only(posted(app, text, { entities: undefined }))).toMatchObject({ kind: "message", text });
    const another = [{ type: "mention", text: "<at>Throughline</at>", mentioned: { id: "28:another" } }];
    expect(only(posted(app, text, { entities: another }))).toMatchObject({ kind: "message", text });
  });

  it("in her own chat with a mention is a message without it", () => {
    const entities = [{ type: "mention", text: "<at>Throughline</at>", mentioned: { id: `28:${appId}` } }];
    expect(only(typed(app, "<at>Throughline</at> status", { entities }))).toMatchObject({
      kind: "message",
      direct: true,
      text: "status",
    });
  });

  it("in a chat of several is not ours", () => {
    const conversation = { conversationType: "groupChat", isGroup: true, tenantId: tenant, id: "19:chat@thread.v2" };
    expect(read(typed(app, "hi", { conversation }))).toBe("group-conversation");
  });

  it("can be edited, deleted and put back, each time as another act on the same message", () => {
    const told = (type: string, eventType: string, timestamp: string) =>
      only(
        typed(app, type === "messageDelete" ? "" : "55 %", {
          type,
          id: "17",
          timestamp,
          channelData: { eventType, tenant: { id: tenant } },
        }),
      );
    const acts = [
      told("messageUpdate", "editMessage", "2026-02-17T01:02:00Z"),
      told("messageUpdate", "editMessage", "2026-02-17T01:03:00Z"),
      told("messageDelete", "softDeleteMessage", "2026-02-17T01:04:00Z"),
      told("messageUpdate", "undeleteMessage", "2026-02-17T01:05:00Z"),
    ];
    expect(acts.map(({ kind }) => kind)).toEqual(["edited", "edited", "deleted", "message"]);
    expect(acts).toMatchObject([{ text: "55 %" }, { text: "55 %" }, { text: "" }, { text: "55 %" }]);
    for (const act of acts) expect(act).toMatchObject({ direct: true, message: { channel: chat, message: "17" } });
    const keys = [only(typed(app, "48 %", { id: "17" })), ...acts].map(({ key }) => key);
    expect(new Set(keys).size).toBe(5);
    expect(told("messageUpdate", "editMessage", "2026-02-17T01:02:00Z").key).toBe(acts[0]?.key);
  });

  it("is nobody's where the bot or another bot wrote it, or Teams names no object id", () => {
    expect(read(posted(app, "me", { from: { id: `28:${appId}` } }))).toBe("own-message");
    expect(read(posted(app, "me", { from: { id: "28:another", name: "Another" } }))).toBe("bot-message");
    expect(read(posted(app, "me", { from: { id: "29:x", aadObjectId: user, role: "bot" } }))).toBe("bot-message");
    expect(read(typed(app, "me", { from: { id: "29:1her-id", name: "Team lead" } }))).toBe("no-object-id");
    expect(read(typed(app, "me", { from: { id: "29:1her-id", aadObjectId: "" } }))).toBe("no-object-id");
  });

  it("needs a tenant: the conversation's, else the one that the channel data names", () => {
    const without = { conversationType: "personal", id: chat };
    expect(only(typed(app, "x", { conversation: without }))).toMatchObject({ person: { workspace: tenant } });
    expect(read(typed(app, "x", { conversation: without, channelData: {} }))).toBe("no-tenant");
  });
});

describe("somebody of another tenant, in a shared channel", () => {
  const shared = { tenant: { id: tenant }, team: { id: team }, channel: { id: channel, type: "shared" } };

  it("is hers and never the channel's, wherever Teams says it", () => {
    const foreign = { ...person, workspace: elsewhere };
    const from = { id: "29:x", aadObjectId: user };
    expect(only(posted(app, "x", { from: { ...from, tenantId: elsewhere } }))).toMatchObject({ person: foreign });
    const other = { ...shared, tenant: { id: elsewhere } };
    expect(only(posted(app, "x", { channelData: other }))).toMatchObject({
      person: foreign,
      message: { workspace: tenant },
    });
    expect(only(posted(app, "x", { channelData: shared }), { [user]: elsewhere })).toMatchObject({ person: foreign });
    const command = only(posted(app, "<at>Throughline</at> help", { channelData: shared }), { [user]: elsewhere });
    expect(command).toMatchObject({ kind: "command", person: foreign, channel: { workspace: tenant } });
  });

  it("has no place to be reached privately in this tenant", () => {
    const event = only(typed(app, "x", { channelData: { tenant: { id: elsewhere } } }));
    expect(event).toMatchObject({ person: { workspace: elsewhere } });
    expect(event).not.toHaveProperty("person.direct");
  });

  it("is ignored where nobody says whose she is; members are members by the roster", () => {
    expect(read(posted(app, "x", { channelData: shared }))).toBe("unknown-home-tenant");
    expect(only(posted(app, "x", { channelData: shared }), { [user]: tenant })).toMatchObject({ person });
  });
});

describe("a button", () => {
  const action = { do: "later", prompt: "p1" };

  it("that opens nothing is a message with a value, and carries the card's id", () => {
    expect(only(pressed(app, action, { id: "f:1" }))).toEqual({
      kind: "action",
      key: `teams:${tenant}:${chat}:f:1:message`,
      person: { ...person, direct: chat },
      action,
      on: { platform: "teams", workspace: tenant, channel: chat, message: "1700000000555" },
    });
    const inThread = { conversation: { conversationType: "channel", tenantId: tenant, id: thread } };
    expect(only(pressed(app, action, { ...inThread, replyToId: "1700000000777" }))).toMatchObject({
      on: { channel, message: "1700000000777", thread: root },
    });
    expect(only(pressed(app, action, { replyToId: undefined }))).not.toHaveProperty("on");
  });

  it("that opens a dialog is an invoke", () => {
    expect(only(fetched(app, { action: { do: "update", cycle: "c1" } }))).toMatchObject({
      kind: "action",
      action: { do: "update", cycle: "c1" },
      on: { message: "1700000000555" },
    });
  });

  it("that brings back a command is that command", () => {
    const event = only(fetched(app, { command: { name: "update", text: "maths" } }, { id: "f:9" }));
    expect(event).toEqual({
      kind: "command",
      key: `teams:${tenant}:${chat}:f:9:invoke`,
      person: { ...person, direct: chat },
      name: "update",
      text: "maths",
    });
  });

  it("in a dialog is the same act", () => {
    expect(only(submitted(app, { throughline: { action } }))).toMatchObject({ kind: "action", action });
  });

  it.each([
    ["another app's value", { actionId: "channel-post" }, "unknown-action"],
    ["an action nobody knows", { throughline: { action: { do: "launch" } } }, "unknown-action"],
    ["an id that is too long", { throughline: { action: { do: "later", prompt: "x".repeat(65) } } }, "unknown-action"],
    ["a text", "value", "unknown-action"],
  ])("with %s is ignored", (_name, value, reason) => {
    expect(read(pressed(app, undefined, { value }))).toBe(reason);
  });

  it.each([
    ["nothing of ours", { form: "checkin" }, "unknown-dialog"],
    ["an unknown action", { throughline: { action: { do: "launch" } } }, "unknown-action"],
  ])("that opens a dialog with %s is ignored", (_name, data, reason) => {
    expect(read(fetched(app, {}, { value: { data } }))).toBe(reason);
  });
});

describe("a form", () => {
  const form = {
    id: "update" as const,
    title: "Record an update",
    submit: "Record",
    fields: [
      { kind: "short" as const, name: "what", label: "What did you try?" },
      { kind: "number" as const, name: "result", label: "Result" },
    ],
  };
  const button = (context: Record<string, string>) =>
    (formDialog(form, context).card.content.actions?.[0]?.data ?? {}) as Record<string, unknown>;
  const sent = (values: Record<string, string>, dialog?: string, fields: Fields = {}) =>
    submitted(app, { ...button({ cycle: "c1", ...(dialog && { [dialogField]: dialog }) }), ...values }, fields);

  it("comes back with its values, and with its context without what is ours in it", () => {
    expect(only(sent({ what: "Exit tickets", result: "about 40 %" }, "f:1"))).toMatchObject({
      kind: "submit",
      form: "update",
      context: { cycle: "c1" },
      values: { what: "Exit tickets", result: "about 40 %" },
      person: { workspace: tenant, user },
    });
    expect(only(sent({ what: "x" }, "f:1"))).toHaveProperty("context", { cycle: "c1" });
  });

  it("sent twice from one dialog is one act; corrected, or from another dialog, it is another", () => {
    const key = (values: Record<string, string>, dialog?: string, fields?: Fields) =>
      only(sent(values, dialog, fields)).key;
    const one = key({ what: "one" }, "f:1");
    expect(key({ what: "one" }, "f:1")).toBe(one);
    expect(key({ what: "two" }, "f:1")).not.toBe(one);
    expect(key({ what: "one" }, "f:2")).not.toBe(one);
    expect(key({ what: "one" }, "f:1", { from: { id: "29:2", aadObjectId: elsewhere } })).not.toBe(one);
    expect(key({ what: "one" })).not.toBe(key({ what: "one" }));
  });

  it("of another app, or that we cannot read any more, is no event", () => {
    expect(read(submitted(app, { q1: "4", q2: "free <b>text</b>" }))).toBe("unknown-dialog");
    expect(read(submitted(app, { throughline: { form: { id: "old" } }, what: "precious" }))).toBe("unknown-form");
  });
});

describe("comings and goings", () => {
  const update = (fields: Fields, eventType: string) =>
    posted(app, "", {
      type: "conversationUpdate",
      id: "f:1",
      conversation: { isGroup: true, conversationType: "channel", tenantId: tenant, id: team },
      channelData: { tenant: { id: tenant }, team: { id: team }, eventType },
      ...fields,
    });
  const gone = { id: "29:gone", aadObjectId: "44444444-0000-4000-8000-000000000004" };
  const also = { id: "29:also", aadObjectId: "44444444-0000-4000-8000-000000000005" };
  const us = { id: `28:${appId}` };

  it("who leaves a team leaves it, each for herself", () => {
    const events = read(update({ membersRemoved: [gone, also] }, "teamMemberRemoved"));
    expect(events).toMatchObject([
      { kind: "member-left", person: { workspace: tenant, user: gone.aadObjectId }, channel: { channel: team } },
      { kind: "member-left", person: { workspace: tenant, user: also.aadObjectId }, channel: { channel: team } },
    ]);
    expect(new Set((events as InboundEvent[]).map(({ key }) => key)).size).toBe(2);
  });

  it("who leaves a shared channel leaves that, as the one she is", () => {
    const shared = (more: Fields) => ({
      tenant: { id: tenant },
      team: { id: team },
      channel: { id: channel, type: "shared" },
      eventType: "channelMemberRemoved",
      ...more,
    });
    const left = (more: Fields = {}, homes = {}) =>
      only(update({ membersRemoved: [gone], channelData: shared(more) }, ""), homes);
    expect(left({ membershipSource: { tenantId: elsewhere } })).toMatchObject({
      person: { workspace: elsewhere, user: gone.aadObjectId },
      channel: { workspace: tenant, channel },
    });
    expect(left({}, { [gone.aadObjectId]: elsewhere })).toMatchObject({ person: { workspace: elsewhere } });
    expect(left()).toMatchObject({ person: { workspace: tenant } });
  });

  it.each([
    ["somebody joins", { membersAdded: [gone] }, "teamMemberAdded", "member-joined"],
    ["the bot is added", { membersAdded: [us] }, "teamMemberAdded", "bot-added"],
    ["the bot is removed", { membersRemoved: [us] }, "teamMemberRemoved", "bot-removed"],
    ["another bot leaves", { membersRemoved: [{ id: "28:another" }] }, "teamMemberRemoved", "bot-left"],
    ["somebody without an object id leaves", { membersRemoved: [{ id: "29:x" }] }, "teamMemberRemoved", "no-object-id"],
    ["a team has another name", {}, "teamRenamed", "conversation-changed"],
    ["something new happens", { membersAdded: [], membersRemoved: [] }, "somethingNew", "conversation-changed"],
  ])("when %s, that is told elsewhere or to nobody", (_name, fields, eventType, reason) => {
    expect(read(update(fields, eventType))).toBe(reason);
  });

  const installation = (action: string, fields: Fields = {}) =>
    typed(app, "", { type: "installationUpdate", id: "f:2", action, text: undefined, ...fields });
  const inTeam = (more: Fields = {}) => ({
    conversation: { isGroup: true, conversationType: "channel", tenantId: tenant, id: team },
    channelData: { tenant: { id: tenant }, team: { id: team }, channel: { id: team }, ...more },
  });

  it("the app is added by a person: she gets her page, and is reachable", () => {
    expect(only(installation("add"))).toEqual({
      kind: "home",
      key: `teams:${tenant}:${chat}:f:2:installationUpdate:add`,
      person: { ...person, direct: chat },
    });
  });

  it("the app is removed by a person, for herself alone", () => {
    expect(only(installation("remove"))).toEqual({
      kind: "removed",
      key: `teams:${tenant}:${chat}:f:2:installationUpdate:remove`,
      workspace: { platform: "teams", workspace: tenant },
      from: { ...person, direct: chat },
      at,
    });
  });

  it("the app is added to a team: to the channel that was selected, else to General", () => {
    const selected = inTeam({ settings: { selectedChannel: { id: channel } } });
    expect(only(installation("add", selected))).toMatchObject({
      kind: "added-to-channel",
      person,
      channel: { channel },
    });
    expect(only(installation("add", inTeam()))).toMatchObject({ channel: { channel: team } });
    expect(only(installation("add", { ...inTeam(), from: { id: "29:x" } }))).not.toHaveProperty("person");
  });

  it("the app is removed from a team: from its General channel, never from the whole tenant", () => {
    const selected = inTeam({ settings: { selectedChannel: { id: channel } } });
    expect(only(installation("remove", selected))).toMatchObject({
      kind: "removed",
      from: { workspace: tenant, channel: team },
      at,
    });
  });

  it("a new version is neither, and a chat of several is not ours", () => {
    expect(read(installation("add-upgrade"))).toBe("app-upgraded");
    expect(read(installation("remove-upgrade"))).toBe("app-upgraded");
    const conversation = { conversationType: "groupChat", isGroup: true, tenantId: tenant, id: "19:chat@thread.v2" };
    expect(read(installation("add", { conversation }))).toBe("group-conversation");
  });
});

describe("what nobody knows", () => {
  it.each([
    ["a reaction", { type: "messageReaction", reactionsAdded: [{ type: "heart" }] }, "reaction"],
    ["typing", { type: "typing" }, "unknown-activity"],
    ["a kind of next year", { type: "hologram" }, "unknown-activity"],
    ["another invoke", { type: "invoke", name: "adaptiveCard/action", value: { trigger: "manual" } }, "unknown-invoke"],
    ["an invoke without a name", { type: "invoke" }, "unknown-invoke"],
  ])("(%s) is ignored by a reason", (_name, fields, reason) => {
    expect(read(typed(app, "x", fields))).toBe(reason);
  });

  it("is ignored in any shape; what we read must have the shape that it has", () => {
    expect(read({ type: "hologram", from: 7 })).toBe("ignored: unknown-activity");
    expect(read({ type: "invoke", name: "adaptiveCard/action", conversation: { id: "c" } })).toBe(
      "ignored: unknown-activity",
    );
    expect(read(typed(app, "x", { from: 7 }))).toBe("malformed: unreadable-message");
    expect(read(fetched(app, {}, { serviceUrl: undefined }))).toBe("malformed: unreadable-task-fetch");
    expect(read(typed(app, "x", { type: "messageUpdate", id: 7 }))).toBe("malformed: unreadable-message-update");
  });

  it("beside what we know does not disturb: null is not there", () => {
    const nulls = {
      channelData: { tenant: { id: tenant }, team: null, channel: null, settings: null },
      entities: null,
    };
    expect(only(typed(app, "x", { ...nulls, value: null, replyToId: null, extra: { a: [1] } }))).toMatchObject({
      kind: "message",
      text: "x",
    });
  });

  it("by older payloads: who is in a team is in a channel, although they do not name the kind", () => {
    const older = { isGroup: true, id: "19:x@thread.skype;messageid=1400900100700" };
    expect(only(posted(app, "<at>Throughline</at> help", { conversation: older }))).toMatchObject({ kind: "command" });
    expect(only(typed(app, "x", { conversation: { id: "a:1" } }))).toMatchObject({ direct: true });
  });
});
