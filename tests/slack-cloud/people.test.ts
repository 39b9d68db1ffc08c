import { describe, expect, it } from "vitest";
import { knownScopes } from "../../adapters/sandbox/slack-cloud/scopes.js";
import { api, button, people, section, start } from "./world.js";

const lead = people.lead;
const without = (...scopes: string[]) => knownScopes.filter((scope) => !scopes.includes(scope));

describe("what people say", () => {
  it("reaches the app as a signed event with everything Slack puts around it", async () => {
    const { cloud, heard } = await start();
    const said = await cloud.say("TOAKFIELD", lead, "dm", "It went well");
    expect(said).toMatchObject({ status: 200, channel: cloud.dm("TOAKFIELD", lead) });
    const [one] = heard;
    expect(one?.genuine).toBe(true);
    expect(one?.headers["content-type"]).toBe("application/json");
    expect(one?.headers["x-slack-retry-num"]).toBeUndefined();
    const bot = cloud.workspaces()[0];
    expect(one?.json).toMatchObject({
      type: "event_callback",
      team_id: "TOAKFIELD",
      context_team_id: "TOAKFIELD",
      api_app_id: bot?.appId,
      event: {
        type: "message",
        user: lead,
        text: "It went well",
        ts: said.ts,
        event_ts: said.ts,
        channel: said.channel,
        channel_type: "im",
        team: "TOAKFIELD",
      },
      authorizations: [
        {
          enterprise_id: null,
          team_id: "TOAKFIELD",
          user_id: bot?.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    });
    expect(one?.json.event_id).toMatch(/^Ev[0-9A-F]+$/);
    expect(Math.abs(one?.json.event_time - Date.now() / 1000)).toBeLessThan(5);
    expect(one?.json.event.client_msg_id).toBeDefined();
  });

  it("says what the app answered, also when it refused", async () => {
    const { cloud, app } = await start();
    app.answer = () => ({ status: 403, headers: { "x-slack-no-retry": "1" } });
    expect(await cloud.say("TOAKFIELD", lead, "dm", "x")).toMatchObject({
      status: 403,
      delivery: { settled: true, attempts: [{ failure: "http_error" }] },
    });
  });

  it("arrives with the three signs escaped, links marked, people and channels as ids", async () => {
    const { cloud, events } = await start();
    await cloud.say(
      "TOAKFIELD",
      lead,
      "CTEAM",
      "a < b & c > d, ask @teacher in #shared, see https://example.com/x?a=1&b=2. @nobody",
    );
    expect(events()[0].event.text).toBe(
      `a &lt; b &amp; c &gt; d, ask <@${people.teacher}> in <#CSHARED|shared>, see <https://example.com/x?a=1&amp;b=2>. @nobody`,
    );
  });

  it("is heard in a thread, with the thread's root", async () => {
    const { cloud, events } = await start();
    const root = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "root" });
    await cloud.idle();
    await cloud.say("TOAKFIELD", lead, "CTEAM", "reply", { threadTs: root.ts });
    expect(events().at(-1).event).toMatchObject({
      thread_ts: root.ts,
      parent_user_id: cloud.workspaces()[0]?.botUser,
      channel_type: "channel",
    });
  });

  it("is heard only where the app is and may read", async () => {
    const { cloud, heard } = await start();
    for (const place of ["CPUBLIC", "CPRIVATE"]) {
      expect(await cloud.say("TOAKFIELD", lead, place, "x")).not.toHaveProperty("delivery");
    }
    cloud.setScopes("TOAKFIELD", without("channels:history", "groups:history", "im:history"));
    for (const place of ["CTEAM", "CINSIDE", "dm"]) await cloud.say("TOAKFIELD", lead, place, "x");
    expect(heard).toEqual([]);
    cloud.setScopes("TOAKFIELD", without("channels:history"));
    expect(await cloud.say("TOAKFIELD", lead, "CINSIDE", "x")).toMatchObject({ status: 200 });
  });

  it("is told again when it is edited or deleted", async () => {
    const { cloud, events } = await start();
    const { ts } = await cloud.say("TOAKFIELD", lead, "CTEAM", "before");
    await cloud.editMessage("TOAKFIELD", lead, "CTEAM", ts, "after");
    expect(events().at(-1).event).toMatchObject({
      subtype: "message_changed",
      channel: "CTEAM",
      hidden: true,
      message: { ts, text: "after", user: lead, edited: { user: lead } },
      previous_message: { ts, text: "before" },
    });
    expect(events().at(-1).event.ts).not.toBe(ts);
    await cloud.deleteMessage("TOAKFIELD", lead, "CTEAM", ts);
    expect(events().at(-1).event).toMatchObject({
      subtype: "message_deleted",
      deleted_ts: ts,
      previous_message: { text: "after" },
    });
    expect(cloud.messages("TOAKFIELD", "CTEAM")).toMatchObject([{ deleted: true }]);
  });

  it("shows where a person of another organisation comes from", async () => {
    const { cloud, events } = await start();
    await cloud.say("TOAKFIELD", people.outsider, "CSHARED", "hello");
    expect(events()[0]).toMatchObject({
      is_ext_shared_channel: true,
      team_id: "TOAKFIELD",
      event: { user: people.outsider, team: "TRIVERSIDE", user_team: "TRIVERSIDE" },
    });
  });

  it("throws when the caller names nobody, nowhere, or a channel she is not in", async () => {
    const { cloud } = await start();
    await expect(cloud.say("TOAKFIELD", "UNOBODY", "CTEAM", "x")).rejects.toThrow("no person UNOBODY");
    await expect(cloud.say("TOAKFIELD", lead, "CNOWHERE", "x")).rejects.toThrow("no conversation CNOWHERE");
    await expect(cloud.say("TOAKFIELD", people.teacher, "CSHARED", "x")).rejects.toThrow("is not in CSHARED");
    const { ts } = await cloud.say("TOAKFIELD", lead, "CTEAM", "mine");
    await expect(cloud.editMessage("TOAKFIELD", people.teacher, "CTEAM", ts, "x")).rejects.toThrow("has no message");
  });
});

