import { describe, expect, it } from "vitest";
import { api, people, start, token } from "./world.js";

const exchange = { client_id: "client", client_secret: "client-secret" };

describe("uninstalling", () => {
  it("kills the tokens and tells the app twice", async () => {
    const { cloud, events } = await start();
    const told = await cloud.uninstall("TOAKFIELD");
    expect(told).toHaveLength(2);
    expect(await api(cloud, "auth.test")).toEqual({ ok: false, error: "account_inactive" });
    expect(events().map((one) => one.event)).toEqual([
      { type: "app_uninstalled" },
      { type: "tokens_revoked", tokens: { oauth: [], bot: [cloud.workspaces()[0]?.botUser] } },
    ]);
    expect(cloud.workspaces()[0]?.installed).toBe(false);
    expect((await api(cloud, "auth.test", {}, { token: "xoxb-riverside" })).ok).toBe(true);
  });

  it("may tell either alone, in any order", async () => {
    const { cloud, events } = await start();
    await cloud.uninstall("TOAKFIELD", ["tokens_revoked"]);
    expect(events().map((one) => one.event.type)).toEqual(["tokens_revoked"]);
  });

  it("leaves people without an app: nothing they do is sent", async () => {
    const { cloud, heard } = await start();
    await cloud.uninstall("TOAKFIELD", []);
    await cloud.say("TOAKFIELD", people.lead, "dm", "x");
    await cloud.openHome("TOAKFIELD", people.lead);
    expect((await cloud.command("TOAKFIELD", people.lead, "CTEAM", "/throughline")).problem).toBeDefined();
    expect(heard).toEqual([]);
  });

  it("can be asked for by the app itself", async () => {
    const { cloud, events } = await start();
    expect((await api(cloud, "apps.uninstall", { client_id: "other", client_secret: "x" })).error).toBe(
      "invalid_client_id",
    );
    expect((await api(cloud, "apps.uninstall", { ...exchange, client_secret: "x" })).error).toBe("bad_client_secret");
    expect((await api(cloud, "apps.uninstall", exchange)).ok).toBe(true);
    await cloud.idle();
    expect(events()).toHaveLength(2);
  });
});

