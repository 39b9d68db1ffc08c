import { createHmac } from "node:crypto";
import { postOnce } from "../http.js";
import type { World } from "./state.js";

/** What the app answered, or in Slack's word why there is no answer. */
export type AppAnswer = { status?: number; failure?: string; body: string; headers: Record<string, string> };

const maxRedirects = 2;

/** `v0=` and the HMAC of timestamp (s) and raw body, as in the documented vector. */
export function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** The headers that make a request Slack's. `timestamp` in seconds of real time. */
export function signedHeaders(
  secret: string,
  body: string,
  timestamp = Math.floor(Date.now() / 1000),
): Record<string, string> {
  return { "x-slack-request-timestamp": String(timestamp), "x-slack-signature": signature(secret, timestamp, body) };
}

/** One signed POST to the app, on a connection of its own. Never rejects. */
export async function postToApp(
  world: World,
  contentType: "application/json" | "application/x-www-form-urlencoded",
  body: string,
  extra: Record<string, string> = {},
): Promise<AppAnswer> {
  const headers = {
    "content-type": contentType,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    accept: "*/*",
    ...signedHeaders(world.options.signingSecret, body),
    ...extra,
  };
  let url = `${world.options.appUrl()}/slack/events`;
  const deadline = Date.now() + world.answerWithinMs;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await postOnce(url, headers, body, deadline - Date.now(), world.stopping.signal);
    const target = answer.headers.location;
    if (answer.status === undefined || answer.status < 300 || answer.status > 399 || target === undefined)
      return judged(answer);
    if (redirects === maxRedirects) return { ...answer, failure: "too_many_redirects" };
    url = new URL(target, url).href;
  }
}

function judged(answer: AppAnswer): AppAnswer {
  if (answer.status === undefined || (answer.status >= 200 && answer.status < 300)) return answer;
  return { ...answer, failure: "http_error" };
}