describe("what bots say", () => {
  it("comes back to the app that said it, as a message with its own bot id", async () => {
    const { cloud, events } = await start();
    const posted = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "hello" });
    await cloud.idle();
    const bot = cloud.workspaces()[0];
    expect(events()).toMatchObject([
      { event: { type: "message", ts: posted.ts, bot_id: bot?.botId, app_id: bot?.appId, user: bot?.botUser } },
    ]);
    await api(cloud, "chat.update", { channel: "CTEAM", ts: posted.ts, text: "hello again" });
    await api(cloud, "chat.delete", { channel: "CTEAM", ts: posted.ts });
    await cloud.idle();
    expect(
      events()
        .slice(1)
        .map((one) => one.event.subtype),
    ).toEqual(["message_changed", "message_deleted"]);
    expect(events()[1].event.message.bot_id).toBe(bot?.botId);
  });

  it("is marked with the other bot's id when another app says it", async () => {
    const { cloud, events } = await start();
    await cloud.say("TOAKFIELD", "UOTHERBOT", "CTEAM", "beep");
    expect(events()[0].event).toMatchObject({ user: "UOTHERBOT", bot_id: "BOTHERBOT" });
    expect(events()[0].event.app_id).not.toBe(cloud.workspaces()[0]?.appId);
  });

  it("is not told when only one person saw it", async () => {
    const { cloud, heard } = await start();
    await api(cloud, "chat.postEphemeral", { channel: "CTEAM", user: lead, text: "psst" });
    await cloud.idle();
    expect(heard).toEqual([]);
  });
});

describe("coming and going", () => {
  it("is told where the app is", async () => {
    const { cloud, events } = await start();
    await cloud.joinChannel("TOAKFIELD", people.outsider, "CTEAM");
    await cloud.leaveChannel("TOAKFIELD", people.teacher, "CTEAM");
    expect(await cloud.joinChannel("TOAKFIELD", people.teacher, "CPRIVATE")).toBeUndefined();
    expect(events().map((one) => one.event)).toMatchObject([
      { type: "member_joined_channel", user: people.outsider, channel: "CTEAM", channel_type: "C", team: "TRIVERSIDE" },
      { type: "member_left_channel", user: people.teacher, channel: "CTEAM", team: "TOAKFIELD" },
    ]);
    expect(cloud.channels("TOAKFIELD").find((channel) => channel.id === "CTEAM")?.members).not.toContain(
      people.teacher,
    );
  });

  it("tells the app who invited it, and that it is out", async () => {
    const { cloud, events } = await start();
    const bot = cloud.workspaces()[0]?.botUser ?? "";
    await cloud.inviteBot("TOAKFIELD", lead, "CPRIVATE");
    await cloud.leaveChannel("TOAKFIELD", bot, "CPRIVATE");
    expect(events().map((one) => one.event)).toMatchObject([
      { type: "member_joined_channel", user: bot, channel: "CPRIVATE", channel_type: "G", inviter: lead },
      { type: "group_left", channel: "CPRIVATE" },
    ]);
  });

  it("opens the app's home with what was published there", async () => {
    const { cloud, events } = await start();
    await cloud.openHome("TOAKFIELD", lead);
    expect(events()[0].event).toMatchObject({
      type: "app_home_opened",
      user: lead,
      tab: "home",
      channel: cloud.dm("TOAKFIELD", lead),
    });
    expect(events()[0].event.view).toBeUndefined();
    await api(cloud, "views.publish", { user_id: lead, view: { type: "home", blocks: [section("home")] } });
    await cloud.openHome("TOAKFIELD", lead);
    expect(events()[1].event.view).toMatchObject({ type: "home", blocks: [{ type: "section" }] });
    await cloud.openHome("TOAKFIELD", lead, "messages");
    expect(events()[2].event).toMatchObject({ tab: "messages" });
  });
});

