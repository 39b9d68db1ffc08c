import { WebClient } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { api, call, otherToken, people, start, token } from "./world.js";

describe("who calls", () => {
  it("knows the workspace and the bot by its token", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "auth.test")).toMatchObject({ ok: true, team_id: "TOAKFIELD", team: "Oakfield Unified" });
    expect(await api(cloud, "auth.test", {}, { token: otherToken })).toMatchObject({ ok: true, team_id: "TRIVERSIDE" });
  });

  it("refuses a call without a token, and one with a token it never gave", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "auth.test", {}, { token: null })).toEqual({ ok: false, error: "not_authed" });
    expect(await api(cloud, "auth.test", {}, { token: "xoxb-made-up" })).toEqual({ ok: false, error: "invalid_auth" });
  });

  it("refuses a revoked token, unless the revocation was only a test", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "auth.revoke", { test: true })).toEqual({ ok: true, revoked: false });
    expect(await api(cloud, "auth.revoke")).toEqual({ ok: true, revoked: true });
    expect(await api(cloud, "auth.test")).toEqual({ ok: false, error: "token_revoked" });
  });

  it("takes the token from a form, and not from a JSON body", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "auth.test", { token }, { token: null, form: true })).toMatchObject({ ok: true });
    expect(await api(cloud, "auth.test", { token }, { token: null, form: false })).toMatchObject({
      error: "not_authed",
    });
  });
});

describe("how it is called", () => {
  it("answers an unknown method by its name", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "chat.postMesage")).toEqual({ ok: false, error: "unknown_method" });
  });

  it("names the arguments that are missing", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "chat.postMessage", { text: "x" })).toMatchObject({
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] missing required field: channel"] },
    });
  });

  it("does not read a JSON body where Slack takes forms only", async () => {
    const { cloud } = await start();
    expect(await api(cloud, "users.info", { user: people.lead }, { form: true })).toMatchObject({ ok: true });
    expect(await api(cloud, "users.info", { user: people.lead }, { form: false })).toMatchObject({
      error: "invalid_arguments",
    });
  });

  it("refuses bodies of another kind", async () => {
    const { cloud } = await start();
    const send = async (type: string, body: string) =>
      (
        await fetch(`${cloud.apiUrl}auth.test`, {
          method: "POST",
          headers: { "content-type": type, authorization: `Bearer ${token}` },
          body,
        })
      ).json();
    expect(await send("application/json", "[]")).toMatchObject({ error: "json_not_object" });
    expect(await send("text/xml", "<a/>")).toMatchObject({ error: "invalid_post_type" });
  });

  it("works for Slack's own client", async () => {
    const { cloud } = await start();
    const client = new WebClient(token, { slackApiUrl: cloud.apiUrl });
    const posted = await client.chat.postMessage({ channel: "CTEAM", text: "hello", blocks: [{ type: "divider" }] });
    expect(posted).toMatchObject({ ok: true, channel: "CTEAM", message: { text: "hello" } });
    expect((await client.users.lookupByEmail({ email: "lead@oakfield.example" })).user?.id).toBe(people.lead);
  });

  it("keeps a log of every call with its workspace, its arguments and its end", async () => {
    const { cloud } = await start();
    await api(cloud, "chat.postMessage", { channel: "CNOWHERE", text: "x" }, { token: otherToken });
    const [entry] = cloud.calls("chat.postMessage");
    expect(entry).toMatchObject({
      workspace: "TRIVERSIDE",
      args: { channel: "CNOWHERE", text: "x" },
      status: 200,
      error: "channel_not_found",
    });
    expect(JSON.stringify(entry)).not.toContain(otherToken);
  });
});