describe("installing", () => {
  it("exchanges a code once for a new token, and the old one stays dead", async () => {
    const { cloud } = await start();
    await cloud.uninstall("TOAKFIELD");
    const { code } = cloud.install("TOAKFIELD", people.lead);
    const granted = await api(cloud, "oauth.v2.access", { ...exchange, code }, { token: null });
    expect(granted).toMatchObject({
      ok: true,
      token_type: "bot",
      team: { id: "TOAKFIELD", name: "Oakfield Unified" },
      authed_user: { id: people.lead },
      bot_user_id: cloud.workspaces()[0]?.botUser,
      is_enterprise_install: false,
    });
    expect(granted.access_token).not.toBe(token);
    expect((await api(cloud, "auth.test", {}, { token: granted.access_token })).ok).toBe(true);
    expect((await api(cloud, "auth.test")).error).toBe("account_inactive");
    expect(await api(cloud, "oauth.v2.access", { ...exchange, code }, { token: null })).toEqual({
      ok: false,
      error: "invalid_code",
    });
  });

  it("refuses a wrong client, and takes the client from the header too", async () => {
    const { cloud } = await start();
    const { code } = cloud.install("TOAKFIELD");
    expect(
      (await api(cloud, "oauth.v2.access", { ...exchange, client_secret: "x", code }, { token: null })).error,
    ).toBe("bad_client_secret");
    const answer = await fetch(`${cloud.apiUrl}oauth.v2.access`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from("client:client-secret").toString("base64")}` },
      body: new URLSearchParams({ code }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  });

  it("shows a page with the workspaces and brings code and state back", async () => {
    const { cloud, appUrl } = await start();
    const redirect = `${appUrl}/slack/oauth_redirect`;
    const query = new URLSearchParams({
      client_id: "client",
      scope: "chat:write,commands",
      state: "s1",
      redirect_uri: redirect,
    });
    const page = await fetch(`${cloud.authorizeUrl}?${query}`);
    const text = await page.text();
    expect(text).toContain("Allow in Oakfield Unified");
    const link = /href="([^"]*team=TRIVERSIDE[^"]*)"/.exec(text)?.[1]?.replaceAll("&#38;", "&") ?? "";
    const allowed = await fetch(new URL(link, cloud.url), { redirect: "manual" });
    expect(allowed.status).toBe(302);
    const back = new URL(allowed.headers.get("location") ?? "");
    expect(`${back.origin}${back.pathname}`).toBe(redirect);
    expect(back.searchParams.get("state")).toBe("s1");
    const args = { ...exchange, code: back.searchParams.get("code"), redirect_uri: redirect };
    expect(
      (await api(cloud, "oauth.v2.access", { ...args, redirect_uri: "http://elsewhere" }, { token: null })).error,
    ).toBe("bad_redirect_uri");
    expect(await api(cloud, "oauth.v2.access", args, { token: null })).toMatchObject({
      scope: "chat:write,commands",
      team: { id: "TRIVERSIDE" },
    });
  });

  it("refuses a page for another app", async () => {
    const { cloud } = await start();
    expect((await fetch(`${cloud.authorizeUrl}?client_id=other`)).status).toBe(400);
  });

  it("gives a token directly to an app that is configured with one", async () => {
    const { cloud } = await start();
    await cloud.uninstall("TOAKFIELD");
    const fresh = cloud.grantToken("TOAKFIELD", ["chat:write"]);
    expect(await api(cloud, "chat.postMessage", { channel: "CTEAM", text: "x" }, { token: fresh })).toMatchObject({
      ok: true,
    });
    expect(await api(cloud, "conversations.open", { users: people.lead }, { token: fresh })).toMatchObject({
      error: "missing_scope",
    });
  });
});

describe("files", () => {
  const announce = (cloud: Awaited<ReturnType<typeof start>>["cloud"], args: object = {}) =>
    api(
      cloud,
      "files.getUploadURLExternal",
      { filename: "chart.png", length: "5", alt_txt: "a chart", ...args },
      { form: true },
    );

  it("are announced, sent and shared, and can be looked at", async () => {
    const { cloud, events } = await start();
    const { upload_url: url, file_id: id } = await announce(cloud);
    expect((await fetch(url, { method: "POST", body: "bytes" })).status).toBe(200);
    const done = await api(cloud, "files.completeUploadExternal", {
      files: [{ id, title: "Chart" }],
      channel_id: "CTEAM",
      initial_comment: "See",
    });
    expect(done).toEqual({ ok: true, files: [{ id, title: "Chart" }] });
    expect(cloud.messages("TOAKFIELD", "CTEAM")).toMatchObject([{ text: "See", files: [id] }]);
    expect(cloud.file(id)).toMatchObject({
      title: "Chart",
      altText: "a chart",
      bytes: 5,
      shared: [{ channel: "CTEAM" }],
    });
    expect(await (await fetch(`${cloud.url}/files/${id}`)).text()).toBe("bytes");
    await cloud.idle();
    expect(events()[0].event).toMatchObject({ subtype: "file_share", files: [{ id, name: "chart.png" }] });
  });

  it("can be sent as a form", async () => {
    const { cloud } = await start();
    const { upload_url: url, file_id: id } = await announce(cloud);
    const form = new FormData();
    form.append("file", new Blob(["bytes"]), "chart.png");
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(200);
    expect(cloud.file(id)?.bytes).toBe(5);
  });

  it("must be as long as announced, and be there before they are shared", async () => {
    const { cloud } = await start();
    const { upload_url: url, file_id: id } = await announce(cloud);
    const share = async (args: object) =>
      (await api(cloud, "files.completeUploadExternal", { files: [{ id }], ...args })).error;
    expect((await fetch(url, { method: "POST", body: "too many bytes" })).status).toBe(400);
    expect(await share({})).toBe("file_not_found");
    await fetch(url, { method: "POST", body: "bytes" });
    expect(await share({ channel_id: "CNOWHERE" })).toBe("channel_not_found");
    expect(await share({ channel_id: "CPUBLIC" })).toBe("not_in_channel");
    expect(await share({ channels: Array.from({ length: 101 }, () => "CTEAM").join(",") })).toBe(
      "channels_limit_exceeded",
    );
    expect(await share({ files: "no list" })).toBe("invalid_array_arg");
    expect((await announce(cloud, { alt_txt: "x".repeat(1001) })).error).toBe("alt_txt_too_large");
    expect((await announce(cloud, { length: "none" })).error).toBe("invalid_arguments");
    expect((await fetch(`${cloud.url}/files/FNONE`)).status).toBe(404);
  });
});
