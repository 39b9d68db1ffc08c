import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../../src/config.js";

const key = Buffer.alloc(32, 7).toString("base64");
const many = {
  SLACK_SIGNING_SECRET: "s",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "c",
  SLACK_STATE_SECRET: "st",
  PUBLIC_URL: "https://throughline.example.org",
  THROUGHLINE_KEY: key,
};

const guid = "0a1b2c3d-0000-4000-8000-00000000000f";
const teams = {
  MicrosoftAppId: guid,
  MicrosoftAppPassword: "p",
  MicrosoftAppTenantId: guid.toUpperCase(),
  MicrosoftAppType: "SingleTenant",
  THROUGHLINE_KEY: key,
};
const clouds = {
  TEAMS_OPENID_METADATA_URL: "http://127.0.0.1:4000/openid",
  TEAMS_TOKEN_ISSUER: "https://issuer.example",
  TEAMS_LOGIN_URL: "http://127.0.0.1:4000/login",
  TEAMS_SERVICE_HOSTS: "127.0.0.1:4000, localhost:4001",
};

describe("configuration", () => {
  it("starts the sandbox on port 3000 when nothing is configured", () => {
    expect(readConfig({})).toMatchObject({ port: 3000, slack: undefined, teams: undefined, databaseUrlGiven: false });
  });

  it("has no embedding service unless its address and model are given", () => {
    expect(readConfig({}).embedding).toBeUndefined();
    const given = { EMBEDDING_URL: "https://api.example.org/v1/embeddings", EMBEDDING_MODEL: "small-1" };
    expect(readConfig(given).embedding).toEqual({ url: given.EMBEDDING_URL, model: "small-1", key: undefined });
    expect(() => readConfig({ EMBEDDING_KEY: "k" })).toThrow(/EMBEDDING_URL is missing/);
    expect(() => readConfig({ EMBEDDING_URL: given.EMBEDDING_URL })).toThrow(/EMBEDDING_MODEL is missing/);
    expect(() => readConfig({ ...given, EMBEDDING_URL: "http://api.example.org/v1" })).toThrow(/no https address/);
  });

  it("takes Teams alone or beside Slack, for the tenant in which the app is at home", () => {
    const expected = { appId: guid, appPassword: "p", tenantId: guid, clouds: undefined };
    expect(readConfig(teams)).toMatchObject({ slack: undefined, teams: expected });
    expect(readConfig({ ...many, ...teams })).toMatchObject({ slack: { oauth: { clientId: "1.2" } }, teams: expected });
    expect(readConfig({ ...teams, MicrosoftAppType: "" }).teams?.tenantId).toBe(guid);
    const old = { ...teams, MicrosoftAppType: "MultiTenant", MicrosoftAppTenantId: "" };
    expect(readConfig(old).teams?.tenantId).toBeUndefined();
  });

  it("takes other clouds than Microsoft's on this machine, all of their addresses or none", () => {
    expect(readConfig({ ...teams, ...clouds }).teams?.clouds).toEqual({
      openIdMetadataUrl: clouds.TEAMS_OPENID_METADATA_URL,
      tokenIssuer: clouds.TEAMS_TOKEN_ISSUER,
      loginUrl: clouds.TEAMS_LOGIN_URL,
      serviceHosts: "127.0.0.1:4000,localhost:4001",
    });
  });

  it("takes one workspace with a token, or many with an installation each", () => {
    expect(readConfig({ SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" }).slack).toMatchObject({
      botToken: "xoxb-1",
      oauth: undefined,
    });
    expect(readConfig(many).slack).toMatchObject({ botToken: undefined, oauth: { clientId: "1.2" } });
  });

  it.each<[string, Record<string, string>, string]>([
    ["SLACK_BOT_TOKEN", { SLACK_SIGNING_SECRET: "s" }, "OAuth & Permissions"],
    ["SLACK_SIGNING_SECRET", { SLACK_BOT_TOKEN: "xoxb-1" }, "Basic Information"],
    ["SLACK_SIGNING_SECRET", { SLACK_CLIENT_ID: "1.2" }, "Basic Information"],
    ["SLACK_STATE_SECRET", { ...many, SLACK_STATE_SECRET: " " }, "openssl rand"],
    ["SLACK_CLIENT_SECRET", { ...many, SLACK_CLIENT_SECRET: "" }, "Basic Information"],
    ["PUBLIC_URL", { ...many, PUBLIC_URL: "" }, "https"],
    ["THROUGHLINE_KEY", { ...many, THROUGHLINE_KEY: "" }, "openssl rand"],
    ["THROUGHLINE_KEY", { THROUGHLINE_KEY: "short" }, "openssl rand"],
    ["SLACK_BOT_TOKEN", { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxp-1" }, "xoxb-"],
    [
      "SLACK_API_URL",
      { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: "https://evil.example/api/" },
      "on this machine",
    ],
    [
      "SLACK_API_URL",
      { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: "http://127.0.0.1.evil.example/" },
      "on this machine",
    ],
    ["MicrosoftAppPassword", { ...teams, MicrosoftAppPassword: "" }, "Certificates & secrets"],
    ["MicrosoftAppId", { MicrosoftAppPassword: "p" }, "Application (client) ID"],
    ["MicrosoftAppId", { ...teams, MicrosoftAppId: "my app" }, "Application (client) ID"],
    ["MicrosoftAppTenantId", { ...teams, MicrosoftAppTenantId: "" }, "Directory (tenant) ID"],
    ["MicrosoftAppType", { ...teams, MicrosoftAppType: "UserAssignedMSI" }, "SingleTenant"],
    ["THROUGHLINE_KEY", { ...teams, THROUGHLINE_KEY: "" }, "openssl rand"],
    ["TEAMS_LOGIN_URL", { ...teams, ...clouds, TEAMS_LOGIN_URL: "" }, "on this machine"],
    ["TEAMS_LOGIN_URL", { ...teams, ...clouds, TEAMS_LOGIN_URL: "https://evil.example/" }, "on this machine"],
    ["TEAMS_OPENID_METADATA_URL", { ...teams, ...clouds, TEAMS_OPENID_METADATA_URL: "http://x.example" }, "on this"],
    ["TEAMS_SERVICE_HOSTS", { ...teams, ...clouds, TEAMS_SERVICE_HOSTS: "127.0.0.1:1,evil.example" }, "this machine"],
    ["TEAMS_SERVICE_HOSTS", { ...teams, ...clouds, TEAMS_SERVICE_HOSTS: "127.0.0.1@evil.example" }, "this machine"],
    ["PORT", { PORT: "eighty" }, "0 to 65535"],
    ["PORT", { PORT: "70000" }, "0 to 65535"],
    ["DATABASE_URL", { DATABASE_URL: "mysql://x" }, "file:"],
    ["PUBLIC_URL", { PUBLIC_URL: "http://throughline.example.org" }, "https"],
  ])("names %s and where to find it, given %j", (name, environment, where) => {
    const read = () => readConfig(environment);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} .*${where.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
    expect(read).not.toThrow(/\n/);
  });

  it("never says a secret's value", () => {
    const secret = "xoxp-very-secret";
    expect(() => readConfig({ SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: secret })).not.toThrow(new RegExp(secret));
  });
});
