import { afterEach, describe, expect, it } from "vitest";
import { type Installation, installedEvent } from "../../adapters/slack/install.js";
import { botScopes } from "../../adapters/slack/scopes.js";
import { type Running, running } from "./harness.js";

let app: Running;
afterEach(() => app?.stop());

const oauth = {
  clientId: "1.2",
  clientSecret: "client-secret",
  stateSecret: "state-secret",
  publicUrl: "https://throughline.example.org",
  authorizeUrl: "https://slack.example.org/authorize",
};
const granted = {
  access_token: "xoxb-new",
  token_type: "bot",
  scope: "chat:write,im:write",
  bot_user_id: "UBOT",
  app_id: "A1",
  team: { id: "T1", name: "Sample <Unified>" },
  enterprise: null,
  is_enterprise_install: false,
  authed_user: { id: "U1" },
};

/** As a browser that pressed "install": where Slack was asked for, and the cookie that came with it. */
async function begin(): Promise<{ location: URL; state: string; cookie: string }> {
  const response = await fetch(`${app.url}/slack/install`, { redirect: "manual" });
  expect(response.status).toBe(302);
  const location = new URL(response.headers.get("location") ?? "");
  return {
    location,
    state: location.searchParams.get("state") ?? "",
    cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
  };
}

async function back(query: Record<string, string>, cookie = ""): Promise<{ status: number; page: string }> {
  const response = await fetch(`${app.url}/slack/oauth_redirect?${new URLSearchParams(query)}`, {
    headers: { cookie },
    redirect: "manual",
  });
  return { status: response.status, page: await response.text() };
}

describe("installing in a workspace", () => {
  const installable = async (): Promise<void> => {
    app = await running({ oauth });
    app.api.on("oauth.v2.access", () => granted);
  };

  it("asks for every scope, once, and says where to come back to", async () => {
    await installable();
    const { location, cookie } = await begin();
    expect(location.origin + location.pathname).toBe("https://slack.example.org/authorize");
    expect(location.searchParams.get("scope")?.split(",")).toEqual([...botScopes]);
    expect(location.searchParams.get("client_id")).toBe("1.2");
    expect(location.searchParams.get("redirect_uri")).toBe("https://throughline.example.org/slack/oauth_redirect");
    expect(cookie).not.toBe("");
  });

  it("becomes an event with everything needed to act there, and says so when it is stored", async () => {
    await installable();
    const { state, cookie } = await begin();
    const { status, page } = await back({ code: "c1", state }, cookie);
    expect(status).toBe(200);
    expect(page).toContain("Throughline is installed in Sample &#60;Unified&#62;.");
    expect(app.events).toEqual([
      {
        kind: "installed",
        key: expect.stringMatching(/^slack:T1:installed:[0-9a-f]{16}$/),
        workspace: { platform: "slack", workspace: "T1" },
        name: "Sample <Unified>",
        credentials: {
          botToken: "xoxb-new",
          botUserId: "UBOT",
          botId: "BBOT",
          appId: "A1",
          scopes: "chat:write,im:write",
        },
        at: expect.any(Date),
      },
    ]);
    expect(app.journal.lines.join()).not.toMatch(/xoxb|client-secret/);
  });

  it.each([
    ["without the browser's cookie", { code: "c1" }, ""],
    ["with another browser's cookie", { code: "c1" }, "slack-app-oauth-state=other"],
    ["without a code", {}, undefined],
  ])("%s is refused with 400, and nothing is exchanged", async (_name, query, foreign) => {
    await installable();
    const { state, cookie } = await begin();
    const { status, page } = await back({ ...query, state }, foreign ?? cookie);
    expect(status).toBe(400);
    expect(page).toContain("start again from the install link");
    expect(app.api.called("oauth.v2.access")).toEqual([]);
    expect(app.events).toEqual([]);
  });

  it("with a state that we did not sign is refused, though the cookie agrees", async () => {
    await installable();
    const { status } = await back({ code: "c1", state: "made-up" }, "slack-app-oauth-state=made-up");
    expect(status).toBe(400);
    expect(app.api.called("oauth.v2.access")).toEqual([]);
  });

  it("that the installer cancels stores nothing and blames nobody", async () => {
    await installable();
    const { state, cookie } = await begin();
    expect(await back({ error: "access_denied", state }, cookie)).toMatchObject({
      status: 200,
      page: expect.stringContaining("Nothing was installed."),
    });
    expect(app.events).toEqual([]);
  });

  it("that Slack or the store refuses says that nothing was stored", async () => {
    await installable();
    app.api.on("oauth.v2.access", () => ({ ok: false, error: "invalid_code" }));
    const { state, cookie } = await begin();
    expect(await back({ code: "c1", state }, cookie)).toMatchObject({
      status: 500,
      page: expect.stringContaining("could not be finished"),
    });
    expect(app.events).toEqual([]);
  });

  it("has no routes where one token is all there is", async () => {
    app = await running();
    expect(Object.keys(app.platform.routes)).toEqual(["POST /slack/events"]);
  });
});

describe("an installation", () => {
  const bot = { token: "xoxb-org", id: "BBOT", userId: "UBOT", scopes: ["chat:write"] };
  const at = new Date("2026-05-12T10:00:00Z");

  it("for a whole organisation is the organisation's", () => {
    const org: Installation = { isEnterpriseInstall: true, enterprise: { id: "E1", name: "County" }, bot, appId: "A1" };
    expect(installedEvent(org, at)).toMatchObject({
      workspace: { workspace: "E1" },
      name: "County",
      credentials: { enterpriseId: "E1" },
      at,
    });
  });

  it("in a workspace of an organisation is the workspace's", () => {
    const one: Installation = { isEnterpriseInstall: false, team: { id: "T1" }, enterprise: { id: "E1" }, bot };
    expect(installedEvent(one, at)).toMatchObject({
      workspace: { workspace: "T1" },
      name: "T1",
      credentials: { enterpriseId: "E1" },
    });
  });

  it("again has another key, and the same one told twice the same", () => {
    const first = installedEvent({ team: { id: "T1" }, bot }, at);
    expect(installedEvent({ team: { id: "T1" }, bot }, new Date()).key).toBe(first.key);
    expect(installedEvent({ team: { id: "T1" }, bot: { ...bot, token: "xoxb-2" } }, at).key).not.toBe(first.key);
    expect(first.key).not.toContain("xoxb");
  });

  it("whose token runs out by itself is refused", () => {
    expect(() => installedEvent({ team: { id: "T1" }, bot: { ...bot, refreshToken: "r" } }, at)).toThrow(
      "token rotation",
    );
    expect(() => installedEvent({ team: { id: "T1" } }, at)).toThrow("no bot token");
  });
});