describe("commands", () => {
  it("arrive as a signed form with where, who and what", async () => {
    const { cloud, heard } = await start();
    expect(await cloud.command("TOAKFIELD", lead, "CTEAM", "/throughline update  now")).toEqual({ status: 200 });
    expect(heard[0]?.genuine).toBe(true);
    expect(heard[0]?.json).toMatchObject({
      command: "/throughline",
      text: "update now",
      team_id: "TOAKFIELD",
      channel_id: "CTEAM",
      channel_name: "team",
      user_id: lead,
      api_app_id: cloud.workspaces()[0]?.appId,
      is_enterprise_install: "false",
    });
    await cloud.command("TOAKFIELD", lead, "dm", "/throughline");
    await cloud.command("TOAKFIELD", lead, "CINSIDE", "/throughline");
    expect(heard.slice(1).map((one) => one.json.channel_name)).toEqual(["directmessage", "privategroup"]);
  });

  it("are shown to the person alone when they are answered in the body, or to all when that is said", async () => {
    const { cloud, app } = await start();
    app.answer = () => ({ body: "Here you are." });
    await cloud.command("TOAKFIELD", lead, "CTEAM", "/throughline help");
    app.answer = () => ({ body: JSON.stringify({ response_type: "in_channel", blocks: [section("For all")] }) });
    await cloud.command("TOAKFIELD", lead, "CTEAM", "/throughline help");
    const [alone, all] = cloud.messages("TOAKFIELD", "CTEAM");
    expect(alone).toMatchObject({ text: "Here you are.", ephemeralTo: lead });
    expect(all?.ephemeralTo).toBeUndefined();
  });

  it("are not sent when the app has no such command, no scope for it, or is not there", async () => {
    const { cloud, heard } = await start();
    const problem = { problem: "/update is not a valid command." };
    expect(await cloud.command("TOAKFIELD", lead, "CTEAM", "/update")).toEqual(problem);
    cloud.setScopes("TOAKFIELD", without("commands"));
    expect((await cloud.command("TOAKFIELD", lead, "CTEAM", "/throughline")).problem).toBeDefined();
    expect(heard).toEqual([]);
  });

  it("say that the app failed, and are not sent again", async () => {
    const { cloud, app, heard } = await start({ answerWithinMs: 100 });
    app.answer = () => "never";
    expect(await cloud.command("TOAKFIELD", lead, "CTEAM", "/throughline")).toEqual({
      problem: "/throughline failed because the app did not respond.",
    });
    await cloud.idle();
    expect(heard).toHaveLength(1);
  });
});

describe("response_url", () => {
  const respond = (url: string, body: object) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  it("answers the person alone or everybody, five times", async () => {
    const { cloud, requests } = await start();
    await cloud.command("TOAKFIELD", lead, "CTEAM", "/throughline");
    const url = requests()[0]?.json.response_url;
    await respond(url, { text: "for you" });
    await respond(url, { text: "for all", response_type: "in_channel" });
    expect(cloud.messages("TOAKFIELD", "CTEAM")).toMatchObject([
      { text: "for you", ephemeralTo: lead },
      { text: "for all" },
    ]);
    for (const text of ["3", "4", "5"]) expect((await respond(url, { text })).status).toBe(200);
    const sixth = await respond(url, { text: "6" });
    expect(sixth.status).toBe(404);
    expect(await sixth.json()).toEqual({ ok: false, error: "used_url" });
    expect((await respond(url.replace(/\w{6}$/, "000000"), { text: "x" })).status).toBe(404);
  });

  it("replaces and deletes the message that carried the button", async () => {
    const { cloud, requests } = await start();
    const blocks = [{ type: "actions", elements: [button("Go", "go")] }];
    const { ts } = await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x", blocks });
    await cloud.press("TOAKFIELD", lead, { channel: "CTEAM", ts }, "Go");
    const url = requests().at(-1)?.json.response_url;
    expect((await respond(url, { blocks: [section("")], replace_original: true })).status).toBe(400);
    await respond(url, { text: "replaced", replace_original: true });
    expect(cloud.messages("TOAKFIELD", "CTEAM")).toMatchObject([{ ts, text: "replaced" }]);
    await respond(url, { delete_original: true });
    expect(cloud.messages("TOAKFIELD", "CTEAM")).toMatchObject([{ ts, deleted: true }]);
  });
});

describe("live pages", () => {
  it("are told of every change until they stop listening", async () => {
    const { cloud } = await start();
    const seen: string[] = [];
    const stop = cloud.onChange((change) => seen.push(`${change.workspace ?? ""} ${change.what}`));
    await api(cloud, "chat.postMessage", { channel: "CRIVER", text: "x" }, { token: "xoxb-riverside" });
    await cloud.idle();
    expect(seen).toEqual(expect.arrayContaining(["TRIVERSIDE message", "TRIVERSIDE call", "TRIVERSIDE delivery"]));
    stop();
    seen.length = 0;
    await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x" });
    expect(seen).toEqual([]);
  });
});
