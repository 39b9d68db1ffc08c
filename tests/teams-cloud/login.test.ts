import { describe, expect, it } from "vitest";
import { appId, appPassword, call, home, inConversation, oakfield, start, team } from "./world.js";

const asked = {
  grant_type: "client_credentials",
  client_id: appId,
  client_secret: appPassword,
  scope: "https://api.botframework.com/.default",
};

async function askFor(url: string, tenant: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(form);
  const response = await fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: "POST", body, headers });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  return { status: response.status, json: (await response.json()) as any };
}

describe("the app's token", () => {
  it("is given out at the home tenant, and the connector takes it", async () => {
    const { cloud } = await start();
    const { status, json } = await askFor(cloud.loginUrl, home, asked);
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: "Bearer", expires_in: 3599 });
    const members = await call(cloud, "GET", inConversation(team, "pagedmembers"), undefined, {
      token: json.access_token,
    });
    expect(members.status).toBe(200);
  });

  it("is given out for a password in the header too", async () => {
    const { cloud } = await start();
    const { client_id: _id, client_secret: _secret, ...rest } = asked;
    const authorization = `Basic ${Buffer.from(`${appId}:${appPassword}`).toString("base64")}`;
    expect((await askFor(cloud.loginUrl, home, rest, { authorization })).status).toBe(200);
  });

  it("is another each time, and keeps no password in the log of calls", async () => {
    const { cloud } = await start();
    const [one, two] = [await askFor(cloud.loginUrl, home, asked), await askFor(cloud.loginUrl, home, asked)];
    expect(one.json.access_token).not.toBe(two.json.access_token);
    expect(cloud.calls("token")).toMatchObject([{ status: 200, tenant: home }, { status: 200 }]);
    expect(JSON.stringify(cloud.calls())).not.toContain(appPassword);
  });

  it.each<[string, string, Record<string, string>, number, string, number]>([
    ["a wrong password", home, { client_secret: "wrong" }, 401, "invalid_client", 7000215],
    ["no password", home, { client_secret: "" }, 401, "invalid_client", 7000218],
    ["another app", home, { client_id: oakfield }, 400, "unauthorized_client", 700016],
    ["no app", home, { client_id: "" }, 400, "invalid_request", 900144],
    ["a district's tenant", oakfield, {}, 400, "unauthorized_client", 700016],
    ["an unknown tenant", "botframework.com", {}, 400, "invalid_request", 90002],
    ["a scope without /.default", home, { scope: "https://api.botframework.com" }, 400, "invalid_scope", 1002012],
    ["no scope", home, { scope: "" }, 400, "invalid_scope", 1002012],
    ["another resource", home, { scope: "https://graph.microsoft.com/.default" }, 400, "invalid_resource", 500011],
    ["another grant", home, { grant_type: "password" }, 400, "unsupported_grant_type", 70003],
  ])("is refused for %s", async (_name, tenant, change, status, error, code) => {
    const { cloud } = await start();
    const answer = await askFor(cloud.loginUrl, tenant, { ...asked, ...change });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error, error_codes: [code] });
    expect(answer.json.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
  });

  it("can be told to fail", async () => {
    const { cloud } = await start();
    cloud.failNext({ method: "token", when: "before", how: "500" });
    const failed = await fetch(`${cloud.loginUrl}/${home}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams(asked),
    });
    expect(failed.status).toBe(500);
    expect((await askFor(cloud.loginUrl, home, asked)).status).toBe(200);
  });
});

describe("a token at the connector", () => {
  const now = Math.floor(Date.now() / 1000);
  it.each<[string, Record<string, string | number>]>([
    ["that has expired", { exp: now - 1 }],
    ["that is not valid yet", { nbf: now + 3000 }],
    ["for another service", { aud: "https://graph.microsoft.com" }],
    ["of another app", { appid: oakfield }],
    ["of a district's tenant", { tid: oakfield }],
  ])("is refused %s", async (_name, claims) => {
    const { cloud } = await start();
    const token = cloud.accessToken(claims);
    const answer = await call(cloud, "GET", inConversation(team, "pagedmembers"), undefined, { token });
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual({ message: "Authorization has been denied for this request." });
  });

  it.each<[string, (good: string) => string | null]>([
    ["none", () => null],
    ["something else", () => "abc"],
    [
      "one with other claims under the same signature",
      (good) => {
        const [header, , signature] = good.split(".");
        const claims = { appid: appId, tid: home, aud: "https://api.botframework.com", exp: 9_999_999_999 };
        return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
      },
    ],
    ["the channel's own", () => "channel"],
  ])("is refused when it is %s", async (_name, make) => {
    const { cloud } = await start();
    const made = make(cloud.accessToken());
    const token = made === "channel" ? cloud.sign() : made;
    const answer = await call(cloud, "GET", inConversation(team, "pagedmembers"), undefined, { token });
    expect(answer.status).toBe(401);
  });

  it("is of no use after it was withdrawn", async () => {
    const { cloud } = await start();
    const token = cloud.accessToken();
    cloud.expireTokens();
    const path = inConversation(team, "pagedmembers");
    expect((await call(cloud, "GET", path, undefined, { token })).status).toBe(401);
    expect((await call(cloud, "GET", path)).status).toBe(200);
  });

  it("lives as long as it is told to", async () => {
    const { cloud } = await start({ tokenLifetimeS: 7 });
    const { json } = await askFor(cloud.loginUrl, home, asked);
    expect(json.expires_in).toBe(7);
    const claims = JSON.parse(Buffer.from(json.access_token.split(".")[1], "base64url").toString("utf8"));
    expect(claims.exp - claims.iat).toBe(7);
  });
});

describe("what a client may ask before", () => {
  it("the authority's addresses", async () => {
    const { cloud } = await start();
    const json = await (await fetch(`${cloud.loginUrl}/${home}/v2.0/.well-known/openid-configuration`)).json();
    expect(json).toMatchObject({ token_endpoint: `${cloud.url}/${home}/oauth2/v2.0/token` });
    const instances = await (await fetch(`${cloud.loginUrl}/common/discovery/instance?api-version=1.1`)).json();
    expect(instances).toMatchObject({ metadata: [{ aliases: [cloud.serviceHosts] }] });
  });

  it("and nothing else", async () => {
    const { cloud } = await start();
    expect((await fetch(`${cloud.url}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${cloud.url}/amer/%zz/v3`)).status).toBe(400);
  });
});
