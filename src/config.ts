import { z } from "zod";

/** Everything that is configured from outside. Rosters, calendars and convenings are not: they are imported. */
export type Config = {
  port: number;
  host: string;
  databaseUrl: string;
  /** False: the default, which the sandbox does not use. */
  databaseUrlGiven: boolean;
  publicUrl: string | undefined;
  /** 32 bytes, base64 or hex, that tokens are encrypted with. */
  key: string | undefined;
  /** Undefined: no platform is configured, and the sandbox with its sample network starts. */
  slack: SlackConfig | undefined;
};

export type SlackConfig = {
  signingSecret: string;
  botToken: string | undefined;
  oauth: { clientId: string; clientSecret: string; stateSecret: string } | undefined;
  apiUrl: string | undefined;
};

/** One line for whoever can act: which variable, and where its value is found. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const where: Record<string, string> = {
  SLACK_SIGNING_SECRET: "api.slack.com/apps → your app → Basic Information → Signing Secret",
  SLACK_BOT_TOKEN: "api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (begins with xoxb-)",
  SLACK_CLIENT_ID: "api.slack.com/apps → your app → Basic Information → Client ID",
  SLACK_CLIENT_SECRET: "api.slack.com/apps → your app → Basic Information → Client Secret",
  SLACK_STATE_SECRET: "any long random text of your own, for example from: openssl rand -hex 32",
  THROUGHLINE_KEY: "make one with: openssl rand -base64 32, and keep a copy: without it stored tokens cannot be read",
  PUBLIC_URL: "the https address under which Slack reaches this server, such as https://throughline.example.org",
  PORT: "a number from 0 to 65535",
  DATABASE_URL: "file:./data/throughline.db for SQLite",
  SLACK_API_URL: "only for tests and the sandbox: an address on this machine, such as http://127.0.0.1:4000/api/",
};

function missing(name: string, because: string): ConfigError {
  return new ConfigError(`${name} is missing: ${because}. You find it here: ${where[name]}.`);
}

function wrong(name: string, because: string): ConfigError {
  return new ConfigError(`${name} ${because}. It should be: ${where[name]}.`);
}

/** Reads the environment. Throws a ConfigError for the first variable that is missing or cannot be used. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = (name: string) => {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  };
  const port = z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .safeParse(given("PORT") ?? "3000");
  if (!port.success) throw wrong("PORT", `is “${given("PORT")}”`);
  const databaseUrl = given("DATABASE_URL") ?? "file:./data/throughline.db";
  if (!/^(file|postgres(ql)?):/.test(databaseUrl))
    throw wrong("DATABASE_URL", "begins neither with file: nor with postgresql:");
  const publicUrl = given("PUBLIC_URL");
  if (publicUrl !== undefined && !isUrl(publicUrl, (url) => url.protocol === "https:" || isLoopback(url)))
    throw wrong("PUBLIC_URL", "is no https address");
  const key = given("THROUGHLINE_KEY");
  if (key !== undefined && !isKey(key)) throw wrong("THROUGHLINE_KEY", "is not 32 bytes in base64 or hex");
  const slack = readSlack(given, publicUrl, key);
  return {
    port: port.data,
    host: given("HOST") ?? "127.0.0.1",
    databaseUrl,
    databaseUrlGiven: given("DATABASE_URL") !== undefined,
    publicUrl,
    key,
    slack,
  };
}

type Given = (name: string) => string | undefined;

function readSlack(given: Given, publicUrl: string | undefined, key: string | undefined): SlackConfig | undefined {
  const names = [
    "SLACK_SIGNING_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_STATE_SECRET",
  ];
  const set = names.filter((name) => given(name) !== undefined);
  if (set.length === 0) return undefined;
  const because = `${set.join(", ")} ${set.length === 1 ? "is" : "are"} set`;
  const signingSecret = given("SLACK_SIGNING_SECRET");
  if (signingSecret === undefined) throw missing("SLACK_SIGNING_SECRET", because);
  const apiUrl = given("SLACK_API_URL");
  if (apiUrl !== undefined && !isUrl(apiUrl, isLoopback)) throw wrong("SLACK_API_URL", "points outside this machine");
  const botToken = given("SLACK_BOT_TOKEN");
  const oauthNames = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"];
  const wantsOauth = oauthNames.some((name) => given(name) !== undefined);
  if (!wantsOauth) {
    if (botToken === undefined)
      throw missing("SLACK_BOT_TOKEN", `${because}, for one workspace the bot token is needed too`);
    if (!botToken.startsWith("xoxb-")) throw wrong("SLACK_BOT_TOKEN", "does not begin with xoxb-");
    return { signingSecret, botToken, oauth: undefined, apiUrl };
  }
  const [clientId, clientSecret, stateSecret] = oauthNames.map((name) => {
    const value = given(name);
    if (value === undefined) throw missing(name, because);
    return value;
  }) as [string, string, string];
  if (publicUrl === undefined) throw missing("PUBLIC_URL", `${because}, and Slack must send people back to an address`);
  if (key === undefined)
    throw missing("THROUGHLINE_KEY", `${because}, and the workspaces' tokens are stored encrypted`);
  return { signingSecret, botToken: undefined, oauth: { clientId, clientSecret, stateSecret }, apiUrl };
}

function isUrl(text: string, accept: (url: URL) => boolean): boolean {
  try {
    return accept(new URL(text));
  } catch {
    return false;
  }
}

function isLoopback(url: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}

function isKey(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text) || Buffer.from(text, "base64").length === 32;
}