describe("scopes", () => {
  it("says which scope a method needs and which ones there are", async () => {
    const { cloud } = await start();
    cloud.setScopes("TOAKFIELD", ["chat:write", "commands"]);
    expect(await api(cloud, "conversations.open", { users: people.lead })).toEqual({
      ok: false,
      error: "missing_scope",
      needed: "im:write",
      provided: "chat:write,commands",
    });
  });

  it.each([
    ["chat.postMessage", { channel: "CTEAM", text: "x" }, "chat:write"],
    ["users.info", { user: people.lead }, "users:read"],
    ["users.lookupByEmail", { email: "lead@oakfield.example" }, "users:read.email"],
    ["conversations.history", { channel: "CTEAM" }, "channels:history"],
    ["conversations.replies", { channel: "CINSIDE", ts: "1.1" }, "groups:history"],
    ["conversations.info", { channel: "CINSIDE" }, "groups:read"],
    ["conversations.join", { channel: "CPUBLIC" }, "channels:join"],
    ["team.info", {}, "team:read"],
    ["files.getUploadURLExternal", { filename: "a.png", length: "3" }, "files:write"],
    ["reactions.add", { channel: "CTEAM", name: "eyes", timestamp: "1.1" }, "reactions:write"],
  ])("%s needs its scope", async (method, args, needed) => {
    const { cloud } = await start();
    cloud.setScopes("TOAKFIELD", []);
    expect(await api(cloud, method, args, { form: true })).toMatchObject({ ok: false, error: "missing_scope", needed });
  });

  it("needs another scope to speak under another name", async () => {
    const { cloud } = await start();
    cloud.setScopes("TOAKFIELD", ["chat:write"]);
    const args = { channel: "CTEAM", text: "x", username: "Riverside Unified" };
    expect(await api(cloud, "chat.postMessage", args)).toMatchObject({
      error: "missing_scope",
      needed: "chat:write.customize",
    });
  });
});

describe("rate limits", () => {
  it("lets one message a second into a channel and says how long to wait", async () => {
    const { cloud } = await start({ rateLimits: true });
    expect(await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "one" })).toMatchObject({ ok: true });
    const second = await call(cloud, "chat.postMessage", { channel: "CTEAM", text: "two" });
    expect(second.status).toBe(429);
    expect(second.headers.get("retry-after")).toBe("1");
    expect(await second.json()).toEqual({ ok: false, error: "ratelimited" });
    expect(await api(cloud, "chat.postMessage", { channel: "CINSIDE", text: "elsewhere" })).toMatchObject({ ok: true });
    expect(cloud.messages("TOAKFIELD", "CTEAM").map((message) => message.text)).toEqual(["one"]);
  });

  it("lets the next one in after a second", async () => {
    const { cloud } = await start({ rateLimits: true });
    await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "one" });
    await new Promise((resolve) => setTimeout(resolve, 1010));
    expect(await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "two" })).toMatchObject({ ok: true });
  });

  it("limits a method per minute and workspace, by its tier", async () => {
    const { cloud } = await start({ rateLimits: true });
    for (let i = 0; i < 20; i += 1) expect((await api(cloud, "users.list")).ok).toBe(true);
    const over = await call(cloud, "users.list");
    expect(over.status).toBe(429);
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(50);
    expect((await api(cloud, "users.list", {}, { token: otherToken })).ok).toBe(true);
  });

  it("can be switched off", async () => {
    const { cloud } = await start({ rateLimits: true });
    cloud.setRateLimits(false);
    for (const text of ["one", "two", "three"])
      expect((await api(cloud, "chat.postMessage", { channel: "CTEAM", text })).ok).toBe(true);
  });
});

