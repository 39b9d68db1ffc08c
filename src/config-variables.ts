/** What reading every variable needs: where its value is found, and how one that does not fit is refused. */

/** One line for whoever can act: which variable, and where its value is found. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** A variable's value without spaces around it; undefined where it is missing or empty. */
export type Given = (name: string) => string | undefined;

const guid = "like 00000000-0000-0000-0000-000000000000";

const where: Record<string, string> = {
  SLACK_SIGNING_SECRET: "api.slack.com/apps → your app → Basic Information → Signing Secret",
  SLACK_BOT_TOKEN: "api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (begins with xoxb-)",
  SLACK_CLIENT_ID: "api.slack.com/apps → your app → Basic Information → Client ID",
  SLACK_CLIENT_SECRET: "api.slack.com/apps → your app → Basic Information → Client Secret",
  SLACK_STATE_SECRET: "any long random text of your own, for example from: openssl rand -hex 32",
  MicrosoftAppId: `entra.microsoft.com → App registrations → your app → Application (client) ID, ${guid}`,
  MicrosoftAppPassword:
    "entra.microsoft.com → App registrations → your app → Certificates & secrets → the secret's Value",
  MicrosoftAppTenantId: `entra.microsoft.com → App registrations → your app → Directory (tenant) ID, ${guid}`,
  MicrosoftAppType: "SingleTenant (portal.azure.com → your Azure Bot → Configuration → Bot Type)",
  THROUGHLINE_KEY: "make one with: openssl rand -base64 32, and keep a copy: without it stored tokens cannot be read",
  PUBLIC_URL:
    "the https address under which Slack and Teams reach this server, such as https://throughline.example.org",
  PORT: "a number from 0 to 65535",
  DATABASE_URL: "file:./data/throughline.db for SQLite, or postgresql://user:password@host/database",
  EMBEDDING_URL:
    "the https address of your embedding service, such as https://api.example.org/v1/embeddings; leave all three out to have none",
  EMBEDDING_MODEL: "the name of the service's model, as its manual gives it",
  EMBEDDING_KEY: "the service's API key",
  SLACK_API_URL: "only for tests and the sandbox: an address on this machine, such as http://127.0.0.1:4000/api/",
  TEAMS_OPENID_METADATA_URL: "only for tests and the sandbox: an address on this machine",
  TEAMS_TOKEN_ISSUER: "only for tests and the sandbox: the issuer of the simulated cloud's tokens",
  TEAMS_LOGIN_URL: "only for tests and the sandbox: an address on this machine",
  TEAMS_SERVICE_HOSTS: "only for tests and the sandbox: hosts on this machine, such as 127.0.0.1:4000",
};

export function missing(name: string, because: string): ConfigError {
  return new ConfigError(`${name} is missing: ${because}. You find it here: ${where[name]}.`);
}

export function wrong(name: string, because: string): ConfigError {
  return new ConfigError(`${name} ${because}. It should be: ${where[name]}.`);
}

/** "A, B are set": why another variable is needed. */
export function areSet(names: string[]): string {
  return `${names.join(", ")} ${names.length === 1 ? "is" : "are"} set`;
}

export function isUrl(text: string, accept: (url: URL) => boolean): boolean {
  try {
    return accept(new URL(text));
  } catch {
    return false;
  }
}

export function isLoopback(url: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}
