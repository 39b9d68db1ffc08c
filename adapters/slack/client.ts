import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import { retryAfterSeconds } from "./errors.js";

export type ClientSettings = {
  /** Base address of the Web API where it is not Slack's. */
  apiUrl?: string;
  /** For one call, from the request to the last byte of the answer. */
  timeoutMs: number;
};

/**
 * One call, one POST, one answer or one error: no hidden retries, no waiting in a queue, no other host than the API's.
 * Nothing is logged by the SDK, whose lines quote requests.
 */
export function clientOptions(settings: ClientSettings): WebClientOptions {
  return {
    ...(settings.apiUrl !== undefined && { slackApiUrl: settings.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: settings.timeoutMs,
    fetch: fetchWithReadableRetryAfter,
    logger: silentLogger,
  };
}

export function slackClient(settings: ClientSettings, token?: string): WebClient {
  return new WebClient(token, clientOptions(settings));
}

/** WebClient understands whole seconds only, and loses the answer's meaning otherwise. */
const fetchWithReadableRetryAfter: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429) return response;
  const seconds = retryAfterSeconds(response.headers.get("retry-after"), Date.now());
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { "retry-after": String(seconds) } });
};

export const silentLogger = {
  debug(): void {},
  info(): void {},
  warn(): void {},
  error(): void {},
  setLevel(): void {},
  getLevel: (): LogLevel => LogLevel.ERROR,
  setName(): void {},
};

/**
 * An answer to a slash command through its response_url. One POST, no redirects. Only Slack's own hosts are written
 * to, or this machine where another API address is set: the URL comes with the request.
 */
export async function respond(url: string, body: Record<string, unknown>, settings: ClientSettings): Promise<void> {
  const { protocol, hostname } = new URL(url);
  const slack = protocol === "https:" && ["hooks.slack.com", "hooks.slack-gov.com"].includes(hostname);
  const loopback = settings.apiUrl !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (!slack && !loopback) throw new Error("response_url of a foreign host");
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(settings.timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}
