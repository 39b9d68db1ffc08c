import { areSet, type Given, isLoopback, isUrl, missing, wrong } from "./config-variables.js";

export type SlackConfig = {
  signingSecret: string;
  botToken: string | undefined;
  oauth: { clientId: string; clientSecret: string; stateSecret: string } | undefined;
  apiUrl: string | undefined;
};

/** Undefined: nothing of Slack is configured. Throws for the first variable that is missing or cannot be used. */
export function readSlack(
  given: Given,
  publicUrl: string | undefined,
  key: string | undefined,
): SlackConfig | undefined {
  const names = [
    "SLACK_SIGNING_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_STATE_SECRET",
  ];
  const set = names.filter((name) => given(name) !== undefined);
  if (set.length === 0) return undefined;
  const because = areSet(set);
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