describe("people and places", () => {
  it("finds its own people by e-mail, and no outsiders or people who left", async () => {
    const { cloud } = await start();
    const find = (email: string) => api(cloud, "users.lookupByEmail", { email });
    expect((await find("LEAD@oakfield.example")).user).toMatchObject({ id: people.lead, is_restricted: false });
    expect((await find("coach@coaching.example")).user).toMatchObject({ id: people.guest, is_restricted: true });
    for (const email of ["lead@riverside.example", "gone@oakfield.example", "nobody@oakfield.example"]) {
      expect(await find(email)).toEqual({ ok: false, error: "users_not_found" });
    }
  });

  it("shows e-mail addresses only with their own scope", async () => {
    const { cloud } = await start();
    expect((await api(cloud, "users.info", { user: people.lead })).user.profile.email).toBe("lead@oakfield.example");
    expect((await api(cloud, "users.info", { user: people.outsider })).user).toMatchObject({ team_id: "TRIVERSIDE" });
    expect((await api(cloud, "users.info", { user: people.outsider })).user.profile.email).toBeUndefined();
    cloud.setScopes("TOAKFIELD", ["users:read"]);
    expect((await api(cloud, "users.info", { user: people.lead })).user.profile.email).toBeUndefined();
    expect(await api(cloud, "users.info", { user: "UNOBODY" })).toEqual({ ok: false, error: "user_not_found" });
  });

  it("pages through lists and refuses a cursor it did not give", async () => {
    const { cloud } = await start();
    const first = await api(cloud, "users.list", { limit: 5 });
    const second = await api(cloud, "users.list", { limit: 5, cursor: first.response_metadata.next_cursor });
    expect(first.members).toHaveLength(5);
    expect(second.members).toHaveLength(3);
    expect(second.response_metadata.next_cursor).toBe("");
    expect(await api(cloud, "users.list", { cursor: "nonsense" })).toMatchObject({ error: "invalid_cursor" });
    expect((await api(cloud, "conversations.members", { channel: "CTEAM" }, { form: true })).members).toContain(
      people.guest,
    );
  });

  it("opens the same private conversation for somebody never met, every time", async () => {
    const { cloud } = await start();
    const first = await api(cloud, "conversations.open", { users: people.teacher });
    expect(first.channel.id).toBe(cloud.dm("TOAKFIELD", people.teacher));
    expect((await api(cloud, "conversations.open", { users: people.teacher, return_im: true })).channel).toMatchObject({
      id: first.channel.id,
      is_im: true,
      user: people.teacher,
    });
    const { cloud: another } = await start();
    expect(another.dm("TOAKFIELD", people.teacher)).toBe(first.channel.id);
  });

  it("opens no conversation with people who are not there, have left, or share no channel", async () => {
    const { cloud } = await start();
    const open = async (users?: string) =>
      (await api(cloud, "conversations.open", users === undefined ? {} : { users })).error;
    expect(await open("UNOBODY")).toBe("user_not_found");
    expect(await open(people.gone)).toBe("user_disabled");
    expect(await open("UFAR")).toBe("invalid_user_combination");
    expect(await open(people.outsider)).toBeUndefined();
    expect(await open()).toBe("users_list_not_supplied");
    expect(await open(Array.from({ length: 9 }, (_, i) => `U${i}`).join(","))).toBe("too_many_users");
  });

  it("tells about a channel only what the bot may know", async () => {
    const { cloud } = await start();
    const info = (channel: string) => api(cloud, "conversations.info", { channel }, { form: true });
    expect((await info("CTEAM")).channel).toMatchObject({
      name: "team",
      is_private: false,
      is_member: true,
      is_ext_shared: false,
    });
    expect((await info("CSHARED")).channel.is_ext_shared).toBe(true);
    expect((await info("CINSIDE")).channel).toMatchObject({ is_private: true, is_member: true });
    expect(await info("CPRIVATE")).toEqual({ ok: false, error: "channel_not_found" });
    expect(await info("CNOWHERE")).toEqual({ ok: false, error: "channel_not_found" });
  });

  it("joins public channels only, and says when it was there before", async () => {
    const { cloud, events } = await start();
    const join = (channel: string) => api(cloud, "conversations.join", { channel });
    expect((await join("CPUBLIC")).channel.is_member).toBe(true);
    expect(await join("CPUBLIC")).toMatchObject({ ok: true, warning: "already_in_channel" });
    expect((await join("CPRIVATE")).error).toBe("channel_not_found");
    expect((await join("CINSIDE")).error).toBe("method_not_supported_for_channel_type");
    expect((await join("COLD")).error).toBe("is_archived");
    await cloud.idle();
    expect(events().map((one) => one.event.type)).toEqual(["member_joined_channel"]);
  });

  it("knows its own workspace only", async () => {
    const { cloud } = await start();
    expect((await api(cloud, "team.info")).team).toMatchObject({ id: "TOAKFIELD", name: "Oakfield Unified" });
    expect(await api(cloud, "team.info", { team: "TRIVERSIDE" })).toEqual({ ok: false, error: "team_not_found" });
  });
});
